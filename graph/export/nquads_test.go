package export_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/query"
)

func readNQuads(text string) ([]quad.Quad, error) {
	var list []quad.Quad
	r := nquads.NewReader(strings.NewReader(text), false)
	for {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		list = append(list, q)
	}
}

// Reading gives the graph back, labels and types included.
func TestNQuadsReadsBack(t *testing.T) {
	g := slices.Concat(world(t), quadsOf(t, retold(t)))
	slices.SortFunc(g, graph.Compare)
	g = slices.Compact(g)
	text, counts := exported(t, g, export.Options{Format: export.NQuads})
	got, err := readNQuads(text)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, graph.Compare)
	if diff := cmp.Diff([]quad.Quad(g), got); diff != "" || counts.Quads != len(got) {
		t.Errorf("counted %d, read %d (-want +got):\n%s", counts.Quads, len(got), diff)
	}
	for _, want := range []string{`"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`, `"3"^^<http://www.w3.org/2001/XMLSchema#integer>`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing: datatypes must be whole IRIs", want)
		}
	}
}

// Any string survives.
func TestNQuadsKeepsStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := quad.Quad{
			Subject: quad.IRI("http://a/s"), Predicate: quad.IRI("http://a/p"), Object: quad.String(rapid.String().Draw(t, "object")),
		}
		var out bytes.Buffer
		if _, err := export.Write(context.Background(), &out, query.Slice{want}, export.Options{Format: export.NQuads}); err != nil {
			t.Fatal(err)
		}
		got, err := readNQuads(out.String())
		if err != nil || len(got) != 1 || got[0] != want {
			t.Fatalf("%q reads %v, error %v", out.String(), got, err)
		}
	})
}

func TestNQuadsRefusesBrokenIRIs(t *testing.T) {
	for _, iri := range []quad.IRI{"", "http://a/ b", "http://a/>", "a\nb"} {
		g := query.Slice{{Subject: iri, Predicate: quad.IRI("http://a/p"), Object: quad.String("x")}}
		if _, err := export.Write(context.Background(), io.Discard, g, export.Options{Format: export.NQuads}); err == nil {
			t.Errorf("IRI %q was written", string(iri))
		}
	}
}
