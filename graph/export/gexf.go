package export

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
)

// gexfNamespaces are the namespaces by which readers know the versions; any other spelling makes them read nothing.
var gexfNamespaces = map[string]string{"1.3": "http://gexf.net/1.3", "1.2": "http://www.gexf.net/1.2draft"}

// writeGEXF writes a picture as GEXF with time. Partial dates, which the format does not know, are expanded to their
// first and last day; an open end is left out. Version 1.2 has no kinds of edges.
func writeGEXF(out sink, p *picture, version string) error {
	w, err := out.file("graph.gexf")
	if err != nil {
		return err
	}
	version = cmp.Or(version, "1.3")
	x := &xmlWriter{w: w}
	w.WriteString(xml.Header)
	x.open("gexf", "xmlns", gexfNamespaces[version], "version", version)
	x.open("meta")
	x.text("creator", "quanhe")
	x.text("description", p.title())
	x.close("meta")
	edgeType := "undirected"
	if p.directed {
		edgeType = "directed"
	}
	graph := []string{"mode", "dynamic", "timeformat", "date", "defaultedgetype", edgeType}
	if version == "1.3" {
		graph = append(graph, "timerepresentation", "interval")
	}
	x.open("graph", graph...)
	x.declare("node", append(gexfKeys("type"), p.nodeKeys...))
	x.declare("edge", append(gexfKeys(), p.edgeKeys...))
	if err := x.gexfNodes(p); err != nil {
		return err
	}
	if err := x.gexfEdges(p, version); err != nil {
		return err
	}
	x.close("graph")
	x.close("gexf")
	return nil
}

func (x *xmlWriter) gexfNodes(p *picture) error {
	x.open("nodes", "count", strconv.Itoa(p.counts.Nodes))
	err := p.eachNode(func(n *node) error {
		x.open("node", slices.Concat([]string{"id", n.id, "label", n.label}, n.span.xml())...)
		x.open("attvalues")
		x.values(gexfKeys("type"), []string{n.span.first, n.span.last, n.kind})
		x.values(p.nodeKeys, n.attrs)
		x.close("attvalues")
		x.close("node")
		return nil
	})
	x.close("nodes")
	return err
}

func (x *xmlWriter) gexfEdges(p *picture, version string) error {
	x.open("edges", "count", strconv.Itoa(p.counts.Edges))
	i := 0
	err := p.eachEdge(func(e *edge) error {
		attrs := []string{"id", strconv.Itoa(i), "source", e.source, "target", e.target, "label", e.kind,
			"weight", strconv.Itoa(e.weight)}
		if version == "1.3" {
			attrs = append(attrs, "kind", e.kind)
		}
		i++
		x.open("edge", append(attrs, e.span.xml()...)...)
		if e.span != (span{}) || slices.ContainsFunc(e.attrs, func(value string) bool { return value != "" }) {
			x.open("attvalues")
			x.values(gexfKeys(), []string{e.span.first, e.span.last})
			x.values(p.edgeKeys, e.attrs)
			x.close("attvalues")
		}
		x.close("edge")
		return nil
	})
	x.close("edges")
	return err
}

// gexfKeys are the attributes that every node or edge has: the days of its time again, because most readers look at
// attributes alone, and then more.
func gexfKeys(more ...string) []attrKey {
	keys := []attrKey{{name: "first"}, {name: "last"}}
	for _, name := range more {
		keys = append(keys, attrKey{name: name})
	}
	return keys
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

// declare writes the attributes that nodes or edges have.
func (x *xmlWriter) declare(class string, keys []attrKey) {
	if len(keys) == 0 {
		return
	}
	x.open("attributes", "class", class, "mode", "static")
	for _, key := range keys {
		typ := "string"
		if key.number {
			typ = "integer"
		}
		x.empty("attribute", "id", key.name, "title", key.name, "type", typ)
	}
	x.close("attributes")
}

func (x *xmlWriter) values(keys []attrKey, values []string) {
	for i, value := range values {
		if value != "" {
			x.empty("attvalue", "for", keys[i].name, "value", value)
		}
	}
}
