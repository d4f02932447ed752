package export_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/query"
)

// gvpr, which is Graphviz's own language, sees what the questions answer.
func TestGraphviz(t *testing.T) {
	gvpr := program(t, "gvpr", "graphviz")
	all := graphs(t)
	for _, r := range readings(t, all, map[string][]export.Options{"gvpr": of(export.DOT)}) {
		want := wanted(t, all[r.graph], r.projection).summary()
		got := summary{NodeAttrs: map[string]int{}, EdgeAttrs: map[string]int{}}
		lines := output(t, "", gvpr, "-f", filepath.Join("testdata", "readers", "count.gvpr"), r.file)
		for line := range strings.FieldsFuncSeq(string(lines), func(r rune) bool { return r == '\n' }) {
			switch what, attr, _ := strings.Cut(line, " "); {
			case line == "node":
				got.Nodes++
			case line == "edge":
				got.Edges++
			case what == "node" && attr != "label" && attr != "shape":
				got.NodeAttrs[attr]++
			case what == "edge" && attr != "label" && attr != "weight":
				got.EdgeAttrs[attr]++
			}
		}
		for _, attrs := range []map[string]int{want.NodeAttrs, want.EdgeAttrs} { // by the names that DOT gives them
			for from, to := range map[string]string{"start": "first", "end": "last"} {
				if n, ok := attrs[from]; ok {
					attrs[to] = n
					delete(attrs, from)
				}
			}
			delete(attrs, "kind") // is the label
		}
		want.Weight, want.Labels = 0, nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: -want +got:\n%s", &r, diff)
		}
	}
}

