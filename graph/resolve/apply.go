package resolve

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// Replace makes each of docs all that its label says, as [store.Tx.ReplaceAll] does, and brings what is derived up to
// date in the same write. If a label comes twice, its last quads count.
func Replace(tx *store.Tx, base string, docs []store.Labelled) (store.Delta, error) {
	var c Change
	lastOf := map[quad.Value]store.Labelled{}
	for _, d := range docs {
		lastOf[d.Label] = d
	}
	for label, d := range lastOf {
		old, err := factsOf(tx, base, label)
		if err != nil {
			return store.Delta{}, err
		}
		if old != nil {
			c.Drop = append(c.Drop, old)
		}
		if len(d.Quads) > 0 {
			f, err := graph.Facts(labelled(d), base)
			if err != nil {
				return store.Delta{}, err
			}
			c.Add = append(c.Add, f)
		}
	}
	delta, err := tx.ReplaceAll(docs)
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

// factsOf reads what the store holds of a document, nil when it holds nothing.
func factsOf(tx *store.Tx, base string, label quad.Value) (*extract.Facts, error) {
	var quads []quad.Quad
	err := tx.Each(quad.Quad{Label: label}, func(q quad.Quad) error {
		quads = append(quads, q)
		return nil
	})
	if err != nil || len(quads) == 0 {
		return nil, err
	}
	return graph.Facts(quads, base)
}

// Apply brings what a store has derived up to date with a change of its documents or decisions.
func Apply(tx *store.Tx, base string, c Change) error {
	n := &notes{tx: tx, changed: map[string]map[string][]byte{}}
	nodes, err := Update(n, base, c)
	if err != nil {
		return err
	}
	derived := graph.NewVocabulary(base).Derived
	var add, del []quad.Quad
	for _, node := range nodes {
		wanted := map[quad.Quad]bool{}
		for _, q := range node.Quads {
			wanted[q] = true
		}
		err := tx.Each(quad.Quad{Subject: node.Subject, Label: derived}, func(q quad.Quad) error {
			if wanted[q] {
				delete(wanted, q)
			} else {
				del = append(del, q)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("resolve: %w", err)
		}
		for _, q := range node.Quads {
			if wanted[q] {
				add = append(add, q)
			}
		}
	}
	if _, err := tx.Apply(add, del); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	return n.write()
}

// catchUp is how many documents are resolved in one write.
const catchUp = 500

// CatchUp resolves the documents of a store that came into it without Replace, such as those of a bulk load, and returns
// how many there were. It may be interrupted between writes by an error of progress, which is called with the number of
// documents done so far after each, and goes on where it was.
func CatchUp(s *store.Store, progress func(done int) error) (int, error) {
	v := graph.NewVocabulary(s.Base())
	waiting, err := unresolved(s, v)
	if err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	done := 0
	for batch := range slices.Chunk(waiting, catchUp) {
		err := s.Update(func(tx *store.Tx) error {
			var c Change
			for _, label := range batch {
				f, err := factsOf(tx, s.Base(), label)
				if err != nil {
					return err
				}
				if f != nil {
					c.Add = append(c.Add, f)
				}
			}
			return Apply(tx, s.Base(), c)
		})
		if err != nil {
			return done, err
		}
		done += len(batch)
		if progress != nil {
			if err := progress(done); err != nil {
				return done, err
			}
		}
	}
	return done, nil
}

// Rebuild forgets all that was derived and derives it again from the documents and decisions that the store holds: after
// a repair, which may have taken documents away that could not be read.
func Rebuild(s *store.Store, progress func(done int) error) error {
	err := s.Update(func(tx *store.Tx) error {
		var names []string
		err := tx.Notes("resolve/", func(name string, _ []byte) error {
			names = append(names, name)
			return nil
		})
		if err != nil {
			return fmt.Errorf("resolve: %w", err)
		}
		for _, name := range names {
			if err := tx.SetNote(name, nil); err != nil {
				return fmt.Errorf("resolve: %w", err)
			}
		}
		if _, err := tx.Drop(graph.NewVocabulary(s.Base()).Derived); err != nil {
			return fmt.Errorf("resolve: %w", err)
		}
		entries, err := Entries(tx, s.Base())
		if err != nil {
			return err
		}
		var c Change
		for _, e := range entries {
			if !e.Undone() {
				c.Decide = append(c.Decide, e.Decision)
			}
		}
		return Apply(tx, s.Base(), c)
	})
	if err != nil {
		return err
	}
	_, err = CatchUp(s, progress)
	return err
}

// unresolved lists the documents that have not been resolved, sorted.
func unresolved(s *store.Store, v graph.Vocabulary) (list []quad.IRI, err error) {
	view, err := s.View()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	known := map[string]bool{}
	err = view.Notes(documentKind, func(name string, _ []byte) error {
		known[last(name)] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = view.Each(quad.Quad{Predicate: graph.Type, Object: v.Article}, func(q quad.Quad) error {
		if node, ok := q.Subject.(quad.IRI); ok && !known[v.ID(node)] {
			list = append(list, node)
		}
		return nil
	})
	slices.Sort(list)
	return slices.Compact(list), err
}

// notes is the State of a store: its notes, with changes kept back until the end, as a write that is read again costs
// the store more.
type notes struct {
	tx      *store.Tx
	changed map[string]map[string][]byte // by the name up to its last separator; nil for what is deleted
}

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

// write hands the changes to the store.
func (n *notes) write() error {
	for _, g := range slices.Sorted(maps.Keys(n.changed)) {
		for _, name := range slices.Sorted(maps.Keys(n.changed[g])) {
			if err := n.tx.SetNote(name, n.changed[g][name]); err != nil {
				return fmt.Errorf("resolve: %w", err)
			}
		}
	}
	return nil
}
