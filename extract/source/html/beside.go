package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// beside fills in what stands beside the text: date and author.
func (d *document) beside(p *Page, title int, body []*block) {
	p.Date, p.Author = Day(d.head.date), d.head.author
	first := opening(body)
	last := len(d.blocks)
	if len(body) > 0 && title >= 0 {
		for i := range d.blocks {
			if &d.blocks[i] == body[len(body)-1] {
				last = min(len(d.blocks), i+4) // the author stands below the text
			}
		}
	}
	for i := range d.blocks[:last] {
		b := &d.blocks[i]
		r := d.role(b)
		if d.outside(b) || b.words+b.linked > maxBeside || i == title {
			continue
		}
		stamped := r&dated != 0 && (i > title && title >= 0 || d.boxes[b.box].tag == atom.Time)
		if day := Day(b.line()); day != "" && p.Date == "" && (stamped || i > title && title >= 0 && b.note() && first[b]) {
			p.Date = day
		}
		if name := byline(b.line()); r&author != 0 && i > title && p.Author == "" && person(name) && strings.Contains(name, " ") {
			p.Author = name
		}
	}
}

// note reports whether b is a short line that is no sentence.
func (b *block) note() bool {
	return b.words+b.linked <= maxBeside && !strings.HasSuffix(string(b.text), ".")
}

// signature reports whether b names who wrote the text above it: a few words in capitals, a source.
func (b *block) signature() bool {
	const longest = 6 // words
	if b.linked > 0 || b.words > longest || cueOf(b) != 0 {
		return false
	}
	for _, w := range strings.Fields(string(b.text)) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// opening returns the blocks that stand before the first paragraph of the body.
func opening(body []*block) map[*block]bool {
	m := map[*block]bool{}
	for _, b := range body {
		m[b] = true
		if b.words > maxBeside {
			break
		}
	}
	return m
}

// byline returns the name of a line that says who wrote a text.
func byline(s string) string {
	if _, name, ok := strings.Cut(s, ":"); ok {
		s = name
	}
	return strings.TrimSpace(s)
}

// kept returns the body without what stands in its midst and is none of it, its captions marked and the cells of a row in one line.
func (d *document) kept(body []*block, p Page) []*block {
	var out []*block
	title, first := folded(p.Title), opening(body)
	for _, b := range body {
		r := d.role(b)
		switch {
		case b.headline(), cueOf(b) != 0, b.words+b.linked > 0 && folded(b.line()) == title:
			continue
		case p.Date != "" && (r&dated != 0 && Day(b.line()) != "" || first[b] && b.note() && Day(b.line()) == p.Date):
			continue
		case r&author != 0 && r&caption == 0 && !strings.HasPrefix(folded(b.line()), "theo "):
			continue
		}
		b.caption = r&(caption|picture) != 0
		if n := len(out); n > 0 && b.follows(out[n-1]) {
			out[n-1].text = append(out[n-1].text, ", "+b.line()...)
			out[n-1].words += b.words
			continue
		}
		out = append(out, b)
	}
	return out
}

// follows reports whether b is the next cell of the row of a table that a belongs to.
func (b *block) follows(a *block) bool {
	short := b.words+b.linked <= maxBeside && a.words <= 3*maxBeside
	return b.row > 0 && b.row == a.row && b.cell != a.cell && short && !b.caption
}

// A cue is a short line that says that what follows is none of the article.
type cue uint8

const (
	elsewhere cue = iota + 1 // headlines of other pages
	remarks                  // what readers say
)

const maxCue = 8 // words of such a line

func cueOf(b *block) cue {
	if b.words+b.linked > maxCue {
		return 0
	}
	s := folded(b.line()) + " "
	for i := range cues {
		if strings.HasPrefix(s, cues[i].words) {
			return cues[i].kind
		}
	}
	return 0
}

// cues begin such lines; each ends in a space.
var cues = newCues(map[cue][]string{
	elsewhere: {"tin liên quan", "bài liên quan", "tin bài liên quan", "bài viết liên quan", "tin cùng chuyên mục",
		"cùng chuyên mục", "các tin khác", "tin khác", "các tin đã đưa", "tin mới", "đọc thêm", "xem thêm",
		"có thể bạn quan tâm", "tin nổi bật", "đọc nhiều", "xem nhiều", "tin đọc nhiều", "từ khóa", "tags", "chia sẻ bài",
		"in trang", "gửi email", "in bài", "trở về", "về đầu trang", "quay lại", "lượt xem"},
	remarks: {"bình luận", "ý kiến bạn đọc", "ý kiến của bạn", "gửi bình luận", "ý kiến độc giả", "phản hồi"},
})

// A cueLine is how a line of a kind begins.
type cueLine struct {
	words string
	kind  cue
}

func newCues(lists map[cue][]string) (all []cueLine) {
	for _, kind := range []cue{elsewhere, remarks} {
		for _, c := range lists[kind] {
			all = append(all, cueLine{c + " ", kind})
		}
	}
	return all
}