// libxml finds GEXF valid by the rules of its schema.
func TestGEXFIsValid(t *testing.T) {
	xmllint := program(t, "xmllint", "libxml2-utils")
	rules, err := os.ReadFile(filepath.Join("testdata", "readers", "gexf.rng"))
	if err != nil {
		t.Fatal(err)
	}
	namespaces := map[string]string{"1.2": "http://www.gexf.net/1.2draft", "1.3": "http://gexf.net/1.3"}
	all := graphs(t)
	for version, namespace := range namespaces {
		schema := filepath.Join(t.TempDir(), "gexf.rng")
		text := strings.NewReplacer("NAMESPACE", namespace, "VERSION", version).Replace(string(rules))
		if err := os.WriteFile(schema, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		opt := export.Options{Format: export.GEXF, GEXFVersion: version}
		for _, r := range readings(t, all, map[string][]export.Options{"xmllint": {opt}}) {
			cmd := []string{"--noout", "--relaxng", schema, r.file}
			if out := run(t, xmllint, cmd...); !strings.Contains(out, "validates") {
				t.Errorf("%v: %s", &r, out)
			}
		}
	}
}

// raptor and serd read the graph as it is.
func TestRDFTools(t *testing.T) {
	all := graphs(t)
	for name, g := range all {
		g := withoutZeros(t, g)
		for _, f := range []export.Format{export.NQuads, export.TriG} {
			text, _ := exported(t, g, export.Options{Format: f})
			sameQuads(t, g, string(output(t, text, program(t, "rapper", "raptor2-utils"), "-q", "-i", string(f), "-o", "nquads", "-", "x:")))
			sameQuads(t, g, string(output(t, text, program(t, "serdi", "serdi"), "-i", string(f), "-o", "nquads", "-")))
			if t.Failed() {
				t.Fatalf("%s, %s", name, f)
			}
		}
	}
}

// withoutZeros leaves out what raptor cannot hold: texts with a zero byte or no character.
func withoutZeros(t *testing.T, g query.Graph) query.Slice {
	t.Helper()
	var kept query.Slice
	err := g.Each(quad.Quad{}, func(q quad.Quad) error {
		if !strings.ContainsAny(quad.ToString(q.Object), "\x00\ufffe") {
			kept = append(kept, q)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// exportedDir exports a format of several files into a folder.
func exportedDir(t *testing.T, g query.Graph, opt export.Options) (string, export.Counts) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	counts, err := export.WriteDir(t.Context(), dir, g, opt)
	if err != nil {
		t.Fatal(err)
	}
	return dir, counts
}

// SQLite imports the tables for Gephi and Neo4j, sees in them what the questions answer and no edge without its ends.
func TestTablesInSQLite(t *testing.T) {
	sqlite := program(t, "sqlite3", "sqlite3")
	tables := map[export.Format]struct {
		edges                                string
		id, label, typ, source, target, kind string
	}{
		export.GephiCSV: {"edges.csv", "Id", "Label", "Kind", "Source", "Target", "Label"},
		export.Neo4jCSV: {"relationships.csv", "id:ID(node)", "label", ":LABEL", ":START_ID(node)", ":END_ID(node)", ":TYPE"},
	}
	for name, g := range graphs(t) {
		for format, is := range tables {
			for _, p := range export.Projections() {
				dir, _ := exportedDir(t, g, export.Options{Format: format, Projection: p})
				want := wanted(t, g, p).summary()
				script := fmt.Sprintf(".import --csv %s/nodes.csv nodes\n.import --csv %s/%s edges\n.mode list\n", dir, dir, is.edges)
				for _, ask := range []string{
					`select count(*) from nodes`, `select count(distinct "` + is.id + `") from nodes`,
					`select count(*) from edges`,
					fmt.Sprintf(`select count(*) from edges where %q not in (select %q from nodes) or %[3]q not in (select %[2]q from nodes)`,
						is.source, is.id, is.target),
					`select count(*) from nodes where "` + is.typ + `" <> ''`, `select count(*) from edges where "` + is.kind + `" <> ''`,
				} {
					script += ask + ";\n"
				}
				out := output(t, script, sqlite, ":memory:")
				got := strings.Fields(string(out))
				n, e := strconv.Itoa(want.Nodes), strconv.Itoa(want.Edges)
				if diff := cmp.Diff([]string{n, n, e, "0", n, e}, got); diff != "" {
					t.Errorf("%s, %s, %s: -want +got:\n%s", name, format, p, diff)
				}
				compareTables(t, dir, is.edges, want)
			}
		}
	}
}

// compareTables reads the tables and wants every attribute and label.
func compareTables(t *testing.T, dir, edges string, want summary) {
	t.Helper()
	got := summary{NodeAttrs: map[string]int{}, EdgeAttrs: map[string]int{}}
	for file, counts := range map[string]map[string]int{"nodes.csv": got.NodeAttrs, edges: got.EdgeAttrs} {
		f, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(bufio.NewReader(f)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for i, cell := range row {
				key, _, _ := strings.Cut(strings.ToLower(rows[0][i]), ":")
				if strings.ContainsRune("=+-@\t\n", []rune(cell + " ")[0]) {
					t.Errorf("%s: a spreadsheet runs %q as a formula", file, cell)
				}
				cell, _ = strings.CutPrefix(cell, "'") // what keeps a spreadsheet from running it
				switch {
				case file == "nodes.csv" && key == "label":
					got.Labels = append(got.Labels, cell)
				case cell != "":
					counts[key]++
				}
			}
		}
	}
	slices.Sort(got.Labels)
	for i, label := range want.Labels {
		want.Labels[i] = spelled("gml", label)
	}
	slices.Sort(want.Labels)
	for _, attrs := range []map[string]int{want.NodeAttrs, want.EdgeAttrs} {
		for key, n := range attrs {
			if key != "type" && key != "kind" && got.NodeAttrs[key] != n && got.EdgeAttrs[key] != n {
				t.Errorf("%s: %d values of %s in nodes, %d in edges, want %d", dir, got.NodeAttrs[key], key, got.EdgeAttrs[key], n)
			}
		}
	}
	if diff := cmp.Diff(want.Labels, got.Labels); diff != "" {
		t.Errorf("labels: -want +got:\n%.2000s", diff)
	}
}

// FollowTheMoney's own model accepts every line and has as many entities of each schema as the questions answer.
func TestFollowTheMoney(t *testing.T) {
	node := program(t, "node", "nodejs")
	if _, err := os.Stat(filepath.Join("testdata", "readers", "node_modules")); err != nil {
		missing(t, "the libraries are not there; npm ci in testdata/readers installs them")
	}
	all := graphs(t)
	list := readings(t, all, map[string][]export.Options{"npm": append(of(export.FtM), export.Options{
		Format: export.FtM, From: "2014", To: "2021", MinReports: 1})})
	for i, line := range seen(t, list, node, filepath.Join("testdata", "readers", "read.mjs")) {
		var got struct {
			Entities   int
			Schemata   map[string]int
			Properties map[string]int
			Faults     []string
			Error      string
		}
		if err := json.Unmarshal(line, &got); err != nil || got.Error != "" || len(got.Faults) > 0 {
			t.Errorf("%v: %v%s, faults:\n%s", &list[i], err, got.Error, strings.Join(got.Faults, "\n"))
			continue
		}
		if list[i].opt.From != "" {
			if got.Schemata["Event"] == 0 && list[i].graph != "hostile" && list[i].graph != "world" || got.Schemata["Mention"] > 0 {
				t.Errorf("%v: chosen: %v", &list[i], got.Schemata)
			}
			continue
		}
		g := all[list[i].graph]
		ask := query.New(g, "")
		holdings, err := ask.Holders(t.Context(), query.HoldersOptions{})
		if err != nil {
			t.Fatal(err)
		}
		totals, err := ask.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int{"Event": len(met(t, ask, true)), "Occupancy": len(holdings), "Article": totals.Documents}
		want["Person"] = persons(t, g)
		for schema, n := range want {
			if got.Schemata[schema] != n {
				t.Errorf("%v: %d of %s, want %d", &list[i], got.Schemata[schema], schema, n)
			}
		}
		if got.Properties["proof"] < want["Event"] || got.Properties["holder"] != want["Occupancy"] {
			t.Errorf("%v: properties %v", &list[i], got.Properties)
		}
	}
}

// persons counts the persons of a graph, each once in however many spellings.
func persons(t *testing.T, g query.Graph) int {
	t.Helper()
	v := graph.NewVocabulary("")
	is := map[quad.Value]bool{}
	for _, q := range quadsOf(t, g) {
		switch {
		case q.Predicate == v.SameAs:
			is[q.Subject] = false
		case q.Predicate == graph.Type && q.Object == v.Class("person"):
			if _, spelling := is[q.Subject]; !spelling {
				is[q.Subject] = true
			}
		}
	}
	n := 0
	for _, person := range is {
		if person {
			n++
		}
	}
	return n
}

// Every link of the vault leads to a note, both ends of each edge link to the other, and names are good on any system.
func TestVault(t *testing.T) {
	link := regexp.MustCompile(`\[\[([^|\]]*)\|[^\]]*\]\]`)
	for name, g := range graphs(t) {
		for _, p := range export.Projections() {
			dir, counts := exportedDir(t, g, export.Options{Format: export.Markdown, Projection: p})
			notes := map[string][]string{} // path without .md -> links
			folded := map[string]string{}
			err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				note, _ := strings.CutSuffix(filepath.ToSlash(path[len(dir)+1:]), ".md")
				if other, ok := folded[strings.ToLower(note)]; ok {
					t.Errorf("%q and %q are one file on some systems", note, other)
				}
				folded[strings.ToLower(note)] = note
				for _, part := range strings.Split(note, "/") {
					if strings.ContainsAny(part, `*"\<>:|?#^[]%`) || strings.TrimRight(part, ". ") != part || len(part) > 250 {
						t.Errorf("%q is no name for a file", part)
					}
				}
				text, err := os.ReadFile(path)
				for _, m := range link.FindAllStringSubmatch(string(text), -1) {
					notes[note] = append(notes[note], m[1])
				}
				if note != "index" && len(notes[note]) == 0 {
					notes[note] = []string{}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			links := 0
			for note, to := range notes {
				links += len(to)
				for _, other := range to {
					if !slices.Contains(notes[other], note) {
						t.Errorf("%s, %s: %q links to %q, which does not link back or is not there", name, p, note, other)
					}
				}
			}
			want := wanted(t, g, p).summary()
			if len(notes) != want.Nodes || links != 2*want.Edges || counts.Nodes != want.Nodes {
				t.Errorf("%s, %s: %d notes with %d links, want %d with %d", name, p, len(notes), links, want.Nodes, 2*want.Edges)
			}
		}
	}
}

// The timeline has every event, in order, none of them as HTML.
func TestTimeline(t *testing.T) {
	for name, g := range graphs(t) {
		text, _ := exported(t, g, export.Options{Format: export.Timeline})
		type date struct{ Year, Month, Day int }
		var got struct {
			Events, Undated []struct {
				ID    string `json:"unique_id"`
				Start *date  `json:"start_date"`
				End   *date  `json:"end_date"`
				Text  struct{ Headline, Text string }
				Data  struct{ Date string } `json:"quanhe"`
			}
		}
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range met(t, query.New(g, ""), true) {
			want[eventOf(f)] = f.Date
		}
		last := date{}
		for _, e := range got.Events {
			if e.Start == nil || e.Start.Year == 0 || e.End != nil && e.End.Year < e.Start.Year {
				t.Errorf("%s: %+v has no time", name, e)
			}
			if e.Start.Year < last.Year {
				t.Errorf("%s: %+v comes after %v", name, e, last)
			}
			last = *e.Start
			if first, end := days(e.Data.Date); first != "" && fmt.Sprintf("%04d", e.Start.Year) != first[:4] {
				t.Errorf("%s: %s to %s starts in %d", name, first, end, e.Start.Year)
			}
		}
		for _, e := range append(got.Events, got.Undated...) {
			if d, ok := want[e.ID]; !ok || d != e.Data.Date || strings.ContainsAny(e.Text.Headline+e.Text.Text, "<>") {
				t.Errorf("%s: %+v, want the date %q and no tags", name, e, d)
			}
			delete(want, e.ID)
		}
		if len(want) > 0 {
			t.Errorf("%s: missing %v", name, want)
		}
	}
}

// run returns all that a program prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run() // what it prints says it
	return out.String()
}
