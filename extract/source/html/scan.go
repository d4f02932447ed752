package html

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth bounds how deep elements nest; what stands deeper belongs to the element at that depth.
const maxDepth = 256

// A box is an element that is a block, or that has a role.
type box struct {
	parent int // index, -1 for the page
	tag    atom.Atom
	role   role
	words  int // outside links, of its blocks and those of the boxes in it
}

// A block is a paragraph: the text between two breaks.
type block struct {
	text    []byte // lines
	box     int
	words   int // outside links
	linked  int // inside
	crossed int // borders of boxes between it and the block before
	heading bool
	top     bool // a heading of the first rank
	caption bool
	bullet  string
	row     int // of which table row it is a part, 0 if of none
	cell    int // and of which cell
}

// line returns the text in one line.
func (b *block) line() string { return spaced(string(b.text)) }

// An element is an open one.
type element struct {
	tag  atom.Atom
	box  int // the innermost box from here on
	link bool
	item *int // of a numbered list: the number of the last item
}

// A document is a page cut into blocks.
type document struct {
	boxes  []box
	blocks []block
	head   head

	stack   []element
	open    map[atom.Atom]int // how many elements of the tag stand in stack
	over    map[atom.Atom]int // how many beyond maxDepth
	links   int               // open links
	crossed int
	bullet  string
	fresh   bool // the next text begins a block
	breaks  int  // since the last text of the block
	space   bool // a blank stands before the next text
	inWord  bool // the last text ended inside a word
	rows    int
	cells   int
	named   map[string]role // roles of names seen
}

// scan cuts a page.
func scan(page []byte) *document {
	d := &document{open: map[atom.Atom]int{}, over: map[atom.Atom]int{}, named: map[string]role{}, fresh: true}
	d.boxes = append(d.boxes, box{parent: -1})
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return d
		case html.TextToken:
			d.addText(z.Text())
		case html.StartTagToken:
			d.start(z, false)
		case html.SelfClosingTagToken:
			d.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			d.end(atom.Lookup(name))
		}
	}
}

// start opens an element.
func (d *document) start(z *html.Tokenizer, closed bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	own := "" // the name of an element that HTML does not know says what it is for: amp-ad
	if tag == 0 && len(name) < maxNames {
		own = string(name)
	}
	at := attributes(z, more)
	at.own = own
	switch tag {
	case atom.Script:
		if strings.Contains(at.kind, "ld+json") && z.Next() == html.TextToken {
			d.head.linked(z.Text())
		}
		d.skip(z, tag)
		return
	case atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Select, atom.Button, atom.Textarea, atom.Math, atom.Noframes, atom.Noembed:
		if !closed {
			d.skip(z, tag)
		}
		return
	case atom.Title:
		if z.Next() == html.TextToken && d.head.page == "" {
			d.head.page = spaced(string(z.Text()))
		}
		return
	case atom.Meta:
		d.head.meta(at)
		return
	case atom.Link:
		d.head.link(at)
		return
	case atom.Br:
		d.lineBreak()
		return
	case atom.Hr:
		d.fresh = true
		return
	}
	if void[tag] || closed && !blocks[tag] {
		return
	}
	d.implied(tag)
	d.push(tag, at)
}

// skip passes over an element whose text is none of the page's.
func (d *document) skip(z *html.Tokenizer, tag atom.Atom) {
	for depth := 1; ; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == tag {
				depth++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch end := atom.Lookup(name); {
			case end == tag:
				if depth--; depth == 0 {
					return
				}
			case end == atom.Body || end == atom.Head || (end == atom.Form || end == atom.Table) && tag != atom.Template:
				return // it was never closed
			}
		}
	}
}

// push puts an element on the stack.
func (d *document) push(tag atom.Atom, at attrs) {
	if len(d.stack) >= maxDepth {
		d.over[tag]++
		return
	}
	e := element{tag: tag, link: tag == atom.A && at.href, box: d.box()}
	r := d.roleOf(at)
	if blocks[tag] || r&(clutter|clock|dated|author|caption|content) != 0 {
		d.boxes = append(d.boxes, box{parent: e.box, tag: tag, role: r | roles[tag]})
		e.box = len(d.boxes) - 1
		d.fresh = true
		d.crossed++
	}
	if e.link {
		d.links++
	}
	switch tag {
	case atom.Ol:
		e.item = new(int)
	case atom.Li:
		d.bullet = d.nextBullet()
	case atom.Tr:
		d.rows++
	case atom.Td, atom.Th:
		d.cells++
	}
	d.open[tag]++
	d.stack = append(d.stack, e)
}

// roleOf returns what the names of an element say. Pages use the same few again and again.
func (d *document) roleOf(at attrs) role {
	const most = 1 << 12 // names remembered
	key := at.own + "\x00" + at.id + "\x00" + at.class
	r, ok := d.named[key]
	if !ok {
		r = roleOf(at.own) | roleOf(at.id) | roleOf(at.class)
		if len(d.named) < most {
			d.named[key] = r
		}
	}
	return r | at.role()
}

// nextBullet returns what stands before the next item of the innermost list.
func (d *document) nextBullet() string {
	for i := len(d.stack) - 1; i >= 0; i-- {
		switch e := d.stack[i]; e.tag {
		case atom.Ul, atom.Menu:
			return "- "
		case atom.Ol:
			*e.item++
			return strconv.Itoa(*e.item) + ". "
		}
	}
	return "- "
}

// box returns the innermost open box.
func (d *document) box() int {
	if len(d.stack) == 0 {
		return 0
	}
	return d.stack[len(d.stack)-1].box
}

