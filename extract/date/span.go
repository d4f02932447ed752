package date

// durationExpr reads a number of units at i, and what places it: `hai ngày sau đó` (After), `trước đó một ngày` (Before),
// `cách đây 3 năm` (Relative), `35 năm` (Duration).
func (m *matcher) durationExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Duration}
	j, kind := i, Kind(0)
	switch {
	case m.is(i, "trước") && m.is(i+1, "đó"):
		j, kind = i+2, Before
	case m.is(i, "sau") && m.is(i+1, "đó"):
		j, kind = i+2, After
	case m.is(i, "cách") && m.is(i+1, "đây", "nay"):
		j, kind = i+2, Relative
	}
	if kind != 0 && m.is(j, "đúng") {
		j++
	}
	approximate := m.is(j, "gần", "hơn", "khoảng", "trên") || m.is(j-1, "gần", "hơn", "khoảng", "trên")
	if m.is(j, "gần", "hơn", "khoảng", "trên") {
		j++
	}
	n, j := m.count(j)
	if j == 0 {
		return e, 0
	}
	if e.Unit = m.unit(j); e.Unit == 0 || m.capital(j) {
		return e, 0
	}
	if m.datesUnit(e.Unit, j+1) {
		return e, 0
	}
	e.Shift, next = n, j+1
	if kind == 0 && m.is(next, "nữa") && m.begins(i) { // `Hai ngày nữa`: in two days
		e.Kind = Relative
		return e, next + 1
	}
	if kind == 0 {
		kind, next = m.placed(next)
	}
	if approximate {
		e.Hint = Near
		if kind != 0 {
			kind = Vague
		}
	}
	if e = e.placed(kind); kind != 0 && e.Unit == Days {
		return m.merge(e, next) // `cách đây 2 ngày (21/2)`
	}
	return e, next
}

// datesUnit reports whether digits after a unit make it the unit of a date, so that the number before it is another's:
// `Nghị quyết 57 ngày 22/12`. A plan of `5 năm 2021-2025` is five years.
func (m *matcher) datesUnit(unit Unit, i int) bool {
	switch unit {
	case Days:
		_, next := m.point(i, true)
		return next != 0
	case Months:
		_, next := m.numeric(i, true)
		v, _ := m.number(i)
		return next != 0 || v >= 1 && v <= 12 && m.ends(i+1)
	case Years:
		return m.year(i) != 0 && m.separatorAt(i+1) != through
	}
	return false
}

// placed reads the words after a number of units that place it in time.
func (m *matcher) placed(i int) (Kind, int) {
	switch {
	case m.is(i, "sau") && m.is(i+1, "đó"):
		return After, i + 2
	case m.is(i, "trước") && m.is(i+1, "đó"):
		return Before, i + 2
	case m.is(i, "sau") && m.mark(i+1) == ',':
		return After, i + 1
	case m.is(i, "trước") && m.is(i+1, "đây"):
		return Relative, i + 2
	case m.is(i, "trước") && m.ends(i+1):
		return Relative, i + 1
	case m.is(i, "qua"):
		return Vague, i + 1
	case m.is(i, "vừa", "gần") && m.is(i+1, "qua", "đây"):
		return Vague, i + 2
	}
	return 0, i
}

// placed turns a duration into a time of the given kind.
func (e Expr) placed(kind Kind) Expr {
	switch kind {
	case 0:
		return e
	case After:
		e.Base = FromText
		if e.Unit == Years {
			kind = YearsAfter
		}
	case Before:
		e.Base, e.Shift = FromText, -e.Shift
	case Relative:
		e.Shift = -e.Shift
	case Vague:
		e.Hint, e.Unit, e.Shift = Past, 0, 0
	}
	e.Kind = kind
	return e
}

// vagueExpr reads a direction without a date: `vừa qua`, `mới đây`, `thời gian tới`, `sắp tới`, `những năm qua`.
func (m *matcher) vagueExpr(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Vague, Hint: Past}
	j := i
	if k := m.phrase(j, "thời", "gian"); k != 0 {
		j = k
	} else if m.is(j, "những", "nhiều", "vài", "mấy", "các") && m.unit(j+1) != 0 {
		j += 2
	} else if m.unit(j) != 0 {
		j++
	}
	timed := j != i
	switch {
	case m.is(j, "vừa") && m.is(j+1, "qua", "rồi"), m.is(j, "trước", "gần") && m.is(j+1, "đây"):
		return e, j + 2
	case m.is(j, "mới") && m.is(j+1, "đây"):
		if m.is(j+2, "nhất") {
			j++
		}
		return e, j + 2
	case timed && m.is(j, "qua"):
		return e, j + 1
	case m.is(j, "sắp") && m.is(j+1, "tới"), m.is(j, "tới") && m.is(j+1, "đây"):
		e.Hint = Future
		return e, j + 2
	case timed && m.is(j, "tới") && !m.is(i, "ngày"):
		e.Hint = Future
		return e, j + 1
	}
	return e, 0
}
