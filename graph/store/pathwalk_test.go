package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// walk is a path query that can be put to Cayley in Go and in Gizmo, and to
// [walk.from], which knows nothing of either.
type walk struct {
	start []quad.Value // none means all nodes, or where a walk inside another one stands
	moves []move
}

// move is one step of a walk.
type move struct {
	op     string
	via    []quad.Value // none means every predicate
	viaSub *walk        // in place of via
	values []quad.Value
	tags   []string
	sub    *walk
}

// how says what a move is: with what arguments it is drawn and how Cayley makes
// it.
type how struct {
	draws  string // v: via, V: at least one via, n: values, 1: one value, t: a tag, T: perhaps a tag, s: a walk, m: a walk from here
	gizmo  string // the name of the method; empty when Gizmo has none
	path   func(*path.Path, move, graph.QuadStore) *path.Path
	merges bool // it keeps one of several rows of a node: only for walks without tags
}

func moves() map[string]how {
	return map[string]how{
		"out": {"vT", "Out", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.OutWithTags(m.tags, m.vias(qs)...)
		}, false},
		"in": {"vT", "In", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.InWithTags(m.tags, m.vias(qs)...)
		}, false},
		"both": {"vT", "Both", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.BothWithTags(m.tags, m.vias(qs)...)
		}, false},
		"has": {"Vn", "Has", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.Has(m.vias(qs)[0], m.values...)
		}, false},
		"has reverse": {"Vn", "HasR", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.HasReverse(m.vias(qs)[0], m.values...)
		}, false},
		"save": {"Vt", "Save", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.Save(m.vias(qs)[0], m.tags[0])
		}, false},
		"save reverse": {"Vt", "SaveR", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.SaveReverse(m.vias(qs)[0], m.tags[0])
		}, false},
		"save optional": {"Vt", "SaveOpt", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.SaveOptional(m.vias(qs)[0], m.tags[0])
		}, false},
		"save optional reverse": {"Vt", "SaveOptR", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.SaveOptionalReverse(m.vias(qs)[0], m.tags[0])
		}, false},
		"tag":    {"t", "Tag", func(p *path.Path, m move, _ graph.QuadStore) *path.Path { return p.Tag(m.tags...) }, false},
		"is":     {"1n", "Is", func(p *path.Path, m move, _ graph.QuadStore) *path.Path { return p.Is(m.values...) }, false},
		"and":    {"s", "And", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.And(m.sub.path(qs)) }, false},
		"or":     {"s", "Or", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.Or(m.sub.path(qs)) }, false},
		"except": {"s", "Except", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.Except(m.sub.path(qs)) }, false},
		"follow": {"m", "Follow", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.Follow(m.sub.path(qs)) }, false},
		"follow reverse": {"m", "FollowR", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.FollowReverse(m.sub.path(qs))
		}, false},
		"has path": {"m", "", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.HasPath(m.sub.path(qs)) }, false},
		"optional": {"m", "", func(p *path.Path, m move, qs graph.QuadStore) *path.Path { return p.Optional(m.sub.path(qs)) }, false},
		"follow recursive": {"1v", "FollowRecursive", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.FollowRecursive(path.StartMorphism().Out(m.vias(qs)...), -1, nil)
		}, true},
		"back":           {"", "Back", func(p *path.Path, m move, _ graph.QuadStore) *path.Path { return p.Back(m.tags[0]) }, false},
		"unique":         {"", "Unique", func(p *path.Path, _ move, _ graph.QuadStore) *path.Path { return p.Unique() }, true},
		"labels":         {"", "Labels", func(p *path.Path, _ move, _ graph.QuadStore) *path.Path { return p.Labels() }, true},
		"in predicates":  {"", "InPredicates", func(p *path.Path, _ move, _ graph.QuadStore) *path.Path { return p.InPredicates() }, true},
		"out predicates": {"", "OutPredicates", func(p *path.Path, _ move, _ graph.QuadStore) *path.Path { return p.OutPredicates() }, true},
		"save in predicates": {"t", "SaveInPredicates", func(p *path.Path, m move, _ graph.QuadStore) *path.Path {
			return p.SavePredicates(true, m.tags[0])
		}, false},
		"save out predicates": {"t", "SaveOutPredicates", func(p *path.Path, m move, _ graph.QuadStore) *path.Path {
			return p.SavePredicates(false, m.tags[0])
		}, false},
		"label context": {"vT", "LabelContext", func(p *path.Path, m move, qs graph.QuadStore) *path.Path {
			return p.LabelContextWithTags(m.tags, m.vias(qs)...)
		}, false},
		"greater": {"1", "Filter", func(p *path.Path, m move, _ graph.QuadStore) *path.Path {
			return p.Filter(iterator.CompareGT, m.values[0])
		}, false},
		"order": {"", "order", func(p *path.Path, _ move, _ graph.QuadStore) *path.Path { return p.Order() }, false},
	}
}

