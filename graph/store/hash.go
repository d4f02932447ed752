package store

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// hashRows is how many rows a hashIndex holds at most, some tens of megabytes.
const hashRows = 100_000

// hashIndex tests values of a shape that is listed once and held in memory,
// which pays where testing a value is a long walk back. A shape of too many rows
// is asked value by value after all.
type hashIndex struct {
	of     iterator.Shape
	limit  int                           // of rows
	rows   map[any][]map[string]refs.Ref // by the key of the value; nil before the first test
	lookup iterator.Index                // instead of rows, if there are too many
	result refs.Ref
	shown  []map[string]refs.Ref // rows of the result, the first one being shown
	err    error
}

func (s *hashIndex) String() string   { return "hash" }
func (s *hashIndex) Result() refs.Ref { return s.result }

func (s *hashIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	if s.rows == nil && s.err == nil {
		s.list(ctx)
	}
	s.result = ref
	if s.lookup != nil {
		return s.lookup.Contains(ctx, ref)
	}
	s.shown = s.rows[refs.ToKey(ref)]
	return s.err == nil && len(s.shown) > 0
}

// list reads the rows of all values.
func (s *hashIndex) list(ctx context.Context) {
	s.rows = make(map[any][]map[string]refs.Ref)
	values := newReplay(s.of)
	for n := 0; values.next(ctx); n += len(values.rows) {
		if n > s.limit {
			clear(s.rows)
			s.lookup = s.of.Lookup()
			break
		}
		for values.nextPath(ctx) {
		}
		key := refs.ToKey(values.scan.Result())
		if known := s.rows[key]; values.tagged || known == nil {
			s.rows[key] = append(known, values.rows...)
		}
	}
	s.err = firstError(values.scan.Err(), values.scan.Close())
}

func (s *hashIndex) NextPath(ctx context.Context) bool {
	if s.lookup != nil {
		return s.lookup.NextPath(ctx)
	}
	if len(s.shown) < 2 {
		return false
	}
	s.shown = s.shown[1:]
	return true
}

func (s *hashIndex) TagResults(dst map[string]refs.Ref) {
	if s.lookup != nil {
		s.lookup.TagResults(dst)
	} else if len(s.shown) > 0 {
		maps.Copy(dst, s.shown[0])
	}
}

func (s *hashIndex) Err() error {
	if s.lookup != nil && s.err == nil {
		return s.lookup.Err()
	}
	return s.err
}

func (s *hashIndex) Close() error {
	s.rows, s.shown = nil, nil
	if s.lookup != nil {
		return s.lookup.Close()
	}
	return nil
}
