package export

import (
	"fmt"
	"strings"
)

// writePajek writes a picture for Pajek, which knows nodes by numbers from 1 and labels that are unique and cannot hold
// a quote or a line end. Of edges it keeps weight and kind; times and further attributes have no place in it.
func writePajek(out sink, p *picture) error {
	w, err := out.file("graph.net")
	if err != nil {
		return err
	}
	l, err := p.link(func(n *node) string { return pajekLabel(n.label) }, func(s string) string { return s })
	if err != nil {
		return err
	}
	// No comment stands before the vertices: igraph wants them first.
	fmt.Fprintf(w, "*Vertices %d\n", p.counts.Nodes)
	err = l.eachEnd(func(_ string, e end) error {
		_, err := fmt.Fprintf(w, "%d \"%s\"\n", e.number+1, e.name)
		return err
	})
	if err != nil {
		return err
	}
	if p.directed {
		w.WriteString("*Arcs\n")
	} else {
		w.WriteString("*Edges\n")
	}
	return l.eachLink(func(e *edge, source, target end) error {
		_, err := fmt.Fprintf(w, "%d %d %d l \"%s\"\n", source.number+1, target.number+1, e.weight, pajekLabel(e.kind))
		return err
	})
}

// pajekLabel replaces what a label cannot hold by what looks like it: there is no escape.
func pajekLabel(s string) string {
	s = pajekSigns.Replace(printable(s))
	if s == "" {
		return "-"
	}
	return s
}

var pajekSigns = strings.NewReplacer(`"`, "″", `\`, "＼", "\n", " ", "\t", " ")
