package extract

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// attendees reads a sentence that lists who was present at the event told before: Cùng dự có A, B; Về phía Lào có C.
func (r *reading) attendees(s *sentence) bool {
	rule := r.x.present
	if rule == nil {
		return false
	}
	for i := 0; i < len(s.Chunks) && i < 4; i++ {
		k := s.Chunks[i]
		n, cue := r.x.entryOf(r.in, k.First, r.x.attend)
		if n > 0 && s.cued(k.First) > 0 {
			return false // the dự of dự kiến (is expected to) is no presence
		}
		if n == 0 {
			if i == 0 && s.dateline() || k.Kind == clause.Time || k.Kind == clause.Mark && k.Word != "." || k.Class == clause.Light {
				continue
			}
			return false
		}
		t := s.Trigger(k.First, k.First+n, false)
		fs := s.Slot(t, "gồm", 0)
		if len(fs) == 0 || r.sideBefore(s) >= 0 {
			return false // phía bạn có A (7/2010), B (2018): who came when
		}
		end := s.Chunks[fs[0].Chunk].First
		words := text.Lower(r.words(k.First, max(end, k.First+n)))
		as := cue.Attrs["role"]
		if as != "" && !s.after(fs[0].Chunk, k.First+n) {
			return false // chủ trì without có or a colon is the verb of a clause
		}
		d := r.attended(s, words, k.First, end)
		if as == "witness" && (d == nil || d.relation != "sign") {
			return false // of a signing not told before, the rules read it
		}
		if d == nil || d.relation == "visit" && (strings.HasPrefix(words, "tiếp") || strings.Contains(words, "làm việc")) {
			return false // Tiếp đoàn có A: a meeting of its own on the journey told before
		}
		r.present(d, s, fs, rule.ID, as)
		return !strings.Contains(words, "phát biểu") // Tới dự và phát biểu có A: the rules read the speech
	}
	return false
}

// dateline reports whether a sentence begins with the place that it is sent from: NGHỆ AN - Dự lễ có A.
func (s *sentence) dateline() bool {
	k := s.Chunks[0]
	return k.Kind == clause.Noun && s.Mentions[k.Index].Kind == mention.Place && len(s.Chunks) > 1 && (s.Chunks[1].Word == "-" || s.Chunks[1].Word == "–")
}

// comers reads who is present at the gathering that the sentence before told, where no more is said of it: A đến dự; A dự và
// phát biểu.
func (r *reading) comers(s *sentence) {
	rule := r.x.present
	if rule == nil {
		return
	}
	for i := 1; i < len(s.Chunks); i++ {
		if !s.comes(i) {
			continue
		}
		k := &s.Chunks[i]
		t := s.Trigger(k.First, k.End, false)
		d := r.formal()
		if back := r.justGathered(s); back != nil {
			d = back
		}
		if d == nil || s.Modality(t) != clause.ReadsActual || s.index-d.evidence[len(d.evidence)-1].s.index > 1 {
			return
		}
		switch d.relation {
		case "conference", "congress", "seminar", "ceremony":
			if fs := s.Subject(t); len(fs) > 0 {
				r.present(d, s, fs, rule.ID, "")
			}
		}
		return
	}
}

// justGathered returns the gathering that the sentence before told in the same paragraph, though it was before the day that the story is
// at: Trước đó, ngày 4/10, Đại hội đã bầu A. B tới dự. It returns nil when that told none.
func (r *reading) justGathered(s *sentence) *draft {
	for k := len(r.claims) - 1; k >= 0; k-- {
		d := r.claims[k]
		last := d.evidence[len(d.evidence)-1].s
		if last.index < s.index-1 || last.span.Block != s.span.Block {
			return nil
		}
		switch d.relation {
		case "conference", "congress", "seminar", "ceremony":
			if last.index == s.index-1 && d.modality == Actual {
				return d
			}
		}
	}
	return nil
}

