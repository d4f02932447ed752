package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
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

// row is one answer: a node and what was saved on the way, if anything.
type row struct{ Node, Saved string }

// step is one step of a random path: how Cayley takes it and how a naive
// evaluator does, from one row to many.
type step struct {
	name  string
	path  func(*path.Path) *path.Path
	naive func([]quad.Quad, row) []row
}

// move builds a naive step from a function of each quad and row.
func move(fn func(quad.Quad, row) (row, bool)) func([]quad.Quad, row) []row {
	return func(quads []quad.Quad, from row) (out []row) {
		for _, q := range quads {
			if to, ok := fn(q, from); ok {
				out = append(out, to)
			}
		}
		return out
	}
}

func steps(via, value quad.IRI) []step {
	via1 := via.String()
	is := func(v quad.Value, s string) bool { return v.String() == s }
	return []step{
		{"out", func(p *path.Path) *path.Path { return p.Out(via) }, move(func(q quad.Quad, r row) (row, bool) {
			return row{q.Object.String(), r.Saved}, is(q.Subject, r.Node) && is(q.Predicate, via1)
		})},
		{"in", func(p *path.Path) *path.Path { return p.In(via) }, move(func(q quad.Quad, r row) (row, bool) {
			return row{q.Subject.String(), r.Saved}, is(q.Object, r.Node) && is(q.Predicate, via1)
		})},
		{"has", func(p *path.Path) *path.Path { return p.Has(via, value) }, move(func(q quad.Quad, r row) (row, bool) {
			return r, is(q.Subject, r.Node) && is(q.Predicate, via1) && q.Object == value
		})},
		{"has reverse", func(p *path.Path) *path.Path { return p.HasReverse(via, value) }, move(func(q quad.Quad, r row) (row, bool) {
			return r, is(q.Object, r.Node) && is(q.Predicate, via1) && q.Subject == value
		})},
		{"save", func(p *path.Path) *path.Path { return p.Save(via, "saved") }, move(func(q quad.Quad, r row) (row, bool) {
			return row{r.Node, q.Object.String()}, is(q.Subject, r.Node) && is(q.Predicate, via1)
		})},
		{"save reverse", func(p *path.Path) *path.Path { return p.SaveReverse(via, "saved") }, move(func(q quad.Quad, r row) (row, bool) {
			return row{r.Node, q.Subject.String()}, is(q.Object, r.Node) && is(q.Predicate, via1)
		})},
		{"labels", func(p *path.Path) *path.Path { return p.Labels() }, move(func(q quad.Quad, r row) (row, bool) {
			if q.Label == nil {
				return row{}, false
			}
			touches := is(q.Subject, r.Node) || is(q.Object, r.Node)
			return row{q.Label.String(), r.Saved}, touches
		})},
	}
}

const saving = 4 // index of the first step that saves

// TestPathsAgainstNaiveEvaluation compares random paths, with at most one Save
// as their last step, with an evaluator that knows no index. Rows are compared
// as sets: Cayley does not promise how often it returns one.
func TestPathsAgainstNaiveEvaluation(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		quads := anyQuads(rt)
		s, err := OpenMemory()
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		if err := s.ApplyDeltas(adds(quads), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			rt.Fatal(err)
		}
		start := rapid.SampledFrom([]quad.IRI{"a", "b"}).Draw(rt, "start")
		p := path.StartPath(s, start)
		want := map[row]bool{}
		if slices.ContainsFunc(quads, func(q quad.Quad) bool { // a path starts at stored nodes
			return q.Subject == start || q.Predicate == start || q.Object == start || q.Label == start
		}) {
			want[row{Node: start.String()}] = true
		}
		value := rapid.SampledFrom([]quad.IRI{"a", "b", "c"})
		for n := rapid.IntRange(1, 4).Draw(rt, "steps"); n > 0; n-- {
			all := steps(value.Draw(rt, "via"), value.Draw(rt, "value"))
			if n > 1 {
				all = slices.Delete(all, saving, saving+2)
			}
			st := rapid.SampledFrom(all).Draw(rt, "step")
			rt.Log(st.name)
			p = st.path(p)
			next := map[row]bool{}
			for r := range want {
				for _, to := range st.naive(quads, r) {
					next[to] = true
				}
			}
			want = next
		}
		if diff := cmp.Diff(sorted(want), sorted(rows(rt, s, p))); diff != "" {
			rt.Fatalf("rows (-want +got):\n%s", diff)
		}
	})
}

func rows(t *rapid.T, qs graph.QuadStore, p *path.Path) map[row]bool {
	got := map[row]bool{}
	it := shape.BuildIterator(context.Background(), qs, p.Shape())
	it, _ = it.Optimize(context.Background())
	scan := it.Iterate()
	defer scan.Close()
	for scan.Next(context.Background()) {
		if scan.Result() == nil {
			continue // Cayley's HasA returns a quad's missing label, too
		}
		for ok := true; ok; ok = scan.NextPath(context.Background()) {
			tags := map[string]graph.Ref{}
			scan.TagResults(tags)
			r := row{Node: nameOf(t, qs, scan.Result())}
			if ref := tags["saved"]; ref != nil {
				r.Saved = nameOf(t, qs, ref)
			}
			got[r] = true
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return got
}

func nameOf(t *rapid.T, qs graph.QuadStore, ref graph.Ref) string {
	v, err := qs.NameOf(ref)
	if err != nil {
		t.Fatal(err)
	}
	return quad.StringOf(v)
}

func sorted(set map[row]bool) []row {
	return slices.SortedFunc(maps.Keys(set), func(a, b row) int {
		return slices.Compare([]string{a.Node, a.Saved}, []string{b.Node, b.Saved})
	})
}
