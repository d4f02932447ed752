package export

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
)

// writeGML writes a picture as GML, which is ASCII, knows nodes by number and wants their labels unique; the label as it
// is stands in name.
func writeGML(out sink, p *picture) error {
	w, err := out.file("graph.gml")
	if err != nil {
		return err
	}
	l, err := p.link(func(n *node) string { return n.label }, func(s string) string { return gmlText(s) })
	if err != nil {
		return err
	}
	directed := 0
	if p.directed {
		directed = 1
	}
	w.WriteString("Creator \"quanhe\"\n")
	fmt.Fprintf(w, "graph [\n  comment %s\n  directed %d\n  multigraph 1\n", gmlText("quanhe "+p.title()), directed)
	err = l.eachNamed(func(n *node, at end) error {
		fmt.Fprintf(w, "  node [\n    id %d\n    label %s\n", at.number, gmlText(at.name))
		gmlMember(w, "name", n.label)
		gmlMember(w, "key", n.id)
		gmlMember(w, "type", n.kind)
		gmlMembers(w, p.nodeKeys, n.attrs, n.span)
		_, err := w.WriteString("  ]\n")
		return err
	})
	if err != nil {
		return err
	}
	i := 0
	err = l.eachLink(func(e *edge, source, target end) error {
		fmt.Fprintf(w, "  edge [\n    source %d\n    target %d\n", source.number, target.number)
		fmt.Fprintf(w, "    key %d\n    weight %d\n", i, e.weight) // networkx tells parallel edges apart by key
		i++
		gmlMember(w, "label", e.kind)
		gmlMembers(w, p.edgeKeys, e.attrs, e.span)
		_, err := w.WriteString("  ]\n")
		return err
	})
	w.WriteString("]\n")
	return err
}

func gmlMembers(w *bufio.Writer, keys []attrKey, values []string, s span) {
	gmlMember(w, "start", s.first)
	gmlMember(w, "end", s.last)
	for i, value := range values {
		key := strings.ReplaceAll(keys[i].name, "_", "")
		if value != "" && keys[i].number {
			w.WriteString("    " + key + " " + value + "\n")
		} else {
			gmlMember(w, key, value)
		}
	}
}

func gmlMember(w *bufio.Writer, key, value string) {
	if value != "" {
		w.WriteString("    " + key + " " + gmlText(value) + "\n")
	}
}

// gmlText quotes a text. What is no ASCII, and what GML takes for its own, becomes a numbered entity.
func gmlText(s string) string {
	b := []byte{'"'}
	for _, r := range printable(s) {
		if r == '"' || r == '&' || r < ' ' || r >= 0x7F {
			b = append(strconv.AppendInt(append(b, "&#"...), int64(r), 10), ';')
		} else {
			b = append(b, byte(r))
		}
	}
	return string(append(b, '"'))
}