// comes reports whether chunk i is dự (to be present) with nothing behind it but the end of the clause or another verb.
func (s *sentence) comes(i int) bool {
	switch s.Chunks[i].Word {
	case "dự", "tham dự", "cùng dự", "đến dự", "tới dự":
	default:
		return false
	}
	before := i - 1
	for before >= 0 && (s.Chunks[before].Class == clause.Light || s.Chunks[before].Kind == clause.Time || s.Chunks[before].Word == "cùng" ||
		s.Chunks[before].Word == "đến" || s.Chunks[before].Word == "tới") {
		before--
	}
	if before < 0 || s.Chunks[before].Kind != clause.Noun {
		return false // A cử đại diện dự, A được mời dự: who is sent or asked
	}
	if i++; i == len(s.Chunks) {
		return true
	}
	switch s.Chunks[i].Word {
	case ".", ";":
		return true
	case "và", ",":
		return i+1 < len(s.Chunks) && s.Chunks[i+1].Kind == clause.Word && s.Chunks[i+1].Class != clause.Prep
	}
	return false
}

// sitIn reads who was present at meetings that the text told before: A và B cùng dự hai cuộc điện đàm (A and B were present at both
// calls) is no call between A and B. It reports whether the trigger is one that somebody is present at.
func (a *application) sitIn() bool {
	rel, _ := a.r.x.relation(a.w.rule.Relation)
	if !rel.Encounter || !a.w.noun || a.r.x.present == nil || a.t.End < len(a.s.Chunks) && a.s.Chunks[a.t.End].Kind != clause.Mark {
		return false
	}
	i := a.t.First - 1
	for i > 0 && (a.s.Chunks[i].Class == clause.Light || numbers[a.s.Chunks[i].Word] > 0) {
		i--
	}
	if i < 1 || !strings.HasSuffix(a.s.Chunks[i].Word, "dự") {
		return false
	}
	left := max(1, a.count())
	fs := a.s.Subject(a.t)
	for k := len(a.r.claims) - 1; k >= 0 && left > 0 && len(fs) > 0; k-- {
		if d := a.r.claims[k]; d.relation == a.w.rule.Relation && a.r.storied(d) {
			a.r.present(d, a.s, fs, a.r.x.present.ID, "")
			left--
		}
	}
	return true
}

// reporting makes who reports to somebody one of those present at the working session that this one holds by the story.
func (r *reading) reporting(d *draft) {
	to := d.arg("recipient")
	if d.relation != "report" || d.modality != Actual || len(to) == 0 {
		return
	}
	session := r.latestActual("working_session")
	if session == nil || !slices.ContainsFunc(session.args, func(a filled) bool { return a.who.same(to[0]) }) {
		return
	}
	for _, w := range d.arg("agent") {
		if !slices.ContainsFunc(session.args, func(a filled) bool { return a.who.same(w) }) {
			session.add("attendee", w)
			session.prove(d.evidence)
		}
	}
}

// alsoPresent reads the attendees that the sentence itself adds behind its event: A tiếp B, cùng dự có C.
func (r *reading) alsoPresent(s *sentence) {
	rule := r.x.present
	if rule == nil || len(r.claims) == s.earlier {
		return
	}
	for i := 1; i < len(s.Chunks); i++ {
		if s.Chunks[i-1].Word != "," && s.Chunks[i-1].Word != ";" {
			continue
		}
		n, _ := r.x.entryOf(r.in, s.Chunks[i].First, r.x.attend)
		if n == 0 || !strings.HasPrefix(text.Lower(r.words(s.Chunks[i].First, s.Chunks[i].First+1)), "cùng") {
			continue
		}
		fs := s.Slot(s.Trigger(s.Chunks[i].First, s.Chunks[i].First+n, false), "gồm", 0)
		if d := r.formal(); d != nil && len(fs) > 0 && d.evidence[0].s == s {
			r.present(d, s, fs, rule.ID, "")
		}
		return
	}
}

