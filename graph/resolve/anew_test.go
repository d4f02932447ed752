package resolve

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
	"quanhe/graph/store"
)

// A stored is a store to which things happen, and what it should hold.
type stored struct {
	t     *testing.T
	rt    *rapid.T
	store *store.Store
	held  map[string]*extract.Facts // by SHA256
	log   []Entry
}

// documents draws new ones, or others in the place of those that are there.
func (m *stored) documents(fresh bool) (docs []*extract.Facts) {
	for range rapid.IntRange(0, 3).Draw(m.rt, "documents") {
		f := anyFacts(m.rt, fmt.Sprint("d", rapid.IntRange(0, 7).Draw(m.rt, "document")))
		if m.held[f.SHA256] == nil || !fresh {
			docs, m.held[f.SHA256] = append(docs, f), f
		}
	}
	return docs
}

// change writes documents and lets others go, which may wait.
func (m *stored) change() {
	docs := m.documents(false)
	if sums := slices.Sorted(maps.Keys(m.held)); len(sums) > 0 && rapid.Bool().Draw(m.rt, "drop") {
		gone := rapid.SampledFrom(sums).Draw(m.rt, "gone")
		docs = append(docs, &extract.Facts{SHA256: gone})
		delete(m.held, gone)
	}
	replace(m.t, m.store, docs...)
}

// decide logs a decision, or that one is undone.
func (m *stored) decide() {
	e := Entry{Decision: anyDecision(m.rt, documentsOf(m.held))}
	if len(m.log) > 0 && rapid.Bool().Draw(m.rt, "undo") {
		at := rapid.IntRange(0, len(m.log)-1).Draw(m.rt, "at")
		m.log[at].UndoneBy, m.log[at].UndoneWhen = "w", "2024-02-01T00:00:00Z"
		e = m.log[at]
	} else if !decides(e.Decision) || slices.ContainsFunc(m.log, func(k Entry) bool { return k.Decision == e.Decision }) {
		return
	} else {
		m.log = append(m.log, e)
	}
	logged(m.t, m.store, e)
}

// resolve catches up, a few things at a time, and is stopped.
func (m *stored) resolve() {
	stop, calls := errors.New("stop"), rapid.IntRange(1, 12).Draw(m.rt, "calls")
	progress := func() error {
		if calls--; calls == 0 {
			return stop
		}
		return nil
	}
	err := beginAnew(m.store, 32, progress)
	if err == nil {
		_, err = CatchUp(m.store, func(int) error { return progress() })
	}
	if err != nil && !errors.Is(err, stop) {
		m.t.Fatal(err)
	}
}

func logged(t *testing.T, s *store.Store, entries ...Entry) {
	t.Helper()
	if err := s.Update(func(tx *store.Tx) error { _, err := Log(tx, "", entries); return err }); err != nil {
		t.Fatal(err)
	}
}

// TestAnyHistoryMakesTheSameStore holds that it leaves no trace how documents and decisions came, in bulk or not, whether
// all was thrown away in between, and where resolving was stopped: in the end the store is as if all had come at once, and
// as a first load makes it, whatever number of parts it takes.
func TestAnyHistoryMakesTheSameStore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &stored{t: t, rt: rt, store: openMemory(rt), held: map[string]*extract.Facts{}}
		logged(t, m.store) // nothing, but says in which format
		for range rapid.IntRange(1, 10).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "step") {
			case 0, 1, 2:
				m.change()
			case 3, 4, 5:
				bring(t, m.store, m.documents(true))
			case 6:
				m.decide()
			case 7:
				if err := m.store.Update(Outdate); err != nil {
					rt.Fatal(err)
				}
			default:
				m.resolve()
			}
		}
		if _, err := CatchUp(m.store, nil); err != nil {
			rt.Fatal(err)
		}
		if n, all := waits(t, m.store); n != 0 || all {
			rt.Errorf("%d documents wait, all: %v", n, all)
		}
		atOnce := openMemory(rt)
		logged(t, atOnce, m.log...)
		replace(t, atOnce, documentsOf(m.held)...)
		want := dumpStore(t, atOnce)
		if diff := cmp.Diff(want, dumpStore(t, m.store)); diff != "" {
			rt.Fatalf("-at once +in steps:\n%s", diff[:min(len(diff), 3000)])
		}
		loaded := openMemory(rt)
		logged(t, loaded, m.log...)
		firstLoad(t, loaded, documentsOf(m.held), rapid.IntRange(1, 4).Draw(rt, "documents at once"))
		if diff := cmp.Diff(want, dumpStore(t, loaded)); diff != "" {
			rt.Fatalf("-at once +first load:\n%s", diff[:min(len(diff), 3000)])
		}
	})
}

// TestOutdated holds that what is damaged stays in nobody's way once it is called outdated, until all is derived anew.
func TestOutdated(t *testing.T) {
	w := newSynthetic(3, 30)
	whole, s := openMemory(t), openMemory(t)
	replace(t, whole, w.docs...)
	replace(t, s, w.docs[1:]...)
	err := s.Update(func(tx *store.Tx) error {
		return errors.Join(tx.SetNote(documentKind+shortDoc(ids(w.docs[1])[0]), []byte("torn")), tx.SetNote(formatName, []byte("other")), Outdate(tx))
	})
	if err != nil {
		t.Fatal(err)
	}
	replace(t, s, w.docs[0], w.docs[1])
	stop := errors.New("stop")
	for calls := range 3 { // of the writes before the last one
		if _, all := waits(t, s); !all {
			t.Errorf("after %d writes nothing is outdated", calls)
		}
		err := beginAnew(s, 1<<20, func() error {
			if calls--; calls < 0 {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			t.Fatalf("error %v, want that of progress", err)
		}
	}
	if n, err := CatchUp(s, nil); err != nil || n != len(w.docs)-empty(w.docs) {
		t.Fatalf("caught up with %d documents, error %v", n, err)
	}
	if diff := cmp.Diff(dumpStore(t, whole), dumpStore(t, s)); diff != "" {
		t.Errorf("-at once +anew:\n%s", diff[:min(len(diff), 3000)])
	}
}
