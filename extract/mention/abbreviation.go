package mention

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// An abbreviation has at least and at most so many letters.
const (
	minLetters = 2
	maxLetters = 10
)

// maxNamed is the most tokens of a further name of a body, such as that in English.
const maxNamed = 12

// A shortName is a body or party as the document also calls it: by an abbreviation, or by its name in English. Without a
// kind it names none.
type shortName struct {
	Mention
	told telling
}

// A telling says how a document tells what a short name means, the surer the greater.
type telling uint8

const (
	implied   telling = iota // it stands where only a body does
	elsewhere                // in brackets behind a body that it is not seen to be a name of
	explained                // behind the full name
)

// shortNames finds by what further names the sentence makes bodies known in the whole document: an abbreviation that it
// explains, Hiệp hội Cà phê Việt Nam (VICOFA), or one that can only be a body's, Chủ tịch VICOFA.
func (s *scan) shortNames() {
	looked := false
	tokens := s.doc.Tokens[:s.end]
	for i := s.first; i < len(tokens); i++ {
		switch t := &tokens[i]; {
		case t.Kind == text.Punct:
			if c := s.doc.Text[t.Start]; c == '(' || c == ',' {
				s.explains(i, &looked)
			}
		case t.Flags&text.Upper != 0:
			if end := s.abbreviation(i); end > i && s.implies(i, end) {
				name := s.span(i, end)
				s.call(i, name, shortName{Mention{Kind: Body, Name: name, Class: "association"}, implied})
			}
		}
	}
}

// call notes what a name that begins with token i means. One that means two bodies means neither.
func (s *scan) call(i int, name string, m shortName) {
	old, known := s.short[name]
	switch {
	case known && m.told < old.told:
		return
	case known && m.told == old.told && m.Name != old.Name:
		m = shortName{told: m.told}
	case s.short == nil:
		s.short = map[string]shortName{}
	}
	s.short[name] = m
	s.shortIn |= 1 << (s.in.IDs[i] & 63)
}

// shortName reads a further name that the document gives a body at token i.
func (s *scan) shortName(i int) (Mention, bool) {
	if s.shortIn>>(s.in.IDs[i]&63)&1 == 0 {
		return Mention{}, false
	}
	for end := min(i+maxNamed, s.end); end > i; end-- {
		m, ok := s.short[s.join(i, end)]
		if !ok || m.Kind == 0 || s.abbreviation(i) != end && end-i < 2 {
			continue
		}
		m.First, m.End = i, end
		if c := end; m.told == implied && c < s.end { // Chủ tịch CPP Campuchia
			if n, e := s.hit(c, s.r.words.country); n > 0 && !s.personAt(c) {
				m.End, m.ISO = c+n, e.iso
			}
		} else if n, _ := s.hit(c, s.r.words.unit); n > 0 || s.branchAt(c) {
			return Mention{}, false // LĐLĐ tỉnh: another body
		}
		return m.Mention, true
	}
	return Mention{}, false
}

// branchAt reports whether a province follows at token i, so that what stands before it is the branch there.
func (s *scan) branchAt(i int) bool {
	n, _ := s.hit(i, s.r.words.province)
	return n > 0 && !s.personAt(i)
}

// capitalsBeside reports whether a word in capitals stands right before or behind tokens [first, end).
func (s *scan) capitalsBeside(first, end int) bool {
	return first > s.first && s.capitals(first-1) >= minLetters || end < s.end && s.capitals(end) >= minLetters
}

// abbreviation returns where the abbreviation at token i ends, or i when none stands there: capitals without a space
// between them, also over & and hyphens, and no part of a number: VICOFA, T&T, but not QĐ-TTg or 32-CT/TW.
func (s *scan) abbreviation(i int) int {
	letters := s.capitals(i)
	if letters == 0 || s.has(i, text.Roman) || i > s.first && !s.has(i, text.Space) && !s.opensName(i-1) {
		return i
	}
	end := i + 1
	for end+1 < s.end && !s.has(end, text.Space) && !s.has(end+1, text.Space) && (s.is(end, "&") || s.is(end, "-")) && s.capitals(end+1) > 0 {
		letters += s.capitals(end + 1)
		end += 2
	}
	if letters < minLetters || letters > maxLetters || end < s.end && !s.has(end, text.Space) && !s.closesName(end) {
		return i
	}
	return end
}

