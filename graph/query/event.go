package query

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// A happening is what one or several records report: an event, or a state such as an office held.
type happening struct {
	record                // what is so by all reports; its id is that of the event, or of the first claim when nothing was resolved
	event    *graph.Event // nil when nothing was resolved
	reported []record
}

// happenings reads what the subjects tell of: events by what was resolved, claims that belong to none by what they say.
// Relations bounds them; none is any.
func (r *reading) happenings(subjects []quad.IRI, relations []string) ([]happening, error) {
	var list []happening
	var loose []record
	done := map[quad.IRI]bool{}
	for _, iri := range subjects {
		event, err := r.eventOf(iri)
		if err != nil {
			return nil, err
		}
		if event == "" {
			recs, err := r.records([]quad.IRI{iri}, relations)
			if err != nil {
				return nil, err
			}
			loose = append(loose, recs...)
			continue
		}
		if done[event] {
			continue
		}
		done[event] = true
		h, err := r.happening(event)
		if err != nil {
			return nil, err
		}
		if len(relations) == 0 || slices.Contains(relations, h.Relation) {
			list = append(list, h)
		}
	}
	for i := range loose {
		if err := r.canonical(&loose[i]); err != nil {
			return nil, err
		}
	}
	return append(list, grouped(loose)...), nil
}

// canonical names the participants of a record by the entities that stand for them.
func (r *reading) canonical(rec *record) error {
	for i := range rec.Args {
		a := &rec.Args[i]
		if a.Entity == "" {
			continue
		}
		to, err := r.stands(a.Entity)
		if err != nil {
			return err
		}
		if to != a.Entity {
			a.Entity = to
			if a.Name, err = r.name(to); err != nil {
				return err
			}
		}
	}
	return nil
}

// eventOf is the event of a subject: itself, or that which a claim reports; "" for none.
func (r *reading) eventOf(iri quad.IRI) (event quad.IRI, err error) {
	switch kind, _, _ := strings.Cut(r.v.ID(iri), "/"); kind {
	case "event":
		return iri, nil
	case "claim":
		err = r.each(quad.Quad{Predicate: r.v.ReportedBy, Object: iri, Label: r.v.Derived}, func(q quad.Quad) error {
			event, _ = q.Subject.(quad.IRI)
			return nil
		})
	}
	return event, err
}

// happening reads an event with its reports.
func (r *reading) happening(event quad.IRI) (happening, error) {
	n, err := r.node(event)
	if err != nil {
		return happening{}, err
	}
	e := n.Event(func(id string) string {
		name, nameErr := r.name(id)
		err = cmp.Or(err, nameErr)
		return name
	})
	h := happening{record: record{id: n.ID(), Claim: e.Claim}, event: &e}
	for _, claim := range e.ReportedBy {
		rec, recErr := r.record(r.v.Node(claim))
		err = cmp.Or(err, recErr)
		h.reported = append(h.reported, rec)
	}
	return h, err
}

// grouped puts records together that say the very same: states, and events of a graph in which nothing was resolved.
func grouped(records []record) []happening {
	groups := map[string]int{}
	var list []happening
	for _, rec := range records {
		key := factKey(&rec)
		i, ok := groups[key]
		if !ok {
			i = len(list)
			groups[key] = i
			list = append(list, happening{record: rec})
		}
		list[i].reported = append(list[i].reported, rec)
	}
	return list
}
