package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/rules"
)

// A woken frame is a claim rule whose trigger stands in a sentence.
type woken struct {
	*frame
	first, end int // tokens of the trigger
	label      [2]int
	noun       bool
}

// frames goes through the text and makes the claims of the frames.
func (r *reading) frames() {
	for i, s := range r.sentences {
		if r.ended() {
			return
		}
		if i%together == 0 && !r.unmarked() {
			r.wakeAll(r.sentences[i:min(i+together, len(r.sentences))])
		}
		r.tell(s)
		s.earlier = len(r.claims)
		if r.unmarked() {
			r.trace.sentence(s, nil)
			continue
		}
		ws := s.woken
		r.trace.sentence(s, ws)
		if s.lists = r.attendees(s); !s.lists {
			for i := range ws {
				r.apply(s, ws, i)
			}
		}
		r.listed(s)
		r.exchanged(s)
		r.alsoPresent(s)
		r.comers(s)
		r.citations(s)
		r.foundings(s)
		if i > 0 {
			r.denied(r.sentences[i-1], s)
			r.signedBy(r.sentences[i-1], s)
		}
		r.after(s, ws)
	}
}

// wakeAll finds the triggers of sentences, before anything is told of them: see look.
func (r *reading) wakeAll(sentences []*sentence) {
	for _, s := range sentences {
		ws := r.wake(s, &r.room.match)
		s.woken = append(r.room.triggers.Some(len(ws)), ws...)
	}
}

// nominal reports whether a classifier makes a noun of the trigger that begins at a token: cuộc gặp (the meeting).
func (r *reading) nominal(token int) bool {
	switch r.in.Key(token) {
	case "cuộc", "buổi", "chuyến", "lễ", "phiên":
		return true
	}
	return false
}

// wake finds the triggers of a sentence; one that lies inside another, or inside a name, does not count.
func (r *reading) wake(s *sentence, m *pattern.Match) []woken {
	ws := r.room.woken[0][:0]
	r.x.index.Each(r.in, int(s.span.First), int(s.span.End), m, func(n int, m *pattern.Match) {
		f := r.x.frames[n]
		if c := s.cued(m.First); c > 0 && !f.prog.Find(r.in, c, m.End, m) {
			return
		}
		r.nearer(s, f, m)
		w := woken{frame: f, first: m.First, end: m.End, noun: f.rule.Kind == rules.Noun || r.nominal(m.First)}
		if c, ok := m.Capture("event"); ok {
			w.label = [2]int{c.First, c.End}
			if w.noun && r.passes(f.rule.Relation, c.End, m.End) {
				return
			}
		}
		if !s.named(w.first, w.end) && !s.cuts(w.first, w.end) && !r.forbidden(s, &w) {
			ws = append(ws, w)
		}
	})
	slices.SortStableFunc(ws, func(a, b woken) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.end - a.end
	})
	kept := r.room.woken[1][:0]
	for _, w := range ws {
		inside := slices.ContainsFunc(kept, func(k woken) bool {
			return k.first <= w.first && w.end <= k.end && k.end-k.first > w.end-w.first &&
				(k.rule.Relation == w.rule.Relation || w.rule.Label == "last" || k.first == w.first && (r.over(k.rule.Relation, w.rule.Relation) || r.over(w.rule.Relation, k.rule.Relation)))
		})
		if n := len(kept); n > 0 && !inside && personnel(w.rule.Relation) && kept[n-1].rule.Relation == w.rule.Relation && r.oneClause(kept[n-1].end, w.first+1) {
			inside = true // thôi giữ chức … để nghỉ hưu: one decision
		}
		if !inside {
			kept = append(kept, w)
		}
	}
	r.room.woken = [2][]woken{ws, kept}
	return r.strongest(s, kept)
}

// nearer makes a match of a gathering and its verb that of the nearest gathering before the verb, where the first stands in another
// clause: hỏi về Diễn đàn A, ông B xác nhận Hội nghị C khai mạc; Đại hội A bầu đoàn dự Đại hội B, dự kiến diễn ra ….
func (r *reading) nearer(s *sentence, f *frame, m *pattern.Match) {
	c, ok := m.Capture("event")
	if !ok || f.rule.Kind != rules.Noun {
		return
	}
	for i := m.End - 1; i > c.End; i-- {
		told := r.in.Key(i) == "dự" || s.Chunks[s.ChunkAt(i)].Class == clause.Saying
		if !told && (r.in.Key(i) != "," || !s.Opens(s.ChunkAt(i+1))) {
			continue
		}
		if again := &r.room.probe; f.prog.Find(r.in, i+1, m.End, again) && again.End == m.End && (!told || again.First == i+1) {
			f.prog.Find(r.in, i+1, m.End, m)
			return
		}
	}
}

