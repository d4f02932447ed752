package store

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// naive answers walks from a list of quads, with no index and no iterator.
type naive struct {
	quads []quad.Quad
	nodes map[quad.Value]bool
}

func newNaive(quads []quad.Quad) *naive {
	n := &naive{quads: quads, nodes: make(map[quad.Value]bool)}
	for _, q := range quads {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				n.nodes[v] = true
			}
		}
	}
	return n
}

// row is one answer: a node and what was saved on the way, "tag=value" sorted.
type row struct{ Node, Saved string }

// at is a row of which the node is known.
type at struct {
	node  quad.Value
	saved string
}

type ats map[at]bool

func (a at) save(tags []string, v quad.Value) at {
	for _, tag := range tags {
		a = a.with(tag + "=" + quad.StringOf(v))
	}
	return a
}

// with is the row with what another one has saved.
func (a at) with(saved string) at {
	all := slices.Concat(strings.Fields(a.saved), strings.Fields(saved))
	slices.Sort(all)
	return at{a.node, strings.Join(slices.Compact(all), " ")}
}

// rows is what a walk answers.
func (n *naive) rows(w *walk) map[row]bool {
	out := map[row]bool{}
	for a := range n.walk(w) {
		out[row{quad.StringOf(a.node), a.saved}] = true
	}
	return out
}

// walk goes from the start of a walk.
func (n *naive) walk(w *walk) ats {
	start := ats{}
	for v := range n.nodes {
		if len(w.start) == 0 || slices.Contains(w.start, v) {
			start[at{node: v}] = true
		}
	}
	return n.from(start, w)
}

// from makes the moves of a walk from where others stand.
func (n *naive) from(now ats, w *walk) ats {
	var labels map[quad.Value]ats // of the quads to follow, with what naming them saved; nil means all
	for _, m := range w.moves {
		if m.op == "label context" {
			labels = nil
			if len(m.via) > 0 {
				labels = n.via(m)
			}
			continue
		}
		next := ats{}
		switch m.op {
		case "or":
			maps.Copy(next, now)
			maps.Copy(next, n.walk(m.sub))
		case "follow":
			next = n.from(now, m.sub)
		default:
			for a := range now {
				n.move(a, m, labels, func(to at) { next[to] = true })
			}
		}
		now = next
	}
	return now
}

// via is the predicates of a move, each with what naming it saved.
func (n *naive) via(m move) map[quad.Value]ats {
	out := map[quad.Value]ats{}
	add := func(v quad.Value, saved string) {
		if out[v] == nil {
			out[v] = ats{}
		}
		out[v][at{v, saved}.save(m.tags, v)] = true
	}
	switch {
	case m.viaSub != nil:
		for a := range n.walk(m.viaSub) {
			add(a.node, a.saved)
		}
	case len(m.via) == 0:
		for v := range n.nodes {
			add(v, "")
		}
	}
	for _, v := range m.via {
		add(v, "")
	}
	return out
}

// edges calls fn for every quad that a move can follow from a node, with the row
// a and what naming the predicate and the label saved.
func (n *naive) edges(a at, m move, labels map[quad.Value]ats, reverse bool, fn func(q quad.Quad, end quad.Value, a at)) {
	via := n.via(m)
	for _, q := range n.quads {
		start, end := q.Subject, q.Object
		if reverse {
			start, end = end, start
		}
		if start != a.node {
			continue
		}
		for p := range via[q.Predicate] {
			if labels == nil {
				fn(q, end, a.with(p.saved))
			}
			for l := range labels[q.Label] {
				fn(q, end, a.with(p.saved).with(l.saved))
			}
		}
	}
}

// move makes one move from one row.
func (n *naive) move(a at, m move, labels map[quad.Value]ats, to func(at)) {
	reverse := strings.Contains(m.op, "reverse")
	follow := func(reverse bool) {
		n.edges(a, m, labels, reverse, func(_ quad.Quad, end quad.Value, a at) { to(at{end, a.saved}) })
	}
	switch m.op {
	case "out", "in":
		follow(m.op == "in")
	case "both":
		follow(false)
		follow(true)
	case "has", "has reverse":
		n.edges(a, m, labels, reverse, func(_ quad.Quad, end quad.Value, a at) {
			if len(m.values) == 0 || slices.Contains(m.values, end) {
				to(a)
			}
		})
	case "save", "save reverse", "save optional", "save optional reverse":
		tags, found := m.tags, false
		m.tags = nil // they name the end here, not the predicate
		n.edges(a, m, labels, reverse, func(_ quad.Quad, end quad.Value, a at) {
			to(a.save(tags, end))
			found = true
		})
		if !found && strings.Contains(m.op, "optional") {
			to(a)
		}
	case "save in predicates", "save out predicates":
		for _, q := range n.quads {
			if m.op == "save out predicates" && q.Subject == a.node || m.op == "save in predicates" && q.Object == a.node {
				to(a.save(m.tags, q.Predicate))
			}
		}
	default:
		n.other(a, m, to)
	}
}

// other makes the moves that follow no quad by its predicate and label.
func (n *naive) other(a at, m move, to func(at)) {
	switch m.op {
	case "tag":
		to(a.save(m.tags, a.node))
	case "is":
		if slices.Contains(m.values, a.node) {
			to(a)
		}
	case "greater":
		iri, ok := a.node.(quad.IRI)
		if than, _ := m.values[0].(quad.IRI); ok && iri > than {
			to(a)
		}
	case "unique", "order":
		to(a)
	case "and":
		for b := range n.walk(m.sub) {
			if b.node == a.node {
				to(a.with(b.saved))
			}
		}
	case "except":
		for b := range n.walk(m.sub) {
			if b.node == a.node {
				return
			}
		}
		to(a)
	case "back":
		for v := range n.nodes {
			if slices.Contains(strings.Fields(a.saved), m.tags[0]+"="+quad.StringOf(v)) {
				to(at{v, a.saved})
			}
		}
	case "has path", "optional":
		inside := n.from(ats{at{node: a.node}: true}, m.sub)
		for b := range inside {
			to(a.with(b.saved))
		}
		if len(inside) == 0 && m.op == "optional" {
			to(a)
		}
	case "follow reverse":
		for v := range n.nodes {
			for b := range n.from(ats{at{node: v}: true}, m.sub) {
				if b.node == a.node {
					to(at{v, a.saved}.with(b.saved))
				}
			}
		}
	default:
		n.around(a, m, to)
	}
}

// around makes the moves to what quads say around a node.
func (n *naive) around(a at, m move, to func(at)) {
	switch m.op {
	case "follow recursive":
		seen, now := map[quad.Value]bool{}, ats{a: true}
		for len(now) > 0 {
			next := ats{}
			for b := range n.from(now, &walk{moves: []move{{op: "out", via: m.via}}}) {
				if !seen[b.node] {
					seen[b.node], next[b] = true, true
					to(b)
				}
			}
			now = next
		}
		return
	case "labels", "in predicates", "out predicates":
	default:
		panic("no such move: " + m.op)
	}
	for _, q := range n.quads {
		switch {
		case m.op == "labels" && q.Label != nil && (q.Subject == a.node || q.Object == a.node):
			to(at{q.Label, a.saved})
		case m.op == "in predicates" && q.Object == a.node, m.op == "out predicates" && q.Subject == a.node:
			to(at{q.Predicate, a.saved})
		}
	}
}
