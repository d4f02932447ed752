package eval

import (
	"cmp"
	"slices"

	"quanhe/extract"
)

// notEvents are the relations that say how things are, not what happened.
var notEvents = map[string]bool{"holds": true, "member_of": true, "alias": true, "party_of": true, "part_of": true}

// A said is a claim of an event with its participants.
type said struct {
	claim *extract.Claim
	who   map[identity]bool
	used  bool
}

// A pairing is a gold event and a claim that may stand for it.
type pairing struct {
	gold, claim int
	f1          float64 // of the participants
	clean       bool    // no participant that the gold does not know
	date, mode  bool
	rank        float64 // participants first, then date and modality
}

// events scores claims of events twice: in lenient one counts with the right type and half of the participants, in
// strict with every required participant and no other, the date and the modality. What the matched ones get right is
// counted in d.
func (r *Report) events(g *Gold, d *document) {
	var all []*said
	for i := range d.Claims {
		if c := &d.Claims[i]; !notEvents[c.Relation] {
			who := map[identity]bool{}
			for _, a := range c.Args {
				if len(d.spellings(a.Entity, a.Name)) > 0 {
					who[d.who(a.Entity, a.Name)] = true
				}
			}
			all = append(all, &said{claim: c, who: who})
		}
	}
	pairs := pairings(g, all, d.names)
	matched, strict := map[int]bool{}, 0
	optional := 0
	for _, p := range pairs {
		if matched[p.gold] || all[p.claim].used {
			continue
		}
		matched[p.gold], all[p.claim].used = true, true
		e, c := &g.Facts.Events[p.gold], all[p.claim].claim
		if e.Optional {
			optional++
			continue
		}
		r.detail(g, e, d, c, p)
		if p.date && p.mode && p.f1 == 1 && p.clean {
			strict++
		} else {
			r.Near = append(r.Near, g.ID+"  near    "+claimLine(c)+"   want "+e.line())
		}
	}
	var extra, missed []string
	need, right := 0, 0
	for i := range g.Facts.Events {
		switch e := &g.Facts.Events[i]; {
		case e.Optional:
		case matched[i]:
			need, right = need+1, right+1
			r.Relations.of(e.Type).count(1, 0, 0)
		default:
			need++
			missed = append(missed, e.line())
			r.Relations.of(e.Type).count(0, 0, 1)
		}
	}
	for _, s := range all {
		if !s.used {
			extra = append(extra, claimLine(s.claim))
			r.Relations.of(s.claim.Relation).count(0, 1, 0)
		}
	}
	r.Score("events").add(g.ID, right, extra, missed)
	s := r.Score("strict")
	s.Right += strict
	s.Missed += need - strict
	s.Extra += len(all) - optional - strict
}

// detail counts what a matched claim gets right beyond its type.
func (r *Report) detail(g *Gold, e *GoldEvent, d *document, c *extract.Claim, p pairing) {
	r.Participants.add(p.f1 == 1 && p.clean)
	r.Date.add(p.date)
	r.Modality.add(p.mode)
	r.Cast.add(r.cast(e, d, c))
	if e.Place != "" {
		var place extract.Ref
		if c.Place != nil {
			place = *c.Place
		}
		r.Place.add(d.who(place.Entity, place.Name) == d.names.of(e.Place))
	}
	if m := or(e.Modality, "actual"); m != "actual" && or(string(c.Modality), "actual") == "actual" {
		r.ModalityErrors = append(r.ModalityErrors, g.ID+"  "+m+" came out as actual: "+claimLine(c))
	}
}

// A part is somebody in a role.
type part struct {
	identity
	role string
}

// cast scores the roles of a matched claim and reports whether everybody required has theirs. Those who may take part
// are neither right nor wrong.
func (r *Report) cast(e *GoldEvent, d *document, c *extract.Claim) bool {
	got, need, may := map[part]bool{}, map[part]bool{}, map[part]bool{}
	for _, a := range c.Args {
		if len(d.spellings(a.Entity, a.Name)) > 0 {
			got[part{d.who(a.Entity, a.Name), a.Role}] = true
		}
	}
	for _, q := range e.Participants {
		switch p := (part{d.names.of(q.Name), q.Role}); {
		case q.Name == "":
		case q.Optional:
			may[p] = true
		default:
			need[p] = true
		}
	}
	whole := true
	for p := range need {
		if got[p] {
			r.Roles.of(p.role).count(1, 0, 0)
		} else {
			whole = false
			r.Roles.of(p.role).count(0, 0, 1)
		}
	}
	for p := range got {
		if !need[p] && !may[p] {
			r.Roles.of(p.role).count(0, 1, 0)
		}
	}
	return whole
}

// pairings returns the pairs worth having, best first: events that must be found before optional ones.
func pairings(g *Gold, all []*said, n *names) []pairing {
	var pairs []pairing
	for gi := range g.Facts.Events {
		e := &g.Facts.Events[gi]
		need, allowed := map[identity]bool{}, map[identity]bool{n.of(e.Place): true}
		for _, p := range e.Participants {
			if p.Name != "" {
				allowed[n.of(p.Name)] = true
				if !p.Optional {
					need[n.of(p.Name)] = true
				}
			}
		}
		for ci, s := range all {
			if s.claim.Relation != e.Type && !e.AltType.has(s.claim.Relation) {
				continue
			}
			p := pairing{gold: gi, claim: ci, date: e.dateIs(s.claim.Date),
				mode: or(string(s.claim.Modality), "actual") == or(e.Modality, "actual")}
			p.f1, p.clean = overlap(need, allowed, s.who)
			if p.f1 < 0.5 {
				continue
			}
			agree := 0
			for _, ok := range []bool{p.date, p.mode} {
				if ok {
					agree++
				}
			}
			p.rank = p.f1 + float64(agree)/10
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(a, b pairing) int {
		oa, ob := g.Facts.Events[a.gold].Optional, g.Facts.Events[b.gold].Optional
		if oa != ob {
			if ob {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.gold, b.gold), cmp.Compare(a.claim, b.claim))
	})
	return pairs
}

// overlap returns the F1 of the participants, those allowed but not needed left out, and whether none is beyond the
// allowed. An event that needs nobody is half right with anybody.
func overlap(need, allowed, who map[identity]bool) (f1 float64, clean bool) {
	hit, counted := 0, 0
	clean = true
	for id := range who {
		if need[id] {
			hit++
		}
		if need[id] || !allowed[id] {
			counted++
		}
		clean = clean && allowed[id]
	}
	f1 = 1
	if total := len(need) + counted; total > 0 {
		f1 = 2 * float64(hit) / float64(total)
	}
	if len(need) == 0 {
		f1 = max(f1, 0.5)
	}
	return f1, clean
}

// dateIs reports whether an EDTF date is right for e. A gold event without a date accepts any.
func (e *GoldEvent) dateIs(date string) bool {
	if e.Date == "" && len(e.DateAccept)+len(e.DatePrecision) == 0 {
		return true
	}
	return date == e.Date || e.DateAccept.has(date) || e.DatePrecision.has(date)
}

func (e *GoldEvent) line() string {
	c := extract.Claim{Relation: e.Type, Date: e.Date, Modality: extract.Modality(e.Modality)}
	for _, p := range e.Participants {
		c.Args = append(c.Args, extract.Arg{Role: p.Role, Name: p.Name})
	}
	return claimLine(&c)
}
