package export

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quanhe/extract/date"
)

// A picture is a projection of a graph: nodes by id, edges by their ends, and both ends of every edge among the nodes. It
// waits in sorters, so that writers read it as often as they like.
type picture struct {
	bench      *bench
	projection Projection
	directed   bool
	nodeKeys   []attrKey // of the values of a node, in their order
	edgeKeys   []attrKey
	nodes      *sorter
	edges      *sorter
	counts     Counts // once painted

	buffer []byte
	lately map[string]bool // ids of some nodes that were added, as most come again soon
}

// lateNodes is how many ids of nodes memory keeps.
const lateNodes = 1 << 13

// An attrKey is a further fact that nodes or edges have.
type attrKey struct {
	name   string
	number bool // the value is a whole number
}

// A node of a picture. The id holds a slash, so no number or word of a format can be taken for one.
type node struct {
	id    string
	label string
	kind  string // type of the entity, or "event"
	span  span
	attrs []string // values of nodeKeys, "" for none
}

// An edge of a picture. Two nodes may have several edges that differ in kind or values.
type edge struct {
	source, target string
	kind           string // role or relation
	weight         int
	span           span
	attrs          []string // values of edgeKeys, "" for none
}

// A span is a stretch of days, YYYY-MM-DD; an open end is "".
type span struct{ first, last string }

// spanOf expands a date, which may be partial, to its first and last day.
func spanOf(edtf string) span {
	first, last, _ := date.Bounds(edtf)
	return span{first, last}
}

// newPicture returns a picture without nodes.
func newPicture(b *bench, p Projection) *picture {
	pic := &picture{bench: b, projection: p, directed: p != Actors, nodes: b.sorter(true), edges: b.sorter(true),
		lately: map[string]bool{}}
	switch p {
	case Events:
		pic.nodeKeys = []attrKey{{name: "aliases"}, {name: "date"}, {name: "modality"}, {name: "reports", number: true}, {name: "sources", number: true},
			{name: "count", number: true}, {name: "relation"}, {name: "subtype"}, {name: "place"}, {name: "other_dates"},
			{name: "other_places"}, {name: "conflicts"}, {name: "sentence"}, {name: "document"}}
	case Actors:
		pic.nodeKeys = []attrKey{{name: "aliases"}}
		pic.edgeKeys = []attrKey{{name: "modality"}, {name: "relations"}, {name: "reports", number: true}, {name: "sources", number: true}}
	case Offices:
		pic.nodeKeys = []attrKey{{name: "aliases"}}
		pic.edgeKeys = []attrKey{{name: "status"}, {name: "first_seen"}, {name: "last_seen"}, {name: "began"}, {name: "ended"},
			{name: "reports", number: true}, {name: "rivals"}}
	case Full:
		pic.edgeKeys = []attrKey{{name: "reports", number: true}}
	}
	return pic
}

// node adds a node unless one with its id is there.
func (p *picture) node(n node) error {
	if p.lately[n.id] {
		return nil
	}
	if len(p.lately) == lateNodes {
		clear(p.lately)
	}
	p.lately[n.id] = true
	b := appendStrings(p.buffer[:0], n.label, n.kind, n.span.first, n.span.last)
	p.buffer = appendAttrs(b, n.attrs, len(p.nodeKeys))
	return p.nodes.add(p.bench.key(plainID(n.id)), p.buffer)
}

// edge adds an edge. Its ends must be added as nodes.
func (p *picture) edge(e edge) error {
	e.source, e.target = plainID(e.source), plainID(e.target)
	b := appendStrings(p.buffer[:0], e.source, e.target, e.kind, e.span.first, e.span.last)
	p.buffer = appendAttrs(appendInt(b, e.weight), e.attrs, len(p.edgeKeys))
	return p.edges.add(keyOf(append([]string{e.source, e.target, e.kind, e.span.first, e.span.last}, e.attrs...)...), p.buffer)
}

func appendAttrs(b []byte, attrs []string, n int) []byte {
	b = appendStrings(b, attrs...)
	return appendStrings(b, make([]string, n-len(attrs))...)
}

// finish ends the painting and counts.
func (p *picture) finish() (err error) {
	if p.counts.Nodes, err = p.nodes.count(); err == nil {
		p.counts.Edges, err = p.edges.count()
	}
	return err
}

// eachNode calls fn with every node by id.
func (p *picture) eachNode(fn func(*node) error) error {
	return p.nodes.each(func(key, value []byte) error { return fn(p.unpackNode(key, value)) })
}

func (p *picture) unpackNode(key, value []byte) *node {
	u := unpack(value)
	n := node{label: u.string(), kind: u.string(), span: span{u.string(), u.string()}, attrs: make([]string, len(p.nodeKeys))}
	n.id, _ = cutKey(key)
	for i := range n.attrs {
		n.attrs[i] = u.string()
	}
	return &n
}

// eachEdge calls fn with every edge by source, target and kind.
func (p *picture) eachEdge(fn func(*edge) error) error {
	return p.edges.each(func(_, value []byte) error { return fn(p.unpackEdge(unpack(value))) })
}

func (p *picture) unpackEdge(u *unpacker) *edge {
	e := edge{source: u.string(), target: u.string(), kind: u.string(), span: span{u.string(), u.string()}, weight: u.int()}
	e.attrs = make([]string, len(p.edgeKeys))
	for i := range e.attrs {
		e.attrs[i] = u.string()
	}
	return &e
}

// entity adds the node of an entity of a source, or of a name that stands for no entity, and returns its id.
func (p *picture) entity(src source, id, name string) (string, error) {
	kind, _, _ := strings.Cut(id, "/")
	if id == "" {
		id, kind = nameID(name), "name"
	}
	if p.lately[id] {
		return id, nil
	}
	return id, p.node(node{id: id, label: cmp.Or(name, id), kind: kind, attrs: []string{several(src.aliases(id))}})
}

// nameID is the id of the node of a name that stands for no entity.
func nameID(name string) string { return "name/" + name }

// title names the picture and counts what it holds.
func (p *picture) title() string {
	return fmt.Sprintf("%s: %d nodes, %d edges", p.projection, p.counts.Nodes, p.counts.Edges)
}

// positive prints a count, or nothing for none.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// plainID percent-encodes what some format cannot hold, so that no two ids become one.
func plainID(id string) string {
	odd := func(r rune) bool {
		return r == '%' || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= 0xFFFD && r <= 0xFFFF
	}
	if !strings.ContainsFunc(id, odd) {
		return id
	}
	var b strings.Builder
	for i := 0; i < len(id); {
		r, n := utf8.DecodeRuneInString(id[i:])
		for ; n > 0; n-- {
			if odd(r) {
				fmt.Fprintf(&b, "%%%02X", id[i])
			} else {
				b.WriteByte(id[i])
			}
			i++
		}
	}
	return b.String()
}
