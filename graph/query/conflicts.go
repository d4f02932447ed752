package query

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/graph"
)

// A Conflict is a contradiction between documents: nothing is decided, all sides stand beside each other.
type Conflict struct {
	Kind  string   `json:"kind"`  // date, place, holder, country, namesakes or abbreviation
	About string   `json:"about"` // what it is about, for people
	IDs   []string `json:"ids"`   // of the event, tenures, persons or bodies; of an abbreviation that itself comes last
	Sides []Side   `json:"sides"` // at least two
}

// A Side is what some of the documents say.
type Side struct {
	Value    string     `json:"value"`
	Evidence []Citation `json:"evidence"`
}

// Conflicts lists what documents contradict each other in: dates and places of events, two holders at once of an office
// that has one, a person's country; and what somebody should look at: namesakes, and letters that stand for several
// bodies. Kinds bounds them, none is all. By kind, then what they are about.
func (a *Asker) Conflicts(ctx context.Context, kinds []string) ([]Conflict, error) {
	r := a.read(ctx)
	defer r.close()
	list, err := r.conflicts(kinds)
	return list, wrap("conflicts", err)
}

func (r *reading) conflicts(kinds []string) ([]Conflict, error) {
	var list []Conflict
	add := func(found []Conflict, err error) error {
		for _, c := range found {
			if len(kinds) == 0 || slices.Contains(kinds, c.Kind) {
				list = append(list, c)
			}
		}
		return err
	}
	nodes, err := r.subjects(quad.Quad{Predicate: r.v.Conflict}, nil)
	if err != nil {
		return nil, err
	}
	for _, iri := range nodes {
		var err error
		switch kindOf(r.v.ID(iri)) {
		case "event":
			err = add(r.eventConflicts(iri))
		case "tenure":
			err = add(r.holderConflicts(iri))
		default:
			err = add(r.entityConflicts(iri))
		}
		if err != nil {
			return nil, err
		}
	}
	if err := add(r.namesakes()); err != nil {
		return nil, err
	}
	order := newOrder()
	slices.SortFunc(list, func(a, b Conflict) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), order.compare(a.About, b.About), slices.Compare(a.IDs, b.IDs))
	})
	return list, nil
}

