package date

// termExpr reads spans that frame a text and date nothing in it: `nhiệm kỳ 2021-2026` (term of office), `giai đoạn 2021-2030`
// (period), `tầm nhìn đến năm 2045` (vision), `thế kỷ XXI` (century), `thập niên 1990` (decade).
func (m *matcher) termExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Term}
	var j int
	for _, w := range [...][2]string{
		{"nhiệm", "kỳ"}, {"nhiệm", "kì"}, {"giai", "đoạn"}, {"thời", "kỳ"}, {"thời", "kì"}, {"tầm", "nhìn"}, {"niên", "khóa"}, {"niên", "khoá"}, {"năm", "học"},
	} {
		if j = m.phrase(i, w[0], w[1]); j != 0 {
			break
		}
	}
	if j == 0 && m.is(i, "khóa", "khoá") {
		j = i + 1
	}
	if j == 0 {
		return m.eraExpr(i)
	}
	if m.is(j, "đến", "tới", "từ") {
		j++
	}
	if m.is(j, "năm") {
		j++
	}
	e.Lo.Year = m.year(j)
	if e.Lo.Year == 0 {
		return e, 0
	}
	if r, k := m.yearRange(Expr{Lo: e.Lo}, j+1, false); k != 0 {
		e.Hi = r.Hi
		return e, k
	}
	return e, j + 1
}

// eraExpr reads a century or a decade.
func (m *matcher) eraExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Term}
	switch {
	case m.is(i, "thế") && m.is(i+1, "kỷ", "kỉ"), m.is(i, "thập") && m.is(i+1, "niên", "kỷ", "kỉ"):
		if v, digits := m.number(i + 2); digits == 0 && !isRoman(m.str(i+2)) || v > 2100 {
			return e, 0
		}
		return e, i + 3
	}
	return e, 0
}

func isRoman(s string) bool {
	for _, c := range s {
		switch c {
		case 'I', 'V', 'X', 'L', 'C':
		default:
			return false
		}
	}
	return s != ""
}

// lifeExpr reads a birth, `sinh ngày 12/9/1931`, `(sinh năm 1960)`. `hy sinh` is to fall in battle, `học sinh` a pupil.
func (m *matcher) lifeExpr(i int) (e Expr, next int) {
	if !m.is(i, "sinh", "sn") || m.is(i-1, "hy", "hi", "học", "phát", "tuyển", "nảy", "thí", "tái", "cứu", "ký", "dân", "hồi", "an", "vệ", "môi") {
		return e, 0
	}
	j := i + 1
	if m.is(j, "vào") {
		j++
	}
	if e, next = m.namedDay(j, true); next == 0 || e.Lo.Year == 0 {
		if e, next = m.monthExpr(j); next == 0 || e.Lo.Year == 0 {
			if m.is(j, "năm") {
				j++
			}
			y := m.year(j)
			if y == 0 || !m.closes(j+1) {
				return e, 0
			}
			e, next = Expr{Lo: Point{Year: y}}, j+1
		}
	}
	e.First, e.Kind = i, Life
	return e, next
}

// pairKind tells what two dates in brackets mean, from the words before them: an anniversary after `kỷ niệm 50 năm`
// ("50 years of"), a life after a name, else a term.
func (m *matcher) pairKind(e Expr, open int) Kind {
	if e.Hi.Zero() || e.Lo.Year == 0 || e.Lo.Year == e.Hi.Year || e.Kind != Term {
		return e.Kind
	}
	years := e.Hi.Year - e.Lo.Year
	for i := open - 1; i >= max(m.first, open-40); i-- {
		if k := m.phrase(i, "kỷ", "niệm"); k != 0 {
			return Anniversary
		}
		if n, k := m.count(i); k != 0 && n == years && m.is(k, "năm") {
			return Anniversary
		}
		if m.mark(i) == ';' || m.mark(i) == ')' {
			break
		}
	}
	if years > 20 && m.capital(open-1) {
		return Life
	}
	return e.Kind
}
