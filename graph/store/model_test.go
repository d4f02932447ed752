package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// content is what a store holds: quads as N-Quads lines and notes as "name=data"
// lines, sorted.
type content []string

// model is a store and what it ought to hold. The disk fails when it is told to.
type model struct {
	disk  *vfs.MemFS
	fault *fault
	store *Store
	// holds are the quads of each label and the note, in the state that the
	// store was last known to be in.
	holds map[quad.Value]map[quad.Quad]bool
	runs  int
	// maybe is the other state it can be in, since a write failed that may have
	// reached the disk.
	maybe *model
	views []standing
	// what happened, over all runs: the test must have met each
	seen map[string]int
}

// standing is an open view and what it saw first.
type standing struct {
	view *View
	saw  content
}

// fault makes operations of the disk fail.
type fault struct {
	mu    sync.Mutex
	kinds map[errorfs.OpKind]bool // nil: none fails
	skip  int                     // so many do not fail at first
	left  int                     // so many fail then
	hits  int
}

func (f *fault) inject(op errorfs.Op) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.kinds[op.Kind] || f.left == 0 {
		return nil
	}
	if f.skip > 0 {
		f.skip--
		return nil
	}
	f.left--
	f.hits++
	return errorfs.ErrInjected
}

var reads = []errorfs.OpKind{errorfs.OpFileRead, errorfs.OpFileReadAt, errorfs.OpOpen}

// arm lets some operations from now on fail.
func (f *fault) arm(t *rapid.T) {
	writes := []errorfs.OpKind{errorfs.OpFileWrite, errorfs.OpCreate, errorfs.OpRename, errorfs.OpFilePreallocate}
	syncs := []errorfs.OpKind{errorfs.OpFileSync, errorfs.OpFileSyncData, errorfs.OpFileSyncTo}
	kinds := rapid.SampledFrom([][]errorfs.OpKind{writes, syncs, reads, slices.Concat(writes, syncs, reads)}).Draw(t, "kinds")
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kinds, f.hits = make(map[errorfs.OpKind]bool), 0
	for _, k := range kinds {
		f.kinds[k] = true
	}
	f.skip = rapid.IntRange(0, 6).Draw(t, "skip")
	f.left = rapid.IntRange(1, 3).Draw(t, "fail")
}

// disarm ends the faults and returns how many there were.
func (f *fault) disarm() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kinds = nil
	return f.hits
}

// TestModel runs random writes, reads, views, flushes, reopenings and crashes
// against a model, and lets the disk fail in the middle of any of them. After an
// error a store holds the whole change or nothing of it, and what it confirmed
// before; open views never move.
func TestModel(t *testing.T) {
	seen := make(map[string]int)
	rapid.Check(t, func(rt *rapid.T) {
		m := &model{disk: vfs.NewCrashableMem(), holds: make(map[quad.Value]map[quad.Quad]bool), seen: seen}
		m.open(rt)
		defer func() { m.close() }()
		rt.Repeat(map[string]func(*rapid.T){
			"replace": m.replace,
			"drop":    m.drop,
			"update":  m.update,
			"view":    m.view,
			"flush":   m.flush,
			"read":    m.read,
			"reopen":  m.reopen,
			"crash":   m.crash,
			"":        m.check,
		})
	})
	for _, what := range []string{"failed write", "refused write", "failed read", "failed open", "failed flush",
		"write made though it failed", "crash", "view that stood still"} {
		t.Logf("%s: %d", what, seen[what])
		if seen[what] == 0 && !testing.Short() {
			t.Errorf("no %s: the test shows little", what)
		}
	}
}

// modelOptions leave next to nothing in memory, so that reads reach the disk,
// where they can fail.
var modelOptions = Options{Create: true, Cache: 1}

func (m *model) open(t *rapid.T) {
	m.fault = &fault{}
	if rapid.IntRange(0, 3).Draw(t, "fault while opening") == 0 {
		m.fault.arm(t)
		// A read that fails in the middle of pebble.Open can end the process: its
		// collector of table statistics goes on over a closed cache.
		for _, kind := range reads {
			delete(m.fault.kinds, kind)
		}
	}
	s, err := open(errorfs.Wrap(m.disk, errorfs.InjectorFunc(m.fault.inject)), "db", modelOptions)
	if hits := m.fault.disarm(); err != nil {
		m.seen["failed open"]++
		if hits == 0 {
			t.Fatalf("open: %v", err)
		}
		if s, err = open(errorfs.Wrap(m.disk, errorfs.InjectorFunc(m.fault.inject)), "db", modelOptions); err != nil {
			t.Fatalf("open again after a failure: %v", err)
		}
	}
	m.store = s
}

