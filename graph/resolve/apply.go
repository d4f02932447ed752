package resolve

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/index"
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
	for i := range docs {
		d := &docs[i]
		if d != lastOf[d.Label] {
			continue
		}
		c.Drop = append(c.Drop, v.ID(d.Label))
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

// Apply brings what a store has derived up to date with a change of its documents or decisions, which the store has
// already; unless all of it is outdated.
func Apply(tx *store.Tx, base string, c Change) error {
	if is, err := outdated(tx); err != nil || is {
		return err
	}
	n := newNotes(tx)
	nodes, err := Update(n, base, c)
	if err != nil {
		return err
	}
	listed := index.NewWriter(base, naming(tx, base, quad.IRI("")))
	if err := c.list(listed, tx); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	return n.write(nodes, graph.NewVocabulary(base).Derived, listed)
}

// list tells the index of the documents of a change. The notes of those that go are still there.
func (c *Change) list(w *index.Writer, tx *store.Tx) error {
	for _, doc := range c.Drop {
		if err := unlist(w, tx, shortDoc(doc)); err != nil {
			return fmt.Errorf("%s: %w", doc, err)
		}
	}
	for _, data := range c.Add {
		listing, _, err := data.split()
		if err != nil {
			return err
		}
		if err := w.Come(listing); err != nil {
			return err
		}
	}
	return nil
}

// unlist tells the index that a document goes, if it is there.
func unlist(w *index.Writer, tx *store.Tx, short string) error {
	old, err := tx.Note(documentKind + short)
	if err != nil || old == nil {
		return err
	}
	listing, _, err := Contribution(old).split()
	if err != nil {
		return err
	}
	waits, err := tx.Note(waitingKind + short)
	if err != nil {
		return err
	}
	return w.Go(listing, waits != nil)
}

// naming tells whether any quads but those with a label give an entity a name with a folded key.
func naming(r reader, base string, but quad.IRI) func(entity quad.IRI, key string) (bool, error) {
	v := graph.NewVocabulary(base)
	found := errors.New("named") // ends the search
	return func(entity quad.IRI, key string) (bool, error) {
		err := r.Each(quad.Quad{Subject: entity, Predicate: v.Key, Object: quad.String(key)}, func(q quad.Quad) error {
			if q.Label != but {
				return found
			}
			return nil
		})
		if errors.Is(err, found) {
			return true, nil
		}
		return false, err
	}
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

// Kept implements index.Notes.
func (n *notes) Kept(prefix string, fn func(string, []byte) bool) error {
	return kept(n.tx, prefix, fn)
}

// errEnough ends a look at notes.
var errEnough = errors.New("enough")

// kept gives the notes of a store until fn returns false.
func kept(r interface {
	Notes(prefix string, fn func(name string, data []byte) error) error
}, prefix string, fn func(string, []byte) bool) error {
	err := r.Notes(prefix, func(name string, data []byte) error {
		if !fn(name, data) {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// above is the part of a name that Each can ask for.
func above(name string) string { return name[:strings.LastIndex(name, sep)+1] }

// write hands what is derived, and the changes of the state, to the store.
func (n *notes) write(nodes []Node, derived quad.IRI, listed *index.Writer) error {
	var add, del []quad.Quad
	for _, node := range nodes {
		if node.Fresh {
			listed.Derived(node.Subject, nil, node.Quads, node.Doc)
			add = append(add, node.Quads...)
			continue
		}
		was, come, gone, err := difference(n.tx, node, derived)
		if err != nil {
			return fmt.Errorf("resolve: %w", err)
		}
		listed.Derived(node.Subject, was, node.Quads, node.Doc)
		add, del = append(add, come...), append(del, gone...)
	}
	if _, err := n.tx.Apply(add, del); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	if err := listed.Write(n); err != nil {
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
func difference(r reader, n Node, derived quad.IRI) (was, add, del []quad.Quad, err error) {
	wanted := map[quad.Quad]bool{}
	for _, q := range n.Quads {
		wanted[q] = true
	}
	err = r.Each(quad.Quad{Subject: n.Subject, Label: derived}, func(q quad.Quad) error {
		was = append(was, q)
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
	return was, add, del, err
}
