package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
)

// A sought is a time expression once it was looked for.
type sought struct {
	done bool
	expr *date.Expr
}

// or returns the expression, which find looks for the first time.
func (s *sought) or(find func() *date.Expr) *date.Expr {
	if !s.done {
		s.done, s.expr = true, find()
	}
	return s.expr
}

// timeBehind returns the time expression behind the trigger, before the next trigger and within the clause.
func (a *application) timeBehind() *date.Expr { return a.behind.or(a.findBehind) }

func (a *application) findBehind() *date.Expr {
	limit := len(a.s.Chunks)
	if a.at+1 < len(a.ws) && !a.topic {
		for _, w := range a.ws[a.at+1:] {
			if w.first >= a.w.end && w.rule.Relation == a.w.rule.Relation && a.passive() && !w.noun {
				continue // được A tiếp ngày D: the verb of the passive itself
			}
			if w.first >= a.w.end {
				limit = a.s.ChunkAt(w.first)
				if limit > 0 && (a.s.Chunks[limit-1].Word == "và" || a.s.Chunks[limit-1].Word == "tại" && spoken(a.w.rule.Relation) || a.s.Chunks[limit].Word == "tại" || w.noun && a.s.follows(limit-1)) {
					limit = len(a.s.Chunks) // thăm A và dự B từ ngày D, gặp B tại Hội nghị C ngày D: the date is of both
					continue
				}
				break
			}
		}
	}
	quoted := false
	var later *date.Expr
	if a.modality == Negated {
		later = a.newDate()
	}
	for i := a.t.First; i < limit; i++ {
		k := a.s.Chunks[i]
		if i >= a.t.End && spoken(a.w.rule.Relation) && (k.Class == clause.Saying || k.Word == ",") {
			return nil // what is said does not date the saying
		}
		if i >= a.t.End && a.w.rule.Relation == "statement" {
			from := i
			if k.Kind == clause.Time {
				from++ // thông báo ngày D Thủ tướng sẽ chủ trì hội nghị
			}
			if a.s.Opens(from) && a.s.Acts(from) {
				return nil // cho hay hai bên nhất trí lùi từ ngày D: what is said, without a comma or rằng
			}
		}
		if i >= a.t.End && !a.topic && (k.Class == clause.Closing || k.Class != clause.Saying && a.s.ClauseEnd(i)) {
			return nil
		}
		if i >= a.t.End && (a.s.Aside(i) || k.Word == "," && a.t.First > 1 && a.s.Chunks[a.t.First-1].Word == "người" && a.s.Chunks[a.t.First-2].Word == ",") {
			return nil // A, người chủ trì lễ B, ấn định ngày D cho C: behind the relative clause
		}
		if i > a.t.End && k.Word == "dự kiến" && a.s.Chunks[i-1].Word == "," && !a.w.noun && a.w.label[1] == 0 && i+1 < len(a.s.Chunks) && a.s.Chunks[i+1].Word == "diễn ra" {
			return nil // bầu đoàn dự Đại hội A, dự kiến diễn ra ngày D: of what is held then
		}
		if i >= a.t.End && (k.Word == "“" || k.Word == "\"") {
			quoted = !quoted
		}
		if k.Word == "”" {
			quoted = false
		}
		if k.Kind != clause.Time || quoted {
			continue
		}
		e := &a.s.Dates[k.Index]
		if e.Kind == date.After || e.Kind == date.YearsAfter {
			return nil // … và một năm sau đó: of what follows
		}
		if !e.Dates() || e == later || e.Until && !e.From && i > a.t.End+2 && a.w.rule.Relation != "visit" {
			continue
		}
		if i > 0 && a.s.Chunks[i-1].Word == "đợt" {
			continue // trao Huy hiệu Đảng đợt 3/2: the round that goes by the day
		}
		if e.Bracketed && i > a.t.End && a.listed(i) || e.Kind == date.Year && (a.w.rule.Relation == "sign" || a.w.rule.Relation == "report") {
			continue
		}
		return e
	}
	return nil
}

// passive reports whether the trigger is only được, whose verb stands behind who acts.
func (a *application) passive() bool {
	return a.w.end == a.w.first+1 && a.r.in.Key(a.w.first) == "được"
}

// follows reports whether chunk i says that one event is right behind another, on its day: họp báo sau cuộc gặp với A chiều 3/2.
func (s *sentence) follows(i int) bool {
	switch s.Chunks[i].Word {
	case "sau", "ngay sau":
		return true
	}
	return false
}

// opensWith reports whether the sentence begins with one of the phrases.
func (s *sentence) opensWith(phrases ...string) bool {
	rest := s.Doc.Text[s.Doc.Tokens[s.span.First].Start:s.Doc.Tokens[s.span.End-1].End]
	rest = strings.TrimLeft(rest, "-–•*+ ")
	for _, p := range phrases {
		if len(rest) >= len(p) && strings.EqualFold(rest[:len(p)], p) { // either case of our letters is as long
			return true
		}
	}
	return false
}

