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
	s.clock = make([]date.Context, len(s.Dates))
	back := s.flashback()
	for k := range s.Dates {
		e := s.Dates[k]
		s.clock[k] = c
		at := c
		at.Tense = date.Past
		if !back {
			c.Tell(e, e.Resolve(at))
		}
	}
	r.last.clock = c
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

// attendees reads a sentence that lists who was present at the event told before: Cùng dự có A, B; Về phía Lào có C.
func (r *reading) attendees(s *sentence) bool {
	rule := r.x.constructRule("attendees")
	if rule == nil {
		return false
	}
	for i := 0; i < len(s.Chunks) && i < 4; i++ {
		k := s.Chunks[i]
		n, cue := r.x.entry(r.in, k.First, "attend.cue")
		if n == 0 {
			if k.Kind == clause.Time || k.Kind == clause.Mark && k.Word != "." || k.Class == clause.Light {
				continue
			}
			return false
		}
		t := s.Trigger(k.First, k.First+n, false)
		fs := s.Slot(t, "gồm", 0)
		if len(fs) == 0 {
			return false
		}
		end := s.Chunks[fs[0].Chunk].First
		d := r.attended(s, strings.ToLower(r.words(k.First, max(end, k.First+n))), k.First, end)
		if d == nil {
			return false
		}
		if cue.Attrs["role"] == "chair" && !s.after(fs[0].Chunk, k.First+n) {
			return false // chủ trì without có or a colon is the verb of a clause
		}
		r.present(d, s, fs, rule.ID, cue.Attrs["role"])
		return true
	}
	return false
}

// alsoPresent reads the attendees that the sentence itself adds behind its event: A tiếp B, cùng dự có C.
func (r *reading) alsoPresent(s *sentence) {
	rule := r.x.constructRule("attendees")
	if rule == nil || len(r.claims) == s.earlier {
		return
	}
	for i := 1; i < len(s.Chunks); i++ {
		if s.Chunks[i-1].Word != "," && s.Chunks[i-1].Word != ";" {
			continue
		}
		n, _ := r.x.entry(r.in, s.Chunks[i].First, "attend.cue")
		if n == 0 || !strings.HasPrefix(strings.ToLower(r.words(s.Chunks[i].First, s.Chunks[i].First+1)), "cùng") {
			continue
		}
		fs := s.Slot(s.Trigger(s.Chunks[i].First, s.Chunks[i].First+n, false), "gồm", 0)
		if d := r.formal(); d != nil && len(fs) > 0 && d.evidence[0].s == s {
			r.present(d, s, fs, rule.ID, "")
		}
		return
	}
}

// attended returns the event that the words before a list of attendees mean: hội đàm the talks, lễ đón the ceremony,
// đoàn the journey; without such a word, the most formal event of the sentence that told events last. A ceremony or
// conference that was not told yet is made.
func (r *reading) attended(s *sentence, words string, first, end int) *draft {
	kinds := []struct{ word, relation string }{
		{"hội đàm", "talks"}, {"buổi tiếp", "meet"}, {"cùng tiếp", "meet"}, {"cuộc gặp", "meet"}, {"buổi gặp", "meet"},
		{"làm việc", "working_session"}, {"lễ ký", "sign"}, {"lễ", "ceremony"}, {"hội nghị", "conference"}, {"phiên họp", "conference"},
		{"kỳ họp", "conference"}, {"diễn đàn", "conference"}, {"đại hội", "congress"}, {"hội thảo", "seminar"}, {"tọa đàm", "seminar"},
		{"cùng đi", "visit"}, {"tháp tùng", "visit"}, {"đoàn", "visit"},
	}
	for _, k := range kinds {
		if !strings.Contains(words, k.word) {
			continue
		}
		if d := r.latestActual(k.relation); d != nil {
			return d
		}
		if k.relation == "ceremony" || k.relation == "conference" || k.relation == "congress" {
			at := first
			for at < end && !strings.HasPrefix(strings.ToLower(r.words(at, end)), k.word) {
				at++
			}
			d := &draft{relation: k.relation, modality: Actual, date: r.last.date, label: r.labelAt(s, at, min(at+len(strings.Fields(k.word)), end)), order: len(r.claims)}
			r.claims = append(r.claims, d)
			return d
		}
		break
	}
	return r.formal()
}

