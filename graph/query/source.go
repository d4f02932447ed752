package query

import (
	"github.com/cayleygraph/quad"

	"quanhe/graph/index"
	"quanhe/graph/store"
)

// A source is what one question reads; see [store.Lookup], which is one.
type source interface {
	Each(pattern quad.Quad, fn func(quad.Quad) error) error
	Distinct(pattern quad.Quad, d quad.Direction, fn func(quad.Value) error) error
	Note(name string, fn func(data []byte)) error
	Notes(prefix, from string, fn func(name, data []byte) bool) error
	Leap(prefix, from string, fn func(name, data []byte) (to string, more bool)) error
	NoteBefore(prefix, before string, fn func(name, data []byte)) error
	Close()
}

// stored is a graph that looks things up fast and has notes beside its quads, as a [store.View] is.
type stored interface {
	Lookup() *store.Lookup
	Note(name string) ([]byte, error)
}

// open begins to read a graph. indexed says that there is an index beside the quads.
func open(g Graph) (src source, indexed bool, err error) {
	v, ok := g.(stored)
	if !ok {
		return plain{g}, false, nil
	}
	ready, err := v.Note(index.Ready())
	if err == nil && ready != nil && string(ready) != index.Version {
		err = &index.VersionError{Found: string(ready)}
	}
	return v.Lookup(), ready != nil, err
}

// plain reads a graph that is nothing but quads.
type plain struct{ Graph }

// Distinct implements source; each value comes once.
func (p plain) Distinct(pattern quad.Quad, d quad.Direction, fn func(quad.Value) error) error {
	seen := map[quad.Value]bool{}
	var list []quad.Value
	err := p.Each(pattern, func(q quad.Quad) error {
		if v := q.Get(d); v != nil && !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
		return nil
	})
	for _, v := range list {
		if err == nil {
			err = fn(v)
		}
	}
	return err
}

// Note implements source: there is none.
func (plain) Note(string, func([]byte)) error { return nil }

// Notes implements source: there are none.
func (plain) Notes(string, string, func(name, data []byte) bool) error { return nil }

// Leap implements source.
func (plain) Leap(string, string, func(name, data []byte) (string, bool)) error { return nil }

// NoteBefore implements source.
func (plain) NoteBefore(string, string, func(name, data []byte)) error { return nil }

// Close implements source.
func (plain) Close() {}
