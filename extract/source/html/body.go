package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

const (
	paraWords  = 6  // a block counts for the body with its words beyond these
	linkWeight = 2  // and each word of a link takes so many away
	nearCross  = 4  // borders of boxes between two paragraphs of one text; each more takes two words away
	maxBeside  = 15 // words of a line of date or author
	maxCaption = 80 // words of a caption
	minTitle   = 3  // words of a title
	maxTitle   = 60
	minLead    = 8  // words of a standfirst
	minTeaser  = 10 // words of the text below a headline in a list
	minTeasers = 3  // of a page that is a list
	minOwn     = 2  // paragraphs of a page that is none
)

// mark finds out what each box is for: roles are inherited, but those that say that a box stands beside the article do not
// hold for one that the article stands in.
func (d *document) mark(title int) {
	total := 0
	for i := range d.blocks {
		d.boxes[d.blocks[i].box].words += d.blocks[i].words
		total += d.blocks[i].words
	}
	holds := make([]bool, len(d.boxes)) // the title or what is marked as the body
	if title >= 0 {
		holds[d.blocks[title].box] = true
	}
	for i := len(d.boxes) - 1; i >= 0; i-- {
		b := &d.boxes[i]
		holds[i] = holds[i] || b.role&content != 0 && b.words*5 > total
		if b.parent >= 0 {
			d.boxes[b.parent].words += b.words
			holds[b.parent] = holds[b.parent] || holds[i]
		}
	}
	for i := range d.boxes {
		b := &d.boxes[i]
		switch {
		case holds[i], b.tag == atom.Body, b.tag == atom.Html, b.tag == atom.Article, b.tag == atom.Main:
			b.role &^= clutter | layout | clock
		case b.words*2 > total:
			b.role &^= layout
		}
		if b.words > maxBeside || holds[i] {
			b.role &^= dated | author
		}
		if b.words > maxCaption {
			b.role &^= caption | picture
		}
		if b.parent >= 0 {
			b.role |= d.boxes[b.parent].role &^ (content | titled)
		}
	}
}

func (d *document) role(b *block) role { return d.boxes[b.box].role }

// outside reports whether b stands beside the article.
func (d *document) outside(b *block) bool { return d.role(b)&(clutter|layout|clock) != 0 }

// title returns the index of the block that is the title, -1 if there is none. It is the one that says what the head says;
// else the first heading.
func (d *document) title() int {
	best, rank := -1, 0
	own, page := folded(d.head.title), folded(d.head.page)
	for i := range d.blocks {
		b := &d.blocks[i]
		if n := b.words + b.linked; n < minTitle && !b.top || b.words == 0 && !b.top || n > maxTitle {
			continue
		}
		r := 0
		if s := folded(b.line()); s == own || s == page || strings.HasPrefix(page, s+" ") && b.words > minTitle {
			r = 4
		}
		switch {
		case b.top && b.words == 0 && d.boxes[b.box].role&titled == 0: // only a link: the name of the site most often
			r = min(r, 1)
		case b.top:
			r += 3
		case b.heading && (r > 0 || d.boxes[b.box].role&titled != 0):
			r += 2
		case d.boxes[b.box].role&titled != 0 && b.words > minTitle && b.words < 4*minLead:
			r++
		}
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}

// titleText returns the title as the page shows it, else as its head says it without the name of the site.
func (d *document) titleText(at int) string {
	if at >= 0 {
		return d.blocks[at].line()
	}
	if d.head.title != "" {
		return d.head.title
	}
	t := d.head.page
	for _, bar := range []string{" | ", " - ", " – ", " :: "} {
		if i := strings.LastIndex(t, bar); i > 0 && len(strings.Fields(t[:i])) > minTitle {
			return strings.TrimSpace(t[:i])
		}
	}
	return t
}

// folded returns s in small letters with its words alone.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// body returns the blocks of the article: the run behind the title in which the text outside links outweighs what is not
// text most, with the standfirst before it.
func (d *document) body(title int) []*block {
	in := d.contentBox()
	var all []*block
	for i := title + 1; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		if cue := cueOf(b); cue == remarks && !d.within(b, in) {
			break
		} else if d.outside(b) || cue == remarks {
			continue
		}
		all = append(all, b)
	}
	from, to := 0, 0
	best, sum, start := 0, 0, 0
	for i, b := range all {
		v := d.weight(b)
		if in >= 0 && !d.within(b, in) && v > 0 {
			v = 0
		}
		if i > start {
			v -= 2 * max(0, b.crossed-nearCross)
		}
		if sum += v; sum <= 0 {
			sum, start = 0, i+1
		} else if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	if best == 0 { // a short page
		from, to = 0, len(all)
		if words, linked := count(all); linked >= words {
			return nil
		}
	}
	for from > 0 && title >= 0 && d.lead(all[from-1]) { // what stands between title and body
		from--
	}
	for to < len(all) && in >= 0 && d.within(all[to], in) && all[to].linked == 0 {
		to++
	}
	if to < len(all) && all[to].signature() && all[to].crossed <= nearCross {
		to++
	}
	return all[from:to]
}

// count returns the words of blocks outside and inside links.
func count(all []*block) (words, linked int) {
	for _, b := range all {
		words, linked = words+b.words, linked+b.linked
	}
	return words, linked
}

// weight is what b counts for the body.
func (d *document) weight(b *block) int {
	v := b.words - linkWeight*b.linked - paraWords
	if d.role(b)&(caption|picture) != 0 && b.linked == 0 {
		return max(v, 0)
	}
	return v
}

// lead reports whether b, before the body, is part of the article.
func (d *document) lead(b *block) bool {
	r := d.role(b)
	return b.linked == 0 && (b.words >= minLead || b.heading || r&(dated|author|caption|picture) != 0 || b.note() && Day(b.line()) != "")
}

// contentBox returns the box that is marked as the body and holds most, -1 if there is none.
func (d *document) contentBox() int {
	best, total := -1, d.boxes[0].words
	for i := range d.boxes {
		b := &d.boxes[i]
		if b.role&content == 0 || b.role&(clutter|layout|clock) != 0 || b.words*5 < total {
			continue
		}
		if best < 0 || b.words > d.boxes[best].words || b.words*10 >= d.boxes[best].words*9 && d.under(i, best) {
			best = i
		}
	}
	return best
}

func (d *document) within(b *block, in int) bool { return in >= 0 && d.under(b.box, in) }

// under reports whether box i is in, or stands in it.
func (d *document) under(i, in int) bool {
	for ; i >= in && i >= 0; i = d.boxes[i].parent {
		if i == in {
			return true
		}
	}
	return false
}

// listing reports whether the page is a list of headlines with a sentence below each, of which body is one.
func (d *document) listing(body []*block) bool {
	under := map[*block]bool{} // a headline
	for i := 1; i < len(d.blocks); i++ {
		if b := &d.blocks[i]; b.words >= minTeaser && !d.outside(b) && d.blocks[i-1].headline() {
			under[b] = true
		}
	}
	own := 0
	for _, b := range body {
		if b.words >= minTeaser && !under[b] {
			own++
		}
	}
	return len(under) >= minTeasers && own < minOwn
}

// headline reports whether b is a line that leads to another page.
func (b *block) headline() bool { return b.linked > minTitle && b.linked*5 >= (b.linked+b.words)*3 }
