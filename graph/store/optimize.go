package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape replaces what one scan of an order answers by that scan: quads
// of which several directions are fixed, and one direction of such quads with
// others saved. Left to itself Cayley intersects one scan per direction and
// tests a node by walking all of its quads.
func (r *reader) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Quads:
		return r.optimizeQuads(s)
	case shape.QuadsAction:
		return r.optimizeAction(s)
	case shape.Union:
		return withoutNull(s)
	}
	return s, false
}

// optimizeQuads merges the filters of one fixed value into one pattern.
func (r *reader) optimizeQuads(s shape.Quads) (shape.Shape, bool) {
	var (
		pattern quadID
		fixed   int
		rest    shape.Quads
	)
	for _, f := range s {
		n, ok := oneNode(f.Values)
		if !ok {
			rest = append(rest, f)
			continue
		}
		if old := pattern[slot(f.Dir)]; old != (nodeID{}) && old != n {
			return shape.Null{}, true
		}
		pattern[slot(f.Dir)] = n
		fixed++
	}
	if fixed < 2 {
		return s, false // Cayley does as well
	}
	quads := built{&quadsShape{r: r, pattern: pattern}}
	if len(rest) == 0 {
		return quads, true
	}
	return shape.Intersect{quads, rest}, true
}

// oneNode returns the node of a shape that is a single fixed one.
func oneNode(s shape.Shape) (nodeID, bool) {
	ref, ok := shape.One(s)
	if !ok {
		return nodeID{}, false
	}
	return node(ref)
}

// optimizeAction turns a filtered set of quads, a direction to return and
// directions to save into one iterator.
func (r *reader) optimizeAction(s shape.QuadsAction) (shape.Shape, bool) {
	e := &endsShape{r: r, result: slot(s.Result)}
	for d, ref := range s.Filter {
		n, ok := node(ref)
		if !ok {
			return s, false
		}
		e.pattern[slot(d)] = n
	}
	for _, d := range quad.Directions {
		for _, tag := range s.Save[d] {
			e.saves = append(e.saves, save{slot(d), tag})
		}
	}
	return built{e}, true
}

// withoutNull drops empty members. Cayley overlooks the second of two in a row
// and then calls a method on nil.
func withoutNull(s shape.Union) (shape.Shape, bool) {
	var kept shape.Union
	for _, member := range s {
		if !shape.IsNull(member) {
			kept = append(kept, member)
		}
	}
	if len(kept) == len(s) {
		return s, false
	}
	if len(kept) == 0 {
		return shape.Null{}, true
	}
	return kept, true
}

// built is a shape whose iterators are known.
type built struct{ it iterator.Shape }

func (b built) BuildIterator(graph.QuadStore) iterator.Shape { return b.it }

func (b built) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	return b, false
}

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
