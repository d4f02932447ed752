package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// Totals count what a graph holds.
type Totals struct {
	Documents int     `json:"documents"`
	Quads     int     `json:"quads"`
	Entities  []Count `json:"entities"` // by type
	Claims    []Count `json:"claims"`   // by relation, one for each document that makes it
	Events    []Count `json:"events"`   // by relation: what claims of events come to when reports of one are one
}

// A Count is how many there are of something.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// Status counts documents, quads, entities by type and claims by relation. It reads the whole graph.
func (a *Asker) Status(ctx context.Context) (Totals, error) {
	r := a.read(ctx)
	defer r.close()
	var t Totals
	type typed struct{ node, class quad.Value }
	seen := map[typed]bool{} // an entity has a quad for each of its documents
	entities, claims, events := map[string]int{}, map[string]int{}, map[string]int{}
	err := r.each(quad.Quad{}, func(q quad.Quad) error {
		t.Quads++
		if q.Predicate == r.v.Kind && q.Label == r.v.Derived {
			events[r.v.RelationName(q.Object)]++
		}
		key := typed{q.Subject, q.Object}
		if q.Predicate != graph.Type || seen[key] {
			return nil
		}
		seen[key] = true
		switch relation, entity := r.v.RelationName(q.Object), r.v.EntityType(q.Object); {
		case q.Object == r.v.Article:
			t.Documents++
		case relation != "":
			claims[relation]++
		case entity != "":
			entities[entity]++
		}
		return nil
	})
	t.Entities, t.Claims, t.Events = sortCounts(entities), sortCounts(claims), sortCounts(events)
	return t, wrap("status", err)
}

func sortCounts(counts map[string]int) []Count {
	list := make([]Count, 0, len(counts))
	for name, n := range counts {
		list = append(list, Count{Name: name, N: n})
	}
	slices.SortFunc(list, func(a, b Count) int { return compareRelations(a.Name, b.Name) })
	return list
}
