package query

import (
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph/index"
)

// entity reads an entity and how many documents name it. Of what they say differently, most count.
func (r *reading) entity(node quad.IRI) (e extract.Entity, documents int, err error) {
	e.ID = r.v.ID(node)
	c, err := r.card(e.ID)
	if err != nil || len(c.Types) == 0 {
		return e, 0, err
	}
	first := func(list []string) string { return append(list, "")[0] }
	e.Type, e.Name, e.ISO, e.Country, e.Byline = c.Types[0], first(c.Names), first(c.ISOs), first(c.Countries), c.Byline
	for _, name := range slices.Concat(c.Aliases, c.Names) {
		if name != e.Name {
			e.Aliases = append(e.Aliases, name)
		}
	}
	slices.Sort(e.Aliases)
	e.Aliases = slices.Compact(e.Aliases)
	if !namesake(e.ID) { // whom no document tells from the others
		documents = c.Documents
	}
	return e, documents, nil
}

// land is the ISO code of the country of which most documents say that somebody is, or that a country has; "" for none.
func (r *reading) land(id string) (string, error) {
	to, err := r.stands(id)
	if err != nil {
		return "", err
	}
	c, err := r.card(to)
	if err != nil {
		return "", err
	}
	for _, id := range append([]string{to}, c.Spellings...) {
		c, err := r.card(id)
		if err != nil {
			return "", err
		}
		for _, iso := range append(c.ISOs, c.Countries...) {
			return iso, nil
		}
	}
	return "", nil
}

// ofCountry lists the ids of those who act for a country: itself, its parties and organizations, its people, and who held
// a post of one of them. It is sorted.
func (r *reading) ofCountry(id string) ([]string, error) {
	nodes, err := r.everybody([]string{id})
	if err != nil {
		return nil, err
	}
	all := slices.Clone(nodes)
	for _, n := range nodes {
		c, err := r.card(n)
		if err != nil {
			return nil, err
		}
		for _, iso := range c.ISOs {
			of, err := r.named(r.v.Country, quad.String(iso))
			if err != nil {
				return nil, err
			}
			for _, node := range of {
				if id := r.v.ID(node); acts(id) {
					all = append(all, id)
				}
			}
		}
	}
	for _, owner := range slices.Clone(all) {
		if kindOf(owner) != "person" {
			if err := r.holdersOf(owner, &all); err != nil {
				return nil, err
			}
		}
	}
	return r.everybody(all)
}

// acts reports whether an entity can take part in an event for its country.
func acts(id string) bool {
	switch kindOf(id) {
	case "person", "organization", "party", "country":
		return true
	}
	return false
}

// holdersOf adds the persons of the tenures whose owner is org.
func (r *reading) holdersOf(org string, to *[]string) error {
	if r.indexed {
		return r.src.Notes(index.Diary(org, index.Terms), "", func(name, data []byte) bool {
			_, _, e := index.Parse(string(name), string(data))
			for role, ref := range e.Parts {
				if role == "person" {
					*to = append(*to, ref)
				}
			}
			return true
		})
	}
	pattern := quad.Quad{Predicate: r.v.Role("org"), Object: r.v.Node(org), Label: r.v.Derived}
	tenures, err := r.subjects(pattern, nil)
	for _, iri := range tenures {
		n, err := r.node(iri)
		if err != nil {
			return err
		}
		if person := n.Tenure().Person; n.Class() == r.v.Tenure && person != "" {
			*to = append(*to, person)
		}
	}
	return err
}
