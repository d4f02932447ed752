package export

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/query"
)

// paintFull paints the quads as they are: every IRI and literal is a node, every triple an edge that counts the documents
// that give it.
func paintFull(b *bench, g query.Graph, base string) (*picture, error) {
	p := newPicture(b, Full)
	v := graph.NewVocabulary(base)
	triples := b.sorter(false)
	var subject quad.Value
	var subjectID string
	err := eachQuad(b.ctx, g, func(q quad.Quad) error {
		if q.Subject != subject { // its quads come together, so this saves most of the work
			n := valueNode(v, q.Subject)
			subject, subjectID = q.Subject, n.id
			if err := p.node(n); err != nil {
				return err
			}
		}
		object := valueNode(v, q.Object)
		if err := p.node(object); err != nil {
			return err
		}
		return triples.add(b.key(subjectID, object.id, predicateName(v, q.Predicate)), nil)
	})
	if err != nil {
		return nil, err
	}
	if err := p.triples(triples); err != nil {
		return nil, err
	}
	return p, p.finish()
}

// triples paints each triple once with the number of the records that have it.
func (p *picture) triples(triples *sorter) error {
	var last []byte // triple whose documents are counted
	n := 0
	write := func() error {
		e := edge{weight: 1, attrs: []string{strconv.Itoa(n)}}
		key := last
		e.source, key = cutKey(key)
		e.target, key = cutKey(key)
		e.kind, _ = cutKey(key)
		return p.edge(e)
	}
	err := triples.last(func(key, _ []byte) error {
		if n > 0 && !bytes.Equal(key, last) {
			if err := write(); err != nil {
				return err
			}
			n = 0
		}
		last = append(last[:0], key...)
		n++
		return nil
	})
	if err == nil && n > 0 {
		err = write()
	}
	return err
}

// valueNode is the node of a value. The ids of names under the base are short; no literal can pass for a name.
func valueNode(v graph.Vocabulary, value quad.Value) node {
	iri, ok := value.(quad.IRI)
	if !ok {
		label := quad.StringOf(value)
		if l, err := literalOf(value); err == nil {
			label = l.text
		}
		return node{id: "literal/" + quad.StringOf(value), label: label, kind: "literal"}
	}
	short := v.ID(iri)
	kind, _, ok := strings.Cut(short, "/")
	if !ok || v.Node(short) != iri {
		return node{id: "iri/" + string(iri), label: string(iri), kind: "iri"}
	}
	return node{id: short, label: short, kind: kind}
}

// predicateName is the name of a property, or the path below the base of another predicate, such as role/agent.
func predicateName(v graph.Vocabulary, predicate quad.Value) string {
	if predicate == graph.Type {
		return "type"
	}
	if id := v.ID(predicate); id != "" {
		return strings.TrimPrefix(id, "property/")
	}
	return quad.ToString(predicate)
}