// implied closes the elements that the start of tag ends.
func (d *document) implied(tag atom.Atom) {
	switch tag {
	case atom.Li:
		d.close(tag, atom.Ul, atom.Ol, atom.Menu)
	case atom.Dt, atom.Dd:
		d.close(atom.Dt, atom.Dl, atom.Dd)
		d.close(atom.Dd, atom.Dl)
	case atom.Tr:
		d.close(tag, atom.Table)
	case atom.Td, atom.Th:
		d.close(atom.Td, atom.Tr, atom.Table)
		d.close(atom.Th, atom.Tr, atom.Table)
	case atom.A:
		d.close(tag, atom.Td, atom.Table, atom.Div, atom.Li)
	}
	if blocks[tag] {
		d.close(atom.P, atom.Td, atom.Table, atom.Div, atom.Li)
	}
}

// end closes the innermost element of the tag, if one is open in the part of the page that the end tag can reach.
func (d *document) end(tag atom.Atom) {
	if d.over[tag] > 0 {
		d.over[tag]--
		return
	}
	switch {
	case tag == atom.P && d.open[tag] == 0:
		d.fresh = true
	case tag == atom.Table || tag == atom.Body || tag == atom.Html:
		d.close(tag)
	case tag == atom.Td || tag == atom.Th || tag == atom.Tr || tag == atom.Tbody:
		d.close(tag, atom.Table)
	case blocks[tag]:
		d.close(tag, atom.Td, atom.Th, atom.Table)
	default:
		d.close(tag, atom.Td, atom.Th, atom.Table, atom.Div, atom.Li, atom.Section, atom.Article, atom.Ul, atom.Ol)
	}
}

// close pops the stack down to the innermost element of the tag, unless one of the barriers stands above it.
func (d *document) close(tag atom.Atom, barriers ...atom.Atom) {
	if d.open[tag] == 0 {
		return
	}
	at := -1
search:
	for i := len(d.stack) - 1; i >= 0; i-- {
		if d.stack[i].tag == tag {
			at = i
			break
		}
		for _, b := range barriers {
			if d.stack[i].tag == b {
				break search
			}
		}
	}
	if at < 0 {
		return
	}
	before := d.box()
	for _, e := range d.stack[at:] {
		d.open[e.tag]--
		if e.link {
			d.links--
		}
	}
	d.stack = d.stack[:at]
	if d.box() != before {
		d.fresh = true
		d.crossed++
	}
}

// lineBreak ends a line; two in a row end a paragraph.
func (d *document) lineBreak() {
	if d.breaks++; d.breaks > 1 {
		d.fresh = true
	}
}

// addText adds to the block in hand, or begins one.
func (d *document) addText(s []byte) {
	for len(s) > 0 {
		word := s
		if i := bytes.IndexFunc(s, blank); i >= 0 {
			word = s[:i]
		}
		if len(word) == 0 {
			n := bytes.IndexFunc(s, func(r rune) bool { return !blank(r) })
			if n < 0 {
				n = len(s)
			}
			s, d.space, d.inWord = s[n:], true, false
			continue
		}
		d.addWord(word)
		s = s[len(word):]
	}
}

// addWord adds a word or a piece of one.
func (d *document) addWord(w []byte) {
	if bytes.IndexFunc(w, func(r rune) bool { return r > '~' && visible(r) < 0 || r < ' ' }) >= 0 {
		w = bytes.Map(visible, w)
	}
	if len(w) == 0 {
		return
	}
	if d.fresh {
		d.begin()
	}
	b := &d.blocks[len(d.blocks)-1]
	switch {
	case len(b.text) == 0:
	case d.breaks > 0:
		b.text = append(b.text, '\n')
		d.inWord = false
	case d.space:
		b.text = append(b.text, ' ')
	}
	if !d.inWord {
		if d.links > 0 {
			b.linked++
		} else {
			b.words++
		}
	}
	b.text = append(b.text, w...)
	d.breaks, d.space, d.inWord = 0, false, true
}

// begin begins a block.
func (d *document) begin() {
	at := d.box()
	d.blocks = append(d.blocks, block{box: at, crossed: d.crossed, bullet: d.bullet})
	d.crossed, d.bullet, d.fresh, d.breaks, d.inWord = 0, "", false, 0, false
	b := &d.blocks[len(d.blocks)-1]
	for i := at; i >= 0; i = d.boxes[i].parent {
		switch t := d.boxes[i].tag; t {
		case atom.H1:
			b.top, b.heading = true, true
		case atom.H2, atom.H3, atom.H4:
			b.heading = true
		case atom.Td, atom.Th:
			b.row, b.cell = d.rows, d.cells
		}
	}
}

// blank holds for white space and for what stands for it.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\u3000' }

// visible drops soft hyphens and other characters without a shape.
func visible(r rune) rune {
	if r >= 0xc0 && r < 0x250 || r >= 0x1ea0 && r < 0x1f00 { // the letters of Vietnamese
		return r
	}
	if r == '\ufffc' || unicode.In(r, unicode.Cc, unicode.Cf) {
		return -1
	}
	return r
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

var blocks = tags(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog,
	atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
	atom.H6, atom.Header, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
	atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Time, atom.Option)

var void = tags(atom.Area, atom.Base, atom.Col, atom.Embed, atom.Frame, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr)

var roles = map[atom.Atom]role{atom.Nav: layout, atom.Header: layout, atom.Footer: layout, atom.Aside: layout, atom.Figcaption: caption,
	atom.Figure: picture, atom.Time: dated, atom.Option: clutter}

func tags(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, t := range list {
		m[t] = true
	}
	return m
}
