package resolve

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// Behind notes in a write that documents come into the store which no Replace sees, such as those of a bulk load. Await
// is to tell of them, and Told that all are told; should that never happen, CatchUp looks for them.
func Behind(tx *store.Tx) error { return tx.SetNote(behindName, []byte{}) }

// Told ends what Behind began.
func Told(tx *store.Tx) error { return tx.SetNote(behindName, nil) }

// behindName is the note of Behind.
const behindName = "resolve/behind"

// Await leaves documents that came into the store without Replace to CatchUp.
func Await(tx *store.Tx, docs []Contribution) error {
	for _, data := range docs {
		doc, err := data.document()
		if err != nil {
			return err
		}
		if err := await(tx, shortDoc(doc), data); err != nil {
			return err
		}
	}
	return nil
}

func await(tx *store.Tx, short string, data Contribution) error {
	if err := tx.SetNote(documentKind+short, data); err != nil {
		return err
	}
	return tx.SetNote(waitingKind+short, []byte(waitsNames))
}

// What of a document can wait, as its note says: all of it, or its records until all names are known.
const (
	waitsNames   = "names"
	waitsRecords = "records"
)

// How many documents one step takes: enough that names that are in many of them are looked at a few times only, and no
// more than memory holds. Names sum up what all documents say of them, records are each for itself.
const (
	namesAtOnce   = 65536
	recordsAtOnce = 8192
)

// CatchUp resolves the documents that wait for it and returns how many there were: first the names of all, so that
// records are compared once, when it is known who is who. It may be interrupted by an error of progress, which is called
// now and then with the number of documents done so far, and goes on with what is not done. Nobody else may change what
// is derived meanwhile.
func CatchUp(s *store.Store, progress func(done int) error) (int, error) {
	if progress == nil {
		progress = func(int) error { return nil }
	}
	if err := found(s); err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	names, records, err := waiting(s)
	if err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	done := 0
	b := &bulkState{store: s, known: thesaurus{}, progress: func() error { return progress(done) }}
	for some := range slices.Chunk(names, namesAtOnce) {
		if err := b.step(func(u *update) error { return b.names(u, some) }); err != nil {
			return 0, err
		}
	}
	is := newNames(b)
	for some := range slices.Chunk(slices.Concat(names, records), recordsAtOnce) {
		if err := b.step(func(u *update) error { return b.records(u.knowing(is), some) }); err != nil {
			return done, err
		}
		done += len(some)
	}
	return done, progress(done)
}

// waiting lists the documents that wait to be resolved, sorted: those whose names do, and those whose names are in.
func waiting(s *store.Store) (names, records []string, err error) {
	view, err := s.View()
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	err = view.Notes(waitingKind, func(name string, what []byte) error {
		if string(what) == waitsNames {
			names = append(names, last(name))
		} else {
			records = append(records, last(name))
		}
		return nil
	})
	return names, records, err
}

// foundAtOnce is how many documents of which nobody told are read in one write.
const foundAtOnce = 1024

// found has documents wait of which nobody told.
func found(s *store.Store) error {
	lost, err := untold(s)
	if err != nil || lost == nil {
		return err
	}
	for batch := range slices.Chunk(lost, foundAtOnce) {
		err := s.Update(func(tx *store.Tx) error {
			for _, label := range batch {
				f, err := factsOf(tx, s.Base(), label)
				if err != nil {
					return err
				}
				if err := await(tx, shortDoc(graph.DocumentID(f.SHA256)), Contribute(f)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return s.Update(Told)
}

// untold lists the documents of which nobody told, sorted; nil when there can be none.
func untold(s *store.Store) (list []quad.IRI, err error) {
	view, err := s.View()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	if note, err := view.Note(behindName); err != nil || note == nil {
		return nil, err
	}
	v := graph.NewVocabulary(s.Base())
	list = []quad.IRI{}
	err = view.Each(quad.Quad{Predicate: graph.Type, Object: v.Article}, func(q quad.Quad) error {
		node, ok := q.Subject.(quad.IRI)
		if !ok {
			return nil
		}
		note, err := view.Note(documentKind + shortDoc(v.ID(node)))
		if note == nil {
			list = append(list, node)
		}
		return err
	})
	slices.Sort(list)
	return slices.Compact(list), err
}

// factsOf reads what the store holds of a document.
func factsOf(tx *store.Tx, base string, label quad.Value) (*extract.Facts, error) {
	var quads []quad.Quad
	err := tx.Each(quad.Quad{Label: label}, func(q quad.Quad) error {
		quads = append(quads, q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return graph.Facts(quads, base)
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
		return errors.Join(Behind(tx), Apply(tx, s.Base(), c))
	})
	if err != nil {
		return err
	}
	_, err = CatchUp(s, progress)
	return err
}
