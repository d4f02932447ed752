package export_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quanhe/graph/export"
)

// A file says how much it should hold, in every format that has a place for it.
func TestWriteCounts(t *testing.T) {
	g := world(t)
	for format, want := range map[export.Format]string{
		export.GEXF:       "<description>events: NODES nodes, EDGES edges<",
		export.GraphML:    ">events: NODES nodes, EDGES edges<",
		export.DOT:        `"quanhe events: NODES nodes, EDGES edges"`,
		export.GML:        `"quanhe events: NODES nodes, EDGES edges"`,
		export.Mermaid:    `title: "quanhe events: NODES nodes, EDGES edges"`,
		export.Cytoscape:  `"edges":EDGES,"name":"quanhe events: NODES nodes, EDGES edges","nodes":NODES`,
		export.Graphology: `"edges":EDGES,"name":"quanhe events: NODES nodes, EDGES edges","nodes":NODES`,
		export.GephiCSV:   `{"edges":EDGES,"nodes":NODES,"projection":"events"}`,
		export.Neo4jCSV:   `{"edges":EDGES,"nodes":NODES,"projection":"events"}`,
		export.Markdown:   "nodes: NODES\nedges: EDGES\n",
		export.Pajek:      "*Vertices NODES\n",
		export.Timeline:   "DATED events, and 2 without a year",
		export.NQuads:     ".\n# QUADS quads\n",
		export.TriG:       "}\n# QUADS quads\n",
		export.Claims:     `{"end":{"lines":2,"quads":QUADS}}`,
	} {
		opt := export.Options{Format: format}
		var text string
		var n export.Counts
		if format.Several() {
			var dir string
			dir, n = exportedDir(t, g, opt)
			for _, name := range []string{"counts.json", "index.md"} {
				data, _ := os.ReadFile(filepath.Join(dir, name)) // one of them is there
				text += string(data)
			}
		} else {
			text, n = exported(t, g, opt)
		}
		want = strings.NewReplacer("NODES", fmt.Sprint(n.Nodes), "EDGES", fmt.Sprint(n.Edges), "QUADS", fmt.Sprint(n.Quads),
			"DATED", fmt.Sprint(n.Events-2)).Replace(want)
		if !strings.Contains(text, want) || n == (export.Counts{}) {
			t.Errorf("%s: %q is not in\n%.1500s", format, want, text)
		}
	}
}
