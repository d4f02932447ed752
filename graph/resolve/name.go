package resolve

import (
	"slices"
	"strings"

	"quanhe/extract/text"
)

// blockKey is equal for names that can be spellings of one name: it forgets case, diacritics, hyphens, the order of the
// parts and of the letters in each, doubled letters, and writes x as s (Hun Xen, Hun Sen), y as i. It only says what is
// worth comparing; variants and posts decide.
func blockKey(typ, name string) string {
	parts := nameParts(name)
	if typ != "person" {
		return typ + " " + strings.Join(bodyParts(parts), " ")
	}
	for i, p := range parts {
		b := []byte(strings.NewReplacer("x", "s", "y", "i").Replace(p))
		slices.Sort(b)
		parts[i] = string(slices.Compact(b))
	}
	slices.Sort(parts)
	return typ + " " + strings.Join(parts, " ")
}

// nameParts are the folded words of a name: Díaz-Canel is diaz canel.
func nameParts(name string) []string {
	return strings.FieldsFunc(text.Fold(name), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 127)
	})
}

// bodyParts leaves out what may stand at the end of the name of a Vietnamese body or not: Việt Nam.
func bodyParts(parts []string) []string {
	if n := len(parts); n > 3 && parts[n-2] == "viet" && parts[n-1] == "nam" {
		return parts[:n-2]
	}
	return parts
}

// variants reports whether two names of persons can be spellings of one name. Vietnamese names keep the order of their
// parts, as Lê Văn Minh is not Lê Minh Văn; foreign ones are told in either order (Kishida Fumio, Fumio Kishida).
func variants(a, b string) bool {
	x, y := nameParts(a), nameParts(b)
	if len(x) != len(y) {
		return false
	}
	if alike(x, y) {
		return true
	}
	if vietnamese(a) && vietnamese(b) {
		return false
	}
	for turn := 1; turn < len(x); turn++ {
		if alike(append(slices.Clone(x[turn:]), x[:turn]...), y) {
			return true
		}
	}
	return false
}

// alike reports whether the parts are equal but for one slip each: letters that changed places, x for s, y for i, a
// doubled letter. Two parts that are both words of Vietnamese must be equal but for x and s.
func alike(x, y []string) bool {
	for i := range x {
		a, b := strings.ReplaceAll(x[i], "x", "s"), strings.ReplaceAll(y[i], "x", "s")
		if a == b {
			continue
		}
		if text.BareSyllable(x[i]) && text.BareSyllable(y[i]) || !slip(a, b) {
			return false
		}
	}
	return true
}

// slip reports whether b is a with two neighbours swapped, a letter doubled or i for y.
func slip(a, b string) bool {
	a, b = strings.ReplaceAll(a, "y", "i"), strings.ReplaceAll(b, "y", "i")
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return i > 0 && b[i] == b[i-1] && a[i:] == b[i+1:]
	}
	return false
}

// vietnamese reports whether every part of a name is a syllable of Vietnamese.
func vietnamese(name string) bool {
	for _, p := range nameParts(name) {
		if !text.BareSyllable(p) {
			return false
		}
	}
	return true
}

// bare reports whether a name has no diacritics, as in Dalat.
func bare(name string) bool { return strings.ToLower(name) == text.Fold(name) }

// fullName reports whether alias can stand for a person by itself: it has two parts at least and is no shorter form of
// the name. Ông Trọng is whoever the article said before.
func fullName(alias, name string) bool {
	short, long := nameParts(alias), nameParts(name)
	if len(short) < 2 {
		return false
	}
	return slices.ContainsFunc(short, func(p string) bool { return !slices.Contains(long, p) })
}

// abbreviation reports whether alias is letters that stand for one body wherever they stand, such as ASEAN or LDP. What
// every province has (HĐND, UBND) means the one of the article.
func abbreviation(alias string) bool {
	if len(alias) < 2 || strings.ContainsFunc(alias, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return false
	}
	switch alias {
	case "UBND", "HDND", "MTTQ", "UBMTTQ", "BCH", "BCHTW", "BBT", "BCT", "BTV", "TW", "QH", "CP", "BNG", "UBKT":
		return false
	}
	return true
}
