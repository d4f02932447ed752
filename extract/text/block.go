package text

import "slices"

// A block is a line, or several that newlines inside a sentence have torn apart: the tokens [first, end).
type block struct {
	first, end int
	lines      [2]int // first line and the one after the last
	kind       LineKind
	fixed      bool // the kind is certain from the block alone
	related    bool // it opens a box of headlines
	shape      shape
}

// findBlocks gathers the lines that are not blank into blocks and finds the kind of each.
func (c *classifier) findBlocks() {
	d := c.d
	c.blocks = slices.Grow(c.blocks[:0], len(d.Lines))
	tok := 0
	for i, line := range d.Lines {
		start := tok
		for tok < len(d.Tokens) && d.Tokens[tok].Start < line.End {
			tok++
		}
		if tok > start {
			c.blocks = append(c.blocks, block{first: start, end: tok, lines: [2]int{i, i + 1}, kind: Body})
		}
	}
	if width := c.wrapWidth(); width > 0 {
		c.merge(func(a, b *block) bool { return c.wrapped(a, b, width) })
	}
	for i := range c.blocks {
		c.fix(&c.blocks[i])
	}
	c.merge(c.torn)
	for i := range c.blocks {
		if b := &c.blocks[i]; b.lines[1]-b.lines[0] > 1 {
			b.shape = c.shape(b)
		}
	}
	c.classify()
	for _, b := range c.blocks {
		for i := b.lines[0]; i < b.lines[1]; i++ {
			d.Lines[i].Kind = b.kind
		}
	}
}

// merge joins each block to the one before where join says so.
func (c *classifier) merge(join func(a, b *block) bool) {
	out := c.blocks[:0]
	for i := range c.blocks {
		b := &c.blocks[i]
		if n := len(out); n > 0 && join(&out[n-1], b) {
			out[n-1].end, out[n-1].lines[1], out[n-1].shape.final = b.end, b.lines[1], b.shape.final
			continue
		}
		out = append(out, *b)
	}
	c.blocks = out
}

// torn reports whether b goes on with the sentence that a began, across at most one blank line.
func (c *classifier) torn(a, b *block) bool {
	if a.fixed || b.fixed || b.lines[0]-a.lines[1] > 1 || b.shape.bullet || finished(a.shape.final) {
		return false
	}
	if b.shape.lowerStart || a.shape.final == ',' && b.lines[0] == a.lines[1] {
		return true
	}
	last := c.d.Tokens[a.end-1]
	return last.Kind == Word && last.Flags&Upper == 0 && c.listed(unfinished, a.end-1)
}

// A text may come with its lines broken at a fixed width. Then nearly every line is too long to take in the first word of
// the next one. Such a text has at least minWrapped lines of that kind, and its longest has minWrap to maxWrap code points: lists
// of short lines look alike.
const (
	minWrap    = 40
	maxWrap    = 120
	minWrapped = 4
)

// wrapWidth returns the width at which the lines were broken, 0 if they were not.
func (c *classifier) wrapWidth() int {
	width := 0
	for _, line := range c.d.Lines {
		if line.End-line.Start > 3*maxWrap {
			return 0
		}
		width = max(width, countPoints(c.d.Text[line.Start:line.End]))
	}
	if width < minWrap || width > maxWrap {
		return 0
	}
	full, pairs := 0, 0
	for i := 1; i < len(c.blocks); i++ {
		if a, b := &c.blocks[i-1], &c.blocks[i]; a.lines[1] == b.lines[0] {
			pairs++
			if c.full(a, b, width) {
				full++
			}
		}
	}
	if full < minWrapped || full*3 < pairs*2 {
		return 0
	}
	return width
}

// full reports whether the first word of b had no room in the last line of a.
func (c *classifier) full(a, b *block, width int) bool {
	d := c.d
	line, next := d.Lines[a.lines[1]-1], d.Lines[b.lines[0]]
	word := next.Start
	for word < next.End && d.Text[word] != ' ' {
		word++
	}
	return countPoints(d.Text[line.Start:line.End])+1+countPoints(d.Text[next.Start:word]) > width
}

// wrapped reports whether b is the next line of the paragraph a.
func (c *classifier) wrapped(a, b *block, width int) bool {
	if a.lines[1] != b.lines[0] || !c.full(a, b, width) || c.dated(a) || c.dated(b) {
		return false
	}
	return !isBullet(c.d.mark(b.first)) || !finished(c.final(a))
}

// dated reports whether a block is a line by itself that gives the page's date: it is no part of a paragraph, however
// long the line before it. One that ends in a full stop is the end of a sentence: "(17/11/1954 - 17/11/2024)."
func (c *classifier) dated(b *block) bool {
	if b.lines[1]-b.lines[0] > 1 || b.end-b.first > maxDateline {
		return false
	}
	shaped := *b
	shaped.shape = c.shape(b)
	c.setKey(b)
	return shaped.shape.final != '.' && c.clock(&shaped)
}
