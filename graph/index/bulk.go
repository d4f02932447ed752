package index

import (
	"errors"

	"github.com/cayleygraph/quad"
)

// A Bulk writes what the index says of many documents that come, and of what is derived, straight on and each note once.
// What it counts it sums up in memory as far as bulkMemory goes, and what is more in a [Sorter]; End writes it. What comes of
// it is what a Writer makes. It is for one goroutine.
type Bulk struct {
	w      *Writer
	notes  Notes
	sums   Sorter
	memory int
	posts  map[string]*seen // by chapter, whoever's it is
	come   map[*seen]bool   // which the document that comes tells of
	cards  cards            // of documents; those of what is derived are the Writer's
	is     derivation
	ready  bool
	err    error // of notes
}

// A Sorter takes entries, of which it keeps copies, and gives them back sorted by key, those of one key as they came. What it
// gives is lent.
type Sorter interface {
	Add(key, value []byte) error
	Each(fn func(key, value []byte) error) error
}

// A seen is a post as it was seen in all that came.
type seen struct {
	at, data        string // the first sighting, by its name behind that of the chapter, with a crowd
	documents, more int32
}

// bulkMemory is how many bytes of what is counted memory holds, about.
const bulkMemory = 12 << 20

// How many bytes what is counted takes, about.
const (
	bytesPerPost  = 448
	bytesPerCard  = 320
	bytesPerTally = 48
)

// NewBulk begins a change of the index of a graph under base; see NewWriter. sums is its own from now on, but for closing it.
func NewBulk(base string, notes Notes, sums Sorter, named func(entity quad.IRI, key string) (bool, error)) *Bulk {
	b := &Bulk{w: NewWriter(base, named), notes: notes, sums: sums, memory: bulkMemory,
		posts: map[string]*seen{}, come: map[*seen]bool{}, cards: cards{}}
	b.is = derivation{b.set, func(entity string, what byte, value string) { b.w.cards.add(entity, what, value, 1) }}
	return b
}

// set writes a note of what comes, and counts it.
func (b *Bulk) set(name string, data []byte) {
	b.w.tally.count(name, 1)
	if b.err == nil {
		b.err = b.notes.Set(name, data)
	}
}

// Come says that a document comes, which has not come before, by the text of its [Listing].
func (b *Bulk) Come(listing string) error {
	if !b.ready {
		b.ready = true
		b.set(readyName, []byte(Version))
	}
	if err := b.spillFull(); err != nil {
		return err
	}
	clear(b.come)
	said := func(entity string, what byte, value string) { b.cards.add(entity, what, value, 1) }
	err := listed(listing, said, b.seen, b.set)
	return errors.Join(err, b.err)
}

// seen takes a sighting, of which it keeps the first of its chapter and writes the others.
func (b *Bulk) seen(e *Entry) {
	of := e.chapter(Posts)
	at, data := At("", e), string(e.data())
	short := e.short(b.set)
	post := b.posts[of]
	switch {
	case post == nil:
		post = &seen{at: at, data: data}
		b.posts[of] = post
	case at < post.at:
		b.other(of, post.at, post.data)
		post.at, post.data = at, data
		post.more++
	default:
		b.sighting(e, of, short)
		post.more++
	}
	if !b.come[post] {
		b.come[post] = true
		post.documents++
	}
}

// other writes a sighting that turned out not to be the first.
func (b *Bulk) other(of, at, data string) {
	e := ParseEntry(at, data)
	b.sighting(&e, of, e.short(func(string, []byte) {}))
}

// sighting writes a sighting that is not the first.
func (b *Bulk) sighting(e *Entry, of string, data []byte) {
	for _, owner := range e.owners() {
		b.set(At(Chapter(owner, Posts, of), e), data)
	}
}

// Derived says what was and what is derived of a subject, once for each; see [Writer.Derived].
func (b *Bulk) Derived(subject quad.IRI, was, is []quad.Quad, doc string) error {
	if err := b.spillFull(); err != nil {
		return err
	}
	if len(was) == 0 {
		b.is.of(&b.w.v, subject, is, doc)
		return b.err
	}
	b.w.Derived(subject, was, is, doc)
	err := b.w.change(b.notes)
	clear(b.w.was)
	clear(b.w.now)
	return err
}

// End writes how much there is, when all has come.
func (b *Bulk) End() error {
	if err := b.spill(); err != nil {
		return err
	}
	return b.write()
}