// capitals counts the letters of a token that is all capitals, 0 for another.
func (s *scan) capitals(i int) int {
	if s.tok(i).Kind != text.Word || !s.has(i, text.Upper) {
		return 0
	}
	return utf8.RuneCountInString(s.span(i, i+1))
}

// opensName reports whether a name may begin right behind the mark at token i without a space.
func (s *scan) opensName(i int) bool {
	switch s.span(i, i+1) {
	case "(", "“", "\"", "‘", "'", "[", ":", ",", ";", "–":
		return true
	}
	return false
}

// closesName reports whether a name may end right before the mark at token i: a full stop with a word close behind it is
// that of an address, VOV.VN.
func (s *scan) closesName(i int) bool {
	if s.tok(i).Kind != text.Punct {
		return false
	}
	switch s.span(i, i+1) {
	case "/", "-", "&", "@", "_":
		return false
	case ".":
		return i+1 >= s.end || s.has(i+1, text.Space) || s.tok(i+1).Kind == text.Punct
	}
	return true
}

// implies reports whether the abbreviation in tokens [first, end), which no lexicon knows, stands where only a body
// does: behind an office that only bodies have (Chủ tịch VICOFA) or a dealing with one (làm việc với VICOFA). Letters
// beyond the Latin 26, as in ĐBQH, abbreviate words that mean many bodies.
func (s *scan) implies(first, end int) bool {
	if s.syllable(first) || s.capitalsBeside(first, end) || s.inLexicon(first, end) {
		return false
	}
	if name := s.span(first, end); len(name) != utf8.RuneCountInString(name) {
		return false
	}
	before := first
	if s.is(before-1, "của") {
		before--
	}
	if s.ending(before, s.r.words.shortBehind) == 0 {
		return false
	}
	switch n, _ := s.hit(end, s.r.words.unit); {
	case n > 0:
		return false // Giám đốc BHXH tỉnh
	case end >= s.end || s.tok(end).Kind != text.Word || !s.has(end, text.Cap):
		return true
	}
	n, _ := s.hit(end, s.r.words.country)
	return n > 0 || s.personBehind(end)
}

// inLexicon reports whether some lexicon holds the tokens [first, end) as one of its forms.
func (s *scan) inLexicon(first, end int) bool {
	return slices.ContainsFunc(s.in.Hits(first), func(h pattern.Hit) bool { return int(h.Len) >= end-first })
}

// personBehind reports whether a person's name, and none of a place or body, begins at token i behind an abbreviation.
func (s *scan) personBehind(i int) bool {
	if s.personAt(i) {
		return true
	}
	return !s.typed(i) && s.foreignRun(i) >= i+2 && (!s.syllable(i) || !s.syllable(i+1))
}

// lone reports whether the capitals at token i are an abbreviation rather than a person's name: an office that needs a body
// stands before them, and behind them nothing that would go on with a name, or another name: Chủ tịch VICOFA Trần Văn A,
// Giám đốc CDC Nghệ An.
func (s *scan) lone(i int) bool {
	if i+1 < s.end && s.tok(i+1).Kind == text.Number && !s.has(i+1, text.Space) && s.capitals(i) >= minLetters {
		return true // COP26
	}
	end := s.abbreviation(i)
	if end == i || s.syllable(i) || s.capitalsBeside(i, end) {
		return false
	}
	if o := s.officeEnding(i); o == nil || !o.Bare {
		return false
	}
	return end >= s.end || s.tok(end).Kind != text.Word || !s.has(end, text.Cap) || s.typed(end) || s.personBehind(end) || s.none(i, end)
}

// shortBody reads the abbreviation of a body behind the head noun in tokens [first, end), with which it is one name: Tập đoàn
// VIDACO.
func (s *scan) shortBody(first, end int, head string) (Mention, bool) {
	m := s.starting(end)
	if m == nil {
		return Mention{}, false
	}
	known, ok := s.short[s.join(m.First, m.End)]
	if !ok || known.told == explained && !strings.HasPrefix(m.Name, head) {
		return Mention{}, false
	}
	whole := *m
	whole.First = first
	return whole, true
}

// allCapitals reports whether a name is nothing but capitals, as abbreviations are.
func allCapitals(name string) bool { return name != "" && strings.ToUpper(name) == name }
