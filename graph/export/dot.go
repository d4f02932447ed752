package export

import (
	"bufio"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"quanhe/extract"
)

// writeDOT writes a picture for Graphviz. Every text stands in quotes, so none that begins with "<" is taken for HTML.
func writeDOT(out sink, p *picture) error {
	w, err := out.file("graph.dot")
	if err != nil {
		return err
	}
	kind, arrow := "graph", " -- "
	if p.directed {
		kind, arrow = "digraph", " -> "
	}
	w.WriteString(kind + " " + dotID("quanhe "+p.title()) + " {\n")
	err = p.eachNode(func(n *node) error {
		w.WriteString("  " + dotID(n.id) + " [label=" + dotLabel(n.label) + " shape=" + dotShape(n.kind) + " type=" + dotID(n.kind))
		writeDOTAttrs(w, p.nodeKeys, n.attrs, n.span)
		w.WriteString("];\n")
		return nil
	})
	if err != nil {
		return err
	}
	err = p.eachEdge(func(e *edge) error {
		w.WriteString("  " + dotID(e.source) + arrow + dotID(e.target) +
			" [label=" + dotLabel(edgeLabel(e)) + " weight=" + strconv.Itoa(e.weight))
		writeDOTAttrs(w, p.edgeKeys, e.attrs, e.span)
		w.WriteString("];\n")
		return nil
	})
	w.WriteString("}\n")
	return err
}

// writeDOTAttrs writes further attributes, which Graphviz keeps and does not draw; what was only planned is dashed.
func writeDOTAttrs(w *bufio.Writer, keys []attrKey, values []string, s span) {
	for i, value := range values {
		if value == "" {
			continue
		}
		w.WriteString(" " + keys[i].name + "=" + dotID(value))
		if keys[i].name == "modality" && value == string(extract.Planned) {
			w.WriteString(" style=dashed")
		}
	}
	if s.first != "" {
		w.WriteString(" first=" + dotID(s.first))
	}
	if s.last != "" {
		w.WriteString(" last=" + dotID(s.last))
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
	return dotEscapes.Replace(printable(s))
}

// printable replaces control characters but line ends and tabs by U+FFFD, for formats that cannot hold them.
func printable(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] != 0x7F && s[i] != 0xC2 // which begins the upper control characters
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return '\uFFFD'
		}
		return r
	}, s)
}

var (
	dotEntity  = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
)
