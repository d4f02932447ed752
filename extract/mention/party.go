package mention

import (
	"strings"

	"quanhe/extract/text"
)

// maxParty is the most tokens of a party's name that its abbreviation ends.
const maxParty = 9

// parties finds parties that no lexicon lists: đảng with a name of Vietnamese words behind it, alone or up to the
// abbreviation in brackets: đảng Tiến bước, đảng Sự lựa chọn vì nước Đức (AfD).
func (s *scan) parties() {
	for next := s.next(s.first+1, 0); next < s.end; next = s.next(next+1, 0) {
		i := next - 1
		if !s.is(i, "đảng") && !s.is(i, "Đảng") || !s.syllable(i+1) || s.officeLike(i+1) {
			continue
		}
		if k := s.covering(i); k >= 0 && (s.found[k].Kind != Party || s.found[k].First != i) {
			continue
		}
		end := s.abbreviatedParty(i + 1)
		land := s.landBefore(end)
		if known := s.partyOf(end + 1); end > 0 && known != nil && (land == nil || land.ISO == known.iso) {
			continue // the lexicon knows its abbreviation
		}
		k := s.covering(i)
		if end == 0 && k < 0 {
			end, _ = s.tail(i+1, "party", false)
		}
		if end <= i+1 || k >= 0 && s.found[k].End >= end {
			continue
		}
		m := Mention{Kind: Party, First: i, End: end, Name: "Đảng " + s.join(i+1, end)}
		if land != nil {
			m.ISO = land.ISO // Đảng Cộng sản Philippines (CPP)
		} else if p := s.starting(end); p != nil && p.Kind == Country {
			m.End, m.ISO = p.End, p.ISO
			m.Name += " " + p.Name
		} else if s.has(i, text.Cap) && !s.is(end, "(") {
			full := s.fullParty(i, m.Name)
			if full == nil {
				continue // Đảng Xã hội: of which country?
			}
			m.Name, m.ISO, m.Attrs, m.Class, m.Base = full.Name, full.ISO, full.Attrs, full.Class, full.Base
		}
		s.put(m)
		next = m.End
	}
	for k := range s.found {
		if m := &s.found[k]; withCountry(m) {
			s.fully = append(s.fully, *m)
		}
	}
}

// fullParty returns the party with its country that the document named last before token i and whose name goes on where the given one ends: Đảng Xã
// hội after Đảng Xã hội Pháp. It returns nil when there is none.
func (s *scan) fullParty(i int, name string) *Mention {
	for k := len(s.found) - 1; k >= 0; k-- {
		if m := &s.found[k]; m.First < i && withCountry(m) && strings.HasPrefix(m.Name, name+" ") {
			return m
		}
	}
	for k := len(s.fully) - 1; k >= 0; k-- {
		if m := &s.fully[k]; strings.HasPrefix(m.Name, name+" ") {
			return m
		}
	}
	return nil
}

// withCountry reports whether a mention is of a party whose name there holds its country.
func withCountry(m *Mention) bool { return m.Kind == Party && m.ISO != "" && len(m.Inner) > 0 }

// abbreviatedParty returns where a name from token i on ends that the abbreviation of a party follows, 0 when none does:
// nothing but words, of which the last but one or two are capitalised, stands before the bracket.
func (s *scan) abbreviatedParty(i int) int {
	for j := i + 1; j < s.end && j <= i+maxParty; j++ {
		switch {
		case s.is(j, "("):
			if s.is(j+2, ")") && s.has(j+1, text.Cap) && s.officeAt(j-1) == nil {
				return j
			}
			return 0
		case s.tok(j).Kind != text.Word || s.personAt(j) || s.officeLike(j) || s.verbal(j) && !s.has(j, text.Cap):
			return 0
		}
	}
	return 0
}

// landBefore returns the country that ends before token i, nil when there is none.
func (s *scan) landBefore(i int) *Mention {
	if k := s.covering(i - 1); i > s.first && k >= 0 && s.found[k].Kind == Country {
		return &s.found[k]
	}
	return nil
}

// partyOf returns the party that the lexicon knows by the abbreviation at token i, nil when it knows none.
func (s *scan) partyOf(i int) *entry {
	for _, h := range s.in.Hits(i) {
		if h.Len == 1 && s.r.kind[h.Lexicon] == Party {
			return &s.r.entries[h.Lexicon][h.Entry]
		}
	}
	return nil
}
