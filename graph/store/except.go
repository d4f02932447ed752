package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// exceptShape is the values of from that are not in exclude, with the rows that
// from has for them.
type exceptShape struct {
	from, exclude iterator.Shape
}

func (s *exceptShape) String() string { return "except" }

// SubIterators leaves out what is excluded: its tags are nobody's.
func (s *exceptShape) SubIterators() []iterator.Shape { return []iterator.Shape{s.from} }

func (s *exceptShape) Iterate() iterator.Scanner {
	return &exceptScan{Scanner: s.from.Iterate(), exclude: s.exclude.Lookup()}
}

func (s *exceptShape) Lookup() iterator.Index {
	return &exceptIndex{Index: s.from.Lookup(), exclude: s.exclude.Lookup()}
}

func (s *exceptShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	s.from, _ = s.from.Optimize(ctx)
	s.exclude, _ = s.exclude.Optimize(ctx)
	return s, false
}

func (s *exceptShape) Stats(ctx context.Context) (iterator.Costs, error) {
	all, err := costs(ctx, []iterator.Shape{s.from, s.exclude})
	if err != nil {
		return iterator.Costs{}, err
	}
	out := all[0]
	out.NextCost += all[1].ContainsCost
	out.ContainsCost += all[1].ContainsCost
	out.Size.Exact = false
	return out, nil
}

// exceptScan lists an exceptShape.
type exceptScan struct {
	iterator.Scanner
	exclude iterator.Index
}

func (s *exceptScan) String() string { return "except" }

func (s *exceptScan) Next(ctx context.Context) bool {
	for s.Scanner.Next(ctx) {
		if !s.exclude.Contains(ctx, s.Result()) {
			return s.exclude.Err() == nil
		}
	}
	return false
}

func (s *exceptScan) Err() error   { return firstError(s.Scanner.Err(), s.exclude.Err()) }
func (s *exceptScan) Close() error { return firstError(s.Scanner.Close(), s.exclude.Close()) }

// exceptIndex tests values.
type exceptIndex struct {
	iterator.Index
	exclude iterator.Index
}

func (s *exceptIndex) String() string { return "except" }

func (s *exceptIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	return s.Index.Contains(ctx, ref) && !s.exclude.Contains(ctx, ref) && s.exclude.Err() == nil
}

func (s *exceptIndex) Err() error   { return firstError(s.Index.Err(), s.exclude.Err()) }
func (s *exceptIndex) Close() error { return firstError(s.Index.Close(), s.exclude.Close()) }

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
