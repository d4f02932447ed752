package ledger

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/graph/resolve"
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

// contents lists the quads and notes of a store, but for its runs.
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

// Many documents at once, which are loaded in bulk by several goroutines, make the store that a few at a time make.
func TestBulkLoadMakesTheSameStore(t *testing.T) {
	const docs = 5 * batch
	slow, fast := memory(t), memory(t)
	for i := 0; i < docs; i += batch {
		l := open(t, slow, "r1")
		load(t, l, i, i+batch)
		if err := errors.Join(l.Flush(), l.Resolve(nil)); err != nil {
			t.Fatal(err)
		}
	}
	l := open(t, fast, "r1")
	workers := loading(l, 0, docs)
	if err := errors.Join(workers.Wait(), l.Flush(), l.Resolve(nil)); err != nil {
		t.Fatal(err)
	}
	if l.loader == nil {
		t.Fatal("nothing was loaded in bulk")
	}
	if diff := cmp.Diff(contents(t, slow), contents(t, fast)); diff != "" {
		t.Errorf("-few at a time +in bulk:\n%s", diff)
	}

	// What was loaded and what waits to be are replaced like anything else.
	put(t, l, facts("d0", "w0"), facts("d300", "w300"), facts("new", "n1"), facts("new", "n2"))
	for id, want := range map[string]string{"d0": "w0", "d300": "w300", "new": "n2"} {
		if got := standing(t, l, id, want); got != Current {
			t.Errorf("%s: standing %d", id, got)
		}
	}
	for _, gone := range []string{"v0", "v300", "n1"} {
		if n := persons(t, fast, gone); n != 0 {
			t.Errorf("%d persons of %s are left", n, gone)
		}
	}
}

// What came in bulk is resolved while it becomes part of the store, from the store, in the rest of a run that was cut off, or
// with documents that came otherwise: the store is the same.
func TestResolveMakesTheSameStore(t *testing.T) {
	const docs = 2 * batch
	cutOff := errors.New("cut off")
	ways := map[string]func(*testing.T, *store.Store, *Ledger) error{
		"at once": func(_ *testing.T, _ *store.Store, l *Ledger) error { return l.Resolve(nil) },
		"after a flush": func(_ *testing.T, _ *store.Store, l *Ledger) error {
			return errors.Join(l.Flush(), l.Resolve(nil))
		},
		"in another run": func(t *testing.T, s *store.Store, l *Ledger) error {
			return errors.Join(l.Flush(), l.abandon(), open(t, s, "r1").Resolve(nil))
		},
		"after an interruption": func(t *testing.T, s *store.Store, l *Ledger) error {
			if err := l.Resolve(func(int) error { return cutOff }); !errors.Is(err, cutOff) {
				t.Errorf("error %v, want that of progress", err)
			}
			if n, _, err := resolve.Waiting(viewOf(t, s)); n != docs || err != nil {
				t.Errorf("%d documents wait, error %v, want %d", n, err, docs)
			}
			return l.Resolve(nil)
		},
		"beside a new version": func(t *testing.T, _ *store.Store, l *Ledger) error {
			err := errors.Join(l.Replace("/here", facts("d7", "w7")), l.Replace("/here", facts("d7", "v7")), l.Flush())
			if l.backlog != nil {
				t.Error("the backlog goes on without the new version")
			}
			return errors.Join(err, l.Resolve(nil))
		},
	}
	var want []string
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		s := memory(t)
		l := open(t, s, "r1")
		load(t, l, 0, docs)
		if l.backlog == nil {
			t.Fatal("there is no backlog")
		}
		if err := ways[way](t, s, l); err != nil || l.backlog != nil {
			t.Fatalf("%s: error %v, backlog %v", way, err, l.backlog)
		}
		got := contents(t, s)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", way, diff)
		}
	}
}

// Whenever a run is cut off, what it loaded in bulk waits to be resolved: no commit takes a document without the notes that
// say so, however many goroutines load while others commit.
func TestBulkLoadWaits(t *testing.T) {
	const docs = 10 * batch
	s := memory(t)
	l := open(t, s, "r1")
	workers := loading(l, 0, docs)
	left, waits := make(chan error, 1), 0
	go func() { left <- workers.Wait() }()
	for done := false; !done; {
		select {
		case err := <-left:
			if done = true; err != nil {
				t.Fatal(err)
			}
		default:
		}
		if err := l.Flush(); err != nil {
			t.Fatal(err)
		}
		v := viewOf(t, s)
		have, err := v.Count(quad.Quad{Predicate: graph.Type, Object: l.v.Article})
		if err != nil {
			t.Fatal(err)
		}
		if known := noted(t, v, "resolve/document\x00"); int(have) != known {
			t.Fatalf("%d documents, of which resolving knows %d", have, known)
		}
		if waits, _, err = resolve.Waiting(v); err != nil {
			t.Fatal(err)
		}
	}
	if waits == 0 {
		t.Error("nothing was loaded in bulk")
	}
}

// The backlog of a first load ends while others go on loading: none of them writes where nothing is any more. The documents
// are so large that each is written to the file at once.
func TestBacklogEndsWhileOthersLoad(t *testing.T) {
	large := func(k int) *extract.Facts {
		f := facts(fmt.Sprint("d", k), fmt.Sprint("v", k))
		f.Title = strings.Repeat("x", 1<<17)
		return f
	}
	for range 2 {
		s := memory(t)
		l := open(t, s, "r1")
		load(t, l, 0, batch)
		var workers errgroup
		for w := range 4 {
			workers.Go(func() error {
				for k := range batch / 2 {
					if err := l.Replace("/here", large(batch+4*k+w)); err != nil {
						return err
					}
				}
				return nil
			})
		}
		err := errors.Join(l.Replace("/here", facts("d0", "w0")), l.Flush(), workers.Wait(), l.Resolve(nil))
		if n, _, waitErr := resolve.Waiting(viewOf(t, s)); n != 0 || err != nil || waitErr != nil {
			t.Fatalf("%d documents wait, error %v", n, errors.Join(err, waitErr))
		}
	}
}

// noted counts the notes whose names begin with a prefix.
func noted(t *testing.T, v *store.View, prefix string) (n int) {
	t.Helper()
	if err := v.Notes(prefix, func(string, []byte) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

// load gives a ledger the documents of some numbers, vK of dK.
func load(t *testing.T, l *Ledger, from, to int) {
	t.Helper()
	if err := loadEvery(l, 1, from, to); err != nil {
		t.Fatal(err)
	}
}

func loadEvery(l *Ledger, step, from, to int) error {
	for k := from; k < to; k += step {
		if err := l.Replace("/here", facts(fmt.Sprint("d", k), fmt.Sprint("v", k))); err != nil {
			return err
		}
	}
	return nil
}

// loading is load by several goroutines.
func loading(l *Ledger, from, to int) *errgroup {
	g, workers := &errgroup{}, 4
	for w := range workers {
		g.Go(func() error { return loadEvery(l, workers, from+w, to) })
	}
	return g
}

// An errgroup waits for goroutines and returns their errors.
type errgroup struct {
	sync.WaitGroup
	mu   sync.Mutex
	errs []error
}

func (g *errgroup) Go(fn func() error) {
	g.WaitGroup.Go(func() {
		err := fn()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs = append(g.errs, err)
	})
}

func (g *errgroup) Wait() error {
	g.WaitGroup.Wait()
	return errors.Join(g.errs...)
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
