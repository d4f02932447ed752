package resolve

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// Outdate notes in a write that what is derived does not follow from what the store holds. From then on nothing is kept
// up to date, until CatchUp forgets all that was derived and derives it again from the documents and decisions that are
// there: after a repair, which may have taken documents away that could not be read, or when decisions came as quads.
func Outdate(tx *store.Tx) error { return tx.SetNote(outdatedName, []byte{}) }

// outdatedName is the note of Outdate.
const outdatedName = "resolve/outdated"

// outdated reports whether Outdate was called and nobody has begun anew since.
func outdated(r interface{ Note(string) ([]byte, error) }) (bool, error) {
	note, err := r.Note(outdatedName)
	return note != nil, err
}

// anewAtOnce is how many quads or notes one write takes of what is forgotten, and a sixteenth of it how many documents that
// are read again.
const anewAtOnce = 16384

// beginAnew makes good what Outdate noted, but for the documents, which wait then.
func beginAnew(s *store.Store, atOnce int, progress func() error) (err error) {
	view, err := s.View()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	if is, err := outdated(view); err != nil || !is {
		return err
	}
	a := &anew{s, view, graph.NewVocabulary(s.Base()), atOnce, progress}
	for _, step := range []func() error{a.forgetNotes, a.forgetQuads, a.readAgain, a.decide} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// An anew is a beginning anew. It makes many writes, of which the last takes the note of Outdate away: when something ends
// it before, the next one begins at the beginning.
type anew struct {
	store    *store.Store
	view     *store.View // as it was
	v        graph.Vocabulary
	atOnce   int
	progress func() error
}

// write makes one of the writes.
func (a *anew) write(fn func(*store.Tx) error) error {
	if err := a.store.Update(fn); err != nil {
		return err
	}
	return a.progress()
}

// inLots gives put what each tells of, n at a time; the last ones may be fewer, or none.
func inLots[T any](n int, each func(tell func(T) error) error, put func([]T) error) error {
	var lot []T
	err := each(func(one T) error {
		if lot = append(lot, one); len(lot) < n {
			return nil
		}
		err := put(lot)
		lot = lot[:0]
		return err
	})
	if err != nil {
		return err
	}
	return put(lot)
}

// forgetNotes takes away the notes of what was derived, but for that of Outdate.
func (a *anew) forgetNotes() error {
	return inLots(a.atOnce, func(tell func(string) error) error {
		return a.view.Notes("resolve/", func(name string, _ []byte) error {
			if name == outdatedName {
				return nil
			}
			return tell(name)
		})
	}, func(names []string) error {
		return a.write(func(tx *store.Tx) error {
			for _, name := range names {
				if err := tx.SetNote(name, nil); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// forgetQuads takes away what was derived.
func (a *anew) forgetQuads() error {
	return inLots(a.atOnce, func(tell func(quad.Quad) error) error {
		return a.view.Each(quad.Quad{Label: a.v.Derived}, tell)
	}, func(quads []quad.Quad) error {
		return a.write(func(tx *store.Tx) error { _, err := tx.Apply(nil, quads); return err })
	})
}

// readAgain reads the documents that the store holds and has them wait.
func (a *anew) readAgain() error {
	return inLots(a.atOnce/16, func(tell func(Contribution) error) error {
		return a.view.Each(quad.Quad{Predicate: graph.Type, Object: a.v.Article}, func(q quad.Quad) error {
			if q.Subject != q.Label {
				return nil // a document says itself what it is
			}
			f, err := a.facts(q.Label)
			if err != nil {
				return fmt.Errorf("%s: %w; drop it and extract it again", a.v.ID(q.Label), err)
			}
			return tell(Contribute(f))
		})
	}, func(docs []Contribution) error {
		return a.write(func(tx *store.Tx) error {
			for _, data := range docs {
				if err := data.Await(tx.SetNote); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// facts reads what the store holds of a document.
func (a *anew) facts(label quad.Value) (*extract.Facts, error) {
	var quads []quad.Quad
	err := a.view.Each(quad.Quad{Label: label}, func(q quad.Quad) error {
		quads = append(quads, q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return graph.Facts(quads, a.store.Base())
}

// decide makes the decisions count that are not undone, of no document yet.
func (a *anew) decide() error {
	return a.store.Update(func(tx *store.Tx) error {
		entries, err := Entries(tx, a.store.Base())
		if err != nil {
			return err
		}
		return errors.Join(tx.SetNote(outdatedName, nil), Apply(tx, a.store.Base(), between(nil, inForce(entries))))
	})
}
