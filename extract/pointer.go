package extract

import (
	"slices"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// installed finds whom a new office means: tân Tổng thống is who was elected, appointed or sworn in to it last.
func (r *reading) installed(o *mention.Office) *person {
	for k := len(r.claims) - 1; k >= 0; k-- {
		d := r.claims[k]
		if d.relation != "elect" && d.relation != "appoint" && d.relation != "inaugurate" || d.modality != Actual {
			continue
		}
		office := d.arg("office")
		if len(office) > 0 && (office[0].name == o.Title || strings.HasPrefix(office[0].name, o.Title+" ")) {
			if who := d.arg("appointee"); len(who) > 0 {
				return who[0].person
			}
		}
	}
	return nil
}

// left reports whether somebody was told to leave office, or to come into another one, so that he is not the new holder meant.
func (r *reading) left(p *person) bool {
	return slices.ContainsFunc(r.claims, func(d *draft) bool {
		switch d.relation {
		case "dismiss", "resign":
		case "appoint", "elect":
			if len(d.arg("office")) == 0 {
				return false
			}
		default:
			return false
		}
		return slices.ContainsFunc(slices.Concat(d.arg("appointee"), d.arg("agent")), func(w who) bool { return w.person == p })
	})
}

// titled finds the person that an office alone means: the holder named last before token at, a Vietnamese one first
// when the text does not name a country; failing that, the first holder named later.
func (r *reading) titled(f *mention.Figure, at int) *person {
	for k := range f.Offices {
		o := &f.Offices[k]
		if o.Status == "new" {
			if p := r.installed(o); p != nil {
				return p
			}
			if n := len(r.last.chosen); n > 0 && !r.left(r.last.chosen[n-1]) { // tân Thủ tướng: who was just elected
				return r.last.chosen[n-1]
			}
		}
		explicit := r.explicitOwner(o)
		for j := range f.Offices { // Tổng Bí thư, Chủ tịch Trung Quốc: both are of China
			if other := &f.Offices[j]; explicit == "" && other.OwnerISO != homeISO {
				explicit = r.explicitOwner(other)
			}
		}
		var best *person
		score := -1
		for _, p := range r.people.all {
			n, ok := p.holdsAs(o, explicit, at)
			if ok && p.agrees(f) && n > score && !(o.Status == "new" && r.left(p)) {
				best, score = p, n
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// explicitOwner returns the owner that stands beside an office in the text, as ISO code or name.
func (r *reading) explicitOwner(o *mention.Office) string {
	if !o.Explicit || o.OwnerName == "" {
		return ""
	}
	if o.OwnerISO != "" {
		return o.OwnerISO
	}
	return o.OwnerName
}

func lastWord(s string) string {
	return text.Lower(s[strings.LastIndexByte(s, ' ')+1:])
}

// holdsAs reports whether the person holds the office, and how near the text names the person to token at: the nearer
// before it the better, any before rather than behind.
func (p *person) holdsAs(o *mention.Office, owner string, at int) (int, bool) {
	fits := false
	home := false
	for k := range p.offices {
		h := &p.offices[k]
		if (h.Status == "former") != (o.Status == "former") || h.Status == "late" {
			continue
		}
		if o.Bare && strings.HasPrefix(h.Title, "Bí thư thứ nhất") {
			continue
		}
		if o.Accredited != "" && h.Accredited != "" && o.Accredited != h.Accredited {
			continue // Đại sứ tại Áo: not the one in Italy
		}
		same := h.Title == o.Title || o.Bare && longer(h.Title, o.Title) ||
			longer(o.Title, h.Title) && o.Owner == "country" && h.ownerKind != mention.Body
		if !same {
			continue
		}
		if owner != "" && owner != h.iso && owner != h.owner {
			continue
		}
		fits = true
		home = home || h.iso == homeISO || h.iso == ""
	}
	if !fits {
		return 0, false
	}
	near, before := p.nearest(at)
	n := 0
	if before {
		n = 1_000_000 - near
	} else {
		n = 400_000 - near
	}
	if owner == "" && home {
		n += 2_000_000
	}
	if p.past {
		n -= 1_500_000
	}
	return n, true
}

// longer reports whether a title is another one with more words behind it.
func longer(title, other string) bool {
	return len(title) > len(other) && title[len(other)] == ' ' && strings.HasPrefix(title, other)
}

// nearest returns how many tokens lie between token at and the mention before it, or else the first one after it.
func (p *person) nearest(at int) (int, bool) {
	best := -1
	for _, s := range p.seen {
		if s.first < at {
			best = at - s.first
		}
	}
	if best >= 0 {
		return best, true
	}
	if len(p.seen) == 0 {
		return 300_000, false
	}
	return p.seen[0].first - at, false
}

// ownSubject finds the subject of the sentence itself that a pronoun further on in it means.
func (r *reading) ownSubject(s *sentence, f *mention.Figure, at int) *person {
	for i := range s.Chunks {
		if s.Chunks[i].First >= at {
			return nil
		}
		for _, o := range s.Opening(i) {
			g := o.Mention.Figure
			if g == nil || g == f || g.Point > mention.Titled || o.Mention.First >= at {
				continue
			}
			for _, w := range r.resolve(o.Mention, nil) {
				if w.person != nil && w.person.agrees(f) {
					return w.person
				}
			}
		}
	}
	return nil
}

// namedBefore finds the last person that the sentence names before token at and that fits.
func (r *reading) namedBefore(s *sentence, at int, fits func(*person) bool) *person {
	for k := len(s.Mentions) - 1; k >= 0; k-- {
		m := &s.Mentions[k]
		if m.First >= at || m.Figure == nil {
			continue
		}
		if p := r.people.of[m.Figure]; p != nil && fits(p) {
			return p
		}
	}
	return nil
}

// samePronoun finds the person of the sentence itself whom a pronoun of that gender means and who plays no part yet: Được
// tin bà A nhậm chức, B gửi điện mừng tới bà.
func (r *reading) samePronoun(a *application, f *mention.Figure, at int) *person {
	if f.Gender == 0 {
		return nil
	}
	return r.namedBefore(a.s, at, func(p *person) bool { return p.gender == f.Gender && r.free(p, a) })
}

// agrees reports whether a pronoun may mean the person: neither's gender is another.
func (p *person) agrees(f *mention.Figure) bool {
	g := p.sex()
	return f.Gender == 0 || g == 0 || g == f.Gender
}

// sex returns m or f as the text or the person's name tells, 0 when neither does.
func (p *person) sex() byte {
	if p.gender == 0 && !p.foreign {
		return genderOf(p.name)
	}
	return p.gender
}

// genderOf returns what the middle name of a Vietnamese says, 0 when it says nothing: Văn is a man's, Thị a woman's.
func genderOf(name string) byte {
	switch {
	case strings.Contains(name, " Văn "):
		return 'm'
	case strings.Contains(name, " Thị "):
		return 'f'
	}
	return 0
}

// free reports whether a person may play a part in the claim and plays none yet.
func (r *reading) free(p *person, a *application) bool {
	w := r.one(p)
	return len(w) > 0 && !a.taken(w[0])
}

// pronoun finds the person that ông, bà or đồng chí alone means: the subject told last, if the gender agrees, else the
// person named last.
func (r *reading) pronoun(f *mention.Figure, at int) *person {
	known := false // a woman whom the text says to be one is rather bà than somebody of whom it says nothing
	if len(r.last.subject) == 1 && r.last.subject[0].agrees(f) {
		if known = f.Gender == 'f' && r.last.subject[0].sex() == 0 && r.womanBefore(at); !known {
			return r.last.subject[0]
		}
	}
	var best *person
	near := -1
	for _, p := range r.people.all {
		if !p.agrees(f) || p.spouse || known && p.sex() != 'f' {
			continue
		}
		if n, before := p.nearest(at); before && (near < 0 || n < near) {
			best, near = p, n
		}
	}
	return best
}

// womanBefore reports whether somebody is named before a token whom the text says to be a woman.
func (r *reading) womanBefore(at int) bool {
	return slices.ContainsFunc(r.people.all, func(p *person) bool {
		_, before := p.nearest(at)
		return before && p.sex() == 'f' && !p.spouse
	})
}

// group finds the persons that hai bên, hai nhà lãnh đạo or hai Tổng Bí thư means: the holders of the office, or the
// two sides of the meeting told last.
func (r *reading) group(f *mention.Figure, m *mention.Mention, a *application) []who {
	if len(f.Offices) > 0 {
		if f.Count != 2 && f.Count != 3 {
			return nil
		}
		var out []who
		title := f.Offices[0].Title
		if put := r.putInto(title); len(put) == f.Count {
			return put // hai Phó Thủ tướng: the two that were just appointed
		}
		for _, p := range r.people.all {
			for _, h := range p.offices {
				if h.Title == title || f.Offices[0].Bare && strings.HasPrefix(h.Title, title+" ") {
					out = append(out, r.one(p)...)
					break
				}
			}
		}
		if len(out) > f.Count {
			if pair := r.pairWho(a); len(pair) == f.Count {
				return pair
			}
			out = out[:f.Count]
		}
		if len(out) == f.Count {
			return out
		}
	}
	if f.Head == "hai nguyên thủ" {
		if heads := r.heads(m.First); len(heads) == 2 {
			return heads
		}
	}
	if a != nil && r.strangerBefore(a.s, m.First) {
		return nil // trao đổi với Chủ tịch Thượng viện Campuchia, A nhắc lại cuộc gặp giữa hai bên: with whom the text does not say
	}
	if f.Count == 2 {
		if a != nil && a.w.rule.Relation == "congratulate" && len(r.last.chosen) == 2 && len(f.Offices) == 0 {
			return append(r.one(r.last.chosen[0]), r.one(r.last.chosen[1])...)
		}
		if a != nil {
			if pair := r.partiesBefore(a.s, m.First); pair != nil {
				return pair
			}
		}
		return r.pairWho(a)
	}
	return nil
}

// putInto returns those whom the text told to be elected or appointed to an office.
func (r *reading) putInto(title string) (put []who) {
	for _, d := range r.claims {
		if d.relation != "appoint" && d.relation != "elect" || d.modality != Actual || !slices.ContainsFunc(d.arg("office"), func(w who) bool { return w.name == title }) {
			continue
		}
		for _, w := range d.arg("appointee") {
			if w.person != nil && !slices.ContainsFunc(put, w.same) {
				put = append(put, r.one(w.person)...)
			}
		}
	}
	return put
}

// partiesBefore returns the ruling party and the foreign party that a sentence names before a token when it names nobody there: Ta giữ quan
// hệ với Đảng A, hai bên trao đổi điện mừng. It returns nil when the sentence is about others.
func (r *reading) partiesBefore(s *sentence, at int) (pair []who) {
	for k := range s.Mentions {
		switch m := &s.Mentions[k]; {
		case m.First >= at:
			return pair
		case m.Kind == mention.Person:
			return nil
		case m.Kind == mention.Party && m.ISO != homeISO:
			pair = append(r.filler(who{kind: mention.Party, name: homeParty, iso: homeISO}), r.resolve(m, nil)...)
		}
	}
	return pair
}

// strangerBefore reports whether the sentence speaks before a token of a holder of an office whom the text does not name.
func (r *reading) strangerBefore(s *sentence, at int) bool {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.First < at && m.Kind == mention.Person && m.Figure.Point == mention.Titled && !r.indefinite(m.First) &&
			len(m.Figure.Offices) > 0 && m.Figure.Offices[0].Explicit && r.titled(m.Figure, m.First) == nil {
			return true
		}
	}
	return false
}

// heads returns the two heads of state named last before a token, one of each country.
func (r *reading) heads(at int) []who {
	var best [2]*person
	near := [2]int{-1, -1}
	for _, p := range r.people.all {
		i := slices.IndexFunc(p.offices, func(h holding) bool {
			return h.Status == "" && (h.Title == "Chủ tịch nước" || h.Title == "Tổng thống" || h.Title == "Quốc vương" || h.Title == "Nhật hoàng")
		})
		if i < 0 {
			continue
		}
		side := 0
		if p.offices[i].iso != homeISO {
			side = 1
		}
		if n, before := p.nearest(at); before && (near[side] < 0 || n < near[side]) {
			best[side], near[side] = p, n
		}
	}
	return append(r.one(best[0]), r.one(best[1])...)
}

// pairWho returns the two sides of the meeting told last: in the same sentence or the one before, whether it was held or not.
func (r *reading) pairWho(a *application) []who {
	var out []who
	pair := r.last.pair
	if t := r.last.toldIn; a != nil && t != nil && (t == a.s || t.index == a.s.index-1 && t.span.Block == a.s.span.Block) {
		pair = r.last.told
	}
	for _, p := range pair {
		out = append(out, r.one(p)...)
	}
	return out
}

// leaderOf finds the leader of a country: the person of that country named last who holds its highest office.
func (r *reading) leaderOf(iso string, at int) *person {
	if iso == "" {
		return nil
	}
	var best *person
	score := 0
	for _, p := range r.people.all {
		top := 0
		for _, h := range p.offices {
			if h.iso == iso && h.Status == "" {
				top = max(top, height(h.Title))
			}
		}
		if top == 0 {
			continue
		}
		near, before := p.nearest(at)
		n := top * 1_000_000
		if before {
			n += 10_900_000 - min(near, 800_000) // who is only told later is meant last of all
		}
		if n > score {
			best, score = p, n
		}
	}
	return best
}

// height ranks the offices that make somebody the leader of a country.
func height(title string) int {
	switch title {
	case "Tổng Bí thư", "Tổng thống", "Chủ tịch nước", "Quốc vương", "Chủ tịch", "Bí thư thứ nhất":
		return 3
	case "Thủ tướng", "Thái tử":
		return 2
	}
	return 0
}

// peer finds the holder, in another country, of an office that the subject holds.
func (r *reading) peer(f *mention.Figure, at int, a *application) *person {
	for _, s := range r.last.subject {
		for _, h := range s.offices {
			for _, p := range r.people.all {
				if p == s {
					continue
				}
				for _, g := range p.offices {
					if g.Title == h.Title && g.iso != h.iso && (f.Head == "" || g.iso == f.Head) {
						return p
					}
				}
			}
		}
	}
	if f.Head != "" {
		return r.leaderOf(f.Head, at)
	}
	return nil
}

// troupe returns who a delegation without a name stands for: its leader, when it was told before, else its body; đoàn
// alone behind a verb (tiếp đoàn), where no delegation was told, is the foreign side of the meeting told last.
func (r *reading) troupe(m *mention.Mention, a *application) []who {
	if m.Figure.Leads != nil {
		return r.leads(m.Figure)
	}
	if m.First > 0 {
		switch text.Lower(r.words(m.First-1, m.First)) {
		case "cử", "đầu":
			return nil // A cử đoàn dự …, sẽ dẫn đầu đoàn doanh nghiệp: another, of which nobody is named
		}
	}
	led := r.last.troupe
	if a != nil {
		if q := a.s.troupeBefore(m.First); q != nil {
			led = q
		}
	}
	if m := led; m != nil {
		if p := r.people.of[m.Figure]; p != nil {
			return r.one(p)
		}
		return r.leads(m.Figure)
	}
	for _, p := range r.last.pair {
		if a != nil && (m.First >= a.w.end || a.s.Opens(a.s.ChunkAt(m.First)) && r.justReceived(p, a.s)) && p != nil && p.iso != "" && p.iso != homeISO {
			return r.one(p)
		}
	}
	return nil
}

// justReceived reports whether a person is the guest of a reception that the same paragraph told, or of all that the text told, so that
// Đoàn (the delegation) is his.
func (r *reading) justReceived(p *person, s *sentence) bool {
	here, others := false, false
	for _, d := range r.claims {
		if d.relation != "meet" && d.relation != "talks" && d.relation != "visit" {
			continue
		}
		for _, a := range d.args {
			switch q := a.who.person; {
			case q == p:
				here = here || d.evidence[0].s.span.Block == s.span.Block && a.role == "guest"
			case q != nil && q.iso != homeISO:
				others = true
			}
		}
	}
	return here || !others
}

// troupeBefore returns the leader of a delegation that the sentence names before a token, nil when it names none.
func (s *sentence) troupeBefore(at int) (led *mention.Mention) {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.First >= at {
			break
		}
		if m.Kind == mention.Person && m.Figure.Name != "" && (m.Figure.Leads != nil || m.Figure.Head == "troupe") && !s.otherSide(m) {
			led = m
		}
	}
	return led
}
