package mention

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// findOffices finds titles, leftmost and longest, with the term, the owner and the status that stand beside them.
func (s *scan) findOffices() {
	for k := range s.found {
		if t, ok := s.r.typeOf(s.found[k].Kind); ok {
			s.in.AddMention(pattern.Mention{Type: t, First: s.found[k].First, End: s.found[k].End, Ref: k})
		}
	}
	for i := s.first; i < s.end; {
		if i = s.r.index.Next(s.in, i, s.end, s.r.titles); i == s.end {
			break
		}
		if s.in.Starts(i)&s.r.titles == 0 && !s.r.index.Wakes(s.in, i) {
			i++
			continue
		}
		if k := s.covering(i); k >= 0 && s.found[k].First < i {
			i = s.found[k].End // Chủ tịch in Phủ Chủ tịch (the presidential palace)
			continue
		}
		o, ok := s.office(i)
		if m := s.starting(i); ok && m != nil && m.Kind == Body && m.End > o.First+s.titleLen(i) && m.End >= o.End {
			i = m.End // Đại sứ in Đại sứ quán (the embassy)
			continue
		}
		if !ok {
			i++
			continue
		}
		s.inOffice.set(o.First, o.End, len(s.offices))
		s.offices = append(s.offices, o)
		i = o.End
		if o.Bare && s.is(i, ":") && (o.Title == "Bộ trưởng" || o.Title == "Thứ trưởng") && s.plural(o.First) > 0 {
			i = s.ministries(o.Title, i+1)
		}
	}
}

// ministries reads the ministries that stand before the names of several ministers whose office is told of all before a colon: các Bộ
// trưởng: Công Thương A, Quốc phòng B. It returns the token behind the last.
func (s *scan) ministries(title string, i int) int {
	last := i
	for ; i < s.end && i < last+8; i++ {
		n, e := s.hit(i, s.r.words.ministry)
		if n == 0 || !s.has(i, text.Cap) || !s.personAt(i+n) {
			continue
		}
		if !s.is(i-1, ":") && !s.is(i-1, ",") && !s.is(i-1, ";") && !s.is(i-1, "và") {
			continue
		}
		o := Office{First: i, End: i + n, Title: title + " Bộ " + e.Name, Body: "Bộ " + e.Name, Owner: "country"}
		s.inOffice.set(o.First, o.End, len(s.offices))
		s.offices = append(s.offices, o)
		last, i = o.End, o.End-1
	}
	return last
}

func (r *Recognizer) typeOf(k Kind) (pattern.TypeID, bool) {
	switch k {
	case Body:
		return r.types.Body, true
	case Party:
		return r.types.Party, true
	case Country:
		return r.types.Country, true
	case Place:
		return r.types.Place, true
	}
	return 0, false
}

// titleLen returns the length of the longest title of the lexicon at token i.
func (s *scan) titleLen(i int) int {
	n, _ := s.hit(i, s.r.words.office)
	return n
}

// office reads the longest title that starts at token i: from the lexicon or by a rule.
func (s *scan) office(i int) (Office, bool) {
	var best Office
	if n, e := s.hit(i, s.r.words.office); n > 0 {
		n = s.overParty(i, i+n) - i
		best = Office{First: i, End: i + n, Title: e.Name, Owner: e.owner, Body: e.body, BodyClass: e.class, OwnerName: e.ownerName}
		if best.OwnerName != "" {
			best.OwnerKind = Body
		}
		if e.quiet {
			best.BodyClass = "quiet"
		}
	}
	literals := best.End - i
	s.wake = s.r.index.At(s.in, i, s.wake[:0])
	for _, n := range s.wake {
		if !s.r.index.Prog(int(n)).Match(s.in, i, s.end, &s.match) || s.match.End <= i {
			continue
		}
		if s.holds(i+1, s.match.End) {
			continue
		}
		if m := &s.match; m.End > best.End || m.End == best.End && m.Literals > literals {
			best, literals = s.composed(int(n), i, m), m.Literals
		}
	}
	if best.Title == "" {
		n, e := s.hit(i, s.r.words.head)
		if n == 0 || e.never {
			return Office{}, false
		}
		best = Office{First: i, End: i + n, Title: e.Name, Bare: true, Owner: "bare"}
	}
	s.unlisted(&best)
	s.widen(&best)
	s.charge(&best)
	s.abbreviated(&best)
	s.ownedBy(&best)
	s.abbreviated(&best)
	s.within(&best)
	s.lying(&best)
	s.statusOf(&best)
	return best, true
}

// holds reports whether somebody's name starts within tokens [first, end), so that they are no title: Chủ nhiệm Ủy ban Pháp luật
// Hoàng Thanh Tùng báo cáo, Quốc hội ….
func (s *scan) holds(first, end int) bool {
	for i := first; i < end; i++ {
		if n, _ := s.hit(i, s.r.words.surname); n > 0 && s.has(i, text.Cap) && s.covering(i) < 0 && s.personAt(i) && s.nameRun(i) < end && s.nameRun(i) > i+2 {
			return true
		}
	}
	return false
}

