package extract

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract/date"
	"quanhe/extract/mention"
)

// join takes a draft into the document's claims: as more evidence of one told before, or as a new one. The text's
// memory moves on with it.
func (r *reading) join(d *draft) {
	if r.ofCongress(d) {
		d.relation = "congress"
	}
	old := r.known(d)
	r.trace.claim(d, old)
	if old != nil {
		r.unite(old, d)
		d = old
	} else {
		d.order = len(r.claims)
		r.claims = append(r.claims, d)
	}
	r.remember(d)
}

// ofCongress reports whether a conference is only a sitting of a congress: one that its own name tells, phiên khai mạc Đại hội, or with no
// name, phiên bế mạc, of the congress told last.
func (r *reading) ofCongress(d *draft) bool {
	key := d.labelled()
	if d.relation != "conference" || !strings.HasPrefix(key, "phiên ") || strings.Contains(key, "đại hội đồng") {
		return false
	}
	if strings.Contains(key, " đại hội") {
		return true
	}
	if key != "phiên khai mạc" && key != "phiên bế mạc" && key != "phiên toàn thể" {
		return false
	}
	for k := len(r.claims) - 1; k >= 0; k-- {
		switch c := r.claims[k]; c.relation {
		case "conference", "seminar", "ceremony":
			return false
		case "congress":
			return c.modality == d.modality && agree(c, d)
		}
	}
	return false
}

// known returns the claim that tells the same event, nil when none does.
func (r *reading) known(d *draft) *draft {
	for k := len(r.claims) - 1; k >= 0; k-- {
		if c := r.claims[k]; r.sameEvent(c, d) {
			return c
		}
	}
	return nil
}

// sameEvent reports whether two drafts tell one event: one relation and modality, dates that agree, and the same
// participants, or for a gathering the same name.
func (r *reading) sameEvent(c, d *draft) bool {
	if c.relation != d.relation || c.modality != d.modality && !planOf(c, d) || c.count > 0 && d.count > 0 && c.count != d.count {
		return false
	}
	switch c.relation {
	case "conference", "congress", "seminar", "ceremony":
		if c.count != d.count && !anyGathering(c.labelled()) && !anyGathering(d.labelled()) {
			return false
		}
		return sameLabel(c, d) && (agree(c, d) || anyGathering(d.labelled()))
	}
	if !agreeTopic(c, d) || c.relation == "dismiss" && !agreeOffice(c, d) {
		return false
	}
	if c.relation == "appoint" && (c.seat() && d.post() || c.post() && d.seat()) {
		return false
	}
	rel, _ := r.x.relation(c.relation)
	for _, roles := range [2][]string{rel.Required, rel.Distribute} {
		for _, role := range roles {
			if !(rel.Symmetric && role == "agent") && !r.overlap(c, d, role) {
				return false
			}
		}
	}
	if !agree(c, d) || c.relation == "speech" && !sameLabel(c, d) {
		return false
	}
	if (c.count > 0) != (d.count > 0) && !(c.noun && d.noun) {
		return false
	}
	cores := &r.room.cores
	cores[0], cores[1] = c.core(cores[0][:0]), d.core(cores[1][:0])
	a, b := cores[0], cores[1]
	if rel.Encounter && (len(a) < 2 || len(b) < 2) && c.relation != "visit" {
		return false
	}
	return r.subset(c, d, a, b) || r.subset(c, d, b, a)
}

// alike reports whether two participants are one: the same, or in a headline without a date the body whose delegation the
// other leads. Title: A hội đàm với Đảng X; text: A hội đàm với Đoàn đại biểu Đảng X do B dẫn đầu.
func (r *reading) alike(c, d *draft, x, y who) bool {
	if x.same(y) {
		return true
	}
	if c.own || c.evidence[0].s.index > 0 {
		return false
	}
	if x.person == nil {
		x, y = y, x
	}
	return x.person != nil && y.person == nil && y.name != "" && r.sender[x.person] == y.name
}

// planOf reports whether c is the plan that a noun without a date speaks of further on: A sẽ thăm B; chuyến thăm của A.
func planOf(c, d *draft) bool {
	return c.modality == Planned && d.modality == Actual && d.noun && d.date == "" && d.count == 0 && d.relation == "visit"
}

// agree reports whether the dates of two drafts can be one date.
func agree(c, d *draft) bool {
	if c.date == "" || d.date == "" || c.date == d.date {
		return true
	}
	if !c.own || !d.own {
		return date.Compatible(c.date, d.date) || c.relation == "visit"
	}
	return date.Compatible(c.date, d.date)
}

