package mention

import (
	"strings"

	"quanhe/extract/text"
)

// explains notes the further names that stand at token i, a bracket or a comma, behind a body: (VICOFA), (gọi tắt là
// VICOFA), (tên tiếng Anh: Vietnam Coffee Association, viết tắt là VICOFA), , viết tắt là VICOFA. looked says whether the
// bodies of the sentence were found already.
func (s *scan) explains(i int, looked *bool) {
	names := s.furtherNames(i)
	if len(names) == 0 {
		return
	}
	if !*looked {
		*looked = true
		s.lexical()
		s.bodies()
		s.parties()
	}
	k := s.covering(i - 1)
	if k < 0 || s.found[k].Kind != Body && s.found[k].Kind != Party {
		return
	}
	m := &s.found[k]
	for _, n := range names {
		called := shortName{told: elsewhere}
		if s.mayMean(n, i, m) {
			called = shortName{told: explained, Mention: Mention{Kind: m.Kind, Name: m.Name, ISO: m.ISO, Class: m.Class, Attrs: m.Attrs,
				Base: m.Base, Unit: m.Unit}}
		}
		s.call(n.first, s.join(n.first, n.end), called)
	}
}

// A furtherName is where one stands: tokens [first, end).
type furtherName struct {
	first, end int
	short      bool // an abbreviation
}

// furtherNames reads what stands behind the mark at token i: abbreviations and names in English, each perhaps behind words
// that say so. Without such words a name in English needs an abbreviation beside it, and behind a comma there is none.
func (s *scan) furtherNames(i int) (names []furtherName) {
	if n, _ := s.hit(i+1, s.r.words.shortCue); n == 0 && s.is(i, ",") {
		return nil
	}
	cued, short := false, false
	for j := i + 1; j < s.end; {
		if n, _ := s.hit(j, s.r.words.shortCue); n > 0 {
			cued = true
			if j += n; s.is(j, ":") {
				j++
			}
			continue
		}
		n := furtherName{first: j}
		if n.end = s.abbreviation(j); n.end > j {
			n.short, short = true, true
		} else {
			n.end = s.latinName(j)
		}
		if j = n.end; j == n.first || j < s.end && s.tok(j).Kind != text.Punct {
			break
		}
		names = append(names, n)
		if j >= s.end || !s.is(j, ",") && !s.is(j, ";") && !s.is(j, "-") && !s.is(j, "–") && !s.is(j, "/") {
			break
		}
		j++
	}
	if !cued && !short {
		return nil
	}
	return names
}

// latinName returns where the name at token i ends that is not Vietnamese: capitalised words, two at least, with of, and,
// for between them.
func (s *scan) latinName(i int) int {
	j, words, foreign := i, 0, false
	for j < s.end && j < i+maxNamed && s.tok(j).Kind == text.Word {
		if s.has(j, text.Cap) {
			words++
			foreign = foreign || !s.syllable(j)
		} else if !latinWord(s.span(j, j+1)) {
			break
		}
		j++
		if s.joins(j) {
			j++
		}
	}
	if words < 2 || !foreign || !s.has(j-1, text.Cap) {
		return i
	}
	return j
}

// latinWord reports whether a small word stands inside names of bodies in English or French.
func latinWord(w string) bool {
	switch w {
	case "of", "and", "for", "the", "in", "on", "de", "des", "du", "la", "et":
		return true
	}
	return false
}

// mayMean reports whether a further name behind the mark at token i is that of the body or party before it. A body that the lexicon knows by an
// abbreviation has no other: in Hội nghị Bộ trưởng Kinh tế ASEAN (AEM) the letters stand for the conference. Of an
// abbreviation that the lexicon knows the document says more only by another country: Đảng Cộng sản Philippines (CPP).
func (s *scan) mayMean(n furtherName, i int, m *Mention) bool {
	switch {
	case m.Kind == Body && m.Class == "local", s.has(m.First, text.Upper),
		m.End == i && s.goesOnBehind(n.end), s.begunBefore(m.First), s.twoBodies(m):
		return false
	}
	known := s.entryOf(n.first, n.end)
	if !n.short || known != nil {
		return known == nil || m.ISO != "" && known.iso != m.ISO && known.Name != m.Name
	}
	name := s.span(n.first, n.end)
	return !s.none(n.first, n.end) && !s.abbreviatedElse(m, name) && !lastWords(name, m.Name)
}

// entryOf returns the entry of a lexicon of names that tokens [first, end) are a form of, nil when there is none.
func (s *scan) entryOf(first, end int) *entry {
	for _, h := range s.in.Hits(first) {
		if int(h.Len) == end-first && s.r.kind[h.Lexicon] != 0 && s.r.kind[h.Lexicon] != Blocked {
			return &s.r.entries[h.Lexicon][h.Entry]
		}
	}
	return nil
}

// none reports whether the abbreviation in tokens [first, end) names no body in particular.
func (s *scan) none(first, end int) bool {
	n, _ := s.hit(first, s.r.words.shortNone)
	return n == end-first
}

// abbreviatedElse reports whether the lexicon knows a body by another abbreviation than name.
func (s *scan) abbreviatedElse(m *Mention, name string) bool {
	e := s.entryOf(m.First, m.End)
	if e == nil {
		return false
	}
	for _, form := range e.Forms {
		if form != name && allCapitals(form) && !strings.Contains(form, " ") {
			return true
		}
	}
	return false
}

// begunBefore reports whether the name of a body at token i may have begun before it: another capital stands right before
// it, or before của (of), which belongs to no office: Chương trình Phát triển của Liên hợp quốc.
func (s *scan) begunBefore(i int) bool {
	if s.is(i-1, "nước") || s.is(i-1, "của") {
		i--
	} else {
		return i-1 > s.first && s.tok(i-1).Kind == text.Word && s.has(i-1, text.Cap) && !s.officeBefore(i) && s.has(i, text.Space)
	}
	for j := i - 1; j >= s.first && j > i-4 && s.tok(j).Kind == text.Word; j-- {
		if s.has(j, text.Cap) {
			return j > s.first && !s.officeBefore(i)
		}
	}
	return false
}

// twoBodies reports whether a body may be two that và joins, the second of which a further name would be of.
func (s *scan) twoBodies(m *Mention) bool {
	for i := m.First + 1; i+1 < m.End; i++ {
		if n, _ := s.hit(i+1, s.r.words.bodyHead); n > 0 && s.is(i, "và") && s.has(i+1, text.Cap) {
			return true
		}
	}
	return false
}

// goesOnBehind reports whether the name of a body goes on behind the bracket that closes at or behind token i with whose it
// is: Hội Khuyến học (HKH) tỉnh Nghệ An.
func (s *scan) goesOnBehind(i int) bool {
	for i < s.end && !s.is(i, ")") && !s.is(i, ".") {
		i++
	}
	if !s.is(i, ")") {
		return false
	}
	n, _ := s.hit(i+1, s.r.words.unit)
	c, _ := s.hit(i+1, s.r.words.country)
	return n > 0 || s.branchAt(i+1) || c > 0 && !s.personAt(i+1)
}

// lastWords reports whether an abbreviation stands for the last words of a name only: KH&ĐT for Bộ Kế hoạch và Đầu tư.
func lastWords(abbreviation, name string) bool {
	var all []byte
	for _, w := range strings.Fields(text.Fold(name)) {
		if w != "va" && w != "-" && w != "&" {
			all = append(all, w[0])
		}
	}
	letters := strings.NewReplacer("&", "", "-", "").Replace(text.Fold(abbreviation))
	return len(letters) < len(all) && strings.HasSuffix(string(all), letters)
}
