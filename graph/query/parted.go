package query

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/index"
)

// Parted are the posts that one person held over several terms: the tenures of each, in time, by references to person,
// office and owner.
type parted map[[3]string][]graph.Tenure

// parted reads them: of some owners, or of all when none is given.
func (r *reading) parted(owners []string) (parted, error) {
	again, err := r.again(owners)
	if err != nil || len(again) == 0 {
		return nil, err
	}
	p := parted{}
	for _, iri := range again {
		t, key, err := r.tenureAt(iri)
		if err != nil {
			return nil, err
		}
		if t.After != "" && !slices.ContainsFunc(p[key], func(other graph.Tenure) bool { return other.ID == t.ID }) {
			p[key] = append(p[key], t)
		}
	}
	for key, list := range p {
		slices.SortFunc(list, func(a, b graph.Tenure) int {
			return cmp.Or(strings.Compare(beginning(&a), beginning(&b)), strings.Compare(a.ID, b.ID))
		})
		first, _, err := r.tenureAt(r.v.Node(list[0].After))
		if err != nil {
			return nil, err
		}
		p[key] = slices.Insert(list, 0, first)
	}
	return p, nil
}

// again lists the tenures of terms but for first ones.
func (r *reading) again(owners []string) (list []quad.IRI, err error) {
	if !r.indexed || len(owners) == 0 {
		return r.subjects(quad.Quad{Predicate: r.v.After, Label: r.v.Derived}, nil)
	}
	for _, owner := range owners {
		err := r.src.Notes(index.Diary(owner, index.Returns), "", func(name, data []byte) bool {
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

// tenureAt reads a tenure, and which post it is of.
func (r *reading) tenureAt(iri quad.IRI) (t graph.Tenure, key [3]string, err error) {
	n, err := r.node(iri)
	if err != nil {
		return t, key, err
	}
	t = n.Tenure()
	for i, id := range []string{t.Person, t.Office, t.Org} {
		if key[i] = id; id == "" {
			continue
		}
		if !strings.Contains(id, "/") {
			key[i] = index.Ref("", id)
		} else if key[i], err = r.stands(id); err != nil {
			return t, key, err
		}
	}
	return t, key, nil
}

// beginning is the first day that a tenure can mean.
func beginning(t *graph.Tenure) string { return Beginning(t.First, t.Start) }

// Beginning is the first day that a term can mean by its first sighting and the event that began it; one after all days
// where neither has a date.
func Beginning(first, start string) string { return min(dayOf(first), dayOf(start)) }

// Term says of which of n terms, which begins tells the beginnings of, a sighting on a day is: what has no day counts to the
// first.
func Term(n int, begins func(int) string, day string) int {
	term := 0
	for day != index.Undated && term+1 < n && begins(term+1) <= day {
		term++
	}
	return term
}

// of finds the tenures of a holding; none for most, and for who held it only in the past.
func (p parted) of(key *holdingKey) []graph.Tenure {
	if len(p) == 0 || !inOffice(key.status) {
		return nil
	}
	return p[[3]string{key.person, key.office, key.org}]
}

func termOf(tenures []graph.Tenure, day string) int {
	return Term(len(tenures), func(i int) string { return beginning(&tenures[i]) }, day)
}

// InOffice reports whether the status says that the office is held.
func (h *Holding) InOffice() bool { return inOffice(h.Status) }

func inOffice(status string) bool { return status == "current" || status == "acting" }