// vias is what Cayley takes for the predicates of a move.
func (m move) vias(qs graph.QuadStore) []any {
	if m.viaSub != nil {
		return []any{m.viaSub.path(qs)}
	}
	var out []any
	for _, v := range m.via {
		out = append(out, v)
	}
	return out
}

// path is the walk for Cayley's Go interface.
func (w *walk) path(qs graph.QuadStore) *path.Path {
	p := path.StartPath(qs, w.start...)
	for _, m := range w.moves {
		p = moves()[m.op].path(p, m, qs)
	}
	return p
}

// gizmo is the walk in Gizmo, without what starts and ends it; false if a move
// has no form there.
func (w *walk) gizmo() (string, bool) {
	var b strings.Builder
	for _, m := range w.moves {
		var args []string
		ok := moves()[m.op].gizmo != ""
		switch {
		case m.viaSub != nil:
			ok = ok && !strings.HasPrefix(moves()[m.op].draws, "V") // Gizmo takes none there, though it says so
			args = append(args, m.viaSub.gizmoAll(&ok))
		case len(m.via) == 1:
			args = append(args, gizmoValue(m.via[0]))
		case len(m.via) > 1:
			args = append(args, "["+gizmoValues(m.via)+"]")
		case strings.HasPrefix(moves()[m.op].draws, "v") && m.op != "follow recursive":
			args = append(args, "null")
		}
		if m.op == "greater" {
			args = append(args, "gt("+gizmoValue(m.values[0])+")")
		} else if len(m.values) > 0 {
			args = append(args, gizmoValues(m.values))
		}
		for _, tag := range m.tags {
			args = append(args, fmt.Sprintf("%q", tag))
		}
		if m.sub != nil {
			args = append(args, m.sub.gizmoAll(&ok))
		}
		if !ok {
			return "", false
		}
		fmt.Fprintf(&b, ".%s(%s)", moves()[m.op].gizmo, strings.Join(args, ", "))
	}
	return b.String(), true
}

func (w *walk) gizmoAll(ok *bool) string {
	s, has := w.gizmo()
	*ok = *ok && has
	return "g.V(" + gizmoValues(w.start) + ")" + s
}

func gizmoValue(v quad.Value) string {
	if n, ok := v.(quad.Int); ok {
		return fmt.Sprint(int64(n))
	}
	return fmt.Sprintf("%q", quad.StringOf(v))
}

func gizmoValues(values []quad.Value) string {
	var out []string
	for _, v := range values {
		out = append(out, gizmoValue(v))
	}
	return strings.Join(out, ", ")
}

func (w *walk) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "V(%s)", gizmoValues(w.start))
	for _, m := range w.moves {
		fmt.Fprintf(&b, " .%s", m.op)
		if m.viaSub != nil {
			fmt.Fprintf(&b, " via [%s]", m.viaSub)
		} else if m.via != nil {
			fmt.Fprintf(&b, " via %s", gizmoValues(m.via))
		}
		if m.values != nil {
			fmt.Fprintf(&b, " %s", gizmoValues(m.values))
		}
		if m.tags != nil {
			fmt.Fprintf(&b, " as %s", strings.Join(m.tags, " "))
		}
		if m.sub != nil {
			fmt.Fprintf(&b, " (%s)", m.sub)
		}
	}
	return b.String()
}

// generator draws graphs and walks over so few values that most walks get
// somewhere and meet themselves on the way.
type generator struct {
	*rand.Rand
	ops  []string
	tags int // given out so far: no two places save under one tag
}

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

func (g *generator) value() quad.Value {
	return pick[quad.Value](g, quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.IRI("d"))
}

func (g *generator) graph() []quad.Quad {
	quads := make([]quad.Quad, g.IntN(16))
	for i := range quads {
		quads[i] = quad.Quad{Subject: g.value(), Predicate: pick[quad.Value](g, quad.IRI("a"), quad.IRI("p")), Object: g.value()}
		if g.IntN(4) == 0 {
			quads[i].Object = pick[quad.Value](g, quad.String("x"), quad.Int(7))
		}
		quads[i].Label = pick[quad.Value](g, nil, nil, quad.IRI("a"), quad.IRI("l"))
	}
	return quads
}

