package query

import (
	"cmp"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// A happening is what one or several records report: an event, or a state such as an office held.
type happening struct {
	record               // what is so by all reports; its id is that of the event, or of the first claim when nothing was resolved
	event  *graph.Event  // nil when nothing was resolved
	claims []string      // ids of what reports it, sorted
	places []extract.Ref // that reports give, when nothing was resolved
}

// happenings reads what the subjects tell of: events by what was resolved, claims that belong to none by what they say.
func (r *reading) happenings(subjects []quad.IRI) ([]happening, error) {
	var list []happening
	var loose []record
	done := map[quad.IRI]bool{}
	for _, iri := range subjects {
		event, err := r.eventOf(iri)
		if err != nil {
			return nil, err
		}
		if event == "" {
			rec, err := r.record(iri)
			if err != nil {
				return nil, err
			}
			if rec.Relation != "" {
				loose = append(loose, rec)
			}
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
		list = append(list, h)
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
	switch kindOf(r.v.ID(iri)) {
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

// happening reads an event.
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
	return happening{record: record{id: n.ID(), Claim: e.Claim}, event: &e, claims: e.ReportedBy}, err
}

// happened reads what an entry tells of.
func (r *reading) happened(e *index.Entry) (*happening, error) {
	if h := r.found[e.ID]; h != nil {
		return h, nil
	}
	node := r.v.Node(e.ID)
	if kindOf(e.ID) == "event" {
		h, err := r.happening(node)
		return &h, err
	}
	rec, err := r.record(node)
	if err == nil {
		err = r.canonical(&rec)
	}
	claims := r.claims[e.ID]
	if len(claims) == 0 {
		claims = []string{rec.id}
	}
	return &happening{record: rec, claims: claims}, err
}

// reports reads what reports a happening.
func (r *reading) reports(h *happening) ([]record, error) {
	list := make([]record, 0, len(h.claims))
	for _, id := range h.claims {
		rec, err := r.record(r.v.Node(id))
		if err != nil {
			return nil, err
		}
		list = append(list, rec)
	}
	return list, nil
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
		list[i].claims = append(list[i].claims, rec.id)
		if rec.Place != nil {
			list[i].places = append(list[i].places, *rec.Place)
		}
	}
	return list
}
