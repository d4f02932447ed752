package mention

import "quanhe/extract/text"

// troupes joins a delegation with its leader to one noun phrase: Đoàn đại biểu Quốc hội Lào do X làm Trưởng đoàn
// (a delegation of the Lao assembly led by X) stands for X. A delegation without a leader keeps the body it comes from.
func (s *scan) troupes(ms, out []Mention) []Mention {
	for k := 0; k < len(ms); k++ {
		m := ms[k]
		if m.Kind == Person && m.Figure.Point == Troupe && m.First > s.first && s.compound(m.First-1) {
			continue
		}
		if m.Kind != Person || m.Figure.Point != Troupe {
			out = append(out, m)
			continue
		}
		n, led := s.leader(ms, k)
		if p := len(out) - 1; p >= 0 && out[p].Kind == Person && out[p].Figure.Point <= Titled && s.leading(out[p].End) == m.First {
			f := *out[p].Figure // A dẫn đầu Đoàn: A stands for the delegation
			f.Head = "troupe"
			out[p].Figure, out[p].End = &f, m.End
			for _, in := range ms[k+1 : n] {
				out[p].Inner, out[p].End = append(out[p].Inner, in), in.End
			}
			k = n - 1
			continue
		}
		for _, in := range ms[k+1 : n] {
			m.Inner = append(m.Inner, in)
			m.End = in.End
			ours := m.Figure.Leads != nil && m.Figure.Leads.Kind == Party && m.Figure.Leads.End == m.Figure.Leads.First+1
			if (m.Figure.Leads == nil || ours && in.Kind == Country) && (in.Kind == Body || in.Kind == Party || in.Kind == Country || in.Kind == Place) {
				in := in // Đoàn Đảng, Nhà nước Lào: Đảng alone is no longer ours
				m.Figure.Leads = &in
			}
		}
		if led {
			f := *ms[n].Figure
			f.Leads, f.Head = m.Figure.Leads, "troupe"
			m.Figure, m.Name, m.End = &f, ms[n].Name, s.ledBy(ms[n].End)
			m.Inner = append(m.Inner, ms[n].Inner...)
			n++
		}
		out = append(out, m)
		k = n - 1
	}
	return out
}

// compound reports whether đoàn behind token i is the second syllable of another word: tập đoàn, quân đoàn, công đoàn.
func (s *scan) compound(i int) bool {
	switch text.Lower(s.span(i, i+1)) {
	case "tập", "quân", "công", "sư", "trung", "tiểu", "liên", "lữ", "tỉnh", "thành", "huyện", "đại", "binh":
		return true
	}
	return false
}

// leader returns the index of the first mention that is no part of the delegation's name, and whether that mention is
// the delegation's leader: `do` (by) stands before it, in the same clause.
func (s *scan) leader(ms []Mention, k int) (int, bool) {
	end := ms[k].End
	n := k + 1
	for ; n < len(ms); n++ {
		for i := end; i < ms[n].First; i++ {
			switch {
			case s.is(i, "do") && i+1 == ms[n].First && ms[n].Kind == Person && ms[n].Figure.Point <= Titled:
				return n, true
			case s.is(i, "do") && i+1 == ms[n].First:
				return n, false
			case s.is(i, ",") && s.state(i+1): // Đoàn đại biểu Đảng, Nhà nước Lào
			case s.stops(i):
				return n, false
			}
		}
		if ms[n].Kind == Person {
			return n, false
		}
		end = ms[n].End
	}
	return n, false
}

// state reports whether token i goes on with the organs of a state that sends a delegation.
func (s *scan) state(i int) bool {
	switch s.span(i, min(i+2, s.end)) {
	case "Nhà nước", "Chính phủ", "Quốc hội":
		return true
	}
	return false
}

// stops reports whether token i ends the name of a delegation.
func (s *scan) stops(i int) bool {
	switch s.span(i, i+1) {
	case ",", ";", ":", ".", "đã", "sẽ", "đang", "vừa", "với", "tại", "sang", "đến", "thăm", "tới", "về", "và", "trong", "để", "dự", "cùng", "nhân":
		return true
	}
	return false
}

// leading steps over the words between a leader and the delegation that he leads: sẽ dẫn đầu, trực tiếp làm Trưởng đoàn.
// It returns -1 when nothing there says that he leads it.
func (s *scan) leading(i int) int {
	if s.is(i, ",") && s.is(i+1, "dẫn") && s.officeEnding(i) != nil { // A, Bộ trưởng Bộ Nội vụ Cuba, dẫn đầu Đoàn
		i++
	}
	if s.is(i, "cho") && s.is(i+1, "biết") || s.is(i, "thông") && s.is(i+1, "báo") { // A cho biết sẽ dẫn đầu đoàn
		i += 2
	}
	for s.is(i, "đã") || s.is(i, "sẽ") || s.is(i, "vừa") || s.is(i, "cũng") || s.is(i, "trực") && s.is(i+1, "tiếp") || s.is(i, "tiếp") && s.is(i-1, "trực") {
		i++
	}
	if j := s.leads(i); j > i {
		return j
	}
	return -1
}

// ledBy steps over the words behind a leader's name that say that he leads, also between commas: X, Bí thư Tỉnh ủy, làm
// Trưởng đoàn, thăm ….
func (s *scan) ledBy(i int) int {
	if !s.is(i, ",") {
		return s.leads(i)
	}
	end := s.leads(i + 1)
	if end == i+1 {
		return i
	}
	if s.is(end, ",") {
		end++
	}
	return end
}

// leads steps over the words that say that somebody leads: làm Trưởng đoàn, dẫn đầu, làm trưởng đoàn.
func (s *scan) leads(i int) int {
	switch {
	case s.is(i, "làm") && s.is(i+2, "đoàn"), s.is(i, "là") && s.is(i+2, "đoàn"):
		return i + 3
	case s.is(i, "làm") && s.is(i+2, "Đoàn"):
		return i + 3
	case s.is(i, "dẫn") && s.is(i+1, "đầu"):
		return i + 2
	}
	return i
}
