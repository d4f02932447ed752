package extract

import (
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
)

// tell moves the text's clock through the time expressions of a sentence, and keeps its state before each of them.
// What is told as having happened before (trước đó) does not move it.
func (r *reading) tell(s *sentence) {
	c := r.last.clock
	c.Document, c.Year = r.date, r.year
	s.clock, s.days = r.room.clocks.Some(len(s.Dates))[:len(s.Dates)], r.room.days.Some(len(s.Dates))
	back := s.flashback()
	whole := r.yearLabel(s)
	for k := range s.Dates {
		e := &s.Dates[k]
		s.clock[k] = c
		if r.last.year != "" && (whole || e.Bracketed) && e.Lo.Month != 0 && e.Lo.Year == 0 && e.Unit == 0 {
			s.clock[k].Document, s.clock[k].Year = "", r.last.year
		}
		if r.date == "" && c.Year == "" && !e.Bracketed && !e.Citation && e.Unit == 0 {
			switch {
			case e.Lo.Year != 0:
				r.last.annum, r.last.annumIn = e.Lo.Year, s.span.Block
			case e.Lo.Month != 0 && r.last.annum != 0 && r.last.annumIn == s.span.Block:
				s.clock[k].Year = date.Point{Year: r.last.annum}.String() // ngày 3 tháng 9 năm 2019 … ngày 7 tháng 9
			}
		}
		at := s.clock[k]
		at.Tense = date.Past
		s.days = append(s.days, e.Resolve(at))
		if !back {
			c.Tell(*e, s.days[k])
		}
	}
	r.last.clock = c
}

// yearLabel keeps the year that a sentence opens with, whose days without a year are of it, and reports whether all of them are: behind
// a colon it rules its whole paragraph (Năm 2020: A chủ trì Hội nghị B (26/6). Ngày 15/11, …), else what stands in brackets.
func (r *reading) yearLabel(s *sentence) (whole bool) {
	if r.last.yearIn != s.span.Block {
		r.last.year = ""
	}
	for i := range s.Chunks {
		k := &s.Chunks[i]
		if k.Kind == clause.Mark {
			continue
		}
		if k.Kind == clause.Time && s.Dates[k.Index].Kind == date.Year && s.Dates[k.Index].Lo.Year != 0 {
			r.last.year, r.last.yearIn, r.last.yearRules = s.Dates[k.Index].Lo.String(), s.span.Block, i+1 < len(s.Chunks) && s.Chunks[i+1].Word == ":"
			return r.last.yearRules
		}
		break
	}
	if !r.last.yearRules {
		r.last.year = ""
	}
	return r.last.yearRules
}

// flashback reports whether the sentence opens with a word that leads back in time.
func (s *sentence) flashback() bool {
	for i := 0; i < len(s.Chunks) && i < 3; i++ {
		if strings.HasPrefix(s.Chunks[i].Word, "trước đó") {
			return true
		}
		if s.Chunks[i].Kind == clause.Time && strings.HasPrefix(s.text(i), "Trước đó") {
			return true
		}
	}
	return false
}

// text returns the text of a chunk.
func (s *sentence) text(i int) string {
	k := s.Chunks[i]
	return s.Doc.Text[s.Doc.Tokens[k.First].Start:s.Doc.Tokens[k.End-1].End]
}

// citations makes the claims that citations of documents state: Chỉ thị số N ngày D của A.
func (r *reading) citations(s *sentence) {
	rule := r.x.citation
	if rule == nil {
		return
	}
	for i := range s.Chunks {
		m := s.document(i)
		if m == nil || m.Base == "Tờ trình" { // is put before somebody, not issued
			continue
		}
		d := &draft{relation: "issue_document", modality: Actual, evidence: []proof{{s, rule.ID}}}
		if j := s.issuerAt(i); j >= 0 {
			for _, w := range r.resolve(&s.Mentions[s.Chunks[j].Index], nil) {
				d.add("agent", w)
			}
		}
		for j := i + 1; j < len(s.Chunks) && j < i+5 && s.Chunks[j].Kind != clause.Mark; j++ {
			if c := s.Chunks[j]; c.Kind == clause.Time && s.Dates[c.Index].Citation {
				e := &s.Dates[c.Index]
				d.date, d.own = e.Resolve(s.clock[c.Index]), true
				break
			}
		}
		if len(d.args) == 0 {
			continue
		}
		d.add("topic", who{kind: mention.Document, name: m.Name})
		r.join(d)
	}
}