// decision returns the date of the decision that the sentence cites: tại Quyết định số N ngày D. One behind the verb of another decision is
// that one's: miễn nhiệm A, được Bộ Chính trị điều động theo Quyết định số N ngày D; miễn nhiệm B.
func (a *application) decision() *date.Expr {
	for i := range a.s.Chunks {
		k := &a.s.Chunks[i]
		if k.Kind != clause.Time || !a.s.Dates[k.Index].Citation {
			continue
		}
		for n := range a.ws {
			w := &a.ws[n]
			if n == a.at || !personnel(w.rule.Relation) || w.end > k.First {
				continue
			}
			if w.first >= a.w.end && a.s.breaks(a.w.end, w.first, ",", ";") || a.w.first > k.First && a.s.breaks(k.End, a.w.first, ";") {
				return nil
			}
		}
		return &a.s.Dates[k.Index]
	}
	return nil
}

// issued returns the date that a paper is cited by where the trigger tells of its issue: ban hành Chỉ thị số N ngày D; nil when there
// is none.
func (a *application) issued() *date.Expr {
	if a.w.rule.Relation != "issue_document" {
		return nil
	}
	for i := a.t.End; i+1 < len(a.s.Chunks) && a.s.Chunks[i].Kind != clause.Mark; i++ {
		k, next := &a.s.Chunks[i], &a.s.Chunks[i+1]
		if k.Kind == clause.Noun && a.s.Mentions[k.Index].Kind == mention.Document {
			if next.Kind == clause.Time && a.s.Dates[next.Index].Citation {
				return &a.s.Dates[next.Index]
			}
			if next.Word != "tại" { // phê duyệt Chiến lược A tại Quyết định số N ngày D
				return nil
			}
		}
	}
	return nil
}

// listed reports whether the date in brackets at chunk i stands behind a member of a list, whose own it is.
func (a *application) listed(i int) bool {
	if i+1 < len(a.s.Chunks) {
		switch a.s.Chunks[i+1].Word {
		case ",", ";", "và":
			if i > 2 && a.s.Chunks[i-1].Word == "và" && a.s.Chunks[i-2].Kind == clause.Time {
				i -= 2
			}
			prev := a.s.Chunks[i-1]
			if prev.Class == clause.Light && i > 1 { // A hai lần (tháng 1 và tháng 10)
				prev = a.s.Chunks[i-2]
			}
			return prev.Kind == clause.Noun && fits(&a.s.Mentions[prev.Index], "actor")
		}
	}
	return false
}

// timeBefore returns the time expression before the trigger: the nearest in its clause, else the one that opens the
// sentence and so rules all its clauses.
func (a *application) timeBefore() *date.Expr { return a.before.or(a.findBefore) }

func (a *application) findBefore() *date.Expr {
	var inserted, bracketed *date.Expr
	low := max(a.occasionEnd(), a.inverted())
	about, aboutEnd := a.about()
	depth := 0
	quoted := false
	for i := a.t.First - 1; i >= low; i-- {
		k := a.s.Chunks[i]
		if quotes(k.Word) {
			quoted = !quoted
		}
		if about <= i && i < aboutEnd || quoted {
			continue
		}
		if k.Kind == clause.Mark && (k.Word == ";" || k.Word == ":") {
			break
		}
		switch k.Word {
		case ")":
			depth++
		case "(":
			depth = max(depth-1, 0)
		}
		if k.Kind == clause.Time && depth == 0 {
			e := &a.s.Dates[k.Index]
			if e.Dates() && !e.Bracketed {
				if a.putOffOn(e) {
					return nil
				}
				if a.anothers(e) {
					if inserted == nil {
						inserted = e
					}
					continue
				}
				return e
			}
			if e.Bracketed && e.Dates() && bracketed == nil && a.adverbial(i) {
				bracketed = e
			}
		}
	}
	if bracketed != nil {
		return bracketed
	}
	if e := a.opening(low, about, aboutEnd); e != nil {
		return e
	}
	return inserted
}

// putOffOn reports whether a time expression dates the putting off of what the trigger tells: ngày D, A hủy chuyến thăm B (on a day he
// called off a visit).
func (a *application) putOffOn(e *date.Expr) bool {
	if a.modality != Negated {
		return false
	}
	for _, cue := range a.s.Cues {
		if !cue.Cancels || cue.First < e.End || cue.First >= a.w.first {
			continue
		}
		for i := cue.First; i < cue.End; i++ {
			switch a.r.in.Key(i) {
			case "hủy", "hoãn", "dời", "lùi":
				return true
			}
		}
	}
	return false
}

