package store

import (
	"bytes"
	"slices"
)

// entries are keys with values in memory, to be sorted.
type entries struct {
	list  []entry
	bytes []byte // of all of them
}

// An entry is where a key begins, and how many bytes it and its value have.
type entry struct{ at, key, value int }

// bytesPerEntry is what an entry takes beside its bytes.
const bytesPerEntry = 24

// end makes an entry of the bytes that were added since the one before. Its value
// begins at a place.
func (e *entries) end(value int) {
	at := 0
	if n := len(e.list); n > 0 {
		last := &e.list[n-1]
		at = last.at + last.key + last.value
	}
	e.list = append(e.list, entry{at, value - at, len(e.bytes) - value})
}

func (e *entries) reset() { e.list, e.bytes = e.list[:0], e.bytes[:0] }

// size is how many bytes of memory the entries take.
func (e *entries) size() int { return len(e.bytes) + bytesPerEntry*len(e.list) }

func (e *entries) key(n entry) []byte { return e.bytes[n.at : n.at+n.key] }

// sort sorts the entries by their keys. No more is added before reset.
func (e *entries) sort() {
	slices.SortFunc(e.list, func(a, b entry) int { return bytes.Compare(e.key(a), e.key(b)) })
}

// each calls fn with the entries in their order.
func (e *entries) each(fn func(key, value []byte) error) error {
	for _, n := range e.list {
		if err := fn(e.key(n), e.bytes[n.at+n.key:][:n.value]); err != nil {
			return err
		}
	}
	return nil
}
