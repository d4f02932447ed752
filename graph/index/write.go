package index

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// Notes keep data by name; nil deletes, and stands for what is not there. Kept calls fn for the notes whose names begin with
// prefix, sorted by name, until fn returns false; of what was set it may know nothing yet.
type Notes interface {
	Get(name string) ([]byte, error)
	Set(name string, data []byte) error
	Kept(prefix string, fn func(name string, data []byte) bool) error
}

// A Writer collects how the index changes with documents and events. It is for one goroutine.
type Writer struct {
	v     graph.Vocabulary
	was   map[string][]byte
	now   map[string][]byte
	posts map[string]*turn // by chapter, whoever's it is
	tally tallies
	cards cards
	keep  func(entity quad.IRI, key string) (bool, error)
}

// NewWriter begins a change of the index of a graph under base. named reports whether any document that stays gives an
// entity a name with the folded key.
func NewWriter(base string, named func(entity quad.IRI, key string) (bool, error)) *Writer {
	return &Writer{graph.NewVocabulary(base), map[string][]byte{}, map[string][]byte{}, map[string]*turn{}, tallies{}, cards{}, named}
}

// Come says that a document comes.
func (w *Writer) Come(l Listing) error {
	notes := map[string][]byte{}
	err := w.read(l, notes, 1)
	maps.Copy(w.now, notes)
	return err
}

// read puts what a listing says into a map, and counts n times what it says of entities and sightings: 1 comes, -1 goes, and
// 0 was never there.
func (w *Writer) read(l Listing, notes map[string][]byte, n int32) error {
	put := func(name string, data []byte) { notes[name] = data }
	said := func(entity string, what byte, value string) {
		if n != 0 {
			w.cards.add(entity, what, value, n)
		}
		named(entity, what, value, put)
	}
	posts := map[*turn]bool{} // which the document tells of, perhaps several times
	return listed(string(l), said, func(e *Entry) {
		data := e.short(put)
		if n == 0 {
			return
		}
		t := w.turn(e)
		if !posts[t] {
			posts[t] = true
			t.documents += int(n)
		}
		to := t.come
		if n < 0 {
			to = t.gone
		}
		to[At("", e)] = string(data)
	}, put)
}

// turn is how the chapter of a sighting changes.
func (w *Writer) turn(e *Entry) *turn {
	of := e.chapter(Posts)
	if w.posts[of] == nil {
		w.posts[of] = &turn{owners: e.owners(), gone: map[string]string{}, come: map[string]string{}}
	}
	return w.posts[of]
}

// Go says that a document goes. Of one that waits nothing was written, but words of its names may be there all the same:
// those of others that went before.
func (w *Writer) Go(l Listing, waits bool) error {
	notes, n := map[string][]byte{}, int32(-1)
	if waits {
		n = 0
	}
	if err := w.read(l, notes, n); err != nil {
		return err
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

// Derived says what was and what is derived of a subject. An event that is told by the claim of one document, which it is
// called after, has that document, by Short of its id.
func (w *Writer) Derived(subject quad.IRI, was, is []quad.Quad, doc string) {
	before, now := w.of(subject, was, cmp.Or(doc, unsure), -1), w.of(subject, is, doc, 1)
	maps.Copy(w.was, before)
	maps.Copy(w.now, now)
}

// of are the notes of what is derived, which is counted n times.
func (w *Writer) of(subject quad.IRI, quads []quad.Quad, doc string, n int32) map[string][]byte {
	notes := map[string][]byte{}
	d := derivation{
		to:   func(name string, data []byte) { notes[name] = data },
		said: func(entity string, what byte, value string) { w.cards.add(entity, what, value, n) },
	}
	d.of(&w.v, subject, quads, doc)
	for name := range notes {
		w.tally.count(name, n)
	}
	return notes
}

// Write hands the change to notes, in no order.
func (w *Writer) Write(notes Notes) error {
	if err := notes.Set(readyName, []byte(Version)); err != nil {
		return err
	}
	if err := w.change(notes); err != nil {
		return err
	}
	for of, t := range w.posts {
		if err := t.write(notes, of); err != nil {
			return err
		}
	}
	return w.sums(notes)
}

// sums writes what is counted.
func (w *Writer) sums(notes Notes) error {
	return errors.Join(w.tally.write(notes), w.cards.write(notes))
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
	name := [2]string{string(id), string(key)}
	if stays, known := kept[name]; known {
		return stays, nil
	}
	stays, err := w.keep(w.v.Node(name[0]), name[1])
	kept[name] = stays
	return stays, err
}

// Ready is the name of the note that says that there is an index, and of which Version.
func Ready() string { return readyName }

// Version is that of the index. What another one says is not read: it would be misread.
const Version = "4"

// A VersionError says that the index was written by another version of this package.
type VersionError struct{ Found string }

// Error names the remedy.
func (e *VersionError) Error() string {
	return fmt.Sprintf("the index of the store has version %s and this program reads %s; extract the documents into a new store",
		e.Found, Version)
}
