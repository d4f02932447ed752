package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyQuads draws quads over so few values that many patterns match some.
func anyQuads(t *rapid.T) []quad.Quad {
	value := rapid.SampledFrom([]string{"a", "b", "c"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) quad.Quad {
		label := rapid.SampledFrom([]string{"", "a", "x"}).Draw(t, "label")
		return q(value.Draw(t, "s"), value.Draw(t, "p"), value.Draw(t, "o"), label)
	}), 0, 25).Draw(t, "quads")
}

func anyPattern(t *rapid.T) quad.Quad {
	value := rapid.SampledFrom([]string{"", "a", "b", "missing"})
	return q(value.Draw(t, "s"), value.Draw(t, "p"), value.Draw(t, "o"), value.Draw(t, "l"))
}

func adds(quads []quad.Quad) []graph.Delta {
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	return deltas
}

// TestPatterns holds every access by pattern against a filter over all quads.
func TestPatterns(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		quads, pattern := anyQuads(rt), anyPattern(rt)
		s, err := OpenMemory()
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		if err := s.ApplyDeltas(adds(quads), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			rt.Fatal(err)
		}
		want := []string{}
		for _, q := range quads {
			ok := true
			for _, d := range quad.Directions {
				ok = ok && (pattern.Get(d) == nil || pattern.Get(d) == q.Get(d))
			}
			if ok {
				want = append(want, q.NQuad())
			}
		}
		slices.Sort(want)
		want = slices.Compact(want)
		if diff := cmp.Diff(want, match(rt, s, pattern)); diff != "" {
			rt.Fatalf("Each (-want +got):\n%s", diff)
		}
		v, err := s.View()
		if err != nil {
			rt.Fatal(err)
		}
		if n, err := v.Count(pattern); n != int64(len(want)) || err != nil {
			rt.Fatalf("Count: %d, %v, want %d", n, err, len(want))
		}
		p, _ := parsePattern(pattern)
		size, err := v.size(p)
		if err != nil || size.Exact && size.Value != int64(len(want)) || size.Value < int64(len(want)) {
			rt.Fatalf("size: %+v, %v, want %d", size, err, len(want))
		}
	})
}

func TestViewStandsStill(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 3))
	v := view(t, s)
	replace(t, s, "d", doc("d", 1))
	replace(t, s, "e", doc("e", 4))

	var got []quad.Value
	if err := v.Labels(func(label quad.Value) error { got = append(got, label); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]quad.Value{quad.IRI("d")}, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if n, err := v.Count(quad.Quad{}); n != 3 || err != nil {
		t.Errorf("count %d, %v, want the 3 quads of the moment", n, err)
	}
	dropped := q("d/2", "type", "claim", "d")
	if ok, err := v.Has(dropped); !ok || err != nil {
		t.Errorf("Has of a quad dropped since: %v, %v", ok, err)
	}
	later := view(t, s)
	if ok, err := later.Has(dropped); ok || err != nil {
		t.Errorf("a later view has the dropped quad: %v, %v", ok, err)
	}
	stats, err := later.Stats(context.Background(), true)
	if err != nil || stats.Quads.Value != 5 || stats.Nodes.Value != 5+2+2 {
		t.Errorf("stats %+v, %v, want 5 quads of 5 subjects, predicate, object and 2 labels", stats, err)
	}
	if ref, err := s.ValueOf(quad.IRI("d/2")); ref != nil || err != nil {
		t.Errorf("the store knows a value that no quad uses: %v, %v", ref, err)
	}
	if err := v.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("ApplyDeltas on a view: %v, want ErrReadOnly", err)
	}
}

func TestLabels(t *testing.T) {
	s := memory(t)
	want := []quad.Value{}
	for _, name := range []quad.IRI{"a", "b", "c", "d"} {
		replace(t, s, name, doc(name, 2))
		want = append(want, name)
	}
	if err := s.ApplyDeltas(adds([]quad.Quad{q("s", "p", "o", "")}), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	v := view(t, s)
	got := []quad.Value{}
	if err := v.Labels(func(label quad.Value) error { got = append(got, label); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, func(a, b quad.Value) int { return strings.Compare(a.String(), b.String()) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	stop := errors.New("enough")
	n := 0
	if err := v.Labels(func(quad.Value) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("Labels went on after an error: %d calls, %v", n, err)
	}
	if err := v.Each(quad.Quad{}, func(quad.Quad) error { return stop }); err != stop {
		t.Errorf("Each did not return the error of its function: %v", err)
	}
}

// TestScansEndWithTheirContext: a query out of time stops inside a long scan.
func TestScansEndWithTheirContext(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 3))
	ctx, cancel := context.WithCancel(context.Background())
	quads, nodes := s.QuadsAllIterator().Iterate(), s.NodesAllIterator().Iterate()
	if !quads.Next(ctx) || !nodes.Next(ctx) {
		t.Fatal("nothing to scan")
	}
	cancel()
	if quads.Next(ctx) || nodes.Next(ctx) {
		t.Error("a scan went on after its context ended")
	}
	for _, err := range []error{quads.Err(), nodes.Err()} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want context.Canceled", err)
		}
	}
}

// TestForgottenIterators leaves iterators open, as Cayley does; the cleanup
// fails if Pebble still sees them when the store closes.
func TestForgottenIterators(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 3))
	v := view(t, s)
	for _, qs := range []graph.QuadStore{s, v} {
		if !qs.QuadsAllIterator().Iterate().Next(t.Context()) || !qs.NodesAllIterator().Iterate().Next(t.Context()) {
			t.Fatal("nothing to scan")
		}
	}
	if len(s.iters) == 0 || len(v.iters) == 0 {
		t.Fatal("no iterator is open: the test shows nothing")
	}
}

// TestDamagedDictionary: a name is believed only if its id agrees.
func TestDamagedDictionary(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 1))
	n, err := id(quad.IRI("claim"))
	if err != nil {
		t.Fatal(err)
	}
	for reason, data := range map[string][]byte{"another value": []byte("iwrong"), "no value": {0xff}} {
		if err := s.db.Set(dictKey(n), data, nil); err != nil {
			t.Fatal(err)
		}
		if v, err := s.NameOf(n); err == nil {
			t.Errorf("%s: NameOf returned %v", reason, v)
		}
		err := view(t, s).Each(quad.Quad{}, func(quad.Quad) error { return nil })
		if err == nil {
			t.Errorf("%s: Each returned no error", reason)
		}
	}
}
