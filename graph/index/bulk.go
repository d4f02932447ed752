package index

import "github.com/cayleygraph/quad"

// A Bulk writes what the index says of many documents that come, and of what is derived, straight on and each note once,
// so that it keeps no more than the names of the words and a number for each chapter, which End writes. What comes of it is
// what a Writer makes. It is for one goroutine.
type Bulk struct {
	w     *Writer
	notes Notes
	words map[string]bool // names of notes that are written
	ready bool
}

// NewBulk begins a change of the index of a graph under base; see NewWriter.
func NewBulk(base string, notes Notes, named func(entity quad.IRI, key string) (bool, error)) *Bulk {
	return &Bulk{w: NewWriter(base, named), notes: notes, words: map[string]bool{}}
}

// Come says that a document comes, which has not come before.
func (b *Bulk) Come(l Listing) error {
	if !b.ready {
		b.ready = true
		if err := b.notes.Set(readyName, []byte("1")); err != nil {
			return err
		}
	}
	if err := b.w.Come(l); err != nil {
		return err
	}
	for name := range b.w.now {
		switch {
		case b.words[name]:
			delete(b.w.now, name)
		case isWord(name):
			b.words[name] = true
		}
	}
	return b.write()
}

// Derived says what was and what is derived of a subject, once for each.
func (b *Bulk) Derived(subject quad.IRI, was, is []quad.Quad) error {
	b.w.Derived(subject, was, is)
	return b.write()
}

// End writes how much there is, when all has come.
func (b *Bulk) End() error { return b.w.tally.write(b.notes) }

func (b *Bulk) write() error {
	err := b.w.change(b.notes)
	clear(b.w.was)
	clear(b.w.now)
	return err
}
