package store

import (
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func replace(t testing.TB, s *Store, label quad.IRI, quads []quad.Quad) Delta {
	t.Helper()
	d, err := s.Replace(label, quads)
	if err != nil {
		t.Fatal(err)
	}
	check(t, s)
	return d
}

// written is how many bytes the store has put into its log.
func written(s *Store) uint64 { return s.db.Metrics().WAL.BytesIn }

func TestReplaceWritesTheDifference(t *testing.T) {
	s := memory(t)
	replace(t, s, "other", doc("other", 2))
	five, three := doc("d", 5), doc("d", 3)

	if got, want := replace(t, s, "d", slices.Concat(five, five)), (Delta{Added: 5}); got != want {
		t.Errorf("new document, each quad twice: %+v, want %+v", got, want)
	}
	before := written(s)
	slices.Reverse(five)
	if got, want := replace(t, s, "d", five), (Delta{}); got != want || written(s) != before {
		t.Errorf("same quads in another order: %+v and %d bytes, want nothing", got, written(s)-before)
	}
	three[2].Object = quad.String("changed")
	if got, want := replace(t, s, "d", three), (Delta{Added: 1, Deleted: 3}); got != want {
		t.Errorf("changed document: %+v, want %+v", got, want)
	}
	if got := match(t, s, quad.Quad{Label: quad.IRI("d")}); len(got) != 3 {
		t.Errorf("the label says %v, want the three quads", got)
	}
	got, err := s.Drop(quad.IRI("d"))
	if want := (Delta{Deleted: 3}); got != want || err != nil {
		t.Errorf("drop: %+v, %v, want %+v", got, err, want)
	}
	check(t, s)
	if got := all(t, s); len(got) != 2 {
		t.Errorf("after the drop the store holds %v, want the other document", got)
	}
}

func TestReplaceAll(t *testing.T) {
	s := memory(t)
	replace(t, s, "gone", doc("gone", 4))
	d, err := s.ReplaceAll([]Labelled{
		{quad.IRI("a"), doc("a", 9)},
		{quad.IRI("b"), doc("b", 2)},
		{quad.IRI("gone"), nil},
		{quad.IRI("a"), doc("a", 1)}, // the last one counts
	})
	if want := (Delta{Added: 3, Deleted: 4}); d != want || err != nil {
		t.Errorf("ReplaceAll: %+v, %v, want %+v", d, err, want)
	}
	check(t, s)
	if got := all(t, s); len(got) != 3 {
		t.Errorf("the store holds %v, want one quad of a and two of b", got)
	}
}

func TestRefusedQuadsChangeNothing(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 2))
	want := all(t, s)
	for reason, docs := range map[string][]Labelled{
		"another label":           {{quad.IRI("e"), doc("e", 1)}, {quad.IRI("d"), []quad.Quad{q("s", "p", "o", "e")}}},
		"no object":               {{quad.IRI("e"), doc("e", 1)}, {quad.IRI("d"), []quad.Quad{{Subject: quad.IRI("s"), Predicate: quad.IRI("p")}}}},
		"an empty IRI":            {{quad.IRI("d"), []quad.Quad{{Subject: quad.IRI("s"), Predicate: quad.IRI(""), Object: quad.IRI("o")}}}},
		"a document of no label":  {{quad.IRI("e"), doc("e", 1)}, {nil, doc("", 1)}},
		"a document without name": {{quad.IRI(""), doc("e", 1)}},
	} {
		if d, err := s.ReplaceAll(docs); err == nil || d != (Delta{}) {
			t.Errorf("%s: %+v, error %v", reason, d, err)
		}
		if diff := cmp.Diff(want, all(t, s)); diff != "" {
			t.Errorf("%s: the store changed (-want +got):\n%s", reason, diff)
		}
	}
}

func TestApplyDeltas(t *testing.T) {
	a, b := q("a", "p", "o", ""), q("b", "p", "o", "l")
	add := func(q quad.Quad) graph.Delta { return graph.Delta{Quad: q, Action: graph.Add} }
	del := func(q quad.Quad) graph.Delta { return graph.Delta{Quad: q, Action: graph.Delete} }
	for _, c := range []struct {
		reason string
		deltas []graph.Delta // the store holds a
		ignore graph.IgnoreOpts
		fails  error
		want   []quad.Quad
	}{
		{reason: "add", deltas: []graph.Delta{add(b)}, want: []quad.Quad{a, b}},
		{reason: "add what is there", deltas: []graph.Delta{add(b), add(a)}, fails: graph.ErrQuadExists, want: []quad.Quad{a}},
		{reason: "add twice at once", deltas: []graph.Delta{add(b), add(b)}, fails: graph.ErrQuadExists, want: []quad.Quad{a}},
		{reason: "ignore that", deltas: []graph.Delta{add(b), add(b), add(a)}, ignore: graph.IgnoreOpts{IgnoreDup: true}, want: []quad.Quad{a, b}},
		{reason: "delete", deltas: []graph.Delta{del(a)}},
		{reason: "delete what is not there", deltas: []graph.Delta{del(a), del(b)}, fails: graph.ErrQuadNotExist, want: []quad.Quad{a}},
		{reason: "delete twice at once", deltas: []graph.Delta{del(a), del(a)}, fails: graph.ErrQuadNotExist, want: []quad.Quad{a}},
		{reason: "ignore that too", deltas: []graph.Delta{del(b), del(a), del(a)}, ignore: graph.IgnoreOpts{IgnoreMissing: true}},
		{reason: "delete, then add", deltas: []graph.Delta{del(a), add(a)}, want: []quad.Quad{a}},
		{reason: "add, then delete", deltas: []graph.Delta{add(b), del(b)}, want: []quad.Quad{a}},
		{reason: "neither", deltas: []graph.Delta{{Quad: b}}, fails: graph.ErrInvalidAction, want: []quad.Quad{a}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			s := memory(t)
			if err := s.ApplyDeltas([]graph.Delta{add(a)}, graph.IgnoreOpts{}); err != nil {
				t.Fatal(err)
			}
			err := s.ApplyDeltas(c.deltas, c.ignore)
			if e, ok := err.(*graph.DeltaError); err != nil && (!ok || e.Err != c.fails) || (err == nil) != (c.fails == nil) {
				t.Errorf("error %v, want %v", err, c.fails)
			}
			check(t, s)
			want := []string{}
			for _, q := range c.want {
				want = append(want, q.NQuad())
			}
			if diff := cmp.Diff(want, all(t, s)); diff != "" {
				t.Errorf("the store holds (-want +got):\n%s", diff)
			}
		})
	}
}
