package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/query"
)

// readersEnv makes a missing reader a failure. Without it the tests that need one are skipped.
const readersEnv = "QUANHE_READERS"

// missing ends a test for want of a reader.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv(readersEnv) != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// program returns the path of a reader, or ends the test.
func program(t *testing.T, name, debian string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, "%s is not installed; Debian's package is %s", name, debian)
	}
	return path
}

// output runs a reader, which must succeed and complain of nothing.
func output(t *testing.T, stdin, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v: %.2000s", filepath.Base(name), err, stderr.String())
	}
	return stdout.Bytes()
}

// A reading is one export that one reader reads.
type reading struct {
	graph, reader, format string
	opt                   export.Options
	projection            export.Projection
	file                  string
}

func (r *reading) String() string {
	return fmt.Sprintf("%s/%s/%s/%s%s%s", r.graph, r.reader, r.format, r.projection, r.opt.GEXFVersion, r.opt.Flavor)
}

// graphs are what the readers are tried on; the large one only where they must be there.
func graphs(t *testing.T) map[string]query.Graph {
	all := map[string]query.Graph{"hostile": hostileWorld(t), "world": world(t), "stories": retold(t)}
	if os.Getenv(readersEnv) != "" {
		all["articles"] = articles(t)
	}
	return all
}

// readings exports every graph and projection for the readers that take a format.
func readings(t *testing.T, all map[string]query.Graph, readers map[string][]export.Options) []reading {
	t.Helper()
	dir := t.TempDir()
	var list []reading
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, reader := range slices.Sorted(maps.Keys(readers)) {
			for _, opt := range readers[reader] {
				for _, p := range projections(opt.Format) {
					if p == export.Full && name != "world" && opt.Format != export.Graphology && opt.Format != export.Pajek {
						continue // it is large: too large for Mermaid, and long to read for the others
					}
					opt.Projection = p
					r := reading{graph: name, reader: reader, format: string(opt.Format), opt: opt, projection: p}
					text, _ := exported(t, all[name], opt)
					r.file = filepath.Join(dir, fmt.Sprint(len(list)))
					if err := os.WriteFile(r.file, []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
					list = append(list, r)
				}
			}
		}
	}
	return list
}

func projections(f export.Format) []export.Projection {
	switch f {
	case export.NQuads, export.TriG, export.JSONLD, export.FtM, export.Timeline, export.Claims:
		return []export.Projection{""}
	}
	return export.Projections()
}

// of lists options for formats.
func of(formats ...export.Format) (list []export.Options) {
	for _, f := range formats {
		list = append(list, export.Options{Format: f})
	}
	return list
}

