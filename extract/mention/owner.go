package mention

import (
	"strings"

	"quanhe/extract/text"
)

// ownerAt returns the mention that starts at token i, also one inside a body's name.
func (s *scan) ownerAt(i int) *Mention {
	if p := s.starting(i); p != nil {
		return p
	}
	if k := s.covering(i); k >= 0 {
		for n := range s.found[k].Inner {
			if s.found[k].Inner[n].First == i {
				return &s.found[k].Inner[n]
			}
		}
	}
	return nil
}

// ownedBy reads the term and the owner behind a title: `khóa XIII`, `nước CHDCND Lào`, `tỉnh Nghệ An`, `của Nga`.
func (s *scan) ownedBy(o *Office) {
	i := s.term(o.End)
	if o.OwnerName != "" {
		o.End = i
		s.abroad(o)
		return
	}
	if o.Title == "Đại biểu Quốc hội" {
		if end := s.overProvince(i); end > i {
			o.End = end // Đại biểu Quốc hội tỉnh A: of the assembly all the same
			s.abroad(o)
			return
		}
	}
	j := i
	if o.Owner == "local" || o.Bare {
		if n, _ := s.hit(j, s.r.words.unit); n > 0 {
			if p := s.ownerAt(j + n); p != nil && p.Kind == Place {
				o.Unit = text.Lower(s.span(j, j+n))
				j += n
			} else if m, _ := s.hit(j, s.r.words.surname); o.Owner == "local" && (m == 0 || !s.has(j, text.Cap)) { // Sở Công Thương Châu Văn Bé is no châu
				o.Unit, o.End = text.Lower(s.span(j, j+n)), j+n // tỉnh alone: the province in hand
				return
			}
		}
	}
	if s.is(j, "của") {
		j++
	}
	if s.is(j, "nước") && s.ownerAt(j) == nil { // but nước ta (our country) is one name
		j++
	}
	p := s.ownerAt(j)
	if p == nil && j > i && s.is(j-1, "nước") && s.is(j, "này") {
		o.Same, o.End = true, j+1
		return
	}
	if p == nil {
		o.End = i
		if o.Bare {
			s.backReference(o)
		}
		if o.Bare && strings.HasSuffix(o.Title, "ban") && !s.board(o) {
			if end, words := s.tail(o.End, "party", true); end > o.End && s.has(o.End, text.Cap) { // Phó Trưởng ban Chỉ đạo Tây Nam Bộ
				if end == o.End+1 && end < s.end && s.speaks(end) && !s.verbal(end) && s.has(end, text.Space) {
					end++ // Trưởng Ban Tư tưởng: the second syllable is written small
					words = s.join(o.End, end)
				}
				o.Rank = occasional(words)
				n, _ := s.hit(o.End, s.r.words.commission)
				o.Title, o.Bare, o.Owner = o.Title+" "+words, false, "country"
				if n > 0 || strings.HasPrefix(words, "Chỉ đạo") {
					o.Owner = "party"
				}
				o.End = end
				s.ofProvince(o)
			}
		}
		if o.Bare && strings.HasSuffix(o.Title, "rưởng phòng") {
			s.divided(o)
		}
		s.abroad(o)
		return
	}
	switch {
	case p.Kind == Country && o.Bare && (o.Title == "Chủ tịch" || o.Title == "Phó Chủ tịch"):
		o.Title, o.Owner, o.Bare = o.Title+" nước", "country", false
		s.take(o, p)
	case p.Kind == Country && (o.Owner == "country" || o.Owner == "party" || o.Bare):
		s.take(o, p)
	case p.Kind == Place && o.Owner == "place", p.Kind == Place && o.Owner == "local":
		s.take(o, p)
		o.Unit = unitName(o.Unit, p)
		if m := s.starting(o.End + 1); m != nil && m.Kind == Country && s.is(o.End, "(") && s.is(m.End, ")") { // Thống đốc bang California (Mỹ)
			o.End = m.End + 1
		}
	case p.Kind == Place && o.Bare && (o.Unit != "" || o.Title == "Bí thư" || o.Title == "Chủ tịch"):
		s.localHead(o, p)
	case p.Kind == Party && (o.Owner == "party" || o.Bare):
		o.Bare = false
		o.Owner = "party"
		s.take(o, p)
	case p.Kind == Body && o.Title == "Đại sứ" && p.Class == "international": // Đại sứ Liên minh châu Âu (EU)
		s.take(o, p)
		s.abbreviated(o)
	case p.Kind == Body && o.Title == "Đại sứ":
		o.End = i
	case p.Kind == Body && o.Bare && s.is(i-1, ")") && ownsOffices(p.Class): // Tổng Thư ký (TTK) ASEAN
		o.OwnerName, o.OwnerKind, o.Owner, o.Explicit, o.Bare, o.End = p.Name, Body, "body", true, false, p.End
	case p.Kind == Body && o.Bare:
		o.End = i
	case p.Kind == Body && o.Owner == "party" && p.Class == "party" && len(p.Inner) > 0:
		in := p.Inner[len(p.Inner)-1]
		if in.Kind == Party {
			o.End, o.OwnerName, o.OwnerISO, o.OwnerKind = p.End, in.Name, in.ISO, Party
		}
	default:
		o.End = i
	}
	s.abroad(o)
}

