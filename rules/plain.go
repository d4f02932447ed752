package rules

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// A plainText reads YAML as nearly all rules are written, in a tenth of the time of yaml.v3, which was most of what every
// command took to start: mappings and lists by indentation, [a, b] and {a: b}, scalars on one line, comments. It gives up at all
// else, so that it never has to say what is wrong; what it reads is what yaml.v3 reads, without comments and tags.
type plainText struct {
	src    string
	at     int // byte in hand
	line   int // of it, counting from 1
	start  int // byte that the line begins with
	indent int // spaces at the beginning of the line, -1 at the end of a document
	depth  int // of the mappings and lists in hand
	flow   int // of those in brackets

	counted, column int // the byte whose column was asked for last, and that column

	room  []yaml.Node
	lists []*yaml.Node // contents, one behind the other
	items []*yaml.Node // of the mappings and lists in hand
}

// maxPlainDepth and maxPlainKey are more than rules need and less than yaml.v3 takes.
const maxPlainDepth, maxPlainKey = 64, 64

// parsePlain returns the documents of a text, which is UTF-8, or false when it holds anything out of the ordinary.
func parsePlain(src string) (docs []*yaml.Node, ok bool) {
	if !plainLetters(src) {
		return nil, false
	}
	p := &plainText{src: src, line: 1, column: 1}
	for p.next(); p.indent >= 0; {
		doc := p.block()
		if doc == nil || p.indent >= 0 {
			return nil, false
		}
		docs = append(docs, doc)
		if p.at == len(src) {
			return docs, true
		}
		if p.at += len("---"); !p.ended() {
			return nil, false
		}
	}
	return nil, false // an empty document
}

// plainLetters reports whether a text holds no blanks and breaks of lines but spaces and newlines, and no characters that YAML
// refuses. Those above U+CFFF are none of ours.
func plainLetters(src string) bool {
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c >= ' ' && c < 0x7F || c == '\n':
		case c < utf8.RuneSelf || c >= 0xED:
			return false
		case c == 0xC2 && src[i+1] < 0xA0: // control characters, a break of lines among them
			return false
		case c == 0xE2 && src[i+1] == 0x80 && (src[i+2] == 0xA8 || src[i+2] == 0xA9): // more breaks
			return false
		}
	}
	return true
}

// next finds the first thing that is no comment from the beginning of a line on.
func (p *plainText) next() {
	for p.skip(); p.at < len(p.src); p.skip() {
		switch {
		case p.src[p.at] == '#':
			p.comment()
		case p.src[p.at] == '\n':
			p.newline()
		case p.at == p.start && strings.HasPrefix(p.src[p.at:], "---"):
			p.indent = -1
			return
		default:
			p.indent = p.at - p.start
			return
		}
	}
	p.indent = -1
}

// skip passes over spaces.
func (p *plainText) skip() {
	for p.at < len(p.src) && p.src[p.at] == ' ' {
		p.at++
	}
}

// comment passes over the rest of the line.
func (p *plainText) comment() {
	if end := strings.IndexByte(p.src[p.at:], '\n'); end >= 0 {
		p.at += end
		return
	}
	p.at = len(p.src)
}

// newline passes over the newline in hand.
func (p *plainText) newline() {
	p.at++
	p.line++
	p.start, p.counted, p.column = p.at, p.at, 1
}

// ended goes on to the next line if nothing is left of this one.
func (p *plainText) ended() bool {
	from := p.at
	p.skip()
	if p.at < len(p.src) && p.src[p.at] != '\n' && (p.src[p.at] != '#' || p.at == from) {
		return false
	}
	p.next()
	return true
}

// node makes a node that begins at the byte in hand.
func (p *plainText) node(kind yaml.Kind, style yaml.Style, value string) *yaml.Node {
	if len(p.room) == 0 {
		p.room = make([]yaml.Node, 64)
	}
	n := &p.room[0]
	p.room = p.room[1:]
	p.column += utf8.RuneCountInString(p.src[p.counted:p.at])
	p.counted = p.at
	n.Kind, n.Style, n.Value, n.Line, n.Column = kind, style, value, p.line, p.column
	return n
}

// close gives a node the items from number base on.
func (p *plainText) close(n *yaml.Node, base int) *yaml.Node {
	if size := len(p.items) - base; size > 0 {
		if cap(p.lists)-len(p.lists) < size {
			p.lists = make([]*yaml.Node, 0, max(256, size))
		}
		from := len(p.lists)
		p.lists = append(p.lists, p.items[base:]...)
		n.Content = p.lists[from:len(p.lists):len(p.lists)]
	}
	p.items = p.items[:base]
	p.depth--
	return n
}

// block reads the mapping or list that begins with the byte in hand, nil when there is anything unusual in it. Then the
// next line is in hand.
func (p *plainText) block() *yaml.Node {
	indent, base := p.at-p.start, len(p.items)
	if p.depth++; p.depth > maxPlainDepth {
		return nil
	}
	kind, item := yaml.MappingNode, (*plainText).pair
	if p.src[p.at] == '-' {
		kind, item = yaml.SequenceNode, (*plainText).item
	}
	n := p.node(kind, 0, "")
	for p.indent = indent; p.indent == indent; {
		if !item(p, indent) {
			return nil
		}
	}
	return p.close(n, base) // a line with a larger indent ends all that encloses it, too, and then the text is given up
}

// item reads "- x".
func (p *plainText) item(int) bool {
	if !strings.HasPrefix(p.src[p.at:], "- ") {
		return false
	}
	p.at++
	p.skip()
	if p.key() > 0 {
		return p.add(p.block())
	}
	return p.add(p.value()) && p.ended()
}

// pair reads "key: x", with x on the lines below if it is no scalar.
func (p *plainText) pair(indent int) bool {
	if !p.named() {
		return false
	}
	if !p.ended() {
		return p.add(p.value()) && p.ended()
	}
	return p.indent > indent && p.add(p.block())
}

// add notes an item, if it is one.
func (p *plainText) add(n *yaml.Node) bool {
	p.items = append(p.items, n)
	return n != nil
}

// key returns the length of the key in hand, 0 when there is none.
func (p *plainText) key() int {
	s := p.src[p.at:]
	for n := 0; n < len(s) && n < maxPlainKey; n++ {
		switch c := s[n]; {
		case c >= 'a' && c <= 'z':
		case n > 0 && (c == '_' || c == '.' || c >= '0' && c <= '9'):
		case c == ':' && n > 0 && (n+1 == len(s) || s[n+1] == ' ' || s[n+1] == '\n'):
			return n
		default:
			return 0
		}
	}
	return 0
}

// named reads the key in hand and its colon.
func (p *plainText) named() bool {
	size := p.key()
	if size == 0 || p.src[p.at:p.at+size] == "null" {
		return false
	}
	p.add(p.node(yaml.ScalarNode, 0, p.src[p.at:p.at+size]))
	p.at += size + 1
	return true
}

// value reads a scalar or a mapping or list in brackets, nil when there is anything unusual in it.
func (p *plainText) value() *yaml.Node {
	if p.at == len(p.src) {
		return nil
	}
	switch p.src[p.at] {
	case '[', '{':
		return p.brackets()
	case '\'':
		return p.single()
	case '"':
		return p.double()
	}
	return p.bare()
}
