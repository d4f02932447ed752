package store

import (
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// View is one state of a store, unmoved by later writes: a read-only
// graph.QuadStore for Cayley's query languages. It is safe for concurrent use.
// Close it; while it is open, the store keeps what was deleted since.
type View struct {
	state
	store    *Store
	snapshot *pebble.Snapshot
	once     sync.Once
}

var _ graph.QuadStore = (*View)(nil)

// View pins the newest state.
func (s *Store) View() (*View, error) {
	s.viewsMu.Lock()
	defer s.viewsMu.Unlock()
	if s.views == nil {
		return nil, fmt.Errorf("store %s: %w", s.dir, ErrClosed)
	}
	v := &View{store: s, snapshot: s.db.NewSnapshot()}
	v.reader.init(v.snapshot, s.db, s.closing)
	s.views[v] = struct{}{}
	return v, nil
}

// Close ends the view and the iterators left open on it. A second Close does
// nothing. There is no error.
func (v *View) Close() error {
	v.end() // first, so that a store closing now waits for it
	v.store.viewsMu.Lock()
	defer v.store.viewsMu.Unlock()
	delete(v.store.views, v)
	return nil
}

// end closes the snapshot in the background: Pebble looks then for what may be
// merged now, and waits with that until a flush or a merge that is under way has
// said on disk what it made.
func (v *View) end() {
	v.once.Do(func() {
		v.reader.closeIterators()
		v.reader.closing.Go(func() { _ = v.snapshot.Close() }) // it returns no error
	})
}

// ValueOf returns a reference to a value, and one to the bare value when no quad
// uses it. Cayley asks for nil then, which [Store.ValueOf] returns; but its
// optimiser stumbles over what it makes of the nil, and panics where Gizmo lets
// nobody recover. So the view takes such references out of a query itself, once
// the optimiser is through.
func (v *View) ValueOf(value quad.Value) (graph.Ref, error) {
	ref, err := v.reader.ValueOf(value)
	if ref == nil && err == nil && value != nil {
		return refs.PreFetched(value), nil
	}
	return ref, err
}

// ApplyDeltas refuses to write.
func (v *View) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter refuses to write.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }
