package extract

import (
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

// abroad makes hosts of the countries whose towns and provinces a guest from elsewhere visits: thăm Vân Nam, Trung Quốc. The
// town stays the place of the visit.
func (a *application) abroad() {
	guests := a.fillers("guest")
	hosts := a.fillers("host")
	for k := range hosts {
		h := &hosts[k]
		country := a.r.x.country[h.iso]
		if h.kind != mention.Place || country == "" || h.iso == homeISO ||
			slices.ContainsFunc(guests, func(g fillerOf) bool { return g.person != nil && g.person.livesIn(h.iso) }) {
			continue
		}
		if a.town == nil {
			a.town = &who{kind: mention.Place, name: h.name, iso: h.iso}
		}
		h.kind, h.name = mention.Country, country
	}
}

// fillers returns what fills a role.
func (a *application) fillers(role string) []fillerOf {
	if k := slices.IndexFunc(a.roles, func(rf roleFill) bool { return rf.role == role }); k >= 0 {
		return a.roles[k].fillers
	}
	return nil
}

// travellers leaves out the guests whose own country is the one visited; somebody else told before travels then.
func (a *application) travellers() {
	at := ""
	if hosts := a.fillers("host"); len(hosts) == 1 && hosts[0].kind == mention.Country {
		at = hosts[0].iso
	}
	k := slices.IndexFunc(a.roles, func(rf roleFill) bool { return rf.role == "guest" })
	if at == "" || k < 0 {
		return
	}
	guests := slices.DeleteFunc(slices.Clone(a.roles[k].fillers), func(f fillerOf) bool {
		return f.person != nil && f.person.livesIn(at) || f.person == nil && f.kind == mention.Party && f.iso == at
	})
	if len(guests) == 0 {
		for _, p := range a.otherTravellers(at, a.roles[k].fillers[0]) {
			if p != nil && !p.livesIn(at) {
				guests = append(guests, fillerOf{who: who{person: p, kind: mention.Person, name: p.name, first: a.w.first, end: a.w.end}})
			}
		}
	}
	if a.roles[k].fillers = guests; len(guests) == 0 {
		a.roles = slices.Delete(a.roles, k, k+1)
	}
}

// otherTravellers returns who else may travel to a country than the guest found, whose own it is. Abroad it is the subject of
// the sentence: A đến chào B, Tỉnh trưởng Champasak, nhân chuyến thăm Lào. At home it is who stands right before the verb, A
// tiếp B đang thăm Việt Nam, or the other one of the two who met last, where only a pronoun named the guest: chuyến thăm Việt
// Nam của ông.
func (a *application) otherTravellers(at string, guest fillerOf) []*person {
	if at != homeISO {
		return a.r.opening(a.s)
	}
	if !a.w.noun {
		return a.rightBefore()
	}
	if m := a.s.mentionAt(guest.first); m != nil && m.Kind == mention.Person && m.Figure.Point == mention.Pronoun {
		return a.r.last.pair[:]
	}
	return nil
}

// rightBefore returns the person that stands before the trigger with at most two words between.
func (a *application) rightBefore() []*person {
	for i := a.t.First - 1; i >= max(0, a.t.First-3) && a.s.Chunks[i].Kind != clause.Mark; i-- {
		m := a.s.mentionAt(a.s.Chunks[i].First)
		if m == nil {
			continue
		}
		for _, w := range a.r.resolve(m, a) {
			if w.person != nil {
				return []*person{w.person}
			}
		}
		return nil
	}
	return nil
}

// livesIn reports whether a country is the person's own. Whose country is not told is the paper's own, unless the name is foreign.
func (p *person) livesIn(iso string) bool {
	if iso == homeISO {
		return !p.foreign && (p.iso == iso || p.iso == "")
	}
	return p.iso == iso
}