// agreeTopic reports whether what two drafts are about can be one: the name of a paper may go on where the other ends, nothing else.
func agreeTopic(c, d *draft) bool {
	return goesOn(c.topic(), d.topic())
}

// agreeOffice reports whether the offices that two drafts are about can be one: who is no longer chairman of a province may at the same
// session cease to be its deputy.
func agreeOffice(c, d *draft) bool {
	told := 0
	for i := range c.args {
		for k := range d.args {
			if x, y := &c.args[i], &d.args[k]; x.role == "office" && y.role == "office" {
				if goesOn(x.who.name, y.who.name) {
					return true
				}
				told++
			}
		}
	}
	return told == 0
}

// seat reports whether a draft puts somebody into a body (tham gia Ban Chấp hành) without an office there.
func (d *draft) seat() bool { return len(d.arg("organisation")) > 0 && len(d.arg("office")) == 0 }

// post reports whether a draft gives somebody an office, without a seat in a body.
func (d *draft) post() bool { return len(d.arg("office")) > 0 && len(d.arg("organisation")) == 0 }

// goesOn reports whether one of two names is the beginning of the other, or both are one.
func goesOn(x, y string) bool { return strings.HasPrefix(x, y) || strings.HasPrefix(y, x) }

// topic returns the name of the paper that a draft is about, "" when there is none or several are.
func (d *draft) topic() (name string) {
	for _, a := range d.args {
		if a.role == "topic" && a.who.kind == mention.Document {
			if name != "" {
				return ""
			}
			name = a.who.name
		}
	}
	return name
}

func (r *reading) overlap(c, d *draft, role string) bool {
	none := true
	for i := range c.args {
		if c.args[i].role != role {
			continue
		}
		none = false
		for k := range d.args {
			if d.args[k].role == role && r.alike(c, d, c.args[i].who, d.args[k].who) {
				return true
			}
		}
	}
	return none && !slices.ContainsFunc(d.args, func(a filled) bool { return a.role == role })
}

func (r *reading) subset(c, d *draft, a, b []who) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y who) bool { return r.alike(c, d, x, y) }) {
			return false
		}
	}
	return true
}

// sameLabel reports whether the labels of two drafts may be of one gathering: equal, one the beginning of the other, or one a word that
// stands for any gathering of its kind.
func sameLabel(c, d *draft) bool { return sameGathering(c.labelled(), d.labelled()) }

// sameGathering is sameLabel by the labels' keys.
func sameGathering(x, y string) bool {
	if congress(x) != congress(y) && kindTold(x) && kindTold(y) {
		return false
	}
	return anyGathering(x) || anyGathering(y) || goesOn(x, y)
}

// congress reports whether a label is of a congress.
func congress(key string) bool { return strings.HasPrefix(key, "đại hội") }

// kindTold reports whether a label tells what kind of gathering it is of: a sitting (phiên họp), an opening (phiên khai mạc) or one put
// with no noun at all may be any's.
func kindTold(key string) bool { return key != "" && !strings.HasPrefix(key, "phiên") }

// anyGathering reports whether a label stands for whatever gathering was told before: hội nghị, buổi lễ, phiên khai mạc.
func anyGathering(key string) bool {
	switch key {
	case "", "hội nghị", "phiên họp", "kỳ họp", "cuộc họp", "đại hội", "hội thảo", "diễn đàn", "tọa đàm", "lễ", "buổi lễ", "đối thoại", "kỳ":
		return true
	}
	return key == "phiên toàn thể" || strings.HasPrefix(key, "phiên khai mạc") || strings.HasPrefix(key, "phiên bế mạc")
}

// generic reports whether a label is only a noun, so that by itself it tells of no gathering in particular.
func generic(key string) bool { return anyGathering(key) || len(strings.Fields(key)) <= 2 }

// unite adds what a draft tells to the claim that is known.
func (r *reading) unite(c, d *draft) {
	for _, a := range d.args {
		if a.who.person != nil { // the leader stands for the delegation's body
			c.args = slices.DeleteFunc(c.args, func(b filled) bool {
				return b.role == a.role && b.who.person == nil && r.alike(c, d, a.who, b.who)
			})
		}
		c.add(a.role, a.who)
	}
	switch {
	case c.date == "" || !c.own && d.own:
		c.date, c.own = d.date, d.own
	case d.own && d.date != "" && date.Compatible(c.date, d.date):
		c.date = date.More(c.date, d.date)
	}
	if c.place == nil {
		c.place = d.place
	}
	if len(d.label) > len(c.label) && len(d.label) < 160 {
		c.label = d.label
	}
	if c.count == 0 {
		c.count = d.count
	}
	c.prove(d.evidence)
}