// oneClause reports whether no comma, colon, semicolon or name stands between two tokens.
func (r *reading) oneClause(first, end int) bool {
	for i := first; i < end; i++ {
		if w := r.words(i, i+1); w == "," || w == ";" || w == ":" || w == "và" {
			return false
		}
	}
	return true
}

// cued returns the end of the longer cue of modality that a trigger would begin in, the dự of dự kiến (is expected
// to), and 0 when there is none.
func (s *sentence) cued(first int) int {
	for _, c := range s.Cues {
		if c.Cancels && first == c.End-1 {
			continue // hủy chuyến | công du: the noun of the cue is the trigger's first
		}
		if c.First <= first && first < c.End && c.End-c.First > 1 && c.Reads != clause.ReadsActual && c.Reads != clause.ReadsDeny {
			return c.End
		}
	}
	return 0
}

// named reports whether a trigger's first word is part of a longer name.
func (s *sentence) named(first, end int) bool {
	m := s.mentionAt(first)
	if m == nil {
		return false
	}
	if m.Kind == mention.Person {
		return m.First < first || m.End >= end && m.End > first+1
	}
	return m.End > first+1 && (m.First < first || m.End >= end)
}

// cuts reports whether a trigger ends inside the name of somebody behind its first word: do A và B, Thư|ký (secretary) is no ký (sign).
func (s *sentence) cuts(first, end int) bool {
	m := s.mentionAt(end - 1)
	return m != nil && m.Kind == mention.Person && m.Figure.Name != "" && m.First > first && end < m.End
}

func (s *sentence) mentionAt(token int) *mention.Mention {
	i := s.ChunkAt(token)
	if i < 0 || i >= len(s.Chunks) || s.Chunks[i].Kind != clause.Noun {
		return nil
	}
	return &s.Mentions[s.Chunks[i].Index]
}

// strongest makes one trigger of two joined by và that tell one meeting: tiếp và làm việc với is a working session.
func (r *reading) strongest(s *sentence, ws []woken) []woken {
	for i := 0; i+1 < len(ws); i++ {
		a, b := &ws[i], &ws[i+1]
		if b.first < a.end || b.first-a.end > 2 || !s.joinsVerbs(a.end, b.first) {
			continue
		}
		var drop int
		switch {
		case r.over(a.rule.Relation, b.rule.Relation):
			a.end, drop = b.end, i+1
		case r.over(b.rule.Relation, a.rule.Relation):
			b.first, drop = a.first, i
		case a.rule.Relation == b.rule.Relation:
			b.first, drop = a.first, i
		default:
			continue
		}
		ws = slices.Delete(ws, drop, drop+1)
		i--
	}
	return ws
}

// joinsVerbs reports whether only và, a comma or a light word stands between two triggers.
func (s *sentence) joinsVerbs(end, first int) bool {
	and := false
	for t := end; t < first; t++ {
		k := s.Chunks[s.ChunkAt(t)]
		switch {
		case k.Word == "và" || k.Word == ",":
			and = true
		case k.Class == clause.Light:
		default:
			return false
		}
	}
	return and
}

// over reports whether relation a is the stronger of the two when one meeting is told with both.
func (r *reading) over(a, b string) bool {
	rel, ok := r.x.relation(a)
	return ok && slices.Contains(rel.Over, b)
}

// apply makes the claims of one trigger.
func (r *reading) apply(s *sentence, ws []woken, i int) {
	a := r.application(s, ws, i)
	r.trace.trigger(a)
	if a.modality == clause.ReadsNone || s.question() || a.absent() || a.welcomed() {
		return
	}
	if a.opens() {
		r.pointBack(a)
		return
	}
	if a.sitIn() {
		return
	}
	a.fill()
	if !a.complete() {
		r.head(a)
		r.pointBack(a)
		return
	}
	r.cover.filled(a)
	for _, d := range append(a.drafts(), a.series()...) {
		if a.w.rule.Label == "last" && !r.gathered(d) {
			continue
		}
		if c := a.toldAgain(d); c != nil {
			c.prove(d.evidence)
			r.trace.claim(d, c)
			r.remember(c)
			continue
		}
		r.join(d)
		r.reporting(d)
		for _, year := range a.otherYears(d) {
			other := *d
			other.date = year
			r.join(&other)
		}
		if plan := a.postponed(d); plan != nil {
			r.join(plan)
		}
	}
}

