package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
)

// announce keeps who decided about offices when a sentence only says so and the decisions themselves follow: A vừa ký các
// quyết định về công tác nhân sự (A has signed decisions on personnel). Who hands decisions over decided only where he is
// one who decides; who acts by authority of another (thừa ủy quyền) did not.
func (r *reading) announce(s *sentence) {
	at, handed := r.announces(s)
	if at < 0 || r.decides(s) {
		return
	}
	r.last.decider = nil
	if body := r.deciderNamed(s, at); body != nil {
		r.last.decider = append(r.last.decider, *body)
		return
	}
	t := s.Trigger(at, at+1, false)
	found := s.Marked("thừa ủy quyền", "thừa ủy quyền của", "được sự ủy quyền của")
	if len(found) == 0 && (!handed || !slices.ContainsFunc(s.Chunks[:t.First], func(k clause.Chunk) bool { return k.Word == "thay mặt" })) {
		found = s.Subject(t)
	}
	for _, f := range found {
		for _, w := range r.resolve(f.Mention, nil) {
			if w.person != nil && len(r.last.decider) == 0 && (!handed || deciding(w.person)) {
				r.last.decider = append(r.last.decider, w)
			}
		}
	}
}

// deciderNamed returns the body whose (của) decisions on personnel a sentence announces with the verb at a token, nil when it names
// none: công bố các quyết định của Bộ Chính trị chỉ định nhân sự.
func (r *reading) deciderNamed(s *sentence, at int) *who {
	for i := s.ChunkAt(at) + 1; i+1 < len(s.Chunks) && i < s.ChunkAt(at)+5; i++ {
		k := s.Chunks[i+1]
		if s.Chunks[i].Word != "của" || k.Kind != clause.Noun {
			continue
		}
		for _, w := range r.resolve(&s.Mentions[k.Index], nil) {
			if w.kind == mention.Body && w.person == nil {
				return &w
			}
		}
		return nil
	}
	return nil
}

// decidingWords are the numbers of words that tell of decisions.
type decidingWords struct {
	sign, hand, announce, public pattern.ID
	decision                     [2]pattern.ID
}

func newDecidingWords(v *pattern.Vocab) decidingWords {
	id := func(word string) pattern.ID { return v.Intern([]byte(word)) }
	return decidingWords{sign: id("ký"), hand: id("trao"), announce: id("công"), public: id("bố"), decision: [2]pattern.ID{id("quyết"), id("định")}}
}

// signedBy tells who decided, and when, what the sentence before told of somebody's office: A được bổ nhiệm O. Quyết định do B ký ngày D
// (the decision was signed by B on D).
func (r *reading) signedBy(told, s *sentence) {
	if !s.opensWith("quyết định") {
		return
	}
	i := 1
	for i < len(s.Chunks) && s.Chunks[i].Kind == clause.Word && s.Chunks[i].Word != "do" {
		i++
	}
	if i > 4 || i+2 >= len(s.Chunks) || s.Chunks[i].Word != "do" || s.Chunks[i+1].Kind != clause.Noun {
		return
	}
	signer := i + 1
	if i += 2; s.Chunks[i].Word == "," {
		i++
	}
	if i+1 >= len(s.Chunks) || s.Chunks[i].Word != "ký" || s.Chunks[i+1].Kind != clause.Time {
		return
	}
	by, day := r.resolve(&s.Mentions[s.Chunks[signer].Index], nil), s.resolved(&s.Dates[s.Chunks[i+1].Index])
	for _, d := range r.claims[min(told.earlier, len(r.claims)):min(s.earlier, len(r.claims))] {
		if d.modality != Actual || !personnel(d.relation) || d.relation == "elect" || len(d.arg("agent")) > 0 || d.cited || d.own {
			continue
		}
		for _, w := range by {
			d.add("agent", w)
		}
		d.date, d.own, d.cited = day, true, true
		d.evidence = append(d.evidence, proof{s, d.evidence[0].rule})
	}
}

// announces returns the token of the verb that a sentence says by that decisions are signed, issued or handed over, -1 when it
// says none, and whether they are handed over. Whose decisions they are (của) is for the sentence itself to tell.
func (r *reading) announces(s *sentence) (at int, handed bool) {
	w, ids := &r.x.deciding, r.in.IDs
	for i := int(s.span.First); i+2 < int(s.span.End); i++ {
		if ids[i] != w.sign && ids[i] != w.hand && ids[i] != w.announce {
			continue
		}
		if ids[i] == w.announce && ids[i+1] != w.public {
			continue // công tác (work), not công bố (make public)
		}
		for k := i + 1; k < min(i+6, int(s.span.End)-1); k++ {
			if ids[k] != w.decision[0] || ids[k+1] != w.decision[1] {
				continue
			}
			if k+2 < int(s.span.End) && r.in.Key(k+2) == "của" {
				if m := s.mentionAt(k + 3); m != nil && m.Kind == mention.Body && r.onPersonnel(m.End, int(s.span.End)) {
					return i, true
				}
			}
			if !r.onPersonnel(k+2, int(s.span.End)) {
				return -1, false
			}
			return i, ids[i] != w.sign
		}
	}
	return -1, false
}

