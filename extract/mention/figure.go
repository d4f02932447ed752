package mention

import (
	"slices"
	"strings"

	"quanhe/extract/text"
)

// figures joins names, offices, ranks and forms of address to noun phrases that stand for persons, and puts all
// mentions of the sentence in order.
func (s *scan) figures() {
	used := append(s.used[:0], make([]bool, len(s.offices))...)
	s.used = used
	figs := s.figs[:0]
	for k := range s.persons {
		figs = append(figs, s.before(k, used))
	}
	for k := range figs {
		next := s.end
		if k+1 < len(figs) {
			next = figs[k+1].First
		}
		s.after(&figs[k], next, used)
	}
	s.distribute(figs, used)
	figs = s.pointers(s.titled(figs, used))
	s.figs = append(figs, s.found...)
	ms := s.separate(s.sorted())
	s.out = s.troupes(ms, s.kept.Some(len(ms)))
}

// sorted returns the figures from left to right, those that begin together in the order they have. Mentions are large: only
// their places are moved about.
func (s *scan) sorted() []Mention {
	s.order = s.order[:0]
	for k := range s.figs {
		s.order = append(s.order, int32(k))
		for i := k; i > 0 && s.figs[s.order[i-1]].First > s.figs[k].First; i-- {
			s.order[i], s.order[i-1] = s.order[i-1], int32(k)
		}
	}
	s.inOrder = s.inOrder[:0]
	for _, k := range s.order {
		s.inOrder = append(s.inOrder, s.figs[k])
	}
	return s.inOrder
}

// separate drops mentions that lie inside the one before.
func (s *scan) separate(ms []Mention) []Mention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && m.First < out[n-1].End {
			if m.Kind != Person && m.Kind != Blocked {
				around := &out[n-1]
				if around.Inner == nil {
					around.Inner = s.inside.Some(1)
				}
				around.Inner = append(around.Inner, m)
			}
			continue
		}
		out = append(out, m)
	}
	return out
}

// before makes the figure of the k-th name with what stands before it: `Bộ trưởng Bộ Quốc phòng, Đại tướng` X.
func (s *scan) before(k int, used []bool) Mention {
	n := s.persons[k]
	f := s.known.One(Figure{NameFirst: n.First, NameEnd: n.End, Name: n.Text, Foreign: n.Foreign,
		Whole: s.wordCount(n.First, n.End) > 1 || strings.Contains(n.Text, ".")})
	first := s.delegation(f, s.address(f, n.First))
	low := s.first
	if k > 0 {
		low = s.persons[k-1].End
	}
	chain := s.chain(first, low)
	if k > 0 && len(chain) > 0 && s.touches(s.persons[k-1].End, chain[len(chain)-1]) && s.officeEndingUsed(k-1, used) == 0 {
		if s.ranked(&s.offices[chain[0]], first, n.End) {
			chain = nil // thừa ủy quyền của A, Bộ trưởng, Thiếu tướng B, Giám đốc Công an tỉnh trao …
		} else {
			chain = chain[:1] // the first offices belong to the name before them
		}
	}
	chain = s.authorised(chain, n.End)
	if len(chain) == 1 && s.issued(&s.offices[chain[0]], first, n.End) {
		chain = nil
	}
	if len(chain) > 0 {
		f.Offices = s.stacks.Some(len(chain))
	}
	for _, o := range chain {
		used[o] = true
		if first = s.offices[o].First; !s.candidate(first) {
			f.Offices = append(f.Offices, s.offices[o])
		}
	}
	slices.Reverse(f.Offices)
	if len(chain) > 0 {
		first = s.address(f, first)
	} else {
		s.inCapacity(f, first, used)
	}
	s.shared(f)
	return Mention{Kind: Person, First: first, End: n.End, Figure: f, Name: n.Text}
}

// candidate reports whether words stand before token i that say whoever follows only runs for an office: ứng viên Tổng thống Mỹ A.
func (s *scan) candidate(i int) bool {
	return s.is(i-1, "viên") && (s.is(i-2, "cử") || s.is(i-2, "ứng") || s.is(i-2, "Ứng"))
}

