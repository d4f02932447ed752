package export

import (
	"encoding/xml"
	"strconv"
)

// writeGraphML writes a picture as GraphML. Days stand in start and end. For yEd labels are drawn by elements of its own,
// which is all it shows.
func writeGraphML(out sink, p *picture, yed bool) error {
	w, err := out.file("graph.graphml")
	if err != nil {
		return err
	}
	x := &xmlWriter{w: w}
	w.WriteString(xml.Header)
	x.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns", "xmlns:y", "http://www.yworks.com/xml/graphml")
	nodeKeys := append([]attrKey{{name: "label"}, {name: "type"}, {name: "start"}, {name: "end"}}, p.nodeKeys...)
	edgeKeys := append([]attrKey{{name: "kind"}, {name: "weight", number: true}, {name: "start"}, {name: "end"}}, p.edgeKeys...)
	x.graphMLKeys("node", nodeKeys)
	x.graphMLKeys("edge", edgeKeys)
	x.empty("key", "id", "description", "for", "graph", "attr.name", "description", "attr.type", "string")
	if yed {
		x.empty("key", "id", "node.graphics", "for", "node", "yfiles.type", "nodegraphics")
		x.empty("key", "id", "edge.graphics", "for", "edge", "yfiles.type", "edgegraphics")
	}
	direction := "undirected"
	if p.directed {
		direction = "directed"
	}
	x.open("graph", "id", "quanhe", "edgedefault", direction, "parse.order", "nodesfirst",
		"parse.nodes", strconv.Itoa(p.counts.Nodes), "parse.edges", strconv.Itoa(p.counts.Edges))
	x.text("data", p.title(), "key", "description")
	err = p.eachNode(func(n *node) error {
		x.open("node", "id", n.id)
		x.graphMLData("node", nodeKeys, append([]string{n.label, n.kind, n.span.first, n.span.last}, n.attrs...))
		if yed {
			x.yEdNode(n)
		}
		x.close("node")
		return nil
	})
	if err != nil {
		return err
	}
	i := 0
	err = p.eachEdge(func(e *edge) error {
		x.open("edge", "id", "edge/"+strconv.Itoa(i), "source", e.source, "target", e.target)
		i++
		x.graphMLData("edge", edgeKeys, append([]string{e.kind, strconv.Itoa(e.weight), e.span.first, e.span.last}, e.attrs...))
		if yed {
			x.yEdEdge(e, p.directed)
		}
		x.close("edge")
		return nil
	})
	x.close("graph")
	x.close("graphml")
	return err
}

func (x *xmlWriter) graphMLKeys(of string, keys []attrKey) {
	for _, k := range keys {
		typ := "string"
		if k.number {
			typ = "int"
		}
		x.empty("key", "id", of+"."+k.name, "for", of, "attr.name", k.name, "attr.type", typ)
	}
}

func (x *xmlWriter) graphMLData(of string, keys []attrKey, values []string) {
	for i, value := range values {
		if value != "" {
			x.text("data", value, "key", of+"."+keys[i].name)
		}
	}
}

func (x *xmlWriter) yEdNode(n *node) {
	x.open("data", "key", "node.graphics")
	x.open("y:ShapeNode")
	x.text("y:NodeLabel", n.label)
	shape := "roundrectangle"
	if n.kind == "person" {
		shape = "ellipse"
	}
	x.empty("y:Shape", "type", shape)
	x.close("y:ShapeNode")
	x.close("data")
}

func (x *xmlWriter) yEdEdge(e *edge, directed bool) {
	arrow := "none"
	if directed {
		arrow = "standard"
	}
	x.open("data", "key", "edge.graphics")
	x.open("y:PolyLineEdge")
	x.empty("y:Arrows", "source", "none", "target", arrow)
	x.text("y:EdgeLabel", edgeLabel(e))
	x.close("y:PolyLineEdge")
	x.close("data")
}

// edgeLabel is what is drawn on an edge.
func edgeLabel(e *edge) string {
	if e.weight > 1 {
		return e.kind + " ×" + strconv.Itoa(e.weight)
	}
	return e.kind
}
