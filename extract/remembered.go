package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
	"quanhe/rules"
)

// foreignSide returns the ISO code of the foreign country that the last claim of two countries tells beside Việt Nam; "" when
// there is none, or when that claim is of two others.
func (r *reading) foreignSide() string {
	for k := len(r.claims) - 1; k >= 0; k-- {
		home, foreign := false, ""
		for _, arg := range r.claims[k].args {
			iso := arg.who.iso
			if p := arg.who.person; p != nil {
				iso = p.iso
			}
			switch {
			case iso == homeISO:
				home = true
			case iso != "" && foreign != "" && iso != foreign:
				return ""
			case iso != "":
				foreign = iso
			}
		}
		if home && foreign != "" {
			return foreign
		}
	}
	return ""
}

// sitting are the words that a session, or those who sit in it, is told by when it decides: Kỳ họp đã bầu (the session
// elected), 100% đại biểu tán thành thông qua (all delegates voted to adopt).
var sitting = []string{"kỳ họp", "phiên họp", "cuộc họp", "hội nghị", "đại hội", "đại biểu", "hội đồng", "quốc hội"}

// sessions is how many of them, the first, are gatherings.
const sessions = 5

// centralCommittee is the body that Trung ương (the Centre) alone names where it decides: Trung ương đã bầu (the Centre elected).
const centralCommittee = "Ban Chấp hành Trung ương Đảng"

