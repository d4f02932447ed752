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
	switch typ {
	case "person":
	case "document":
		return typ + " " + strings.Join(documentParts(parts), " ")
	default:
		return typ + " " + strings.Join(bodyParts(parts), " ")
	}
	for i, p := range parts {
		b := []byte(p)
		for j, c := range b {
			switch c {
			case 'x':
				b[j] = 's'
			case 'y':
				b[j] = 'i'
			}
		}
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

// bodyParts leaves out what may stand in the name of a body or not: và, for which others write a hyphen or a comma, and
// Việt Nam at the end of that of a Vietnamese one.
func bodyParts(parts []string) []string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "va" })
	if n := len(parts); n > 3 && parts[n-2] == "viet" && parts[n-1] == "nam" {
		return parts[:n-2]
	}
	return parts
}

// documentParts leaves out the word số (number) before a number: Chỉ thị số 32-CT/TW is Chỉ thị 32-CT/TW.
func documentParts(parts []string) []string {
	var list []string
	for i, p := range parts {
		if p != "so" || i+1 == len(parts) || !digits(parts[i+1][:1]) {
			list = append(list, p)
		}
	}
	return list
}

// sameName reports whether two names of foreigners are one but for what is left out or turned round and means nothing:
// diacritics (Díaz-Canel, Diaz-Canel), x for s, and the order of the parts (Kishida Fumio, Fumio Kishida). In a name of
// Vietnamese syllables (Lý Cường) diacritics and order mean much, but x is s (Hun Xen, Hun Sen).
func sameName(a, b string) bool {
	if vietnamese(a) || vietnamese(b) {
		return strings.ReplaceAll(text.Key(a), "x", "s") == strings.ReplaceAll(text.Key(b), "x", "s")
	}
	x, y := nameParts(strings.ReplaceAll(a, "x", "s")), nameParts(strings.ReplaceAll(b, "x", "s"))
	if len(x) < 2 || len(x) != len(y) {
		return false
	}
	for turn := range x {
		if slices.Equal(slices.Concat(x[turn:], x[:turn]), y) {
			return true
		}
	}
	return false
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

// venue reports whether the name of a place is that of a house, hall or square: Trụ sở Chính phủ, Phủ Chủ tịch.
func venue(name string) bool {
	key := text.Key(name)
	for _, head := range []string{"trụ sở ", "văn phòng ", "phủ chủ tịch", "phủ tổng thống", "phủ thủ tướng", "nhà quốc hội", "nhà khách ",
		"nhà tang lễ ", "nhà hát ", "nhà trắng", "nhà xanh", "tòa nhà ", "hội trường ", "quảng trường ", "trung tâm ", "cung điện ",
		"cung hữu nghị", "cung văn hóa", "cung hòa bình", "cung cách mạng", "hoàng cung", "hoàng thành ", "điện kremlin",
		"điện élysée", "điện matignon", "điện buckingham", "đại lễ đường", "lễ đường ", "dinh ", "điếu ngư đài", "khách sạn ",
		"sân bay ", "cảng hàng không ", "bảo tàng ", "lăng chủ tịch", "nghĩa trang ", "đài tưởng niệm ", "đại sứ quán ", "học viện ",
		"đại học ", "trường đại học ", "bệnh viện ", "lầu năm góc"} {
		if strings.HasPrefix(key+" ", head) {
			return true
		}
	}
	return false
}

// fullName reports whether alias can stand for a person by itself: it has two parts at least and is no shorter form of
// a Vietnamese name. Ông Trọng is whoever the article said before, Miguel Díaz-Canel is not.
func fullName(alias, name string) bool {
	short, long := nameParts(alias), nameParts(name)
	if len(short) < 2 {
		return false
	}
	return !vietnamese(alias) || slices.ContainsFunc(short, func(p string) bool { return !slices.Contains(long, p) })
}

// abbreviation reports whether alias is letters that stand for one body wherever they stand, such as ASEAN, LDP or T&T.
// What every province has (HĐND, UBND) means the one of the article.
func abbreviation(alias string) bool {
	letters := 0
	for _, r := range alias {
		switch {
		case 'A' <= r && r <= 'Z':
			letters++
		case letters == 0 || r != '&' && r != '-':
			return false
		}
	}
	if letters < 2 {
		return false
	}
	switch alias {
	case "UBND", "HDND", "MTTQ", "UBMTTQ", "BCH", "BCHTW", "BBT", "BCT", "BTV", "TW", "QH", "CP", "BNG", "UBKT":
		return false
	}
	return true
}

// branch reports whether letters are the initials of no more than the beginning of a Vietnamese name, so that they stand for
// others as well: HKH for Hội Khuyến học tỉnh Nghệ An.
func branch(letters, name string) bool {
	var initials []byte
	for _, p := range bodyParts(nameParts(name)) {
		initials = append(initials, p[0])
	}
	short := strings.Join(nameParts(letters), "")
	return len(short) < len(initials) && strings.HasPrefix(string(initials), short)
}
