package extract

import (
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// after ends a sentence: its subject is kept for pronouns, its delegation for Đoàn alone, its last date for cùng ngày.
func (r *reading) after(s *sentence, ws []woken) {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.Kind == mention.Person && m.Figure.Point != mention.Troupe && (m.Figure.Leads != nil || m.Figure.Head == "troupe") &&
			!(r.last.troupe != nil && s.otherSide(m)) {
			r.last.troupe = m
		}
	}
	for k := range s.Dates {
		if e := &s.Dates[k]; e.Citation && !s.opensWith("căn cứ") || e.Kind == date.Day && s.signing(e) {
			r.last.decided, r.last.decidedIn = s.resolved(e), s.span.Block
		}
	}
	r.ballots(s)
	r.goBack(s)
	r.announce(s)
	if ps := r.opening(s); len(ps) > 0 {
		r.last.subject, r.last.subjectIn = ps, s.span.Block
	} else if p := r.onlyNamed(s); p != nil && s.span.Block != r.last.subjectIn {
		r.last.subject, r.last.subjectIn = []*person{p}, s.span.Block // Dấu ấn mới gắn với A. Ông …: a paragraph about him
	}
	if s.span.Kind != text.ListItem {
		r.last.intro = nil
		if n := len(s.Chunks); n > 0 && s.Chunks[n-1].Word == ":" {
			r.last.intro = r.introducing(s)
		}
	}
	if r.onlyPutOff(s) {
		r.sentenceDate(s)
	}
	r.plan(s)
	s.date = r.last.date
}

// introducing returns who a sentence that ends in a colon says does what the list behind it tells: Thủ tướng A đã: + tiếp B; Ban Bí thư quyết
// định thi hành kỷ luật: - Khai trừ A.
func (r *reading) introducing(s *sentence) []who {
	for i := range s.Chunks {
		if k := &s.Chunks[i]; k.Kind == clause.Noun && s.Opens(i) {
			switch m := &s.Mentions[k.Index]; m.Kind {
			case mention.Person, mention.Body, mention.Party:
				if ws := r.resolve(m, nil); len(ws) > 0 {
					return ws
				}
			}
		}
	}
	return nil
}

// claimsOf returns the claims that a sentence has told so far.
func (r *reading) claimsOf(s *sentence) []*draft { return r.claims[min(s.earlier, len(r.claims)):] }

// plan keeps the day of the plan told last, of which cùng ngày goes on until the story is at a day again that was, and in a
// programme of work the day of the items to come.
func (r *reading) plan(s *sentence) {
	if r.schedule {
		for k := range s.Dates {
			if e := &s.Dates[k]; e.Kind == date.Day {
				r.last.planned = s.resolved(e) // Thứ Hai (11/3): Sáng: … Chiều: …
				return
			}
		}
		return
	}
	for _, d := range r.claimsOf(s) {
		switch {
		case d.modality == Planned && d.own && len(d.date) == 10:
			r.last.planned, r.last.plannedIn = d.date, s.index
		case d.modality == Actual && (!d.own || d.date == r.last.date): // no flashback
			r.last.planned = ""
		}
	}
}

// opening returns the persons that the sentence is about: those of the first noun phrase that no preposition governs.
func (r *reading) opening(s *sentence) []*person {
	whose := r.whoseJourney(s)
	for i := range s.Chunks {
		if k := &s.Chunks[i]; k.Kind == clause.Noun && s.Opens(i) {
			if f := s.Mentions[k.Index].Figure; whose != nil && f != nil && f.Point == mention.Pronoun && whose.agrees(f) {
				break
			}
			ws := r.resolve(&s.Mentions[k.Index], nil)
			ps := r.room.persons.Some(len(ws))
			for _, w := range ws {
				if w.person != nil {
					ps = append(ps, w.person)
				}
			}
			if len(ps) > 0 {
				return ps
			}
		}
	}
	if whose != nil {
		return []*person{whose}
	}
	return nil
}

