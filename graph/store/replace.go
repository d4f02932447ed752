package store

import (
	"context"
	"fmt"
	"maps"

	"github.com/cayleygraph/quad"
)

// Labelled is all that a label says: the quads of one document.
type Labelled struct {
	Label quad.Value
	Quads []quad.Quad // without label or with this one; order and repeats do not matter
}

// Delta is how many quads a write changed.
type Delta struct {
	Added, Deleted int
}

// Replace makes quads all that the label says, whatever it said before. Only
// the difference is written; a second call with the same quads writes nothing
// and returns the zero Delta. It is atomic and on disk when Replace returns.
func (s *Store) Replace(label quad.Value, quads []quad.Quad) (Delta, error) {
	return s.ReplaceAll([]Labelled{{Label: label, Quads: quads}})
}

// Drop deletes all quads of the label.
func (s *Store) Drop(label quad.Value) (Delta, error) {
	return s.Replace(label, nil)
}

// ReplaceAll is Replace for many labels in one atomic write, which pays for one
// sync only. If a label comes twice, its last quads count.
func (s *Store) ReplaceAll(docs []Labelled) (Delta, error) {
	var d Delta
	err := s.Update(func(tx *Tx) (err error) {
		d, err = tx.ReplaceAll(docs)
		return err
	})
	if err != nil {
		return Delta{}, err
	}
	return d, nil
}

// ReplaceAll is Replace for many labels. If a label comes twice, its last quads
// count.
func (tx *Tx) ReplaceAll(docs []Labelled) (Delta, error) {
	if err := tx.stage(); err != nil {
		return Delta{}, err
	}
	ids := make([]nodeID, len(docs))
	last := make(map[nodeID]int, len(docs))
	for i, doc := range docs {
		if !quad.IsValidValue(doc.Label) {
			return Delta{}, fmt.Errorf("store %s: replace: document %d has no label", tx.s.dir, i)
		}
		var err error
		if ids[i], err = id(doc.Label); err != nil {
			return Delta{}, fmt.Errorf("store %s: replace %v: %w", tx.s.dir, doc.Label, err)
		}
		last[ids[i]] = i
	}
	c, have := newChange(), cursor{r: &tx.now.reader}
	defer have.close()
	for i, doc := range docs {
		if last[ids[i]] != i {
			continue
		}
		have.seek(quadID{slotLabel: ids[i]})
		if err := c.replace(&have, doc); err != nil {
			return Delta{}, fmt.Errorf("store %s: replace %v: %w", tx.s.dir, doc.Label, err)
		}
	}
	tx.change = c // the one before is staged
	return Delta{Added: len(c.add), Deleted: len(c.del)}, nil
}

// replace adds to a change the difference between what the label says, which
// have walks, and what it shall say.
func (c *change) replace(have *cursor, doc Labelled) error {
	label := have.pattern[slotLabel]
	want := make(map[quadID]struct{}, len(doc.Quads))
	for _, q := range doc.Quads {
		if q.Label == nil {
			q.Label = doc.Label
		}
		n, err := c.encode(q)
		if err != nil {
			return err
		}
		if n[slotLabel] != label {
			return fmt.Errorf("quad %v carries the label %v", q, q.Label)
		}
		want[n] = struct{}{}
	}
	for have.next(context.Background()) {
		if _, kept := want[have.at]; kept {
			delete(want, have.at)
		} else {
			c.del[have.at] = struct{}{}
		}
	}
	maps.Copy(c.add, want)
	return have.err
}