// widen reads on in the name of a ministry that the lexicon knows only the beginning of: Bộ trưởng Lương thực, Nông
// nghiệp và Công nghiệp nhẹ; and over whose centre it is: Trưởng Ban Đối ngoại Trung ương Đảng.
func (s *scan) widen(o *Office) {
	if strings.HasSuffix(o.Title, " Trung ương") && s.is(o.End, "Đảng") && s.ownerAt(o.End) == nil {
		o.End++
		return
	}
	if !strings.Contains(o.Title, "ưởng Bộ ") && !strings.Contains(o.Title, " Sở ") || s.ownerAt(o.End) != nil {
		return
	}
	end := s.fieldEnd(o.End)
	if end == o.End {
		return
	}
	rest := s.join(o.End, end)
	if !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, "-") {
		rest = " " + rest
	} else if strings.HasPrefix(rest, "-") {
		rest = " - " + strings.TrimSpace(rest[1:])
	}
	o.Title += rest
	if o.Body != "" {
		o.Body += rest
	}
	o.End = end
}

// fieldEnd returns where the name of a field goes on to behind token i: over và, a hyphen, or a comma that và follows,
// each before a capitalised syllable that begins no name, office or place.
func (s *scan) fieldEnd(i int) int {
	end := i
	for {
		j := end
		switch {
		case s.is(j, "và"), s.is(j, "-"), s.is(j, "–"):
		case s.is(j, ",") && s.joinsBehind(j+1):
		default:
			if j > i || j >= s.end || s.tok(j).Kind != text.Word || s.has(j, text.Cap) {
				return end
			}
			if n, _ := s.hit(j, s.r.words.bodyWord); n > 0 && s.is(j+n, "và") { // Hợp tác Phát triển quốc tế và …
				j += n
				break
			}
			return end
		}
		j++
		if j >= s.end || s.tok(j).Kind != text.Word || !s.has(j, text.Cap) || s.officeLike(j) || s.personAt(j) || s.starting(j) != nil || !s.syllable(j) || s.plain(j) {
			return end
		}
		j++
		for j < s.end && s.tok(j).Kind == text.Word && !s.personAt(j) && s.starting(j) == nil && s.syllable(j) && !s.plain(j) && !s.is(j, "và") &&
			(s.has(j, text.Cap) || !s.has(j-1, text.Cap) && j-end < 7 || s.has(j-1, text.Cap)) && j-end < 7 {
			if !s.has(j, text.Cap) && s.verbal(j) {
				break
			}
			j++
		}
		end = j
	}
}

// joinsBehind reports whether và stands within a few tokens behind token i, so that a comma before it is one of a list.
func (s *scan) joinsBehind(i int) bool {
	if i >= s.end || !s.has(i, text.Cap) || s.officeLike(i) || s.personAt(i) {
		return false
	}
	for j := i; j < s.end && j < i+5; j++ {
		if s.is(j, "và") {
			return true
		}
		if s.tok(j).Kind == text.Punct {
			return false
		}
	}
	return false
}

// plain reports whether a word that names do not hold starts at token i.
func (s *scan) plain(i int) bool {
	n, _ := s.hit(i, s.r.words.nonname)
	return n > 0
}

// verbal reports whether the lower-case word at token i is one that persons' names stand beside, such as a verb.
func (s *scan) verbal(i int) bool {
	n, _ := s.hit(i, s.r.words.personCue)
	return n > 0
}

// abbreviated steps over the abbreviation in brackets behind a body: Quỹ Tiền tệ Quốc tế (IMF), Ủy ban nhân dân (UBND) tỉnh, Bộ
// Kế hoạch và Đầu tư (KH&ĐT).
func (s *scan) abbreviated(o *Office) {
	i := o.End
	if s.is(i, "(") && s.is(i+2, ")") && s.has(i+1, text.Upper) {
		o.End = i + 3
	} else if s.is(i, "(") && i+1 < s.end {
		if end := s.abbreviation(i + 1); end > i+1 && s.is(end, ")") {
			o.End = end + 1
		}
	}
	if m := s.starting(i + 1); s.is(i, "(") && m != nil && m.Kind == Body && s.is(m.End, ")") && departmental(o.Title) { // Cục trưởng Cục Cán bộ (Tổng cục Chính trị)
		o.End = m.End + 1
	}
}

// composed makes an office from a match of the n-th pattern.
func (s *scan) composed(n, first int, m *pattern.Match) Office {
	rule := s.r.offices[n]
	value := func(name, attr string) string { return s.captured(m, name, attr, s.r.spelling[n]) }
	o := Office{First: first, End: m.End, Title: rule.Name.Expand(value)}
	for _, p := range rule.Set {
		v := p.Value.Expand(value)
		switch p.Key {
		case "owner":
			o.Owner = v
		case "body":
			o.Body = v
		case "class":
			o.BodyClass = v
		case "owner_name":
			o.OwnerName = v
			if k := s.mentionOf(m, "body"); k != nil {
				o.OwnerKind, o.OwnerISO, o.Explicit = k.Kind, k.ISO, true
			}
		case "unit":
			o.Unit = text.Lower(v)
		case "status":
			o.Status = v
		case "rank":
			o.Rank = v != ""
		}
	}
	if o.Owner == "body" {
		s.bodyOwner(&o, m)
	}
	if k := s.mentionOf(m, "seat"); k != nil && k.ISO != "" { // Người phát ngôn Nhà Trắng: of the state that has its seat there
		o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = s.r.countryName(k.ISO), k.ISO, Country, true
	}
	return o
}

