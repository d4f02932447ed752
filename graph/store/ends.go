package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// save is a direction of a quad to report under a tag.
type save struct {
	slot int
	tag  string
}

// endsShape is the set of values that the quads of a pattern have in one
// direction, once for each quad.
type endsShape struct {
	leaf
	r       *reader
	pattern quadID
	result  int // slot of the values
	saves   []save
}

func (s *endsShape) String() string { return fmt.Sprintf("ends(%d of %x)", s.result, s.pattern) }

func (s *endsShape) Iterate() iterator.Scanner { return &endsScan{s.ends(s.pattern)} }

func (s *endsShape) Lookup() iterator.Index { return &endsIndex{s.ends(s.pattern), s.pattern} }

func (s *endsShape) ends(pattern quadID) ends {
	return ends{cursor: cursor{r: s.r, pattern: pattern}, result: s.result, saves: s.saves}
}

func (s *endsShape) Optimize(context.Context) (iterator.Shape, bool) { return s, false }

func (s *endsShape) Stats(context.Context) (iterator.Costs, error) {
	size, err := s.r.size(s.pattern)
	return iterator.Costs{ContainsCost: 4, NextCost: 2, Size: size}, err
}

// ends steps through quads and shows one end of each. When there is no further
// quad it goes on showing the last one: Cayley asks for the tags of every part
// of a query, also of those whose paths are used up or that failed a test.
type ends struct {
	cursor cursor
	result int
	saves  []save
	shown  quadID // zero before the first
}

func (e *ends) String() string { return fmt.Sprintf("ends(%d of %x)", e.result, e.cursor.pattern) }
func (e *ends) Err() error     { return e.cursor.err }

// step moves to the next quad that has every direction asked for: only a label
// can be missing.
func (e *ends) step(ctx context.Context) bool {
	for e.cursor.next(ctx) {
		if e.complete(&e.cursor.at) {
			e.shown = e.cursor.at
			return true
		}
	}
	return false
}

func (e *ends) complete(q *quadID) bool {
	ok := q[e.result] != nodeID{}
	for _, s := range e.saves {
		ok = ok && q[s.slot] != nodeID{}
	}
	return ok
}

func (e *ends) Result() refs.Ref {
	if e.shown == (quadID{}) {
		return nil
	}
	return e.shown[e.result]
}

func (e *ends) TagResults(dst map[string]refs.Ref) {
	if e.shown == (quadID{}) {
		return
	}
	for _, s := range e.saves {
		dst[s.tag] = e.shown[s.slot]
	}
}

func (e *ends) Close() error {
	e.cursor.close()
	return nil
}

// endsScan lists an endsShape.
type endsScan struct{ ends }

func (s *endsScan) NextPath(context.Context) bool { return false }

func (s *endsScan) Next(ctx context.Context) bool {
	if s.step(ctx) {
		return true
	}
	s.cursor.close()
	return false
}

// endsIndex tests values: it narrows the pattern to the value and seeks. Each
// further quad with that value is a path of its own.
type endsIndex struct {
	ends
	pattern quadID
}

func (s *endsIndex) NextPath(ctx context.Context) bool { return s.step(ctx) }

func (s *endsIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	n, ok := node(ref)
	if fixed := s.pattern[s.result]; !ok || fixed != (nodeID{}) && fixed != n {
		s.cursor.state = cursorDone // no path is left either
		return false
	}
	narrow := s.pattern
	narrow[s.result] = n
	s.cursor.seek(narrow)
	return s.step(ctx)
}