// prove adds evidence to a claim.
func (c *draft) prove(evidence []proof) {
	for _, p := range evidence {
		if last := c.evidence[len(c.evidence)-1]; last.s != p.s || last.rule != p.rule {
			c.evidence = append(c.evidence, p)
		}
	}
}

// remember moves the text's memory to an event.
func (r *reading) remember(d *draft) {
	if day := cmp.Or(d.day, d.date); d.modality == Actual && d.own && !d.cited && !(d.noun && d.relation == "visit") && r.narrates(d) &&
		day >= r.last.date && (len(r.date) < 10 || day[:min(len(day), 10)] <= r.date) && !r.lasts(day) && !d.evidence[len(d.evidence)-1].s.flashback() {
		r.last.dated = d
		r.last.date = day // the story goes on, never back
	}
	switch d.relation {
	case "elect", "appoint", "inaugurate":
		for _, w := range d.arg("appointee") {
			r.choose(w.person)
		}
	case "death":
		if w := d.arg("agent"); len(w) > 0 {
			r.last.dead = w[0].person
		}
	case "ceremony": // a funeral: only these have a topic
		if w := d.arg("topic"); len(w) > 0 && w[0].person != nil {
			r.last.dead = w[0].person
		}
	case "interview":
		if w := d.arg("interviewee"); len(w) > 0 {
			r.last.self = w[0].person
		}
	}
	if chairs := d.arg("chair"); len(chairs) > 0 {
		if sides := append(chairs, d.arg("guest")...); len(sides) == 2 {
			a, b := sides[0].person, sides[1].person
			if a != nil && b != nil && a.iso != b.iso { // who chair a gathering of two sides, or welcome and are welcomed, are the two sides
				r.sides(d, a, b)
			}
		}
	}
	rel, _ := r.x.relation(d.relation)
	if rel.Encounter {
		var pair []*person
		r.room.cores[0] = d.core(r.room.cores[0][:0])
		for _, w := range r.room.cores[0] {
			if w.person != nil {
				pair = append(pair, w.person)
			}
		}
		recalled := d.noun && d.own && d.modality == Actual && d.date < r.last.date // nhắc lại cuộc điện đàm hồi tháng 4 giữa A và B
		if len(pair) >= 2 && !recalled {
			r.sides(d, pair[0], pair[1])
		}
	}
}

// sides keeps the two sides of an event: the rest of its sentence and the next go on from them even when it is denied or planned.
func (r *reading) sides(d *draft, a, b *person) {
	r.last.told, r.last.toldIn = [2]*person{a, b}, d.evidence[len(d.evidence)-1].s
	if d.modality == Actual {
		r.last.pair = r.last.told
	}
}

// choose keeps the last two persons that were put in office.
func (r *reading) choose(p *person) {
	if p == nil || len(r.last.chosen) > 0 && r.last.chosen[len(r.last.chosen)-1] == p {
		return
	}
	r.last.chosen = append(r.last.chosen, p)
	if n := len(r.last.chosen); n > 2 {
		r.last.chosen = r.last.chosen[n-2:]
	}
}

// onlyNamed returns the person whom a sentence names when it names no other, nil otherwise.
func (r *reading) onlyNamed(s *sentence) (only *person) {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.Kind != mention.Person || m.Figure.Name == "" {
			continue
		}
		p := r.people.of[m.Figure]
		if p == nil || only != nil && p != only {
			return nil
		}
		only = p
	}
	return only
}

// otherSide reports whether với stands before a delegation, so that it is the one that the text's own met: Đoàn hội đàm với Đoàn đại biểu
// B do A dẫn đầu.
func (s *sentence) otherSide(m *mention.Mention) bool {
	i := s.ChunkAt(m.First)
	return i > 0 && s.Chunks[i-1].Word == "với"
}

// narrates reports whether the date of an event is one the story goes on from: an interval or a bare year is not.
func (r *reading) narrates(d *draft) bool {
	switch d.relation {
	case "issue_document", "found", "establish_relations", "join_organisation":
		return false
	}
	return len(d.date) == 10 || len(d.date) > 10 && d.relation != "visit"
}
