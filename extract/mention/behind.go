package mention

import (
	"strings"

	"quanhe/extract/text"
)

// after adds the offices behind a name: X, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy; X (Giám đốc Sở …); X - Đại sứ.
func (s *scan) after(m *Mention, next int, used []bool) {
	f := m.Figure
	i := m.End
	bracket, dash := s.is(i, "("), s.dash(i)
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
		case s.is(j, ";") && len(f.Offices) > before && s.goesOn(j+1, next):
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
		if n := s.atThatTime(j); n > 0 {
			j += n
			former = true
		}
		if n, _ := s.hit(j, s.r.words.rank); n > 0 && s.is(j+n, ",") {
			i = j + n
			continue
		}
		if n := s.life(j); n > 0 && s.is(j-1, ",") { // A, 67 tuổi, Bộ trưởng …
			i = j + n
			continue
		} else if n > 0 && s.is(j-1, "(") { // A (48 tuổi), Bộ trưởng …
			for j += n; s.is(j, ",") && s.life(j+1) > 0; { // A (SN 1976, quê Hà Nam)
				j += 1 + s.life(j+1)
			}
			if s.is(j, ")") {
				i = j + 1
				continue
			}
		}
		o := s.officeStarting(j)
		if o >= 0 && before > 0 && s.is(j-1, ",") && s.speaks(s.offices[o].End) {
			break // Gặp Tổng thống A, Thủ tướng nói: the second office is somebody else
		}
		if o >= 0 && s.is(j-1, ",") && s.opensClause(m.First, o) {
			break
		}
		if o < 0 || used[o] || s.offices[o].End > next || s.beginsName(s.offices[o].End) {
			break
		}
		used[o] = true
		if former && s.offices[o].Status == "" {
			s.offices[o].Status = "former"
		}
		f.Offices = append(f.Offices, s.offices[o])
		i = s.overMinistry(&s.offices[o])
	}
	s.earlier(f, i, next, used)
	if i > m.End {
		m.End = i
		if bracket && s.is(i, ")") || dash && s.dash(i) && i+1 < s.end && !s.has(i+1, text.Cap) { // A - Giám đốc Sở Y tế - đắc cử
			m.End++
		}
	}
}

// atThatTime returns how many words from token j on say that somebody held an office then: A, khi đó là Thủ tướng; A, lúc ấy đang là Bộ trưởng.
func (s *scan) atThatTime(j int) int {
	if !s.is(j, "khi") && !s.is(j, "lúc") || !s.is(j+1, "đó") && !s.is(j+1, "ấy") {
		return 0
	}
	n := 2
	if s.is(j+n, "đang") {
		n++
	}
	if s.is(j+n, "là") {
		return n + 1
	}
	return 0
}

// opensClause reports whether an office behind the comma after the name at token i is rather the subject of the main clause, as the name
// stands in a phrase before it: Sau hội đàm với ông A, Thủ tướng đã … (after talks with A, the Prime Minister …).
func (s *scan) opensClause(i, office int) bool {
	o := &s.offices[office]
	if o.Explicit || o.Bare || !leader(o.Title) && o.Title != "Quốc vương" && !strings.HasPrefix(o.Title, "Bộ trưởng") || !s.speaks(o.End) {
		return false
	}
	first := i
	for first > s.first && !s.is(first-1, ",") && !s.is(first-1, ";") && !s.dash(first-1) {
		first--
	}
	if first == i {
		return false
	}
	switch s.in.Key(first) {
	case "sau", "khi", "trước", "tại", "trong", "theo", "nhân", "cùng", "với", "trả", "tiếp", "gặp", "hội", "điện", "chúc", "cảm", "trao", "làm", "đón", "kết", "đáp",
		"nói", "phát", "báo", "ngay", "bên", "ngoài", "thay", "đối", "liên", "về", "nhận", "thăm":
		return true
	}
	return false
}

// overMinistry steps over the ministry that a department behind an office belongs to: Chủ nhiệm Tổng cục Công nghiệp quốc phòng,
// Bộ Quốc phòng.
func (s *scan) overMinistry(o *Office) int {
	i := o.End
	if !s.is(i, ",") || !strings.Contains(o.Title, " Tổng cục ") && !strings.Contains(o.Title, " Cục ") && !strings.Contains(o.Title, " Vụ ") {
		return i
	}
	for k := range s.found {
		if m := &s.found[k]; m.First == i+1 && m.Kind == Body && strings.HasPrefix(m.Name, "Bộ ") && !s.beginsName(m.End) {
			return m.End
		}
	}
	return i
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

// life returns the length of what the words from token i on say of somebody's age or origin, 0 when they say nothing of them: 67 tuổi, sinh năm
// 1957, SN 1957, quê Hà Nam.
func (s *scan) life(i int) int {
	if i+1 >= s.end {
		return 0
	}
	if s.tok(i).Kind == text.Number && s.is(i+1, "tuổi") {
		return 2
	}
	born := s.is(i, "sinh") && (s.is(i+1, "năm") || s.is(i+1, "ngày")) || s.is(i, "SN") && s.tok(i+1).Kind == text.Number
	if !born && (!s.is(i, "quê") || !s.has(i+1, text.Cap)) && (!s.is(i, "quê") || !s.is(i+1, "ở")) {
		return 0
	}
	j := i + 1
	for j < min(i+9, s.end) && s.tok(j).Kind != text.Punct || born && s.is(j, "/") {
		j++
	}
	return j - i
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
