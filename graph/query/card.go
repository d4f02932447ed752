package query

import (
	"github.com/cayleygraph/quad"

	"quanhe/graph/index"
)

// card reads what is known of who an entity is; an empty card for whom nothing names.
func (r *reading) card(id string) (c *index.Card, err error) {
	if c := r.cards[id]; c != nil {
		return c, nil
	}
	if err := r.ready(); err != nil {
		return nil, err
	}
	if r.indexed {
		c = &index.Card{}
		noteErr := r.src.Note(index.CardNote(id), func(data []byte) { c, err = index.ReadCard(data) })
		if err == nil {
			err = noteErr
		}
	} else {
		c, err = r.summed(id)
	}
	if err != nil {
		return nil, err
	}
	r.cards[id] = c
	return c, nil
}

// summed makes the card that an index would have.
func (r *reading) summed(id string) (*index.Card, error) {
	node := r.v.Node(id)
	var quads []quad.Quad
	for _, pattern := range []quad.Quad{
		{Subject: node}, {Predicate: r.v.SameAs, Object: node}, {Predicate: r.v.Namesake, Object: node},
	} {
		err := r.each(pattern, func(q quad.Quad) error {
			quads = append(quads, q)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return index.CardOf(r.v, node, quads), nil
}

// name is the name to show of an entity.
func (r *reading) name(id string) (string, error) {
	if id == "" {
		return "", nil
	}
	c, err := r.card(id)
	if err != nil {
		return "", err
	}
	return c.Name(), nil
}
