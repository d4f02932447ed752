package export

import (
	"bufio"
	"encoding/xml"
	"slices"
	"strconv"
)

// gexfNamespace is the namespace that readers of GEXF 1.3 know; any other spelling makes them read nothing.
const gexfNamespace = "http://gexf.net/1.3"

// writeGEXF writes a picture as GEXF 1.3 with time. Partial dates, which the format does not know, are expanded to their
// first and last day; an open end is left out. Write errors stay in w.
func writeGEXF(w *bufio.Writer, p *picture) {
	x := &xmlWriter{w: w}
	edgeType := "undirected"
	if p.directed {
		edgeType = "directed"
	}
	w.WriteString(xml.Header)
	x.open("gexf", "xmlns", gexfNamespace, "version", "1.3")
	x.open("meta")
	x.text("creator", "quanhe")
	x.text("description", p.title())
	x.close("meta")
	x.open("graph", "mode", "dynamic", "timeformat", "date", "timerepresentation", "interval", "defaultedgetype", edgeType)

	nodeKeys := attrKeys{"type"}
	for _, n := range p.nodes {
		nodeKeys.add(n.attrs)
	}
	var edgeKeys attrKeys
	for _, e := range p.edges {
		edgeKeys.add(e.attrs)
	}
	x.declare("node", nodeKeys)
	x.declare("edge", edgeKeys)

	x.open("nodes")
	for _, n := range p.nodes {
		x.open("node", slices.Concat([]string{"id", n.id, "label", n.label}, n.span.xml())...)
		x.values(append([]attr{{"type", n.kind}}, n.attrs...))
		x.close("node")
	}
	x.close("nodes")
	x.open("edges")
	for i, e := range p.edges {
		x.open("edge", slices.Concat([]string{
			"id", strconv.Itoa(i), "source", e.source, "target", e.target, "kind", e.kind, "label", e.kind,
			"weight", strconv.Itoa(e.weight),
		}, e.span.xml())...)
		x.values(e.attrs)
		x.close("edge")
	}
	x.close("edges")
	x.close("graph")
	x.close("gexf")
}

// xml gives the attributes of a span.
func (s span) xml() []string {
	var pairs []string
	if s.first != "" {
		pairs = append(pairs, "start", s.first)
	}
	if s.last != "" {
		pairs = append(pairs, "end", s.last)
	}
	return pairs
}

// attrKeys are the keys of attributes in use, sorted by add.
type attrKeys []string

func (k *attrKeys) add(attrs []attr) {
	for _, a := range attrs {
		if i, found := slices.BinarySearch(*k, a.key); !found && a.value != "" {
			*k = slices.Insert(*k, i, a.key)
		}
	}
}

// An xmlWriter writes elements, one to a line. Errors stay in w.
type xmlWriter struct {
	w     *bufio.Writer
	depth int
}

func (x *xmlWriter) indent() {
	for range x.depth {
		x.w.WriteString("  ")
	}
}

// open begins an element with attributes given as name, value, name, value.
func (x *xmlWriter) open(name string, attrs ...string) {
	x.tag(name, attrs)
	x.w.WriteString(">\n")
	x.depth++
}

func (x *xmlWriter) close(name string) {
	x.depth--
	x.indent()
	x.w.WriteString("</" + name + ">\n")
}

// empty writes an element without content.
func (x *xmlWriter) empty(name string, attrs ...string) {
	x.tag(name, attrs)
	x.w.WriteString("/>\n")
}

// text writes an element that holds text alone.
func (x *xmlWriter) text(name, text string) {
	x.tag(name, nil)
	x.w.WriteByte('>')
	x.escape(text)
	x.w.WriteString("</" + name + ">\n")
}

func (x *xmlWriter) tag(name string, attrs []string) {
	x.indent()
	x.w.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		x.w.WriteString(" " + attrs[i] + `="`)
		x.escape(attrs[i+1])
		x.w.WriteByte('"')
	}
}

// escape writes text; characters that XML cannot hold become U+FFFD. The error of w is met again when w is flushed.
func (x *xmlWriter) escape(s string) { _ = xml.EscapeText(x.w, []byte(s)) }

// declare writes the attributes that nodes or edges have.
func (x *xmlWriter) declare(class string, keys attrKeys) {
	if len(keys) == 0 {
		return
	}
	x.open("attributes", "class", class, "mode", "static")
	for _, key := range keys {
		typ := "string"
		if key == "reports" || key == "count" {
			typ = "integer"
		}
		x.empty("attribute", "id", key, "title", key, "type", typ)
	}
	x.close("attributes")
}

func (x *xmlWriter) values(attrs []attr) {
	if !slices.ContainsFunc(attrs, func(a attr) bool { return a.value != "" }) {
		return
	}
	x.open("attvalues")
	for _, a := range attrs {
		if a.value != "" {
			x.empty("attvalue", "for", a.key, "value", a.value)
		}
	}
	x.close("attvalues")
}