// inCapacity gives a figure the offices in which the words before it say that the person acts: Trên cương vị Chủ tịch Quốc
// hội, ông A …; với tư cách là Đặc phái viên, ông A ….
func (s *scan) inCapacity(f *Figure, first int, used []bool) {
	if !s.is(first-1, ",") {
		return
	}
	chain := s.chain(first-1, s.first)
	if len(chain) == 0 {
		return
	}
	i := s.offices[chain[len(chain)-1]].First
	if s.is(i-1, "là") {
		i--
	}
	if !s.is(i-1, "vị") && !s.is(i-1, "cách") || !s.is(i-2, "cương") && !s.is(i-2, "tư") {
		return
	}
	for k := len(chain) - 1; k >= 0; k-- {
		used[chain[k]] = true
		f.Offices = append(f.Offices, s.offices[chain[k]])
	}
}

// shared completes the offices of a stack by each other: one that kiêm joins to another has its body, Phó Chủ tịch kiêm Tổng
// Thư ký Hội X, and what the first is no longer, the others up to the name are no longer: nguyên Ủy viên Bộ Chính trị, Chủ
// tịch nước X.
func (s *scan) shared(f *Figure) {
	for k := len(f.Offices) - 2; k >= 0; k-- {
		o, next := &f.Offices[k], &f.Offices[k+1]
		if !o.Bare || next.Bare || !s.is(next.First-1, "kiêm") {
			continue
		}
		if next.OwnerKind != Body {
			rest, ok := strings.CutSuffix(next.Title, " "+next.Body)
			if !ok || rest == "" {
				continue
			}
			o.Title, o.Body, o.BodyClass = o.Title+" "+next.Body, next.Body, next.BodyClass
		}
		o.Bare, o.Owner, o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = false, next.Owner, next.OwnerName, next.OwnerISO, next.OwnerKind, next.Explicit
	}
	for k := 1; k < len(f.Offices); k++ {
		o := &f.Offices[k]
		if first := f.Offices[0]; o.Status == "" && (first.Status == "late" || first.Status == "former" && strings.EqualFold(s.span(first.First, first.First+1), "nguyên")) {
			o.Status = first.Status
		}
	}
}

// distribute gives an office said of a group to each of its members: các Ủy viên Bộ Chính trị: A; B and hai Phó Thủ
// tướng A và B.
func (s *scan) distribute(figs []Mention, used []bool) {
	for k := range s.offices {
		o := &s.offices[k]
		plural := s.plural(o.First) > 0
		if !plural && !s.counted(o.First) {
			continue
		}
		if plural && s.is(o.End, ":") {
			used[k] = true
			end := s.groupEnd(o.End)
			for f := range figs {
				if figs[f].First > o.End && figs[f].End <= end {
					if own := figs[f].Figure.Offices; len(own) > 0 && own[0].First < figs[f].Figure.NameFirst && !membership(o.Title) {
						break // các Bộ trưởng: A, B; Bí thư Tỉnh ủy C
					}
					figs[f].Figure.Groups = append(figs[f].Figure.Groups, s.bracketed(*o, figs[f].End))
				}
			}
			continue
		}
		if first := s.members(o.End); first > 0 {
			used[k] = true
			for f := range figs {
				if figs[f].Figure.NameFirst < first {
					continue
				}
				if f > 0 && figs[f-1].Figure.NameFirst >= first && !s.joined(figs[f-1].End, figs[f].First) {
					break
				}
				figs[f].Figure.Groups = append(figs[f].Figure.Groups, s.bracketed(*o, figs[f].End))
			}
			continue
		}
		for f := 0; plural && f+1 < len(figs); f++ {
			if figs[f].First == o.First || len(figs[f].Figure.Offices) == 1 && figs[f].Figure.Offices[0].First == o.First {
				for g := f + 1; g < len(figs) && s.joined(figs[g-1].End, figs[g].First) && len(figs[g].Figure.Offices) == 0; g++ {
					figs[g].Figure.Groups = append(figs[g].Figure.Groups, *o)
				}
			}
		}
	}
}