func (m *model) close() {
	for _, v := range m.views {
		v.view.Close()
	}
	m.views = nil
	m.store.Close()
}

// labels draws from few documents, so that they are replaced often.
var labels = rapid.SampledFrom([]quad.IRI{"a", "b", "x"})

// write makes a change that a fault can meet, and decides what the store can
// hold after it.
func (m *model) write(t *rapid.T, next *model, do func() (Delta, error)) {
	var want Delta
	before, after := m.quads(), next.quads()
	for line := range after {
		if !before[line] {
			want.Added++
		}
	}
	want.Deleted = len(before) + want.Added - len(after)

	failed := m.store.failure.check() != nil
	if rapid.IntRange(0, 3).Draw(t, "fault") == 0 {
		m.fault.arm(t)
	}
	got, err := do()
	hits := m.fault.disarm()
	switch {
	case err == nil && failed:
		t.Fatal("a store that failed took another write")
	case err == nil && got != want:
		t.Fatalf("delta %+v, want %+v", got, want)
	case err == nil:
		m.holds, m.runs, m.maybe = next.holds, next.runs, nil
	case failed:
		m.seen["refused write"]++
	case hits == 0 && m.store.failure.check() == nil:
		t.Fatalf("error without a fault: %v", err)
	default:
		m.seen["failed write"]++
		m.maybe = next
	}
}

// replace replaces up to three documents at once.
func (m *model) replace(t *rapid.T) {
	next := m.clone()
	docs := next.documents(t)
	m.write(t, next, func() (Delta, error) { return m.store.ReplaceAll(docs) })
}

func (m *model) documents(t *rapid.T) (docs []Labelled) {
	for range rapid.IntRange(1, 3).Draw(t, "documents") {
		d := Labelled{Label: labels.Draw(t, "label"), Quads: anyQuads(t)}
		m.holds[d.Label] = make(map[quad.Quad]bool)
		for i := range d.Quads {
			d.Quads[i].Label = d.Label
			m.holds[d.Label][d.Quads[i]] = true
		}
		docs = append(docs, d)
	}
	return docs
}

func (m *model) drop(t *rapid.T) {
	label := labels.Draw(t, "label")
	next := m.clone()
	delete(next.holds, label)
	m.write(t, next, func() (Delta, error) { return m.store.Drop(label) })
}

const derived = quad.IRI("derived")

// sizeOf is what follows from a document: how many quads it has.
func sizeOf(label quad.Value, n int) quad.Quad {
	return quad.Quad{Subject: label, Predicate: quad.IRI("size"), Object: quad.Int(n), Label: derived}
}

// update replaces documents, lets what follows from them follow, and notes it.
func (m *model) update(t *rapid.T) {
	next := m.clone()
	docs := next.documents(t)
	next.runs++
	next.holds[derived] = maps.Clone(next.holds[derived])
	if next.holds[derived] == nil {
		next.holds[derived] = make(map[quad.Quad]bool)
	}
	for _, d := range docs {
		maps.DeleteFunc(next.holds[derived], func(q quad.Quad, _ bool) bool { return q.Subject == d.Label })
		next.holds[derived][sizeOf(d.Label, len(next.holds[d.Label]))] = true
	}
	m.write(t, next, func() (sum Delta, err error) {
		before := m.quads()
		err = m.store.Update(func(tx *Tx) error { return derive(tx, docs, next.runs) })
		after := next.quads()
		for line := range after {
			if !before[line] {
				sum.Added++
			}
		}
		sum.Deleted = len(before) + sum.Added - len(after)
		return sum, err
	})
}

func derive(tx *Tx, docs []Labelled, run int) error {
	if _, err := tx.ReplaceAll(docs); err != nil {
		return err
	}
	for _, d := range docs {
		var old []quad.Quad
		if err := tx.Each(quad.Quad{Subject: d.Label, Label: derived}, func(q quad.Quad) error {
			old = append(old, q)
			return nil
		}); err != nil {
			return err
		}
		n, err := tx.Count(quad.Quad{Label: d.Label})
		if err != nil {
			return err
		}
		if _, err := tx.Apply([]quad.Quad{sizeOf(d.Label, int(n))}, old); err != nil {
			return err
		}
	}
	return tx.SetNote("run", fmt.Append(nil, run))
}

func (m *model) view(t *rapid.T) {
	v, err := m.store.View()
	if err != nil {
		t.Fatal(err)
	}
	saw, err := read(v)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.views) == 3 {
		m.views[0].view.Close()
		m.views = m.views[1:]
	}
	m.views = append(m.views, standing{v, saw})
}

