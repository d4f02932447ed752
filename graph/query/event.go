package query

import (
	"cmp"
	"strings"

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
	switch claim, alone := e.Claim(); {
	case kindOf(e.ID) != "event":
		return r.stated(e)
	case alone && r.indexed:
		if h, err := r.reportedOnce(e, claim); h != nil || err != nil {
			return h, err
		}
	}
	h, err := r.happening(r.v.Node(e.ID))
	return &h, err
}

// stated reads what one or several claims of a state say.
func (r *reading) stated(e *index.Entry) (*happening, error) {
	r.know(e.ID, e.Doc)
	rec, err := r.record(r.v.Node(e.ID))
	if err == nil {
		err = r.canonical(&rec)
	}
	h := &happening{record: rec}
	for _, same := range r.claims[e.ID] {
		r.know(same.ID, same.Doc)
		h.claims = append(h.claims, same.ID)
	}
	if len(h.claims) == 0 {
		h.claims = []string{rec.id}
	}
	return h, err
}

// reportedOnce reads an event that one claim tells of, by its entry and the leaf of the document; nil when there is none.
func (r *reading) reportedOnce(e *index.Entry, claim string) (*happening, error) {
	r.know(claim, e.Doc)
	c, ok, err := r.said(claim)
	if !ok || err != nil {
		return nil, err
	}
	is := extract.Claim{Relation: e.Relation, Subtype: c.Subtype, Label: c.Label, Modality: extract.Modality(e.Modality),
		Date: e.Date, Status: e.Status, Count: c.Count}
	for role, ref := range e.Parts {
		a := extract.Arg{Role: role}
		if name, none := strings.CutPrefix(ref, "="); none {
			a.Name = name
		} else {
			a.Entity = ref
		}
		if role == index.Place {
			is.Place = &extract.Ref{Entity: a.Entity, Name: a.Name}
		} else {
			is.Args = append(is.Args, a)
		}
	}
	is, err = r.dressed(is)
	event := &graph.Event{Claim: is, ReportedBy: []string{claim}, Reports: 1, Sources: 1}
	return &happening{record: record{id: e.ID, Claim: is}, event: event, claims: event.ReportedBy}, err
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