// within takes in the body, behind a comma, that the department of an office belongs to: Vụ trưởng Vụ Địa phương, Ban Tổ chức
// Trung ương.
func (s *scan) within(o *Office) {
	if !s.is(o.End, ",") {
		return
	}
	p := s.ownerAt(o.End + 1)
	if p == nil || p.Kind != Body || !departmental(o.Title) {
		return
	}
	if o.End = p.End; o.Owner == "country" && !o.Explicit && p.ISO != "" {
		o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = s.r.countryName(p.ISO), p.ISO, Country, true
	}
}

// departmental reports whether a title is that of the head of a department, or of his deputy.
func departmental(title string) bool {
	title = strings.TrimPrefix(text.Lower(title), "phó ")
	head, _, _ := strings.Cut(title, "trưởng")
	return head == "vụ " || head == "cục " || head == "chi cục " || strings.HasPrefix(title, "trưởng phòng")
}

// divided reads the field of the division that an office heads: Phó Trưởng phòng Tài chính - Kế hoạch thị xã Điện Bàn, Trưởng Phòng An ninh
// nội địa.
func (s *scan) divided(o *Office) {
	if o.End >= s.end || !s.has(o.End, text.Cap) {
		return
	}
	end, words := s.tail(o.End, "state", true)
	if end == o.End || words == "" {
		return
	}
	if small := s.smallRun(end); small > end && (small >= s.end || s.tok(small).Kind == text.Punct) {
		end, words = small, s.join(o.End, small)
	}
	o.Title, o.Bare, o.Owner, o.End = o.Title+" "+words, false, "country", end
	n, _ := s.hit(end, s.r.words.unit)
	if p := s.ownerAt(end + n); p != nil && n > 0 && p.Kind == Place {
		o.Owner, o.Unit = "local", unitName(text.Lower(s.span(end, end+n)), p)
		s.take(o, p)
	}
}

// occasional reports whether a board is one for an occasion, whose members hold no office: Ban Lễ tang, Ban Tổ chức.
func occasional(board string) bool {
	switch board {
	case "Chỉ đạo", "Lễ tang", "Tổ chức", "Soạn thảo", "Giám khảo", "Biên tập", "Kiểm phiếu", "Tổ chức giải":
		return true
	}
	return false
}

// overProvince steps over a place at token i and the word for its kind before it.
func (s *scan) overProvince(i int) int {
	p := s.ownerAt(i)
	if n, _ := s.hit(i, s.r.words.unit); p == nil && n > 0 {
		p = s.ownerAt(i + n)
	}
	if p == nil || p.Kind != Place {
		return i
	}
	return p.End
}

