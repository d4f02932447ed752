package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
	"quanhe/rules"
)

// slot returns what fills a slot: whom the words of the clause name, or whom the text told before. For the latter the
// trigger is what mentions them: lễ truy điệu (the memorial ceremony) is that of the dead.
func (a *application) slot(slot rules.Slot) []fillerOf {
	out, remembered := a.remembered(slot.Name)
	if !remembered {
		return a.named(slot)
	}
	for k := range out {
		out[k].first, out[k].end = a.w.first, a.w.end
	}
	return out
}

// named returns what fills a slot that words of the clause fill.
func (a *application) named(slot rules.Slot) (out []fillerOf) {
	found := a.found(slot)
	if slot.Name == "subject" && slot.Type != "" && !slices.ContainsFunc(found, func(f clause.Filler) bool { return fits(f.Mention, slot.Type) }) {
		found = a.s.Main(a.t)
	}
	if slot.Name == "subject" && a.w.noun && a.w.rule.Relation == "visit" && a.topical() {
		return nil
	}
	if slot.Name == "subject" {
		found = a.chained(found)
		if len(found) == 0 && a.s.span.Kind == text.ListItem && a.labelled() {
			for _, w := range a.r.last.intro {
				if isOf(w.kind, slot.Type) {
					w.first, w.end = a.w.first, a.w.end // the trigger is what means them
					out = append(out, fillerOf{who: w})
				}
			}
			return out
		}
	}
	if slot.Name == "subject" && len(found) == 1 {
		if head := a.heads(found[0]); head != nil {
			found = head
		}
	}
	if n := len(found); slot.Name == "subject" && n > 1 && a.relative() {
		found = found[n-1:]
	}
	if slot.Name == "subject" && personnel(a.w.rule.Relation) && len(found) > 0 && slot.Type == "actor" {
		if of := a.decree(found[0].Chunk); of != nil {
			found = of
		} else if a.readsOut(found[0].Chunk) {
			return nil
		}
	}
	out = a.r.room.fills.Some(len(found))
	for k, f := range found {
		if o := alike(found[:k+1]); o != nil {
			out = append(out, a.counterparts(o, f)...)
			continue
		}
		if !fits(f.Mention, slot.Type) || len(found) > 1 && f.Mention.Figure != nil && f.Mention.Figure.Point == mention.Troupe {
			continue // the delegation beside its leader
		}
		if e := f.Mention.Figure; slot.Type == "person" && e != nil && e.Point == mention.Titled && personnel(a.w.rule.Relation) && slot.Name == "object" {
			continue // bầu Chủ tịch nước: the office, not who holds it
		}
		if slot.Type == "office" {
			for _, o := range f.Mention.Figure.Offices {
				out = append(out, fillerOf{who: who{name: o.Title, office: true}})
			}
			continue
		}
		if a.bothSides(slot, f) {
			told, _ := a.remembered("context")
			return told // Gặp B, hai bên nhất trí …: the one the text is about met B
		}
		for _, w := range a.r.resolve(f.Mention, a) {
			out = append(out, fillerOf{who: w, date: f.Date})
		}
	}
	return out
}

// bothSides reports whether a subject is hai bên (both sides) of the meeting that a verb before it tells of somebody: Gặp B, hai bên ….
func (a *application) bothSides(slot rules.Slot, f clause.Filler) bool {
	e := f.Mention.Figure
	return (slot.Name == "subject" || slot.Name == "sau") && a.w.rel != nil && a.w.rel.Encounter && !a.w.noun && f.Chunk > a.t.End &&
		e != nil && e.Point == mention.Group && e.Count == 2 && len(e.Offices) == 0 && len(a.s.Slot(a.t, "object", 0)) > 0
}

// heads returns who leads the delegation before the trigger, that of nobody named: A dẫn đầu đoàn đại biểu sang thăm B.
func (a *application) heads(f clause.Filler) []clause.Filler {
	m := f.Mention
	if m.Figure == nil || m.Figure.Point != mention.Troupe || m.Figure.Leads != nil || f.Chunk < 2 || m.First > a.w.first ||
		a.s.Chunks[f.Chunk-1].Word != "đầu" && a.s.Chunks[f.Chunk-1].Word != "dẫn đầu" {
		return nil
	}
	return a.s.Subject(a.s.Trigger(a.s.Chunks[f.Chunk-2].First, m.First, false))
}

