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
	test := 0.0
	for _, c := range costs {
		test += float64(c.ContainsCost)
	}
	work := func(c iterator.Costs) float64 {
		return float64(c.Size.Value) * (float64(c.NextCost) + test - float64(c.ContainsCost))
	}
	first := 0
	for i := range sub {
		if work(costs[i]) < work(costs[first]) {
			first = i
		}
	}
	list, size := sub[first].Iterate(), costs[first].Size.Value
	sub, costs = slices.Delete(sub, first, first+1), slices.Delete(costs, first, first+1)
	return &joinScan{first: list, rest: s.combine(sub, costs, size)}
}

func (s *joinShape) Lookup() iterator.Index {
	sub, costs, err := s.byContains()
	if err != nil {
		return iterator.NewError(err).Lookup()
	}
	return &joinIndex{parts: s.combine(sub, costs, 1)}
}

// combine makes ready to test the given number of values. A sub that can be
// listed with less work than that is.
func (s *joinShape) combine(sub []iterator.Shape, costs []iterator.Costs, values int64) combination {
	c := newCombination(sub)
	for i := range sub {
		list := float64(costs[i].Size.Value) * float64(costs[i].NextCost)
		if list < float64(values)*float64(costs[i].ContainsCost) && costs[i].ContainsCost > deep {
			c.parts[i].index = &hashIndex{of: sub[i], limit: hashRows}
		}
	}
	for _, o := range s.opt {
		c.parts = append(c.parts, part{index: o.Lookup(), tagged: tagged(o), optional: true})
	}
	return c
}

// deep is the cost of testing a value two steps away: less is never listed
// instead, estimates are too rough for that.
const deep = fanout * fanout

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