// board gives an office the board that it heads, which its last word begins: Trưởng [Ban Quản lý Khu kinh tế tỉnh Nghệ An]. It reports
// whether there is one, apart from commissions of the party.
func (s *scan) board(o *Office) bool {
	b := s.starting(o.End - 1)
	if b == nil || b.Kind != Body || b.Class == "party" || b.End <= o.End {
		return false
	}
	o.Bare, o.End = false, b.End
	s.headOf(o, o.Title, b)
	s.ofProvince(o)
	return true
}

// ofProvince gives a board the province behind its name: Trưởng ban Dân tộc tỉnh Nghệ An.
func (s *scan) ofProvince(o *Office) {
	n, _ := s.hit(o.End, s.r.words.unit)
	if n == 0 {
		return
	}
	if p := s.ownerAt(o.End + n); p != nil && p.Kind == Place {
		o.Owner, o.Unit = "local", text.Lower(s.span(o.End, o.End+n))
		s.take(o, p)
	}
}

// backReference reads a bare head before a body's head noun alone, which names a body told before: Phó Chủ tịch Tập
// đoàn, Chủ nhiệm Ủy ban, Phó Chủ tịch Đảng.
func (s *scan) backReference(o *Office) {
	if s.is(o.End, "Đảng") {
		o.Owner, o.Bare, o.End = "party", false, o.End+1
		return
	}
	if s.is(o.End, "Hội") && s.is(o.End+1, "nghị") { // of a gathering, which is no body
		o.End += 2
		return
	}
	if n, e := s.hit(o.End, s.r.words.bodyHead); n > 0 {
		o.Body, o.BodyClass, o.End = e.Name, "reference", o.End+n
	}
}

// localHead reads a bare head before a place: Chủ tịch tỉnh Nghệ An, Bí thư Nghệ An.
func (s *scan) localHead(o *Office, p *Mention) {
	unit := unitName(o.Unit, p)
	switch o.Title {
	case "Chủ tịch", "Phó Chủ tịch":
		o.Title += " Ủy ban nhân dân"
	case "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực":
		o.Title += map[bool]string{true: " Thành ủy", false: " Tỉnh ủy"}[unit == "thành phố"]
	default:
		return
	}
	o.Owner, o.Bare, o.Unit = "local", false, unit
	s.take(o, p)
}

func (s *scan) take(o *Office, p *Mention) {
	o.End, o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = s.term(p.End), p.Name, p.ISO, p.Kind, true
}

// term skips the term of an office: khóa XIII, nhiệm kỳ 2021-2026, thứ 47.
func (s *scan) term(i int) int {
	for {
		switch {
		case i < s.end && s.in.Key(i) == "khóa":
			j := i + 1
			if j < s.end && (s.has(j, text.Roman) || s.tok(j).Kind == text.Number) {
				i = j + 1
				continue
			}
		case s.is(i, "nhiệm") && s.is(i+1, "kỳ") && i+2 < s.end && s.tok(i+2).Kind == text.Number:
			i += 3
			if (s.is(i, "-") || s.is(i, "–")) && i+1 < s.end && s.tok(i+1).Kind == text.Number {
				i += 2
			}
			continue
		case s.is(i, "thứ") && i+1 < s.end && s.tok(i+1).Kind == text.Number:
			i += 2
			continue
		}
		return i
	}
}

// abroad reads where an ambassador serves: `tại Việt Nam`, with kiêm nhiệm (also accredited to) skipped.
func (s *scan) abroad(o *Office) {
	i := o.End
	if !s.is(i, "tại") && !s.is(i, "ở") && !s.is(i, "bên") {
		return
	}
	if !strings.HasPrefix(o.Title, "Đại") && !strings.HasPrefix(o.Title, "Tổng Lãnh sự") && !strings.Contains(o.Title, "sứ") &&
		!strings.Contains(o.Title, "Phái đoàn") && !strings.Contains(o.Title, "Tham tán") && o.OwnerKind != Body && !strings.Contains(o.Title, "đại diện") {
		return
	}
	j := i + 1
	if s.is(j, "cạnh") {
		j++
	}
	if p := s.starting(j); p != nil && (p.Kind == Country || p.Kind == Body || p.Kind == Place) {
		o.Accredited, o.At, o.Posted, o.End = p.Name, p.Kind, p.ISO, s.besides(p.End)
		if name := s.r.countryName(p.ISO); p.Kind == Place && name != "" && (strings.HasPrefix(o.Title, "Đại sứ") || strings.HasPrefix(o.Title, "Đại biện")) {
			o.Accredited, o.At = name, Country // Đại sứ Mỹ tại Hà Nội: the capital stands for its country
		}
	}
}

