package extract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// when dates a draft: by the date in brackets behind a filler, else by a time expression of its clause, else by the one
// that opens the sentence, else by the date the text is at.
func (a *application) when(d *draft, own *date.Expr) {
	if own != nil && own.Dates() {
		d.date, d.own = a.resolveDate(own), true
		return
	}
	if y := a.congressYear(); y != "" {
		d.date, d.own = y, true
		return
	}
	if a.occasion() >= 0 {
		if e := a.timeBehind(); e != nil && a.s.ChunkAt(e.First) < a.comma() {
			d.date, d.own = a.resolveDate(e), true
		}
		return
	}
	if e := a.issued(); e != nil {
		d.date, d.own = a.resolveDate(e), true
		return
	}
	if (a.topic || a.modality == Negated && (a.s.NewsDenied(a.t) || a.s.DeniedNews(a.t) && !a.s.DatedNews(a.t))) && a.timeBehind() == nil {
		return // the day before is that of the saying
	}
	if e := a.timeBehind(); e != nil && !e.From && !a.coarse(e) {
		d.date, d.own = a.begun(e, a.resolveDate(e)), true
		return
	}
	if personnel(d.relation) && d.relation != "elect" {
		if e := a.decision(); e != nil {
			d.date, d.own, d.cited = a.resolveDate(e), true, true
			return
		}
		if day := a.decisionDay(); day != "" {
			d.date, d.own, d.cited = day, true, true
			return
		}
	}
	if e := a.timeBehind(); e != nil && !a.coarse(e) {
		d.date, d.own, d.cited = a.resolveDate(e), true, e.From && personnel(d.relation) // when it takes effect, which the story does not go on from
		return
	}
	if since := a.sinceThen(); since != nil {
		if e := a.timeBefore(); e != nil {
			d.date = since.Before(a.resolveDate(e))
		} else {
			d.date = since.Before(a.r.day(a.s))
		}
		d.own = d.date != ""
		return
	}
	if e := a.timeBefore(); e != nil && !a.ending() {
		day := a.resolveDate(e)
		if a.modality == Planned && !a.r.schedule && a.toldOn(e, day) {
			return
		}
		d.date, d.own = day, true
		return
	}
	switch {
	case a.w.rule.Date == "document":
		d.date = a.r.date
	case a.r.schedule:
		d.date = a.r.last.planned
	case a.polled() != "":
		d.date = a.polled()
	case a.inherits() && !a.another(d):
		d.date = a.r.day(a.s)
	}
	if host := a.spokenAt(d); d.date == "" && host != nil {
		d.date = host.date
	}
	if d.date == "" && d.relation == "visit" && d.modality == Actual {
		d.date = a.cameTo()
	}
}

// begun returns the date of a journey that is told to last until a day with the day before the trigger on which it began: ngày D A bắt đầu
// chuyến thăm B đến ngày E.
func (a *application) begun(e *date.Expr, until string) string {
	end, open := strings.CutPrefix(until, "../")
	if !open || a.w.rule.Relation != "visit" || a.modality == Negated {
		return until
	}
	if from := a.timeBefore(); from != nil && from != e && from.Kind == date.Day {
		if day := a.resolveDate(from); len(day) == len(time.DateOnly) && day < end {
			return day + "/" + end
		}
	}
	return until
}

// cameTo returns the date of the meeting or gathering that a journey was made to (sang dự), where the text told it before in the same
// words; "" when it told none. The words are four at least, so that they are a name.
func (a *application) cameTo() string {
	for i := a.t.First; i < len(a.s.Chunks) && a.s.Chunks[i].Kind != clause.Mark; i++ {
		if k := &a.s.Chunks[i]; k.Word != "dự" && k.Word != "tham dự" || i+1 == len(a.s.Chunks) {
			continue
		}
		first, end := a.s.Chunks[i].End, a.s.Chunks[i].End
		for n := i + 1; n < len(a.s.Chunks) && a.s.Chunks[n].Kind != clause.Mark && a.s.Chunks[n].Kind != clause.Time; n++ {
			end = a.s.Chunks[n].End
		}
		if end < first+4 || a.r.doc.Tokens[first].Flags&text.Cap == 0 {
			return ""
		}
		name := a.r.words(first, end)
		for k := len(a.r.claims) - 1; k >= 0; k-- {
			if c := a.r.claims[k]; c.own && c.modality == Actual && c.relation != "visit" && strings.Contains(a.r.words(int(c.evidence[0].s.span.First), int(c.evidence[0].s.span.End)), name) {
				return c.date
			}
		}
		return ""
	}
	return ""
}

