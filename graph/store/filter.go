package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// filterShape is one of Cayley's filters of values. Its index knows its result.
type filterShape struct{ iterator.Shape }

func (s filterShape) Lookup() iterator.Index { return &filterIndex{Index: s.Shape.Lookup()} }

func (s filterShape) Optimize(ctx context.Context) (iterator.Shape, bool) {
	s.Shape, _ = s.Shape.Optimize(ctx)
	return s, true
}

type filterIndex struct {
	iterator.Index
	result refs.Ref
}

func (s *filterIndex) Result() refs.Ref { return s.result }

func (s *filterIndex) Contains(ctx context.Context, ref refs.Ref) bool {
	s.result = ref
	return s.Index.Contains(ctx, ref)
}
