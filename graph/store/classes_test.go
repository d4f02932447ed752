package store

import (
	"slices"

	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// class is a kind of walk that Cayley answers wrong before it asks the store.
type class struct {
	name    string
	cause   string // in Cayley
	holds   func(*walk) bool
	example *walk // answered wrong over exampleQuads
	wrong   int   // of the random walks
}

var exampleQuads = []quad.Quad{q("a", "p", "b", ""), q("c", "p", "b", "l")}

// classOf is the first class that a walk belongs to, or nil.
func classOf(classes []*class, w *walk) *class {
	for _, c := range classes {
		if c.holds(w) {
			return c
		}
	}
	return nil
}

func classesOfWalks() []*class {
	a, b, p := []quad.Value{quad.IRI("a")}, []quad.Value{quad.IRI("b")}, []quad.Value{quad.IRI("p")}
	save := func(tag string) move { return move{op: "save optional", via: p, tags: []string{tag}} }
	return []*class{{
		name:    "an optional path of several conditions",
		cause:   "shape.IntersectOptional takes an intersection apart and makes each part optional by itself",
		holds:   func(w *walk) bool { return w.any(isSplit) },
		example: &walk{moves: []move{{op: "optional", sub: &walk{moves: []move{{op: "is", values: b}, save("t")}}}}},
	}, {
		name:    "a path with an or followed backwards",
		cause:   "path.orMorphism reverses to itself: what was joined in at one end is joined in at the other",
		holds:   func(w *walk) bool { return w.any(func(m move) bool { return isBackwards(w, m) }) },
		example: &walk{a, []move{{op: "follow reverse", sub: &walk{moves: []move{{op: "or", sub: &walk{start: b}}}}}}},
	}, {
		name:    "something optional, a condition, something optional",
		cause:   "shape.IntersectOpt.Optimize drops its optional parts when the rest turns out to have some as well",
		holds:   dropsOptional,
		example: &walk{a, []move{save("t"), {op: "has", via: p}, save("u")}},
	}, {
		name:    "all nodes and all nodes",
		cause:   "path.join leaves out all nodes, and what is left of an intersection of nothing else is Null",
		holds:   joinsNothing,
		example: &walk{nil, []move{{op: "and", sub: &walk{}}}},
	}, {
		name: "recursion from labels",
		cause: "path.followRecursiveMorphism builds what is before it past the store, out of graph.HasA, " +
			"which takes a label that is missing for a node",
		holds: func(w *walk) bool {
			labels := func(m move) bool { return m.op == "labels" }
			return w.any(labels) && w.any(isRecursive)
		},
		example: &walk{a, []move{{op: "labels"}, {op: "order"}, {op: "follow recursive", via: p}}},
	}}
}

// joinsNothing looks for the Null that path.join makes; it cannot look into what
// is before a recursion, nor can a store.
func joinsNothing(w *walk) bool {
	null := false
	shape.Walk(w.path(nil).Shape(), func(s shape.Shape) bool {
		_, is := s.(shape.Null)
		null = null || is
		return true
	})
	all := func(m move) bool { return m.op == "and" && len(m.sub.start)+len(m.sub.moves) == 0 }
	return null || w.any(isRecursive) && w.any(all)
}

func isRecursive(m move) bool { return m.op == "follow recursive" }

func isSplit(m move) bool {
	if m.op != "optional" {
		return false
	}
	switch s := m.sub.path(nil).Reverse().Shape().(type) {
	case shape.Intersect:
		return len(s) > 1
	case shape.IntersectOpt:
		return true
	}
	return false
}

func isBackwards(w *walk, m move) bool {
	isOr := func(m move) bool { return m.op == "or" }
	switch m.op {
	case "has path", "optional", "follow reverse":
		return m.sub.any(isOr)
	case "back":
		return w.any(isOr)
	}
	return false
}

func dropsOptional(w *walk) bool {
	found := false
	shape.Walk(w.path(nil).Shape(), func(s shape.Shape) bool {
		opt, ok := s.(shape.IntersectOpt)
		found = found || ok && hasOptional(opt.Sub)
		return !found
	})
	return found
}

// hasOptional reports whether an intersection will find something optional in
// itself.
func hasOptional(s shape.Intersect) bool {
	return slices.ContainsFunc(s, func(part shape.Shape) bool {
		switch part := part.(type) {
		case shape.IntersectOpt:
			return true
		case shape.Intersect:
			return hasOptional(part)
		}
		return false
	})
}
