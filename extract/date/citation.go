package date

import "quanhe/extract/text"

// citationReach is how many tokens before a date its document's name may begin:
// `Quyết định số 2104-QĐNS/TW của Ban Chấp hành Trung ương ngày …`.
const citationReach = 20

// cited reports whether an official document is named right before e, so that e is the document's date:
// `Chỉ thị số 32-CT/TW ngày 18/2/2019`, `Kết luận 12 của Ban Bí thư ngày 5/3`, `Hiến pháp năm 2013`.
func (m *matcher) cited(e *Expr) bool {
	for j := e.First - 1; j >= max(m.first, e.First-citationReach); j-- {
		if k := m.documentNoun(j); k != 0 {
			return m.namesUpTo(j, k, e)
		}
		if m.apart(j, e) {
			continue
		}
		switch m.mark(j) {
		case ',', ';', ':', '(', ')', '"':
			return false
		}
	}
	return false
}

// documentNoun reads the noun of an official document at i. A line all in capitals cites none.
func (m *matcher) documentNoun(i int) int {
	two := false
	switch m.str(i) {
	case "Chỉ", "chỉ":
		two = m.is(i+1, "thị")
	case "Nghị", "nghị":
		two = m.is(i+1, "quyết", "định")
	case "Quyết", "quyết", "Quy", "quy", "Qui", "qui":
		two = m.is(i+1, "định")
	case "Kết", "kết":
		two = m.is(i+1, "luận")
	case "Kế", "kế":
		two = m.is(i+1, "hoạch")
	case "Công", "công":
		two = m.is(i+1, "văn", "điện", "hàm")
	case "Thông", "thông":
		two = m.is(i+1, "báo", "tư", "tri", "cáo")
	case "Tờ", "tờ":
		two = m.is(i+1, "trình")
	case "Hiệp", "hiệp":
		two = m.is(i+1, "định", "ước")
	case "Hiến", "hiến":
		two = m.is(i+1, "pháp")
	case "Hướng", "hướng":
		two = m.is(i+1, "dẫn")
	case "Pháp", "pháp", "Sắc", "sắc":
		two = m.is(i+1, "lệnh")
	case "Giấy", "giấy":
		two = m.is(i+1, "phép")
	case "Báo", "báo":
		two = m.is(i+1, "cáo")
	case "Văn", "văn":
		two = m.is(i+1, "bản")
	case "Đề", "đề":
		two = m.is(i+1, "án")
	case "Luật", "luật", "Lệnh", "lệnh":
		if !m.is(i-1, "pháp", "kỷ", "sắc", "ra", "mệnh") {
			return i + 1
		}
	}
	if two {
		return i + 2
	}
	return 0
}

// namesUpTo reports whether a document's name whose noun is the tokens [noun, i) reaches to e:
// [`số`] number and code, [`của` and a body], [`ký`, `ban hành`]. Without a number only a year, `Luật Đất đai năm 2013`, or a
// date with its issuer, `Quyết định ngày 28/9/2015 của Bộ Chính trị`, names a document; `ký Hiệp định ngày 5/3` tells an event.
func (m *matcher) namesUpTo(noun, i int, e *Expr) bool {
	end := e.First
	if e.Kind == Year && m.capital(noun) && (!m.begins(noun) || m.capital(i)) {
		return m.words(i, end) == end
	}
	if i == end {
		return m.is(e.End, "của") && m.capital(noun) && !m.begins(noun)
	}
	if m.is(i, "số") {
		i++
	}
	if m.kind(i) != text.Number {
		return false
	}
	for i++; i < end && m.glued(i); i++ {
	}
	if m.is(i, "của") {
		i = m.words(i+1, end)
	}
	if m.is(i, "ký") {
		i++
	}
	if k := m.phrase(i, "ban", "hành"); k != 0 {
		i = k
	}
	return i == end || i == end-1 && m.apart(i, e)
}

// apart reports whether token j is a comma between a document and its date, which the issuer follows: Quyết định số 12, ngày 5/3 của A.
func (m *matcher) apart(j int, e *Expr) bool {
	return j == e.First-1 && m.mark(j) == ',' && m.is(e.End, "của")
}

// words skips the words of a name from i, at most to end.
func (m *matcher) words(i, end int) int {
	for i < end && m.kind(i) == text.Word && !m.is(i, "ngày", "ký", "ban", "của") {
		i++
	}
	if m.is(i, "ban") && !m.is(i+1, "hành") && i < end {
		return m.words(i+1, end)
	}
	return i
}
