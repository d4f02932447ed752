package store

import (
	"context"
	"errors"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
)

// TestCompact compacts a store of which most was deleted.
func TestCompact(t *testing.T) {
	s := memory(t)
	l := loader(t, s, 0)
	for i := range 800 {
		if err := l.Add(article(i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	before := sizes(t, s)
	var gone []Labelled
	for i := range 780 {
		gone = append(gone, Labelled{Label: article(i).Label})
	}
	if _, err := s.ReplaceAll(gone); err != nil {
		t.Fatal(err)
	}
	want := dump(t, s)
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, dump(t, s)); diff != "" {
		t.Errorf("keys (-before +after):\n%s", diff)
	}
	after := sizes(t, s)
	if after.Dictionary > before.Dictionary/2 || after.Orders["P"] > before.Orders["P"]/2 {
		t.Errorf("the store has the sizes %+v after dropping nearly all of %+v", after, before)
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Compact(canceled); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: error %v", err)
	}
}

// TestReadsMergeNothing reads a store with tables on two levels so often that
// Pebble would merge them.
func TestReadsMergeNothing(t *testing.T) {
	s := memory(t)
	write := func(from, to int) {
		var docs []Labelled
		for i := range to - from {
			docs = append(docs, article(from+i))
		}
		if _, err := s.ReplaceAll(docs); err != nil {
			t.Fatal(err)
		}
		if err := s.db.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	write(0, 600)
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	write(600, 800)
	v := view(t, s)
	defer v.Close()
	const scans = 250 // of a megabyte
	for i := range scans {
		if _, err := v.Count(quad.Quad{}); err != nil {
			t.Fatal(err)
		}
		if n := s.db.Metrics().Compact.ReadCount; n > 0 {
			t.Fatalf("%d merges after %d scans", n, i+1)
		}
	}
	if n := s.db.Metrics().Levels[0].Sublevels; n == 0 {
		t.Error("there is nothing to merge")
	}
}

func sizes(t testing.TB, s *Store) Sizes {
	t.Helper()
	sizes, err := s.Sizes()
	if err != nil {
		t.Fatal(err)
	}
	return sizes
}

// What a store has written last is in memory, and Memory tells of it.
func TestMemory(t *testing.T) {
	s := memory(t)
	before, from := s.Memory(), written(s)
	for i := range 2000 {
		if _, err := s.ReplaceAll([]Labelled{article(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if more, want := s.Memory()-before, int64(written(s)-from)/4; more < want || more > 2*int64(memTable(defaultCache)) {
		t.Errorf("%d bytes more in memory, want a quarter of what was written, %d, at least", more, want)
	}
}

func TestSizes(t *testing.T) {
	fs := vfs.NewMem()
	s := reopen(t, fs)
	replace(t, s, "d", doc("d", 3)) // three subjects, type, claim, d
	if err := s.ApplyDeltas([]graph.Delta{{Quad: q("d/0", "type", "claim", ""), Action: graph.Add}}, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx *Tx) error { return tx.SetNote("note", []byte("x")) })
	got := sizes(t, s)
	if got.Disk == 0 {
		t.Error("the store takes no disk")
	}
	got.Disk, got.Dictionary, got.Orders = 0, 0, nil
	if want := (Sizes{Layout: layoutVersion, Values: 6, Quads: 4, Labelled: 3, Notes: 1}); !cmp.Equal(want, got) {
		t.Errorf("sizes (-want +got):\n%s", cmp.Diff(want, got))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sizes(); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: error %v, want ErrClosed", err)
	}
	if err := s.Compact(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: compact: error %v, want ErrClosed", err)
	}
	r, err := open(fs, "db", Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := r.Compact(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("read-only: compact: error %v, want ErrReadOnly", err)
	}
}
