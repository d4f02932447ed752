package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
)

// state is one state of a store, read by patterns and names: a snapshot, or
// what an update has made so far.
type state struct{ reader }

// Count counts the quads that match the pattern, whose nil fields match
// anything. The count is exact.
func (st *state) Count(pattern quad.Quad) (int64, error) {
	p, err := parsePattern(pattern)
	if err != nil {
		return 0, err
	}
	c := cursor{r: &st.reader, pattern: p}
	defer c.close()
	n := int64(0)
	for c.next(context.Background()) {
		n++
	}
	return n, c.err
}

// Has reports whether the quad is stored, with exactly its label; a quad
// without label is another quad.
func (st *state) Has(q quad.Quad) (bool, error) {
	n, err := newChange().encode(q)
	if err != nil {
		return false, fmt.Errorf("store: %w", err)
	}
	return st.has(n)
}

// Labels calls fn once for every label, in the order of their ids. An error of
// fn ends it and is returned as it is.
func (st *state) Labels(fn func(quad.Value) error) error {
	tag := orders[labelOrder].tag
	it, err := st.iterate([]byte{tag}, []byte{tag + 1})
	if err != nil {
		return err
	}
	defer st.release(it)
	for ok := it.First(); ok; {
		prefix := bytes.Clone(it.Key()[:1+idLen])
		label, err := st.name(nodeID(prefix[1:]))
		if err != nil {
			return err
		}
		if err := fn(label); err != nil {
			return err
		}
		ok = it.SeekGE(after(prefix))
	}
	if err := it.Error(); err != nil {
		return readError("scan labels", err)
	}
	return nil
}

// parsePattern names the values of a pattern.
func parsePattern(q quad.Quad) (p quadID, err error) {
	for _, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			if p[slot(d)], err = id(v); err != nil {
				return quadID{}, err
			}
		}
	}
	return p, nil
}
