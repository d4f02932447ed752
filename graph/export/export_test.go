package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/query"
)

// hostile is a name with everything that a format could take for its own.
const hostile = "<b>Đỗ \"Bốn\" & \\N &amp; \\\x00\u0007'\n{|}</b>\\"

// readable replaces the characters of hostile that neither XML nor Graphviz can hold.
var readable = strings.NewReplacer("\x00", "\uFFFD", "\a", "\uFFFD")

// claims are the claims of the test graph, by document.
var claims = [][]string{
	{
		`meet agent="Lê An" counterpart="Cao Ba" place="Huế" date=2021-09`,
		`talks agent="Lê An" counterpart="Cao Ba" topic="Đề án" date=2021-10-02/2021-10-03`,
		`holds person="Lê An" office="Thủ tướng" org="Việt Nam"`,
		`holds person="Cao Ba" office="Thủ tướng" org="Lào" date=../2020`,
		`visit guest="Lê An" host="Cao Ba" modality=planned date=2022`,
	},
	{
		`meet agent="Cao Ba" counterpart="Lê An" date=2021-09`,
		`meet agent="Lê An" agent="Cao Ba" counterpart="Đỗ Bốn"`,
		`speech agent="Lê An" label="Lễ \"X\"" count=3 date=XXXX-12-23`,
		`meet agent="Lê An" counterpart="Cao Ba" modality=negated date=2020`,
		`holds person="Lê An" office="Thủ tướng" org="Việt Nam" date=2023-05`,
	},
}

// world builds the test graph as documents tell it, before anything is resolved; Đỗ Bốn has the hostile name, and the topic
// of the talks is no entity.
func world(t *testing.T) query.Slice {
	t.Helper()
	var all query.Slice
	for _, f := range documents(t, claims) {
		all = append(all, graph.Quads(f, "")...)
	}
	slices.SortFunc(all, graph.Compare)
	return all
}

// documents makes a document for each list of claims.
func documents(t *testing.T, claims [][]string) []*extract.Facts {
	t.Helper()
	types := map[string]string{"Huế": "place", "Vinh": "place", "Việt Nam": "country", "Lào": "country", "Campuchia": "country",
		"Thủ tướng": "office", "Bộ Y tế": "organization", "Cục Dược": "organization", "Đảng Nhân dân": "party"}
	var all []*extract.Facts
	for i, lines := range claims {
		f := &extract.Facts{ID: fmt.Sprintf("%d.txt", i), Date: "2021-12-01", SHA256: fmt.Sprint(i)}
		seen := map[string]bool{}
		ref := func(name string) (id, full string) {
			typ, ok := types[name]
			if !ok {
				typ = "person"
			}
			if name == "Đề án" {
				return "", name
			}
			id = fmt.Sprintf("%s/%x", typ, name)
			if name == "Đỗ Bốn" {
				name = hostile
			}
			if !seen[id] {
				seen[id] = true
				f.Entities = append(f.Entities, extract.Entity{ID: id, Type: typ, Name: name, Byline: name == hostile,
					ISO: map[string]string{"Việt Nam": "VN", "Lào": "LA", "Campuchia": "KH"}[name]})
			}
			return id, name
		}
		for n, line := range lines {
			c, err := extract.ParseClaim(line)
			if err != nil {
				t.Fatal(err)
			}
			for i, a := range c.Args {
				c.Args[i].Entity, c.Args[i].Name = ref(a.Name)
			}
			if c.Place != nil {
				c.Place.Entity, c.Place.Name = ref(c.Place.Name)
			}
			c.Evidence = []extract.Evidence{{Start: n, End: n + 9, Rule: "r", Text: fmt.Sprintf("Câu %d của bài %d <%s>.", n, i, hostile)}}
			f.Claims = append(f.Claims, c)
		}
		all = append(all, f)
	}
	return all
}

func exported(t *testing.T, g query.Graph, opt export.Options) (string, export.Counts) {
	t.Helper()
	var out bytes.Buffer
	counts, err := export.Write(context.Background(), &out, g, opt)
	if err != nil {
		t.Fatalf("%+v: %v", opt, err)
	}
	return out.String(), counts
}

