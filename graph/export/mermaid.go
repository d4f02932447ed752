package export

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// The limits of Mermaid where nobody has raised them, as on GitHub: beyond they draw an error instead of the picture.
const (
	mermaidEdges = 500
	mermaidText  = 50_000 // characters
)

// writeMermaid writes a picture as a flowchart. Nodes are called n0, n1 …, as Mermaid takes words such as end for its own.
func writeMermaid(out sink, p *picture) error {
	if p.counts.Nodes > mermaidText/10 { // before they fill the memory
		return fmt.Errorf("the picture has %d nodes, more than the %d characters of text that Mermaid takes hold; choose less "+
			"with a period, person or country, or use format %s", p.counts.Nodes, mermaidText, GEXF)
	}
	if p.counts.Edges > mermaidEdges {
		return fmt.Errorf("the picture has %d edges and Mermaid draws %d at most; choose less with a period, person or country, "+
			"or use format %s", p.counts.Edges, mermaidEdges, GEXF)
	}
	var text bytes.Buffer
	b := bufio.NewWriter(&text)
	if err := mermaidChart(b, p); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if n := len([]rune(text.String())); n > mermaidText {
		return fmt.Errorf("the picture is %d characters and Mermaid draws %d at most; choose less with a period, person or "+
			"country, or use format %s", n, mermaidText, GEXF)
	}
	w, err := out.file("graph.mmd")
	if err != nil {
		return err
	}
	_, err = w.Write(text.Bytes())
	return err
}

func mermaidChart(w *bufio.Writer, p *picture) error {
	w.WriteString("---\ntitle: " + jsonText("quanhe "+p.title()) + "\n---\nflowchart LR\n")
	ids := map[string]int{} // of the ends of 500 edges at most
	err := p.eachNode(func(n *node) error {
		shape := [2]string{"[", "]"}
		if n.kind == "person" {
			shape = [2]string{"([", "])"}
		}
		_, err := fmt.Fprintf(w, "  n%d%s\"%s\"%s\n", len(ids), shape[0], mermaidLabel(n.label), shape[1])
		ids[n.id] = len(ids)
		return err
	})
	if err != nil {
		return err
	}
	line := "---"
	if p.directed {
		line = "-->"
	}
	return p.eachEdge(func(e *edge) error {
		_, err := fmt.Fprintf(w, "  n%d %s|\"%s\"| n%d\n", ids[e.source], line, mermaidLabel(edgeLabel(e)), ids[e.target])
		return err
	})
}

// mermaidLabel writes what Mermaid could take for markup, styles or the end of a label as numbered entities.
func mermaidLabel(s string) string {
	var b strings.Builder
	for _, r := range printable(s) {
		switch {
		case r == '\n':
			b.WriteString("<br>")
		case r == '\t':
			b.WriteByte(' ')
		case r < 0x7F && strings.ContainsRune("\"#&<>`*_~|\\[](){};:%$@'", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return " "
	}
	return b.String()
}
