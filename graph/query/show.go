package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// A Profile is everything the graph says of one entity.
type Profile struct {
	Candidate
	Sections []Section `json:"sections"`
}

// A Section holds the facts of one relation.
type Section struct {
	Relation string `json:"relation"`
	Facts    []Fact `json:"facts"`
}

// NotFoundError reports an id that names no entity of the graph.
type NotFoundError struct{ ID string }

// Error names the id and the way to find one.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("nothing is known of %q; search finds ids by name", e.ID)
}

// Show tells everything known of an entity, in sections by relation: offices and memberships, then encounters, then the
// rest. Facts of every modality stand there, each with its modality; with
// reports every one is cited. The error is a [*NotFoundError] when the id names no
// entity.
func (a *Asker) Show(ctx context.Context, id string, reports bool) (*Profile, error) {
	profile, err := a.read(ctx).show(id, reports)
	return profile, wrap("show", err)
}

func (r *reading) show(id string, reports bool) (*Profile, error) {
	id, err := r.stands(id)
	if err != nil {
		return nil, err
	}
	c, err := r.candidate(r.v.Node(id), id)
	if err != nil {
		return nil, err
	}
	if c.Type == "" {
		return nil, &NotFoundError{ID: id}
	}
	ids, err := r.everybody([]string{id})
	if err != nil {
		return nil, err
	}
	claims, err := r.claimsOf(ids...)
	if err != nil {
		return nil, err
	}
	list, err := r.happenings(claims, nil)
	if err != nil {
		return nil, err
	}
	byRelation := map[string][]happening{}
	for _, h := range list {
		byRelation[h.Relation] = append(byRelation[h.Relation], h)
	}
	profile := &Profile{Candidate: c, Sections: []Section{}}
	for relation, list := range byRelation {
		facts, err := r.facts(list, period{}, reports)
		if err != nil {
			return nil, err
		}
		profile.Sections = append(profile.Sections, Section{Relation: relation, Facts: facts})
	}
	slices.SortFunc(profile.Sections, func(a, b Section) int { return compareRelations(a.Relation, b.Relation) })
	return profile, nil
}

// compareRelations orders states first, then encounters, then other events, each by name.
func compareRelations(a, b string) int {
	return cmp.Or(cmp.Compare(relationRank(a), relationRank(b)), strings.Compare(a, b))
}

func relationRank(relation string) int {
	switch {
	case relation == "holds":
		return 0
	case !IsEvent(relation):
		return 1
	case slices.Contains(Encounters(), relation):
		return 2
	}
	return 3
}
