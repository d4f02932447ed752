package ledger

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

func open(t *testing.T, s *store.Store, rules string) *Ledger {
	t.Helper()
	l, err := Open(s, rules)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func memory(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// facts is a document in one version, whose only person is named after it.
func facts(id, sha256 string) *extract.Facts {
	return &extract.Facts{ID: id, SHA256: sha256, Entities: []extract.Entity{{ID: "person/" + sha256, Type: "person", Name: sha256}}}
}

func put(t *testing.T, l *Ledger, docs ...*extract.Facts) {
	t.Helper()
	for _, f := range docs {
		if err := l.Replace(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Flush(); err != nil {
		t.Fatal(err)
	}
}

// persons counts the quads that name a person of a version.
func persons(t *testing.T, s *store.Store, sha256 string) int64 {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	n, err := v.Count(quad.Quad{Object: quad.String(sha256), Predicate: graph.NewVocabulary(s.Base()).Name})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCurrent(t *testing.T) {
	s := memory(t)
	l := open(t, s, "r1")
	if l.Current("a", "v1") {
		t.Error("an empty store holds a document")
	}
	put(t, l, facts("a", "v1"))
	for _, c := range []struct {
		reason, rules, id, sha256 string
		want                      bool
	}{
		{"as it was read", "r1", "a", "v1", true},
		{"another version", "r1", "a", "v2", false},
		{"other rules", "r2", "a", "v1", false},
		{"another document", "r1", "b", "v1", false},
	} {
		if got := open(t, s, c.rules).Current(c.id, c.sha256); got != c.want {
			t.Errorf("%s: Current is %v", c.reason, got)
		}
	}
	if !l.Current("a", "v1") {
		t.Error("the ledger does not know what it wrote itself")
	}
}

func TestNewVersionTakesTheOldOnesPlace(t *testing.T) {
	s := memory(t)
	put(t, open(t, s, "r1"), facts("a", "v1"), facts("b", "w1"))
	l := open(t, s, "r1")
	put(t, l, facts("a", "v2"))
	if old, now, other := persons(t, s, "v1"), persons(t, s, "v2"), persons(t, s, "w1"); old != 0 || now != 1 || other != 1 {
		t.Errorf("quads of the old version %d, of the new %d, of another document %d; want 0, 1, 1", old, now, other)
	}
	put(t, l, facts("a", "v3"), facts("a", "v2")) // there and back within one write
	if v2, v3 := persons(t, s, "v2"), persons(t, s, "v3"); v2 != 1 || v3 != 0 {
		t.Errorf("quads of v2 %d, of v3 %d; want 1, 0", v2, v3)
	}
	if !open(t, s, "r1").Current("a", "v2") {
		t.Error("the store does not know its version")
	}
}

func TestReplaceWritesBatchesByItself(t *testing.T) {
	s := memory(t)
	l := open(t, s, "r1")
	for i := range batch {
		if err := l.Replace(facts(fmt.Sprint("d", i), fmt.Sprint("v", i))); err != nil {
			t.Fatal(err)
		}
	}
	if n := persons(t, s, "v0"); n != 1 {
		t.Errorf("a full batch was not written: %d quads", n)
	}
}

func TestReadsBackAsFacts(t *testing.T) {
	s := memory(t)
	put(t, open(t, s, "r1"), facts("a", "v1"))
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	var quads []quad.Quad
	label := graph.NewVocabulary(s.Base()).Node(graph.DocumentID("v1"))
	if err := v.Each(quad.Quad{Label: label}, func(q quad.Quad) error { quads = append(quads, q); return nil }); err != nil {
		t.Fatal(err)
	}
	f, err := graph.Facts(quads, s.Base())
	if err != nil || f.ID != "a" || len(f.Entities) != 1 {
		t.Errorf("facts %+v, error %v: the ledger's own quad is in the way", f, err)
	}
}