// sessionOf returns the body whose session was told last, else the one that elected or dismissed somebody last. Another
// subject than the session or the one decided about decides for itself: Các cổ đông đã bầu (the shareholders elected).
func (a *application) sessionOf() (out []fillerOf) {
	if first := int(a.s.span.First); first < a.w.first && len(a.subject) == 0 {
		for first < a.w.first && a.r.doc.Tokens[first].Kind == text.Punct {
			first++ // - Bầu ông A: an item of a list
		}
		if a.ws[0].first == first && a.s.parted(first, a.w.first) && a.r.in.Key(a.w.first-1) == ";" {
			first = a.w.first // Bầu ông A; bầu ông B
		}
		before := ""
		if first < a.w.first {
			before = text.Lower(a.r.words(first, a.w.first))
		}
		if strings.HasPrefix(before, "trung ương") && a.w.first-first <= 4 {
			return []fillerOf{{who: who{kind: mention.Party, name: centralCommittee, iso: homeISO}}}
		}
		if a.w.rule.Relation == "adopt_document" {
			before += " " + text.Lower(a.r.words(a.w.first, a.w.end)) // 100% đại biểu tán thành, Đại hội thông qua: the trigger's own
		}
		if before != "" && !slices.ContainsFunc(sitting, func(g string) bool { return strings.Contains(before, g) }) {
			return nil
		}
	}
	label := a.gatheringNamed()
	named := gatheringKey(label)
	if generic(named) {
		named = ""
	}
	for k := len(a.r.claims) - 1; k >= 0; k-- {
		d := a.r.claims[k]
		role := ""
		switch d.relation {
		case "conference", "congress":
			role = "organizer"
		case "elect", "dismiss":
			role = "agent"
		}
		if named != "" && d.label != "" && !goesOn(named, d.labelled()) && (a.w.rule.Relation == "adopt_document" ||
			strings.Fields(named)[0] != strings.Fields(d.labelled())[0]) {
			continue // a congress, where the sentence names a conference
		}
		if d.byName && !d.sits() && a.w.rule.Relation != "congratulate" {
			continue // a congress of the party's branch elects a committee, which elects its secretary
		}
		for _, w := range d.arg(role) {
			if w.kind == mention.Body || w.kind == mention.Party {
				out = append(out, fillerOf{who: w})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	if a.w.rule.Relation != "adopt_document" {
		return nil
	}
	if name := cmp.Or(a.gathering(label), a.adopter()); name != "" {
		return []fillerOf{{who: who{name: name}}}
	}
	return nil
}

// adopter returns the congress whose resolution is adopted, by the resolution's name: các đại biểu thông qua Nghị quyết Đại hội XIII. It
// returns "" when that names none.
func (a *application) adopter() string {
	for i := a.w.first; i < a.w.end; i++ {
		m := a.s.mentionAt(i)
		if m == nil || m.Kind != mention.Document {
			continue
		}
		if congress, ok := strings.CutPrefix(m.Name, "Nghị quyết Đại hội "); ok {
			return a.r.inFull("Đại hội " + congress)
		}
	}
	return ""
}

// gatheringNamed returns the gathering that the sentence names before the trigger, "" when it names none: tại Hội nghị Ngoại giao
// 31 (at the 31st Diplomatic Conference).
func (a *application) gatheringNamed() string {
	last := a.w.first - 2
	if a.w.rule.Relation == "adopt_document" {
		last = a.w.end - 2
	}
	for i := last; i >= int(a.s.span.First); i-- {
		if m := a.s.mentionAt(i); i >= a.w.first && m != nil && m.Kind == mention.Document {
			continue // thông qua Nghị quyết Đại hội: the name of the paper
		}
		switch a.r.in.Key(i) {
		case "hội", "đại", "kỳ", "phiên":
		default:
			continue
		}
		if a.r.doc.Tokens[i].Flags&text.Cap == 0 || !slices.Contains(sitting, a.r.in.Key(i)+" "+a.r.in.Key(i+1)) {
			continue
		}
		if i >= a.w.first {
			return a.r.label(i, i+2)
		}
		label := a.r.labelAt(a.s, i, i+2)
		if own := a.r.label(i, a.w.first); len(own) < len(label) {
			label = own // Đại hội thông qua: the verb is no part of the name
		}
		return label
	}
	return ""
}

// assembly reports whether a body is one of deputies, to which as a whole reports are made.
func assembly(name string) bool {
	return strings.HasPrefix(name, "Quốc hội") || strings.HasPrefix(name, "Ủy ban Thường vụ Quốc hội") || strings.HasPrefix(name, "Hội đồng nhân dân")
}

// inFull returns the name of a gathering with a bare number as the text has it elsewhere with lần thứ (the …th time) before the number, or of
// a congress with whose it is behind it, else as it is: Hội nghị Ngoại giao 31, Hội nghị Ngoại giao lần thứ 31; Đại hội XIII của Đảng.
func (r *reading) inFull(label string) string {
	i := strings.LastIndexByte(label, ' ')
	if i < 0 {
		return label
	}
	if full := label + " của Đảng"; congress(text.Key(label)) && strings.Contains(r.doc.Text, full) {
		return full
	}
	name, number := label[:i], label[i+1:]
	if _, err := strconv.Atoi(number); err != nil {
		return label
	}
	if full := name + " lần thứ " + number; strings.Contains(r.doc.Text, full) {
		return full
	}
	return label
}

// gathering returns the gathering that a sentence names as the one who adopts: its full name, as the text told it before where
// only Đại hội (the congress) stands here; "" when it has none.
func (a *application) gathering(label string) string {
	key := gatheringKey(label)
	if key == "" || !generic(key) {
		return a.r.inFull(label)
	}
	for k := len(a.r.claims) - 1; k >= 0; k-- {
		if d := a.r.claims[k]; (d.relation == "conference" || d.relation == "congress") && !generic(d.labelled()) && goesOn(key, d.labelled()) {
			return d.label
		}
	}
	return ""
}

// remembered returns what fills a slot that the text before the clause fills, and whether it is one.
func (a *application) remembered(slot string) (out []fillerOf, ok bool) {
	switch slot {
	case "counted": // the trigger's own words from its number on: 21 nghị quyết (21 resolutions)
		for i := a.w.first; i < a.w.end; i++ {
			if a.r.doc.Tokens[i].Kind == text.Number || numbers[a.r.in.Key(i)] > 0 {
				return []fillerOf{{who: who{name: a.r.words(i, a.w.end)}}}, true
			}
		}
		return nil, true
	case "pair": // the countries of the two who met last, where both are foreign
		if a.r.foreigners() {
			p := a.r.last.pair[0]
			return []fillerOf{{who: who{kind: mention.Country, name: a.r.x.country[p.iso], iso: p.iso}}}, true
		}
		return nil, true
	case "nations": // the country of the foreign side of the meeting told last, unless two are named
		for _, rf := range a.roles {
			if len(rf.fillers) > 1 {
				return nil, true
			}
		}
		for _, p := range a.r.last.pair {
			if a.r.foreigners() && p == a.r.last.pair[0] {
				continue
			}
			if p != nil && p.iso != "" && p.iso != homeISO {
				return []fillerOf{{who: who{kind: mention.Country, name: a.r.x.country[p.iso], iso: p.iso}}}, true
			}
		}
		if iso := a.r.foreignSide(); iso != "" {
			return []fillerOf{{who: who{kind: mention.Country, name: a.r.x.country[iso], iso: iso}}}, true
		}
		if iso := a.r.couple(); iso != "" {
			return []fillerOf{{who: who{kind: mention.Country, name: a.r.x.country[iso], iso: iso}}}, true
		}
		return nil, true
	case "states":
		return a.states(), true
	case "context": // whom the sentences before speak of: who met the others told before, else their subject
		p := a.r.last.pair[0]
		if q := a.r.last.pair[1]; p != nil && q != nil && p.iso != homeISO && (q.iso == homeISO || q.iso == "" && !q.foreign) {
			p = q // the paper's own, wherever he stood
		}
		if told := a.r.last.told; told != a.r.last.pair {
			for _, q := range told {
				if q != nil && slices.Contains(a.r.last.pair[:], q) {
					p = q // A đón B. Chiều nay, bà sẽ hội kiến C. Cuộc gặp với D bị hoãn: B's
				}
			}
		}
		if q := a.r.last.pair; p != nil && a.meetsOf(p) && q[0] != nil && q[1] != nil {
			for _, other := range q {
				if !a.meetsOf(other) {
					p = other // khách A hội kiến Tổng Bí thư B. Cuộc gặp với Thủ tướng C phải dời: the guest's, not B's
				}
			}
		}
		if rel, _ := a.r.x.relation(a.w.rule.Relation); p != nil && rel.Encounter {
			return []fillerOf{{who: who{person: p, kind: mention.Person, name: p.name}}}, true
		}
		if a.w.rule.Relation == "inaugurate" { // who was elected or appointed last
			if n := len(a.r.last.chosen); n > 0 {
				p := a.r.last.chosen[n-1]
				out = append(out, fillerOf{who: who{person: p, kind: mention.Person, name: p.name}})
			}
			return out, true
		}
		for _, p := range a.r.last.subject {
			out = append(out, fillerOf{who: who{person: p, kind: mention.Person, name: p.name}})
		}
		return out, true
	case "home": // the country of the paper, or the province it writes about
		return a.atHome(), true
	case "troupe": // who leads the delegation told before
		if m := a.r.last.troupe; m != nil {
			for _, w := range a.r.resolve(m, nil) {
				out = append(out, fillerOf{who: w})
			}
		}
		return out, true
	case "previous": // the traveller of the journey told before in the sentence
		if d := a.r.latest("visit"); d != nil && d.evidence[0].s == a.s {
			for _, w := range d.arg("guest") {
				out = append(out, fillerOf{who: w})
			}
		}
		return out, true
	case "organizer": // the body whose session was told last, or which decided last
		return a.sessionOf(), true
	case "decider": // who decided what the sentences before announced
		return a.decider(), true
	case "vacated": // the office that somebody else was just told to leave
		return a.vacated(), true
	case "contested": // the office that the election told before is for
		return a.contested(), true
	case "borne": // the office that the one behind the trigger is named by: bãi nhiệm Thủ tướng A
		return a.borne(), true
	case "headed": // the office that the heading of a list names
		return a.headed(), true
	case "superior": // who led or received at the event told last
		if d := a.r.formal(); d != nil && a.modality == Actual && d.relation != "press_conference" && !a.s.toVoters() {
			for _, w := range d.arg("organizer") {
				if w.kind == mention.Body && assembly(w.name) {
					return []fillerOf{{who: w}}, true // to the assembly, not to who led its sitting
				}
			}
			for _, role := range []string{"chair", "agent", "host"} {
				for _, w := range d.arg(role) {
					if w.person != nil {
						return []fillerOf{{who: w}}, true
					}
				}
			}
		}
		return nil, true
	case "deceased":
		if p := a.r.last.dead; p != nil {
			out = append(out, fillerOf{who: who{person: p, kind: mention.Person, name: p.name}})
		}
		return out, true
	case "own": // the office that the one decided about, or else the subject, holds
		about := a.appointees()
		if len(about) == 0 {
			about = a.subject
		}
		for _, p := range about {
			for _, h := range p.offices {
				return []fillerOf{{who: who{name: h.Title, office: true}}}, true
			}
		}
		return nil, true
	}
	return nil, false
}

// meetsOf reports whether the one whom somebody meets is a countryman of a person: the leaders of one country receive a guest one by one.
func (a *application) meetsOf(p *person) bool {
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if q := f.person; rf.role == "counterpart" && q != nil {
				return q.iso != "" && q.iso == p.iso || q.native() && p.native()
			}
		}
	}
	return false
}

// native reports whether a person is of the paper's own country, as far as the text tells.
func (p *person) native() bool { return p.iso == homeISO || p.iso == "" && !p.foreign }

// toVoters reports whether a sentence speaks of cử tri (the voters), to whom deputies report whoever leads the meeting.
func (s *sentence) toVoters() bool {
	for i := 1; i < len(s.Chunks); i++ {
		if s.Chunks[i].Word == "tri" && s.Chunks[i-1].Word == "cử" {
			return true
		}
	}
	return false
}

// borne returns the office before the name of the person right behind the trigger, unless it is one of several. Who is named by one that
// he left before loses another.
func (a *application) borne() []fillerOf {
	if a.t.End >= len(a.s.Chunks) || a.s.Chunks[a.t.End].Kind != clause.Noun {
		return nil
	}
	m := &a.s.Mentions[a.s.Chunks[a.t.End].Index]
	if next := a.t.End + 2; next < len(a.s.Chunks) && a.s.Chunks[next].Kind == clause.Noun {
		switch a.s.Chunks[next-1].Word {
		case "và", ",", ";", "cùng":
			return nil // each lost his own
		}
	}
	if m.Kind != mention.Person || m.Figure.Name == "" || len(m.Figure.Offices) != 1 {
		return nil
	}
	if o := &m.Figure.Offices[0]; o.End <= m.Figure.NameFirst && o.Status == "" {
		return []fillerOf{{who: who{name: o.Title, office: true}}}
	}
	return nil
}

// foreigners reports whether the two who met last are of two countries abroad.
func (r *reading) foreigners() bool {
	a, b := r.last.pair[0], r.last.pair[1]
	return a != nil && b != nil && a.iso != "" && b.iso != "" && a.iso != b.iso && a.iso != homeISO && b.iso != homeISO
}

// states returns the two states that act before the trigger as hai nước (the two countries), or as hai bên (both sides) of the
// visit that the sentence tells: A thăm Lào; hai bên ký …
func (a *application) states() []fillerOf {
	both := ""
	for i := a.w.first - 1; i > max(int(a.s.span.First), a.w.first-6); i-- {
		if a.r.in.Key(i-1) == "hai" {
			both = a.r.in.Key(i)
			break
		}
	}
	iso := a.r.visited(a.s)
	switch {
	case both == "bên" && iso != "":
	case both == "nước" && iso == "":
		if iso = a.r.foreignSide(); iso == "" {
			iso = a.r.couple()
		}
	case both != "nước":
		return nil
	}
	if iso == "" {
		return nil
	}
	return []fillerOf{{who: who{kind: mention.Country, name: homeCountry, iso: homeISO}},
		{who: who{kind: mention.Country, name: a.r.x.country[iso], iso: iso}}}
}

// visited returns the ISO code of the foreign country of a visit that a sentence tells, to or from Việt Nam, "" when there is none.
func (r *reading) visited(s *sentence) string {
	for _, d := range r.claimsOf(s) {
		if d.relation != "visit" {
			continue
		}
		for _, w := range d.args {
			iso := w.who.iso
			if w.who.person != nil {
				iso = w.who.person.iso
			}
			if iso != "" && iso != homeISO && (w.role == "guest" || w.role == "host") {
				return iso
			}
		}
	}
	return ""
}

// couple returns the ISO code of the one foreign country that the title names beside Việt Nam; "" when there is none: 50 năm
// quan hệ Việt Nam - New Zealand.
func (r *reading) couple() string {
	foreign, home := "", false
	for _, s := range r.sentences[:min(2, len(r.sentences))] {
		if s.index > 0 && s.span.Kind != text.Title {
			break
		}
		for k := range s.Mentions {
			for _, m := range append([]mention.Mention{s.Mentions[k]}, s.Mentions[k].Inner...) {
				switch {
				case m.Kind != mention.Country:
				case m.ISO == homeISO:
					home = true
				case foreign != "" && foreign != m.ISO:
					return ""
				default:
					foreign = m.ISO
				}
			}
		}
	}
	if !home {
		return ""
	}
	return foreign
}

// appointees returns the persons that a personnel decision was found to be about.
func (a *application) appointees() []*person {
	var out []*person
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if rf.role == "appointee" && f.person != nil {
				out = append(out, f.person)
			}
		}
	}
	return out
}

// atHome returns the province when the trigger's object is tỉnh (the province) alone, else Việt Nam for a traveller from
// abroad.
func (a *application) atHome() []fillerOf {
	if i := a.t.End; i < len(a.s.Chunks) && a.s.Chunks[i].Word == "tỉnh" && a.s.home != "" {
		if next := a.s.Chunks[i].End; next < int(a.s.span.End) && a.r.doc.Tokens[next].Flags&text.Cap != 0 {
			return nil // tỉnh Tboung Khmum: another, though no list has it
		}
		return []fillerOf{{who: who{kind: mention.Place, name: a.s.home, iso: homeISO}}}
	}
	if a.w.rule.Kind == rules.Noun && !a.ofGuest {
		return nil
	}
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if f.person != nil && f.person.iso != "" && f.person.iso != homeISO {
				return []fillerOf{{who: who{kind: mention.Country, name: homeCountry, iso: homeISO}}}
			}
		}
	}
	if a.w.rule.Relation == "upgrade_relations" || a.w.rule.Relation == "establish_relations" {
		return []fillerOf{{who: who{kind: mention.Country, name: homeCountry, iso: homeISO}}}
	}
	return nil
}
