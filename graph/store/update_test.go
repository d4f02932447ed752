package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
)

// update runs fn as one update and fails if it or the store is wrong.
func update(t testing.TB, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Update(fn); err != nil {
		t.Fatal(err)
	}
	check(t, s)
}

// lines is what Each calls with, in N-Quads, sorted.
func lines(t testing.TB, each func(quad.Quad, func(quad.Quad) error) error, pattern quad.Quad) []string {
	t.Helper()
	out := []string{}
	if err := each(pattern, func(q quad.Quad) error { out = append(out, q.NQuad()); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestUpdateSeesItsChanges(t *testing.T) {
	s := memory(t)
	replace(t, s, "old", doc("old", 2))
	before := view(t, s)
	update(t, s, func(tx *Tx) error {
		steps := []struct {
			reason string
			do     func() (Delta, error)
			delta  Delta
			old, d int64 // how many quads the labels say then
		}{
			{"a document", func() (Delta, error) { return tx.Replace(quad.IRI("d"), doc("d", 3)) }, Delta{Added: 3}, 2, 3},
			{"a shorter one", func() (Delta, error) { return tx.Replace(quad.IRI("d"), doc("d", 1)) }, Delta{Deleted: 2}, 2, 1},
			{"the same again", func() (Delta, error) { return tx.Replace(quad.IRI("d"), doc("d", 1)) }, Delta{}, 2, 1},
			{"no document", func() (Delta, error) { return tx.Drop(quad.IRI("old")) }, Delta{Deleted: 2}, 0, 1},
			{"several", func() (Delta, error) {
				return tx.ReplaceAll([]Labelled{{quad.IRI("d"), doc("d", 5)}, {quad.IRI("old"), doc("old", 1)}})
			}, Delta{Added: 5}, 1, 5},
			{"exact quads", func() (Delta, error) {
				there, missing := q("d/0", "type", "claim", "d"), q("d/9", "type", "claim", "d")
				return tx.Apply([]quad.Quad{there, q("d/7", "type", "claim", "d"), q("d/7", "type", "claim", "d")},
					[]quad.Quad{there, missing, q("d/1", "type", "claim", "d"), q("d/2", "type", "claim", "")})
			}, Delta{Added: 1, Deleted: 1}, 1, 5},
		}
		for _, st := range steps {
			got, err := st.do()
			if got != st.delta || err != nil {
				t.Errorf("%s: %+v, %v, want %+v", st.reason, got, err, st.delta)
			}
			labels := 0
			if err := tx.Labels(func(quad.Value) error { labels++; return nil }); err != nil {
				t.Error(err)
			}
			if want := int(min(st.old, 1) + min(st.d, 1)); labels != want {
				t.Errorf("%s: %d labels, want %d", st.reason, labels, want)
			}
			for label, want := range map[quad.IRI]int64{"old": st.old, "d": st.d} {
				n, err := tx.Count(quad.Quad{Label: label})
				if each := len(lines(t, tx.Each, quad.Quad{Label: label})); n != want || int64(each) != want || err != nil {
					t.Errorf("%s: label %s has %d quads by Count, %d by Each, %v, want %d", st.reason, label, n, each, err, want)
				}
			}
		}
		for has, want := range map[quad.Quad]bool{
			q("d/7", "type", "claim", "d"): true, q("d/1", "type", "claim", "d"): false, q("d/0", "type", "claim", "d"): true,
		} {
			if got, err := tx.Has(has); got != want || err != nil {
				t.Errorf("Has(%v): %v, %v", has, got, err)
			}
		}
		return nil
	})
	if n, err := before.Count(quad.Quad{}); n != 2 || err != nil {
		t.Errorf("an older view moved: %d quads, %v", n, err)
	}
	if got := all(t, s); len(got) != 6 {
		t.Errorf("the store holds %v, want 5 quads of d and one of old", got)
	}
}

// TestUpdateScanStandsStill changes what a scan walks over.
func TestUpdateScanStandsStill(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 200)) // more than a scan names at first
	update(t, s, func(tx *Tx) error {
		for round, want := range []int{200, 0} {
			seen := 0
			err := tx.Each(quad.Quad{Label: quad.IRI("d")}, func(q quad.Quad) error {
				seen++
				moved := q
				moved.Label = quad.IRI("e")
				_, err := tx.Apply([]quad.Quad{moved}, []quad.Quad{q})
				return err
			})
			if seen != want || err != nil {
				t.Errorf("round %d: %d quads, %v, want %d", round, seen, err, want)
			}
		}
		return nil
	})
	if n := len(match(t, s, quad.Quad{Label: quad.IRI("e")})); n != 200 {
		t.Errorf("%d quads moved, want 200", n)
	}
}

// TestFailedUpdate leaves an update in every way there is.
func TestFailedUpdate(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 2))
	want := all(t, s)
	stop := errors.New("enough")
	change := func(tx *Tx) {
		for _, err := range []error{
			second(tx.Drop(quad.IRI("d"))), second(tx.Replace(quad.IRI("e"), doc("e", 2))),
			second(tx.Count(quad.Quad{})), tx.SetNote("n", []byte("x")), second(tx.Replace(quad.IRI("e"), doc("e", 1))),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for reason, fn := range map[string]func(*Tx) error{
		"an error": func(tx *Tx) error { change(tx); return stop },
		"a panic":  func(tx *Tx) error { change(tx); panic(stop) },
		"a panic in a scan": func(tx *Tx) error {
			change(tx)
			return tx.Each(quad.Quad{}, func(quad.Quad) error { panic(stop) })
		},
		"an error of a scan": func(tx *Tx) error {
			change(tx)
			return tx.Each(quad.Quad{}, func(quad.Quad) error { return stop })
		},
	} {
		func() {
			defer func() {
				if r := recover(); r != nil && r != any(stop) {
					t.Errorf("%s: panic %v", reason, r)
				}
			}()
			if err := s.Update(fn); err != stop {
				t.Errorf("%s: error %v", reason, err)
			}
		}()
		check(t, s)
		if diff := cmp.Diff(want, all(t, s)); diff != "" {
			t.Errorf("%s: the store changed (-want +got):\n%s", reason, diff)
		}
		if note, err := view(t, s).Note("n"); note != nil || err != nil {
			t.Errorf("%s: note %q, %v", reason, note, err)
		}
	}
	replace(t, s, "d", doc("d", 3)) // the store goes on
}

func second[T any](_ T, err error) error { return err }

// TestUpdateGoesOn: a method that failed changed nothing, the others count.
func TestUpdateGoesOn(t *testing.T) {
	s := memory(t)
	var kept *Tx
	update(t, s, func(tx *Tx) error {
		kept = tx
		if _, err := tx.Replace(quad.IRI("d"), doc("d", 2)); err != nil {
			return err
		}
		bad := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p")}
		if d, err := tx.Replace(quad.IRI("d"), []quad.Quad{bad}); err == nil || d != (Delta{}) {
			t.Errorf("Replace with half a quad: %+v, %v", d, err)
		}
		for _, sides := range [][2][]quad.Quad{{doc("e", 1), {bad}}, {{q("e", "p", "o", ""), bad}, nil}} {
			if d, err := tx.Apply(sides[0], sides[1]); err == nil || d != (Delta{}) {
				t.Errorf("Apply with half a quad: %+v, %v", d, err)
			}
		}
		if err := tx.SetNote("", nil); err == nil {
			t.Error("a note without name was taken")
		}
		return nil
	})
	if got := all(t, s); len(got) != 2 {
		t.Errorf("the store holds %v, want the document without what failed", got)
	}
	_, replaceErr := kept.Replace(quad.IRI("d"), nil)
	_, applyErr := kept.Apply(nil, nil)
	_, countErr := kept.Count(quad.Quad{})
	_, noteErr := kept.Note("n")
	for what, err := range map[string]error{"Replace": replaceErr, "Apply": applyErr, "Count": countErr, "Note": noteErr,
		"SetNote": kept.SetNote("n", nil)} {
		if !errors.Is(err, errEnded) {
			t.Errorf("%s after the update: %v", what, err)
		}
	}
}

// TestUpdateThatChangesNothing writes nothing.
func TestUpdateThatChangesNothing(t *testing.T) {
	s := memory(t)
	replace(t, s, "d", doc("d", 2))
	before := written(s)
	update(t, s, func(tx *Tx) error {
		there := q("d/1", "type", "claim", "d")
		d, err := tx.Apply([]quad.Quad{there}, []quad.Quad{there, q("no", "such", "quad", "")})
		if d != (Delta{}) {
			t.Errorf("delta %+v, want nothing", d)
		}
		return err
	})
	if got := written(s); got != before {
		t.Errorf("%d bytes written for nothing", got-before)
	}
}

func TestNotes(t *testing.T) {
	fs := vfs.NewMem()
	s := reopen(t, fs)
	set := func(name string, data []byte) func(*Tx) error {
		return func(tx *Tx) error { return tx.SetNote(name, data) }
	}
	update(t, s, set("run/2", []byte("two")))
	update(t, s, set("run/1", []byte("one")))
	update(t, s, set("run/3", []byte("three")))
	update(t, s, set("ruN", []byte{}))
	update(t, s, set("\xff\xff", []byte("last")))
	old := view(t, s)
	update(t, s, func(tx *Tx) error {
		if err := errors.Join(tx.SetNote("run/3", nil), tx.SetNote("run/1", []byte("uno"))); err != nil {
			return err
		}
		if got, err := tx.Note("run/1"); string(got) != "uno" || err != nil {
			t.Errorf("an update reads its note as %q, %v", got, err)
		}
		return tx.Notes("run/3", func(string, []byte) error { t.Error("an update reads a note it deleted"); return nil })
	})
	if err := s.Close(); err == nil {
		s = reopen(t, fs)
	}
	if _, err := old.Note("run/1"); !errors.Is(err, ErrClosed) {
		t.Errorf("a note of a closed view: %v", err)
	}
	v := view(t, s)
	for prefix, want := range map[string]string{
		"":     "ruN= run/1=uno run/2=two \xff\xff=last",
		"run/": "run/1=uno run/2=two", "none": "", "\xff": "\xff\xff=last",
	} {
		var got []string
		if err := v.Notes(prefix, func(name string, data []byte) error {
			got = append(got, name+"="+string(data))
			return nil
		}); err != nil || strings.Join(got, " ") != want {
			t.Errorf("notes %q: %q, %v, want %q", prefix, got, err, want)
		}
	}
	for name, want := range map[string][]byte{"run/2": []byte("two"), "ruN": {}, "run/3": nil, "run": nil} {
		if got, err := v.Note(name); !cmp.Equal(got, want) || err != nil {
			t.Errorf("note %q: %#v, %v, want %#v", name, got, err, want)
		}
	}
	if n, err := v.Count(quad.Quad{}); n != 0 || err != nil {
		t.Errorf("notes count as %d quads, %v", n, err)
	}
	stats, err := v.Stats(t.Context(), true)
	if err != nil || stats.Quads.Value != 0 || stats.Nodes.Value != 0 {
		t.Errorf("notes count as %+v, %v", stats, err)
	}
}
