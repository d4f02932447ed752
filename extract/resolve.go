package extract

import (
	"slices"

	"quanhe/extract/mention"
)

// resolve returns who a mention stands for, with the tokens that say so: nobody when it names no one the document knows.
func (r *reading) resolve(m *mention.Mention, a *application) []who {
	ws := r.identified(m, a)
	for k := range ws {
		ws[k].first, ws[k].end = m.First, m.End
	}
	return ws
}

func (r *reading) identified(m *mention.Mention, a *application) []who {
	switch m.Kind {
	case mention.Person:
		return r.persons(m, a)
	case mention.Blocked:
		return nil
	case mention.Award, mention.Document:
		return r.filler(who{kind: m.Kind, name: m.Name})
	}
	iso := m.ISO
	if m.Kind == mention.Body && m.Class == "state" && iso == "" {
		iso = homeISO
	}
	return r.filler(who{kind: m.Kind, name: r.bodyName(m), iso: iso, within: m.Within})
}

// bodyName returns the name of a body, a party, a country or a place as the facts have it.
func (r *reading) bodyName(m *mention.Mention) string {
	if m.Kind == mention.Body && m.Class == "state" && m.ISO == "" && m.Base != "" && m.Name == m.Base {
		return m.Name + " " + homeCountry
	}
	if name := r.home[m]; name != "" && m.Kind == mention.Body && !placed(m) {
		return name
	}
	return m.Name
}

// one returns a person as a filler, nobody for nil and for whom only the wife is named.
func (r *reading) one(p *person) []who {
	if p == nil || p.spouse {
		return nil
	}
	return r.filler(who{person: p, kind: mention.Person, name: p.name})
}

// filler returns one filler, in the room of the document.
func (r *reading) filler(w who) []who { return append(r.room.whos.Some(1), w) }

// persons resolves a figure.
func (r *reading) persons(m *mention.Mention, a *application) []who {
	f := m.Figure
	if p := r.people.of[f]; p != nil {
		if f.Spouse {
			return nil
		}
		return r.one(p)
	}
	if f.Spouse {
		return nil
	}
	switch f.Point {
	case mention.Titled:
		if r.indefinite(m.First) {
			return nil
		}
		if p := r.titled(f, m.First); p != nil {
			return r.one(p)
		}
		return r.leads(f)
	case mention.Pronoun:
		if a != nil {
			if m.First > 0 && r.in.Key(m.First-1) == "dịp" { // A gửi điện mừng tới B nhân dịp ông được bổ nhiệm
				if p := r.namedBefore(a.s, m.First, func(p *person) bool { return p.agrees(f) }); p != nil {
					return r.one(p)
				}
			}
			if personnel(a.w.rule.Relation) && m.First >= a.w.end { // điều động đồng chí A …; chỉ định đồng chí giữ chức …
				who := a.rightBefore() // nobody appoints himself
				if p := r.namedBefore(a.s, a.w.first, func(p *person) bool { return p.agrees(f) && !slices.Contains(who, p) }); p != nil {
					return r.one(p)
				}
				if p := r.pronoun(f, m.First); p != nil && !slices.Contains(who, p) {
					return r.one(p)
				}
				return nil
			}
			p := r.ownSubject(a.s, f, m.First)
			if p != nil && p.gender != f.Gender {
				if q := r.samePronoun(a, f, m.First); q != nil {
					p = q // A tiếp ông B nhân dịp ông thăm Việt Nam
				}
			}
			if p != nil && r.free(p, a) {
				return r.one(p)
			}
			if p := r.samePronoun(a, f, m.First); p != nil {
				return r.one(p)
			}
		}
		return r.one(r.pronoun(f, m.First))
	case mention.Group:
		return r.group(f, m, a)
	case mention.Leader:
		return r.one(r.leaderOf(f.Head, m.First))
	case mention.Peer:
		return r.one(r.peer(f, m.First, a))
	case mention.Troupe:
		return r.troupe(m, a)
	case mention.Self:
		if r.last.self != nil {
			return r.one(r.last.self)
		}
		return nil
	}
	return r.leads(f)
}

// indefinite reports whether the word before a token makes an office one of many: một Tổng thống Đức (a German president).
func (r *reading) indefinite(token int) bool {
	if token == 0 {
		return false
	}
	switch r.in.Key(token - 1) {
	case "một", "các", "nhiều", "những", "mỗi", "mọi":
		return true
	}
	return false
}

// leads returns the body that a delegation comes from.
func (r *reading) leads(f *mention.Figure) []who {
	if f.Leads == nil {
		return nil
	}
	return r.filler(who{kind: f.Leads.Kind, name: r.bodyName(f.Leads), iso: f.Leads.ISO})
}
