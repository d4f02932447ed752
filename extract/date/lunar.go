package date

import "quanhe/extract/text"

// lunarExpr reads dates of the lunar calendar, which stand beside the solar date or can be no date of ours:
// `mùng 10 tháng Giêng`, `rằm tháng Bảy`, `mùng 2 Tết`, `tức ngày 23 tháng 10 năm Bính Thân`, `ngày 3/9 âm lịch`.
func (m *matcher) lunarExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Lunar}
	j := i
	equated := m.is(j, "tức")
	if equated {
		j++
		if m.is(j, "là") {
			j++
		}
	}
	if m.is(j, "ngày") {
		j++
	}
	counted := m.is(j, "mùng", "mồng")
	if counted {
		j++
	}
	if m.is(j, "rằm") && m.is(j+1, "tháng") {
		if _, k := m.monthName(j+2, true); k != 0 {
			return e, m.lunarTail(k)
		}
		return e, 0
	}
	if m.dayNumber(j) == 0 && m.numeral(j) == 0 || j == i {
		return e, 0
	}
	p, k := m.point(j, true)
	switch {
	case counted && m.is(j+1, "tết"):
		return e, m.lunarTail(j + 2)
	case k == 0 && m.is(j+1, "tháng"): // a number word, `mùng hai tháng Giêng`, or `tháng Chạp`
		if k = j + 2; !m.is(k, "chạp") {
			if _, k = m.monthName(k, true); k == 0 {
				return e, 0
			}
		} else {
			k++
		}
	case k == 0 || p.Year != 0:
		return e, 0
	case !equated && !m.lunarAfter(k) && !(counted && m.is(j+1, "tháng")):
		return e, 0
	}
	return e, m.lunarTail(k)
}

// lunarAfter reports whether a lunar year or the word "lunar" follows.
func (m *matcher) lunarAfter(i int) bool { return m.lunarTail(i) != i }

// lunarTail skips `năm Quý Mão`, `âm lịch`, `(âm lịch)`, `Tết` at i.
func (m *matcher) lunarTail(i int) int {
	j := i
	if m.is(j, "năm") {
		j++
	}
	if m.canChi(j) {
		i = j + 2
	}
	if m.mark(i) == '(' && m.is(i+1, "âm") && m.is(i+2, "lịch") && m.mark(i+3) == ')' {
		return i + 4
	}
	if m.is(i, "âm") && m.is(i+1, "lịch") {
		return i + 2
	}
	return i
}

// canChi reports whether a year of the sexagenary cycle stands at i: Giáp Thìn, Quý Mão.
func (m *matcher) canChi(i int) bool {
	return m.capital(i) && m.capital(i+1) &&
		m.is(i, "giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý") &&
		m.is(i+1, "tý", "tí", "sửu", "dần", "mão", "thìn", "tỵ", "tị", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
}

// holidayExpr reads public holidays named by their date: `Quốc khánh 2/9`, `dịp 30/4 - 1/5`, `Ngày 27/7`, `Tết Nguyên đán 2024`.
func (m *matcher) holidayExpr(i int) (e Expr, next int) {
	if m.is(i, "tết") {
		return m.tetExpr(i)
	}
	j := 0
	switch {
	case m.is(i, "quốc") && m.is(i+1, "khánh"):
		j = i + 2
		if m.mark(j) == '(' {
			j++
		}
	case m.is(i, "dịp", "lễ"):
		j = i + 1
		if m.is(j, "nghỉ") {
			j++
		}
		if m.is(j, "lễ") {
			j++
		}
	case m.is(i, "ngày") && m.capital(i) && !m.begins(i): // `kỷ niệm Ngày 27/7`: a name
		j = i + 1
	default:
		return e, 0
	}
	e, next = m.dayList(j, true, false)
	if next == 0 || !publicHoliday(e.Lo) {
		return e, 0
	}
	if m.mark(j-1) == '(' {
		if m.mark(next) != ')' {
			return e, 0
		}
		next++
	}
	e.First, e.Kind = i, Holiday
	return e, next
}

// afterHolidayName reports whether a date at i follows a holiday's name: `Ngày Thương binh - Liệt sĩ 27/7`, `(27/7)`.
func (m *matcher) afterHolidayName(i int) bool {
	if m.mark(i-1) == '(' {
		i--
	}
	for j := i - 1; j >= max(m.first, i-10); j-- {
		switch {
		case m.is(j, "ngày"):
			return m.capital(j) && m.capital(j+1)
		case m.kind(j) == text.Punct && m.mark(j) != '-':
			return false
		}
	}
	return false
}

// publicHoliday reports whether a day without a year is one that Vietnam names by its date.
func publicHoliday(p Point) bool {
	if p.Year != 0 {
		return false
	}
	switch [2]int{p.Day, p.Month} {
	case [2]int{1, 1}, [2]int{3, 2}, [2]int{27, 2}, [2]int{8, 3}, [2]int{26, 3}, [2]int{30, 4}, [2]int{1, 5}, [2]int{7, 5}, [2]int{19, 5},
		[2]int{21, 6}, [2]int{27, 7}, [2]int{19, 8}, [2]int{2, 9}, [2]int{10, 10}, [2]int{20, 10}, [2]int{20, 11}, [2]int{22, 12}:
		return true
	}
	return false
}

// tetExpr reads the lunar New Year: `Tết Nguyên đán Giáp Thìn 2024`. Its Lo holds the year when one is said.
func (m *matcher) tetExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Holiday}
	next = i + 1
	if k := m.phrase(next, "nguyên", "đán"); k != 0 {
		next = k
	}
	if m.canChi(next) {
		next += 2
	}
	j := next
	if m.is(j, "năm") {
		j++
	}
	if m.mark(j) == '-' {
		j++
	}
	if y := m.year(j); y != 0 && m.closes(j+1) {
		e.Lo.Year, next = y, j+1
	}
	if next == i+1 {
		return e, 0
	}
	return e, next
}
