package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// sameName reports whether the words may name the person: the same words, the same words in another order (Japanese
// and Hungarian names), one name within the other, an initial for the first name, or a slip in the diacritics.
func sameName(p *person, words []string, plain string, f *mention.Figure) bool {
	switch {
	case slices.Equal(p.words, words):
		return true
	case len(words) == len(p.words) && (p.foreign || f.Foreign) && sameSet(p.words, words):
		return true
	case (p.foreign || f.Foreign) && plain == p.plain:
		return true
	case len(words) == len(p.words) && len(words) >= 3 && missingTone(p.words, words):
		return sharesOffice(p, f)
	case (p.foreign || f.Foreign) && len(words) >= 2 && (within(words, p.words) || within(p.words, words)):
		return true
	case len(words) == len(p.words) && len(words) >= 2 && initials(p.words, words):
		return true
	}
	return false
}

func sameSet(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// within reports whether short is a run of words of long. What stands behind bin (son of) is the father's name.
func within(short, long []string) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.Equal(short, long[i:i+len(short)]) {
			return len(short) < len(long) && !(i > 0 && (long[i-1] == "bin" || long[i-1] == "ibn" || long[i-1] == "bint"))
		}
	}
	return false
}

// initials reports whether the names are equal but for first names cut to one letter: L. Kalashnikov.
func initials(a, b []string) bool {
	short := false
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		x, wx := utf8.DecodeRuneInString(a[i])
		y, wy := utf8.DecodeRuneInString(b[i])
		if i == len(a)-1 || x != y || wx < len(a[i]) && wy < len(b[i]) {
			return false
		}
		short = true
	}
	return short
}

// missingTone reports whether the names differ in one syllable, where one of them lacks the tone mark.
func missingTone(a, b []string) bool {
	diff := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if x, y := a[i][0], b[i][0]; x != y && x < utf8.RuneSelf && y < utf8.RuneSelf {
			return false // consonants
		}
		x, y := text.Toneless(a[i]), text.Toneless(b[i])
		if x != y || a[i] != x && b[i] != y {
			return false
		}
		diff++
	}
	return diff == 1
}

func sharesOffice(p *person, f *mention.Figure) bool {
	if len(f.Offices) == 0 || len(p.offices) == 0 {
		return true
	}
	for _, o := range f.Offices {
		for _, h := range p.offices {
			if h.Title == o.Title {
				return true
			}
		}
	}
	return false
}

// twin reports whether the figure is another person of the same name: one holds a national office, the other a local
// one, and neither is said to be a former one.
func (ps *people) twin(p *person, f *mention.Figure) bool {
	b := level(f)
	if b == 0 {
		return false
	}
	a := level(p.figures...)
	if a == 'l' && b == 'l' {
		x, y := localPlace(p.figures...), localPlace(f)
		return x != "" && y != "" && x != y
	}
	return a != 0 && a != b
}

// localPlace returns the province or district that the text names beside the first local office still held.
func localPlace(figures ...*mention.Figure) string {
	for _, f := range figures {
		for k := range f.Offices {
			if o := &f.Offices[k]; o.Owner == "local" && o.OwnerKind == mention.Place && o.Status == "" {
				return o.OwnerName
			}
		}
	}
	return ""
}

// level returns 'n' when the offices are of the state and none is local, 'l' when they are local, 0 when nothing tells.
func level(figures ...*mention.Figure) byte {
	n, l := false, false
	for _, f := range figures {
		for k := range f.Offices {
			switch o := &f.Offices[k]; {
			case o.Status == "former" || o.Bare:
			case o.Owner == "country" && o.Body != "":
				n = true
			case o.Owner == "country" && strings.HasPrefix(o.Title, "Bộ trưởng"), strings.HasPrefix(o.Title, "Thứ trưởng"):
				n = true
			case o.Owner == "local":
				l = true
			}
		}
	}
	switch {
	case n && !l:
		return 'n'
	case l && !n:
		return 'l'
	}
	return 0
}
