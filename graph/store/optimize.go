package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape replaces what one scan of an order answers by that scan: quads
// of which several directions are fixed, and one direction of such quads with
// others saved. Left to itself Cayley intersects one scan per direction and
// tests a node by walking all of its quads.
//
// What puts scans together is replaced too, because Cayley's own iterators lose
// rows: And and LinksTo move through the paths of one part only where it takes
// every combination, Or knows the paths of the first member alone, Not tags with
// what it excludes, Sort gives a node the paths of its neighbour, and a filter
// forgets which value it let through.
func (r *reader) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Fixed:
		return r.optimizeFixed(s)
	case shape.Quads:
		return r.optimizeQuads(s)
	case shape.QuadsAction:
		return r.optimizeAction(s)
	case shape.NodesFrom:
		if shape.IsNull(s.Quads) {
			return shape.Null{}, true
		}
		return plan{func(qs graph.QuadStore) iterator.Shape {
			return &sideShape{r: r, quads: s.Quads.BuildIterator(qs), slot: slot(s.Dir)}
		}}, true
	case shape.Intersect:
		return optimizeIntersect(s, nil)
	case shape.IntersectOpt:
		return optimizeIntersect(s.Sub, s.Opt)
	case shape.Union:
		return optimizeUnion(s)
	case shape.Except:
		return optimizeExcept(s)
	case shape.Filter:
		return plan{func(qs graph.QuadStore) iterator.Shape { return filterShape{s.BuildIterator(qs)} }}, true
	case shape.Sort:
		if shape.IsNull(s.From) {
			return shape.Null{}, true
		}
		return plan{func(qs graph.QuadStore) iterator.Shape {
			return &sortShape{qs: qs, of: s.From.BuildIterator(qs)}
		}}, true
	}
	return s, false
}

// optimizeFixed drops what no quad uses, so that nothing is found which is not
// stored. An error is for the iterators to meet again.
func (r *reader) optimizeFixed(s shape.Fixed) (shape.Shape, bool) {
	kept := make(shape.Fixed, 0, len(s))
	for _, ref := range s {
		if n, ok := node(ref); ok {
			if found, err := r.name(n); found == nil && err == nil {
				continue
			}
		}
		kept = append(kept, ref)
	}
	switch len(kept) {
	case len(s):
		return s, false
	case 0:
		return shape.Null{}, true
	}
	return kept, true
}

// optimizeQuads merges the filters of one fixed value into one pattern.
func (r *reader) optimizeQuads(s shape.Quads) (shape.Shape, bool) {
	var (
		pattern quadID
		rest    shape.Quads
	)
	for _, f := range s {
		if shape.IsNull(f.Values) {
			return shape.Null{}, true
		}
		n, ok := oneNode(f.Values)
		if !ok {
			rest = append(rest, f)
			continue
		}
		if old := pattern[slot(f.Dir)]; old != (nodeID{}) && old != n {
			return shape.Null{}, true
		}
		pattern[slot(f.Dir)] = n
	}
	if len(rest) == 0 {
		return built{&quadsShape{r: r, pattern: pattern}}, true
	}
	return plan{func(qs graph.QuadStore) iterator.Shape {
		links := &linksShape{r: r, pattern: pattern}
		for _, f := range rest {
			links.slots = append(links.slots, slot(f.Dir))
			links.values = append(links.values, f.Values.BuildIterator(qs))
		}
		return links
	}}, true
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

func optimizeIntersect(sub shape.Intersect, opt []shape.Shape) (shape.Shape, bool) {
	if len(sub) == 1 && len(opt) == 0 {
		return sub[0], true
	}
	return plan{func(qs graph.QuadStore) iterator.Shape {
		return &joinShape{sub: buildAll(qs, sub), opt: buildAll(qs, opt)}
	}}, true
}

// optimizeUnion drops empty members. Cayley overlooks the second of two in a row
// and then calls a method on nil.
func optimizeUnion(s shape.Union) (shape.Shape, bool) {
	var kept []shape.Shape
	for _, member := range s {
		if !shape.IsNull(member) {
			kept = append(kept, member)
		}
	}
	switch len(kept) {
	case 0:
		return shape.Null{}, true
	case 1:
		return kept[0], true
	}
	return plan{func(qs graph.QuadStore) iterator.Shape {
		return &unionShape{members: buildAll(qs, kept)}
	}}, true
}

func optimizeExcept(s shape.Except) (shape.Shape, bool) {
	from := s.From
	if from == nil {
		from = shape.AllNodes{}
	}
	if shape.IsNull(s.Exclude) {
		return from, true
	}
	return plan{func(qs graph.QuadStore) iterator.Shape {
		return &exceptShape{from: from.BuildIterator(qs), exclude: s.Exclude.BuildIterator(qs)}
	}}, true
}

func buildAll(qs graph.QuadStore, shapes []shape.Shape) []iterator.Shape {
	its := make([]iterator.Shape, len(shapes))
	for i, s := range shapes {
		its[i] = s.BuildIterator(qs)
	}
	return its
}

// built is a shape whose iterators are known.
type built struct{ it iterator.Shape }

func (b built) BuildIterator(graph.QuadStore) iterator.Shape { return b.it }

func (b built) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return b, false }

// plan is a shape that knows how to make its iterators.
type plan struct {
	build func(graph.QuadStore) iterator.Shape
}

func (p plan) BuildIterator(qs graph.QuadStore) iterator.Shape { return p.build(qs) }

func (p plan) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return p, false }