// all calls test for every format and projection that go together.
func all(t *testing.T, test func(t *testing.T, opt export.Options)) {
	for _, f := range export.Formats() {
		for _, p := range export.Projections() {
			opt := export.Options{Format: f, Projection: p}
			switch f {
			case export.NQuads, export.TriG, export.JSONLD, export.Claims, export.FtM, export.Timeline:
				if p != export.Events {
					continue
				}
				opt.Projection = ""
			}
			t.Run(fmt.Sprintf("%s-%s", f, opt.Projection), func(t *testing.T) { test(t, opt) })
		}
	}
}

// Without a projection pictures are of events.
func TestWriteDefaults(t *testing.T) {
	asked, _ := exported(t, world(t), export.Options{Format: export.GEXF, Projection: export.Events})
	if got, counts := exported(t, world(t), export.Options{Format: export.GEXF}); got != asked || counts.Edges == 0 {
		t.Errorf("%+v, -want +got:\n%s", counts, cmp.Diff(asked, got))
	}
}

// The same graph gives the same bytes, in whatever order its quads come.
func TestWriteIsDeterministic(t *testing.T) {
	g := world(t)
	backwards := slices.Clone(g)
	slices.Reverse(backwards)
	all(t, func(t *testing.T, opt export.Options) {
		first, _ := exported(t, g, opt)
		for range 3 {
			if again, _ := exported(t, backwards, opt); again != first {
				t.Fatal(cmp.Diff(first, again))
			}
		}
	})
}

// What goes through files is the same as what is sorted in memory.
func TestWriteIsTheSameThroughFiles(t *testing.T) {
	g := hostileWorld(t)
	all(t, func(t *testing.T, opt export.Options) {
		if opt.Format == export.Mermaid && opt.Projection == export.Full {
			return // refused
		}
		want, _ := exported(t, g, opt)
		if got := export.WithBudget(t, g, opt, 20_000); got != want {
			t.Error(cmp.Diff(want, got))
		}
	})
}

func TestWriteEmptyGraph(t *testing.T) {
	all(t, func(t *testing.T, opt export.Options) {
		if _, counts := exported(t, query.Slice{}, opt); counts != (export.Counts{}) {
			t.Errorf("counts %+v of nothing", counts)
		}
	})
}

func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		opt  export.Options
		want string
	}{
		{export.Options{Format: "pdf"}, `unknown format "pdf"`},
		{export.Options{Format: export.DOT, Projection: "x"}, `unknown projection "x"`},
		{export.Options{Format: export.NQuads, Projection: export.Actors}, "the graph as it is"},
		{export.Options{Format: export.DOT, Projection: export.Offices, Types: []string{"talks"}}, "no choice of events"},
		{export.Options{Format: export.DOT, Projection: export.Full, From: "2021"}, "no choice of events"},
		{export.Options{Format: export.Claims, MinReports: 2}, "no choice of events"},
		{export.Options{Format: export.FtM, Projection: export.Actors}, "shape of its own"},
		{export.Options{Format: export.DOT, Depth: 2}, "name one"},
		{export.Options{Format: export.DOT, Persons: []string{"person/x"}, Depth: -1}, "counted from 1"},
		{export.Options{Format: export.DOT, MinReports: -1}, "counted from 1"},
		{export.Options{Format: export.DOT, GEXFVersion: "1.2"}, "gexf alone"},
		{export.Options{Format: export.GEXF, GEXFVersion: "1.1"}, "1.2 and 1.3"},
		{export.Options{Format: export.GEXF, Flavor: "yed"}, "graphml alone"},
		{export.Options{Format: export.GraphML, Flavor: "ged"}, "there is yed"},
		{export.Options{Format: export.DOT, From: "2021-13"}, "2021-13"},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		_, err := export.Write(context.Background(), &out, world(t), tt.opt)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: error %v, want %q", tt.opt, err, tt.want)
		}
		if out.Len() > 0 {
			t.Errorf("%+v: refused, but wrote %q", tt.opt, out.String())
		}
	}
}