// foundings makes the claims that the first date of an anniversary states: … thành lập Đảng (3/2/1930 - 3/2/2024).
func (r *reading) foundings(s *sentence) {
	rule := r.x.founding
	if rule == nil {
		return
	}
	if len(s.Dates) == 0 {
		return
	}
	for i := range s.Chunks {
		k := &s.Chunks[i]
		if k.Kind != clause.Time || s.Dates[k.Index].Kind != date.Anniversary {
			continue
		}
		first, _ := s.Dates[k.Index].Ends()
		if len(first) < 10 {
			continue
		}
		r.founding(s, i, first)
	}
}

// founding reads what the anniversary at chunk i is of: the words before it back to kỷ niệm.
func (r *reading) founding(s *sentence, i int, day string) {
	d := &draft{modality: Actual, date: day, own: true}
	var parties []who
	for j := i - 1; j >= 0 && j > i-22; j-- {
		k := s.Chunks[j]
		if k.Kind == clause.Noun {
			m := &s.Mentions[k.Index]
			if m.Kind == mention.Country || m.Kind == mention.Body || m.Kind == mention.Party {
				parties = append(r.resolve(m, nil), parties...)
			}
			if m.Kind == mention.Document && d.relation == "" {
				d.relation = "sign"
				d.add("topic", who{kind: mention.Document, name: m.Name})
			}
			for n := range m.Inner {
				if m.Kind == mention.Document && m.Inner[n].Kind == mention.Country {
					parties = append(r.resolve(&m.Inner[n], nil), parties...)
				}
			}
		}
		switch k.Word {
		case "thiết lập", "thiết":
			d.relation = "establish_relations"
		case "thành lập", "thành":
			if d.relation == "" && (k.Word == "thành lập" || j+1 < len(s.Chunks) && s.Chunks[j+1].Word == "lập") {
				d.relation = "found"
			}
		case "kỷ niệm", "kỷ":
			if len(parties) == 0 && d.relation == "found" { // LHQ kỷ niệm 75 năm thành lập
				for n := j - 1; n >= 0 && n > j-4; n-- {
					if s.Chunks[n].Kind == clause.Noun {
						parties = r.resolve(&s.Mentions[s.Chunks[n].Index], nil)
						break
					}
				}
			}
			j = -1
		}
		if k.Kind == clause.Time && s.Dates[k.Index].Kind == date.Anniversary {
			break
		}
	}
	rule := ""
	switch d.relation {
	case "establish_relations", "sign":
		for len(parties) > 1 && parties[0].same(parties[1]) {
			parties = parties[1:] // told twice
		}
		if len(parties) < 2 {
			parties = r.nations(s, parties)
		}
		if len(parties) < 2 && r.twoStates(s) {
			parties = r.pairOf(s, i, parties)
		}
		if len(parties) < 2 {
			return
		}
		d.add("agent", parties[0])
		d.add("counterpart", parties[1])
		rule = "establish_relations"
	case "found":
		if len(parties) == 0 {
			return
		}
		d.add("organisation", parties[0])
		rule = "found"
	default:
		return
	}
	d.evidence = []proof{{s, rule}}
	r.join(d)
}

// twoStates reports whether the sentence speaks of hai nước (the two countries).
func (r *reading) twoStates(s *sentence) bool {
	for t := int(s.span.First); t+1 < int(s.span.End); t++ {
		if r.in.Key(t) == "hai" && r.in.Key(t+1) == "nước" {
			return true
		}
	}
	return false
}

// pairOf returns the two countries that hai nước means at chunk i of a sentence that names at most one: Việt Nam and that one, else the
// one that the text began with.
func (r *reading) pairOf(s *sentence, i int, have []who) []who {
	iso := r.couple()
	if len(have) == 1 && have[0].kind == mention.Country && have[0].iso != homeISO {
		iso = have[0].iso
	}
	if iso == "" {
		return nil
	}
	pair := []who{{kind: mention.Country, name: homeCountry, iso: homeISO}, {kind: mention.Country, name: r.x.country[iso], iso: iso}}
	for n := range pair {
		pair[n].first, pair[n].end = s.Chunks[i].First, s.Chunks[i].End
	}
	return pair
}

// nations completes the pair of countries that hai nước (the two countries) means: those the sentence names.
func (r *reading) nations(s *sentence, have []who) []who {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		for _, in := range append([]mention.Mention{*m}, m.Inner...) {
			if in.Kind != mention.Country {
				continue
			}
			w := who{kind: mention.Country, name: in.Name, iso: in.ISO}
			known := false
			for _, h := range have {
				known = known || h.same(w)
			}
			if !known {
				have = append(have, w)
			}
		}
	}
	return have
}
