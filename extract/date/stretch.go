package date

import "quanhe/extract/text"

// quarterExpr reads `quý I/2021`, `quý III và quý IV năm 2020`, `quý 4`. The word also means "dear, precious": a
// numeral must follow.
func (m *matcher) quarterExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Quarter}
	if !m.is(i, "quý", "quí") {
		return e, 0
	}
	q := m.quarter(i + 1)
	if q == 0 {
		return m.relativeQuarter(e, i+1)
	}
	e.Lo, e.Hi, next = Point{Month: 3*q - 2}, Point{Month: 3 * q}, i+2
	if sep, j := m.separator(next); sep != none {
		if m.is(j, "quý", "quí") {
			j++
		}
		if q2 := m.quarter(j); q2 > q {
			e.Hi.Month, next = 3*q2, j+1
		}
	}
	e, next = m.wholeYear(e, next)
	if hint, k := m.hint(next); k != 0 && e.Lo.Year == 0 && e.Unit == 0 {
		e.Hint, next = hint, k
	}
	return e, next
}

// relativeQuarter reads the word at i, after `quý`: `này`, `trước`, `tới` of the quarters of the year, `đầu`, `cuối` with a year.
func (m *matcher) relativeQuarter(e Expr, i int) (Expr, int) {
	if edge, k := m.edge(i); (edge == Early || edge == Late) && m.is(k, "năm") {
		e.Lo, e.Hi = Point{Month: 1}, Point{Month: 3}
		if edge == Late {
			e.Lo, e.Hi = Point{Month: 10}, Point{Month: 12}
		}
		return m.wholeYear(e, k)
	}
	shift, next := m.relativeWord(i)
	if next == 0 || m.is(i, "nay", "ngoái", "rồi") {
		return e, 0
	}
	e.Unit, e.Shift = Quarters, shift
	return e, next
}

// quarter is a quarter's number at i. In words the year must follow: `quý một năm 2022`.
func (m *matcher) quarter(i int) int {
	if m.mark(i+1) == '-' && m.glued(i+1) && m.glued(i+2) && m.kind(i+2) == text.Word && m.quarter(i+2) == 0 {
		return 0 // `quý I-xra-en`: dear Israel
	}
	switch m.str(i) {
	case "I", "1":
		return 1
	case "II", "2":
		return 2
	case "III", "3":
		return 3
	case "IV", "4":
		return 4
	}
	if n := m.numeral(i); n <= 4 && m.is(i+1, "năm") && !m.capital(i) {
		return n
	}
	return 0
}

// wholeYear adds the year to a stretch of months at i: /2021, `năm 2021`, `năm nay`; else it is this year or, in the
// future, the next such stretch.
func (m *matcher) wholeYear(e Expr, i int) (Expr, int) {
	lo, next := m.ownYear(e.Lo, i)
	if next != i {
		e.Lo, e.Hi.Year = lo, lo.Year
		return e, next
	}
	if m.joint(i) == '/' {
		return e, i
	}
	if sep := m.mark(i); sep == '/' || sep == '-' { // I/2021: the numeral is no number token
		if y := m.year(i + 1); y != 0 {
			e.Lo.Year, e.Hi.Year = y, y
			return e, i + 2
		}
	}
	if m.is(i, "năm") {
		if n, k := m.relativeWord(i + 1); k != 0 {
			e.Unit, e.Shift = Years, n
			return e, k
		}
	}
	return e, i
}

// stretch reads `6 tháng đầu năm 2021`, `ba tháng cuối năm`, `nửa đầu năm nay` at i.
func (m *matcher) stretch(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: MonthRange}
	n, j := 6, i+1
	if !m.is(i, "nửa") {
		if n, j = m.count(i); j == 0 || !m.is(j, "tháng") || n < 2 || n > 11 {
			return e, 0
		}
		j++
	}
	if y := m.year(j + 1); !m.is(i, "nửa") && m.is(j, "năm") && y != 0 { // `9 tháng năm 2021`: its first nine
		e.Lo, e.Hi = Point{Month: 1, Year: y}, Point{Month: n, Year: y}
		return e, j + 2
	}
	edge, k := m.edge(j)
	if k == 0 && m.is(i, "nửa") && m.is(j, "sau") {
		edge, k = Late, j+1
	}
	if j = k; j == 0 || edge == Middle || !m.is(j, "năm") {
		return e, 0
	}
	e.Edge, e.Lo, e.Hi = edge, Point{Month: 1}, Point{Month: n}
	if edge == Late {
		e.Lo, e.Hi = Point{Month: 13 - n}, Point{Month: 12}
	}
	if y := m.year(j + 1); y != 0 {
		e.Lo.Year, e.Hi.Year = y, y
		return e, j + 2
	}
	e.Unit = Years
	if n, k := m.relativeWord(j + 1); k != 0 {
		e.Shift = n
		return e, k
	}
	return e, j + 1
}

// seasonExpr reads `mùa thu năm 2019`, `mùa xuân này` at i. It dates the year: no newspaper counts by the days of a season.
func (m *matcher) seasonExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Part}
	if !m.is(i, "mùa") || !m.is(i+1, "xuân", "hè", "hạ", "thu", "đông") {
		return e, 0
	}
	next = i + 2
	if p, k := m.ownYear(Point{Month: 1}, next); k != next {
		e.Lo.Year = p.Year
		return e, k
	}
	e.Unit = Years
	if m.is(next, "năm") {
		next++
	}
	if n, k := m.relativeWord(next); k != 0 {
		e.Shift = n
		if m.is(next, "trước", "sau", "tới") && next == i+2 {
			e.Shift = 0 // `mùa thu tới`: the coming autumn, most often of this year
		}
		return e, k
	}
	if next == i+2 && m.is(i-1, "vào", "trong") {
		return e, next
	}
	return e, 0
}
