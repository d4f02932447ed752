package store

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// An ID names a value within a store, comparable and a sixth of the size of most
// values. The zero ID names nothing.
type ID = nodeID

// IDOf names a value, whether any quad uses it or not. It fails for values that
// cannot be stored.
func IDOf(v quad.Value) (ID, error) { return id(v) }

// A Walk follows quads from value to value without reading what the values are,
// which costs more than to follow them: for searches that look at many quads
// and show few. It is for one goroutine; Close it.
type Walk struct {
	r            *reader
	it           *pebble.Iterator // nil before the first step and after the end
	lower, upper []byte
}

// Walk begins a walk over this state of the store.
func (st *state) Walk() *Walk { return &Walk{r: &st.reader} }

// Close ends the walk. A second Close does nothing.
func (w *Walk) Close() {
	if w.it != nil {
		w.r.release(w.it)
		w.it = nil
	}
}

// Ends appends to dst what the quads of a subject, a predicate and an object
// have in the direction d, once for each quad; a zero ID stands for any value.
// A quad without label has the zero ID there. The walk is fastest from one value
// to the next if they are asked for in the order of their bytes.
func (w *Walk) Ends(dst []ID, subject, predicate, object ID, d quad.Direction) ([]ID, error) {
	if w.r.closed.Load() {
		return dst, ErrClosed
	}
	if w.it == nil {
		var err error
		if w.it, err = w.r.iterate(nil, nil); err != nil {
			return dst, err
		}
	}
	pattern := quadID{subject, predicate, object}
	o, fixed := pattern.order() // there is one whose prefix says all that the pattern says
	w.lower = o.appendPrefix(w.lower[:0], &pattern, fixed)
	w.upper = append(w.upper[:0], w.lower...)
	w.upper = increment(w.upper)
	at := 1 + slices.Index(o.slots[:], slot(d))*idLen
	for state := w.it.SeekGEWithLimit(w.lower, w.upper); state == pebble.IterValid; state = w.it.NextWithLimit(w.upper) {
		key := w.it.Key()
		if len(key) != keyLen {
			return dst, readError("walk", fmt.Errorf("key %x is damaged", key))
		}
		dst = append(dst, ID(key[at:at+idLen]))
	}
	if err := w.it.Error(); err != nil {
		return dst, readError("walk", err)
	}
	return dst, nil
}

// Value reads what an ID names, nil if no quad uses it.
func (st *state) Value(n ID) (quad.Value, error) { return st.name(n) }
