package mention

import (
	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// A nameRun is a person's name as the text has it.
type nameRun struct {
	First, End int
	Text       string
	Foreign    bool
	Anchored   bool // an office, a rank or a form of address stands before it
}

// names finds persons' names in what offices and other mentions leave over.
func (s *scan) names() {
	for i := s.next(s.first, s.r.ranks); i < s.end; i = s.next(i+1, s.r.ranks) {
		if o := s.officeAt(i); o != nil {
			i = o.End - 1
			continue
		}
		if k := s.covering(i); k >= 0 {
			if !s.nameOverMention(i, k) {
				i = s.found[k].End - 1
				continue
			}
		}
		if n, _ := s.hit(i, s.r.words.rank); n > 0 {
			i += n - 1
			continue
		}
		if s.fromPlace(i) {
			continue
		}
		if n, ok := s.name(i); ok {
			s.persons = append(s.persons, n)
			s.drop(n.First, n.End)
			i = n.End - 1
		}
	}
}

// fromPlace reports whether the word at token i is from (từ) and no family name, as it opens the sentence before a place or a body: Từ
// Viêng Chăn, Từ Nhà Quốc hội.
func (s *scan) fromPlace(i int) bool {
	if i != s.first || !s.is(i, "Từ") {
		return false
	}
	m := s.starting(i + 1)
	return m != nil && (m.Kind == Place || m.Kind == Country || m.Kind == Body)
}

// nameOverMention reports whether a form of address makes a name of what looks like a country or place: bà Nga, ông Thái. Before a
// foreign name it is his country: GS Nga Dmitri Deopik.
func (s *scan) nameOverMention(i, k int) bool {
	m := &s.found[k]
	if m.First != i || m.End != i+1 || m.Kind != Country && m.Kind != Place {
		return false
	}
	if o := s.officeEnding(i); m.Kind == Place && o != nil && o.OwnerKind == Country && o.Explicit && s.foreignNext(i) && s.starting(i+1) == nil {
		return true // Bộ trưởng Quốc phòng Pháp Florence Parly
	}
	if !s.addressed(i) {
		return false
	}
	return m.Kind == Place || !s.foreignNext(i)
}

// foreignNext reports whether a foreign word with a capital stands behind token i.
func (s *scan) foreignNext(i int) bool {
	return i+1 < s.end && s.tok(i+1).Kind == text.Word && s.has(i+1, text.Cap) && s.has(i+1, text.Space) && !s.syllable(i+1)
}

// drop removes the mentions that a name covers.
func (s *scan) drop(first, end int) {
	kept := s.found[:0]
	for _, m := range s.found {
		if m.End <= first || m.First >= end {
			kept = append(kept, m)
		}
	}
	if len(kept) < len(s.found) {
		s.found = kept
		s.cover()
	}
}

// officeAt returns the office that holds token i, or nil.
func (s *scan) officeAt(i int) *Office {
	if k := s.inOffice.at(i); k >= 0 {
		return &s.offices[k]
	}
	return nil
}

// officeEnding returns the office whose last token is i-1, or nil.
func (s *scan) officeEnding(i int) *Office {
	if k := s.officeIndexEnding(i); k >= 0 {
		return &s.offices[k]
	}
	return nil
}

// ending returns the length of the form of a lexicon that ends before token i, 0 when none does.
func (s *scan) ending(i int, lexicon int32) int {
	best := 0
	if s.in.Ends(i)&pattern.Lexicon(int(lexicon)) == 0 {
		return 0
	}
	for n := 1; n <= 5 && i-n >= s.first; n++ {
		for _, h := range s.in.Hits(i - n) {
			if h.Lexicon == lexicon && int(h.Len) == n {
				best = n
			}
		}
	}
	return best
}

// addressed reports whether a form of address or a rank stands before token i.
func (s *scan) addressed(i int) bool {
	return s.ending(i, s.r.words.honorific) > 0 || s.ending(i, s.r.words.rank) > 0
}

// anchored reports whether something before token i says that a person's name follows.
func (s *scan) anchored(i int) bool {
	if s.officeEnding(i) != nil || s.addressed(i) || s.ending(i, s.r.words.spouse) > 0 {
		return true
	}
	if k := s.covering(i - 1); i > s.first && k >= 0 && s.found[k].Kind == Country { // người đồng cấp Trung Quốc X
		c := s.found[k].First
		return s.is(c-1, "cấp") || s.is(c-1, "nhiệm") || s.is(c-1, "đạo") || s.is(c-1, "sự") && s.is(c-2, "quân") || s.officeEnding(c) != nil || s.addressed(c)
	}
	if i > s.first && (s.is(i-1, "cấp") || s.is(i-1, "nhiệm")) && s.is(i-2, "đồng") {
		return true
	}
	return s.is(i-1, "tức") && (s.is(i-2, ",") || s.is(i-2, "(")) // Nguyễn Ái Quốc, tức Hồ Chí Minh
}

// name reads a person's name at token i.
func (s *scan) name(i int) (nameRun, bool) {
	if s.tok(i).Kind != text.Word || !s.has(i, text.Cap) {
		return nameRun{}, false
	}
	if n, _ := s.hit(i, s.r.words.nonname); n > 0 {
		if m, _ := s.hit(i, s.r.words.surname); (m == 0 || n > 1) && !(n == 1 && s.calledBy(i)) {
			return nameRun{}, false
		}
	}
	if s.has(i, text.Upper) && s.lone(i) || s.is(i, "Y") && s.is(i-1, "học") {
		return nameRun{}, false
	}
	anchored := s.anchored(i)
	if !anchored && s.is(i, "Đoàn") && s.starting(i+1) != nil {
		return nameRun{}, false // Đoàn Singapore is a delegation
	}
	end := s.nameEnd(i)
	if s.governs(i) && s.wordCount(i, end) == 1 {
		return nameRun{}, false
	}
	surname, _ := s.hit(i, s.r.words.surname)
	foreign := false
	for j := i; j < end; j++ {
		if s.tok(j).Kind == text.Word && !s.syllable(j) || s.tok(j).Kind == text.Punct {
			foreign = true
		}
	}
	n := nameRun{First: i, End: end, Foreign: foreign, Anchored: anchored}
	words := s.wordCount(i, end)
	switch {
	case anchored:
	case s.ending(i, s.r.words.placeCue) > 0, s.numbered(i):
		return nameRun{}, false
	case s.eponym(i, end) || s.acronym(i, end):
		return nameRun{}, false
	case surname > 0 && !foreign && words >= 3:
		if words > 5 {
			return nameRun{}, false
		}
	case words >= 2 && words <= 5 && (foreign || surname > 0) && s.titledBehind(end):
	case words >= 2 && words <= 4 && s.listed(i):
	case words >= 2 && (foreign || surname > 0) && s.cued(i, end):
	case words >= 2 && s.transcribed(i, end, foreign):
	default:
		return nameRun{}, false
	}
	n.Text = s.nameText(i, end)
	return n, true
}

// governs reports whether the office before token i is a governor's in apposition to a name, so that his province follows:
// ông Park Wan-soo, Tỉnh trưởng Gyeongsangnam-do.
func (s *scan) governs(i int) bool {
	o := s.officeEnding(i)
	if o == nil || o.Owner != "local" || o.OwnerName != "" || !s.is(o.First-1, ",") || len(s.persons) == 0 {
		return false
	}
	return s.persons[len(s.persons)-1].End == o.First-1
}

// calledBy reports whether a form of address and another capital beside it make a name of the word at token i that
// begins sentences: ông Vì Đức Hải, bà Tuy Thị Lan.
func (s *scan) calledBy(i int) bool {
	return s.ending(i, s.r.words.honorific) > 0 && i+1 < s.end && s.tok(i+1).Kind == text.Word && s.has(i+1, text.Cap) &&
		s.has(i+1, text.Space) && s.syllable(i) && s.officeAt(i) == nil
}

// numbered reports whether a number stands before the run, as before what streets, ships and schools are called after:
// số 5 Trần Thánh Tông, tàu 011 - Đinh Tiên Hoàng.
func (s *scan) numbered(i int) bool {
	if s.is(i-1, "-") || s.is(i-1, "–") {
		i--
	}
	return i > s.first && s.tok(i-1).Kind == text.Number && (i-2 < s.first || s.has(i-1, text.Space) && !s.is(i-2, "/") && s.tok(i-2).Kind == text.Word)
}

// eponym reports whether the run is a name that things are called after, so that alone it names nobody.
func (s *scan) eponym(first, end int) bool {
	n, _ := s.hit(first, s.r.words.eponym)
	return n == end-first
}

// lastCapital reports whether token j is the last of a run of capitals, so that it is the fifth syllable of a name rather
// than the beginning of something else.
func (s *scan) lastCapital(j int) bool {
	return j+1 >= s.end || s.tok(j+1).Kind != text.Word || !s.has(j+1, text.Cap)
}

// acronym reports whether the run is only capitals, as abbreviations of bodies are.
func (s *scan) acronym(first, end int) bool {
	n, _ := s.hit(first, s.r.words.surname)
	for i := first; i < end; i++ {
		if !s.has(i, text.Upper) {
			return false
		}
	}
	return n == 0 || end-first < 2
}

// wordCount counts the words of a name; parts joined by a hyphen are one.
func (s *scan) wordCount(first, end int) int {
	n := 0
	for i := first; i < end; i++ {
		if s.tok(i).Kind == text.Word && (i == first || s.has(i, text.Space) || s.glued(i)) {
			n++
		}
	}
	return n
}

// listed reports whether a name found before stands right before token i, joined by a comma or a conjunction.
func (s *scan) listed(i int) bool {
	if len(s.persons) == 0 {
		return false
	}
	end := s.persons[len(s.persons)-1].End
	return end == i-1 && (s.is(i-1, ",") || s.is(i-1, "và") || s.is(i-1, ";") || s.is(i-1, "cùng"))
}

// titledBehind reports whether a comma, a dash or a bracket and an office follow at token i.
func (s *scan) titledBehind(i int) bool {
	if !s.is(i, ",") && !s.is(i, "-") && !s.is(i, "–") && !s.is(i, "(") {
		return false
	}
	return s.officeStarting(i+1) >= 0
}

// cued reports whether a word beside the run speaks of persons.
func (s *scan) cued(first, end int) bool {
	if s.ending(first, s.r.words.personCue) > 0 {
		return true
	}
	n, _ := s.hit(end, s.r.words.personCue)
	return n > 0
}

// nameEnd returns the end of the name that starts at token i.
func (s *scan) nameEnd(i int) int {
	upper := s.upperRun(i)
	j := i + 1
	words := 1
	for j < s.end {
		t := s.tok(j)
		switch {
		case t.Kind == text.Word && s.has(j, text.Cap):
			if s.endsName(i, j, words) || upper != s.has(j, text.Upper) && upper {
				return j
			}
			if s.has(j, text.Space) || s.glued(j) {
				words++
			}
			j++
		case s.joins(j):
			j += 2
		case s.initial(j), s.is(j, ".") && !s.has(j, text.Space) && (s.is(j-1, "Jr") || s.is(j-1, "Sr")) && j+1 < s.end:
			j++
		case t.Kind == text.Word && s.has(j, text.Space) && s.particle(j):
			j++
		default:
			return j
		}
	}
	return j
}

// upperRun reports whether a name is written in capitals throughout, so that it ends where the capitals do.
func (s *scan) upperRun(i int) bool {
	return s.has(i, text.Upper) && len(s.span(i, i+1)) > 1 && i+1 < s.end && s.has(i+1, text.Upper)
}

// endsName reports whether the capitalised word at token j is no part of the name that started at token i.
func (s *scan) endsName(i, j, words int) bool {
	if o := s.officeAt(j); o != nil && !s.given(o, j, words) {
		return true
	}
	if n, _ := s.hit(j, s.r.words.nonname); n > 1 && !s.degree(j, n, words) || n == 1 && words >= 3 && !s.lastGiven(j) {
		return true
	}
	if m := s.starting(j); m != nil && (m.End-m.First > 1 || words >= 2 && (m.Kind != Country || s.foreignBefore(i, j))) {
		return m.Kind != Place || words >= 3 || s.foreignBefore(i, j)
	}
	if words >= 4 && !s.foreignBefore(i, j+1) {
		return words >= 5 || !s.lastCapital(j)
	}
	if words >= 3 && !s.foreignBefore(i, j) && s.personAt(j) && !s.is(i, "Y") { // Y Thanh Hà Niê Kđăm: the clan's name stands last
		return true
	}
	return words >= 6
}

// lastGiven reports whether the word at token j is a given name that ends a name although sentences begin with it: a numeral with a
// mark behind it, bà Phạm Thị Bé Hai; a word that no capital follows, ông Nguyễn Sinh Nhật Tân.
func (s *scan) lastGiven(j int) bool {
	switch s.span(j, j+1) {
	case "Tân", "Quyền", "Toàn":
		return s.lastCapital(j)
	case "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười":
		return j+1 >= s.end || s.tok(j+1).Kind == text.Punct
	}
	return false
}

// given reports whether a title of two syllables that token j is part of is rather a given name behind its surname,
// since both syllables are capitals, which a title's second is not: Đinh Công Sứ, Công sứ (minister counsellor).
func (s *scan) given(o *Office, j, words int) bool {
	return o.End == o.First+2 && words == 1+j-o.First && s.has(o.First+1, text.Cap) && !s.has(o.First+1, text.Upper)
}

// degree reports whether what looks like a title of n syllables at token j is the rest of a name behind its surname, both syllables
// being capitals: Đỗ Tiến Sỹ, Tiến sỹ (doctor).
func (s *scan) degree(j, n, words int) bool {
	return n == 2 && words == 1 && s.has(j+1, text.Cap) && !s.has(j+1, text.Upper)
}

func (s *scan) foreignBefore(i, j int) bool {
	for ; i < j; i++ {
		if s.tok(i).Kind == text.Word && !s.syllable(i) {
			return true
		}
	}
	return false
}

// joins reports whether a hyphen or apostrophe without spaces at token j joins two parts of a name: Jong-un, O'Neill.
func (s *scan) joins(j int) bool {
	if j+1 >= s.end || s.has(j, text.Space) || s.has(j+1, text.Space) || s.tok(j+1).Kind != text.Word {
		return false
	}
	switch s.span(j, j+1) {
	case "-", "'", "’", "‑":
		return s.has(j+1, text.Cap) || s.statusAt(j+1) == "" // but ông Trần Văn A-nguyên Giám đốc
	}
	return false
}

// initial reports whether the full stop at token j belongs to an initial: L. Kalashnikov, V.Putin, J.D. Vance.
func (s *scan) initial(j int) bool {
	if !s.is(j, ".") || s.has(j, text.Space) || j+1 >= s.end || s.tok(j+1).Kind != text.Word || !s.has(j+1, text.Cap) {
		return false
	}
	prev := s.span(j-1, j)
	return len([]rune(prev)) == 1 && s.has(j-1, text.Upper) || prev == "Jr" || prev == "St"
}

// particle reports whether a lower-case word at token j joins two parts of a name: bin Salman, de Gaulle, al-Assad.
func (s *scan) particle(j int) bool {
	n, _ := s.hit(j, s.r.words.particle)
	if n == 0 || s.has(j, text.Cap) {
		return false
	}
	if s.is(j, "do") { // also Vietnamese for by
		return j+1 < s.end && !s.syllable(j-1) && s.tok(j+1).Kind == text.Word && s.has(j+1, text.Cap) && !s.syllable(j+1) && !s.typed(j+1)
	}
	if s.joins(j + n) {
		return true
	}
	return j+n < s.end && s.tok(j+n).Kind == text.Word && (s.has(j+n, text.Cap) || s.particle(j+n))
}

// nameText writes a name with single spaces, in title case when the text has it in capitals.
func (s *scan) nameText(first, end int) string {
	if !s.upperRun(first) {
		return s.join(first, end)
	}
	return s.spell(first, end, func(i int) string {
		r := []rune(s.span(i, i+1))
		return string(r[0]) + text.Lower(string(r[1:]))
	})
}
