package index

import (
	"errors"

	"github.com/cayleygraph/quad"
)

// A Bulk writes what the index says of many documents that come, and of what is derived, straight on and each note once,
// so that it keeps no more than the names and a number for each chapter, which End writes. What comes of it is what a
// Writer makes. It is for one goroutine.
type Bulk struct {
	w     *Writer
	notes Notes
	named map[string]bool // entities and folded names whose words are written
	posts map[string]bool // chapters of what comes
	ready bool
	err   error // of notes
}

// NewBulk begins a change of the index of a graph under base; see NewWriter.
func NewBulk(base string, notes Notes, named func(entity quad.IRI, key string) (bool, error)) *Bulk {
	return &Bulk{w: NewWriter(base, named), notes: notes, named: map[string]bool{}, posts: map[string]bool{}}
}

// set writes a note of what comes, and counts it.
func (b *Bulk) set(name string, data []byte) {
	b.w.tally.count(name, 1, b.posts)
	if b.err == nil {
		b.err = b.notes.Set(name, data)
	}
}

// Come says that a document comes, which has not come before.
func (b *Bulk) Come(l Listing) error {
	if !b.ready {
		b.ready = true
		b.set(readyName, []byte("1"))
	}
	clear(b.posts)
	var both []byte
	err := l.notes(func(id, key string) {
		if both = append(append(append(both[:0], id...), sep...), key...); !b.named[string(both)] {
			b.named[string(both)] = true
			word(id, key, b.set)
		}
	}, b.set)
	return errors.Join(err, b.err)
}

// Derived says what was and what is derived of a subject, once for each.
func (b *Bulk) Derived(subject quad.IRI, was, is []quad.Quad) error {
	if len(was) == 0 {
		clear(b.posts)
		ofDerived(b.w.v, subject, is, b.set)
		return b.err
	}
	b.w.Derived(subject, was, is)
	err := b.w.change(b.notes)
	clear(b.w.was)
	clear(b.w.now)
	return err
}

// End writes how much there is, when all has come.
func (b *Bulk) End() error { return b.w.tally.write(b.notes) }
