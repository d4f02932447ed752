package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// reader is the reading half of a graph.QuadStore over the newest state or over
// a snapshot. It remembers the Pebble iterators that are open: Cayley drops some
// without closing them, and Pebble refuses to close a store that has any left.
type reader struct {
	src pebble.Reader
	db  *pebble.DB
	// closing counts the iterators and snapshots being closed in the background.
	// Closing one can evict cached blocks, or wait for the disk, which is not the
	// reader's time to spend. All readers of a store share it; the writer, which has
	// none, closes at once.
	closing *sync.WaitGroup

	closed atomic.Bool
	mu     sync.Mutex
	iters  map[*pebble.Iterator]struct{}
}

func (r *reader) init(src pebble.Reader, db *pebble.DB, closing *sync.WaitGroup) {
	r.src, r.db, r.closing = src, db, closing
	r.iters = make(map[*pebble.Iterator]struct{})
}

// iterate opens an iterator over [lower, upper). It must be given to release.
func (r *reader) iterate(lower, upper []byte) (*pebble.Iterator, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed.Load() {
		return nil, ErrClosed
	}
	it, err := r.src.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: upper})
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	r.iters[it] = struct{}{}
	return it, nil
}

// release closes an iterator unless closeIterators has done so. Errors of the
// scan must have been asked for before.
func (r *reader) release(it *pebble.Iterator) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, open := r.iters[it]; !open {
		return
	}
	delete(r.iters, it)
	if r.closing == nil {
		_ = it.Close()
	} else {
		r.closing.Go(func() { _ = it.Close() })
	}
}

// closeIterators ends all reading through r.
func (r *reader) closeIterators() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed.Store(true)
	for it := range r.iters {
		_ = it.Close() // an iterator nobody finished; its errors concern nobody
	}
	clear(r.iters)
}

// name reads a value from the dictionary. It returns nil when no quad uses the
// id.
func (r *reader) name(n nodeID) (quad.Value, error) {
	if r.closed.Load() {
		return nil, ErrClosed
	}
	data, closer, err := r.src.Get(dictKey(n))
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, readError(fmt.Sprintf("read value %x", n), err)
	}
	v, err := parseEntry(n, data)
	return v, errors.Join(err, closer.Close())
}

// parseEntry reads a dictionary entry and checks it against its id.
func parseEntry(n nodeID, data []byte) (quad.Value, error) {
	v, err := parseValue(data)
	if err == nil && idOf(data) != n {
		err = errors.New("it does not match its id")
	}
	if err != nil {
		return nil, fmt.Errorf("store: value %x is damaged: %w", n, err)
	}
	return v, nil
}

// id names a value without asking whether any quad uses it.
func id(v quad.Value) (nodeID, error) {
	var buf [128]byte
	canonical, err := appendValue(buf[:0], v)
	if err != nil {
		return nodeID{}, fmt.Errorf("store: %w", err)
	}
	return idOf(canonical), nil
}

// node is the id behind a reference that Cayley hands back: one of ours, or a
// value that a query computed itself.
func node(ref graph.Ref) (nodeID, bool) {
	switch ref := ref.(type) {
	case nodeID:
		return ref, true
	case refs.PreFetchedValue:
		n, err := id(ref.NameOf())
		return n, err == nil
	}
	return nodeID{}, false
}

// ValueOf returns a reference to a value, or nil when no quad uses it.
func (r *reader) ValueOf(v quad.Value) (graph.Ref, error) {
	if v == nil {
		return nil, nil
	}
	n, err := id(v)
	if err != nil {
		return nil, err
	}
	if found, err := r.name(n); found == nil || err != nil {
		return nil, err
	}
	return n, nil
}

// NameOf returns the value behind a reference, or nil when no quad uses it.
func (r *reader) NameOf(ref graph.Ref) (quad.Value, error) {
	switch ref := ref.(type) {
	case nodeID:
		return r.name(ref)
	case refs.PreFetchedValue:
		return ref.NameOf(), nil
	}
	return nil, nil
}

// Quad returns the quad behind a reference.
func (r *reader) Quad(ref graph.Ref) (quad.Quad, error) {
	q, ok := ref.(quadID)
	if !ok {
		return quad.Quad{}, nil
	}
	return q.resolve(r.name)
}

// resolve names the values of a quad.
func (q *quadID) resolve(name func(nodeID) (quad.Value, error)) (quad.Quad, error) {
	var out quad.Quad
	for _, d := range quad.Directions {
		n := q[slot(d)]
		if n == (nodeID{}) {
			continue
		}
		v, err := name(n)
		if err != nil {
			return quad.Quad{}, err
		}
		if v == nil {
			return quad.Quad{}, fmt.Errorf("store: value %x of a quad is not in the dictionary", n)
		}
		out.Set(d, v)
	}
	return out, nil
}

// QuadDirection returns the value a quad has in a direction, or nil.
func (r *reader) QuadDirection(ref graph.Ref, d quad.Direction) (graph.Ref, error) {
	q, ok := ref.(quadID)
	if !ok || q[slot(d)] == (nodeID{}) {
		return nil, nil
	}
	return q[slot(d)], nil
}

// QuadIterator lists the quads that have the value in the direction, sorted by
// their keys.
func (r *reader) QuadIterator(d quad.Direction, ref graph.Ref) iterator.Shape {
	n, ok := node(ref)
	if !ok {
		return iterator.NewNull()
	}
	var pattern quadID
	pattern[slot(d)] = n
	return &quadsShape{r: r, pattern: pattern}
}

// QuadIteratorSize estimates how many quads QuadIterator lists.
func (r *reader) QuadIteratorSize(_ context.Context, d quad.Direction, ref graph.Ref) (refs.Size, error) {
	n, ok := node(ref)
	if !ok {
		return refs.Size{Exact: true}, nil
	}
	var pattern quadID
	pattern[slot(d)] = n
	return r.size(pattern)
}

// QuadsAllIterator lists all quads, by subject.
func (r *reader) QuadsAllIterator() iterator.Shape { return &quadsShape{r: r} }

// NodesAllIterator lists all values that quads use, by id.
func (r *reader) NodesAllIterator() iterator.Shape { return &nodesShape{r: r} }
