package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

// sortShape is the values of a shape sorted by their N-Quads form. It holds them
// all in memory while it lists them.
type sortShape struct {
	qs refs.Namer
	of iterator.Shape
}

func (s *sortShape) String() string                 { return "sort" }
func (s *sortShape) SubIterators() []iterator.Shape { return []iterator.Shape{s.of} }
func (s *sortShape) Iterate() iterator.Scanner      { return &sortScan{qs: s.qs, of: newReplay(s.of)} }
func (s *sortShape) Lookup() iterator.Index         { return s.of.Lookup() }

func (s *sortShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	s.of, _ = s.of.Optimize(ctx)
	return s, false
}

func (s *sortShape) Stats(ctx context.Context) (iterator.Costs, error) { return s.of.Stats(ctx) }

// sortScan lists a sortShape.
type sortScan struct {
	qs     refs.Namer
	of     *replay
	sorted []sortedValue // those to come; nil before the first
	shown  sortedValue
	at     int // the row shown
	err    error
}

type sortedValue struct {
	name string
	ref  refs.Ref
	rows []map[string]refs.Ref
}

func (s *sortScan) String() string   { return "sort" }
func (s *sortScan) Result() refs.Ref { return s.shown.ref }
func (s *sortScan) Close() error     { return s.of.scan.Close() }

func (s *sortScan) Err() error { return firstError(s.err, s.of.scan.Err()) }

func (s *sortScan) Next(ctx context.Context) bool {
	if s.sorted == nil {
		s.read(ctx)
	}
	if s.Err() != nil || len(s.sorted) == 0 {
		return false
	}
	s.shown, s.sorted, s.at = s.sorted[0], s.sorted[1:], 0
	return true
}

func (s *sortScan) read(ctx context.Context) {
	s.sorted = []sortedValue{}
	for s.of.next(ctx) {
		v := sortedValue{ref: s.of.scan.Result()}
		name, err := s.qs.NameOf(v.ref)
		if err != nil {
			s.err = err
			return
		}
		v.name = quad.StringOf(name)
		for s.of.nextPath(ctx) {
		}
		v.rows = slices.Clone(s.of.rows)
		s.sorted = append(s.sorted, v)
	}
	slices.SortStableFunc(s.sorted, func(a, b sortedValue) int { return cmp.Compare(a.name, b.name) })
}

func (s *sortScan) NextPath(context.Context) bool {
	if s.at+1 >= len(s.shown.rows) {
		return false
	}
	s.at++
	return true
}

func (s *sortScan) TagResults(dst map[string]refs.Ref) {
	if s.at < len(s.shown.rows) {
		maps.Copy(dst, s.shown.rows[s.at])
	}
}
