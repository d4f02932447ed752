package resolve

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
)

// A memory is a State that keeps records by the part of their name before the last separator: all prefixes that are
// asked for are such parts.
type memory map[string]map[string][]byte

func (m memory) Get(name string) ([]byte, error) { return m[above(name)][name], nil }

func (m memory) Set(name string, data []byte) error {
	g := above(name)
	if data == nil {
		delete(m[g], name)
		if len(m[g]) == 0 {
			delete(m, g)
		}
		return nil
	}
	if m[g] == nil {
		m[g] = map[string][]byte{}
	}
	m[g][name] = bytes.Clone(data)
	return nil
}

func (m memory) Each(prefix string, fn func(string, []byte) error) error {
	for _, name := range slices.Sorted(maps.Keys(m[prefix])) {
		if err := fn(name, m[prefix][name]); err != nil {
			return err
		}
	}
	return nil
}

// A world is a state with what was derived, as a store would hold it.
type world struct {
	memory
	derived map[quad.IRI][]quad.Quad
}

func newWorld() *world { return &world{memory{}, map[quad.IRI][]quad.Quad{}} }

// said is what documents contribute.
func said(docs ...*extract.Facts) []Contribution {
	list := make([]Contribution, len(docs))
	for i, f := range docs {
		list[i] = Contribute(f)
	}
	return list
}

// ids are those of documents.
func ids(docs ...*extract.Facts) []string {
	list := make([]string, len(docs))
	for i, f := range docs {
		list[i] = graph.DocumentID(f.SHA256)
	}
	return list
}

func (w *world) update(t testing.TB, c Change) []Node {
	t.Helper()
	nodes, err := Update(w.memory, "", c)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		if _, known := w.derived[n.Subject]; known && n.Fresh {
			t.Fatalf("%s was there before", n.Subject)
		}
		if len(n.Quads) == 0 {
			delete(w.derived, n.Subject)
		} else {
			w.derived[n.Subject] = n.Quads
		}
	}
	return nodes
}

// called tells who is who among those who are called like somebody.
func (w *world) called(t *testing.T, person string) *component {
	t.Helper()
	c, err := newNames(w.memory).component(blockKey("person", person))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// dump writes all that is derived, one quad a line, sorted.
func (w *world) dump() string {
	var b strings.Builder
	for _, s := range slices.Sorted(maps.Keys(w.derived)) {
		for _, q := range w.derived[s] {
			b.WriteString(q.NQuad() + "\n")
		}
	}
	return b.String()
}

// notes writes the state, one record a line, sorted.
func (w *world) notes() string {
	var b strings.Builder
	for _, g := range slices.Sorted(maps.Keys(w.memory)) {
		for _, name := range slices.Sorted(maps.Keys(w.memory[g])) {
			b.WriteString(name + "=" + string(w.memory[g][name]) + "\n")
		}
	}
	return b.String()
}

// readBack returns the facts of a document as the graph gives them back.
func readBack(t testing.TB, f *extract.Facts) *extract.Facts {
	t.Helper()
	again, err := graph.Facts(graph.Quads(f, ""), "")
	if err != nil {
		t.Fatal(err)
	}
	return again
}
