// Package query answers typed questions about a graph: who met whom and when, who held which office, what is known of
// somebody, and which sentence says so.
//
// An [Asker] reads any [Graph], usually one snapshot of a store, so that all reads of one question see the same state.
// Answers are in a fixed order and depend on nothing but the graph. The questions do not go through Cayley's Path: it
// loses or repeats rows when a step has several values.
//
// Dates are EDTF and compare as intervals: an event of 2021 is a possible, not a certain answer for September 2021.
// Planned and negated events are never answers about what happened, unless a question asks for planned ones.
package query

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// A Graph is a set of quads. Each calls fn for every quad that agrees with the pattern in the directions that are not
// nil, in any order, until fn returns an error, which Each returns. fn does not call Each.
type Graph interface {
	Each(pattern quad.Quad, fn func(quad.Quad) error) error
}

// Slice is a Graph in memory that reads all its quads for each pattern: for examples and tests.
type Slice []quad.Quad

// Each implements Graph, in the order of the slice.
func (s Slice) Each(pattern quad.Quad, fn func(quad.Quad) error) error {
	fits := func(want, got quad.Value) bool { return want == nil || want == got }
	for _, q := range s {
		if fits(pattern.Subject, q.Subject) && fits(pattern.Predicate, q.Predicate) &&
			fits(pattern.Object, q.Object) && fits(pattern.Label, q.Label) {
			if err := fn(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// An Asker asks questions of one graph. It keeps nothing between questions but memory to use again and is safe for
// concurrent use when the graph is.
type Asker struct {
	g         Graph
	v         graph.Vocabulary
	stretches sync.Pool
}

// New returns an Asker for a graph whose IRIs stand under base; "" is graph.DefaultBase.
func New(g Graph, base string) *Asker { return &Asker{g: g, v: graph.NewVocabulary(base)} }

// A Document is where a claim stands.
type Document struct {
	ID    string `json:"id"`             // doc/<sha256>
	Path  string `json:"path,omitempty"` // path or record id it was read from
	Title string `json:"title,omitempty"`
	Date  string `json:"date,omitempty"` // EDTF
	URL   string `json:"url,omitempty"`
}

// Relations lists the relations that the graph has claims of, sorted.
func (a *Asker) Relations(ctx context.Context) ([]string, error) {
	seen := map[string]bool{}
	r := a.read(ctx)
	defer r.close()
	err := r.each(quad.Quad{Predicate: graph.Type}, func(q quad.Quad) error {
		if relation := a.v.RelationName(q.Object); relation != "" {
			seen[relation] = true
		}
		return nil
	})
	return slices.Sorted(maps.Keys(seen)), wrap("relations", err)
}

// wrap names the question in an error.
func wrap(question string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", question, err)
}
