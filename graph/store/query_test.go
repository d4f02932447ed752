package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// TestQueryLanguages asks a view what Cayley's languages ask.
func TestQueryLanguages(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", []quad.Quad{q("c1", "agent", "lan", ""), q("c1", "counterpart", "minh", ""), q("c2", "agent", "minh", "")})
	v := view(t, s)
	for _, c := range []struct {
		lang, query string
		want        any
	}{
		{"gizmo", `g.V("<lan>").In("<agent>").Out("<counterpart>").All()`, map[string]any{"id": quad.IRI("minh")}},
		{"gizmo", `g.V("<lan>").In("<agent>").Save("<counterpart>", "who").All()`,
			map[string]any{"id": quad.IRI("c1"), "who": quad.IRI("minh")}},
		{"graphql", `{nodes(<counterpart>: <minh>){<agent>}}`,
			map[string]any{"nodes": map[string]any{"<agent>": quad.IRI("lan")}}},
	} {
		it, err := query.Execute(t.Context(), v, c.lang, c.query, query.Options{Collation: query.JSON})
		if err != nil {
			t.Fatalf("%s %s: %v", c.lang, c.query, err)
		}
		var got []string
		for it.Next(t.Context()) {
			got = append(got, fmt.Sprint(it.Result()))
		}
		if err := it.Err(); err != nil {
			t.Errorf("%s %s: %v", c.lang, c.query, err)
		}
		if err := it.Close(); err != nil {
			t.Errorf("%s %s: close: %v", c.lang, c.query, err)
		}
		if diff := cmp.Diff([]string{fmt.Sprint(c.want)}, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", c.lang, c.query, diff)
		}
	}
}

// TestOneScan: what one scan answers becomes one iterator.
func TestOneScan(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", []quad.Quad{q("c1", "agent", "lan", ""), q("c1", "counterpart", "minh", ""), q("c2", "agent", "minh", "")})
	start := path.StartPath(s, quad.IRI("lan"))
	for _, c := range []struct {
		reason string
		path   *path.Path
		want   string
	}{
		{"one step", start.In(quad.IRI("agent")), "*store.endsShape"},
		{"nodes that have a value", path.StartPath(s).Has(quad.IRI("agent"), quad.IRI("lan")), "*store.endsShape"},
		{"a save", path.StartPath(s).Save(quad.IRI("agent"), "who"), "*store.endsShape"},
		{"a value that is not stored", path.StartPath(s).Has(quad.IRI("agent"), quad.IRI("none")), "*iterator.Null"},
	} {
		if got := fmt.Sprintf("%T", c.path.BuildIterator(t.Context())); got != c.want {
			t.Errorf("%s: a %s, want a %s", c.reason, got, c.want)
		}
	}
}

// TestEmptyUnions: Cayley's own optimisation leaves nil behind in these and
// then calls a method on it.
func TestEmptyUnions(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 1))
	missing := func() *path.Path { return path.StartPath(s, quad.IRI("missing")) }
	known := path.StartPath(s, quad.IRI("claim"))
	for _, c := range []struct {
		path *path.Path
		want int
	}{
		{missing().Both(quad.IRI("type")).Both(quad.IRI("type")).Unique(), 0},
		{missing().Or(missing()), 0},
		{missing().Or(missing().Or(missing())).Or(known), 1},
	} {
		got, err := c.path.Iterate(t.Context()).All()
		if len(got) != c.want || err != nil {
			t.Errorf("%d nodes, error %v, want %d", len(got), err, c.want)
		}
	}
}

// TestHash: what is listed and held answers as what is looked up, also when it
// turns out to be too much to hold.
func TestHash(t *testing.T) {
	v := stored(t, []quad.Quad{q("a", "p", "x", ""), q("a", "p", "y", ""), q("b", "p", "x", "l"), q("b", "q", "x", "l")})
	it := path.StartPath(v).Save(quad.IRI("p"), "o").Save(quad.IRI("p"), "again").BuildIterator(t.Context())
	rows := func(index iterator.Index) map[row]bool {
		got := map[row]bool{}
		for _, name := range []quad.IRI{"a", "b", "x", "a"} {
			ref, err := v.ValueOf(name)
			if err != nil {
				t.Fatal(err)
			}
			for ok := index.Contains(t.Context(), ref); ok; ok = index.NextPath(t.Context()) {
				tags := map[string]graph.Ref{"id": index.Result()}
				index.TagResults(tags)
				if err := addTags(got, v, tags); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := errors.Join(index.Err(), index.Close()); err != nil {
			t.Error(err)
		}
		return got
	}
	want := rows(it.Lookup())
	if len(want) != 5 {
		t.Fatalf("looked up %v, want four rows of a and one of b", want)
	}
	for _, limit := range []int{hashRows, 1} {
		index := &hashIndex{of: it, limit: limit}
		if diff := cmp.Diff(want, rows(index)); diff != "" {
			t.Errorf("limit %d: rows (-want +got):\n%s", limit, diff)
		}
		if gaveUp := index.lookup != nil; gaveUp != (limit == 1) {
			t.Errorf("limit %d: gave up holding: %v", limit, gaveUp)
		}
	}
}
