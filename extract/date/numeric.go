package date

// numeric reads a date in digits at i: 23/12/2021, 22.3.2018, 23-12-2021, 2021-12-14, 23/12, 12/2021.
// With a cue (a word such as `ngày`, "day") also 23-12, 14.12 and 23/12/21, which without one are scores and decimals.
// It returns the index after the date, 0 when there is none. A range 18-20/8 is not read: dayList does.
func (m *matcher) numeric(i int, cue bool) (Point, int) {
	a, digitsA := m.number(i)
	b, digitsB := m.number(i + 2)
	sep := m.joint(i + 1)
	if digitsA == 0 || digitsB == 0 || sep != '/' && sep != '-' && sep != '.' {
		return Point{}, 0
	}
	if sep2 := m.joint(i + 3); sep2 == sep || sep == '/' && sep2 == '-' {
		c, digitsC := m.number(i + 4)
		p, known := triple(a, b, c, digitsA, digitsB, digitsC, sep, cue)
		if known && m.closes(i+5) {
			return p, i + 5
		}
		if sep2 == sep { // 466/470/3, 11-12-5: not its first two numbers alone
			return Point{}, 0
		}
	}
	p := Point{Day: a, Month: b}
	switch {
	case digitsA <= 2 && digitsB == 4 && sep != '.' && (sep == '/' || cue):
		p = Point{Month: a, Year: b}
		if b < 1800 || b > 2100 {
			return Point{}, 0
		}
	case digitsA > 2 || digitsB > 2 || sep != '/' && !cue:
		return Point{}, 0
	case sep == '-' && m.monthAfter(i+3): // 5-8/9
		return Point{}, 0
	}
	if !p.exists() || !m.closes(i+3) {
		return Point{}, 0
	}
	return p, i + 3
}

// triple makes a date of three numbers.
func triple(a, b, c, digitsA, digitsB, digitsC int, sep byte, cue bool) (p Point, ok bool) {
	switch {
	case digitsA == 4 && sep == '-' && digitsB == 2 && digitsC == 2:
		p = Point{a, b, c}
	case digitsA > 2 || digitsB > 2:
		return p, false
	case digitsC == 4:
		p = Point{c, b, a}
	case digitsC == 2 && cue && (sep != '-' || c > 12): // 5-8-9 is 5 to 8 September
		p = Point{century(c), b, a}
	}
	return p, p.Year >= 1000 && p.Year <= 2100 && p.exists()
}

// century makes a year of its last two digits.
func century(yy int) int {
	if yy <= 50 {
		return 2000 + yy
	}
	return 1900 + yy
}

// exists reports whether there is such a month or day; without a year February has 29 days.
func (p Point) exists() bool {
	if p.Month < 1 || p.Month > 12 {
		return p.Month == 0 && p.Day == 0 && p.Year > 0
	}
	return p.Day >= 0 && p.Day <= daysIn(p.Year, p.Month)
}

// before reports whether p comes before q, comparing the fields that both have.
func (p Point) before(q Point) bool {
	if p.Year != q.Year && p.Year != 0 && q.Year != 0 {
		return p.Year < q.Year
	}
	if p.Month != q.Month && p.Month != 0 && q.Month != 0 {
		return p.Month < q.Month
	}
	return p.Day < q.Day && p.Day != 0
}

// monthAfter reports whether a month follows the day number that ends before i: /9, .9 or `tháng 9`.
func (m *matcher) monthAfter(i int) bool {
	sep := m.joint(i)
	return sep == '/' || sep == '.' || m.is(i, "tháng")
}

// point reads one day at i: in digits, or `2 tháng 4 năm 2021`, which needs a cue or its year.
func (m *matcher) point(i int, cue bool) (Point, int) {
	if p, next := m.numeric(i, cue); next != 0 {
		if p.Day == 0 {
			return Point{}, 0
		}
		return p, next
	}
	d := m.dayNumber(i)
	if d == 0 || !m.is(i+1, "tháng") {
		return Point{}, 0
	}
	p, next := m.monthPoint(i+1, true)
	p.Day = d
	if next == 0 || !cue && p.Year == 0 || !p.exists() {
		return Point{}, 0
	}
	return p, next
}

// monthPoint reads `tháng 12/2021`, `tháng 12-2021`, `tháng Tư năm 2021`, `tháng 12` at i, where `tháng` ("month") stands.
// dated: a day stands before it, which makes `tháng năm` (May, or "month, year") sure.
func (m *matcher) monthPoint(i int, dated bool) (Point, int) {
	v, next := m.monthName(i+1, dated)
	if next == 0 {
		return Point{}, 0
	}
	p, next := m.ownYear(Point{Month: v}, next)
	if !m.closes(next) {
		return Point{}, 0
	}
	return p, next
}

// ownYear adds the year that follows a month or day at i: /2021, -2021, `năm 2021`, `, năm 2021`.
func (m *matcher) ownYear(p Point, i int) (Point, int) {
	if sep := m.joint(i); sep == '/' || sep == '-' || sep == '.' {
		if y := m.year(i + 1); y != 0 {
			p.Year = y
			return p, i + 2
		}
		return p, i
	}
	j := i
	if m.mark(j) == ',' {
		j++
	}
	if m.is(j, "năm") {
		if y := m.clockedYear(j + 1); y != 0 {
			p.Year = y
			return p, j + 2
		}
	} else if y := m.clockedYear(j); y != 0 && p.Month != 0 && (j == i || p.Day != 0) {
		p.Year = y
		return p, j + 1
	}
	return p, i
}

// clockedYear reads a year at i, also one glued to a clock, as page templates do: 20179:19.
func (m *matcher) clockedYear(i int) int {
	if y := m.year(i); y != 0 {
		if sep := m.joint(i + 1); sep == '-' || m.closes(i+1) {
			return y
		}
		return 0
	}
	s := m.str(i)
	if (len(s) != 5 && len(s) != 6) || m.joint(i+1) != ':' {
		return 0
	}
	y := 0
	for _, c := range []byte(s[:4]) {
		if c < '0' || c > '9' {
			return 0
		}
		y = y*10 + int(c-'0')
	}
	if y < 1990 || y > 2100 {
		return 0
	}
	return y
}

// monthName reads the number or name of a month at i, after `tháng`.
func (m *matcher) monthName(i int, dated bool) (v, next int) {
	if v, digits := m.number(i); digits == 1 || digits == 2 {
		if v >= 1 && v <= 12 {
			return v, i + 1
		}
		return 0, 0
	}
	switch {
	case m.is(i, "giêng"):
		return 1, i + 1
	case m.is(i, "mười") && m.is(i+1, "một"):
		return 11, i + 2
	case m.is(i, "mười") && m.is(i+1, "hai"):
		return 12, i + 2
	case m.is(i, "năm") && !dated && !m.capital(i): // `ngày tháng năm`: day, month and year
		return 0, 0
	}
	if v = m.numeral(i); v != 0 {
		return v, i + 1
	}
	return 0, 0
}