// spokenAt returns the dated gathering that a draft without a day is told to be at: Tại hội nghị, B phát biểu; nil when there is none.
func (a *application) spokenAt(d *draft) *draft {
	if d.relation != "speech" && d.relation != "report" || d.modality != Actual || d.label == "" {
		return nil
	}
	for k := len(a.r.claims) - 1; k >= 0; k-- {
		switch c := a.r.claims[k]; c.relation {
		case "conference", "congress", "seminar":
			if !sameLabel(c, d) {
				if anyGathering(d.labelled()) {
					return nil
				}
				continue
			}
			if c.modality == Actual && c.own {
				return c
			}
			return nil
		}
	}
	return nil
}

// sinceThen returns how long after the event the rest of the sentence took place, nil when it does not say: bỏ phiếu hai ngày sau khi B
// bãi nhiệm A (the vote came two days after B removed A).
func (a *application) sinceThen() *date.Expr {
	for i := a.t.First - 1; i >= 2; i-- {
		switch k := &a.s.Chunks[i]; {
		case k.Word == "," || k.Word == ";":
			return nil
		case k.Word == "khi" && a.s.Chunks[i-1].Word == "sau", k.Word == "sau khi":
			if k.Word == "khi" {
				i--
			}
			if i > 0 && a.s.Chunks[i-1].Kind == clause.Time && a.s.Dates[a.s.Chunks[i-1].Index].Kind == date.Duration {
				return &a.s.Dates[a.s.Chunks[i-1].Index]
			}
			return nil
		}
	}
	return nil
}

// also reports whether the sentence tells what happened as well (cũng).
func (s *sentence) also() bool {
	return slices.ContainsFunc(s.Chunks, func(k clause.Chunk) bool {
		return k.Word == "cũng" || k.Word == "cũng đã" || k.Word == "sau đó" || k.Word == "ngay sau đó"
	})
}

// another reports whether a draft is of a gathering with another name than the one that the day of the text is of, or adopts something
// there.
func (a *application) another(d *draft) bool {
	key := d.labelled()
	if d.relation == "adopt_document" {
		key = gatheringKey(a.gatheringNamed())
	}
	if key == "" || strings.HasPrefix(key, "phiên") { // a sitting of the one told
		return false
	}
	c := a.r.last.dated
	return c != nil && c.label != "" && c.date == a.r.last.date && !generic(key) && !generic(c.labelled()) && !sameGathering(key, c.labelled())
}

// day returns the day that an event of a sentence without one is told of: the story's, or the one that its paragraph went back to
// (trước đó, before that).
func (r *reading) day(s *sentence) string {
	if r.last.back != "" && r.last.backIn == s.span.Block && (r.last.led || s.also()) {
		return r.last.back
	}
	return r.last.date
}

// decisionDay returns the day of the decision that the sentence tells more of: the one cited before, or the day that opens the
// sentence where behind the trigger only stands when it takes effect (từ ngày, from).
func (a *application) decisionDay() string {
	e := a.timeBehind()
	effect := e != nil && e.From && !e.Until
	if e != nil && !effect {
		return ""
	}
	b := a.timeBefore()
	switch {
	case b != nil && b.Kind == date.Same && a.s.opensWith("quyết định", "tại quyết định", "theo quyết định"):
		return a.r.last.decided // Quyết định số N cùng ngày: of the day of the one before
	case b != nil && effect && (b.Kind == date.Day || b.Kind == date.Same):
		return a.resolveDate(b)
	case effect && a.r.decidedOther(a):
		return "" // Quyết định số N bổ nhiệm A; B nghỉ hưu từ ngày D: of B the text cites none
	case b == nil && a.r.last.decided != "" && (a.s.span.Block == a.r.last.decidedIn || a.s.opensWith("theo đó", "theo quyết định", "tại quyết định này")):
		return a.r.last.decided
	}
	return ""
}

// decidedOther reports whether the decision cited last was told to be about somebody else than those the application decides about.
func (r *reading) decidedOther(a *application) bool {
	about := a.appointees()
	for k := len(r.claims) - 1; k >= 0; k-- {
		if d := r.claims[k]; personnel(d.relation) && d.cited && d.date == r.last.decided {
			return !slices.ContainsFunc(d.arg("appointee"), func(w who) bool { return slices.Contains(about, w.person) })
		}
	}
	return false
}

// nextStop returns how what somebody goes on to is told, trước khi rời A sang thăm B từ ngày D: by its day, which is past or
// ahead. Without a day it is no event.
func (a *application) nextStop() string {
	e := a.timeBehind()
	if e == nil || e.Kind != date.Day && e.Kind != date.DayRange {
		return clause.ReadsNone
	}
	c := a.s.contextOf(e)
	c.Tense = date.Unknown
	first, _, ok := date.Bounds(e.Resolve(c))
	switch {
	case !ok || !a.r.dated:
		return clause.ReadsNone
	case first > a.r.date && a.s.told() == clause.ReadsActual:
		return clause.ReadsPlanned
	}
	return a.s.told()
}

