package export

import (
	"bufio"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// writeDOT writes a picture for Graphviz. Every text stands in quotes, so none that begins with "<" is taken for HTML.
// Write errors stay in w.
func writeDOT(w *bufio.Writer, p *picture) {
	kind, arrow := "graph", "--"
	if p.directed {
		kind, arrow = "digraph", "->"
	}
	w.WriteString(kind + " " + dotID("quanhe "+p.title()) + " {\n")
	for _, n := range p.nodes {
		w.WriteString("  " + dotID(n.id) + " [label=" + dotLabel(n.label) + " shape=" + dotShape(n.kind))
		writeDOTAttrs(w, slices.Concat([]attr{{"type", n.kind}}, n.attrs), n.span)
		w.WriteString("];\n")
	}
	for _, e := range p.edges {
		label := e.kind
		if e.weight > 1 {
			label += " ×" + strconv.Itoa(e.weight)
		}
		w.WriteString("  " + dotID(e.source) + " " + arrow + " " + dotID(e.target) +
			" [label=" + dotLabel(label) + " weight=" + strconv.Itoa(e.weight))
		writeDOTAttrs(w, e.attrs, e.span)
		w.WriteString("];\n")
	}
	w.WriteString("}\n")
}

// writeDOTAttrs writes further attributes, which Graphviz keeps and does not draw; what was only planned is dashed.
func writeDOTAttrs(w *bufio.Writer, attrs []attr, s span) {
	for _, a := range slices.Concat(attrs, []attr{{"first", s.first}, {"last", s.last}}) {
		if a.value == "" {
			continue
		}
		w.WriteString(" " + a.key + "=" + dotID(a.value))
		if a == (attr{"modality", "planned"}) {
			w.WriteString(" style=dashed")
		}
	}
}

func dotShape(kind string) string {
	switch kind {
	case "person":
		return "ellipse"
	case "event", "claim":
		return "box"
	}
	return "plaintext"
}

// dotID quotes a text that is not drawn. The only escape that Graphviz undoes there is the quote's; backslashes are doubled
// all the same, and stay so in what it prints, because a single one could hide the closing quote or the end of a line.
func dotID(s string) string { return `"` + dotEscape(s) + `"` }

// dotLabel quotes a text to be drawn. In labels Graphviz undoes backslash escapes (\N is the node's name) and HTML
// entities, so both are escaped.
func dotLabel(s string) string {
	s = dotEscape(dotEntity.ReplaceAllString(s, "&amp;$1"))
	return `"` + strings.ReplaceAll(s, "\n", `\n`) + `"`
}

// dotEscape escapes what stands in quotes. Control characters become U+FFFD: Graphviz ends a text at a zero byte and
// copies the others into SVG and JSON that no reader accepts.
func dotEscape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return '\uFFFD'
		}
		return r
	}, s)
	return dotEscapes.Replace(s)
}

var (
	dotEntity  = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
)
