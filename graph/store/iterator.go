package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cockroachdb/pebble/v2"
)

// leaf is what all iterators of this package have in common: no parts beneath
// them, nothing to tag, one way to each result.
type leaf struct{}

func (leaf) SubIterators() []iterator.Shape { return nil }
func (leaf) TagResults(map[string]refs.Ref) {}
func (leaf) NextPath(context.Context) bool  { return false }

// quadsShape is the set of quads that match a pattern.
type quadsShape struct {
	leaf
	r       *reader
	pattern quadID
}

func (s *quadsShape) String() string { return fmt.Sprintf("quads(%x)", s.pattern) }

func (s *quadsShape) Iterate() iterator.Scanner {
	return &quadsScan{cursor: cursor{r: s.r, pattern: s.pattern}}
}

func (s *quadsShape) Lookup() iterator.Index { return &quadsIndex{pattern: s.pattern} }

func (s *quadsShape) Optimize(context.Context) (iterator.Shape, bool) { return s, false }

func (s *quadsShape) Stats(context.Context) (iterator.Costs, error) {
	size, err := s.r.size(s.pattern)
	return iterator.Costs{ContainsCost: 1, NextCost: 2, Size: size}, err
}

// quadsScan lists a quadsShape in key order.
type quadsScan struct {
	leaf
	cursor cursor
	found  bool
}

func (s *quadsScan) String() string { return fmt.Sprintf("quads(%x)", s.cursor.pattern) }

func (s *quadsScan) Next(ctx context.Context) bool {
	if s.found = s.cursor.next(ctx); !s.found {
		s.cursor.close()
	}
	return s.found
}

func (s *quadsScan) Result() refs.Ref {
	if !s.found {
		return nil
	}
	return s.cursor.at
}

func (s *quadsScan) Err() error { return s.cursor.err }

func (s *quadsScan) Close() error {
	s.found = false
	s.cursor.close()
	return nil
}

// quadsIndex tests quads against a pattern. A quad reference carries its ids,
// so nothing is read.
type quadsIndex struct {
	leaf
	pattern quadID
	result  refs.Ref
}

func (s *quadsIndex) String() string   { return fmt.Sprintf("quads(%x)", s.pattern) }
func (s *quadsIndex) Result() refs.Ref { return s.result }
func (s *quadsIndex) Err() error       { return nil }
func (s *quadsIndex) Close() error     { return nil }

func (s *quadsIndex) Contains(_ context.Context, ref refs.Ref) bool {
	q, ok := ref.(quadID)
	if !ok || !q.matches(&s.pattern) {
		return false
	}
	s.result = q
	return true
}

// nodesShape is the set of all values that quads use.
type nodesShape struct {
	leaf
	r *reader
}

func (s *nodesShape) String() string                                  { return "nodes" }
func (s *nodesShape) Iterate() iterator.Scanner                       { return &nodesScan{r: s.r} }
func (s *nodesShape) Lookup() iterator.Index                          { return &nodesIndex{} }
func (s *nodesShape) Optimize(context.Context) (iterator.Shape, bool) { return s, false }

func (s *nodesShape) Stats(context.Context) (iterator.Costs, error) {
	size, err := s.r.estimate([]byte{tagDict}, []byte{tagDict + 1})
	return iterator.Costs{ContainsCost: 1, NextCost: 2, Size: size}, err
}

// nodesScan lists the dictionary in the order of its ids.
type nodesScan struct {
	leaf
	r    *reader
	it   *pebble.Iterator
	at   nodeID
	done bool
	err  error
}

func (s *nodesScan) String() string { return "nodes" }

func (s *nodesScan) Next(ctx context.Context) bool {
	if s.done || s.err != nil {
		return false
	}
	ok := false
	switch {
	case ctx != nil && ctx.Err() != nil:
		s.err = ctx.Err()
	case s.r.closed.Load():
		s.err = ErrClosed
	case s.it == nil:
		if s.it, s.err = s.r.iterate([]byte{tagDict}, []byte{tagDict + 1}); s.err == nil {
			ok = s.it.First()
		}
	default:
		ok = s.it.Next()
	}
	if ok && len(s.it.Key()) == 1+idLen {
		s.at = nodeID(s.it.Key()[1:])
		return true
	}
	if s.err == nil && s.it.Error() != nil {
		s.err = readError("scan values", s.it.Error())
	}
	_ = s.Close()
	return false
}

func (s *nodesScan) Result() refs.Ref {
	if s.done || s.at == (nodeID{}) {
		return nil
	}
	return s.at
}

func (s *nodesScan) Err() error { return s.err }

func (s *nodesScan) Close() error {
	s.done = true
	if s.it != nil {
		s.r.release(s.it)
		s.it = nil
	}
	return nil
}

// nodesIndex accepts every node: references come from quads of this store.
type nodesIndex struct {
	leaf
	result refs.Ref
}

func (s *nodesIndex) String() string   { return "nodes" }
func (s *nodesIndex) Result() refs.Ref { return s.result }
func (s *nodesIndex) Err() error       { return nil }
func (s *nodesIndex) Close() error     { return nil }

func (s *nodesIndex) Contains(_ context.Context, ref refs.Ref) bool {
	n, ok := ref.(nodeID)
	if ok {
		s.result = n
	}
	return ok
}
