package date

import "quanhe/extract/text"

// yearExpr reads years at i: `năm 2019`, `các năm 2001 và 2006`, `từ năm 2016 đến năm 2020`, `đầu năm 2023`, `đầu năm`.
func (m *matcher) yearExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Year}
	j, set := i, false
	if _, k := m.count(i); k != 0 && m.is(k, "năm") && m.is(i-1, "trong", "các") { // not `kế hoạch 5 năm 2021-2025`
		j, set = k, true
	} else if m.is(i, "các", "những") {
		j++
	} else if edge, k := m.edge(i); k != 0 {
		e.Edge, e.Kind, j = edge, Part, k
	}
	if !m.is(j, "năm") {
		return e, 0
	}
	if v, digits := m.number(j + 1); m.is(i, "những") && digits == 2 && v%10 == 0 && m.closes(j+2) { // `những năm 90`
		e.Kind = Term
		return e, j + 2
	}
	if e.Lo.Year = m.year(j + 1); e.Lo.Year == 0 {
		if e.Edge == 0 || !m.alone(i, j+1) && !m.is(j+1, "đến", "tới") {
			return e, 0
		}
		e.Unit = Years // `cuối năm`: of this year
		if m.is(j+1, "đến", "tới") && m.is(j+2, "nay") {
			return e, j + 3
		}
		return e, j + 1
	}
	if m.is(i, "những") && e.Lo.Year%10 == 0 && m.separatorAt(j+2) != through { // `những năm 1990`: the nineties
		e.Kind = Term
		return e, j + 2
	}
	next = j + 2
	if m.joint(next) == '-' || m.closes(next) {
		return m.yearRange(e, next, set)
	}
	return e, 0
}

func (m *matcher) separatorAt(i int) separator {
	sep, _ := m.separator(i)
	return sep
}

// yearRange extends a year to a range. A list, `năm 2001 và 2006`, stays apart: Find reads its further years one by one.
func (m *matcher) yearRange(e Expr, i int, set bool) (Expr, int) {
	if m.joint(i) == '-' && m.joint(i+2) != 0 { // 2021-12-14
		return e, 0
	}
	sep, j := m.separator(i)
	if sep != through && !(set && sep == list) {
		return e, i
	}
	if m.is(j, "năm") {
		j++
	}
	if y := m.year(j); y > e.Lo.Year && m.closes(j+1) {
		e.Kind, e.Hi = YearRange, Point{Year: y}
		return e, j + 1
	}
	if m.joint(i) != 0 && m.kind(j) == text.Number {
		return e, 0
	}
	return e, i
}

// yearPair reads years in digits alone: 2021-2026, which is a term when nothing else is said.
func (m *matcher) yearPair(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Year, Lo: Point{Year: m.year(i)}}
	if e.Lo.Year < 1800 || !m.opens(i) {
		return e, 0
	}
	if e, next = m.yearRange(e, i+1, false); next == 0 || e.Hi.Zero() {
		return e, 0
	}
	if !m.is(i-1, "từ") {
		e.Kind = Term
	}
	return e, next
}

// yearAgain reads a further year of a list that e began, `và 2006`, `, 2030`, at its separator.
func (m *matcher) yearAgain(e Expr, i int) (Expr, int) {
	sep, j := m.separator(i)
	if y := m.year(j); sep == list && y != 0 && m.closes(j+1) {
		return Expr{First: j, End: j + 1, Kind: e.Kind, Lo: Point{Year: y}, From: e.From, Until: e.Until}, j + 1
	}
	return e, 0
}
