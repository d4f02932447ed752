package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// unionShape is the values of all its members, with the rows of all that have
// them.
type unionShape struct {
	members []iterator.Shape
}

func (s *unionShape) String() string                 { return "union" }
func (s *unionShape) SubIterators() []iterator.Shape { return s.members }

func (s *unionShape) Iterate() iterator.Scanner { return &unionScan{members: s.members} }

func (s *unionShape) Lookup() iterator.Index {
	u := &unionIndex{at: -1}
	for _, m := range s.members {
		u.members = append(u.members, m.Lookup())
	}
	return u
}

func (s *unionShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	optimizeAll(ctx, s.members)
	return s, false
}

func (s *unionShape) Stats(ctx context.Context) (iterator.Costs, error) {
	out := iterator.Costs{Size: refs.Size{Exact: true}}
	all, err := costs(ctx, s.members)
	for _, c := range all {
		out.NextCost = max(out.NextCost, c.NextCost)
		out.ContainsCost += c.ContainsCost
		out.Size.Value += c.Size.Value
		out.Size.Exact = out.Size.Exact && c.Size.Exact
	}
	return out, err
}

// unionScan lists one member after the other.
type unionScan struct {
	members []iterator.Shape // those to come
	current iterator.Scanner // nil before the first
	err     error
}

func (s *unionScan) String() string { return "union" }
func (s *unionScan) Err() error     { return s.err }

func (s *unionScan) Next(ctx context.Context) bool {
	for s.err == nil {
		if s.current != nil {
			if s.current.Next(ctx) {
				return true
			}
			s.err = s.current.Err()
		}
		if s.err != nil || len(s.members) == 0 {
			return false
		}
		s.err = s.Close()
		s.current, s.members = s.members[0].Iterate(), s.members[1:]
	}
	return false
}

func (s *unionScan) Result() refs.Ref {
	if s.current == nil {
		return nil
	}
	return s.current.Result()
}

func (s *unionScan) NextPath(ctx context.Context) bool {
	if s.current == nil || !s.current.NextPath(ctx) {
		return false
	}
	return true
}

func (s *unionScan) TagResults(dst map[string]refs.Ref) {
	if s.current != nil {
		s.current.TagResults(dst)
	}
}

func (s *unionScan) Close() error {
	if s.current == nil {
		return nil
	}
	return s.current.Close()
}

// unionIndex tests values.
type unionIndex struct {
	members []iterator.Index
	at      int // the member whose rows are shown; -1 when there is none
	ref     refs.Ref
	err     error
}

func (s *unionIndex) String() string   { return "union" }
func (s *unionIndex) Result() refs.Ref { return s.ref }
func (s *unionIndex) Err() error       { return s.err }

func (s *unionIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	s.ref = ref
	return s.search(ctx, 0)
}

// search looks for the value from the given member on.
func (s *unionIndex) search(ctx context.Context, from int) bool {
	for s.at = from; s.at < len(s.members); s.at++ {
		if s.members[s.at].Contains(ctx, s.ref) {
			return true
		}
		if s.err = s.members[s.at].Err(); s.err != nil {
			break
		}
	}
	s.at = -1
	return false
}

func (s *unionIndex) NextPath(ctx context.Context) bool {
	if s.at < 0 {
		return false
	}
	if s.members[s.at].NextPath(ctx) {
		return true
	}
	if s.err = s.members[s.at].Err(); s.err != nil {
		return false
	}
	return s.search(ctx, s.at+1)
}

func (s *unionIndex) TagResults(dst map[string]refs.Ref) {
	if s.at >= 0 {
		s.members[s.at].TagResults(dst)
	}
}

func (s *unionIndex) Close() error {
	var err error
	for _, m := range s.members {
		if closeErr := m.Close(); err == nil {
			err = closeErr
		}
	}
	return err
}
