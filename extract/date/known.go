package date

import "quanhe/extract/text"

// foundingYear is the year that a number of years before token i counts from: renewal 1986, the state 1945, the party 1930.
func (m *matcher) foundingYear(i int) int {
	for _, start := range [...]struct {
		year  int
		words []string
	}{
		{1986, []string{"đổi", "mới"}},
		{1986, []string{"thực", "hiện", "đường", "lối", "đổi", "mới"}},
		{1986, []string{"thực", "hiện", "công", "cuộc", "đổi", "mới"}},
		{1945, []string{"bảo", "vệ", "và", "xây", "dựng", "tổ", "quốc"}},
		{1945, []string{"xây", "dựng", "và", "bảo", "vệ", "tổ", "quốc"}},
		{1945, []string{"quốc", "khánh"}},
		{1945, []string{"ngày", "quốc", "khánh"}},
		{1930, []string{"thành", "lập", "đảng", "cộng", "sản", "việt", "nam"}},
		{1930, []string{"ngày", "thành", "lập", "đảng", "cộng", "sản", "việt", "nam"}},
	} {
		if k := m.phrase(i, start.words...); k != 0 && !m.is(k, "nước") && (!m.capital(k) || m.is(k, "việt")) {
			return start.year // and not `75 năm Quốc khánh nước Cộng hòa Nhân dân Trung Hoa`
		}
	}
	return 0
}

// terms are the years in which the congresses of the party and the National Assembly elected since renewal began, by their number.
var terms = [...]struct{ congress, assembly int }{
	6: {1986, 0}, 7: {1991, 1981}, 8: {1996, 1987}, 9: {2001, 1992}, 10: {2006, 1997}, 11: {2011, 2002}, 12: {2016, 2007},
	13: {2021, 2011}, 14: {2026, 2016}, 15: {0, 2021}, 16: {0, 2026},
}

// since is the year in which the latest term began that a text names by its number: `Trung ương Đảng khóa XIII`, `Quốc hội khóa XV`.
// 0 when it names none. Bodies of provinces and of other countries count otherwise: between the noun and `khóa` stands their name.
func since(doc *text.Document) int {
	m := matcher{text: doc.Text, tokens: doc.Tokens, end: len(doc.Tokens)}
	year := 0
	for i, t := range doc.Tokens {
		if t.Flags&text.Roman == 0 || !m.is(i-1, "khóa", "khoá") {
			continue
		}
		n := roman(m.str(i))
		if n >= len(terms) {
			continue
		}
		j := i - 2
		if m.is(j, "đảng") || m.kind(j) == text.Number { // `Hội nghị Trung ương 9 khóa XIII`
			j--
		}
		switch {
		case m.is(j, "hội") && m.is(j-1, "quốc"):
			year = max(year, terms[n].assembly)
		case m.is(j, "ương") && m.is(j-1, "trung"):
			year = max(year, terms[n].congress)
		}
	}
	return year
}

// roman is the value of a Roman numeral below forty; 0 for another word.
func roman(s string) int {
	n, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] {
		case 'I':
			v = 1
		case 'V':
			v = 5
		case 'X':
			v = 10
		default:
			return 0
		}
		if v < last {
			v = -v
		} else {
			last = v
		}
		n += v
	}
	return n
}
