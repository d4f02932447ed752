package store

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// View is one state of a store, unmoved by later writes: a read-only
// graph.QuadStore for Cayley's query languages. It is safe for concurrent use.
// Close it; while it is open, the store keeps what was deleted since.
type View struct {
	reader
	store    *Store
	snapshot *pebble.Snapshot
	once     sync.Once
	closeErr error
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
// nothing.
func (v *View) Close() error {
	err := v.end() // first, so that a store closing now waits for it
	v.store.viewsMu.Lock()
	defer v.store.viewsMu.Unlock()
	delete(v.store.views, v)
	return err
}

func (v *View) end() error {
	v.once.Do(func() {
		v.reader.closeIterators()
		v.closeErr = v.snapshot.Close()
	})
	return v.closeErr
}

// ApplyDeltas refuses to write.
func (v *View) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter refuses to write.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// A scan looks up the names of its quads a batch at a time, so that it reads the
// dictionary in its order instead of at random. The first batch is small, for
// those who want one quad; the last ones hold some tens of megabytes.
const (
	firstBatch = 64
	lastBatch  = 1 << 17
)

// Each calls fn for every quad that matches the pattern, whose nil fields match
// anything. It reads only the part of one order that the pattern's values
// select, and calls in the order of that part's keys: the same for the same
// store and pattern, but no order a person would know. An error of fn ends the
// scan and is returned as it is.
func (v *View) Each(pattern quad.Quad, fn func(quad.Quad) error) error {
	p, err := parsePattern(pattern)
	if err != nil {
		return err
	}
	c := cursor{r: &v.reader, pattern: p}
	defer c.close()
	for size := firstBatch; c.state != cursorDone; size = min(2*size, lastBatch) {
		batch := make([]quadID, 0, size)
		for len(batch) < size && c.next(context.Background()) {
			batch = append(batch, c.at)
		}
		if c.err != nil {
			return c.err
		}
		if err := v.resolveAll(batch, fn); err != nil {
			return err
		}
	}
	return nil
}

// resolveAll names the values of the quads and calls fn for each quad.
func (v *View) resolveAll(batch []quadID, fn func(quad.Quad) error) error {
	names, err := v.names(nodes(batch))
	if err != nil {
		return err
	}
	for i := range batch {
		q, err := batch[i].resolve(func(n nodeID) (quad.Value, error) { return names[n], nil })
		if err != nil {
			return err
		}
		if err := fn(q); err != nil {
			return err
		}
	}
	return nil
}

// Count counts the quads that match the pattern, whose nil fields match
// anything. The count is exact.
func (v *View) Count(pattern quad.Quad) (int64, error) {
	p, err := parsePattern(pattern)
	if err != nil {
		return 0, err
	}
	c := cursor{r: &v.reader, pattern: p}
	defer c.close()
	n := int64(0)
	for c.next(context.Background()) {
		n++
	}
	return n, c.err
}

// Has reports whether the quad is stored, with exactly its label; a quad
// without label is another quad.
func (v *View) Has(q quad.Quad) (bool, error) {
	n, err := newChange().encode(q)
	if err != nil {
		return false, fmt.Errorf("store: %w", err)
	}
	return v.has(n)
}

// Labels calls fn once for every label, in the order of their ids. An error of
// fn ends it and is returned as it is.
func (v *View) Labels(fn func(quad.Value) error) error {
	tag := orders[labelOrder].tag
	it, err := v.iterate([]byte{tag}, []byte{tag + 1})
	if err != nil {
		return err
	}
	defer v.release(it)
	for ok := it.First(); ok; {
		prefix := bytes.Clone(it.Key()[:1+idLen])
		label, err := v.name(nodeID(prefix[1:]))
		if err != nil {
			return err
		}
		if err := fn(label); err != nil {
			return err
		}
		ok = it.SeekGE(after(prefix))
	}
	if err := it.Error(); err != nil {
		return fmt.Errorf("store: scan labels: %w", err)
	}
	return nil
}

// parsePattern names the values of a pattern.
func parsePattern(q quad.Quad) (p quadID, err error) {
	for _, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			if p[slot(d)], err = id(v); err != nil {
				return quadID{}, err
			}
		}
	}
	return p, nil
}
