package resolve

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/graph/store"
)

// backlogOf makes the backlog of a store.
func backlogOf(t *testing.T, s *store.Store) *Backlog {
	t.Helper()
	b, err := NewBacklog(s)
	if err != nil || b == nil {
		t.Fatalf("backlog %v, error %v", b, err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// A backlog resolves what comes into the store meanwhile as if it had been there, and nothing where it does not come.
func TestBacklog(t *testing.T) {
	docs := newSynthetic(3, 40).docs
	want := openMemory(t)
	bring(t, want, docs)
	if _, err := CatchUp(want, nil); err != nil {
		t.Fatal(err)
	}

	s := openMemory(t)
	b := backlogOf(t, s)
	for i := range docs {
		f := docs[(7*i+5)%len(docs)] // in another order
		if len(labelledFacts(f).Quads) == 0 {
			continue
		}
		if err := b.Add(Contribute(f)); err != nil {
			t.Fatal(err)
		}
	}
	failed := errors.New("failed")
	if _, err := b.CatchUp(func() error { return failed }, nil); !errors.Is(err, failed) {
		t.Errorf("error %v, want that of the commit", err)
	}
	if got := dumpStore(t, s); got != "" {
		t.Errorf("nothing came into the store, and it holds\n%s", got)
	}
	n, err := b.CatchUp(func() error { bring(t, s, docs); return nil }, nil)
	if n != len(docs)-empty(docs) || err != nil {
		t.Errorf("%d documents, error %v, want %d", n, err, len(docs)-empty(docs))
	}
	if diff := cmp.Diff(dumpStore(t, want), dumpStore(t, s)); diff != "" {
		t.Errorf("-from the store +from the backlog:\n%s", diff)
	}
	if b, err := NewBacklog(s); b != nil || err != nil {
		t.Errorf("of a store that has documents there is the backlog %v, error %v", b, err)
	}
}
