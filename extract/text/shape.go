package text

import "unicode/utf8"

// A shape sums up how a block looks.
type shape struct {
	tokens, words int
	caps, uppers  int  // words that begin with a capital; words all in capitals
	bars          int  // "|"
	accented      bool // some letter is outside ASCII
	lowerStart    bool // begins with a lower-case letter
	bullet        bool // begins with a dash or another mark of a list item
	final         rune // the full stop, comma or colon that ends it, closing quotes and brackets aside; 0 if none
}

// shape looks at the tokens of b.
func (c *classifier) shape(b *block) shape {
	d := c.d
	s := shape{tokens: b.end - b.first}
	for _, tok := range d.Tokens[b.first:b.end] {
		if tok.Kind != Word {
			if d.Text[tok.Start] == '|' {
				s.bars++
			}
			continue
		}
		s.words++
		if tok.Flags&Cap != 0 {
			s.caps++
		}
		if tok.Flags&Upper != 0 {
			s.uppers++
		}
	}
	start, end := d.Tokens[b.first].Start, d.Tokens[b.end-1].End
	for i := start; i < end; i++ {
		// Dashes and curly quotes begin with E2: they are no accents.
		if d.Text[i] >= utf8.RuneSelf && d.Text[i] != 0xE2 {
			s.accented = true
			break
		}
		if d.Text[i] == 0xE2 {
			i += 2
		}
	}
	first := d.Tokens[b.first]
	s.lowerStart = first.Kind == Word && first.Flags&Cap == 0
	if first.End-first.Start == 1 && s.tokens > 1 { // "a) Mục tiêu" (aims)
		next := d.mark(b.first + 1)
		s.lowerStart = s.lowerStart && next != '.' && next != ')'
	}
	s.bullet = isBullet(d.mark(b.first)) && s.tokens > 1 && d.Tokens[b.first+1].Flags&Space != 0
	s.final = c.final(b)
	return s
}

func isBullet(r rune) bool {
	switch r {
	case '-', '–', '—', '•', '*', '+', '·', '▪', '»', '►', '●':
		return true
	}
	return false
}

// final returns the mark that ends b.
func (c *classifier) final(b *block) rune {
	for t := b.end - 1; t >= b.first; t-- {
		switch r := c.d.mark(t); r {
		case '.', '!', '?', '…', ':', ';', ',':
			return r
		case ')', ']', '"', '\'', '”', '’', '»':
		default:
			return 0
		}
	}
	return 0
}

// finished reports whether a line that ends in this mark needs no other line.
func finished(final rune) bool {
	switch final {
	case '.', '!', '?', '…', ':', ';':
		return true
	}
	return false
}

// mark returns the character of token t if it is punctuation, otherwise 0.
func (d *Document) mark(t int) rune {
	tok := d.Tokens[t]
	if tok.Kind != Punct {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(d.Text[tok.Start:])
	return r
}