// walk draws a walk of up to n moves.
func (g *generator) walk(n, depth int) *walk {
	w := &walk{}
	for range g.IntN(3) {
		w.start = append(w.start, pick(g, g.value(), quad.Value(quad.IRI("missing"))))
	}
	w.moves = g.movesOf(n, depth, false)
	return w
}

// here draws a walk that goes on from where another one stands, of moves that
// can be reversed.
func (g *generator) here(n, depth int) *walk { return &walk{moves: g.movesOf(n, depth, true)} }

func (g *generator) movesOf(n, depth int, reversible bool) []move {
	var (
		out    []move
		marks  []string // tags that Back can return to
		merged bool
	)
	tagged := false
	for n := 1 + g.IntN(n); len(out) < n; {
		op := pick(g, g.ops...)
		how := moves()[op]
		if depth == 0 && strings.ContainsAny(how.draws, "sm") || tagged && how.merges {
			continue
		}
		if reversible && (how.merges || op == "label context" || op == "back" || op == "optional") {
			continue
		}
		m := move{op: op}
		if op == "back" {
			if len(marks) == 0 || merged {
				continue
			}
			m.tags = []string{pick(g, marks...)}
		}
		g.draw(&m, how.draws, depth)
		tagged = tagged || len(m.tags) > 0 || m.sub.tagged() || m.viaSub.tagged()
		merged = merged || how.merges || op == "label context"
		if op == "tag" && !merged {
			marks = append(marks, m.tags[0])
		}
		out = append(out, m)
	}
	return out
}

func (g *generator) draw(m *move, what string, depth int) {
	for _, c := range what {
		switch c {
		case 'v', 'V':
			for range g.IntN(3) {
				m.via = append(m.via, pick[quad.Value](g, quad.IRI("a"), quad.IRI("p")))
			}
			if c == 'V' {
				m.via = append(m.via, quad.IRI("p"))[:1]
			}
			if depth > 0 && g.IntN(8) == 0 && m.op != "follow recursive" && m.op != "label context" {
				m.via, m.viaSub = nil, g.walk(2, 0)
			}
		case 'n':
			if g.IntN(2) == 0 || m.viaSub != nil { // Cayley panics, with a word, on a has that may ask for nothing
				m.values = append(m.values, g.value())
			}
		case '1':
			if m.op == "follow recursive" {
				m.via = append(m.via, quad.IRI("p"))
				return
			}
			m.values = append(m.values, g.value())
		case 'T':
			if g.IntN(4) == 0 && (len(m.via) > 0 || m.viaSub != nil || m.op != "label context") {
				m.tags = g.tag()
			}
		case 't':
			m.tags = g.tag()
		case 's':
			m.sub = g.walk(3, depth-1)
		case 'm':
			m.sub = g.here(3, depth-1)
		}
	}
}

func (g *generator) tag() []string {
	g.tags++
	return []string{fmt.Sprintf("t%d", g.tags)}
}

// tagged reports whether a walk saves anything.
func (w *walk) tagged() bool { return w.any(func(m move) bool { return len(m.tags) > 0 }) }

// any reports whether some move of the walk, or of one inside it, is such a move.
func (w *walk) any(such func(move) bool) bool {
	return w != nil && slices.ContainsFunc(w.moves, func(m move) bool {
		return such(m) || m.sub.any(such) || m.viaSub.any(such)
	})
}

// fewer is the walk with one move less, in every way.
func (w *walk) fewer() []*walk {
	if w == nil {
		return nil
	}
	var out []*walk
	for i, m := range w.moves {
		if m.op != "tag" || !w.any(func(m move) bool { return m.op == "back" }) {
			out = append(out, &walk{w.start, slices.Delete(slices.Clone(w.moves), i, i+1)})
		}
		for _, sub := range m.sub.fewer() {
			less := m
			less.sub = sub
			out = append(out, &walk{w.start, slices.Replace(slices.Clone(w.moves), i, i+1, less)})
		}
		for _, sub := range m.viaSub.fewer() {
			less := m
			less.viaSub = sub
			out = append(out, &walk{w.start, slices.Replace(slices.Clone(w.moves), i, i+1, less)})
		}
	}
	return out
}
