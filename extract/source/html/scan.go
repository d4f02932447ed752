package html

import (
	"bytes"
	"strconv"
	"strings"

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