// flush moves the memtable into tables, so that faults meet tables too. It runs
// in the background: after a failure it may never end.
func (m *model) flush(t *rapid.T) {
	m.fault.arm(t)
	done, err := m.store.db.AsyncFlush()
	if err == nil {
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	}
	if m.fault.disarm() > 0 {
		m.seen["failed flush"]++
	}
}

// read opens the store again, so that nothing is cached, and reads while the disk
// fails: all, or an error.
func (m *model) read(t *rapid.T) {
	m.reopen(t)
	v, err := m.store.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	m.fault.arm(t)
	got, err := read(v)
	hits := m.fault.disarm()
	if err != nil && hits == 0 {
		t.Fatalf("read: %v", err)
	}
	if err != nil {
		m.seen["failed read"]++
	} else if diff := cmp.Diff(m.content(), got); diff != "" {
		t.Fatalf("a read that met %d faults (-want +got):\n%s", hits, diff)
	}
}

// reopen closes the store, at which the disk may fail, and opens it again.
func (m *model) reopen(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "fault while closing") == 0 {
		m.fault.arm(t)
	}
	m.close()
	m.fault.disarm()
	m.open(t)
	m.decide(t)
}

// crash takes the power away. What was not synced is lost, whole or in part.
func (m *model) crash(t *rapid.T) {
	seed := rapid.Uint64().Draw(t, "seed")
	disk := m.disk.CrashClone(vfs.CrashCloneCfg{
		UnsyncedDataPercent: rapid.IntRange(0, 100).Draw(t, "percent kept"),
		RNG:                 rand.New(rand.NewPCG(seed, 1)),
	})
	m.close()
	m.disk = disk
	m.seen["crash"]++
	m.open(t)
	m.decide(t)
}

// decide finds out which of the possible states the disk is in.
func (m *model) decide(t *rapid.T) {
	if m.maybe == nil {
		return
	}
	if got := m.now(t); slices.Equal(got, m.maybe.content()) {
		m.holds, m.runs = m.maybe.holds, m.maybe.runs
		m.seen["write made though it failed"]++
	}
	m.maybe = nil
}

// check compares the store, its keys and its views with the model. A store that
// failed shows one of two states until it is opened again; one that did not has
// decided.
func (m *model) check(t *rapid.T) {
	m.settle(t)
	check(t, m.store)
	if m.maybe != nil && m.store.failure.check() == nil {
		m.decide(t)
	}
	got := m.now(t)
	if diff := cmp.Diff(m.content(), got); diff != "" && (m.maybe == nil || !slices.Equal(m.maybe.content(), got)) {
		t.Fatalf("the store holds (-want +got):\n%s", diff)
	}
	for _, v := range m.views {
		got, err := read(v.view)
		if diff := cmp.Diff(v.saw, got); diff != "" || err != nil {
			t.Fatalf("a view moved, error %v (-want +got):\n%s", err, diff)
		}
		m.seen["view that stood still"]++
	}
}

// settle waits until a table that Pebble is opening in the background, and met a
// fault with, is not what others wait for any more.
func (m *model) settle(t *rapid.T) {
	for range 100 {
		v, err := m.store.View()
		if err != nil {
			t.Fatal(err)
		}
		_, err = read(v)
		if v.Close(); !errors.Is(err, errorfs.ErrInjected) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// now is what the store shows.
func (m *model) now(t *rapid.T) content {
	v, err := m.store.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	got, err := read(v)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func read(v *View) (content, error) {
	out := content{}
	err := errors.Join(
		v.Each(quad.Quad{}, func(q quad.Quad) error { out = append(out, q.NQuad()); return nil }),
		v.Notes("", func(name string, data []byte) error { out = append(out, name+"="+string(data)); return nil }))
	slices.Sort(out)
	return out, err
}

// clone is a model of what the store holds, to be changed.
func (m *model) clone() *model { return &model{holds: maps.Clone(m.holds), runs: m.runs} }

func (m *model) quads() map[string]bool {
	lines := make(map[string]bool)
	for _, says := range m.holds {
		for q := range says {
			lines[q.NQuad()] = true
		}
	}
	return lines
}

func (m *model) content() content {
	out := content(slices.Collect(maps.Keys(m.quads())))
	if m.runs > 0 {
		out = append(out, "run="+strings.TrimSpace(fmt.Sprint(m.runs)))
	}
	slices.Sort(out)
	if out == nil {
		out = content{}
	}
	return out
}