// gatherings are the words for what can be attended, the longer before the shorter.
var gatherings = []struct{ word, relation string }{
	{"họp báo", "press_conference"}, {"trả lời báo chí", "press_conference"}, {"hội đàm", "talks"}, {"buổi tiếp", "meet"}, {"cùng tiếp", "meet"}, {"cuộc gặp", "meet"}, {"buổi gặp", "meet"},
	{"làm việc", "working_session"}, {"lễ ký", "sign"}, {"lễ", "ceremony"}, {"hội nghị", "conference"}, {"phiên họp", "conference"},
	{"kỳ họp", "conference"}, {"diễn đàn", "conference"}, {"đại hội", "congress"}, {"hội thảo", "seminar"}, {"tọa đàm", "seminar"},
	{"cùng đi", "visit"}, {"tháp tùng", "visit"}, {"đoàn", "visit"},
}

// attended returns the event that the words before a list of attendees mean: hội đàm the talks, lễ đón the ceremony,
// đoàn the journey; without such a word, the most formal event of the sentence that told events last. A ceremony or
// conference that was not told yet is made.
func (r *reading) attended(s *sentence, words string, first, end int) *draft {
	for _, k := range gatherings {
		if !strings.Contains(words, k.word) {
			continue
		}
		if d := r.latestActual(k.relation); d != nil {
			return d
		}
		if d := r.journeyHeld(); k.word == "cùng đi" && d != nil {
			return d
		}
		if k.relation == "ceremony" || k.relation == "conference" || k.relation == "congress" {
			at := first
			for at < end && !strings.HasPrefix(text.Lower(r.words(at, end)), k.word) {
				at++
			}
			d := &draft{relation: k.relation, modality: Actual, date: r.last.date, label: r.labelAt(s, at, min(at+len(strings.Fields(k.word)), end)), order: len(r.claims)}
			for i := s.ChunkAt(at); i < len(s.Chunks) && s.Chunks[i].First < end; i++ {
				if c := s.Chunks[i]; c.Kind == clause.Time && s.Dates[c.Index].Dates() {
					d.date, d.own = s.resolved(&s.Dates[c.Index]), true
				}
			}
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

// journeyHeld returns the journey told last, though only a noun told it, where the story is at one of its days; nil when there is none.
func (r *reading) journeyHeld() *draft {
	d := r.latest("visit")
	if d == nil || d.modality != Actual || !d.own || r.last.date == "" || !date.Overlap(d.date, r.last.date) {
		return nil
	}
	return d
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

// formality ranks the events that others are present at.
var formality = map[string]int{"talks": 9, "working_session": 8, "meet": 7, "ceremony": 6, "conference": 6, "congress": 6, "seminar": 6, "press_conference": 5, "sign": 4, "phone_call": 4, "visit": 2}

// formal returns the most formal event of the sentence that told events last.
func (r *reading) formal() *draft {
	var best *draft
	if len(r.claims) == 0 {
		return nil
	}
	last := -1
	for _, d := range r.claims {
		if len(d.evidence) > 0 && d.evidence[0].s.index > last && formality[d.relation] > 0 && r.storied(d) {
			last = d.evidence[0].s.index
		}
	}
	for _, d := range r.claims {
		if n := formality[d.relation]; n > 0 && len(d.evidence) > 0 && d.evidence[0].s.index == last && r.storied(d) && (best == nil || n > formality[best.relation]) {
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

// present adds those of a list to an event: as what the list's cue says: chair, witness or attendee.
func (r *reading) present(d *draft, s *sentence, fs []clause.Filler, rule, as string) {
	for _, f := range fs {
		if f.Mention.Kind != mention.Person {
			continue
		}
		role := cmp.Or(as, "attendee")
		if s.chairs(f.Chunk) {
			role = "chair"
		}
		rel, _ := r.x.relation(d.relation)
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
