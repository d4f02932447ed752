package export_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/ledger"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

// quadsOf lists the quads of a view in the order of its keys.
func quadsOf(t *testing.T, g query.Graph) []quad.Quad {
	t.Helper()
	var list []quad.Quad
	if err := g.Each(quad.Quad{}, func(q quad.Quad) error { list = append(list, q); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

// told are the quads of a graph that were not derived.
func told(t *testing.T, g query.Graph) []quad.Quad {
	derived := graph.NewVocabulary("").Derived
	return slices.DeleteFunc(quadsOf(t, g), func(q quad.Quad) bool { return q.Label == derived })
}

// restored reads an export of claims into a new store.
func restored(t *testing.T, text string) *store.View {
	t.Helper()
	r, err := export.NewClaimsReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	s := memory(t)
	l, err := ledger.Open(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	for {
		line, quads, err := r.Next()
		if err == io.EOF {
			break
		}
		if err == nil && line.Facts != nil {
			err = l.Restore(line.Facts, quads)
		} else if err == nil {
			_, err = s.Replace(quads[0].Label, quads)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(l.Flush(), l.Close()); err != nil {
		t.Fatal(err)
	}
	return view(t, s)
}

// What comes back is the same graph, key for key, and its export the same file: documents with all they say, hostile names,
// quads that facts do not tell, and labels that are no documents; but for what is derived, which is derived again.
func TestClaimsGiveTheGraphBack(t *testing.T) {
	v := graph.NewVocabulary("")
	odd := memory(t)
	label := v.Node("doc/00")
	var quads []quad.Quad
	for _, q := range hostileWorld(t) {
		quads = append(quads, q)
	}
	more := func(o quad.Value) quad.Quad {
		return quad.Quad{Subject: v.Node("claim/x"), Predicate: v.Node("property/more"), Object: o, Label: label}
	}
	quads = append(quads, more(quad.String("\x00\\u0041\"\n")), more(quad.Float(1.5)), more(quad.LangString{Value: "chào", Lang: "vi"}),
		more(quad.BNode("b")), more(quad.TypedString{Value: "x", Type: "http://a/type"}), more(quad.Bool(false)), more(quad.Int(-7)))
	curated := quad.Quad{Subject: v.Node("note/1"), Predicate: v.Node("property/of"), Object: v.Node("claim/x"), Label: v.Curated}
	derived := quad.Quad{Subject: v.Node("event/1"), Predicate: v.ReportedBy, Object: v.Node("claim/x"), Label: v.Derived}
	if _, err := odd.ReplaceAll([]store.Labelled{{Label: label, Quads: quads}, {Label: v.Curated, Quads: []quad.Quad{curated}},
		{Label: v.Derived, Quads: []quad.Quad{derived}}}); err != nil {
		t.Fatal(err)
	}
	for name, g := range map[string]*store.View{"articles": articles(t), "odd": view(t, odd)} {
		text, counts := exported(t, g, export.Options{Format: export.Claims})
		want := told(t, g)
		back := restored(t, text)
		if diff := cmp.Diff(want, told(t, back)); diff != "" || counts.Quads != len(want) {
			t.Errorf("%s: %+v of %d quads, -want +got:\n%.3000s", name, counts, len(want), diff)
		}
		if again, _ := exported(t, back, export.Options{Format: export.Claims}); again != text {
			t.Errorf("%s: the graph that came back is exported as another file", name)
		}
	}
}

// Facts made more quads when version 1 was written: lines are counted all the same, quads are not.
func TestClaimsReaderReadsVersion1(t *testing.T) {
	for _, tt := range []struct {
		version, miscounted string
		want                error
	}{
		{"1", "quads", io.EOF}, {"1", "lines", io.ErrUnexpectedEOF}, {"2", "quads", io.ErrUnexpectedEOF},
	} {
		text, _ := exported(t, world(t), export.Options{Format: export.Claims})
		text = strings.Replace(text, `"version":2`, `"version":`+tt.version, 1)
		text = strings.Replace(text, `"`+tt.miscounted+`":`, `"`+tt.miscounted+`":1`, 1)
		r, err := export.NewClaimsReader(strings.NewReader(text))
		for err == nil {
			_, _, err = r.Next()
		}
		if !errors.Is(err, tt.want) {
			t.Errorf("version %s, %s miscounted: %v, want %v", tt.version, tt.miscounted, err, tt.want)
		}
	}
}

// A file that is not whole is found out, and a bad line costs no other.
func TestClaimsReaderFindsFaults(t *testing.T) {
	text, _ := exported(t, world(t), export.Options{Format: export.Claims})
	lines := slices.Collect(strings.Lines(text))
	swap := func(i int, line string) string {
		return strings.Join(slices.Replace(slices.Clone(lines), i, i+1, line), "")
	}
	for _, tt := range []struct {
		reason, text, want string
		line               int
		cut                bool
	}{
		{"cut at a line", strings.Join(lines[:2], ""), "cut short", 2, true},
		{"cut in a line", text[:len(text)-10], "no line of an export", len(lines), false},
		{"a line taken out", strings.Join(slices.Delete(slices.Clone(lines), 1, 2), ""), "1 lines with", len(lines) - 1, true},
		{"no JSON", swap(1, "{\n"), "no line of an export", 2, false},
		{"no quad", swap(1, `{"more":["<a> <b> ."]}`+"\n"), "more:", 2, false},
		{"nothing", swap(1, "{}\n"), "says nothing", 2, false},
		{"two labels", swap(1, `{"more":["<a> <b> <c> <d> .","<a> <b> <c> <e> ."]}`+"\n"), "two labels", 2, false},
		{"an id that is no IRI", swap(1, `{"more":["<a\\u0020b> <b> <c> <d> ."]}`+"\n"), "is no IRI", 2, false},
		{"two documents", swap(1, `{"id":"a","sha256":"00","more":["<https://quanhe.example/doc/01> `+
			`<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://quanhe.example/class/article> <https://quanhe.example/doc/00> ."]}`+"\n"),
			"two documents", 2, false},
		{"a mention of nothing", swap(1, `{"id":"a","sha256":"00","entities":[{"id":"person/a","type":"person","name":"A",`+
			`"mentions":[{"start":-1,"end":2}]}]}`+"\n"), "no span of two numbers", 2, false},
		{"a count below none", swap(1, `{"id":"a","sha256":"00","claims":[{"relation":"meet","count":-1}]}`+"\n"), "-1 is no count", 2, false},
		{"a place in no text", swap(1, `{"id":"a","sha256":"00","claims":[{"relation":"meet","evidence":[{"start":0,"end":4294967296,"rule":"r"}]}]}`+
			"\n"), "4294967296 is no count", 2, false},
	} {
		r, err := export.NewClaimsReader(strings.NewReader(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		var first error
		for good := 0; ; good++ {
			_, _, err = r.Next()
			if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
				break
			}
			if err != nil && first == nil {
				first = err
			}
		}
		if first == nil {
			first = err
		}
		var at *export.LineError
		if !errors.As(first, &at) || at.Line != tt.line || !strings.Contains(first.Error(), tt.want) || err == io.EOF ||
			tt.cut != errors.Is(first, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v, then %v; want line %d and %q", tt.reason, first, err, tt.line, tt.want)
		}
	}
	for text, want := range map[string]string{
		"": "no export of claims", "{}\n": "no export of claims", "x": "no line of an export",
		`{"format":"quanhe-claims","version":0}`: "version 0", `{"format":"quanhe-claims","version":3}`: "version 3",
	} {
		if _, err := export.NewClaimsReader(bytes.NewBufferString(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
