package index

import (
	"errors"

	"github.com/cayleygraph/quad"

	"quanhe/extract/text"
)

// A Bulk writes what the index says of many documents that come, and of what is derived, straight on and each note once,
// so that it keeps no more than the names, the first sighting of each post and a number for each chapter, which End writes.
// What comes of it is what a Writer makes. It is for one goroutine.
type Bulk struct {
	w     *Writer
	notes Notes
	posts map[string]*seen // by chapter, whoever's it is
	come  map[*seen]bool   // which the document that comes tells of
	is    derivation
	ready bool
	err   error // of notes
}

// A seen is a post as it was seen in all that came.
type seen struct {
	at, data        string // the first sighting, by its name behind that of the chapter, with a crowd
	documents, more int32
}

// NewBulk begins a change of the index of a graph under base; see NewWriter.
func NewBulk(base string, notes Notes, named func(entity quad.IRI, key string) (bool, error)) *Bulk {
	b := &Bulk{w: NewWriter(base, named), notes: notes, posts: map[string]*seen{}, come: map[*seen]bool{}}
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
	clear(b.come)
	err := listed(listing, b.said, b.seen, b.set)
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
		first := ParseEntry(post.at, post.data)
		b.other(&first, of, first.short(func(string, []byte) {}))
		post.at, post.data = at, data
		post.more++
	default:
		b.other(e, of, short)
		post.more++
	}
	if !b.come[post] {
		b.come[post] = true
		post.documents++
	}
}

// other writes a sighting that is not the first.
func (b *Bulk) other(e *Entry, of string, data []byte) {
	for _, owner := range e.owners() {
		b.set(At(Chapter(owner, Posts, of), e), data)
	}
}

// said counts what a document says of an entity, and writes the words of a name that comes for the first time.
func (b *Bulk) said(entity string, what byte, value string) {
	if !b.w.cards.add(entity, what, value, 1) || what != saidName && what != saidAlias {
		return
	}
	key, again := text.Fold(value), 0
	for _, c := range *b.w.cards[entity] {
		if (c.what == saidName || c.what == saidAlias) && text.Fold(c.value) == key {
			again++
		}
	}
	if again == 1 {
		word(entity, key, b.set)
	}
}

// Derived says what was and what is derived of a subject, once for each; see [Writer.Derived].
func (b *Bulk) Derived(subject quad.IRI, was, is []quad.Quad, doc string) error {
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
	for of, post := range b.posts {
		e := ParseEntry(post.at, post.data)
		t := turn{owners: e.owners(), documents: int(post.documents), others: int(post.more),
			come: map[string]string{post.at: string(e.short(func(string, []byte) {}))}}
		if err := t.write(b.notes, of); err != nil {
			return err
		}
	}
	return b.w.sums(b.notes)
}