// absent reports whether the trigger says that somebody did not attend what itself took place.
func (a *application) absent() bool {
	return a.modality == Negated && slices.Contains(a.w.rule.Require, "attendee")
}

// welcomed reports whether a spokesperson only welcomes the event: whether and when it took place stands elsewhere.
func (a *application) welcomed() bool {
	return a.w.noun && a.t.First > 0 && a.s.Chunks[a.t.First-1].Word == "hoan nghênh" && len(a.somebody(a.s.Main(a.t), spokesperson)) > 0
}

// application reads the modality of one trigger; its roles are still empty.
func (r *reading) application(s *sentence, ws []woken, i int) *application {
	w := &ws[i]
	t := s.Trigger(w.first, w.end, w.noun)
	reads := s.Modality(t)
	if w.rel != nil && w.rel.Encounter && s.Denied() && r.between(s, t) {
		reads = clause.ReadsNegated
	} else if personnel(w.rule.Relation) && s.DeniedBehind(t) || s.DeniedNews(t) {
		reads = clause.ReadsNegated
	} else if s.NewsDenied(t) {
		reads = s.deniedNews(t, w.rule.Relation, reads)
	}
	if r.schedule && reads == clause.ReadsActual && !s.past(t) {
		reads = clause.ReadsPlanned
	}
	if w.rule.Modality != "" && (reads == clause.ReadsActual || reads == clause.ReadsPlanned && w.rule.Modality == clause.ReadsNegated) {
		reads = w.rule.Modality // dự kiến ngày D, được dời: the plan is what was put off
	}
	topic := false
	if w.noun && t.First > 0 && reads == clause.ReadsActual {
		switch s.Chunks[t.First-1].Word {
		case "trước", "trước thềm", "thềm":
			reads = clause.ReadsNone // before the visit: whether it came about stands elsewhere
		case "về", "liên quan", "liên quan đến", "liên quan tới", "xung quanh":
			if !slices.ContainsFunc(s.Chunks[:t.First], func(k clause.Chunk) bool { return k.Kind == clause.Noun }) && s.says(t.End) {
				if topic = s.calledOff(t.End); topic {
					reads = clause.ReadsNegated // Về chuyến thăm của A, người phát ngôn cho hay hai bên nhất trí không tiến hành ngày D
					break
				}
				reads = clause.ReadsNone // Về chuyến thăm của A, người phát ngôn cho hay …: what is said of it decides
			}
		}
	}
	if reads == clause.ReadsActual && s.purpose(t.First) && s.sets(t.First, w.rule.Relation != "visit") {
		reads = clause.ReadsPlanned
	}
	a := r.room.applied.One(application{r: r, s: s, ws: ws, at: i, w: w, t: t, modality: Modality(reads), topic: topic})
	if reads == clause.ReadsNone && s.movesOn(t) {
		a.modality = Modality(a.nextStop())
	}
	return a
}

// deniedNews returns how the sentence speaks of what denied news tells: a change of office did not take place (bác tin A đã nộp đơn từ
// chức), of anything else that was told as a fact there is no event.
func (s *sentence) deniedNews(t clause.Trigger, relation, reads string) string {
	doubted := slices.ContainsFunc(s.Cues, func(cue clause.Cue) bool {
		return (cue.Reads == clause.ReadsNone || cue.Reads == clause.ReadsNegated) && s.ChunkAt(cue.First) < t.First
	})
	switch {
	case doubted:
	case reads == clause.ReadsPlanned && s.Denied(): // bác bỏ thông tin hai nhà lãnh đạo sẽ gặp nhau
		return clause.ReadsNegated
	case personnel(relation) || relation == "resign":
		return clause.ReadsNegated
	case reads == clause.ReadsActual:
		return clause.ReadsNone
	}
	return reads
}

// calledOff reports whether a word of putting off and a day stand behind a chunk of the sentence, and no word of doubt.
func (s *sentence) calledOff(i int) bool {
	if !slices.ContainsFunc(s.Chunks[i:], func(k clause.Chunk) bool { return k.Kind == clause.Time }) {
		return false
	}
	off := false
	for _, cue := range s.Cues {
		if s.ChunkAt(cue.First) < i {
			continue
		}
		if cue.Reads == clause.ReadsDeny || cue.Reads == clause.ReadsNone && !cue.Cancels {
			return false
		}
		off = off || cue.Cancels && cue.Reads == clause.ReadsNegated
	}
	return off
}

