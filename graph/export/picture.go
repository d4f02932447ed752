package export

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"quanhe/extract/date"
	"quanhe/graph/query"
)

// A picture is a projection of a graph: nodes sorted by id, edges sorted by their ends, and both ends of every edge among
// the nodes.
type picture struct {
	projection Projection
	directed   bool
	nodes      []node
	edges      []edge
}

// A node of a picture.
type node struct {
	id    string
	label string
	kind  string // type of the entity, or "event"
	span  span
	attrs []attr
}

// An edge of a picture. Two nodes may have several edges that differ in kind or attributes.
type edge struct {
	source, target string
	kind           string // role or relation
	weight         int
	span           span
	attrs          []attr
}

// An attr is a further fact about a node or edge. Empty values are left out.
type attr struct{ key, value string }

// A span is a stretch of days, YYYY-MM-DD; an open end is "".
type span struct{ first, last string }

// spanOf expands a date, which may be partial, to its first and last day.
func spanOf(edtf string) span {
	first, last, _ := date.Bounds(edtf)
	return span{first, last}
}

// project makes the picture that the options ask for.
func project(ctx context.Context, g query.Graph, opt Options) (*picture, error) {
	b := &painter{nodes: map[string]node{}}
	a := query.New(g, opt.Base)
	var err error
	switch opt.Projection {
	case Events:
		err = b.events(ctx, a, opt)
	case Actors:
		err = b.actors(ctx, a, opt)
	case Offices:
		err = b.offices(ctx, a)
	case Full:
		err = b.full(ctx, g, opt.Base)
	}
	if err != nil {
		return nil, err
	}
	return b.picture(opt.Projection), nil
}

// A painter collects nodes and edges.
type painter struct {
	nodes map[string]node
	edges []edge
}

// node adds a node unless one with its id is there.
func (b *painter) node(n node) {
	if _, ok := b.nodes[n.id]; !ok {
		b.nodes[n.id] = n
	}
}

// entity adds the node of an entity, or of a name that stands for no entity, and returns its id.
func (b *painter) entity(id, name string) string {
	kind, _, _ := strings.Cut(id, "/")
	if id == "" {
		id, kind = "name/"+name, "name"
	}
	b.node(node{id: id, label: cmp.Or(name, id), kind: kind})
	return id
}

func (b *painter) picture(p Projection) *picture {
	nodes := slices.Collect(maps.Values(b.nodes))
	slices.SortFunc(nodes, func(x, y node) int { return strings.Compare(x.id, y.id) })
	slices.SortFunc(b.edges, func(x, y edge) int {
		return cmp.Or(strings.Compare(x.source, y.source), strings.Compare(x.target, y.target),
			strings.Compare(x.kind, y.kind), strings.Compare(fmt.Sprint(x.span, x.attrs), fmt.Sprint(y.span, y.attrs)))
	})
	return &picture{projection: p, directed: p != Actors, nodes: nodes, edges: b.edges}
}

// title names the picture and counts what it holds.
func (p *picture) title() string {
	return fmt.Sprintf("%s: %d nodes, %d edges", p.projection, len(p.nodes), len(p.edges))
}