// bracketed completes the office of a group by the ministry or the country in brackets at token i: các Thứ trưởng: A (Bộ Công Thương), B
// (Bộ Y tế); ba Đại sứ: A (Cuba), B (Campuchia).
func (s *scan) bracketed(o Office, i int) Office {
	m := s.starting(i + 1)
	if m == nil || !s.is(i, "(") || !s.is(m.End, ")") {
		return o
	}
	switch {
	case o.Bare && m.Kind == Body && strings.HasPrefix(m.Base, "Bộ "):
		o.Title, o.Body, o.Owner, o.Bare = o.Title+" "+m.Base, m.Base, "country", false
	case m.Kind == Country && o.Owner == "country" && !o.Explicit:
		o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = m.Name, m.ISO, Country, true
	}
	return o
}

// members returns the token at which the names of a group begin whose office ends before token i: 3 Thứ trưởng vừa được bổ
// nhiệm gồm ông A, …; 6 Thứ trưởng là các ông: A, …. It is 0 when no names follow.
func (s *scan) members(i int) int {
	j := i
	for j < min(i+5, s.end) && s.speaks(j) && !s.is(j, "gồm") && !s.is(j, "là") {
		j++
	}
	if !s.is(j, "gồm") && !s.is(j, "là") {
		return 0
	}
	for j++; s.is(j, "có") || s.is(j, "các") || s.is(j, ":"); j++ {
	}
	if n, _ := s.hit(j, s.r.words.honorific); n > 0 && s.is(j+n, ":") {
		j += n + 1
	}
	if s.beginsName(j) {
		return j
	}
	return 0
}

// membership reports whether those of a group said to hold an office hold others besides: các Ủy viên Bộ Chính trị: Thủ tướng A.
func membership(title string) bool {
	return strings.HasPrefix(title, "Ủy viên") || strings.HasPrefix(title, "Bí thư Trung ương") || strings.HasPrefix(title, "Đại biểu") || strings.HasSuffix(title, "ủy viên")
}

// plural returns how many a word before token i says there are: 2 for hai, 9 for các; 0 when it is no plural.
func (s *scan) plural(i int) int {
	if s.is(i-1, "chí") && s.is(i-2, "đồng") {
		i -= 2
	}
	if i-1 < s.first {
		return 0
	}
	switch s.in.Key(i - 1) {
	case "các", "những":
		return 9
	case "hai":
		return 2
	case "ba":
		return 3
	case "bốn":
		return 4
	}
	return 0
}

// counted reports whether a number in digits, or such a number and tân (new), stands before token i: 3 tân Thứ trưởng.
// It may also be the end of a date, so that it makes a group only where names follow: ngày 5/3 Thủ tướng tiếp B.
func (s *scan) counted(i int) bool {
	if s.is(i-1, "tân") {
		i--
	}
	return i-1 >= s.first && (s.tok(i-1).Kind == text.Number || s.plural(i) > 0)
}

// groupEnd returns where a group opened before token i ends: at the next group, at cùng (along with) behind a comma or semicolon, or at
// the end of the sentence.
func (s *scan) groupEnd(i int) int {
	for k := range s.offices {
		if o := &s.offices[k]; o.First > i && s.plural(o.First) > 0 && s.is(o.End, ":") {
			return o.First
		}
	}
	for ; i+1 < s.end; i++ {
		if (s.is(i, ";") || s.is(i, ",")) && s.is(i+1, "cùng") { // …; cùng Quyền Chủ tịch nước A
			return i
		}
	}
	return s.end
}

// joined reports whether only a comma, a semicolon or và stands between two tokens.
func (s *scan) joined(end, first int) bool {
	return first == end+1 && (s.is(end, ",") || s.is(end, "và") || s.is(end, ";")) ||
		first == end+2 && s.is(end, ",") && s.is(end+1, "và")
}