// seen runs a script of testdata/readers once for all readings and returns what it saw of each, a line of JSON.
func seen(t *testing.T, readings []reading, name string, args ...string) [][]byte {
	t.Helper()
	for _, r := range readings {
		args = append(args, strings.TrimPrefix(r.reader+":", "npm:")+r.format+":"+r.file)
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err != nil || len(lines) != len(readings) {
		t.Fatalf("%s: %v, %d answers to %d files: %.2000s", name, err, len(lines), len(readings), stderr.String())
	}
	return lines
}

// The libraries of npm see what the questions answer.
func TestNodeReaders(t *testing.T) {
	node := program(t, "node", "nodejs")
	script := filepath.Join("testdata", "readers", "read.mjs")
	if _, err := os.Stat(filepath.Join("testdata", "readers", "node_modules")); err != nil {
		missing(t, "the libraries are not there; npm ci in %s installs them", filepath.Dir(script))
	}
	gexf12 := export.Options{Format: export.GEXF, GEXFVersion: "1.2"}
	yed := export.Options{Format: export.GraphML, Flavor: "yed"}
	all := graphs(t)
	list := readings(t, all, map[string][]export.Options{"npm": append(of(export.GEXF, export.GraphML, export.Cytoscape, export.Graphology,
		export.Mermaid, export.NQuads, export.TriG, export.JSONLD), gexf12, yed)})
	compare(t, all, list, seen(t, list, node, script))
}

// networkx, igraph and rdflib see what the questions answer.
func TestPythonReaders(t *testing.T) {
	python := "/usr/bin/python3" // Debian's, for which its packages are
	if err := exec.Command(python, "-c", "import networkx, igraph, rdflib").Run(); err != nil {
		missing(t, "Python's libraries are not installed; Debian's packages are python3-networkx, python3-igraph and python3-rdflib")
	}
	gexf12 := export.Options{Format: export.GEXF, GEXFVersion: "1.2"}
	all := graphs(t)
	list := readings(t, all, map[string][]export.Options{
		"networkx": append(of(export.GraphML, export.GML, export.Pajek), gexf12),
		"igraph":   of(export.GraphML, export.GML, export.Pajek),
		"rdflib":   of(export.NQuads, export.TriG, export.JSONLD),
	})
	compare(t, all, list, seen(t, list, python, filepath.Join("testdata", "readers", "read.py")))
}

func compare(t *testing.T, all map[string]query.Graph, readings []reading, seen [][]byte) {
	t.Helper()
	want := map[string]summary{}
	for i, r := range readings {
		t.Run(r.String(), func(t *testing.T) {
			var got struct {
				summary
				Quads []string `json:"quads"`
				Error string   `json:"error"`
			}
			if err := json.Unmarshal(seen[i], &got); err != nil || got.Error != "" {
				t.Fatalf("%v: %s", err, got.Error)
			}
			if got.Quads != nil {
				sameQuads(t, all[r.graph], strings.Join(got.Quads, "\n"))
				return
			}
			key := fmt.Sprint(r.graph, r.projection)
			if _, ok := want[key]; !ok {
				want[key] = wanted(t, all[r.graph], r.projection).summary()
			}
			comparePicture(t, &r, want[key], got.summary)
		})
	}
}

// sameQuads wants the quads of the graph in what a reader printed as N-Quads.
func sameQuads(t *testing.T, g query.Graph, text string) {
	t.Helper()
	got, err := readNQuads(text)
	if err != nil {
		t.Fatal(err)
	}
	var want []quad.Quad
	if err := g.Each(quad.Quad{}, func(q quad.Quad) error { want = append(want, q); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(want, graph.Compare)
	slices.SortFunc(got, graph.Compare)
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("-want +got:\n%.3000s", diff)
	}
}

// comparePicture compares all that the format holds.
func comparePicture(t *testing.T, r *reading, want, got summary) {
	t.Helper()
	want.NodeAttrs, want.EdgeAttrs = attrsIn(r, want.NodeAttrs), attrsIn(r, want.EdgeAttrs)
	want.Labels = slices.Clone(want.Labels) // the next reader wants them too
	for i, label := range want.Labels {
		want.Labels[i] = spelled(r.format, label)
	}
	// What a reader calls its own ids and what tells namesakes apart is no attribute of ours.
	for _, own := range []string{"id", "key", "name", "label", ""} {
		delete(got.NodeAttrs, own)
		delete(got.EdgeAttrs, own)
	}
	if r.format == "pajek" {
		for i, label := range got.Labels {
			if n := len(label) - len(" (0123456789ab)"); n >= 0 && toldApart.MatchString(label) {
				got.Labels[i] = label[:n]
			}
		}
	}
	slices.Sort(want.Labels)
	slices.Sort(got.Labels)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || want.Nodes == 0 {
		t.Errorf("-want +got:\n%.3000s", diff)
	}
}

// attrsIn are the attributes that a format has a place for, as its readers call them.
func attrsIn(r *reading, attrs map[string]int) map[string]int {
	in := map[string]int{}
	for key, n := range attrs {
		switch r.format {
		case "pajek", "mermaid":
			if key != "kind" {
				continue
			}
		case "gml":
			key = strings.ReplaceAll(key, "_", "")
		case "gexf":
			if key == "start" || key == "end" {
				in[map[string]string{"start": "first", "end": "last"}[key]] = n
				if r.reader == "npm" { // graphology passes over times
					continue
				}
			}
		}
		in[key] = n
	}
	return in
}

// spelled is a label as a format can hold it.
func spelled(format, label string) string {
	label = strings.Map(func(r rune) rune {
		control := unicode.IsControl(r) && r != '\n' && r != '\t'
		switch format {
		case "gexf", "graphml":
			if control && r != '\r' && r < 0x7F || r == 0xFFFE {
				return unicode.ReplacementChar
			}
		case "gml", "mermaid", "pajek":
			if control {
				return unicode.ReplacementChar
			}
		}
		switch {
		case format == "mermaid" && r == '\t':
			return ' '
		case format == "pajek" && (r == '\n' || r == '\t'):
			return ' '
		case format == "pajek" && r == '"':
			return '″'
		case format == "pajek" && r == '\\':
			return '＼'
		}
		return r
	}, label)
	if format == "mermaid" { // which trims labels
		label = strings.TrimFunc(label, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
	}
	return label
}

// toldApart finds labels that the exporter had to make unique.
var toldApart = regexp.MustCompile(` \([0-9a-f]{12}\)$`)