// besides skips the countries that an ambassador is accredited to as well: kiêm nhiệm Burundi và Rwanda, with a comma before or without.
func (s *scan) besides(i int) int {
	from := i
	if s.is(from, ",") {
		from++
	}
	if !s.is(from, "kiêm") || !s.is(from+1, "nhiệm") {
		return i
	}
	for j := from + 2; ; j = i + 1 {
		p := s.starting(j)
		if p == nil || p.Kind != Country {
			return i
		}
		if i = p.End; !s.is(i, "và") && !s.is(i, ",") {
			return i
		}
	}
}

// statusOf reads the word before a title that says how it is held: nguyên, cựu (former), cố (late), Quyền (acting),
// tân (new), and đắc cử (elect) behind it.
func (s *scan) statusOf(o *Office) {
	if i := o.First - 1; i >= s.first {
		if status := s.statusAt(i); status != "" && s.spare(i) && !s.power(i) {
			o.Status, o.First = status, i
			return
		}
	}
	if s.is(o.End, "đắc") && s.is(o.End+1, "cử") {
		o.Status, o.End = "elect", o.End+2
		s.ownedBy(o)
	} else if s.is(o.End+1, "nhiệm") && (s.is(o.End, "tiền") || s.is(o.End, "mãn")) { // Thủ tướng tiền nhiệm A
		o.Status, o.End = "former", o.End+2
	} else if s.is(o.End+1, "nhiệm") && s.is(o.End, "đương") { // Tổng thống đương nhiệm (incumbent) Nga A
		o.End += 2
		s.ownedBy(o)
	} else if s.is(o.End, "lâm") && s.is(o.End+1, "thời") {
		o.Status, o.End = "acting", o.End+2
		s.ownedBy(o)
	}
}

// statusAt returns how an office before which the word at token i stands is held, empty when the word does not say so.
func (s *scan) statusAt(i int) string {
	switch w := s.span(i, i+1); len(w) {
	case len("cố"), len("cựu"), len("nguyên"):
		switch {
		case strings.EqualFold(w, "nguyên"), strings.EqualFold(w, "cựu"):
			return "former"
		case strings.EqualFold(w, "cố"):
			return "late"
		case strings.EqualFold(w, "quyền"):
			return "acting"
		case strings.EqualFold(w, "tân"):
			return "new"
		}
	}
	return ""
}

// power reports whether quyền at token i is the end of a longer word: chính quyền (government), ủy quyền (authority).
func (s *scan) power(i int) bool {
	if !s.is(i, "quyền") || s.has(i, text.Cap) || i == s.first {
		return false
	}
	switch text.Lower(s.span(i-1, i)) {
	case "chính", "ủy", "uỷ", "thẩm", "nhân", "chủ", "cầm", "toàn", "phân", "lạm", "nắm", "giành":
		return true
	}
	return false
}

// spare reports whether no office or mention found before holds token i.
func (s *scan) spare(i int) bool {
	if n := len(s.offices); n > 0 && s.offices[n-1].End > i {
		return false
	}
	return s.covering(i) < 0
}

// countryName returns the name of a country by its ISO code.
func (r *Recognizer) countryName(iso string) string {
	if r.words.country < 0 {
		return ""
	}
	for _, e := range r.set.Lexicons[r.words.country].Entries {
		if e.Attrs["iso"] == iso {
			return e.Name
		}
	}
	return ""
}
