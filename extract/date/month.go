package date

// monthExpr reads months at i: `tháng 12/2021`, `cuối tháng Ba`, `tháng 10-12`, `từ tháng 3 đến tháng 5/2021`, `tháng 10 năm ngoái`.
func (m *matcher) monthExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Month}
	j, set := i, false
	if _, k := m.count(i); k != 0 && m.is(k, "tháng") { // `hai tháng 10 và 11`
		j, set = k, true
	} else if m.is(i, "các", "những") {
		j++
	} else if edge, k := m.edge(i); k != 0 {
		e.Edge, e.Kind, j = edge, Part, k
	}
	// `Cách mạng tháng Tám`, the August Revolution, is a name.
	if !m.is(j, "tháng") || m.is(j-1, "mỗi", "hàng", "hằng", "một", "mạng") {
		return e, 0
	}
	if e.Lo, next = m.monthPoint(j, false); next == 0 {
		return e, 0
	}
	if m.is(next, "ngày") && m.dayNumber(next+1) == 0 { // `tháng 5 ngày`
		return e, 0
	}
	e, next = m.monthList(e, next, set || m.is(i, "các"))
	if set && e.Hi.Zero() { // `Nghị quyết 57 tháng 12/2024`
		return e, 0
	}
	return m.monthTail(e, next)
}

// monthList extends a month to a range. several: `các tháng`, "the months", announces a list.
func (m *matcher) monthList(e Expr, i int, several bool) (Expr, int) {
	for next := i; ; {
		sep, j := m.separator(next)
		if sep == none {
			return e.spread(), next
		}
		named := m.is(j, "tháng")
		if _, k := m.edge(j); k != 0 && m.is(k, "tháng") && sep == through {
			j, named = k, true
		}
		if !named {
			j--
		}
		hi, k := m.monthPoint(j, named)
		switch {
		case k == 0, hi.before(e.Lo) && (hi.Year == 0) == (e.Lo.Year == 0) && (sep == list || hi.Year != 0):
			return e.spread(), next
		case sep == list && (named || e.Lo.Year != 0):
			return e.spread(), next
		case sep == list && hi.Year == 0 && !(m.is(next, "và") && m.ends(k)) && !several:
			return e.spread(), next
		}
		e.Kind, e.Hi, next = MonthRange, hi, k
	}
}

// monthTail reads the year or the direction that may follow.
func (m *matcher) monthTail(e Expr, i int) (Expr, int) {
	if e.Lo.Year != 0 {
		return e, i
	}
	if m.is(i, "năm") {
		if n, k := m.relativeWord(i + 1); k != 0 {
			e.Unit, e.Shift = Years, n
			return m.monthThrough(e, k)
		}
	}
	if k := m.phrase(i, "cùng", "năm"); k != 0 {
		e.Unit, e.Base = Years, FromText
		return e, k
	}
	if m.is(i, "năm") && m.is(i+1, "đó", "ấy") { // `tháng 11 năm đó`: of the year told last
		e.Unit, e.Base = Years, FromText
		return e, i + 2
	}
	if hint, k := m.hint(i); k != 0 {
		e.Hint = hint
		return e, k
	}
	return e, i
}

// monthThrough reads the end of a range whose first month is of another year: `tháng 11 năm ngoái đến tháng 2 năm nay`.
func (m *matcher) monthThrough(e Expr, i int) (Expr, int) {
	sep, j := m.separator(i)
	if sep != through || !e.Hi.Zero() || !m.is(j, "tháng") {
		return e, i
	}
	hi, next := m.monthPoint(j, true)
	if next == 0 {
		return e, i
	}
	if m.is(next, "năm") {
		if _, k := m.relativeWord(next + 1); k != 0 {
			next = k
		}
	}
	e.Kind, e.Hi = MonthRange, hi
	return e, next
}

// bareMonth reads a month in digits alone, 12/2021, and a range of them, 10/2020 - 3/2021.
func (m *matcher) bareMonth(i int, cue bool) (e Expr, next int) {
	e = Expr{First: i, Kind: Month}
	if !m.opens(i) || !cue && !m.bareDate(i) {
		return e, 0
	}
	if e.Lo, next = m.numeric(i, cue); next == 0 || e.Lo.Day != 0 || !cue && m.counted(next) {
		return e, 0
	}
	if sep, j := m.separator(next); sep == through {
		if hi, k := m.numeric(j, true); k != 0 && hi.Day == 0 && e.Lo.before(hi) {
			e.Kind, e.Hi, next = MonthRange, hi, k
		}
	}
	return e, next
}