// Mermaid draws 500 edges: a picture of more is refused and not cut.
func TestMermaidRefusesWhatItCannotDraw(t *testing.T) {
	var out bytes.Buffer
	_, err := export.Write(t.Context(), &out, hostileWorld(t), export.Options{Format: export.Mermaid, Projection: export.Full})
	if err == nil || !strings.Contains(err.Error(), "Mermaid draws 500 at most") || out.Len() > 0 {
		t.Errorf("error %v, and %d bytes", err, out.Len())
	}
}

// A folder that holds something is left as it is, and after a failure there is none.
func TestWriteDirIsAllOrNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	opt := export.Options{Format: export.Markdown, From: "2021-13"}
	if _, err := export.WriteDir(t.Context(), dir, world(t), opt); err == nil {
		t.Error("a date that is none was taken")
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("after a failure there is %v, %v", left, err)
	}
	opt.From = ""
	if _, err := export.WriteDir(t.Context(), dir, world(t), opt); err != nil {
		t.Fatal(err)
	}
	if _, err := export.WriteDir(t.Context(), dir, world(t), opt); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("written over another: %v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 1 {
		t.Errorf("beside the folder there is %v, %v", left, err)
	}
}

// Choices leave out what does not fit: each counts as the questions would.
func TestWriteChooses(t *testing.T) {
	person := func(name string) string { return fmt.Sprintf("person/%x", name) }
	for _, tt := range []struct {
		reason       string
		opt          export.Options
		nodes, edges int
	}{
		{"all", export.Options{Projection: export.Actors}, 3, 3},
		{"one person", export.Options{Projection: export.Actors, Persons: []string{person("Đỗ Bốn")}}, 3, 2},
		{"and those around", export.Options{Projection: export.Actors, Persons: []string{person("Đỗ Bốn")}, Depth: 2}, 3, 3},
		{"two reports", export.Options{Projection: export.Actors, MinReports: 2}, 2, 1},
		{"a month", export.Options{Projection: export.Actors, From: "2021-10", To: "2021-10"}, 2, 1},
		{"one country", export.Options{Projection: export.Offices, Countries: []string{fmt.Sprintf("country/%x", "Lào")}}, 3, 2},
		{"who holds what", export.Options{Projection: export.Offices, Persons: []string{person("Lê An")}}, 3, 2},
		{"and what those hold whom one met", export.Options{Projection: export.Offices, Persons: []string{person("Lê An")}, Depth: 2}, 6, 4},
		{"seen before", export.Options{Projection: export.Offices, To: "2019"}, 3, 2},
		{"seen between", export.Options{Projection: export.Offices, From: "2022", To: "2022"}, 3, 2},
		{"one relation", export.Options{Projection: export.Events, Types: []string{"speech"}}, 2, 1},
	} {
		tt.opt.Format = export.GEXF
		if _, counts := exported(t, world(t), tt.opt); counts.Nodes != tt.nodes || counts.Edges != tt.edges {
			t.Errorf("%s: %+v, want %d nodes, %d edges", tt.reason, counts, tt.nodes, tt.edges)
		}
	}
}

// An entity is called what most documents call it; the other spellings are its aliases.
func TestWriteNamesEntitiesAsMostDo(t *testing.T) {
	var g query.Slice
	for i, name := range []string{"Anh", "Ánh", "Ánh"} {
		g = append(g, graph.Quads(&extract.Facts{ID: name, SHA256: fmt.Sprint(i),
			Entities: []extract.Entity{{ID: "person/x", Type: "person", Name: name}}}, "")...)
	}
	slices.SortFunc(g, graph.Compare)
	text, _ := exported(t, g, export.Options{Format: export.FtM})
	if want := `{"id":"person/x","schema":"Person","properties":{"alias":["Anh"],"name":["Ánh"]}}`; !strings.Contains(text, want) {
		t.Errorf("%s is missing in\n%s", want, text)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errDisk }

var errDisk = errors.New("disk full")

func TestWriteReportsTheWriter(t *testing.T) {
	all(t, func(t *testing.T, opt export.Options) {
		if _, err := export.Write(context.Background(), brokenWriter{}, world(t), opt); !errors.Is(err, errDisk) {
			t.Errorf("error %v, want %v", err, errDisk)
		}
	})
}