// decree returns whose decision the subject at a chunk hands over or makes known, nil when the sentence does not say: A trao quyết định
// của B về việc bổ nhiệm C. Who signs another's decision acts for him.
func (a *application) decree(chunk int) []clause.Filler {
	for i := chunk + 1; i+2 < a.t.First; i++ {
		switch k := &a.s.Chunks[i]; {
		case k.Word == "ký":
			return nil
		case a.s.Chunks[i+1].Word == "của" && a.s.Chunks[i+2].Kind == clause.Noun && (k.Word == "quyết định" || k.Word == "định" || k.Kind == clause.Noun && a.s.Mentions[k.Index].Kind == mention.Document):
			return []clause.Filler{{Mention: &a.s.Mentions[a.s.Chunks[i+2].Index], Chunk: i + 2}}
		}
	}
	return nil
}

// readsOut reports whether the subject at a chunk only makes known what somebody else decided: A công bố các quyết định của B: Bổ nhiệm C.
func (a *application) readsOut(chunk int) bool {
	w, ids := &a.r.x.deciding, a.r.in.IDs
	for i := a.s.Chunks[chunk].End; i+1 < a.t.Token; i++ {
		if ids[i] != w.announce || ids[i+1] != w.public {
			continue
		}
		for j := a.s.ChunkAt(i); j < a.t.First; j++ {
			if a.s.Chunks[j].Word == "của" {
				return true
			}
		}
	}
	return false
}

// decided returns the decision about somebody's office right before this one, when và or a comma joins the two, so that both are
// about the same person: B công bố việc A thôi tham gia Ban Thường vụ và thôi giữ chức O.
func (a *application) decided() *woken {
	if a.at == 0 || !personnel(a.w.rule.Relation) || a.t.First == 0 {
		return nil
	}
	if word := a.s.Chunks[a.t.First-1].Word; word != "và" && word != "," {
		return nil
	}
	if w := &a.ws[a.at-1]; personnel(w.rule.Relation) && !w.noun {
		return w
	}
	return nil
}

// alike returns the office that the first member of a list stands for by its office and country alone, when the last member is
// a country: Bộ trưởng Ngoại giao Lào, Thái Lan và Campuchia are three ministers.
func alike(found []clause.Filler) *mention.Office {
	f := found[0].Mention.Figure
	if len(found) < 2 || found[len(found)-1].Mention.Kind != mention.Country || f == nil || f.Point != mention.Titled || len(f.Offices) != 1 {
		return nil
	}
	if o := &f.Offices[0]; o.Explicit && o.OwnerISO != "" {
		return o
	}
	return nil
}

// counterparts returns the holder of the office in the country that a filler names, if the text names one.
func (a *application) counterparts(o *mention.Office, f clause.Filler) []fillerOf {
	there := *o
	there.OwnerISO = f.Mention.ISO
	p := a.r.titled(&mention.Figure{Offices: []mention.Office{there}}, f.Mention.First)
	if p == nil {
		return nil
	}
	return []fillerOf{{who: who{person: p, kind: mention.Person, name: p.name}, date: f.Date}}
}

// chained returns the subject of the meeting told right before, when what stands before the trigger is only whom that was with:
// A đến chào B, hội kiến C.
func (a *application) chained(found []clause.Filler) []clause.Filler {
	if w := a.decided(); w != nil && (len(found) == 0 || found[0].Chunk < a.s.ChunkAt(w.first)) {
		return a.s.Subject(a.s.Trigger(w.first, w.end, w.noun))
	}
	meets := func(w *woken) bool { return w.rel.Encounter && w.rel.Name != "visit" && !w.noun }
	if len(found) == 0 || a.at == 0 || !meets(a.w) || a.t.First == 0 || a.s.Chunks[a.t.First-1].Word != "," {
		return found
	}
	w := &a.ws[a.at-1]
	if !meets(w) || a.s.ChunkAt(w.end) != found[0].Chunk {
		return found
	}
	return a.s.Subject(a.s.Trigger(w.first, w.end, w.noun))
}