// eventConflicts tells which reports of an event give which date or place.
func (r *reading) eventConflicts(event quad.IRI) ([]Conflict, error) {
	h, err := r.happening(event)
	if err != nil {
		return nil, err
	}
	reports, err := r.reports(&h)
	if err != nil {
		return nil, err
	}
	var list []Conflict
	for _, kind := range h.event.Conflicts {
		dates := slices.Concat(h.event.OtherDates, []string{h.event.Date})
		value := func(rec record) string {
			if neutral(rec.Date, dates) {
				return ""
			}
			return rec.Date
		}
		if kind == "place" {
			value = func(rec record) string {
				if rec.Place == nil {
					return ""
				}
				return rec.Place.Name
			}
		}
		c := Conflict{Kind: kind, About: about(&h.Claim), IDs: []string{h.id}}
		if c.Sides, err = r.accounts(reports, value); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// about names an event by its label, else by who takes part.
func about(c *extract.Claim) string {
	if c.Label != "" {
		return c.Relation + " " + c.Label
	}
	var who []string
	for _, a := range c.Args {
		who = append(who, a.Name)
	}
	return c.Relation + " " + strings.Join(who, " – ")
}

// accounts puts the evidence of records together by a value; records without one take no side.
func (r *reading) accounts(records []record, value func(record) string) ([]Side, error) {
	by := map[string][]string{}
	for _, rec := range records {
		if v := value(rec); v != "" {
			by[v] = append(by[v], rec.id)
		}
	}
	var list []Side
	for v, ids := range by {
		evidence, err := r.citations(r.claimNodes(ids))
		if err != nil {
			return nil, err
		}
		list = append(list, Side{v, evidence})
	}
	slices.SortFunc(list, func(a, b Side) int { return strings.Compare(a.Value, b.Value) })
	return list, nil
}

// neutral reports whether a date is so vague that it holds all of some dates and contradicts none.
func neutral(edtf string, dates []string) bool {
	first, last, ok := date.Bounds(edtf)
	return ok && !slices.ContainsFunc(dates, func(d string) bool {
		from, to, ok := date.Bounds(d)
		return !ok || from < first || to > last
	})
}

// holderConflicts tells of each tenure that contradicts one, once for each pair.
func (r *reading) holderConflicts(tenure quad.IRI) ([]Conflict, error) {
	n, err := r.node(tenure)
	if err != nil {
		return nil, err
	}
	t := n.Tenure()
	var list []Conflict
	for _, rival := range t.Rivals {
		if rival < n.ID() {
			continue
		}
		m, err := r.node(r.v.Node(rival))
		if err != nil {
			return nil, err
		}
		c := Conflict{Kind: "holder", IDs: []string{n.ID(), rival}}
		for _, side := range []graph.Tenure{t, m.Tenure()} {
			s, err := r.holderSide(&side)
			if err != nil {
				return nil, err
			}
			c.Sides = append(c.Sides, s)
		}
		if c.About, err = r.officeName(t.Office, t.Org); err != nil {
			return nil, err
		}
		slices.SortFunc(c.Sides, func(a, b Side) int { return strings.Compare(a.Value, b.Value) })
		list = append(list, c)
	}
	return list, nil
}

func (r *reading) officeName(office, org string) (string, error) {
	name, err := r.name(office)
	if err != nil {
		return "", err
	}
	owner, err := r.name(org)
	return strings.TrimSpace(name + " " + owner), err
}

// holderSide cites the sentences that see a person in an office over a term.
func (r *reading) holderSide(t *graph.Tenure) (s Side, err error) {
	plain, _, _ := strings.Cut(t.Person, "~")
	opt := HoldersOptions{Persons: []string{plain}, Offices: []string{t.Office}, Orgs: []string{t.Org}, Reports: true}
	list, _, err := r.holdings(&opt, period{}, 0)
	if err != nil {
		return s, err
	}
	if s.Value, err = r.name(t.Person); err != nil {
		return s, err
	}
	for i := range list {
		h := &list[i]
		if of := h.seen.tenure; !inOffice(h.Status) || of != nil && of.ID != t.ID {
			continue
		}
		if err := r.tell(h, &opt); err != nil {
			return s, err
		}
		s.Evidence = append(s.Evidence, h.Evidence...)
	}
	return s, nil
}

// entityConflicts tells what documents contradict each other in about an entity.
func (r *reading) entityConflicts(entity quad.IRI) (list []Conflict, err error) {
	var tell []func(quad.IRI) ([]Conflict, error)
	err = r.each(quad.Quad{Subject: entity, Predicate: r.v.Conflict}, func(q quad.Quad) error {
		if q.Object == quad.String("abbreviation") {
			tell = append(tell, r.abbreviationConflict)
		} else {
			tell = append(tell, r.countryConflict)
		}
		return nil
	})
	for _, of := range tell {
		found, e := of(entity)
		list, err = append(list, found...), errors.Join(err, e)
	}
	return list, err
}

// abbreviationConflict tells of letters that one document leaves unexplained and others explain as several bodies.
func (r *reading) abbreviationConflict(letters quad.IRI) ([]Conflict, error) {
	id := r.v.ID(letters)
	name, err := r.name(id)
	if err != nil {
		return nil, err
	}
	called, err := r.subjects(quad.Quad{Predicate: r.v.Alias, Object: quad.String(name)}, nil)
	if err != nil {
		return nil, err
	}
	bodies := map[string][]string{} // by the one that stands for it, the ids that documents call so
	for _, iri := range called {
		to, err := r.stands(r.v.ID(iri))
		if err != nil {
			return nil, err
		}
		bodies[to] = append(bodies[to], r.v.ID(iri))
	}
	c := Conflict{Kind: "abbreviation", About: name}
	for _, to := range slices.Sorted(maps.Keys(bodies)) {
		s := Side{}
		if s.Value, err = r.name(to); err != nil {
			return nil, err
		}
		claims, err := r.claimsOf(bodies[to]...)
		if err != nil {
			return nil, err
		}
		if s.Evidence, err = r.citations(claims); err != nil {
			return nil, err
		}
		c.IDs, c.Sides = append(c.IDs, to), append(c.Sides, s)
	}
	c.IDs = append(c.IDs, id)
	return []Conflict{c}, nil
}

// countryConflict tells of a person whom documents give several countries.
func (r *reading) countryConflict(person quad.IRI) ([]Conflict, error) {
	id := r.v.ID(person)
	name, err := r.name(id)
	if err != nil {
		return nil, err
	}
	ids, err := r.everybody([]string{id})
	if err != nil {
		return nil, err
	}
	docs := map[string][]quad.Value{} // country -> documents
	for _, spelling := range ids {
		err := r.each(quad.Quad{Subject: r.v.Node(spelling), Predicate: r.v.Country}, func(q quad.Quad) error {
			if iso, ok := q.Object.(quad.String); ok {
				docs[string(iso)] = append(docs[string(iso)], q.Label)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	claims, err := r.claimsOf(ids...)
	if err != nil {
		return nil, err
	}
	cited, err := r.citations(claims)
	if err != nil {
		return nil, err
	}
	c := Conflict{Kind: "country", About: name, IDs: []string{id}}
	for iso, labels := range docs {
		s := Side{Value: iso}
		for _, e := range cited {
			if slices.Contains(labels, quad.Value(r.v.Node(e.Document.ID))) {
				s.Evidence = append(s.Evidence, e)
			}
		}
		c.Sides = append(c.Sides, s)
	}
	slices.SortFunc(c.Sides, func(a, b Side) int { return strings.Compare(a.Value, b.Value) })
	return []Conflict{c}, nil
}

// namesakes lists the names that several persons bear, with the posts that tell them apart, and those of places and bodies
// in several provinces.
func (r *reading) namesakes() ([]Conflict, error) {
	by := map[string][]string{} // plain id -> ids of namesakes
	err := r.each(quad.Quad{Predicate: r.v.Namesake}, func(q quad.Quad) error {
		plain := r.v.ID(q.Object)
		by[plain] = append(by[plain], r.v.ID(q.Subject))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var list []Conflict
	for plain, ids := range by {
		slices.Sort(ids)
		name, err := r.name(plain)
		if err != nil {
			return nil, err
		}
		c := Conflict{Kind: "namesakes", About: name, IDs: ids}
		if len(ids) == 1 || kindOf(plain) != "person" && name != "" { // the other one keeps the plain name
			c.IDs = append([]string{plain}, ids...)
		}
		first, err := r.node(r.v.Node(ids[0]))
		if err != nil {
			return nil, err
		}
		c.About = first.Entity().Name
		for _, id := range c.IDs {
			side, err := r.bearer(plain, id)
			if err != nil {
				return nil, err
			}
			c.Sides = append(c.Sides, side)
		}
		list = append(list, c)
	}
	return list, nil
}

// bearer tells one of those who bear a name: a person by the posts, a place or body by the province, "" where none is told.
func (r *reading) bearer(name, id string) (s Side, err error) {
	if kindOf(id) != "person" {
		n, err := r.node(r.v.Node(id))
		if err != nil {
			return s, err
		}
		claims, err := r.claimsOf(id)
		if err != nil {
			return s, err
		}
		s.Value = n.Entity().Within
		s.Evidence, err = r.citations(claims)
		return s, err
	}
	posts, err := r.posts(id)
	if err != nil {
		return s, err
	}
	s.Value = strings.Join(posts, "; ")
	s.Evidence, err = r.incumbency(name, id)
	return s, err
}

// incumbency cites a sentence for each post of one of those who bear a name.
func (r *reading) incumbency(name, namesake string) ([]Citation, error) {
	tenures, err := r.tenures(namesake)
	if err != nil {
		return nil, err
	}
	var list []Citation
	for _, t := range tenures {
		if t.After != "" { // all terms are held together
			continue
		}
		opt := HoldersOptions{Persons: []string{name}, Offices: []string{t.Office}}
		if t.Org != "" {
			opt.Orgs = []string{t.Org}
		}
		held, _, err := r.holders(opt, period{})
		if err != nil {
			return nil, err
		}
		for _, h := range held {
			list = append(list, h.Evidence...)
		}
	}
	return list, nil
}
