package date

import "quanhe/extract/text"

// merge joins a relative day with the date that repeats it in digits: `Tối qua, 26/3`, `Hôm nay (19/8)`, `sáng mai 8-10`.
// The digits win.
func (m *matcher) merge(e Expr, i int) (Expr, int) {
	if e.Kind == Relative && e.Unit == Days {
		if day, k := m.weekdayBeside(i); k != 0 {
			e.Weekday, i = day, k
		}
	}
	d, next := m.repeated(i)
	switch {
	case next == 0 && e.Kind == Relative && e.Unit == Days:
		return m.until(e, i)
	case next == 0:
		return e, i
	}
	d.Hint, d.Weekday = Near, e.Weekday
	if d.Hi.Zero() && m.mark(next-1) != ')' {
		d, next = m.dayTail(d, next)
	}
	return m.until(d, next)
}

// repeated reads the date in digits after a relative day: [`,` | `(`] [`ngày`] 26/3 [`)`].
func (m *matcher) repeated(i int) (e Expr, next int) {
	open := m.mark(i) == '('
	if open || m.mark(i) == ',' {
		i++
	}
	if m.is(i, "tức") {
		i++
	}
	named := m.is(i, "ngày")
	if named {
		i++
	}
	e, next = m.dayList(i, true, false)
	switch {
	case next == 0 || e.Lo.Month == 0 || e.Kind == Anniversary || !named && m.counted(next):
		return e, 0
	case !open:
		return e, next
	case m.mark(next) == ')':
		return e, next + 1
	}
	return e, 0
}

// until extends a day to a range when its end follows: `từ hôm nay (12/4) đến 15/4`.
func (m *matcher) until(e Expr, i int) (Expr, int) {
	sep, j := m.daySeparator(i)
	if sep != through || !m.is(i, "đến", "tới") || !e.Hi.Zero() {
		return e, i
	}
	if hi, next := m.point(j, true); next != 0 {
		e.Kind, e.Hi, e.Weekday = DayRange, hi, 0
		return e.spread(), next
	}
	if _, k := m.weekday(j, true); k != 0 { // `từ thứ Hai (7/3) đến thứ Tư (9/3)`
		if d, next := m.repeated(k); next != 0 && d.Hi.Zero() && e.Lo.Month != 0 {
			e.Kind, e.Hi, e.Weekday = DayRange, d.Lo, 0
			return e.spread(), next
		}
	}
	return e, i
}

// dayTail reads what may follow a day: a relative year or month, `vừa qua`, a weekday in brackets.
func (m *matcher) dayTail(e Expr, i int) (Expr, int) {
	next := i
	last := e.Lo
	if !e.Hi.Zero() {
		last = e.Hi
	}
	if last.Month == 0 && m.is(i, "tháng") {
		if n, k := m.relativeWord(i + 1); k != 0 {
			e.Unit, e.Shift, next = Months, n, k
		}
	} else if last.Year == 0 && e.Lo.Year == 0 && m.is(i, "năm") {
		if n, k := m.relativeWord(i + 1); k != 0 {
			e.Unit, e.Shift, next = Years, n, k
		}
	}
	if hint, k := m.hint(next); k != 0 && e.Unit == 0 {
		e.Hint, next = hint, k
	}
	if day, k := m.weekdayBeside(next); k != 0 && e.Hi.Zero() { // ngày 14/4 (thứ Năm)
		e.Weekday, next = day, k
	} else if m.mark(next) == '(' {
		if _, k := m.relativeDay(next+1, false); k != 0 && m.mark(k) == ')' {
			next = k + 1
		}
	}
	return e, next
}

// hint reads `vừa qua` ("just past"), `tới` ("next"), `này` ("this") after a day or month.
// `tới` before a name or a verb of going is "to": `ngày 12/5 tới Hà Nội`.
func (m *matcher) hint(i int) (Tense, int) {
	switch {
	case m.kind(i) != text.Word:
	case m.is(i, "vừa") && m.is(i+1, "qua", "rồi"):
		return Past, i + 2
	case m.is(i, "sắp") && m.is(i+1, "tới"):
		return Future, i + 2
	case m.is(i, "tới") && m.is(i+1, "đây"):
		return Future, i + 2
	case m.is(i, "này") && m.ends(i+1):
		return Near, i + 1
	case m.is(i, "tới") && (m.ends(i+1) || m.is(i+1, "và", "tại", "để", "với", "của", "theo", "sẽ", "là", "trong", "nhằm", "nhân", "do", "có")):
		return Future, i + 1
	}
	return Unknown, 0
}
