package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/store"
)

// A Document is what a write takes of one: its quads under its label, none to drop it, and its Contribution, which is
// read from the quads where it is left out.
type Document struct {
	store.Labelled
	Contribution Contribution
}

// Replace makes each of docs all that its label says, as [store.Tx.ReplaceAll] does, and brings what is derived up to
// date in the same write. If a label comes twice, its last quads count.
func Replace(tx *store.Tx, base string, docs []Document) (store.Delta, error) {
	if len(docs) == 0 {
		return store.Delta{}, nil
	}
	v := graph.NewVocabulary(base)
	lastOf := map[quad.Value]*Document{}
	list := make([]store.Labelled, len(docs))
	for i := range docs {
		lastOf[docs[i].Label], list[i] = &docs[i], docs[i].Labelled
	}
	var c Change
	for label, d := range lastOf {
		c.Drop = append(c.Drop, v.ID(label))
		if len(d.Quads) == 0 {
			continue
		}
		if d.Contribution == nil {
			f, err := graph.Facts(labelled(d.Labelled), base)
			if err != nil {
				return store.Delta{}, err
			}
			d.Contribution = Contribute(f)
		}
		c.Add = append(c.Add, d.Contribution)
	}
	delta, err := tx.ReplaceAll(list)
	if err != nil {
		return delta, err
	}
	return delta, Apply(tx, base, c)
}

// labelled are the quads of a document with its label, which may be left out.
func labelled(d store.Labelled) []quad.Quad {
	quads := slices.Clone(d.Quads)
	for i := range quads {
		quads[i].Label = d.Label
	}
	return quads
}

// Apply brings what a store has derived up to date with a change of its documents or decisions.
func Apply(tx *store.Tx, base string, c Change) error {
	n := newNotes(tx)
	nodes, err := Update(n, base, c)
	if err != nil {
		return err
	}
	return n.write(nodes, graph.NewVocabulary(base).Derived)
}

// notes is the State of a store: its notes, with changes kept back until the end, as a write that is read again costs
// the store more.
type notes struct {
	tx      *store.Tx
	changed map[string]map[string][]byte // by the name up to its last separator; nil for what is deleted
}

func newNotes(tx *store.Tx) *notes { return &notes{tx: tx, changed: map[string]map[string][]byte{}} }

func (n *notes) Get(name string) ([]byte, error) {
	if data, ok := n.changed[above(name)][name]; ok {
		return data, nil
	}
	return n.tx.Note(name)
}

func (n *notes) Set(name string, data []byte) error {
	g := above(name)
	if n.changed[g] == nil {
		n.changed[g] = map[string][]byte{}
	}
	n.changed[g][name] = data
	return nil
}

func (n *notes) Each(prefix string, fn func(name string, data []byte) error) error {
	found := map[string][]byte{}
	err := n.tx.Notes(prefix, func(name string, data []byte) error {
		found[name] = data
		return nil
	})
	if err != nil {
		return err
	}
	for name, data := range n.changed[prefix] {
		if data == nil {
			delete(found, name)
		} else {
			found[name] = data
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if err := fn(name, found[name]); err != nil {
			return err
		}
	}
	return nil
}

// above is the part of a name that Each can ask for.
func above(name string) string { return name[:strings.LastIndex(name, sep)+1] }

// write hands what is derived, and the changes of the state, to the store.
func (n *notes) write(nodes []Node, derived quad.IRI) error {
	var add, del []quad.Quad
	for _, node := range nodes {
		if node.Fresh {
			add = append(add, node.Quads...)
			continue
		}
		come, gone, err := difference(n.tx, node, derived)
		if err != nil {
			return fmt.Errorf("resolve: %w", err)
		}
		add, del = append(add, come...), append(del, gone...)
	}
	if _, err := n.tx.Apply(add, del); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	for _, changed := range n.changed {
		for name, data := range changed {
			if err := n.tx.SetNote(name, data); err != nil {
				return fmt.Errorf("resolve: %w", err)
			}
		}
	}
	return nil
}

// difference compares what is derived of a subject with what a store has.
func difference(r reader, n Node, derived quad.IRI) (add, del []quad.Quad, err error) {
	wanted := map[quad.Quad]bool{}
	for _, q := range n.Quads {
		wanted[q] = true
	}
	err = r.Each(quad.Quad{Subject: n.Subject, Label: derived}, func(q quad.Quad) error {
		if wanted[q] {
			delete(wanted, q)
		} else {
			del = append(del, q)
		}
		return nil
	})
	for _, q := range n.Quads {
		if wanted[q] {
			add = append(add, q)
		}
	}
	return add, del, err
}
