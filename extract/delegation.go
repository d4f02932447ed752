package extract

import (
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// troupe returns who a delegation without a name stands for: its leader, when it was told before, else its body; đoàn
// alone behind a verb (tiếp đoàn), where no delegation was told, is the foreign side of the meeting told last.
func (r *reading) troupe(m *mention.Mention, a *application) []who {
	if m.Figure.Leads != nil {
		return r.leads(m.Figure)
	}
	if m.First > 0 {
		switch text.Lower(r.words(m.First-1, m.First)) {
		case "cử", "đầu":
			return nil // A cử đoàn dự …, sẽ dẫn đầu đoàn doanh nghiệp: another, of which nobody is named
		}
	}
	led := r.last.troupe
	if a != nil {
		if q := a.s.troupeBefore(m.First); q != nil {
			led = q
		}
	}
	if m := led; m != nil {
		if p := r.people.of[m.Figure]; p != nil {
			return r.one(p)
		}
		return r.leads(m.Figure)
	}
	for _, p := range r.last.pair {
		if a != nil && (m.First >= a.w.end || a.s.Opens(a.s.ChunkAt(m.First)) && r.justReceived(p, a.s)) && p != nil && p.iso != "" && p.iso != homeISO {
			return r.one(p)
		}
	}
	return nil
}

// justReceived reports whether a person is the guest of a reception that the same paragraph told, or of all that the text told, so that
// Đoàn (the delegation) is his.
func (r *reading) justReceived(p *person, s *sentence) bool {
	here, others := false, false
	for _, d := range r.claims {
		if d.relation != "meet" && d.relation != "talks" && d.relation != "visit" {
			continue
		}
		for _, a := range d.args {
			switch q := a.who.person; {
			case q == p:
				here = here || d.evidence[0].s.span.Block == s.span.Block && a.role == "guest"
			case q != nil && q.iso != homeISO:
				others = true
			}
		}
	}
	return here || !others
}

// troupeBefore returns the leader of a delegation that the sentence names before a token, nil when it names none.
func (s *sentence) troupeBefore(at int) (led *mention.Mention) {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.First >= at {
			break
		}
		if m.Kind == mention.Person && m.Figure.Name != "" && (m.Figure.Leads != nil || m.Figure.Head == "troupe") && !s.otherSide(m) {
			led = m
		}
	}
	return led
}
