package query

import (
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// begun adds the holdings that nobody was seen in yet, but that an event began: who was elected yesterday. They are cited by
// the first report of the event.
func (s *sighting) begun(owners []string) error {
	tenures, err := s.r.unseen(owners)
	if err != nil {
		return err
	}
	for _, iri := range tenures {
		n, err := s.r.node(iri)
		if err != nil {
			return err
		}
		if t := n.Tenure(); n.Class() == s.r.v.Tenure && t.First == "" && t.Start != "" {
			if err := s.begin(&t); err != nil {
				return err
			}
		}
	}
	return nil
}

// unseen lists tenures of some owners, or of all when none is given, at least those without a sighting.
func (r *reading) unseen(owners []string) (list []quad.IRI, err error) {
	if !r.indexed && len(owners) == 0 {
		return r.subjects(quad.Quad{Predicate: graph.Type, Object: r.v.Tenure}, nil)
	}
	if !r.indexed {
		list, err = r.claimsOf(owners...)
		return slices.DeleteFunc(list, func(iri quad.IRI) bool { return kindOf(r.v.ID(iri)) != "tenure" }), err
	}
	if len(owners) == 0 {
		all, err := r.everything(index.Terms)
		if err != nil {
			return nil, err
		}
		err = all.seek(&index.Entry{Day: index.Undated})
		return list, errors.Join(err, drain(all, func(e *index.Entry) error { list = append(list, r.v.Node(e.ID)); return nil }))
	}
	for _, owner := range owners {
		// They have no sighting, and so no date.
		at := index.At(index.Chapter(owner, index.Terms, ""), &index.Entry{Day: index.Undated})
		err := r.src.Notes(at, "", func(name, data []byte) bool {
			_, _, e := index.Parse(string(name), string(data))
			list = append(list, r.v.Node(e.ID))
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// begin adds the holding of a tenure.
func (s *sighting) begin(t *graph.Tenure) error {
	key := holdingKey{status: "current", person: t.Person}
	for ref, id := range map[*string]string{&key.office: t.Office, &key.org: t.Org} {
		if id != "" && !strings.Contains(id, "/") {
			*ref = index.Ref("", id)
			continue
		}
		var err error
		if *ref, err = s.r.stands(id); err != nil {
			return err
		}
	}
	tenures := s.parted.of(&key)
	key.term = termOf(tenures, beginning(t))
	if s.seen[key] != nil || !s.opt.fits(&key) {
		return nil
	}
	claim, err := s.r.begunBy(t)
	if err != nil || claim == "" {
		return err
	}
	began := &index.Entry{ID: claim, Day: dayOf(t.Start)}
	of := &sightings{docs: map[string]bool{}, start: t.Start, earliest: began, first: began, last: began} // no document sees them
	if s.opt.Reports {
		of.all = []*index.Entry{began}
	}
	if tenures != nil {
		of.tenure = &tenures[key.term]
	}
	s.find(key, of)
	return nil
}

// begunBy finds the claim of the event that began a tenure, "" when there is none.
func (r *reading) begunBy(t *graph.Tenure) (string, error) {
	events, err := r.subjects(quad.Quad{Predicate: r.v.Role("appointee"), Object: r.v.Node(t.Person), Label: r.v.Derived}, nil)
	if err != nil {
		return "", err
	}
	for _, iri := range events {
		n, err := r.node(iri)
		if err != nil {
			return "", err
		}
		e := n.Event(func(id string) string { return id })
		office := slices.ContainsFunc(e.Args, func(a extract.Arg) bool { return a.Role == "office" && a.Entity == t.Office })
		if office && e.Date == t.Start && e.Relation != "dismiss" && len(e.ReportedBy) > 0 {
			return e.ReportedBy[0], nil
		}
	}
	return "", nil
}
