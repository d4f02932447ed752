package date

import "quanhe/extract/text"

// holidayExpr reads public holidays named by their date, `Quốc khánh 2/9`, `dịp 30/4 - 1/5`, `Ngày 27/7`, and by
// their name, `Tết Nguyên đán 2024`, `Giỗ Tổ Hùng Vương 10/3`.
func (m *matcher) holidayExpr(i int) (e Expr, next int) {
	j := 0
	switch {
	case m.is(i, "tết"):
		return m.tetExpr(i)
	case m.is(i, "giỗ"):
		return m.ancestorsExpr(i)
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
	e.First = i
	return m.holidays(e, next)
}

// holidays makes e a holiday and takes in those that a list joins to it: `dịp 30/4 và 1/5`.
func (m *matcher) holidays(e Expr, next int) (Expr, int) {
	e.Kind = Holiday
	for {
		sep, j := m.separator(next)
		p, k := m.point(j, true)
		if sep == none || k == 0 || !publicHoliday(p) {
			return e, next
		}
		next = k
	}
}

// celebrated reports whether the day without a year at i, its `ngày` included, is a holiday by what stands before: a word of
// celebrating, `kỷ niệm ngày 30/4`, `nhân ngày 8/3`, `kỳ nghỉ 2/9`, or the holiday's name.
// `điện mừng ngày 2/9` is a message sent on that day.
func (m *matcher) celebrated(i int, named bool) bool {
	j := i - 1
	switch {
	case m.is(j, "niệm"):
		return m.is(j-1, "kỷ", "kỉ")
	case m.is(j, "nghĩa"):
		return m.is(j-1, "ý")
	case m.is(j, "mừng"):
		return !m.is(j-1, "chúc", "điện", "thư", "hoa")
	case m.is(j, "nhân"): // `công nhân` is a worker, `bệnh nhân` a patient
		return !m.is(j-1, "công", "bệnh", "cá", "doanh", "tù", "nạn", "quân", "phạm", "thân", "tư", "thương")
	case m.is(j, "nghỉ", "dịp"):
		return true
	}
	return !named && m.afterHolidayName(i)
}

// afterHolidayName reports whether a date at i follows a holiday's name: `Ngày Thương binh - Liệt sĩ 27/7`, `(27/7)`,
// `ngày Giải phóng miền Nam 30/4`, `Ngày thành lập Đảng 3/2`.
func (m *matcher) afterHolidayName(i int) bool {
	if m.mark(i-1) == '(' {
		i--
	}
	for j := i - 1; j >= max(m.first, i-10); j-- {
		switch {
		case m.is(j, "ngày"):
			return m.capital(j+1) || m.is(j+1, "thành", "truyền")
		case m.mark(j) == ',' && m.is(j+1, "liệt"): // `Thương binh, Liệt sĩ`
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
	for _, name := range [...][2]string{{"nguyên", "đán"}, {"dương", "lịch"}, {"trung", "thu"}, {"đoan", "ngọ"}} {
		if k := m.phrase(next, name[0], name[1]); k != 0 {
			next = k
			break
		}
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

// ancestorsExpr reads the day of the Hùng kings, `Giỗ Tổ Hùng Vương`, and its lunar date if it stands there: `10/3`,
// `(10/3 âm lịch)`.
func (m *matcher) ancestorsExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Holiday}
	if next = m.phrase(i, "giỗ", "tổ"); next == 0 {
		return e, 0
	}
	if k := m.phrase(next, "hùng", "vương"); k != 0 {
		next = k
	}
	j := next
	open := m.mark(j) == '('
	if open {
		j++
	}
	if p, k := m.point(j, true); k != 0 && p == (Point{Month: 3, Day: 10}) {
		if k = m.lunarTail(k); !open {
			next = k
		} else if m.mark(k) == ')' {
			next = k + 1
		}
	}
	return e, next
}
