package extract

import (
	"slices"
	"strings"

	"quanhe/extract/mention"
)

// group finds the persons that hai bên, hai nhà lãnh đạo or hai Tổng Bí thư means: the holders of the office, or the
// two sides of the meeting told last.
func (r *reading) group(f *mention.Figure, m *mention.Mention, a *application) []who {
	if len(f.Offices) > 0 {
		if f.Offices[0].Status == "new" && f.Count != 2 && f.Count != 3 {
			if put := r.putInto(f.Offices[0].Title); len(put) > 1 {
				return put // các tân Phó Thủ tướng: all who were just appointed
			}
		}
		if f.Count != 2 && f.Count != 3 {
			return nil
		}
		var out []who
		title := f.Offices[0].Title
		if f.Offices[0].Bare && strings.HasPrefix(title, "Bộ trưởng Bộ ") {
			title = "Bộ trưởng" // hai Bộ trưởng may be of two ministries
		}
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
			if pair := r.pairWho(a); len(pair) == f.Count && !slices.ContainsFunc(pair, func(w who) bool { return !slices.ContainsFunc(out, w.same) }) {
				return pair
			}
			return nil // hai Bộ trưởng: which of the three the text names?
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
			if pair := r.coupleBefore(a.s, m.First); pair != nil {
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

// coupleBefore returns the two persons that a sentence joins by và before a token, when it names no others there: hai Bộ trưởng A và B gặp nhau
// năm ngoái; năm nay hai ông điện đàm.
func (r *reading) coupleBefore(s *sentence, at int) []who {
	var two [2]*mention.Mention
	n := 0
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.First >= at {
			break
		}
		if m.Kind != mention.Person {
			continue
		}
		if n == 2 {
			return nil
		}
		two[n] = m
		n++
	}
	if n < 2 || two[0].End+1 != two[1].First || r.in.Key(two[0].End) != "và" {
		return nil
	}
	a, b := r.people.of[two[0].Figure], r.people.of[two[1].Figure]
	if a == nil || b == nil || a == b || a.iso == b.iso {
		return nil
	}
	return append(r.one(a), r.one(b)...)
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
