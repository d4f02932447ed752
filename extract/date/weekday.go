package date

import "quanhe/extract/text"

// weekday reads `thứ Tư`, `hôm thứ Hai tuần tới`, `Chủ nhật`, `Thứ 4, 15/12/2021` at i. Most `thứ` are ordinals
// (`lần thứ tư`, "the fourth time"), so a name in lower case or a digit needs a cue: a part of the day, a week or a date beside it.
func (m *matcher) weekday(i int, cue bool) (e Expr, next int) {
	if !m.is(i, "thứ", "chủ", "chúa", "cn", "hôm", "ngày") {
		return e, 0
	}
	e = Expr{First: i, Kind: Weekday}
	j := i
	if m.is(j, "hôm", "ngày") {
		j++
		cue = true
	}
	if m.is(j, "chủ", "chúa") && m.is(j+1, "nhật") && !m.is(j+2, "bản") {
		e.Weekday, next, cue = 7, j+2, true
	} else if m.str(j) == "CN" {
		e.Weekday, next, cue = 7, j+1, false
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
		if k := m.weekPast(next + 1); k != 0 {
			e.Unit, e.Shift = Weeks, -1
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

// weekPast reads `qua`, `vừa qua`, `vừa rồi` at i, which with a day or the end of a week mean the last one.
func (m *matcher) weekPast(i int) int {
	switch {
	case m.is(i, "qua"):
		return i + 1
	case m.is(i, "vừa") && m.is(i+1, "qua", "rồi"):
		return i + 2
	}
	return 0
}

// weekdayBeside reads the weekday that repeats a day told before i: `(thứ Hai)`, `, thứ Hai`, `thứ Hai`.
func (m *matcher) weekdayBeside(i int) (day, next int) {
	j := i
	open := m.mark(i) == '('
	if open || m.mark(i) == ',' {
		j++
	}
	e, k := m.weekday(j, true)
	switch {
	case k == 0 || e.Unit != 0 || !open && !m.ends(k) && !m.dateBeside(k):
		return 0, 0
	case !open:
		return e.Weekday, k
	case m.mark(k) == ')':
		return e.Weekday, k + 1
	}
	return 0, 0
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

// Mismatch reports whether the weekday said with a day, `thứ Hai, ngày 5/3`, is not that of edtf, which e was resolved to.
// The digits are trusted: page templates and tired editors get the weekday wrong.
func (e Expr) Mismatch(edtf string) bool {
	if e.Weekday == 0 || e.Kind == Weekday {
		return false
	}
	day, ok := plain(edtf)
	return ok && day.Day != 0 && weekdayOf(day.ordinal()) != e.Weekday
}