// says reports whether somebody says something behind a chunk of the sentence.
func (s *sentence) says(i int) bool {
	return slices.ContainsFunc(s.Chunks[min(i, len(s.Chunks)):], func(k clause.Chunk) bool { return k.Class == clause.Saying })
}

// told reports how the sentence speaks of all but what follows trước khi (before): planned when any word says so, none when one
// doubts, denies or takes back, else actual.
func (s *sentence) told() string {
	reads := clause.ReadsActual
	for _, cue := range s.Cues {
		switch cue.Reads {
		case clause.ReadsPlanned:
			reads = clause.ReadsPlanned
		case clause.ReadsActual, clause.ReadsInvites:
		case clause.ReadsNone:
			if !strings.EqualFold(s.Doc.Word(cue.First), "trước") {
				return clause.ReadsNone
			}
		default:
			return clause.ReadsNone
		}
	}
	return reads
}

// movesOn reports whether trước khi (before) with a verb of going on stands before a trigger: trước khi rời Lào sang thăm Thái Lan.
func (s *sentence) movesOn(t clause.Trigger) bool {
	goes := false
	for i := t.First; i >= 0 && i > t.First-8; i-- {
		switch s.Chunks[i].Word {
		case "trước khi":
			return goes
		case "khi":
			return goes && i > 0 && s.Chunks[i-1].Word == "trước"
		case "rời", "bay", "lên đường", "sang", "bay sang", "sang thăm", "tiếp tục", "tới thăm", "đến thăm":
			goes = true
		case ",", ";":
			return false
		}
	}
	return false
}

// purpose reports whether để (in order to) stands before chunk i, with at most bắt đầu, tiến hành or the like between.
func (s *sentence) purpose(i int) bool {
	for i--; i >= 0 && s.Chunks[i].Class == clause.Light; i-- {
	}
	return i >= 0 && s.Chunks[i].Word == "để"
}

// sets reports whether somebody sets out (lên đường) before chunk i, or goes somewhere (đến, tới, sang): what he goes for
// lies ahead, but for the visit that his coming is itself.
func (s *sentence) sets(i int, goes bool) bool {
	for i--; i >= 0 && s.Chunks[i].Word != ";" && s.Chunks[i].Class != clause.Closing; i-- {
		switch s.Chunks[i].Word {
		case "lên đường":
			return true
		case "lên":
			if s.Chunks[i+1].Word == "đường" {
				return true
			}
		case "đến", "tới", "sang":
			if k := s.Chunks[i+1]; goes && k.Kind == clause.Noun && fits(&s.Mentions[k.Index], "place") {
				return true
			}
		}
	}
	return false
}

// between reports whether two sides are named around the trigger, so that a denial can mean their meeting.
func (r *reading) between(s *sentence, t clause.Trigger) bool {
	return len(s.Slot(t, "object", 0)) > 0 || len(s.Slot(t, "với", 0)) > 0 || len(s.Slot(t, "giữa", 1)) > 0 || !t.Noun && len(s.Subject(t)) > 1
}

// latest returns the claim of a relation that was told last, nil when there is none.
func (r *reading) latest(relation string) *draft {
	for k := len(r.claims) - 1; k >= 0; k-- {
		if r.claims[k].relation == relation {
			return r.claims[k]
		}
	}
	return nil
}

// gathered makes a draft one of the gathering told last; it reports whether there is one.
func (r *reading) gathered(d *draft) bool {
	for k := len(r.claims) - 1; k >= 0; k-- {
		switch c := r.claims[k]; c.relation {
		case "conference", "congress", "seminar", "ceremony":
			if c.modality != d.modality {
				continue
			}
			d.relation, d.label, d.date, d.own = c.relation, c.label, c.date, c.own
			return true
		case "press_conference":
			if c.modality != d.modality {
				continue
			}
			d.relation, d.date, d.own = c.relation, c.date, c.own
			for i := range d.args {
				if d.args[i].role == "chair" {
					d.args[i].role = "agent" // who leads it is who speaks
				}
			}
			for _, arg := range c.args {
				d.add(arg.role, arg.who)
			}
			return true
		}
	}
	return false
}