// inverted returns the comma before who says what the sentence told first, 0 where it does not end so: A sẽ thăm B từ ngày D, người phát ngôn
// C cho biết. The dates of what is said are not the saying's.
func (a *application) inverted() int {
	if !spoken(a.w.rule.Relation) {
		return 0
	}
	i := a.t.First - 1
	for i > 0 && (a.s.Chunks[i].Kind == clause.Noun || a.s.Chunks[i].Class == clause.Light) {
		i--
	}
	if i <= 0 || a.s.Chunks[i].Word != "," || i == a.t.First-1 {
		return 0
	}
	for k := range i {
		if a.s.Opens(k) && k+1 < i && a.s.Chunks[k+1].Word != "," {
			return i
		}
	}
	return 0
}

// opening returns the first time expression of the sentence from chunk low on, before the trigger and a semicolon, which rules all
// its clauses; what is quoted, and chunks [about, end), are left aside.
func (a *application) opening(low, about, end int) (first *date.Expr) {
	quoted := false
	for i := a.t.First - 1; i >= low; i-- { // backwards, as a quotation may have begun before the sentence
		k := a.s.Chunks[i]
		if quotes(k.Word) {
			quoted = !quoted
		}
		if k.Word == ";" {
			first = nil
		}
		if k.Kind == clause.Time && !quoted && !(about <= i && i < end) {
			label := i+1 < len(a.s.Chunks) && a.s.Chunks[i+1].Word == ":" // Thứ Ba (12/3): A tiếp B
			if e := &a.s.Dates[k.Index]; e.Dates() && (!e.Bracketed || label) {
				first = e
			}
		}
	}
	return first
}

// quotes reports whether a mark is a quotation mark.
func quotes(mark string) bool { return mark == "\"" || mark == "“" || mark == "”" }

// about returns the chunks before a verb of speech that name what is spoken about, whose dates are not those of the speech: Về
// câu hỏi A có thăm Việt Nam trong tháng 9 hay không, B nói …
func (a *application) about() (first, end int) {
	if !spoken(a.w.rule.Relation) {
		return 0, 0
	}
	for end = a.t.First; end > 0 && a.s.Chunks[end-1].Word != ","; end-- {
	}
	for i := range a.s.Chunks[:end] {
		switch a.s.Chunks[i].Word {
		case "về":
			switch a.s.Chunks[i+1].Word {
			case "câu", "câu hỏi", "thông tin", "tin", "vấn đề", "việc", "khả năng", "phản ứng":
				return i, end // not về dự lễ ngày 3/6, A nói: coming to
			}
		case "đề":
			if i == 0 && a.s.Chunks[1].Word == "cập" { // Đề cập thông tin A hủy chuyến thăm đầu tháng 4, B nói
				return 0, end
			}
		case "về việc", "liên quan", "liên quan đến", "liên quan tới", "đề cập":
			return i, end
		case ",":
			return 0, 0
		}
	}
	return 0, 0
}

// anothers reports whether a time expression stands behind another trigger of the sentence, whose own it rather is.
func (a *application) anothers(e *date.Expr) bool {
	if e.Kind >= date.Same && e.Kind <= date.YearsAfter {
		return false
	}
	for _, w := range a.ws[:a.at] {
		if w.end <= e.First && !a.s.parted(w.end, e.First) && !a.s.datedBetween(w.end, e.First) || w.first < e.First && e.End < w.end && w.noun {
			return true // also within it: ngay sau phiên họp tháng 4 do B chủ trì, A họp báo
		}
	}
	return false
}

// datedBetween reports whether a time expression stands between two tokens: Trong chuyến thăm từ ngày 23 đến 25/8, chiều 23/8,
// A hội đàm với B.
func (s *sentence) datedBetween(end, first int) bool {
	for k := range s.Dates {
		if d := &s.Dates[k]; d.First >= end && d.End <= first && d.Dates() && !d.Bracketed {
			return true
		}
	}
	return false
}

// parted reports whether a semicolon stands between two tokens.
func (s *sentence) parted(end, first int) bool { return s.breaks(end, first, ";") }

// breaks reports whether one of the marks stands between two tokens.
func (s *sentence) breaks(end, first int, marks ...string) bool {
	for i := s.ChunkAt(end); i < s.ChunkAt(first); i++ {
		if slices.Contains(marks, s.Chunks[i].Word) {
			return true
		}
	}
	return false
}

// spoken reports whether a relation is told by a verb of speech, behind which the content follows.
func spoken(relation string) bool {
	switch relation {
	case "speech", "statement", "interview", "press_conference", "report":
		return true
	}
	return false
}

// adverbial reports whether the date in brackets at chunk i closes a phrase that opens the sentence: Tại Hội nghị …
// (tháng 12/2021), A phát biểu.
func (a *application) adverbial(i int) bool {
	if i+1 >= len(a.s.Chunks) || a.s.Chunks[i+1].Word != "," {
		return false
	}
	for j := 0; j < i; j++ {
		if m := a.s.Chunks[j]; m.Kind == clause.Noun && a.s.Mentions[m.Index].Kind == mention.Person {
			return false
		}
	}
	return true
}
