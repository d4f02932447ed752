package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestLookup holds the answers of one lookup, asked many things, against those of the view.
func TestLookup(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnStore(rt)
		defer s.Close()
		if err := s.ApplyDeltas(adds(eachOnce(anyQuads(rt))), graph.IgnoreOpts{}); err != nil {
			rt.Fatal(err)
		}
		v, err := s.View()
		if err != nil {
			rt.Fatal(err)
		}
		defer v.Close()
		l := v.Lookup()
		defer l.Close()
		for range 8 {
			pattern := anyPattern(rt)
			var want, got []string
			collect := func(to *[]string) func(quad.Quad) error {
				return func(q quad.Quad) error { *to = append(*to, q.NQuad()); return nil }
			}
			if err := errors.Join(v.Each(pattern, collect(&want)), l.Each(pattern, collect(&got))); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("quads of %v (-view +lookup):\n%s", pattern, diff)
			}
			d := rapid.SampledFrom(quad.Directions[:]).Draw(rt, "direction")
			lookupDistinct(rt, v, l, pattern, d)
		}
	})
}

func eachOnce(quads []quad.Quad) []quad.Quad {
	slices.SortFunc(quads, func(a, b quad.Quad) int { return strings.Compare(a.NQuad(), b.NQuad()) })
	return slices.Compact(quads)
}

// lookupDistinct compares, where the quads of the pattern lie by the direction.
func lookupDistinct(rt *rapid.T, v *View, l *Lookup, pattern quad.Quad, d quad.Direction) {
	p, err := parsePattern(pattern)
	if err != nil {
		rt.Fatal(err)
	}
	var got, want []string
	err = l.Distinct(pattern, d, func(v quad.Value) error { got = append(got, quad.StringOf(v)); return nil })
	if o, fixed := p.order(); fixed == 4 || o.slots[fixed] != slot(d) {
		if err == nil {
			rt.Fatalf("distinct %v of %v: no error, though they lie apart", d, pattern)
		}
		return
	}
	if err != nil {
		rt.Fatal(err)
	}
	if err := v.Each(pattern, func(q quad.Quad) error {
		if v := q.Get(d); v != nil {
			want = append(want, quad.StringOf(v))
		}
		return nil
	}); err != nil {
		rt.Fatal(err)
	}
	if diff := cmp.Diff(slices.Compact(want), got); diff != "" {
		rt.Fatalf("distinct %v of %v (-view +lookup):\n%s", d, pattern, diff)
	}
}

// Values shared by more quads than are stepped over are skipped by a seek, and more quads than are named one by one are
// scanned.
func TestLookupOfMany(t *testing.T) {
	s, err := OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const documents, values = 2*small + 1, 3
	var docs []Labelled
	for i := range documents {
		docs = append(docs, Labelled{Label: quad.IRI(fmt.Sprint("doc", i)), Quads: []quad.Quad{
			{Subject: quad.IRI("a"), Predicate: quad.IRI("name"), Object: quad.String(fmt.Sprint(i % values))},
			{Subject: quad.IRI("a"), Predicate: quad.IRI("other"), Object: quad.String("x")},
		}})
	}
	if _, err := s.ReplaceAll(docs); err != nil {
		t.Fatal(err)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	l := v.Lookup()
	defer l.Close()
	pattern := quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("name")}
	var names []string
	if err := l.Distinct(pattern, quad.Object, func(v quad.Value) error { names = append(names, quad.ToString(v)); return nil }); err != nil {
		t.Fatal(err)
	}
	if slices.Sort(names); !slices.Equal(names, []string{"0", "1", "2"}) {
		t.Errorf("names %q, want 0 1 2", names)
	}
	n := 0
	if err := l.Each(pattern, func(quad.Quad) error { n++; return nil }); err != nil || n != documents {
		t.Errorf("%d quads, error %v; want %d", n, err, documents)
	}
}

// Notes are read from a prefix on or from a name on, until the reader has enough.
func TestLookupNotes(t *testing.T) {
	s, err := OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(func(tx *Tx) error {
		for _, name := range []string{"a/1", "a/2", "a/3", "b/1"} {
			if err := tx.SetNote(name, []byte("of "+name)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	l := v.Lookup()
	defer l.Close()
	read := func(prefix, from string, most int) (got []string) {
		if err := l.Notes(prefix, from, func(name, data []byte) bool {
			got = append(got, string(name)+" "+string(data))
			return len(got) < most
		}); err != nil {
			t.Error(err)
		}
		return got
	}
	for _, c := range []struct {
		prefix, from string
		most         int
		want         []string
	}{
		{"a/", "", 9, []string{"a/1 of a/1", "a/2 of a/2", "a/3 of a/3"}},
		{"a/", "a/2", 9, []string{"a/2 of a/2", "a/3 of a/3"}},
		{"a/", "a/2", 1, []string{"a/2 of a/2"}},
		{"b/", "a/2", 9, []string{"b/1 of b/1"}},
		{"c/", "", 9, nil},
	} {
		if diff := cmp.Diff(c.want, read(c.prefix, c.from, c.most)); diff != "" {
			t.Errorf("notes of %q from %q (-want +got):\n%s", c.prefix, c.from, diff)
		}
	}
	leapt := ""
	if err := l.Leap("a/", "", func(name, _ []byte) (string, bool) {
		leapt += string(name) + " "
		return map[string]string{"a/1": "a/2x"}[string(name)], true
	}); err != nil || leapt != "a/1 a/3 " {
		t.Errorf("leaping: %q, error %v; want a/1 and a/3", leapt, err)
	}
	for _, c := range [][2]string{{"a/2", "of a/2"}, {"a", ""}, {"a/1", "of a/1"}, {"b/1", "of b/1"}, {"c", ""}, {"a/3", "of a/3"}} {
		got := ""
		if err := l.Note(c[0], func(data []byte) { got += string(data) }); err != nil || got != c[1] {
			t.Errorf("note %q: %q, error %v; want %q", c[0], got, err, c[1])
		}
	}
	l.Close()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Note("a/1", func([]byte) {}); !errors.Is(err, ErrClosed) {
		t.Errorf("one note after the view: %v, want ErrClosed", err)
	}
	if err := l.Notes("a/", "", func(_, _ []byte) bool { return true }); !errors.Is(err, ErrClosed) {
		t.Errorf("after the view: %v, want ErrClosed", err)
	}
}
