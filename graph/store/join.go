package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// joinShape is the set of values that every sub contains, with the tags of all
// of them and of those of opt that contain the value: every combination of
// their rows.
type joinShape struct {
	sub, opt []iterator.Shape // sub has at least one
}

func (s *joinShape) String() string { return "join" }

func (s *joinShape) SubIterators() []iterator.Shape { return slices.Concat(s.sub, s.opt) }

// Iterate lists the sub that makes the least work and asks the others for what
// it lists, the cheapest first.
func (s *joinShape) Iterate() iterator.Scanner {
	sub, costs, err := s.byContains()
	if err != nil {
		return iterator.NewError(err).Iterate()
	}
	test := int64(0)
	for _, c := range costs {
		test += c.ContainsCost
	}
	work := func(i int) int64 { return costs[i].Size.Value * (costs[i].NextCost + test - costs[i].ContainsCost) }
	first := 0
	for i := range sub {
		if work(i) < work(first) {
			first = i
		}
	}
	rest := slices.Delete(slices.Clone(sub), first, first+1)
	return &joinScan{first: sub[first].Iterate(), rest: newCombination(rest, s.opt)}
}

func (s *joinShape) Lookup() iterator.Index {
	sub, _, err := s.byContains()
	if err != nil {
		return iterator.NewError(err).Lookup()
	}
	return &joinIndex{parts: newCombination(sub, s.opt)}
}

// byContains returns the subs, those that test a value cheaply first.
func (s *joinShape) byContains() ([]iterator.Shape, []iterator.Costs, error) {
	unsorted, err := costs(context.Background(), s.sub)
	if err != nil {
		return nil, nil, err
	}
	index := make([]int, len(s.sub))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int {
		return cmp.Compare(unsorted[a].ContainsCost, unsorted[b].ContainsCost)
	})
	sub, costs := make([]iterator.Shape, len(index)), make([]iterator.Costs, len(index))
	for i, j := range index {
		sub[i], costs[i] = s.sub[j], unsorted[j]
	}
	return sub, costs, nil
}

func (s *joinShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	optimizeAll(ctx, s.sub)
	optimizeAll(ctx, s.opt)
	return s, false
}

func (s *joinShape) Stats(ctx context.Context) (iterator.Costs, error) {
	all, err := costs(ctx, s.sub)
	if err != nil {
		return iterator.Costs{}, err
	}
	out := all[0]
	for _, c := range all[1:] {
		out.NextCost += c.ContainsCost
		out.ContainsCost += c.ContainsCost
		out.Size.Value = min(out.Size.Value, c.Size.Value)
	}
	out.Size.Exact = false
	return out, nil
}

// joinScan lists a joinShape.
type joinScan struct {
	first iterator.Scanner
	rest  combination
}

func (s *joinScan) String() string   { return "join" }
func (s *joinScan) Result() refs.Ref { return s.first.Result() }

func (s *joinScan) Next(ctx context.Context) bool {
	for s.first.Next(ctx) {
		if s.rest.all(ctx, s.first.Result()) {
			return true
		}
		if s.rest.err != nil {
			return false
		}
	}
	return false
}

func (s *joinScan) NextPath(ctx context.Context) bool {
	return s.rest.nextPath(ctx) || s.rest.err == nil && s.first.NextPath(ctx) && s.rest.ask(ctx, 0)
}

func (s *joinScan) TagResults(dst map[string]refs.Ref) {
	s.first.TagResults(dst)
	s.rest.tagResults(dst)
}

func (s *joinScan) Err() error {
	if err := s.first.Err(); err != nil {
		return err
	}
	return s.rest.err
}

func (s *joinScan) Close() error {
	err := s.first.Close()
	if restErr := s.rest.close(); err == nil {
		err = restErr
	}
	return err
}

// joinIndex tests values.
type joinIndex struct {
	parts  combination
	result refs.Ref
}

func (s *joinIndex) String() string                     { return "join" }
func (s *joinIndex) Result() refs.Ref                   { return s.result }
func (s *joinIndex) NextPath(ctx context.Context) bool  { return s.parts.nextPath(ctx) }
func (s *joinIndex) TagResults(dst map[string]refs.Ref) { s.parts.tagResults(dst) }
func (s *joinIndex) Err() error                         { return s.parts.err }
func (s *joinIndex) Close() error                       { return s.parts.close() }

func (s *joinIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	s.result = ref
	return s.parts.all(ctx, ref)
}
