package store

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// A row is a value with the tags of one way to it. Cayley's iterators show the
// rows of a value one after the other: NextPath moves from one to the next.

// combination asks several indexes, each for a value of its own, and shows every
// combination of their rows.
type combination struct {
	parts []part
	err   error
}

// part is one index of a combination.
type part struct {
	index    iterator.Index
	ref      refs.Ref // what it is asked for
	optional bool     // it only adds tags
	tagged   bool     // its rows differ
	on       bool     // it contains ref
}

// newCombination makes a combination of shapes that must contain their value.
func newCombination(shapes []iterator.Shape) combination {
	c := combination{parts: make([]part, 0, len(shapes))}
	for _, s := range shapes {
		c.parts = append(c.parts, part{index: s.Lookup(), tagged: tagged(s)})
	}
	return c
}

// tagged reports whether rows of the shape can differ in their tags. Other rows
// of the same value need not be looked for, and could be as many as the product
// of what all parts have.
func tagged(s iterator.Shape) bool {
	switch s := s.(type) {
	case *iterator.Save, *iterator.Recursive:
		return true
	case *endsShape:
		return len(s.saves) > 0
	}
	for _, sub := range s.SubIterators() {
		if tagged(sub) {
			return true
		}
	}
	return false
}

// all asks every part for the same value.
func (c *combination) all(ctx context.Context, ref refs.Ref) bool {
	for i := range c.parts {
		c.parts[i].ref = ref
	}
	return c.ask(ctx, 0)
}

// ask asks the parts from the given one on. They stand on their first rows then.
func (c *combination) ask(ctx context.Context, from int) bool {
	for i := from; i < len(c.parts); i++ {
		p := &c.parts[i]
		p.on = p.index.Contains(ctx, p.ref)
		if p.on {
			continue
		}
		if c.err = p.index.Err(); c.err != nil || !p.optional {
			return false
		}
	}
	return true
}

// nextPath moves to the next combination: the last part that has another row
// moves to it, and those behind it start again.
func (c *combination) nextPath(ctx context.Context) bool {
	for i := len(c.parts) - 1; i >= 0; i-- {
		p := &c.parts[i]
		if !p.on || !p.tagged {
			continue
		}
		if p.index.NextPath(ctx) {
			return c.ask(ctx, i+1)
		}
		if c.err = p.index.Err(); c.err != nil {
			return false
		}
	}
	return false
}

func (c *combination) tagResults(dst map[string]refs.Ref) {
	for i := range c.parts {
		if c.parts[i].on {
			c.parts[i].index.TagResults(dst)
		}
	}
}

func (c *combination) close() error {
	var err error
	for i := range c.parts {
		if closeErr := c.parts[i].index.Close(); err == nil {
			err = closeErr
		}
	}
	return err
}

// replay shows the rows of each value of a scan as often as they are asked for.
type replay struct {
	scan   iterator.Scanner
	tagged bool
	rows   []map[string]refs.Ref // the tags of the rows known so far
	at     int                   // the row shown
	all    bool                  // there are no more rows
}

func newReplay(s iterator.Shape) *replay { return &replay{scan: s.Iterate(), tagged: tagged(s)} }

// next moves to the next value and its first row.
func (r *replay) next(ctx context.Context) bool {
	if !r.scan.Next(ctx) {
		return false
	}
	r.rows, r.all = r.rows[:0], !r.tagged
	r.record()
	return true
}

// rewind moves to the first row of the value.
func (r *replay) rewind() { r.at = 0 }

// nextPath moves to the next row of the value.
func (r *replay) nextPath(ctx context.Context) bool {
	if r.at+1 < len(r.rows) {
		r.at++
		return true
	}
	if r.all || !r.scan.NextPath(ctx) {
		r.all = true
		return false
	}
	r.record()
	return true
}

// record remembers the row that the scan shows.
func (r *replay) record() {
	var tags map[string]refs.Ref
	if r.tagged {
		tags = make(map[string]refs.Ref)
		r.scan.TagResults(tags)
	}
	r.rows = append(r.rows, tags)
	r.at = len(r.rows) - 1
}

func (r *replay) tagResults(dst map[string]refs.Ref) {
	if r.at < len(r.rows) {
		maps.Copy(dst, r.rows[r.at])
	}
}

// optimizeAll lets Cayley's iterators among the parts of a shape improve
// themselves.
func optimizeAll(ctx context.Context, parts []iterator.Shape) {
	for i := range parts {
		parts[i], _ = parts[i].Optimize(ctx)
	}
}

// costs asks every shape for its costs.
func costs(ctx context.Context, shapes []iterator.Shape) ([]iterator.Costs, error) {
	out := make([]iterator.Costs, len(shapes))
	for i, s := range shapes {
		var err error
		if out[i], err = s.Stats(ctx); err != nil {
			return nil, err
		}
	}
	return out, nil
}