// whoseJourney returns the person by whose journey or meeting a sentence opens, nil when it opens by none: Chuyến thăm Lào của A.
func (r *reading) whoseJourney(s *sentence) *person {
	if len(s.Chunks) == 0 || !r.nominal(s.Chunks[0].First) {
		return nil
	}
	for i := 1; i+1 < len(s.Chunks) && s.Chunks[i].Kind != clause.Mark; i++ {
		k := s.Chunks[i+1]
		if k.Kind != clause.Noun || s.Mentions[k.Index].Kind != mention.Person {
			continue
		}
		switch s.Chunks[i].Word {
		case "của":
			return r.people.of[s.Mentions[k.Index].Figure]
		case "giữa":
			if ws := r.resolve(&s.Mentions[k.Index], nil); len(ws) == 1 {
				return ws[0].person // Cuộc gặp giữa A với B: A's rather than B's
			}
		}
	}
	return nil
}

// goBack keeps the day that a sentence goes back to, until one goes on from another.
func (r *reading) goBack(s *sentence) {
	for k := range s.Dates {
		e := &s.Dates[k]
		if !e.Dates() || e.Bracketed {
			continue
		}
		if e.Kind == date.Same && r.last.went {
			r.last.backIn = s.span.Block // chiều cùng ngày: there it stays
			return
		}
		r.last.back, r.last.went = "", false
		if e.Kind != date.Day && e.Kind != date.DayRange {
			return
		}
		if day := s.resolved(e); s.flashback() || s.lists && day < r.last.date || r.toldBefore(s, day) {
			r.last.back, r.last.backIn, r.last.led = day, s.span.Block, s.flashback() || s.lists
			r.last.went = !r.last.led && e.Kind == date.Day && s.leads(e)
		}
		return
	}
}

// leads reports whether a time expression stands before a verb of its sentence that tells an event, so that the story goes on from it.
func (s *sentence) leads(e *date.Expr) bool {
	n := len(s.woken)
	return n > 0 && s.woken[n-1].first >= e.End
}

// toldBefore reports whether a sentence told an event of a day before the one that the story is at.
func (r *reading) toldBefore(s *sentence, day string) bool {
	return day < r.last.date && slices.ContainsFunc(r.claimsOf(s), func(d *draft) bool {
		return d.modality == Actual && d.own && d.date == day
	})
}

// onlyPutOff reports whether a sentence tells no event but such as did not take place, on other days than the first it names: ngày 3/6, A
// hủy chuyến thăm B từ ngày 9 đến 12/6 (on a day he called off a visit of other days).
func (r *reading) onlyPutOff(s *sentence) bool {
	told := r.claimsOf(s)
	if len(told) == 0 {
		return true
	}
	k := slices.IndexFunc(s.Dates, func(e date.Expr) bool { return e.Dates() })
	if k < 0 || s.Dates[k].Kind != date.Day {
		return false
	}
	first := s.resolved(&s.Dates[k])
	return !slices.ContainsFunc(told, func(d *draft) bool { return d.modality != Negated || d.date == first })
}

// sentenceDate moves the text's date on with a sentence that tells no event but a full date.
func (r *reading) sentenceDate(s *sentence) {
	for k := range s.Dates {
		e := &s.Dates[k]
		if !e.Dates() || e.Bracketed || e.Kind != date.Day && e.Kind != date.DayRange || s.signedOn(e) {
			continue
		}
		if d := s.resolved(e); len(d) >= 10 && !s.flashback() && d >= r.last.date && (r.date == "" || d <= r.date) && !r.lasts(d) {
			r.last.date = d
		}
		return
	}
}

// lasts reports whether days hold the one that the story is at and go on past the document's date: the story stays where it is in a
// journey that is not over yet (Chuyến thăm diễn ra từ ngày 1 đến 5/11).
func (r *reading) lasts(days string) bool {
	first, last, ok := date.Bounds(days)
	return ok && len(r.date) == 10 && len(r.last.date) == 10 && first <= r.last.date && last > r.date
}
