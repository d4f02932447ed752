package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// sideShape is the set of values that a set of quads has in one direction, once
// for each quad that has one.
type sideShape struct {
	r     *reader
	quads iterator.Shape
	slot  int
}

func (s *sideShape) String() string                 { return fmt.Sprintf("side(%d)", s.slot) }
func (s *sideShape) SubIterators() []iterator.Shape { return []iterator.Shape{s.quads} }

func (s *sideShape) Iterate() iterator.Scanner {
	return &sideScan{quads: s.quads.Iterate(), slot: s.slot}
}

func (s *sideShape) Lookup() iterator.Index {
	e := &sideIndex{cursor: cursor{r: s.r}, quads: s.quads.Lookup(), slot: s.slot}
	if links, ok := s.quads.(*linksShape); ok {
		e.pattern = links.pattern // no other quads can be in the set
	}
	return e
}

func (s *sideShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	s.quads, _ = s.quads.Optimize(ctx)
	return s, false
}

func (s *sideShape) Stats(ctx context.Context) (iterator.Costs, error) {
	c, err := s.quads.Stats(ctx)
	c.ContainsCost = min(4+fanout*c.ContainsCost, 1<<40) // long walks must not overflow
	c.Size.Exact = false
	return c, err
}

// sideScan lists an sideShape.
type sideScan struct {
	quads  iterator.Scanner
	slot   int
	result refs.Ref
}

func (s *sideScan) String() string                     { return fmt.Sprintf("side(%d)", s.slot) }
func (s *sideScan) Result() refs.Ref                   { return s.result }
func (s *sideScan) NextPath(ctx context.Context) bool  { return s.quads.NextPath(ctx) }
func (s *sideScan) TagResults(dst map[string]refs.Ref) { s.quads.TagResults(dst) }
func (s *sideScan) Err() error                         { return s.quads.Err() }
func (s *sideScan) Close() error                       { return s.quads.Close() }

func (s *sideScan) Next(ctx context.Context) bool {
	for s.quads.Next(ctx) {
		if q, ok := s.quads.Result().(quadID); ok && q[s.slot] != (nodeID{}) {
			s.result = q[s.slot]
			return true
		}
	}
	return false
}

// sideIndex tests values: it goes through the quads that a value has in the
// direction. Each of them that is in the set is a way of its own.
type sideIndex struct {
	cursor  cursor
	pattern quadID // of all quads in the set
	quads   iterator.Index
	slot    int
	result  refs.Ref
}

func (s *sideIndex) String() string                     { return fmt.Sprintf("side(%d)", s.slot) }
func (s *sideIndex) Result() refs.Ref                   { return s.result }
func (s *sideIndex) TagResults(dst map[string]refs.Ref) { s.quads.TagResults(dst) }

func (s *sideIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	s.cursor.state = cursorDone
	n, ok := node(ref)
	if !ok {
		return false
	}
	narrow, ok := s.pattern.with(s.slot, n)
	if !ok {
		return false
	}
	s.result = n
	s.cursor.seek(narrow)
	return s.step(ctx)
}

// step moves to the next quad of the value that is in the set.
func (s *sideIndex) step(ctx context.Context) bool {
	for s.cursor.next(ctx) {
		if s.quads.Contains(ctx, s.cursor.at) {
			return true
		}
		if s.quads.Err() != nil {
			return false
		}
	}
	return false
}

func (s *sideIndex) NextPath(ctx context.Context) bool {
	return s.quads.NextPath(ctx) || s.quads.Err() == nil && s.step(ctx)
}

func (s *sideIndex) Err() error {
	if s.cursor.err != nil {
		return s.cursor.err
	}
	return s.quads.Err()
}

func (s *sideIndex) Close() error {
	s.cursor.close()
	return s.quads.Close()
}
