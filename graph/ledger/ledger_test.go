package ledger

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/graph/store"
)

func open(t *testing.T, s *store.Store, rules string) *Ledger {
	t.Helper()
	return openBy(t, s, &extract.Manifest{Name: rules, Parts: map[string]extract.Part{rules: {}}})
}

func openBy(t *testing.T, s *store.Store, m *extract.Manifest) *Ledger {
	t.Helper()
	l, err := Open(s, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // before the store's
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
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

func viewOf(t *testing.T, s *store.Store) *store.View {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// facts is a document in one version, whose only person is named after it.
func facts(id, sha256 string) *extract.Facts {
	return &extract.Facts{ID: id, SHA256: sha256, Entities: []extract.Entity{{ID: "person/" + sha256, Type: "person", Name: sha256}}}
}

func put(t *testing.T, l *Ledger, docs ...*extract.Facts) {
	t.Helper()
	for _, f := range docs {
		if err := l.Replace("", f); err != nil {
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
	v := viewOf(t, s)
	n, err := v.Count(quad.Quad{Object: quad.String(sha256), Predicate: graph.NewVocabulary(s.Base()).Name})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// standing returns what a ledger knows of a document whose text is its version.
func standing(t *testing.T, l *Ledger, id, sha256 string) Standing {
	t.Helper()
	got, err := l.Standing(source.Document{ID: id, SHA256: sha256, Text: []byte(sha256)})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestStanding(t *testing.T) {
	s := memory(t)
	rules := func(name string, words ...string) *extract.Manifest {
		return &extract.Manifest{Name: name, Parts: map[string]extract.Part{"same": {}, name: {Words: words}}}
	}
	l := openBy(t, s, rules("r1", "một"))
	if got := standing(t, l, "a", "v1"); got != New {
		t.Errorf("in an empty store: %d", got)
	}
	put(t, l, facts("a", "v1 một"), facts("b", "v1 hai"))
	for _, c := range []struct {
		reason     string
		rules      *extract.Manifest
		id, sha256 string
		want       Standing
	}{
		{"as it was read", rules("r1", "một"), "a", "v1 một", Current},
		{"another version", rules("r1", "một"), "a", "v2", Changed},
		{"another document", rules("r1", "một"), "c", "v1 một", New},
		{"other rules, a word of the old ones", rules("r2", "ba"), "a", "v1 một", Outdated},
		{"other rules, no word of any", rules("r2", "ba"), "b", "v1 hai", Spared},
		{"other rules, a word of the new ones", rules("r2", "hai"), "b", "v1 hai", Outdated},
		{"other rules that bear on all", rules("r2"), "b", "v1 hai", Outdated},
		{"other rules and another version", rules("r2", "ba"), "b", "v2 hai", Changed},
	} {
		if got := standing(t, openBy(t, s, c.rules), c.id, c.sha256); got != c.want {
			t.Errorf("%s: standing %d, want %d", c.reason, got, c.want)
		}
	}
	if got := standing(t, l, "a", "v1 một"); got != Current {
		t.Errorf("the ledger does not know what it wrote itself: %d", got)
	}
}

func TestSpare(t *testing.T) {
	s := memory(t)
	rules := func(name string) *extract.Manifest {
		return &extract.Manifest{Name: name, Parts: map[string]extract.Part{name: {Words: []string{name}}}}
	}
	put(t, openBy(t, s, rules("mot")), facts("a", "v1"), facts("b", "v1 mot"))
	l := openBy(t, s, rules("hai"))
	if err := errors.Join(l.Spare("", "a"), l.Flush()); err != nil {
		t.Fatal(err)
	}
	if got := standing(t, l, "a", "v1"); got != Current {
		t.Errorf("a spared document is not current: %d", got)
	}
	if n := persons(t, s, "v1"); n != 1 {
		t.Errorf("a spared document has %d persons", n)
	}
	for _, want := range []struct {
		reason string
		old    bool
	}{{"b was read by them", true}, {"nothing was", false}} {
		if err := l.Record(Run{}); err != nil {
			t.Fatal(err)
		}
		v := viewOf(t, s)
		if note, err := v.Note(rulesNote + "mot"); err != nil || (note != nil) != want.old {
			t.Errorf("%s: the note of the old rules is there: %v (%v)", want.reason, note != nil, err)
		}
		put(t, l, facts("b", "v2"))
	}
}

// What is said of one document before a write comes to what the last said.
func TestSaidAgainBeforeTheWrite(t *testing.T) {
	type say func(*Ledger) error
	rules := func(name string) *extract.Manifest {
		return &extract.Manifest{Name: name, Parts: map[string]extract.Part{name: {Words: []string{name}}}}
	}
	keep := func(l *Ledger) error { return l.Keep("/there", "a") }
	spare := func(l *Ledger) error { return l.Spare("/there", "a") }
	replace := func(sha256 string) say {
		return func(l *Ledger) error { return l.Replace("/there", facts("a", sha256)) }
	}
	drop := func(origin string) say {
		return func(l *Ledger) error { _, err := l.Drop(origin, "a"); return err }
	}
	said := func(says ...say) []string {
		s := memory(t)
		put(t, openBy(t, s, rules("mot")), facts("a", "v1"))
		l := openBy(t, s, rules("hai"))
		for _, fn := range says {
			if err := fn(l); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Flush(); err != nil {
			t.Fatal(err)
		}
		return contents(t, s)
	}
	for _, c := range []struct {
		reason      string
		says, alone []say
	}{
		{"spared and changed", []say{spare, replace("v2")}, []say{replace("v2")}},
		{"spared twice", []say{spare, spare}, []say{spare}},
		{"spared and read again", []say{spare, replace("v1")}, []say{replace("v1")}},
		{"spared and gone", []say{spare, drop("/there")}, []say{drop("/here")}},
		{"kept and gone from elsewhere", []say{keep, drop("/here")}, []say{keep}},
	} {
		if diff := cmp.Diff(said(c.alone...), said(c.says...)); diff != "" {
			t.Errorf("%s: -the last alone +all:\n%s", c.reason, diff)
		}
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
	if got := standing(t, open(t, s, "r1"), "a", "v2"); got != Current {
		t.Errorf("the store does not know its version: %d", got)
	}
}

func TestReplaceWritesBatchesByItself(t *testing.T) {
	s := memory(t)
	l := open(t, s, "r1")
	for _, version := range []string{"v", "w"} {
		for i := range batch {
			if err := l.Replace("", facts(fmt.Sprint("d", i), fmt.Sprint(version, i))); err != nil {
				t.Fatal(err)
			}
		}
		if version == "v" {
			if err := l.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := persons(t, s, "w0"); n != 1 {
		t.Errorf("a full batch was not written: %d quads", n)
	}
}

func TestReadsBackAsFacts(t *testing.T) {
	s := memory(t)
	put(t, open(t, s, "r1"), facts("a", "v1"))
	v := viewOf(t, s)
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

// contents lists the quads and notes of a store.
func contents(t *testing.T, s *store.Store) (all []string) {
	t.Helper()
	v := viewOf(t, s)
	err := v.Each(quad.Quad{}, func(q quad.Quad) error { all = append(all, q.String()); return nil })
	if err == nil {
		err = v.Notes("", func(name string, note []byte) error { all = append(all, fmt.Sprintf("%s %x", name, note)); return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func TestRuns(t *testing.T) {
	s := memory(t)
	l := open(t, s, "r1")
	start := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	for i := range keptRuns + 3 {
		r := Run{Started: start.Add(time.Duration(i) * time.Second), End: "done", Counts: Counts{New: i}}
		r.Failures = make([]Failure, 2*keptFailures)
		if err := l.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	runs, err := Runs(viewOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if len(runs) != keptRuns || runs[0].New != keptRuns+2 || runs[keptRuns-1].New != 3 || len(runs[0].Failures) != keptFailures {
		t.Errorf("%d runs, the newest %+v", len(runs), runs[0].Counts)
	}
}
