package date

import "quanhe/extract/text"

// weekday reads `thứ Tư`, `hôm thứ Hai tuần tới`, `Chủ nhật`, `Thứ 4, 15/12/2021` at i. Most `thứ` are ordinals
// (`lần thứ tư`, "the fourth time"), so a name in lower case or a digit needs a cue: a part of the day, a week or a date beside it.
func (m *matcher) weekday(i int, cue bool) (e Expr, next int) {
	e = Expr{First: i, Kind: Weekday}
	j := i
	if m.is(j, "hôm", "ngày") {
		j++
		cue = true
	}
	if m.is(j, "chủ") && m.is(j+1, "nhật") && !m.is(j+2, "bản") {
		e.Weekday, next, cue = 7, j+2, true
	} else if e.Weekday, next = m.weekdayName(j); next == 0 {
		return e, 0
	} else if m.capital(j+1) && !m.has(j+1, text.Upper) && !m.ranked(j-1) {
		cue = true
	}
	if m.is(next, "tuần") {
		if n, k := m.relativeWord(next + 1); k != 0 && !m.is(next+1, "nay") {
			e.Unit, e.Shift = Weeks, n
			return e, k
		}
	}
	if !cue && !m.dateBeside(next) {
		return e, 0
	}
	if hint, k := m.hint(next); k != 0 {
		e.Hint, next = hint, k
	}
	return e, next
}

// weekdayName reads `thứ` and the name of the day: Monday is `thứ Hai`, the second.
func (m *matcher) weekdayName(i int) (day, next int) {
	if !m.is(i, "thứ") {
		return 0, 0
	}
	n := m.numeral(i + 1)
	if v, digits := m.number(i + 1); digits == 1 && m.closes(i+2) {
		n = v
	}
	if n < 2 || n > 7 || m.is(i+1, "bốn") {
		return 0, 0
	}
	return n - 1, i + 2
}

// ranked reports whether the word before `thứ` makes it an ordinal.
func (m *matcher) ranked(i int) bool {
	return m.is(i, "lần", "kỳ", "khóa", "khoá", "hạng", "bậc", "vị", "phiên", "họp", "nghị",
		"nước", "bên", "lớn", "người", "thư", "điều", "tập", "trang")
}

// dateBeside reports whether a date in digits follows a weekday: `, 15/12/2021`, ` (14/4)`.
func (m *matcher) dateBeside(i int) bool {
	if m.mark(i) == ',' || m.mark(i) == '(' {
		i++
	}
	if m.is(i, "ngày") {
		i++
	}
	_, next := m.point(i, true)
	return next != 0
}
