package text

import (
	"bytes"
	"strings"
)

// A classifier finds the kinds of blocks: first those that a cue makes certain, then the others by their place among them.
type classifier struct {
	d      *Document
	blocks []block
	key    []byte  // scratch
	photos []int32 // tokens that a photo credit may begin with, in order
	feeds  []byte  // the source, when it has form feeds
	marked []byte  // the source, when it has marks of pictures

	interview bool // some line is a question
	accented  bool // the text is written with accents
	lastPara  int  // last paragraph of running text, -1 if none
	titled    bool // the headline or some text stands before the block looked at
	begun     bool // a paragraph of running text does
}

const (
	maxTitle   = 45 // tokens of a headline
	maxHeading = 30 // words of a heading
	maxCaption = 60 // tokens of a caption with a photo credit
	maxByline  = 10 // tokens of a line of authors
	minPara    = 8  // words of a paragraph
	minAlt     = 6  // words of an alternative text
)

// survey looks at the whole page once for what the kind of a single block depends on.
func (c *classifier) survey() {
	c.lastPara = -1
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.fixed {
			c.interview = c.interview || b.kind == Question
			continue
		}
		if b.shape.words >= minPara && finished(b.shape.final) {
			c.lastPara = i
		}
		dash := c.d.mark(b.first)
		c.interview = c.interview || (dash == '-' || dash == '–') && b.shape.bullet && b.shape.final == '?'
	}
}

// classify finds the kinds of the blocks that fix left open.
func (c *classifier) classify() {
	c.survey()
	box, end := false, false // inside a box of headlines; behind the article
	for i := range c.blocks {
		b := &c.blocks[i]
		if c.paged(i) {
			box, end, c.titled, c.begun = false, false, false, false
		}
		if b.fixed {
			box = box || b.related
			end = end || i > c.lastPara && c.lastPara >= 0 && b.kind == Furniture
			continue
		}
		b.kind = c.kind(b, i)
		switch b.kind {
		case Title, Capitals:
			c.titled = true
		case Heading, ListItem, Body:
			if (end || box && b.kind != Body) && !finished(b.shape.final) {
				b.kind = Furniture
			}
		case Caption:
			if box && !finished(b.shape.final) {
				b.kind = Furniture // a headline that begins with an office
			}
		}
		if b.kind == Body || b.kind == Question || b.kind == Answer {
			c.titled = true
			c.begun = c.begun || b.kind == Body && b.shape.words >= minPara
		}
		box = box && b.kind == Furniture
	}
}

// paged reports whether a page begins with block i: a form feed stands before it.
func (c *classifier) paged(i int) bool {
	if c.feeds == nil || i == 0 {
		return false
	}
	_, from := c.d.SourceBytes(int(c.d.Tokens[c.blocks[i-1].end-1].Start), int(c.d.Tokens[c.blocks[i-1].end-1].End))
	to, _ := c.d.SourceBytes(int(c.d.Tokens[c.blocks[i].first].Start), int(c.d.Tokens[c.blocks[i].first].End))
	return bytes.IndexByte(c.feeds[from:to], '\f') >= 0
}

// pictured reports whether the mark of a picture opens the first line of b.
func (c *classifier) pictured(b *block) bool {
	if c.marked == nil {
		return false
	}
	from := 0
	if b.first > 0 {
		before := c.d.Tokens[b.first-1]
		_, from = c.d.SourceBytes(int(before.Start), int(before.End))
	}
	to, _ := c.d.SourceBytes(int(c.d.Tokens[b.first].Start), int(c.d.Tokens[b.first].End))
	gap := c.marked[from:to]
	return bytes.Contains(gap[bytes.LastIndexAny(gap, lineEnds)+1:], []byte(Picture))
}

// kind finds the kind of block i by its form and place.
func (c *classifier) kind(b *block, i int) LineKind {
	s := &b.shape
	tail := i > c.lastPara && (i > 0 || c.lastPara >= 0) && i >= len(c.blocks)/2
	if s.words <= maxHeading || s.final == '?' {
		c.setKey(b)
	} else {
		c.key = c.key[:0]
	}
	switch {
	case !s.accented && c.accented && s.words >= minAlt:
		return AltText
	case (tail || c.titled && !c.begun && i < c.lastPara) && c.authors(b):
		return Byline
	case s.words >= 2 && s.uppers == s.words && s.final != '.':
		return Capitals
	case s.bullet:
		return c.item(s)
	case s.final == '?' && c.interview && (strings.HasPrefix(string(c.key), "thưa ") || strings.HasPrefix(string(c.key), "xin ")):
		return Question
	case c.caption(b, i):
		return Caption
	case finished(s.final) && s.final != '?' && s.final != '!', s.final == ',', c.sentences(b, 2) > 1:
		return Body
	case !c.titled && s.tokens <= maxTitle && i+1 < len(c.blocks) && !s.lowerStart:
		return Title
	case finished(s.final), s.words > maxHeading, !c.titled && i+1 == len(c.blocks):
		return Body
	}
	return Heading
}

// sentences counts the sentences of b up to limit.
func (c *classifier) sentences(b *block, limit int) int {
	s := splitter{d: c.d, end: b.end}
	n := 0
	for at := b.first; at < b.end && n < limit; n++ {
		s.first = at
		at = s.next(at)
	}
	return n
}

// item tells list items from the questions and answers of an interview.
func (c *classifier) item(s *shape) LineKind {
	switch {
	case !c.interview:
		return ListItem
	case s.final == '?':
		return Question
	}
	return Answer
}

// caption reports whether b, block i, describes a picture.
func (c *classifier) caption(b *block, i int) bool {
	s := &b.shape
	if c.photo(b) >= 0 {
		return s.tokens <= maxCaption && c.sentences(b, 3) < 3
	}
	if !c.titled {
		return false
	}
	if c.cued(captionCues, s) || i > 0 && c.blocks[i-1].kind == AltText && s.words <= maxHeading {
		return true
	}
	return !finished(s.final) && s.words <= maxHeading && c.cued(officeCues, s) && c.endsInName(b)
}

// endsInName reports whether the last words of b are two or more capitalised ones after one that is not.
func (c *classifier) endsInName(b *block) bool {
	t := b.end
	for t > b.first && c.d.Tokens[t-1].Kind == Word && c.d.Tokens[t-1].Flags&Cap != 0 {
		t--
	}
	return t > b.first && b.end-t >= 2
}
