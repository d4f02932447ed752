package text

import (
	"strings"
	"unicode/utf8"
)

// lead is how many tokens of a line its cues look at.
const lead = 6

// fix finds the kind of b if its form alone decides.
func (c *classifier) fix(b *block) {
	b.shape = c.shape(b)
	s := &b.shape
	c.accented = c.accented || s.accented && s.words > minPara
	c.setKey(b)
	set := func(k LineKind) { b.kind, b.fixed = k, true }
	switch {
	case c.pictured(b):
		set(Caption)
	case c.clock(b):
		set(Dateline)
	case c.cued(relatedCues, s):
		set(Furniture)
		b.related = true
	case s.bars >= 2 && s.final != '.', c.slogan(s), c.website(b):
		set(Furniture)
	default:
		if k := c.cue(lineCues, s); k != 0 && !(k == Byline && s.lowerStart) {
			set(k)
		}
	}
}

// setKey makes the key of the first words of b, spaced as in the text and without its bullet.
func (c *classifier) setKey(b *block) {
	c.key = c.key[:0]
	t := b.first
	for t < b.end-1 && isBullet(c.d.mark(t)) {
		t++
	}
	for i := t; i < b.end && i < t+lead; i++ {
		if i > t && c.d.Tokens[i].Flags&Space != 0 {
			c.key = append(c.key, ' ')
		}
		if c.key = c.d.appendKey(c.key, i); i == t && !cueWords[string(c.key)] {
			return // no cue begins so
		}
	}
}

// cue returns the kind of the first cue that begins the line whose key is set, or 0.
func (c *classifier) cue(cues *cueTable, s *shape) LineKind {
	if len(c.key) == 0 {
		return 0
	}
	for i := range cues[c.key[0]] {
		q := &cues[c.key[0]][i]
		if len(c.key) < len(q.key) || string(c.key[:len(q.key)]) != q.key {
			continue
		}
		if rest := c.key[len(q.key):]; len(rest) > 0 && inWord(rest[0]) && inWord(q.key[len(q.key)-1]) {
			continue // the cue is only the beginning of a longer word
		}
		if q.within == 0 || s.tokens <= q.within && !strings.ContainsRune(".!?", s.final) {
			return q.kind
		}
	}
	return 0
}

// inWord reports whether b stands inside a word of a key.
func inWord(b byte) bool { return b >= utf8.RuneSelf || b >= 'a' && b <= 'z' }

func (c *classifier) cued(cues *cueTable, s *shape) bool { return c.cue(cues, s) != 0 }

// listed reports whether word stands in list. The empty word stands in every list.
func listed(list map[string]bool, word []byte) bool { return len(word) == 0 || list[string(word)] }

// listed reports whether the key of token t is one of the words of list.
func (c *classifier) listed(list map[string]bool, t int) bool {
	tok := c.d.Tokens[t]
	if tok.End-tok.Start > maxSyllable*3 {
		return false
	}
	var buf [maxSyllable * 4]byte
	return listed(list, c.d.appendKey(buf[:0], t))
}

// slogan reports whether the line is a banner: it begins like one and is in capitals or short, or is an exclamation in capitals.
func (c *classifier) slogan(s *shape) bool {
	if s.uppers*5 >= s.words*4 && s.words >= minPara && s.final == '!' {
		return true
	}
	return c.cued(sloganCues, s) && (s.uppers*10 >= s.words*3 && s.words > 3 || s.final == '!')
}

// website reports whether the line is nothing but an address or a mailbox.
func (c *classifier) website(b *block) bool {
	text := c.d.Text[c.d.Tokens[b.first].Start:c.d.Tokens[b.end-1].End]
	return b.shape.tokens <= 2*label && !strings.Contains(text, " ") && (strings.HasPrefix(text, "http") || strings.Contains(text, "@"))
}

// clock reports whether b is the date of the page: numbers, days of the week and little else, up to a bar if there is one.
// A time alone is no date, nor is a year. A place, a source or an author may stand beside it when it has its year:
// "Geneva, 24/05/2014", "NDĐT, thứ năm 23-10-2003".
func (c *classifier) clock(b *block) bool {
	numbers, names, year := 0, 0, false
	for t := b.first; t < b.end && c.d.mark(t) != '|'; t++ {
		switch tok := c.d.Tokens[t]; tok.Kind {
		case Number:
			numbers++
			word := c.d.Word(t)
			year = year || len(word) == 4 && (word[:2] == "19" || word[:2] == "20")
		case Word:
			if c.listed(clockWords, t) {
				if t > b.first && c.listed(monthWord, t-1) { // "30 Tháng Chín 2015"
					numbers++
				}
				continue
			}
			if names++; tok.Flags&Cap == 0 || names > maxByliner || b.shape.tokens > maxDateline {
				return false
			}
		}
	}
	return numbers >= 3 && (names == 0 || year && b.shape.final == 0 && c.cue(lineCues, &b.shape) == 0)
}

const (
	maxDateline = 20 // tokens of a line of date and author
	maxByliner  = 5  // words of its place, source or author
)
