package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// A Lookup answers many small questions about a view, ten times as fast as the
// view does: it keeps its iterators from one to the next, reads single values
// instead of stretches of the dictionary and takes those that the store
// remembers from there. It is for one goroutine, and a function that it calls
// does not ask it anything; Close it before the view.
type Lookup struct {
	v      *View
	cursor cursor
	notes  *pebble.Iterator // over some notes; nil before the first ones
	points *pebble.Iterator // over all notes, for single ones; nil before the first one
	key    []byte           // of a single note
	found  []quadID
}

// Lookup begins to look things up.
func (v *View) Lookup() *Lookup { return &Lookup{v: v, cursor: cursor{r: &v.reader}} }

// Close gives back what the lookup holds. A second Close does nothing.
func (l *Lookup) Close() {
	l.cursor.close()
	for _, it := range []**pebble.Iterator{&l.notes, &l.points} {
		if *it != nil {
			l.v.release(*it)
			*it = nil
		}
	}
}

// small is how many quads are named one by one; a scan names more of them in less
// time.
const small = 1 << 10

// Each is [View.Each], for patterns that few quads match.
func (l *Lookup) Each(pattern quad.Quad, fn func(quad.Quad) error) error {
	p, err := parsePattern(pattern)
	if err != nil {
		return err
	}
	l.found = l.found[:0]
	for l.cursor.seek(p); l.cursor.next(context.Background()); {
		if l.found = append(l.found, l.cursor.at); len(l.found) > small {
			return l.v.Each(pattern, fn)
		}
	}
	if l.cursor.err != nil {
		return l.cursor.err
	}
	for i := range l.found {
		q, err := l.named(&l.found[i], &pattern)
		if err == nil {
			err = fn(q)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// named names the values of a quad that the pattern does not.
func (l *Lookup) named(ids *quadID, pattern *quad.Quad) (q quad.Quad, err error) {
	q = *pattern
	for _, d := range quad.Directions {
		n := ids[slot(d)]
		if n == (nodeID{}) || q.Get(d) != nil {
			continue
		}
		v, err := l.name(n)
		if err != nil {
			return q, err
		}
		q.Set(d, v)
	}
	return q, nil
}

func (l *Lookup) name(n nodeID) (quad.Value, error) {
	v, err := l.v.NameOf(n)
	if v == nil && err == nil {
		err = fmt.Errorf("store: value %x of a quad is not in the dictionary", n)
	}
	return v, err
}

// Distinct calls fn once for each value that the quads of a pattern have in the
// direction d, in the order of ids. It skips over the quads that share one, so
// the pattern must be such that these lie together: a subject and predicate with
// the object, a predicate and object with the subject, an object with the
// predicate. Quads without a label have no value there.
func (l *Lookup) Distinct(pattern quad.Quad, d quad.Direction, fn func(quad.Value) error) error {
	p, err := parsePattern(pattern)
	if err != nil {
		return err
	}
	o, fixed := p.order()
	if fixed == 4 || o.slots[fixed] != slot(d) {
		return fmt.Errorf("store: the quads of %v do not lie by their %v", pattern, d)
	}
	l.cursor.seek(p)
	for ok := l.cursor.next(context.Background()); ok; {
		at := l.cursor.at
		if n := at[slot(d)]; n != (nodeID{}) {
			v, err := l.name(n)
			if err == nil {
				err = fn(v)
			}
			if err != nil {
				return err
			}
		}
		ok = l.skip(at, fixed+1)
	}
	return l.cursor.err
}

// skip moves to the first quad that differs from one in the first slots of its
// order.
func (l *Lookup) skip(from quadID, slots int) bool {
	const steps = 8 // before a seek costs less
	differs := func() bool {
		for _, s := range l.cursor.order.slots[:slots] {
			if l.cursor.at[s] != from[s] {
				return true
			}
		}
		return false
	}
	for range steps {
		if !l.cursor.next(context.Background()) || differs() {
			return l.cursor.state == cursorOn
		}
	}
	return l.cursor.jump(after(l.cursor.order.appendPrefix(nil, &from, slots)))
}

// jump moves to the first instance of the pattern at or behind a key.
func (c *cursor) jump(key []byte) bool {
	if !c.it.SeekGE(key) {
		return c.fail(c.it.Error())
	}
	if !c.order.decode(c.it.Key(), &c.at) {
		return c.fail(fmt.Errorf("key %x is damaged", c.it.Key()))
	}
	return c.at.matches(&c.pattern) || c.next(context.Background())
}

// Note calls fn with the note of a name, if there is one. The bytes are lent for
// the call. Notes that are asked for in the order of their names cost least.
func (l *Lookup) Note(name string, fn func(data []byte)) (err error) {
	if l.v.closed.Load() {
		return ErrClosed
	}
	if l.points == nil {
		if l.points, err = l.v.iterate([]byte{tagNote}, []byte{tagNote + 1}); err != nil {
			return err
		}
	}
	l.key = append(append(l.key[:0], tagNote), name...)
	if l.points.SeekGE(l.key) && bytes.Equal(l.points.Key(), l.key) {
		fn(l.points.Value())
	}
	return noteError(l.points)
}

// Notes calls fn for the notes whose names start with the prefix and are not
// before from, sorted by name, until fn returns false. The bytes are lent for the
// call.
func (l *Lookup) Notes(prefix, from string, fn func(name, data []byte) bool) error {
	return l.Leap(prefix, from, func(name, data []byte) (string, bool) { return "", fn(name, data) })
}

// Leap is Notes for an fn that may name a later note, or where one would be, to go
// on with that instead of the next one. It costs less than to ask again.
func (l *Lookup) Leap(prefix, from string, fn func(name, data []byte) (to string, more bool)) error {
	lower := noteKey(prefix)
	upper := after(lower)
	if from > prefix {
		lower = noteKey(from)
	}
	if err := l.between(lower, upper); err != nil {
		return err
	}
	for ok := l.notes.First(); ok; {
		to, more := fn(l.notes.Key()[1:], l.notes.Value())
		switch {
		case !more:
			return nil
		case to == "":
			ok = l.notes.Next()
		default:
			l.key = append(append(l.key[:0], tagNote), to...)
			ok = l.notes.SeekGE(l.key)
		}
	}
	return noteError(l.notes)
}

// NoteBefore calls fn for the last of the notes whose names start with the prefix
// and are before another name, if there is one. The bytes are lent for the call.
func (l *Lookup) NoteBefore(prefix, before string, fn func(name, data []byte)) error {
	if err := l.between(noteKey(prefix), noteKey(before)); err != nil {
		return err
	}
	if l.notes.Last() {
		fn(l.notes.Key()[1:], l.notes.Value())
	}
	return noteError(l.notes)
}

// between sets the iterator over notes on those from lower up to upper.
func (l *Lookup) between(lower, upper []byte) (err error) {
	switch {
	case l.v.closed.Load():
		return ErrClosed
	case l.notes == nil:
		l.notes, err = l.v.iterate(lower, upper)
	default:
		l.notes.SetBounds(lower, upper)
	}
	return err
}

func noteError(it *pebble.Iterator) error {
	if err := it.Error(); err != nil {
		return readError("scan notes", err)
	}
	return nil
}