// toldOn reports whether the day before a plan is the one it was told on, not the one it is for: it is past, or it is the
// document's and something said stands between.
func (a *application) toldOn(e *date.Expr, day string) bool {
	_, last, ok := date.Bounds(day)
	if !ok || len(a.r.date) != 10 || last > a.r.date {
		return false
	}
	if last < a.r.date {
		return true
	}
	for i := a.s.ChunkAt(e.First); i < a.t.First; i++ {
		if k := a.s.Chunks[i]; k.Class == clause.Saying || k.Word == "thống nhất" || k.Word == "nhất trí" {
			return true
		}
	}
	return false
}

// otherYears returns the further years of a list that a journey or meeting took place in: thăm Việt Nam vào các năm 1997 và 2004.
func (a *application) otherYears(d *draft) []string {
	e := a.timeBehind()
	if d.count > 0 || e == nil || e.Kind != date.Year || !d.own || a.s.resolved(e) != d.date {
		return nil
	}
	if rel, _ := a.r.x.relation(d.relation); !rel.Encounter {
		return nil
	}
	var years []string
	for i := a.s.ChunkAt(e.First) + 1; i+1 < len(a.s.Chunks); i += 2 {
		k := a.s.Chunks[i+1]
		if w := a.s.Chunks[i].Word; w != "," && w != "và" || k.Kind != clause.Time || a.s.Dates[k.Index].Kind != date.Year {
			break
		}
		years = append(years, a.s.resolved(&a.s.Dates[k.Index]))
	}
	return years
}

// ending reports whether the trigger is a journey whose end the sentence tells and dates: rời Hà Nội, kết thúc chuyến thăm.
func (a *application) ending() bool {
	return a.w.rule.Relation == "visit" && a.w.noun && a.t.First > 0 && a.s.Chunks[a.t.First-1].Word == "kết thúc"
}

// coarse reports whether a year or months behind a gathering are what it speaks about, as a day stands before it: Ngày 3/6,
// … họp đánh giá công tác năm 2023.
func (a *application) coarse(e *date.Expr) bool {
	switch e.Kind {
	case date.Year, date.Month, date.MonthRange, date.YearRange, date.Quarter, date.Part:
	default:
		return false
	}
	if a.modality == Planned {
		return false // chiều 3/6, hai bên thống nhất họp vào tháng 9: the day is that of the agreement
	}
	switch a.w.rule.Relation {
	case "conference", "congress", "seminar", "ceremony", "speech", "report", "working_session", "press_conference",
		"adopt_document", "issue_document", "submit_document":
		b := a.timeBefore()
		return b != nil && (b.Kind == date.Day || b.Kind == date.Same || b.Kind == date.DayRange)
	}
	return false
}

// congressYear returns the year of a congress of the ruling party that is told by its number alone, unless the sentence
// dates it itself.
func (a *application) congressYear() string {
	if a.w.rule.Relation != "congress" || a.timeBehind() != nil {
		return ""
	}
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if f.kind == mention.Party && f.iso == homeISO {
				for i := a.w.label[0]; i < a.w.label[1]; i++ {
					if n, e := a.r.x.entry(a.r.in, i, "congress.year"); n > 0 && a.r.doc.Tokens[i].Flags&text.Roman != 0 {
						return e.Attrs["year"]
					}
				}
			}
		}
	}
	return ""
}

func (a *application) resolveDate(e *date.Expr) string {
	if e.Kind == date.Same && !a.s.dayBefore(e) {
		if a.r.last.planned != "" && (a.r.schedule || a.s.index <= a.r.last.plannedIn+2) && !a.s.past(a.t) {
			return a.r.last.planned // sáng 21/4, A sẽ … Cùng ngày, A …: the programme goes on
		}
		if a.r.last.went {
			return a.r.last.back // of the day told last, though the story was farther on
		}
		if a.r.last.date != "" {
			return a.r.last.date // cùng ngày: the day the story is at
		}
	}
	c := a.s.contextOf(e)
	switch {
	case e.From && !e.Until && personnel(a.w.rule.Relation):
		c.Tense = date.Near
	case a.modality == Planned, a.modality == Negated && a.s.ahead(a.t):
		c.Tense = date.Future
	case a.modality == Negated:
		c.Tense = date.Unknown
	default:
		return cmp.Or(a.soon(e, c), a.s.resolved(e))
	}
	return e.Resolve(c)
}