// found returns the noun phrases of a slot: those that package clause finds by the words of the clause, and those that
// need to know who is who.
func (a *application) found(slot rules.Slot) []clause.Filler {
	switch slot.Name {
	case "inside":
		return a.s.Inside(a.t)
	case "award":
		if f := first(a.s.Right(a.t), mention.Award); f != nil {
			return f
		}
		return a.awardTold()
	case "ủy quyền":
		return a.s.Marked("thừa ủy quyền", "thừa ủy quyền của", "được sự ủy quyền của", "thay mặt")
	case "dưới sự chủ trì của":
		return a.s.Marked("dưới sự chủ trì của", "dưới sự đồng chủ trì của", "dưới sự chủ tọa của", "dưới sự điều hành của")
	case "trước sự chứng kiến của":
		return a.s.Marked("trước sự chứng kiến của", "dưới sự chứng kiến của", "với sự chứng kiến của")
	case "near":
		return a.near()
	case "opener":
		return a.opener()
	case "addressed":
		return a.s.Addressed(a.t)
	case "apposed":
		return a.apposed()
	case "nơi":
		for _, f := range a.s.Right(a.t) {
			if f.Mention.Kind == mention.Place || f.Mention.Kind == mention.Country {
				return []clause.Filler{f}
			}
		}
		return nil
	case "occasion":
		return a.s.Marked("nhân dịp", "được tin", "nghe tin", "hay tin", "nhận được tin", "nhân")
	case "issuer":
		return a.issuer()
	case "receiver":
		return a.somebody(a.s.Left(a.t), func(p *person) bool { return p.iso == homeISO || p.iso == "" })
	case "spokesperson":
		return a.somebody(a.s.Subject(a.t), spokesperson)
	case "sau":
		var out []clause.Filler
		for _, f := range a.s.Slot(a.t, slot.Name, 0) {
			if f.Mention.Figure == nil || f.Mention.Figure.Point != mention.Group {
				out = append(out, f)
			}
		}
		return out
	}
	fs := a.s.Slot(a.t, slot.Name, slot.Index)
	if slot.Name == "giữa" && len(fs) > 0 && (a.ofNext(fs[0].Chunk) || a.withBefore(fs[0].Chunk)) {
		return nil
	}
	return fs
}

// topical reports whether the clause speaks about the aims, results or the like of what a noun tells, so that who speaks need not have
// taken part: trả lời phỏng vấn về mục đích và ý nghĩa chuyến thăm B (answered questions on the aims of the visit to B).
func (a *application) topical() bool {
	aims := false
	for i := a.t.First - 1; i > 0 && i > a.t.First-7; i-- {
		switch k := &a.s.Chunks[i]; {
		case k.Word == "về":
			return aims && a.s.Chunks[i-1].Word != "trở"
		case k.Kind == clause.Noun && a.s.Mentions[k.Index].Kind == mention.Blocked, k.Kind == clause.Word && k.Class == clause.Other:
			aims = true
		case k.Kind != clause.Word || k.Class != clause.And && k.Class != clause.Light && k.Word != "của":
			return false
		}
	}
	return false
}

// ofNext reports whether a noun that tells another event stands between the trigger and a chunk, whose participants
// stand there: điện đàm với A để chuẩn bị cuộc gặp giữa B và C.
func (a *application) ofNext(chunk int) bool {
	for _, w := range a.ws[a.at+1:] {
		if i := a.s.ChunkAt(w.first); w.noun && i >= a.t.End && i < chunk {
			return true
		}
	}
	return false
}

// withBefore reports whether với right behind a verb names the other side before a chunk, so that giữa there is said of another thing:
// hội đàm với A và dự lễ ký thỏa thuận giữa B và C.
func (a *application) withBefore(chunk int) bool {
	i := a.t.End
	return !a.w.noun && i+1 < chunk && a.s.Chunks[i].Word == "với" && a.s.Chunks[i+1].Kind == clause.Noun ||
		!a.w.noun && i < chunk && a.s.Chunks[i].Kind == clause.Noun && a.s.Mentions[a.s.Chunks[i].Index].Kind == mention.Person
}

// opener returns the person who opens the sentence, when no other is named before the trigger and a comma or a bracket stands behind
// him, as in an obituary.
func (a *application) opener() []clause.Filler {
	left := a.s.Left(a.t)
	var named []clause.Filler
	for _, f := range left {
		if f.Mention.Kind == mention.Person && f.Mention.Figure.Name != "" {
			named = append(named, f)
		}
	}
	if len(named) != 1 || named[0].Chunk > 1 || a.s.Chunks[named[0].Chunk+1].Kind != clause.Mark {
		return nil
	}
	return named
}

// apposed returns the person right before the trigger, or before the comma of a clause that tells of him in passing: viếng B, hy sinh hôm
// 28/9 (B, who fell on 28 September).
func (a *application) apposed() []clause.Filler {
	i := a.t.First - 1
words:
	for ; i > 0 && a.s.Chunks[i].Kind == clause.Word; i-- {
		switch k := a.s.Chunks[i]; {
		case k.Class == clause.Light, k.Word == "người", k.Word == "không", k.Word == "chưa":
		default:
			break words
		}
	}
	if i > 0 && a.s.Chunks[i].Word == "," {
		i--
	}
	for _, f := range a.s.Left(a.t) {
		if f.Chunk == i && f.Mention.Kind == mention.Person {
			return []clause.Filler{f}
		}
	}
	return nil
}

