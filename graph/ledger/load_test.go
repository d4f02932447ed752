package ledger

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

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

// A load whose commit fails says so once, with what failed.
func TestResolveAfterAFailedCommit(t *testing.T) {
	s := memory(t)
	l := open(t, s, "r1")
	load(t, l, 0, 2*batch)
	if l.loader == nil {
		t.Fatal("nothing was loaded in bulk")
	}
	last := fmt.Sprintf("v%d", 2*batch-1) // which others write meanwhile
	taken := []quad.Quad{quad.Make("a", "b", "c", nil)}
	if _, err := s.Replace(graph.NewVocabulary(s.Base()).Node(graph.DocumentID(last)), taken); err != nil {
		t.Fatal(err)
	}
	err := l.Resolve(nil)
	if !errors.Is(err, store.ErrLabelTaken) || strings.Count(err.Error(), "ledger: ") != 1 {
		t.Errorf("error %v", err)
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

// What is said of a document that is still being loaded counts when it is there.
func TestSaidOfWhatArrives(t *testing.T) {
	for _, c := range []struct {
		reason  string
		say     func(*Ledger) error
		old     int64 // persons of the version that was loaded
		now     int64 // and of another one
		origins []string
	}{
		{"kept", func(l *Ledger) error { return l.Keep("/there", "d3") }, 1, 0, []string{"/here", "/there"}},
		{"gone", func(l *Ledger) error { _, err := l.Drop("/here", "d3"); return err }, 0, 0, nil},
		{"changed", func(l *Ledger) error { return l.Replace("/there", facts("d3", "w3")) }, 0, 1, []string{"/there"}},
		{"restored", func(l *Ledger) error {
			f := facts("d3", "w3")
			return l.Restore(f, graph.Quads(f, ""))
		}, 0, 1, []string{"/here"}},
	} {
		s := memory(t)
		l := open(t, s, "r1")
		load(t, l, 0, batch)
		if len(l.arriving.held) != batch {
			t.Fatalf("%d documents are being loaded", len(l.arriving.held))
		}
		if err := errors.Join(c.say(l), l.Flush()); err != nil {
			t.Fatal(err)
		}
		origins, err := Origins(viewOf(t, s), "d3")
		if old, now := persons(t, s, "v3"), persons(t, s, "w3"); old != c.old || now != c.now || !slices.Equal(origins, c.origins) || err != nil {
			t.Errorf("%s: %d and %d persons from %v, want %d and %d from %v (%v)", c.reason, old, now, origins, c.old, c.now, c.origins, err)
		}
	}
}
