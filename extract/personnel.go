package extract

import (
	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

// A decision is what one office of a personnel clause says: these persons to that office.
type decision struct {
	persons []fillerOf
	offices []who
}

// decisions splits a personnel clause that names several persons with their offices: bầu ông A làm Bí thư; các ông B, C
// giữ chức Phó Bí thư. It returns nothing when the clause has no more than one office.
func (a *application) decisions() []*draft {
	if !personnel(a.w.rule.Relation) || !a.has("appointee") {
		return nil
	}
	var list []decision
	var open []fillerOf
	var office []who // told before its person: chức vụ O đối với A và chức vụ P đối với B
	for _, rf := range a.roles {
		if rf.role == "appointee" && len(rf.fillers) > 0 && a.ahead(rf.fillers[0].person) {
			open = append(open, rf.fillers...) // A được bầu làm …; B giữ chức …
		}
	}
	limit := len(a.s.Chunks)
	for _, w := range a.ws[a.at+1:] {
		if w.first >= a.w.end && personnel(w.rule.Relation) {
			limit = a.s.ChunkAt(w.first)
			break
		}
	}
	for i := a.t.End; i < limit; i++ {
		k := a.s.Chunks[i]
		if k.Kind != clause.Noun {
			continue
		}
		m := &a.s.Mentions[k.Index]
		if m.Kind != mention.Person {
			continue
		}
		if m.Figure.Name != "" {
			for _, w := range a.r.resolve(m, a) {
				if office != nil && a.s.Chunks[i-1].Word == "đối với" {
					list = append(list, decision{[]fillerOf{{who: w}}, office})
					continue
				}
				open = append(open, fillerOf{who: w})
			}
			office = nil
			continue
		}
		if o := m.Figure.Offices; len(open) == 0 && len(o) > 0 && officeMark(a.s.Chunks[i-1].Word) {
			office = []who{{name: o[0].Title, office: true}}
			continue
		}
		if len(open) == 0 || !officeMark(a.s.Chunks[i-1].Word) || len(m.Figure.Offices) == 0 {
			continue
		}
		list = append(list, decision{open, []who{{name: m.Figure.Offices[0].Title, office: true}}})
		open = nil
	}
	if len(list) < 2 {
		return nil
	}
	var out []*draft
	for _, dec := range list {
		for _, p := range dec.persons {
			b := *a
			b.roles = nil
			for _, rf := range a.roles {
				if rf.role != "appointee" && rf.role != "office" {
					b.roles = append(b.roles, rf)
				}
			}
			b.roles = append(b.roles, roleFill{role: "appointee", fillers: []fillerOf{p}})
			for _, o := range dec.offices {
				b.roles = append(b.roles, roleFill{role: "office", fillers: []fillerOf{{who: o}}})
			}
			out = append(out, b.draft("", fillerOf{}))
		}
	}
	return out
}

// ahead reports whether a person is named before the trigger.
func (a *application) ahead(p *person) bool {
	if p == nil {
		return false
	}
	for _, s := range p.seen {
		if s.first >= int(a.s.span.First) && s.first < a.w.first {
			return true
		}
	}
	return false
}

// officeMark reports whether a word announces the office that somebody is put in.
func officeMark(word string) bool {
	switch word {
	case "giữ chức", "giữ chức vụ", "làm", "chức vụ", "đảm nhiệm", "giữ", "vào vị trí", "vào cương vị", "vào ghế":
		return true
	}
	return false
}

// vacated returns the office that the sentence, or the one before, told somebody to leave, where the clause puts another in his place:
// miễn nhiệm chức vụ O đối với A, bầu B thay thế (elected B in his place), bầu B vào chức danh này (to this post).
func (a *application) vacated() []fillerOf {
	if !a.replaces() {
		return nil
	}
	for k := len(a.r.claims) - 1; k >= 0; k-- {
		d := a.r.claims[k]
		if d.evidence[len(d.evidence)-1].s.index < a.s.index-1 {
			return nil
		}
		office := d.arg("office")
		if d.relation != "dismiss" && d.relation != "resign" || d.modality != a.modality || len(office) != 1 {
			continue
		}
		return []fillerOf{{who: who{name: office[0].name, office: true}}}
	}
	return nil
}

// replaces reports whether the clause behind the trigger says that somebody comes in another's place.
func (a *application) replaces() bool {
	for i := a.t.End; i < len(a.s.Chunks) && a.s.Chunks[i].Word != ";"; i++ {
		switch a.s.Chunks[i].Word {
		case "thay":
			return true
		case "này":
			switch a.s.Chunks[i-1].Word {
			case "chức danh", "chức vụ", "giữ chức vụ", "giữ chức", "giữ cương vị", "nhiệm vụ", "chức", "vị", "trí", "vụ", "danh", "ghế":
				return true
			}
		}
	}
	return false
}
