package index

import (
	"bytes"
	"maps"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// Notes keep data by name; nil deletes, and stands for what is not there.
type Notes interface {
	Get(name string) ([]byte, error)
	Set(name string, data []byte) error
}

// A Writer collects how the index changes with documents and events. It is for one goroutine.
type Writer struct {
	v     graph.Vocabulary
	was   map[string][]byte
	now   map[string][]byte
	tally tallies
	keep  func(entity quad.IRI, key string) (bool, error)
}

// NewWriter begins a change of the index of a graph under base. named reports whether any document that stays gives an
// entity a name with the folded key.
func NewWriter(base string, named func(entity quad.IRI, key string) (bool, error)) *Writer {
	return &Writer{graph.NewVocabulary(base), map[string][]byte{}, map[string][]byte{}, tallies{}, named}
}

// Come says that a document comes.
func (w *Writer) Come(l Listing) error {
	notes := map[string][]byte{}
	err := l.into(notes)
	w.tally.add(notes, 1)
	maps.Copy(w.now, notes)
	return err
}

// into puts what a listing says into a map.
func (l Listing) into(notes map[string][]byte) error {
	put := func(name string, data []byte) { notes[name] = data }
	return l.notes(func(id, key string) { word(id, key, put) }, put)
}

// Go says that a document goes. Of one that waits nothing was written, but words of its names may be there all the same:
// those of others that went before.
func (w *Writer) Go(l Listing, waits bool) error {
	notes := map[string][]byte{}
	if err := l.into(notes); err != nil {
		return err
	}
	if !waits {
		w.tally.add(notes, -1)
	}
	for name, data := range notes {
		if waits {
			data = []byte(unsure)
		}
		w.was[name] = data
	}
	return nil
}

// unsure is what no note says.
const unsure = "?"

// Derived says what was and what is derived of a subject.
func (w *Writer) Derived(subject quad.IRI, was, is []quad.Quad) {
	before, now := OfDerived(w.v, subject, was), OfDerived(w.v, subject, is)
	w.tally.add(before, -1)
	w.tally.add(now, 1)
	maps.Copy(w.was, before)
	maps.Copy(w.now, now)
}

// Write hands the change to notes, in no order.
func (w *Writer) Write(notes Notes) error {
	if err := notes.Set(readyName, []byte("1")); err != nil {
		return err
	}
	if err := w.change(notes); err != nil {
		return err
	}
	return w.tally.write(notes)
}

// change writes what is not as it was.
func (w *Writer) change(notes Notes) error {
	kept := map[[2]string]bool{} // by entity and folded name
	for name := range w.was {
		if _, stays := w.now[name]; stays {
			continue
		}
		if isWord(name) {
			stays, err := w.stays(name, kept)
			if err != nil {
				return err
			}
			if stays {
				continue
			}
		}
		if err := notes.Set(name, nil); err != nil {
			return err
		}
	}
	for name, data := range w.now {
		if was, had := w.was[name]; had && bytes.Equal(was, data) {
			continue
		}
		if err := notes.Set(name, data); err != nil {
			return err
		}
	}
	return nil
}

// stays reports whether a name whose note a document brought is given by another one too.
func (w *Writer) stays(note string, kept map[[2]string]bool) (bool, error) {
	id, key := Word([]byte(note))
	name := [2]string{id, key}
	if stays, known := kept[name]; known {
		return stays, nil
	}
	stays, err := w.keep(w.v.Node(id), key)
	kept[name] = stays
	return stays, err
}

// Ready is the name of the note that says that there is an index.
func Ready() string { return readyName }
