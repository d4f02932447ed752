package export

import (
	"context"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/query"
)

// full paints the quads as they are: every IRI and literal is a node, every triple an edge that counts the documents that
// give it.
func (b *painter) full(ctx context.Context, g query.Graph, base string) error {
	v := graph.NewVocabulary(base)
	reports := map[quad.Quad]int{}
	err := g.Each(quad.Quad{}, func(q quad.Quad) error {
		q.Label = nil
		reports[q]++
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for q, n := range reports {
		b.edges = append(b.edges, edge{
			source: b.value(v, q.Subject), target: b.value(v, q.Object), kind: predicateName(v, q.Predicate), weight: 1,
			attrs: []attr{{"reports", strconv.Itoa(n)}},
		})
	}
	return nil
}

// value adds the node of a value and returns its id, which is the value in N-Quads, so no literal can pass for an IRI.
func (b *painter) value(v graph.Vocabulary, value quad.Value) string {
	id, label, kind := quad.StringOf(value), quad.ToString(value), "literal"
	if iri, ok := value.(quad.IRI); ok {
		label = string(iri)
		kind = "iri"
		if short := v.ID(iri); short != "" {
			label = short
			kind, _, _ = strings.Cut(short, "/")
		}
	}
	b.node(node{id: id, label: label, kind: kind})
	return id
}

// predicateName is the last part of a predicate under the base, or the whole IRI.
func predicateName(v graph.Vocabulary, predicate quad.Value) string {
	if predicate == graph.Type {
		return "type"
	}
	if id := v.ID(predicate); id != "" {
		return id[strings.LastIndexByte(id, '/')+1:]
	}
	return quad.ToString(predicate)
}
