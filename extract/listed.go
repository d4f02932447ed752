package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
	"quanhe/rules"
)

// A heading is a clause that the lines below it fill, each with the person it opens with: Các Đại sứ được bổ nhiệm gồm: (the
// ambassadors appointed are). It ends with the first line that is none of its list.
type heading struct {
	of   *application
	role string // that the lines fill
}

// head keeps a clause that ends its sentence with a colon and lacks nothing but who follows gồm (are).
func (r *reading) head(a *application) {
	n := len(a.s.Chunks)
	if n == 0 || a.s.Chunks[n-1].Word != ":" || a.t.End < n-1 {
		return
	}
	for _, e := range a.w.rule.Roles {
		if !a.has(e.Role) && (e.Role == "appointee" && personnel(a.w.rule.Relation)) {
			r.last.heading = &heading{a, e.Role} // B chỉ định: - A làm O; - C làm P
			return
		}
		if !a.has(e.Role) && slices.ContainsFunc(e.Slots, func(s rules.Slot) bool { return s.Name == "gồm" }) {
			r.last.heading = &heading{a, e.Role}
		}
	}
}

// listed makes the claim of a heading about the person that a line of its list opens with. What both say is its evidence.
func (r *reading) listed(s *sentence) {
	h := r.last.heading
	switch {
	case h == nil || h.of.s == s:
		return
	case !s.item():
		r.last.heading = nil
		return
	}
	for _, p := range r.opening(s) {
		f := fillerOf{who: who{person: p, kind: mention.Person, name: p.name}}
		a := *h.of
		a.roles = append(slices.Clone(a.roles), roleFill{role: h.role, fillers: []fillerOf{f}})
		if office := r.itemOffice(s); office.name != "" && personnel(a.w.rule.Relation) && !a.has("office") {
			a.roles = append(a.roles, roleFill{role: "office", fillers: []fillerOf{{who: office}}})
		}
		for _, e := range a.w.rule.Roles {
			if a.has(e.Role) {
				continue
			}
			if fs, slot := a.role(e); len(fs) > 0 {
				a.roles = append(a.roles, roleFill{e.Role, fs, slot})
			}
		}
		if a.complete() {
			d := a.draft(h.role, f)
			d.evidence = append(d.evidence, proof{s, a.w.rule.ID})
			r.join(d)
		}
	}
}

// itemOffice returns the office that a line of a list puts the person into whom it opens with: - A, O, giữ chức P.
func (r *reading) itemOffice(s *sentence) (office who) {
	for i := range s.Chunks {
		switch s.Chunks[i].Word {
		case "làm", "giữ chức", "giữ chức vụ", "giữ cương vị", "đảm nhiệm chức vụ":
			if i+1 < len(s.Chunks) && s.Chunks[i+1].Kind == clause.Noun {
				if f := s.Mentions[s.Chunks[i+1].Index].Figure; f != nil && f.Point == mention.Titled && len(f.Offices) > 0 {
					return who{name: f.Offices[0].Title, office: true}
				}
			}
		}
	}
	return who{}
}

// item reports whether a sentence is a line of a list: one that a dash or bullet opens, or a number.
func (s *sentence) item() bool {
	first := int(s.span.First)
	return s.span.Kind == text.ListItem || first+1 < int(s.span.End) && s.Doc.Tokens[first].Kind == text.Number &&
		(s.Doc.Word(first+1) == "." || s.Doc.Word(first+1) == ")")
}

// headed returns the office that the list in hand is of: of those that the one decided about holds, which the words of the clause name
// (Các Đại sứ được bổ nhiệm gồm: ông A, Vụ trưởng (Đại sứ tại Lào)), else the one they name of all (bổ nhiệm các Đại sứ, gồm: A).
func (a *application) headed() []fillerOf {
	said := strings.ToLower(a.r.words(int(a.s.span.First), a.w.end))
	for _, p := range a.appointees() {
		for _, h := range p.offices {
			if strings.Contains(said, strings.ToLower(h.Title)) {
				return []fillerOf{{who: who{name: h.Title, office: true}}}
			}
		}
	}
	if title := commonTitle(a.appointees()); title != "" {
		return []fillerOf{{who: who{name: title, office: true}}}
	}
	for k := range a.s.Mentions {
		m := &a.s.Mentions[k]
		if a.has("appointee") && m.First < a.w.end && m.Kind == mention.Person && (m.Figure.Point == mention.Group || m.Figure.Point == mention.Titled && a.r.counted(m.First)) &&
			len(m.Figure.Offices) == 1 && !m.Figure.Offices[0].Bare {
			return []fillerOf{{who: who{name: m.Figure.Offices[0].Title, office: true}}}
		}
	}
	return nil
}

// counted reports whether a number in digits stands before a token: 6 Đại sứ (six ambassadors).
func (r *reading) counted(token int) bool {
	return token > 0 && r.doc.Tokens[token-1].Kind == text.Number
}

// commonTitle returns the one office that all of several persons hold, as those do to whom decisions of one kind are handed over; "" when
// there is none.
func commonTitle(ps []*person) (title string) {
	if len(ps) < 2 {
		return ""
	}
	holds := func(p *person, title string) bool {
		return slices.ContainsFunc(p.offices, func(h holding) bool { return h.Title == title && h.Status == "" })
	}
	for _, h := range ps[0].offices {
		if h.Status != "" || slices.ContainsFunc(ps[1:], func(p *person) bool { return !holds(p, h.Title) }) {
			continue
		}
		if title != "" && title != h.Title {
			return ""
		}
		title = h.Title
	}
	return title
}