// onPersonnel reports whether the words from a token on, behind quyết định, go on with what such decisions are about, or end there:
// quyết định về công tác cán bộ, not quyết định phê duyệt quy hoạch (to approve a plan).
func (r *reading) onPersonnel(i, end int) bool {
	if i >= end {
		return true
	}
	next := ""
	if i+1 < end {
		next = r.in.Key(i + 1)
	}
	switch r.in.Key(i) {
	case ",", ".", ":", ";", "bổ", "chỉ", "điều", "luân", "nghỉ", "nhân", "sau", "miễn", "cho":
		return true
	case "về":
		return next == "công" || next == "nhân" || next == "tổ"
	case "phân":
		return next == "công"
	}
	return false
}

// signing reports whether a day is the one that decisions were signed on: theo các quyết định ký ngày 28/5.
func (s *sentence) signing(e *date.Expr) bool {
	if i := s.ChunkAt(e.First); i >= 2 {
		return s.Chunks[i-1].Word == "ký" && strings.HasSuffix(s.Chunks[i-2].Word, "định")
	}
	return false
}

// signedOn reports whether a paper was signed on a day, of which the story is not: quyết định do A ký ngày 27/9, được B trao chiều 3/10.
func (s *sentence) signedOn(e *date.Expr) bool {
	i := s.ChunkAt(e.First)
	return i > 0 && s.Chunks[i-1].Word == "ký"
}

// decides reports whether a sentence itself told a decision about somebody's office.
func (r *reading) decides(s *sentence) bool {
	return slices.ContainsFunc(r.claimsOf(s), func(d *draft) bool { return personnel(d.relation) })
}

// deciding reports whether a person holds an office that decides about others: the heads of state, government, ministries and
// provinces.
func deciding(p *person) bool {
	return slices.ContainsFunc(p.offices, func(o holding) bool {
		switch o.Title {
		case "Chủ tịch nước", "Thủ tướng", "Chủ tịch Ủy ban nhân dân":
			return true
		}
		return strings.HasPrefix(o.Title, "Bộ trưởng")
	})
}

// decider returns who decided what the sentences before announced, for a sentence that goes on from there: one of the list, or
// one that opens with the decision. Another subject than the one decided about decides for itself.
func (a *application) decider() (out []fillerOf) {
	switch {
	case a.modality != Actual:
		return nil
	case a.w.noun && a.w.rule.Relation == "appoint":
		if out := a.listedBy(); len(out) > 0 {
			return out
		}
	}
	switch {
	case len(a.r.last.decider) == 0:
		return a.resolved()
	case !a.goesOnDeciding():
		return nil
	}
	about := a.appointees()
	for _, p := range a.subject {
		if !slices.Contains(about, p) && !a.putInOffice(p) {
			return nil
		}
	}
	for _, w := range a.r.last.decider {
		if !slices.Contains(about, w.person) {
			out = append(out, fillerOf{who: w})
		}
	}
	return out
}

// listedBy returns who decides what the clauses behind a colon tell one by one: B chỉ định: A làm O; C làm P, or từ B (from B), where they
// receive the decisions.
func (a *application) listedBy() (out []fillerOf) {
	var found []clause.Filler
	for k := range a.ws[:a.at] {
		w := &a.ws[k]
		if end := a.s.ChunkAt(w.end-1) + 1; personnel(w.rule.Relation) && !w.noun && end < len(a.s.Chunks) && a.s.Chunks[end].Word == ":" {
			found = a.s.Subject(a.s.Trigger(w.first, w.end, false))
		}
	}
	if found == nil {
		found = a.s.Marked("từ")
	}
	for _, f := range found {
		for _, w := range a.r.resolve(f.Mention, nil) {
			if w.kind == mention.Body && w.person == nil || w.person != nil && deciding(w.person) {
				out = append(out, fillerOf{who: w})
			}
		}
	}
	return out
}

// resolved returns the assembly whose resolution the sentence goes on to tell: Quốc hội thông qua Nghị quyết …. Theo đó, phê chuẩn việc bổ
// nhiệm …. A sentence with a subject of its own goes on with something else.
func (a *application) resolved() []fillerOf {
	d := a.r.latest("adopt_document")
	if d == nil || d.modality != Actual || len(a.s.Subject(a.t)) > 0 || !(a.t.First == 0 || a.s.opensWith("theo đó", "cụ thể")) {
		return nil
	}
	for _, w := range d.arg("agent") {
		if last := d.evidence[len(d.evidence)-1].s; w.kind == mention.Body && assembly(w.name) && last.index < a.s.index && last.index+2 >= a.s.index {
			return []fillerOf{{who: w}}
		}
	}
	return nil
}

// goesOnDeciding reports whether the sentence tells a decision that was announced before.
func (a *application) goesOnDeciding() bool {
	return a.s.item() || a.s.Chunks[a.t.End-1].Word == ":" || a.r.last.decided != "" && a.s.span.Block == a.r.last.decidedIn || a.s.opensWith("quyết định", "nhận quyết định", "theo đó", "cụ thể", "theo quyết định", "theo các quyết định", "tại quyết định", "danh sách")
}