// ownsOffices reports whether a body of a class owns the offices in it, so that their titles are bare.
func ownsOffices(class string) bool {
	switch class {
	case "company", "association", "academy", "international", "mass", "media", "school", "embassy", "front":
		return true
	}
	return false
}

// bodyOwner decides for a title such as Chủ tịch X what is the office and who owns it: in a company, association,
// academy or international body the title is bare and the body is the owner; elsewhere the body is part of the title.
func (s *scan) bodyOwner(o *Office, m *pattern.Match) {
	if k := s.mentionOf(m, "body"); k != nil {
		s.headOf(o, s.captured(m, "head", "", nil), k)
	}
}

// headOf makes an office that of the head of a body, or of his deputy.
func (s *scan) headOf(o *Office, head string, k *Mention) {
	if ownsOffices(k.Class) {
		o.OwnerName, o.OwnerKind, o.Body, o.Explicit = k.Name, Body, "", true
		if unit, end := s.branchUnit(k); unit != "" && o.End == k.End {
			o.Unit, o.End = unit, end // Chủ tịch Hội Nông dân tỉnh A
		}
		return
	}
	base := k.Base
	if base == "" {
		base = k.Attrs["base"]
	}
	if base == "" {
		base = strings.TrimSuffix(k.Name, " Việt Nam")
	}
	o.Title, o.Body, o.BodyClass = head+" "+base, base, k.Class
	if rest, ok := strings.CutPrefix(base, "Ban "); ok && strings.HasSuffix(head, "ban") {
		o.Title = head + " " + rest // Trưởng ban Ban Đối ngoại: the doubled word is usual
	}
	if strings.HasPrefix(base, "Ban Chấp hành Trung ương") && strings.HasPrefix(head, "Bí thư") {
		o.Title, o.Body = head, ""
	}
	if strings.HasPrefix(base, "Ban Chấp hành Trung ương") && head == "Ủy viên" {
		o.Title, o.Body = "Ủy viên Trung ương Đảng", ""
	}
	if k.ISO != "" && k.ISO != "VN" && len(k.Inner) == 0 {
		o.OwnerISO, o.OwnerKind, o.OwnerName = k.ISO, Country, s.r.countryName(k.ISO)
	}
	o.Owner = "country"
	switch k.Class {
	case "party":
		o.Owner = "party"
	case "local":
		o.Owner = "local"
	}
	for i := range k.Inner {
		in := &k.Inner[i]
		last := in.End == k.End || in.Kind == Country && in.ISO == k.ISO // … hữu nghị Đức - ASEAN is Germany's
		if last && (in.Kind == Country || in.Kind == Place || in.Kind == Party) {
			o.OwnerName, o.OwnerISO, o.OwnerKind, o.Unit, o.Explicit = in.Name, in.ISO, in.Kind, k.Unit, true
			if in.Kind == Place && o.Unit == "" {
				o.Unit = in.Attrs["unit"]
			}
		}
	}
}

// captured returns the canonical text of a capture, or the attribute asked for; words that the pattern itself has are spelled
// as there: Tỉnh ủy where the text has Tỉnh uỷ.
func (s *scan) captured(m *pattern.Match, name, attr string, spelling map[string]string) string {
	c, ok := m.Capture(name)
	if !ok {
		return ""
	}
	if c.Lexicon >= 0 {
		e := &s.r.set.Lexicons[c.Lexicon].Entries[c.Entry]
		if attr != "" {
			return e.Attrs[attr]
		}
		return e.Name
	}
	if n, e := s.hit(c.First, s.r.words.head); name == "head" && n == c.End-c.First {
		return e.Name // as the lexicon spells it
	}
	if k := s.mentionOf(m, name); k != nil && k.Kind != Blocked {
		switch attr {
		case "":
			return k.Name
		case "base":
			return k.Base
		case "iso":
			return k.ISO
		}
		return k.Attrs[attr]
	}
	return capital(s.spell(c.First, c.End, func(i int) string { // bí thư tỉnh ủy: titles are written with capitals
		w := cmp.Or(spelling[s.in.Key(i)], s.span(i, i+1))
		if !s.has(i, text.Cap) {
			return text.Lower(w)
		}
		return w
	}))
}

// capital returns a title with its first letter in upper case.
func capital(title string) string {
	for i, c := range title {
		return string(unicode.ToUpper(c)) + title[i+utf8.RuneLen(c):]
	}
	return title
}

// mentionOf returns the mention that a capture holds, nil when it holds none.
func (s *scan) mentionOf(m *pattern.Match, name string) *Mention {
	c, ok := m.Capture(name)
	if !ok {
		return nil
	}
	if k := s.starting(c.First); k != nil && k.End == c.End {
		return k
	}
	return nil
}
