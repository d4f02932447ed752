package mention

import (
	"strings"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// lexical takes, from left to right, the longest form of any lexicon whose entries name something. A longer form
// blocks the shorter ones inside it: Mỹ Latinh (Latin America) holds no Mỹ.
func (s *scan) lexical() {
	for i := s.next(s.first, s.r.names); i < s.end; i = s.next(i, s.r.names) {
		starts, capital := s.in.Starts(i), s.has(i, text.Cap)
		var m Mention
		ok := false
		if capital && s.shortIn != 0 {
			m, ok = s.shortName(i)
		}
		if !ok && starts&s.r.typed != 0 {
			m, ok = s.longest(i)
		}
		if !ok && starts&s.r.pairs != 0 {
			m, ok = s.paired(i)
		}
		if !ok && capital && s.unitBefore(i) {
			m, ok = s.unitPlace(i)
		}
		if !ok && capital && s.told != 0 {
			m, ok = s.toldPlace(i)
		}
		if !ok {
			i++
			continue
		}
		if m.Kind == Award && m.Attrs["open"] != "" {
			end := m.End
			for end < s.end && s.tok(end).Kind == text.Word && s.has(end, text.Cap) {
				end++
			}
			if end == m.End {
				i++
				continue // một huân chương: none in particular
			}
			m.End, m.Name = end, s.span(m.First, end)
		}
		if m.Kind == Award && s.is(m.End, "hạng") && m.End+1 < s.end {
			m.End += 2
			m.Name += " hạng " + s.span(m.End-1, m.End)
		}
		if m.Kind == Award && m.Name == "Kỷ niệm chương" {
			if end := s.quoted(m.End); end > 0 {
				m.Name += " \"" + s.span(m.End+1, end-1) + "\""
				m.End = end
			}
		}
		if m.Class == "media" || m.Class == "army" && m.End == m.First+1 || m.Kind == Body && s.is(s.first, "(") && m.First == s.first+1 && s.has(m.First, text.Upper) { // QĐND - Sáng 4-11, …: the army's paper
			if end := s.signed(&m); end > 0 {
				m.Kind, m.End = Blocked, end
			}
		}
		if m.Kind != Blocked {
			s.inner(&m)
		}
		if _, told := s.provinces[m.Name]; told && m.Kind == Place {
			m.Within, _ = s.provinceAt(m.End)
		}
		s.inFound.set(m.First, m.End, len(s.found))
		s.found = append(s.found, m)
		i = m.End
	}
}

// signed returns where a paper or an agency ends that only signs the text at the head of a sentence, 0 when it does not:
// (TTXVN) - Ngày 3/6, …; VOV.VN - Ngày 3/6, …; Addis Ababa (TTXVN) - Ngày 3/6, …
func (s *scan) signed(m *Mention) int {
	if m.First-s.first < 6 && s.is(m.First-1, "(") && s.is(m.End, ")") && s.dash(m.End+1) {
		return m.End
	}
	if m.First > s.first && !(m.First == s.first+1 && s.is(s.first, "(")) {
		return 0
	}
	end := m.End
	for s.is(end, ".") && end+1 < s.end && (s.in.Key(end+1) == "vn" || s.in.Key(end+1) == "com") {
		end += 2
	}
	behind := end
	if s.is(behind, ")") {
		behind++
	}
	if s.dash(behind) || s.is(behind, ".") || s.is(behind, ":") {
		return end
	}
	return 0
}

// longest returns the mention by the longest typed form at token i.
func (s *scan) longest(i int) (Mention, bool) {
	if s.in.Starts(i)&s.r.typed == 0 {
		return Mention{}, false
	}
	run := s.nameRun(i)
	for _, h := range s.in.Hits(i) { // longest first
		kind := s.r.kind[h.Lexicon]
		end := i + int(h.Len)
		if kind == 0 || end > s.end || !s.cased(i, h.Lexicon, int(h.Len)) {
			continue
		}
		if run > end && !s.startsName(end, run) && !((kind == Country || kind == Place) && s.accredits(i-1)) && !(kind == Country && h.Len > 1) && kind != Blocked && !(i > s.first && s.announces(i-1)) {
			continue
		}
		if h.Len == 1 && kind != Blocked && s.joins(end) && !s.has(end+1, text.Cap) {
			continue // Au in Au-rét-xcu is not AU
		}
		if kind == Blocked && s.has(i, text.Cap) && s.unitBefore(i) {
			continue // huyện Sông Mã is no river
		}
		if k := s.overParty(i, end); k < end {
			end = k
		}
		if kind == Country && h.Len == 1 && (s.partOfName(i) || s.districtBefore(i)) && !s.accredits(i-1) || kind == Party && h.Len == 1 && s.in.Key(i) == "đảng" && !s.theParty(i) {
			continue
		}
		if kind == Body && s.in.Key(i) == "thường" && s.officeBefore(i) {
			continue // Phó Bí thư Thường trực | Tỉnh ủy: a word of the office
		}
		e := &s.r.entries[h.Lexicon][h.Entry]
		m := Mention{Kind: kind, First: i, End: end, Name: e.Name, ISO: e.iso, Class: e.kind, Attrs: e.Attrs}
		if kind == Party {
			m.Class = "party"
		}
		return m, true
	}
	return Mention{}, false
}

// paired reads the short name of a country that a hyphen ties to another: Việt and Trung in quan hệ Việt - Trung, also Lào
// in Hội Hữu nghị Việt Nam - Lào where a person's name follows it.
func (s *scan) paired(i int) (Mention, bool) {
	n, e := s.country(i)
	if surname, _ := s.hit(i-1, s.r.words.surname); n != 1 || surname > 0 {
		return Mention{}, false
	}
	last := len(s.found) - 1
	left := s.dash(i-1) && last >= 0 && s.found[last].End == i-1 && s.found[last].Kind == Country
	if right, _ := s.country(i + 2); !left && (right == 0 || !s.dash(i+1)) {
		return Mention{}, false
	}
	return Mention{Kind: Country, First: i, End: i + 1, Name: e.Name, ISO: e.iso, Attrs: e.Attrs}, true
}

// country returns the length and the entry of the country or the short name of one at token i, 0 when there is none.
func (s *scan) country(i int) (int, *entry) {
	if n, e := s.hit(i, s.r.words.country); n > 0 {
		return n, e
	}
	return s.hit(i, s.r.words.pair)
}

func (s *scan) dash(i int) bool { return s.is(i, "-") || s.is(i, "–") }

// toldPlace reads a place that the document names elsewhere behind the word for its kind.
func (s *scan) toldPlace(i int) (Mention, bool) {
	if !s.has(i, text.Cap) || s.told>>(s.in.IDs[i]&63)&1 == 0 {
		return Mention{}, false
	}
	for end := min(i+5, s.end); end > i+1; end-- {
		if unit, ok := s.places[s.join(i, end)]; ok {
			return Mention{Kind: Place, First: i, End: end, Name: s.join(i, end), Attrs: map[string]string{"unit": unit}}, true
		}
	}
	return Mention{}, false
}

// quoted returns the end of the quotation that begins at token i and is a name for its length, 0 when none does: Kỷ niệm chương "Vì sự nghiệp giáo dục".
func (s *scan) quoted(i int) int {
	if !s.is(i, "\"") && !s.is(i, "“") || !s.has(i+1, text.Cap) {
		return 0
	}
	for end := i + 2; end < min(s.end, i+20); end++ {
		if s.is(end, "\"") || s.is(end, "”") {
			return end + 1
		}
	}
	return 0
}

// unitBefore reports whether something before token i may say that a place's name follows.
func (s *scan) unitBefore(i int) bool {
	if s.in.Ends(i)&s.r.units != 0 || i == s.first {
		return s.in.Ends(i)&s.r.units != 0
	}
	switch s.in.Key(i - 1) {
	case "ủy", "đoàn":
		return true
	}
	return false
}

// unitPlace reads the name of a place that no lexicon lists behind the word for its kind: huyện Thạnh Sơn.
func (s *scan) unitPlace(i int) (Mention, bool) {
	n := s.ending(i, s.r.words.unit)
	if n == 0 && s.has(i, text.Cap) && s.districtBefore(i) {
		return Mention{Kind: Place, First: i, End: i + 2, Name: s.join(i, i+2), Attrs: map[string]string{"unit": "huyện"}}, true
	}
	if n == 0 || !s.has(i, text.Cap) || s.tok(i).Kind != text.Word || s.typed(i) && !s.placeSyllable(i) || s.officeLike(i) {
		return Mention{}, false
	}
	if m, e := s.hit(i, s.r.words.surname); m > 0 && (e.Attrs["common"] != "" || !s.closed(i, n)) {
		return Mention{}, false
	}
	end := s.overJoined(i + 1)
	for end < s.end && end < i+4 && s.tok(end).Kind == text.Word && s.has(end, text.Cap) && (!s.typed(end) || s.placeSyllable(end)) && !s.personAt(end) {
		end = s.overJoined(end + 1)
	}
	unit := text.Lower(s.span(i-n, i))
	m := Mention{Kind: Place, First: i, End: end, Name: s.join(i, end), Attrs: map[string]string{"unit": unit}}
	if n, e := s.hit(end+1, s.r.words.country); n > 0 && (s.is(end, "(") && s.is(end+1+n, ")") || s.is(end, "của")) {
		m.ISO = e.iso // tỉnh Hyogo (Nhật Bản)
	}
	return m, true
}

// overJoined steps over what a hyphen or an apostrophe joins to the syllable before token i: xã Ch'Ơm.
func (s *scan) overJoined(i int) int {
	for s.joins(i) {
		i += 2
	}
	return i
}

// placeSyllable reports whether a word at token i that sentences begin with is rather a syllable of a place's name: xã Tân Hội, Phước Tân.
func (s *scan) placeSyllable(i int) bool { return s.is(i, "Tân") || s.is(i, "Vì") || s.is(i, "Năm") }

// districtBefore reports whether a district committee, of the party or its youth, stands before the two capitalised syllables at token
// i, which then name the district rather than a person: Bí thư Huyện ủy Văn Yên, Bí thư Huyện đoàn Sìn Hồ.
func (s *scan) districtBefore(i int) bool {
	if i-2 < s.first || !s.is(i-1, "ủy") && !s.is(i-1, "uỷ") && !s.is(i-1, "đoàn") {
		return false
	}
	switch text.Lower(s.span(i-2, i-1)) {
	case "huyện", "quận", "thị":
	default:
		return false
	}
	return (s.twoCaps(i) || s.thenPerson(i) || s.highland(i)) && (!s.typed(i) || s.lexicalOf(i, 2) == 0)
}

// highland reports whether just two capitalised words stand at token i of which the first is a word for a river or mountain that places
// of the Central Highlands are named by: Chư Păh, Krông Pa.
func (s *scan) highland(i int) bool {
	switch text.Lower(s.span(i, i+1)) {
	case "chư", "cư", "krông", "kông", "ea", "ia", "đăk", "đắk", "đak":
	default:
		return false
	}
	return i+1 < s.end && s.has(i+1, text.Cap) && (i+2 >= s.end || !s.has(i+2, text.Cap))
}

// thenPerson reports whether two capitalised syllables at token i, the first no surname, stand before a person's name of three: Bí thư
// Huyện ủy Mỹ Xuyên Trần Văn Bình.
func (s *scan) thenPerson(i int) bool {
	n, _ := s.hit(i, s.r.words.surname)
	return n == 0 && i+4 < s.end && s.has(i+1, text.Cap) && s.syllable(i) && s.syllable(i+1) && s.personAt(i+2) && s.nameRun(i+2) >= i+5
}

// lexicalOf returns the length of the longest form at token i that names something, 0 when none has as many tokens.
func (s *scan) lexicalOf(i, atLeast int) int {
	for _, h := range s.in.Hits(i) {
		if (s.r.kind[h.Lexicon] != 0 || h.Lexicon == s.r.words.nonname) && int(h.Len) >= atLeast {
			return int(h.Len)
		}
	}
	return 0
}

// closed reports whether the last n tokens before token i are the word for a district or commune, and just two capitalised
// Vietnamese syllables with a mark behind them follow, which name it: Bí thư Huyện ủy, Chủ tịch HĐND huyện Ninh Hải.
func (s *scan) closed(i, n int) bool {
	return District(text.Lower(s.span(i-n, i))) && s.twoCaps(i) && (i+2 >= s.end || s.tok(i+2).Kind == text.Punct)
}

// District reports whether a unit of administration, in small letters, lies below the province.
func District(unit string) bool {
	switch unit {
	case "huyện", "quận", "thị xã", "xã", "phường", "thị trấn":
		return true
	}
	return false
}

// twoCaps reports whether just two capitalised Vietnamese syllables stand at token i.
func (s *scan) twoCaps(i int) bool {
	if i+1 >= s.end || s.tok(i+1).Kind != text.Word || !s.has(i+1, text.Cap) || !s.syllable(i) || !s.syllable(i+1) {
		return false
	}
	return i+2 >= s.end || s.tok(i+2).Kind != text.Word || !s.has(i+2, text.Cap)
}

// overParty cuts a body's form that ends in Đảng (party) back by that word when a party's own name begins with it: Ban
// Chấp hành Trung ương Đảng Cộng sản Cuba.
func (s *scan) overParty(i, end int) int {
	if end-i < 2 || !s.is(end-1, "Đảng") && !s.is(end-1, "đảng") {
		return end
	}
	for _, h := range s.in.Hits(end - 1) {
		if s.r.kind[h.Lexicon] == Party && h.Len > 1 && s.r.entries[h.Lexicon][h.Entry].iso != "VN" {
			return end - 1
		}
	}
	return end
}

// theParty reports whether Đảng alone at token i is the party that rules: it is capitalised, and none of several.
func (s *scan) theParty(i int) bool {
	if !s.has(i, text.Cap) {
		return false
	}
	if i > s.first {
		switch text.Lower(s.span(i-1, i)) {
		case "hai", "ba", "các", "mỗi", "nhiều", "những", "chủ", "đảng", "chính":
			return false
		}
	}
	return !(i+1 < s.end && s.tok(i+1).Kind == text.Word && (s.has(i+1, text.Cap) || s.is(i+1, "bộ") || s.is(i+1, "ủy") || s.is(i+1, "viên") || s.is(i+1, "đoàn") || s.is(i+1, "cầm")))
}

// startsName reports whether the tokens from at to end of a run of capitals are a name of their own, so that what
// stands before them is none of it: Hà Nội in `Hà Nội Trần Sỹ Thanh`.
func (s *scan) startsName(at, end int) bool {
	n, _ := s.hit(at, s.r.words.surname)
	return n > 0 && end-at >= 2
}

// partOfName reports whether a country of one syllable is rather a part of a name: Nga in Nguyễn Phương Nga, Đức in
// Đức Thọ. A word that announces a country speaks for it.
func (s *scan) partOfName(i int) bool {
	if i > s.first {
		prev := s.tok(i - 1)
		if prev.Kind == text.Word && s.has(i, text.Space) && s.has(i-1, text.Cap) && !s.announces(i-1) {
			return !s.is(i-1, "Đoàn") || i-2 >= s.first && s.has(i-2, text.Cap) // Đoàn Singapore: the delegation
		}
		if prev.Kind == text.Word && !s.has(i, text.Space) {
			return true
		}
	}
	if i+1 < s.end && s.tok(i+1).Kind == text.Word && s.has(i+1, text.Cap) && s.has(i+1, text.Space) &&
		s.syllable(i+1) && !s.initial(i+2) && !(i > s.first && s.announces(i-1)) {
		return s.starting(i+1) == nil && !s.typed(i+1) // a mention beside it is no part of its name
	}
	return false
}

// accredits reports whether tại at token i stands between an envoy's own country and the one he is sent to, which a name
// follows at once: Đại sứ Việt Nam tại Lào Nguyễn Văn A; or kiêm nhiệm before a further one.
func (s *scan) accredits(i int) bool {
	if i > s.first && s.is(i, "nhiệm") && s.is(i-1, "kiêm") || s.is(i, "và") && i-3 >= s.first && s.is(i-2, "nhiệm") && s.is(i-3, "kiêm") {
		return true
	}
	if i < s.first || !s.is(i, "tại") && !s.is(i, "ở") {
		return false
	}
	for j := i - 1; j >= s.first && j > i-9; j-- {
		if n, e := s.hit(j, s.r.words.office); n > 0 && j+n <= i && (strings.HasPrefix(e.Name, "Đại sứ") || strings.HasPrefix(e.Name, "Đại biện") || strings.HasPrefix(e.Name, "Tổng Lãnh sự")) {
			return true
		}
		if s.tok(j).Kind == text.Punct {
			return false
		}
	}
	return false
}

// typed reports whether some form that names something starts at token i.
func (s *scan) typed(i int) bool {
	if s.in.Starts(i)&(s.r.typed|pattern.Lexicon(int(s.r.words.nonname))) == 0 {
		return false
	}
	for _, h := range s.in.Hits(i) {
		if s.r.kind[h.Lexicon] != 0 && s.cased(i, h.Lexicon, int(h.Len)) {
			return true
		}
	}
	n, _ := s.hit(i, s.r.words.nonname)
	return n > 0
}

// announces reports whether the token before a country is the last of an office or body, as trưởng in Ngoại trưởng Mỹ.
func (s *scan) announces(i int) bool {
	for n := 1; n <= 8 && i-n+1 >= s.first; n++ {
		for _, h := range s.in.Hits(i - n + 1) {
			if int(h.Len) != n {
				continue
			}
			switch h.Lexicon {
			case s.r.words.office, s.r.words.head, s.r.words.ministry, s.r.words.bodyHead, s.r.words.bodyWord:
				return true
			}
			if k := s.r.kind[h.Lexicon]; k == Body || k == Party {
				return true
			}
		}
	}
	return false
}

// inner records the countries that stand inside a longer name: Trung Quốc in Đảng Cộng sản Trung Quốc.
func (s *scan) inner(m *Mention) {
	if m.Kind != Party && m.Kind != Body {
		return
	}
	for i := m.First + 1; i < m.End; i++ {
		if n, e := s.hit(i, s.r.words.country); n > 0 && i+n <= m.End && int(s.in.Hits(i)[0].Len) == n {
			m.Inner = append(m.Inner, Mention{Kind: Country, First: i, End: i + n, Name: e.Name, ISO: e.iso})
			i += n - 1
		}
	}
}

// nameRun returns the end of the run of capitalised Vietnamese syllables that a surname at token i begins, or i.
func (s *scan) nameRun(i int) int {
	if n, _ := s.hit(i, s.r.words.surname); n == 0 || !s.has(i, text.Cap) {
		return i
	}
	j := i + 1
	for j < s.end && s.tok(j).Kind == text.Word && s.has(j, text.Cap) && s.has(j, text.Space) {
		j++
	}
	if j-i < 2 {
		return i
	}
	return j
}
