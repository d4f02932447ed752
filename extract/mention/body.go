package mention

import (
	"cmp"
	"strings"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// bodies finds organisations that no lexicon lists: a head noun such as Ủy ban (committee) with its tail, and Bộ
// (ministry) with its field. They take the place of lexical mentions inside them.
func (s *scan) bodies() {
	for i := s.next(s.first, 0); i < s.end; i = s.next(i+1, 0) {
		k := s.covering(i)
		if k >= 0 && s.found[k].First != i {
			continue
		}
		m, ok := s.body(i)
		if !ok || k >= 0 && s.found[k].End >= m.End {
			continue
		}
		s.put(m)
		i = m.End - 1
	}
	s.shareProvince()
}

// shareProvince gives the bodies of a list the province that the last of them names: HĐND, UBND tỉnh Nghệ An.
func (s *scan) shareProvince() {
	for k := len(s.found) - 2; k >= 0; k-- {
		a, b := &s.found[k], &s.found[k+1]
		if a.Kind != Body || a.Class != "local" || len(a.Inner) > 0 || b.Kind != Body {
			continue
		}
		if b.First-a.End > 1 || !s.is(a.End, ",") && !s.is(a.End, "và") {
			continue
		}
		for _, in := range b.Inner {
			if in.Kind == Place && (b.Class == "local" || in.End == b.End) {
				base := a.Base
				if base == "" {
					base = a.Name
				}
				a.Name = LocalBody(base, b.Unit, in.Name)
				if b.Unit == "" {
					a.Name = LocalBody(base, in.Attrs["unit"], in.Name)
				}
				a.Inner = append(a.Inner, in)
			}
		}
	}
}

// put inserts a mention and drops those it overlaps, keeping the countries and bodies among them as inner ones.
func (s *scan) put(m Mention) {
	kept := s.other[:0]
	placed := false
	for _, f := range s.found {
		switch {
		case f.End <= m.First:
			kept = append(kept, f)
		case f.First >= m.End:
			if !placed {
				kept, placed = append(kept, m), true
			}
			kept = append(kept, f)
		default:
			if f.Kind == Country {
				m.Inner = append(m.Inner, f)
			}
			m.Inner = append(m.Inner, f.Inner...)
			if placed {
				continue
			}
		}
	}
	if !placed {
		kept = append(kept, m)
	}
	s.found, s.other = kept, s.found
	s.cover()
}

// body reads an organisation at token i.
func (s *scan) body(i int) (Mention, bool) {
	if !s.has(i, text.Cap) {
		return Mention{}, false
	}
	if n := s.ministryAt(i); n > 0 {
		_, e := s.hit(i+1, s.r.words.ministry)
		return s.owned(Mention{Kind: Body, First: i, End: i + n, Base: "Bộ " + e.Name, Class: "state"}), true
	}
	if m := s.starting(i); m != nil && m.Kind == Body && (m.Attrs["base"] != "" || m.Class == "party") {
		b := *m
		if b.Base = m.Attrs["base"]; b.Base == "" {
			b.Base = m.Name
		}
		if partyBranch(b.Base) {
			if p, ok := s.branchOf(b); ok {
				return p, true
			}
		}
		o := s.owned(b)
		return o, o.End > m.End
	} else if m != nil && m.Kind == Body {
		if y, ok := s.youth(m); ok {
			return y, true
		}
		if p := s.starting(m.End); m.Class == "mass" && p != nil && p.Kind == Place && p.Attrs["unit"] != "" { // Hội Liên hiệp Thanh niên Việt Nam thành phố Đà Nẵng
			b := *m
			b.Base = m.Name
			return s.placed(b, p), true
		}
		return s.firm(*m)
	}
	n, e := s.hit(i, s.r.words.bodyHead)
	if n == 0 || e.Name == "Tổ chức" && (s.is(i-1, "ban") || s.is(i-1, "Ban")) { // Phó Trưởng ban Tổ chức Trung ương
		return Mention{}, false
	}
	head := e.Name
	if full := e.Attrs["full"]; full != "" {
		head = full
	}
	if u, ok := s.union(i + n); ok { // Ban Chấp hành Tỉnh đoàn Nghệ An
		u.First, u.Base, u.Name, u.Attrs = i, head+" "+u.Base, head+" "+u.Name, nil
		return u, true
	}
	if m := s.starting(i + n); m != nil && m.Kind == Body && m.End > i+n+2 && m.Class != "party" { // Ban Chấp hành Tổng Liên đoàn Lao động Việt Nam
		b := Mention{Kind: Body, First: i, End: m.End, Name: head + " " + m.Name, ISO: m.ISO, Class: m.Class}
		if b.Base = b.Name; m.ISO == "" {
			b = s.owned(b)
		}
		return b, true
	}
	if m, ok := s.shortBody(i, i+n, head); ok {
		return m, true
	}
	end, words := s.tail(i+n, e.class, s.officeBefore(i))
	m := s.owned(Mention{Kind: Body, First: i, End: end, Base: strings.TrimSpace(head + " " + words), Class: e.class})
	bare := end == i+n && e.Attrs["alone"] == "" && !(m.Class == "local" && n > 2 && m.End > end)
	return m, !bare
}

// firm reads on in the name of a company that a lexicon holds, behind an office, so that what follows is no country or word beside
// whoever holds it: Tổng Giám đốc Tập đoàn Samsung Việt Nam A, Chủ tịch Tập đoàn Boeing Quốc tế B.
func (s *scan) firm(m Mention) (Mention, bool) {
	if m.Class != "company" || !s.officeBefore(m.First) {
		return m, false
	}
	if p := s.starting(m.End); p != nil && p.Kind == Country {
		m.End, m.Inner = p.End, append(m.Inner, *p)
		return m, true
	}
	switch tail := s.join(m.End, min(m.End+2, s.end)); tail {
	case "Quốc tế", "Toàn cầu":
		m.Name, m.End = m.Name+" "+tail, m.End+2
		return m, true
	}
	return m, false
}

// partyBranch reports whether a name is that of the party's organisation in some body or place, or its committee.
func partyBranch(base string) bool {
	return strings.HasSuffix(base, "Đảng bộ") || strings.HasSuffix(base, "Đảng ủy")
}

// branchOf takes the body whose party organisation a mention is into its name: Đảng bộ Quân chủng Hải quân, Đảng ủy Công an tỉnh Nghệ An.
func (s *scan) branchOf(m Mention) (Mention, bool) {
	if m.End >= s.end {
		return m, false
	}
	p := s.starting(m.End)
	if p != nil && p.Kind == Body && partyBranch(p.Name) {
		return m, false
	}
	of, ok := s.body(m.End)
	if !ok && p != nil && p.Kind == Body {
		of, ok = *p, true
	}
	if !ok || of.Class == "party" || partyBranch(of.Base) || of.ISO != "" && of.ISO != "VN" {
		return m, false
	}
	if m.Name = m.Base + " " + of.Name; of.Class == "local" {
		m.Base, m.Unit, m.Inner = m.Base+" "+cmp.Or(of.Base, of.Name), of.Unit, of.Inner
	} else {
		m.Base, m.Class, m.ISO, m.Inner = m.Name, "party", "", of.Inner
	}
	m.Attrs, m.End = nil, of.End
	return m, true
}

// ministryAt returns the length of Bộ (ministry) with its field at token i, 0 when there is none.
func (s *scan) ministryAt(i int) int {
	if w := s.span(i, i+1); w != "Bộ" && w != "BỘ" || i+1 >= s.end || !s.has(i+1, text.Cap) {
		return 0
	}
	if n, _ := s.hit(i+1, s.r.words.ministry); n > 0 {
		return 1 + n
	}
	return 0
}

// bearsNumber reports whether the word at token i ends the name of a kind of body that goes by numbers, as Quân đội 108, Quân khu 5.
func (s *scan) bearsNumber(i int) bool {
	switch s.in.Key(i) {
	case "khu", "đoàn", "đội", "vùng", "viện":
		return true
	}
	return false
}

// officeBefore reports whether an office head ends right before token i, so that a name may follow the body.
func (s *scan) officeBefore(i int) bool {
	if w := &s.r.words; s.in.Ends(i)&(pattern.Lexicon(int(w.head))|pattern.Lexicon(int(w.office))) == 0 {
		return false
	}
	for n := 1; n <= 4 && i-n >= s.first; n++ {
		for _, h := range s.in.Hits(i - n) {
			if int(h.Len) == n && (h.Lexicon == s.r.words.head || h.Lexicon == s.r.words.office) {
				return true
			}
		}
	}
	return false
}

// officeLike reports whether an office or its head begins at token i.
func (s *scan) officeLike(i int) bool {
	n, _ := s.hit(i, s.r.words.office)
	m, _ := s.hit(i, s.r.words.head)
	return n > 0 || m > 0
}

// connective reports whether a token may stand inside but not at the end of a body's name.
func (s *scan) connective(i int) bool {
	switch s.span(i, i+1) {
	case "và", "của", "về", "các", "cho", "trong", "vì", "với", "cấp", "do", "tại":
		return true
	}
	return false
}

// personAt reports whether a Vietnamese person's name starts at token j: a surname and one to three syllables more.
func (s *scan) personAt(j int) bool {
	end := s.nameRun(j)
	return end >= j+2 && end <= j+4 && !s.typed(j)
}

// foreignRun returns the end of the run of capitalised words from token j.
func (s *scan) foreignRun(j int) int {
	for j < s.end && s.tok(j).Kind == text.Word && s.has(j, text.Cap) {
		j++
	}
	return j
}

// join writes tokens [first, end) with one space where the text has white space between them.
func (s *scan) join(first, end int) string {
	if s.even(first, end) {
		return s.span(first, end)
	}
	return s.spell(first, end, func(i int) string { return s.span(i, i+1) })
}

// spell is join with the words that another function gives for the tokens.
func (s *scan) spell(first, end int, word func(token int) string) string {
	var b strings.Builder
	for i := first; i < end; i++ {
		if i > first && (s.has(i, text.Space) || s.glued(i)) {
			b.WriteByte(' ')
		}
		b.WriteString(word(i))
	}
	return b.String()
}

// even reports whether tokens [first, end) stand in the text as join writes them.
func (s *scan) even(first, end int) bool {
	for i := first + 1; i < end; i++ {
		at, space := s.doc.Tokens[i].Start, s.has(i, text.Space)
		if !space && s.glued(i) || space && (at != s.doc.Tokens[i-1].End+1 || s.doc.Text[at-1] != ' ') {
			return false
		}
	}
	return first < end
}

// glued reports whether token i lost the space before it: two Vietnamese syllables without one.
func (s *scan) glued(i int) bool {
	return s.tok(i).Kind == text.Word && s.tok(i-1).Kind == text.Word && !s.has(i, text.Space) &&
		s.syllable(i) && s.syllable(i-1)
}

// owned takes the country or place that follows a body into it: Bộ Tư pháp Lào, Ủy ban nhân dân tỉnh Quảng Trị.
func (s *scan) owned(m Mention) Mention {
	m.Name = m.Base
	i := s.pastGloss(m.End)
	if n, _ := s.hit(i, s.r.words.unit); n > 0 && !chamber(m.Base) { // đại biểu Quốc hội tỉnh A: the deputies are the province's, not the assembly
		if p := s.starting(i + n); p != nil && p.Kind == Place {
			m.Unit = text.Lower(s.span(i, i+n))
			return s.placed(m, p)
		}
	}
	p := s.starting(i)
	if k := s.covering(i); p == nil && k >= 0 && s.found[k].First > m.First && s.found[k].First < m.End { // Bộ [Công an Việt Nam]
		p = s.ownerAt(i)
	}
	if p == nil && (s.is(i, "nước") || s.is(i, "của")) {
		p = s.starting(i + 1)
	}
	switch {
	case p == nil:
	case p.Kind == Body && chamber(p.Attrs["base"]) && m.Class != "company":
		base := p.Attrs["base"]
		m.Base, m.End = m.Base+" "+base, min(i+len(strings.Fields(base)), p.End) // QH is two words in one
		o := s.owned(m)
		if rest, ok := strings.CutPrefix(o.Name, m.Base+" "); ok {
			o.Inner = append(o.Inner, Mention{Kind: Body, First: i, End: o.End, Name: base + " " + rest, Class: "state", ISO: o.ISO})
		}
		return o
	case p.Kind == Country:
		m.End, m.ISO = p.End, p.ISO
		m.Inner = append(m.Inner, *p)
		m.Name = m.Base + " " + p.Name
		s.pair(&m)
	case p.Kind == Place && (m.Class == "local" || m.Class == "mass" && p.First == m.End):
		return s.placed(m, p)
	case p.Kind == Place && m.Class == "association" && p.First == m.End:
		m.Name, m.End = m.Base+" "+p.Name, p.End // Hiệp hội Dừa Bến Tre
		m.Inner = append(m.Inner, *p)
	case p.Kind == Party && m.Class == "party":
		m.End, m.ISO = p.End, p.ISO
		m.Inner = append(m.Inner, *p)
		if p.ISO == "VN" {
			return m
		}
		m.Name = strings.TrimSuffix(m.Base, " Đảng") + " " + p.Name
	}
	return m
}

// pastGloss steps over the abbreviation in brackets at token i when the name goes on behind it with what owns the body: Ủy ban nhân
// dân (UBND) tỉnh Nghệ An.
func (s *scan) pastGloss(i int) int {
	j := i + 3
	if !s.is(i, "(") || !s.is(i+2, ")") || !s.has(i+1, text.Upper) || j >= s.end {
		return i
	}
	if n, _ := s.hit(j, s.r.words.unit); n > 0 && s.starting(j+n) != nil {
		return j
	}
	if p := s.starting(j); p != nil && (p.Kind == Country || p.Kind == Place) {
		return j
	}
	return i
}

// chamber reports whether a body is one whose committees bear its name: Ủy ban Đối ngoại Hạ viện.
func chamber(base string) bool {
	switch base {
	case "Quốc hội", "Hạ viện", "Thượng viện", "Nghị viện":
		return true
	}
	return false
}

// placed gives a local body its province.
func (s *scan) placed(m Mention, p *Mention) Mention {
	m.End = p.End
	m.Inner = append(m.Inner, *p)
	unit := unitName(m.Unit, p)
	if m.Class == "local" && strings.HasSuffix(m.Base, "ủy") || strings.HasSuffix(m.Base, "đoàn") {
		unit = "" // Tỉnh ủy, Thành đoàn say the unit already
	}
	name := p.Name
	if strings.HasPrefix(text.Lower(name), unit) && unit != "" {
		unit = ""
	}
	m.Name = strings.Join(strings.Fields(m.Base+" "+unit+" "+name), " ")
	return m
}

// unitName returns the word for the kind of place as names of bodies write it.
func unitName(written string, p *Mention) string {
	switch strings.TrimSuffix(written, ".") {
	case "":
		return p.Attrs["unit"]
	case "tp", "tp.", "t.p":
		return "thành phố"
	case "tx":
		return "thị xã"
	}
	return written
}

// pair reads on behind a country when a second one follows, as in Hội Hữu nghị Việt Nam - Lào, or the country an
// embassy stands in.
func (s *scan) pair(m *Mention) {
	i := m.End
	if s.is(i, "-") || s.is(i, "–") {
		if p := s.starting(i + 1); p != nil && (p.Kind == Country || p.Kind == Body && p.Class == "international") {
			if m.End = p.End; p.Kind == Country {
				m.ISO = ""
			}
			m.Name += " - " + p.Name
			m.Inner = append(m.Inner, *p)
			s.branch(m)
			i = m.End
		}
	}
	if m.Class == "embassy" && s.is(i, "tại") {
		if p := s.starting(i + 1); p != nil && (p.Kind == Country || p.Kind == Place && strings.HasSuffix(m.Base, "ãnh sự quán")) {
			m.End = p.End // there are several consulates in a country
			m.Name += " tại " + p.Name
			m.Inner = append(m.Inner, *p)
		}
	}
}

// branch takes the province of a body's branch into it: Hội Hữu nghị Việt Nam - Lào tỉnh Nghệ An.
func (s *scan) branch(m *Mention) {
	n, _ := s.hit(m.End, s.r.words.unit)
	if n == 0 {
		return
	}
	if p := s.starting(m.End + n); p != nil && p.Kind == Place {
		m.Name += " " + unitName(text.Lower(s.span(m.End, m.End+n)), p) + " " + p.Name
		m.Inner = append(m.Inner, *p)
		m.End = p.End
	}
}

// branchUnit returns the unit alone that stands behind the general name of a mass organisation or front, whose branch of that unit is
// meant, and the token behind it: Hội LHPN tỉnh, Ủy ban MTTQ Việt Nam huyện. It is empty when the unit has its name behind it or the body
// is of another kind.
func (s *scan) branchUnit(m *Mention) (unit string, end int) {
	n, e := s.hit(m.End, s.r.words.unit)
	if n == 0 || m.Attrs["base"] == "" && m.Base == "" || m.Class != "mass" && m.Class != "front" || s.starting(m.End+n) != nil {
		return "", m.End
	}
	switch e.Name {
	case "tỉnh", "thành phố", "huyện", "thị xã":
		return e.Name, m.End + n
	}
	return "", m.End
}

// LocalBody returns the name of a body of a province: Ủy ban nhân dân tỉnh Quảng Trị, Tỉnh ủy Vĩnh Long.
func LocalBody(base, unit, place string) string {
	if strings.HasSuffix(base, "ủy") || strings.HasSuffix(base, "đoàn") {
		unit = ""
	}
	if unit != "" && strings.HasPrefix(text.Lower(place), text.Lower(unit)) {
		unit = ""
	}
	return strings.Join(strings.Fields(base+" "+unit+" "+place), " ")
}
