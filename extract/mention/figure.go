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
	slices.SortStableFunc(s.figs, func(a, b Mention) int { return a.First - b.First })
	s.out = s.troupes(separate(s.figs), s.out[:0])
}

// separate drops mentions that lie inside the one before.
func separate(ms []Mention) []Mention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && m.First < out[n-1].End {
			if m.Kind != Person && m.Kind != Blocked {
				out[n-1].Inner = append(out[n-1].Inner, m)
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
	f := &Figure{NameFirst: n.First, NameEnd: n.End, Name: n.Text, Foreign: n.Foreign,
		Whole: s.wordCount(n.First, n.End) > 1 || strings.Contains(n.Text, ".")}
	first := s.address(f, n.First)
	low := s.first
	if k > 0 {
		low = s.persons[k-1].End
	}
	chain := s.chain(first, low)
	if k > 0 && len(chain) > 1 && s.touches(s.persons[k-1].End, chain[len(chain)-1]) && s.officeEndingUsed(k-1, used) == 0 {
		chain = chain[:1] // the first offices belong to the name before them
	}
	chain = s.authorised(chain, n.End)
	for _, o := range chain {
		used[o] = true
		first = s.offices[o].First
		f.Offices = append(f.Offices, s.offices[o])
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

// authorised cuts the offices off a stack that belong to whoever gave the authority: Thừa ủy quyền của Chủ tịch nước, Bộ
// trưởng A trao …. A stack behind của that a comma follows is one person's: theo lời mời của Tổng Bí thư, Chủ tịch nước A, …
func (s *scan) authorised(chain []int, end int) []int {
	if len(chain) < 2 {
		return chain
	}
	last := len(chain) - 1
	if strings.HasPrefix(s.offices[chain[last]].Title, "Đại sứ") && leader(s.offices[chain[last-1]].Title) {
		return chain[:last] // Tiếp Đại sứ Pháp, Chủ tịch nước A …
	}
	first := s.offices[chain[last]].First
	if (s.is(first-1, "của") || s.is(first-1, "mặt")) && s.speaks(end) {
		return chain[:1]
	}
	return chain
}

// leader reports whether an office is one of those at the head of a state, which no ambassador holds besides.
func leader(title string) bool {
	switch title {
	case "Chủ tịch nước", "Phó Chủ tịch nước", "Thủ tướng", "Phó Thủ tướng", "Chủ tịch Quốc hội", "Phó Chủ tịch Quốc hội", "Tổng Bí thư", "Tổng thống":
		return true
	}
	return false
}

// address walks back over ranks and forms of address before token i and returns where they begin.
func (s *scan) address(f *Figure, i int) int {
	for {
		if n := s.ending(i, s.r.words.honorific); n > 0 {
			if s.officeAt(i-1) != nil {
				return i
			}
			f.Honorific = strings.ToLower(s.span(i-n, i))
			if _, e := s.hit(i-n, s.r.words.honorific); e != nil && e.Attrs["gender"] != "" {
				f.Gender = e.Attrs["gender"][0]
			}
			i -= n
			continue
		}
		if n := s.ending(i, s.r.words.rank); n > 0 && s.officeAt(i-1) == nil {
			i -= n
			if s.is(i-1, "Phó") || s.is(i-1, "PGS") {
				i--
			}
			for s.is(i-1, ".") || s.is(i-1, ",") && s.ending(i-1, s.r.words.rank) > 0 {
				i--
			}
			continue
		}
		if n := s.ending(i, s.r.words.spouse); n > 0 {
			f.Spouse = true
			return i - n
		}
		if k := s.covering(i - 1); i > s.first && k >= 0 && s.found[k].Kind == Country && s.is(s.found[k].First-1, "cấp") && s.is(s.found[k].First-2, "đồng") {
			f.Point, f.Head = Peer, s.found[k].ISO
			s.found[k].Attrs = nil
			return s.peerStart(s.found[k].First)
		}
		if s.is(i-1, "cấp") && s.is(i-2, "đồng") || s.is(i-1, "nhiệm") && s.is(i-2, "đồng") {
			f.Point = Peer
			return s.peerStart(i)
		}
		return i
	}
}

// peerStart returns where `người đồng cấp` (the counterpart) before token i begins.
func (s *scan) peerStart(i int) int {
	i -= 2
	if s.is(i-1, "người") {
		i--
	}
	return i
}

// chain returns the offices that stand before token i and belong to one stack, nearest first: nothing, a comma, or a
// word such as kiêm stands between them.
func (s *scan) chain(i, low int) []int {
	var chain []int
	for {
		o := s.officeIndexEnding(i)
		if o < 0 && len(chain) == 0 && s.is(i-1, ",") && s.rankAt(i) {
			o = s.officeIndexEnding(i - 1)
		}
		if o < 0 && len(chain) == 0 {
			if j := s.thenHolder(i); j < i {
				o = s.officeIndexEnding(j)
			}
		}
		if o < 0 && len(chain) > 0 {
			switch {
			case s.is(i-1, ",") || s.is(i-1, "kiêm") || s.is(i-1, "kiêm") || s.is(i-1, "-") || s.is(i-1, "–"):
				o = s.officeIndexEnding(i - 1)
				if o < 0 && s.is(i-2, ",") {
					o = s.officeIndexEnding(i - 2)
				}
			case s.is(i-1, "là") && s.is(i-2, "thời"):
				o = s.officeIndexEnding(i - 3)
				if o < 0 && s.is(i-4, ",") {
					o = s.officeIndexEnding(i - 4)
				}
			}
			if o < 0 {
				if j := s.overRank(i); j < i {
					if o = s.officeIndexEnding(j); o < 0 && s.is(j-1, ",") {
						o = s.officeIndexEnding(j - 1)
					}
				}
			}
		}
		if o < 0 || s.offices[o].First < low || len(chain) > 0 && s.announced(s.offices[o].First) {
			return chain
		}
		chain = append(chain, o)
		i = s.offices[o].First
	}
}

// thenHolder steps back over the words that say who held an office at the time: Chủ tịch Quốc hội khi đó là ông A.
func (s *scan) thenHolder(i int) int {
	if s.is(i-1, "là") {
		i--
	}
	if s.is(i-1, "đó") && (s.is(i-2, "khi") || s.is(i-2, "lúc")) {
		return i - 2
	}
	return i
}

// announced reports whether a word before token i says that an office is given there: làm, giữ chức.
func (s *scan) announced(i int) bool {
	return s.is(i-1, "làm") || s.is(i-1, "chức") || s.is(i-1, "vụ") && s.is(i-2, "chức")
}

func (s *scan) rankAt(i int) bool {
	n, _ := s.hit(i, s.r.words.rank)
	return n > 0
}

// overRank steps over a rank with its comma before token i: `…, Đại tướng, Bộ trưởng …`.
func (s *scan) overRank(i int) int {
	j := i
	if s.is(j-1, ",") {
		j--
	}
	if n := s.ending(j, s.r.words.rank); n > 0 {
		return j - n
	}
	return i
}

func (s *scan) officeIndexEnding(i int) int {
	if k := s.inOffice.at(i - 1); k >= 0 && s.offices[k].End == i {
		return k
	}
	return -1
}

// touches reports whether only a comma or dash stands between token end and the office.
func (s *scan) touches(end, office int) bool {
	o := s.offices[office].First
	return o == end+1 && (s.is(end, ",") || s.is(end, "-") || s.is(end, "–") || s.is(end, "("))
}

// officeEndingUsed counts the offices that stand before the k-th name.
func (s *scan) officeEndingUsed(k int, used []bool) int {
	n := 0
	low := s.first
	if k > 0 {
		low = s.persons[k-1].End
	}
	for o := range s.offices {
		if used[o] && s.offices[o].First >= low && s.offices[o].End <= s.persons[k].First {
			n++
		}
	}
	return n
}

// after adds the offices behind a name: X, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy; X (Giám đốc Sở …); X - Đại sứ.
func (s *scan) after(m *Mention, next int, used []bool) {
	f := m.Figure
	i := m.End
	bracket := s.is(i, "(")
	before, former := len(f.Offices), false
	for {
		j := i
		switch {
		case s.is(j, ",") || s.is(j, "-") || s.is(j, "–") || s.is(j, "(") || s.is(j, "kiêm") || s.is(j, "là"):
			j++
		case s.is(j, "hiện") && s.is(j+1, "là"):
			j += 2
		case s.serving(m, j):
			j++
		case (s.is(j, "từng") || s.is(j, "nguyên")) && s.is(j+1, "là"):
			j += 2
			former = true
		case s.is(j, ";") && len(f.Offices) > 0 && s.goesOn(j+1, next):
			j++
		case s.is(j, "đồng") && s.is(j+1, "thời") && s.is(j+2, "là"):
			j += 3
		default:
			j = -1
		}
		if j < 0 {
			break
		}
		if s.is(j, "đồng") && s.is(j+1, "thời") && s.is(j+2, "là") {
			j += 3
		}
		if s.is(j, "kiêm") {
			j++
		}
		if n, _ := s.hit(j, s.r.words.rank); n > 0 && s.is(j+n, ",") {
			i = j + n
			continue
		}
		if n := s.age(j); n > 0 && s.is(j-1, ",") { // A, 67 tuổi, Bộ trưởng …
			i = j + n
			continue
		}
		o := s.officeStarting(j)
		if o >= 0 && before > 0 && s.is(j-1, ",") && s.speaks(s.offices[o].End) {
			break // Gặp Tổng thống A, Thủ tướng nói: the second office is somebody else
		}
		if o < 0 || used[o] || s.offices[o].End > next || s.beginsName(s.offices[o].End) {
			break
		}
		used[o] = true
		if former && s.offices[o].Status == "" {
			s.offices[o].Status = "former"
		}
		f.Offices = append(f.Offices, s.offices[o])
		i = s.offices[o].End
	}
	s.earlier(f, i, next, used)
	if i > m.End {
		m.End = i
		if bracket && s.is(i, ")") {
			m.End++
		}
	}
}

// earlier adds the office that the words behind a figure's own say was held before: …, trước đó là Chủ tịch UBND tỉnh.
func (s *scan) earlier(f *Figure, i, next int, used []bool) {
	if len(f.Offices) == 0 {
		return
	}
	for j := i; j+3 < next && j < i+10; j++ {
		if !s.is(j, "trước") || !s.is(j+1, "đó") {
			continue
		}
		j += 2
		if s.is(j, ",") {
			j++
		}
		if s.is(j, "ông") || s.is(j, "bà") {
			j++
		}
		if o := s.officeStarting(j + 1); s.is(j, "là") && o >= 0 && !used[o] && s.offices[o].End <= next && !s.beginsName(s.offices[o].End) {
			used[o] = true
			s.offices[o].Status = "former"
			f.Offices = append(f.Offices, s.offices[o])
		}
		return
	}
}

// serving reports whether làm at token j says what the figure that opens the sentence has been since a time: Ông A làm Bí thư
// Tỉnh ủy từ tháng 5.
func (s *scan) serving(m *Mention, j int) bool {
	if !s.is(j, "làm") || m.First != s.first {
		return false
	}
	o := s.officeStarting(j + 1)
	return o >= 0 && s.is(s.offices[o].End, "từ")
}

// age returns the length of an age at token i: 67 tuổi.
func (s *scan) age(i int) int {
	if i+1 < s.end && s.tok(i).Kind == text.Number && s.is(i+1, "tuổi") {
		return 2
	}
	return 0
}

// speaks reports whether a lower-case word follows at token i, as a verb behind its subject.
func (s *scan) speaks(i int) bool {
	return i < s.end && s.tok(i).Kind == text.Word && !s.has(i, text.Cap)
}

// goesOn reports whether an office stands at token i that no name follows, so that a semicolon before it separates
// two offices of one person.
func (s *scan) goesOn(i, next int) bool {
	o := s.officeStarting(i)
	return o >= 0 && s.offices[o].End < next && !s.beginsName(s.offices[o].End)
}

// beginsName reports whether a name, perhaps behind a rank or a form of address, starts at token i.
func (s *scan) beginsName(i int) bool {
	for {
		if n, _ := s.hit(i, s.r.words.rank); n > 0 {
			i += n
			continue
		}
		if n, _ := s.hit(i, s.r.words.honorific); n > 0 {
			i += n
			continue
		}
		break
	}
	for k := range s.persons {
		if s.persons[k].First == i {
			return true
		}
	}
	return false
}

func (s *scan) officeStarting(i int) int {
	if k := s.inOffice.at(i); k >= 0 && s.offices[k].First == i {
		return k
	}
	return -1
}

// distribute gives an office said of a group to each of its members: các Ủy viên Bộ Chính trị: A; B and hai Phó Thủ
// tướng A và B.
func (s *scan) distribute(figs []Mention, used []bool) {
	for k := range s.offices {
		o := &s.offices[k]
		plural := s.plural(o.First)
		if plural == 0 {
			continue
		}
		if s.is(o.End, ":") {
			used[k] = true
			end := s.groupEnd(o.End)
			for f := range figs {
				if figs[f].First > o.End && figs[f].End <= end {
					if own := figs[f].Figure.Offices; len(own) > 0 && own[0].First < figs[f].Figure.NameFirst && !membership(o.Title) {
						break // các Bộ trưởng: A, B; Bí thư Tỉnh ủy C
					}
					figs[f].Figure.Groups = append(figs[f].Figure.Groups, *o)
				}
			}
			continue
		}
		for f := 0; f+1 < len(figs); f++ {
			if figs[f].First == o.First || len(figs[f].Figure.Offices) == 1 && figs[f].Figure.Offices[0].First == o.First {
				for g := f + 1; g < len(figs) && s.joined(figs[g-1].End, figs[g].First) && len(figs[g].Figure.Offices) == 0; g++ {
					figs[g].Figure.Groups = append(figs[g].Figure.Groups, *o)
				}
			}
		}
	}
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
	switch strings.ToLower(s.span(i-1, i)) {
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

// groupEnd returns where a group opened before token i ends: at the next group or the end of the sentence.
func (s *scan) groupEnd(i int) int {
	for k := range s.offices {
		if o := &s.offices[k]; o.First > i && s.plural(o.First) > 0 && s.is(o.End, ":") {
			return o.First
		}
	}
	return s.end
}

// joined reports whether only a comma, a semicolon or và stands between two tokens.
func (s *scan) joined(end, first int) bool {
	return first == end+1 && (s.is(end, ",") || s.is(end, "và") || s.is(end, ";")) ||
		first == end+2 && s.is(end, ",") && s.is(end+1, "và")
}