// near returns the person right before a noun that a preposition ties to him: tiếp Tổng thống A, nhân chuyến thăm …
func (a *application) near() []clause.Filler {
	i := a.t.First - 1
	if i < 0 || a.s.Chunks[i].Word != "nhân" && a.s.Chunks[i].Word != "nhân dịp" && a.s.Chunks[i].Word != "trong" {
		return nil
	}
	for _, f := range a.s.Left(a.t) {
		if f.Mention.Kind == mention.Person {
			return []clause.Filler{f}
		}
	}
	return nil
}

// issuer returns who issued the decision that the sentence cites: Quyết định số N ngày D của Bộ Y tế.
func (a *application) issuer() []clause.Filler {
	for i := range a.s.Chunks {
		if a.s.document(i) == nil {
			continue
		}
		if j := a.s.issuerAt(i); j >= 0 {
			return []clause.Filler{{Mention: &a.s.Mentions[a.s.Chunks[j].Index], Chunk: j}}
		}
	}
	return nil
}

// awardTold returns the award that this sentence or the one before named last, where phần thưởng (the award) behind the trigger points
// to it: trao phần thưởng này cho B, trao phần thưởng cao quý cho B.
func (a *application) awardTold() []clause.Filler {
	if a.t.End+1 >= len(a.s.Chunks) || a.s.Chunks[a.t.End].Word != "phần" || a.s.Chunks[a.t.End+1].Word != "thưởng" {
		return nil
	}
	var told *mention.Mention
	for _, s := range a.r.sentences {
		if s.index < a.s.index-1 {
			continue
		}
		for k := range s.Mentions {
			if m := &s.Mentions[k]; m.Kind == mention.Award && m.First < a.w.first {
				told = m
			}
		}
		if s == a.s {
			break
		}
	}
	if told == nil {
		return nil
	}
	return []clause.Filler{{Mention: told, Chunk: a.t.End}}
}

func first(fs []clause.Filler, kind mention.Kind) []clause.Filler {
	for _, f := range fs {
		if f.Mention.Kind == kind {
			return []clause.Filler{f}
		}
	}
	return nil
}

// somebody returns the first noun phrase that stands for a person as wanted.
func (a *application) somebody(fs []clause.Filler, want func(*person) bool) []clause.Filler {
	for _, f := range fs {
		for _, w := range a.r.resolve(f.Mention, a) {
			if w.person != nil && want(w.person) {
				return []clause.Filler{f}
			}
		}
	}
	return nil
}

func spokesperson(p *person) bool {
	return slices.ContainsFunc(p.offices, func(h holding) bool { return strings.Contains(h.Title, "phát ngôn") })
}

// fits reports whether a mention may stand where a slot asks for a type.
func fits(m *mention.Mention, typ string) bool {
	if typ == "office" {
		return m.Kind == mention.Person && len(m.Figure.Offices) > 0 && m.Figure.Name == ""
	}
	return isOf(m.Kind, typ)
}

// isOf reports whether what is of a kind may stand where a slot asks for a type other than an office.
func isOf(kind mention.Kind, typ string) bool {
	switch typ {
	case "":
		return true
	case "person":
		return kind == mention.Person
	case "organization":
		return kind == mention.Body
	case "party":
		return kind == mention.Party
	case "body":
		return kind == mention.Body || kind == mention.Party || kind == mention.Country
	case "country":
		return kind == mention.Country
	case "place":
		return kind == mention.Place || kind == mention.Country
	case "document":
		return kind == mention.Document
	case "award":
		return kind == mention.Award
	case "actor":
		return kind == mention.Person || kind == mention.Body || kind == mention.Party || kind == mention.Country
	}
	return false
}

// relative reports whether người (who) stands before the trigger behind a comma, so that only the last one told is meant: A;
// B, người vừa được bổ nhiệm làm O.
func (a *application) relative() bool {
	i := a.t.First - 1
	for i > 0 && a.s.Chunks[i].Class == clause.Light {
		i--
	}
	return i > 0 && a.s.Chunks[i].Word == "người" && a.s.Chunks[i-1].Word == ","
}

// labelled reports whether only a time, marks and light words stand before the trigger in its item of a list or behind the
// semicolon before it: - Sáng 25/7: gặp A; gặp B.
func (a *application) labelled() bool {
	for i := a.t.First - 1; i >= 0; i-- {
		k := a.s.Chunks[i]
		if k.Word == ";" {
			return true
		}
		if k.Kind != clause.Time && k.Kind != clause.Mark && k.Class != clause.Light {
			return false
		}
	}
	return true
}