// dayBefore reports whether a day stands before a time expression in its sentence, which cùng ngày then means.
func (s *sentence) dayBefore(e *date.Expr) bool {
	for k := range s.Dates {
		d := &s.Dates[k]
		if d == e {
			return false
		}
		if d.Kind == date.Day && d.Dates() && !d.Bracketed && !d.Citation {
			return true
		}
	}
	return false
}

// soon returns the day soon behind the document's date, in the same year, that a day without a year means where no đã says
// that it is past: a programme goes on from verbs of plan to bare ones. It returns "" when there is none.
func (a *application) soon(e *date.Expr, c date.Context) string {
	if a.w.rule.Relation == "death" || len(c.Document) != 10 || e.Kind != date.Day && e.Kind != date.DayRange || e.Lo.Year != 0 || a.s.past(a.t) {
		return ""
	}
	past := a.s.resolved(e)
	c.Tense = date.Unknown
	day := e.Resolve(c)
	if day == past || len(day) < 10 || day[:4] != c.Document[:4] || day <= c.Document {
		return ""
	}
	from, err := time.Parse(time.DateOnly, c.Document)
	to, err2 := time.Parse(time.DateOnly, day[:10])
	if err != nil || err2 != nil || to.Sub(from) > 21*24*time.Hour {
		return ""
	}
	return day
}

// past reports whether a word before the trigger says that it happened.
func (s *sentence) past(t clause.Trigger) bool { return s.signs(t, clause.ReadsActual) }

// ahead reports whether a word before the trigger says that it will happen: bác bỏ thông tin A sẽ thăm B.
func (s *sentence) ahead(t clause.Trigger) bool { return s.signs(t, clause.ReadsPlanned) }

// signs reports whether a cue with a reading stands not far before the trigger.
func (s *sentence) signs(t clause.Trigger, reads string) bool {
	for _, cue := range s.Cues {
		if cue.Reads == reads && cue.First < t.Last && t.First-s.ChunkAt(cue.First) < 6 {
			return true
		}
	}
	return false
}

// contextOf returns what was known before a time expression of the sentence.
func (s *sentence) contextOf(e *date.Expr) date.Context {
	for k := range s.Dates {
		if &s.Dates[k] == e {
			c := s.clock[k]
			c.Tense = date.Past
			return c
		}
	}
	return date.Context{}
}

// resolved is e.Resolve in that context.
func (s *sentence) resolved(e *date.Expr) string {
	for k := range s.Dates {
		if &s.Dates[k] == e {
			return s.days[k]
		}
	}
	return e.Resolve(date.Context{})
}

// personnel reports whether a relation is a decision about somebody's office, which takes its date from the decision
// and its effect from a day that may lie ahead.
func personnel(relation string) bool {
	switch relation {
	case "appoint", "dismiss", "elect", "discipline":
		return true
	}
	return false
}

// inherits reports whether an event without a date of its own happens at the date the text is at. What a noun tells in
// passing, and what is told of the past in general, does not.
func (a *application) inherits() bool {
	if a.w.rule.Relation == "visit" && a.w.noun {
		return false
	}
	for i := a.occasionEnd(); i > 0; i-- {
		if a.s.Chunks[i].Kind == clause.Time {
			return false // told to be of the occasion's day
		}
	}
	if a.t.First > 0 {
		word := a.s.Chunks[a.t.First-1].Word
		if word == "quả" && a.t.First > 1 && a.s.Chunks[a.t.First-2].Word == "kết" || word == "kết quả" {
			return false // kết quả điện đàm với B: told of in passing
		}
		if !a.w.noun {
			word = ""
		}
		switch word {
		case "sau", "ngay sau", "trước", "trước thềm", "từ", "kể từ", "kể từ sau":
			return false // another day than the one the text is at
		}
	}
	for i := max(0, a.t.First-4); i < a.t.First; i++ {
		switch a.s.Chunks[i].Word {
		case "từng", "lần đầu", "thường xuyên", "đã từng", "hiện đã":
			return false
		case "hiện":
			if strings.HasPrefix(a.s.Chunks[i+1].Word, "đã") {
				return false // hiện đã có đơn (by now has handed in his request): some day before
			}
		}
	}
	if rel, _ := a.r.x.relation(a.w.rule.Relation); a.modality == Negated && rel.Encounter {
		return false // when two did not meet only its own words can tell
	}
	return a.modality != Planned
}

// future reports whether a draft told without a cue lies behind the document's date: a programme, no event yet.
func (r *reading) future(d *draft) bool {
	if d.modality != Actual || r.date == "" || !d.own || personnel(d.relation) {
		return false
	}
	first, _, ok := date.Bounds(d.date)
	return ok && r.dated && first > r.today
}
