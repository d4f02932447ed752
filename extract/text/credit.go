package text

import "slices"

// findPhotos gathers the tokens that a photo credit may begin with.
func (c *classifier) findPhotos() {
	c.photos = c.photos[:0]
	for i := range c.d.Tokens {
		switch t := &c.d.Tokens[i]; t.End - t.Start {
		case int32(len("Ảnh")), int32(len("Nguồn")):
			switch c.d.Word(i) {
			case "Ảnh", "ẢNH", "ảnh", "Nguồn":
				c.photos = append(c.photos, int32(i))
			}
		}
	}
}

// photo returns the first token after the head of a photo credit in b, such as "Ảnh:" or "Ảnh VGP/", or -1.
func (c *classifier) photo(b *block) int {
	k, _ := slices.BinarySearch(c.photos, int32(b.first))
	for ; k < len(c.photos) && int(c.photos[k])+1 < b.end; k++ {
		t := int(c.photos[k])
		switch c.d.Word(t) {
		case "Ảnh", "ẢNH":
			if c.d.mark(t+1) == ':' {
				return t + 2
			}
			if t+2 < b.end && c.d.Tokens[t+1].Flags&Upper != 0 && c.d.mark(t+2) == '/' {
				return t + 3
			}
			if t+3 >= b.end && c.d.Tokens[t+1].Kind == Number { // "- Ảnh 1."
				return b.end
			}
		case "ảnh":
			if c.d.mark(t+1) == ':' && (t == b.first || c.d.mark(t-1) == ',' || c.d.Word(t-1) == "và") {
				return t + 2
			}
		case "Nguồn":
			if c.d.mark(t+1) == ':' && t > b.first && c.d.mark(t-1) == '(' {
				return b.end // the picture of an agency
			}
		}
	}
	return -1
}

// glued marks sentences that are no part of their line: a photo credit, a source, or the author of the text behind its
// last full stop.
func (c *classifier) glued() {
	d := c.d
	next := 0 // block that starts after the sentence
	var b block
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if next < len(c.blocks) && c.blocks[next].first == int(s.First) {
			next++
			continue
		}
		if !s.Kind.Facts() || s.End-s.First > label {
			continue
		}
		b.first, b.end = int(s.First), int(s.End)
		b.shape = c.shape(&b)
		c.setKey(&b)
		atEnd := next-1 >= c.lastPara && b.end == c.blocks[next-1].end
		if c.photo(&b) >= 0 || c.cue(lineCues, &b.shape) == Byline || atEnd && b.shape.words > 1 && c.authors(&b) {
			s.Kind = Byline
		}
	}
}

// findCredits gathers the names in photo credits and bylines.
func (c *classifier) findCredits() {
	var b block
	for _, s := range c.d.Sentences {
		b.first, b.end = int(s.First), int(s.End)
		if t := c.photo(&b); t >= 0 {
			c.names(t, b.end)
		} else if s.Kind == Byline && c.namesAuthor(&b) {
			t := b.first
			for k := b.first; k < b.end; k++ {
				if c.d.mark(k) == ':' {
					t = k + 1
				}
			}
			c.names(t, b.end)
		}
	}
}

// namesAuthor reports whether the cue of b introduces a person, not a publisher as "Theo" (according to) and "Nguồn" (source) do.
func (c *classifier) namesAuthor(b *block) bool {
	t := b.first
	if c.d.mark(t) == '(' && t+1 < b.end {
		t++
	}
	return !c.listed(publishers, t)
}

// names adds the names that stand between separators in tokens [t, end), up to a closing bracket or a full stop.
func (c *classifier) names(t, end int) {
	d := c.d
	start := t
	for ; t < end; t++ {
		switch r := d.mark(t); {
		case r == 0 && d.Tokens[t].Flags&Cap != 0, r == '.' && c.initial(t, end):
			continue
		case r == ')', r == '.', r == '!', r == '?':
			c.name(start, t)
			return
		case r == '-' && t > start && t+1 < end && d.Tokens[t].Flags&Space == 0 && d.Tokens[t+1].Flags&(Space|Upper) == 0:
			continue
		}
		c.name(start, t)
		start = t + 1
	}
	c.name(start, end)
}

// initial reports whether the full stop t follows one capital and stands close before a name: "V.Giang".
func (c *classifier) initial(t, end int) bool {
	d := c.d
	return t > 0 && t+1 < end && d.Tokens[t-1].Flags&Upper != 0 && d.Tokens[t+1].Flags&Space == 0 && d.Tokens[t+1].Flags&Cap != 0
}

// name adds tokens [t, end) to the credits unless they are one word or an agency.
func (c *classifier) name(t, end int) {
	if end-t < 2 || end-t > maxName || c.listed(agencies, t) {
		return
	}
	c.d.Credits = append(c.d.Credits, Credit{Start: c.d.Tokens[t].Start, End: c.d.Tokens[end-1].End})
}

// maxName is the most tokens of a credited name.
const maxName = 6

// authors reports whether b is nothing but names: capitalised words, a separator, perhaps what they did
// ("Mai An - LÊ BÌNH thực hiện"), or a source in brackets ("(Baomoi.vn)").
func (c *classifier) authors(b *block) bool {
	d := c.d
	if b.shape.tokens > maxByline || b.shape.caps == 0 || finished(b.shape.final) && !c.initials(b) {
		return false
	}
	run := 0
	for t := b.first; t < b.end; t++ {
		tok := d.Tokens[t]
		switch r := d.mark(t); {
		case tok.Kind == Number:
			return false
		case r == ',' || r == '-' || r == '–' || r == '&' || r == '/' || r == '(' || r == ')' || r == '.':
			run = 0
		case r != 0:
			return false
		case tok.Flags&Cap != 0:
			if run++; run > maxName-1 {
				return false
			}
		case d.Word(t) == "và", t > b.first && c.listed(doneBy, t), c.listed(domains, t):
			run = 0
		default:
			return false
		}
	}
	return b.shape.words > 1 || b.shape.uppers == 1 || d.mark(b.first) == '('
}

// initials reports whether b is an abbreviated name such as "TR.NG.".
func (c *classifier) initials(b *block) bool {
	return b.shape.uppers == b.shape.words && b.shape.words <= 3 && b.shape.final == '.'
}
