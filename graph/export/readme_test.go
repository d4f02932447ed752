package export_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/graph/export"
)

var update = flag.Bool("update", false, "write the counts of the formats into the README")

// formatRow is a row of the README's table of formats, cut before its counts.
var formatRow = regexp.MustCompile("(?m)^(\\| `([a-z0-9-]+)` \\|[^|\n]*\\|[^|\n]*\\| )([^|\n]*)( \\|)$")

// The README's table has a row for each format, with the counts of the facts in testdata. What they are counted to be here,
// the readers named in the row have counted too.
func TestReadmeCounts(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g := articles(t)
	var rows []string
	now := formatRow.ReplaceAllStringFunc(string(text), func(row string) string {
		m := formatRow.FindStringSubmatch(row)
		_, n := exported(t, g, export.Options{Format: export.Format(m[2])})
		rows = append(rows, m[2])
		var parts []string
		for _, c := range []struct {
			n    int
			noun string
		}{{n.Nodes, "nodes"}, {n.Edges, "edges"}, {n.Events, "events"}, {n.Entities, "entities"}, {n.Documents, "documents"}, {n.Quads, "quads"}} {
			if c.n > 0 {
				parts = append(parts, fmt.Sprint(c.n, " ", c.noun))
			}
		}
		return m[1] + strings.Join(parts, ", ") + m[4]
	})
	var want []string
	for _, f := range export.Formats() {
		want = append(want, string(f))
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows of formats: -want +got:\n%s", diff)
	}
	if *update {
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(string(text), now); diff != "" {
		t.Errorf("go test ./graph/export -run ReadmeCounts -update writes the counts (-README +now):\n%s", diff)
	}
}