// storied reports whether a claim is of the story: it took place, and not before the day the story is at.
func (r *reading) storied(d *draft) bool {
	return d.modality == Actual && !(d.relation == "visit" && d.noun) && (d.date == "" || r.last.date == "" || date.Overlap(d.date, r.last.date) || d.date >= r.last.date)
}

// latestActual returns the claim of a relation told last that took place, nil when there is none.
func (r *reading) latestActual(relation string) *draft {
	for k := len(r.claims) - 1; k >= 0; k-- {
		if d := r.claims[k]; d.relation == relation && r.storied(d) {
			return d
		}
	}
	return nil
}

// formal returns the most formal event of the sentence that told events last.
func (r *reading) formal() *draft {
	order := map[string]int{"talks": 9, "working_session": 8, "meet": 7, "ceremony": 6, "conference": 6, "congress": 6, "seminar": 6, "sign": 4, "phone_call": 4, "visit": 2}
	var best *draft
	if len(r.claims) == 0 {
		return nil
	}
	last := -1
	for _, d := range r.claims {
		if r.storied(d) && order[d.relation] > 0 && len(d.evidence) > 0 {
			last = max(last, d.evidence[0].s.index)
		}
	}
	for _, d := range r.claims {
		if n := order[d.relation]; n > 0 && r.storied(d) && len(d.evidence) > 0 && d.evidence[0].s.index == last && (best == nil || n > order[best.relation]) {
			best = d
		}
	}
	return best
}

// after reports whether có or a colon stands between a cue that ends at a token and the list at chunk i.
func (s *sentence) after(i, token int) bool {
	for i--; i >= 0 && s.Chunks[i].First >= token; i-- {
		switch s.Chunks[i].Word {
		case "có", "có các", ":", "gồm", "là":
			return true
		}
	}
	return false
}

// present adds those of a list to an event: as what the list's cue says, chair or attendee.
func (r *reading) present(d *draft, s *sentence, fs []clause.Filler, rule, as string) {
	for _, f := range fs {
		if f.Mention.Kind != mention.Person {
			continue
		}
		role := "attendee"
		if as == "chair" || s.chairs(f.Chunk) {
			role = "chair"
		}
		rel, _ := r.x.set.Schema.Relation(d.relation)
		if !rel.Allows(role) {
			role = "attendee"
		}
		for _, w := range r.resolve(f.Mention, nil) {
			if w.person != nil && rel.Allows(role) {
				d.add(role, w)
			}
		}
	}
	d.evidence = append(d.evidence, proof{s, rule})
	r.trace.evidence(d)
}

// chairs reports whether (chủ trì) stands in brackets behind the noun phrase of chunk i.
func (s *sentence) chairs(i int) bool {
	return i+2 < len(s.Chunks) && s.Chunks[i+1].Word == "(" && s.Chunks[i+2].Word == "chủ" || i+2 < len(s.Chunks) && s.Chunks[i+2].Word == "chủ trì"
}

// citations makes the claims that citations of documents state: Chỉ thị số N ngày D của A.
func (r *reading) citations(s *sentence) {
	rule := r.x.constructRule("citation")
	if rule == nil {
		return
	}
	for i := range s.Chunks {
		k := s.Chunks[i]
		if k.Kind != clause.Noun || s.Mentions[k.Index].Kind != mention.Document || s.Mentions[k.Index].Class != "numbered" {
			continue
		}
		m := &s.Mentions[k.Index]
		d := &draft{relation: "issue_document", modality: Actual, evidence: []proof{{s, rule.ID}}}
		for j := i + 1; j < len(s.Chunks) && j < i+5; j++ {
			c := s.Chunks[j]
			switch {
			case c.Kind == clause.Time:
				e := &s.Dates[c.Index]
				if e.Citation && d.date == "" {
					d.date, d.own = e.Resolve(s.clock[c.Index]), true
				}
			case c.Word == "của" && j+1 < len(s.Chunks) && s.Chunks[j+1].Kind == clause.Noun:
				for _, w := range r.resolve(&s.Mentions[s.Chunks[j+1].Index], nil) {
					d.add("agent", w)
				}
			}
			if c.Kind == clause.Mark || c.Kind == clause.Noun && s.Chunks[j-1].Word != "của" {
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
	rule := r.x.constructRule("founding")
	if rule == nil {
		return
	}
	for i := range s.Chunks {
		k := s.Chunks[i]
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
		if len(parties) < 2 {
			parties = r.nations(s, parties)
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
