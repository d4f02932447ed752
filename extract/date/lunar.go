package date

// lunarExpr reads dates of the lunar calendar, which stand beside the solar date or can be no date of ours:
// `mùng 10 tháng Giêng`, `rằm tháng Bảy`, `mùng 2 Tết`, `tức ngày 23 tháng 10 năm Bính Thân`, `ngày 3/9 âm lịch`.
func (m *matcher) lunarExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Lunar}
	j, equated, counted := m.lunarHead(i)
	if m.is(j, "rằm") && m.is(j+1, "tháng") {
		if _, k := m.monthName(j+2, true); k != 0 {
			return e, m.lunarTail(k)
		}
		return e, 0
	}
	if m.is(j, "tháng") {
		return e, m.lunarMonth(j)
	}
	if m.dayNumber(j) == 0 && m.numeral(j) == 0 {
		return e, 0
	}
	p, k := m.point(j, true)
	switch {
	case m.is(j+1, "tết") && (counted || m.capital(j+1) && m.dayNumber(j) >= 23): // the last days of the old year too
		if k = m.phrase(j+2, "nguyên", "đán"); k == 0 {
			k = j + 2
		}
		return e, m.lunarTail(k)
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

// lunarHead skips the words that lead in a lunar day at i. equated: `tức` or `nhằm`, "that is", makes it the day told before;
// counted: `mùng` or `mồng`, of the first ten days.
func (m *matcher) lunarHead(i int) (next int, equated, counted bool) {
	equated = m.is(i, "tức", "nhằm") && !m.lunarBefore(i)
	if equated {
		i++
		if m.is(i, "là") {
			i++
		}
	}
	if m.is(i, "ngày") {
		i++
	}
	counted = m.is(i, "mùng", "mồng")
	if counted {
		i++
	}
	return i, equated, counted
}

// lunarMonth reads `tháng Chạp` (the twelfth month) with its year, and any month that is said to be lunar, at i.
func (m *matcher) lunarMonth(i int) int {
	if m.is(i+1, "chạp") {
		if m.is(i+2, "năm") && m.year(i+3) != 0 {
			return i + 4
		}
		return m.lunarTail(i + 2)
	}
	if _, k := m.monthName(i+1, true); k != 0 && m.lunarAfter(k) {
		return m.lunarTail(k)
	}
	return 0
}

// lunarBefore reports whether the date before i, which `tức` ("that is") at i equates with the next one, is the lunar one.
func (m *matcher) lunarBefore(i int) bool {
	i--
	if m.mark(i) == '(' || m.mark(i) == ',' {
		i--
	}
	return m.is(i, "giêng", "chạp", "lịch", "tết") || m.canChi(i-1) || m.is(i-1, "tháng") && m.is(i-3, "mùng", "mồng")
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
	if m.is(i, "âl") {
		return i + 1
	}
	return i
}

// canChi reports whether a year of the sexagenary cycle stands at i: Giáp Thìn, Quý Mão.
func (m *matcher) canChi(i int) bool {
	return m.capital(i) && m.capital(i+1) &&
		m.is(i, "giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý") &&
		m.is(i+1, "tý", "tí", "sửu", "dần", "mão", "thìn", "tỵ", "tị", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
}
