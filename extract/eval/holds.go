package eval

import (
	"slices"
	"strings"

	"quanhe/extract"
)

// A held is a claim that a person holds an office, as the gold's names see it.
type held struct {
	person, org identity
	offices     []string // folded, sorted
	status      string
	claim       *extract.Claim
	used        bool
}

// pair is what makes two of them one fact.
func (h *held) pair() string {
	return string(h.person.kind) + h.person.key + "\x00" + strings.Join(h.offices, "\x00")
}

func (d *document) held() []*held {
	var all []*held
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Relation != "holds" {
			continue
		}
		role := map[string]extract.Arg{}
		for _, a := range c.Args {
			role[a.Role] = a
		}
		person, ok := role["person"]
		office, ok2 := role["office"]
		if !ok || !ok2 {
			continue
		}
		h := &held{
			person: d.who(person.Entity, person.Name),
			org:    d.who(role["org"].Entity, role["org"].Name),
			status: or(c.Status, "current"),
			claim:  c,
		}
		for _, s := range d.spellings(office.Entity, office.Name) {
			h.offices = append(h.offices, fold(s))
		}
		slices.Sort(h.offices)
		h.offices = slices.Compact(h.offices)
		all = append(all, h)
	}
	return all
}

// holds scores who held which office. The owner and the status of the matched ones are counted beside it.
func (r *Report) holds(g *Gold, d *document) {
	all := d.held()
	right := 0
	var extra, missed []string
	for _, optional := range []bool{false, true} { // what must be found chooses first
		for i := range g.Facts.Holds {
			h := &g.Facts.Holds[i]
			if h.Optional != optional {
				continue
			}
			m, orgRight := match(h, all, d.names)
			switch {
			case m == nil && !optional:
				missed = append(missed, h.Person+" = "+h.Office)
			case m != nil && optional:
				m.used = true
			case m != nil:
				m.used = true
				right++
				r.held(h, m, orgRight)
			}
		}
	}
	seen := map[string]bool{}
	for _, h := range all {
		seen[h.pair()] = seen[h.pair()] || h.used
	}
	for _, h := range all {
		if !h.used && !seen[h.pair()] {
			seen[h.pair()] = true
			extra = append(extra, claimLine(h.claim))
		}
	}
	r.Score("holds").add(g.ID, right, extra, missed)
	r.Relations.of("holds").count(right, len(extra), len(missed))
}

// held counts what a matched claim gets right beyond the person and the office.
func (r *Report) held(h *GoldHold, m *held, orgRight bool) {
	r.Status.add(m.status == or(h.Status, "current") || h.StatusAccept.has(m.status))
	if h.OrgInferred {
		return
	}
	r.Org.add(orgRight)
	switch role := r.Roles.of("org"); {
	case orgRight && m.org.key != "":
		role.count(1, 0, 0)
	case orgRight: // the gold knows no owner either
	case m.org.key == "":
		role.count(0, 0, 1)
	default:
		role.count(0, 1, 1)
	}
}

// match returns the unused claim that says h, one with the right owner if there is one, and whether the owner is right.
func match(h *GoldHold, all []*held, n *names) (*held, bool) {
	offices := []string{fold(h.Office)}
	for _, o := range h.OfficeAlt {
		offices = append(offices, fold(o))
	}
	orgs := []identity{n.of(h.Org)}
	for _, o := range h.OrgAlt {
		orgs = append(orgs, n.of(o))
	}
	var found *held
	for _, c := range all {
		named := func(o string) bool { return slices.Contains(offices, o) }
		if c.used || c.person != n.of(h.Person) || !slices.ContainsFunc(c.offices, named) {
			continue
		}
		if slices.Contains(orgs, c.org) {
			return c, true
		}
		if found == nil {
			found = c
		}
	}
	return found, false
}
