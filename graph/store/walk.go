package store

import (
	"context"

	"github.com/cayleygraph/quad"
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
type Walk struct{ cursor cursor }

// Walk begins a walk over this state of the store.
func (st *state) Walk() *Walk { return &Walk{cursor{r: &st.reader}} }

// Close ends the walk. A second Close does nothing.
func (w *Walk) Close() { w.cursor.close() }

// Ends appends to dst what the quads of a subject, a predicate and an object
// have in the direction d, once for each quad; a zero ID stands for any value.
// A quad without label has the zero ID there. The walk is fastest from one value
// to the next if they are asked for in the order of their bytes.
func (w *Walk) Ends(dst []ID, subject, predicate, object ID, d quad.Direction) ([]ID, error) {
	for w.cursor.seek(quadID{subject, predicate, object}); w.cursor.next(context.Background()); {
		dst = append(dst, w.cursor.at[slot(d)])
	}
	return dst, w.cursor.err
}

// Value reads what an ID names, nil if no quad uses it.
func (st *state) Value(n ID) (quad.Value, error) { return st.name(n) }
