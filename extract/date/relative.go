package date

import "quanhe/extract/text"

// relativeDay reads a day told from another: `hôm nay`, `ngày mai`, `cùng ngày`, `hôm sau`; after a part of the day
// also the bare `nay`, `qua`, `mai`. Elsewhere `qua` is "through" and `nay` "now".
func (m *matcher) relativeDay(i int, parted bool) (e Expr, next int) {
	if m.kind(i) != text.Word {
		return e, 0
	}
	e = Expr{First: i, Kind: Relative, Unit: Days}
	if parted {
		if k := m.beside(&e, i); k != 0 {
			return e, k
		}
	}
	j := i
	named := m.is(i, "ngày")
	if named {
		j++
	}
	switch {
	case m.is(i, "cùng") && m.is(i+1, "ngày", "hôm") && !m.is(i+2, "càng"): // `ngày càng`: more and more
		e.Kind, e.Base = Same, FromText
		if k := m.phrase(i+2, "hôm", "đó"); k != 0 {
			return e, k
		}
		return e, i + 2
	case named && m.is(j, "mai", "kia", "mốt") && !m.is(j+1, "tươi"): // `ngày mai tươi sáng`: a bright future
		e.Shift = 1
		if !m.is(j, "mai") {
			e.Shift = 2
		}
		return e, j + 1
	case (named || m.is(i, "hôm")) && m.is(i+1, "đó", "ấy") && m.kind(i-1) != 0 && m.numeral(i-1) == 0:
		e.Kind, e.Base = Same, FromText
		return e, i + 2
	case named && (m.is(j, "tiếp") && m.is(j+1, "theo") || m.is(j, "kế") && m.is(j+1, "tiếp")):
		e.Kind, e.Base, e.Shift = After, FromText, 1
		return e, j + 2
	case m.is(j, "hôm"):
		return m.thatDay(e, j+1, named || parted)
	case m.is(i, "bữa") && m.is(i+1, "nay"):
		return e, i + 2
	}
	return e, 0
}

// beside reads the word that fixes a part of the day: `sáng nay`, `tối qua`, `sáng mai`, `chiều kia`.
func (m *matcher) beside(e *Expr, i int) int {
	switch {
	case m.is(i, "nay"):
	case m.is(i-2, "ánh", "soi", "toả", "tỏa", "chiếu"): // `ánh sáng qua`: light through
		return 0
	case m.is(i, "qua"):
		e.Shift = -1
	case m.is(i, "mai") && !m.capital(i): // Mai is a name
		e.Shift = 1
	case m.is(i, "kia"):
		e.Shift = -2
	default:
		return 0
	}
	return i + 1
}

// thatDay reads what follows `hôm`.
func (m *matcher) thatDay(e Expr, i int, fixed bool) (Expr, int) {
	switch {
	case m.is(i-2, "mấy", "vài", "nhiều", "những", "các"): // `mấy hôm nay`: these days
		return e, 0
	case m.is(i, "nay"):
	case m.is(i, "qua"):
		e.Shift = -1
	case m.is(i, "kia"):
		e.Shift = -2
	case m.is(i, "kìa"):
		e.Shift = -3
	case m.is(i, "đó", "ấy", "này"):
		e.Kind, e.Base = Same, FromText
	case m.is(i, "sau"):
		e.Kind, e.Base, e.Shift = After, FromText, 1
	case m.is(i, "trước") && (fixed || m.is(i+1, "đó")): // a bare `hôm trước` is "the other day"
		e.Kind, e.Base, e.Shift = Before, FromText, -1
		if m.is(i+1, "đó") {
			i++
		}
	default:
		return e, 0
	}
	return e, i + 1
}

// relativeWord reads which week, month or year: `này`, `nay` (this), `trước`, `ngoái`, `rồi` (last), `tới`, `sau` (next).
func (m *matcher) relativeWord(i int) (shift, next int) {
	switch {
	case m.is(i+1, "đó", "đây", "khi") || m.is(i, "tới") && m.is(i+1, "nay"): // `tháng sau đó`, `ít tháng sau khi`: after that; `đầu năm tới nay`: until now
		return 0, 0
	case m.is(i, "này", "nay"):
		return 0, i + 1
	case m.is(i, "trước", "ngoái", "rồi"):
		return -1, i + 1
	case m.is(i, "tới", "sau"):
		return 1, i + 1
	case m.is(i, "kia") && m.is(i-1, "năm"):
		return -2, i + 1
	}
	return 0, 0
}

// textWord reads a week, month or year told from the date before: `tháng đó`, `năm ấy`, `năm sau đó`, `tuần kế tiếp`.
func (m *matcher) textWord(i int) (kind Kind, shift, next int) {
	switch {
	case m.is(i, "đó", "ấy"):
		return Same, 0, i + 1
	case m.is(i, "sau") && m.is(i+1, "đó"):
		return After, 1, i + 2
	case m.is(i, "trước") && m.is(i+1, "đó"):
		return Before, -1, i + 2
	case m.is(i, "kế") && m.is(i+1, "tiếp"), m.is(i, "tiếp") && m.is(i+1, "theo"):
		return After, 1, i + 2
	}
	return 0, 0, 0
}

// relativeUnit reads `tuần trước`, `tháng này`, `năm ngoái`, `cùng năm`, with a part before it: `cuối tuần qua`, `cuối tháng này`.
func (m *matcher) relativeUnit(i int) (e Expr, next int) {
	e = Expr{First: i, Kind: Relative}
	j := i
	if edge, k := m.edge(i); k != 0 {
		e.Edge, e.Kind, j = edge, Part, k
	}
	if m.is(j, "cùng") {
		e.Kind, e.Base = Same, FromText
		switch e.Unit = m.unit(j + 1); {
		case e.Unit <= Weeks:
		case m.is(j+2, "đó", "ấy"):
			return e, j + 3
		case m.ends(j+2) || !m.begins(i): // `Cùng năm đồng chí khác`: with five others
			return e, j + 2
		}
		return e, 0
	}
	if e.Unit = m.unit(j); e.Unit < Weeks {
		return e, 0
	}
	k := j + 1
	if e.Unit == Weeks && m.is(k, "lễ") {
		k++
	}
	if kind, shift, after := m.textWord(k); after != 0 {
		e.Kind, e.Base, e.Shift = kind, FromText, shift
		if kind == After && e.Unit == Years {
			e.Kind = YearsAfter
		}
		return e, after
	}
	if m.is(j-1, "vài", "mấy", "ít", "nhiều", "mươi", "chục", "nửa") {
		return e, 0 // `vài tuần sau`: a few weeks later
	}
	shift, after := m.relativeWord(k)
	if after == 0 {
		switch {
		case e.Unit == Weeks && e.Edge == Late && m.weekPast(k) != 0:
			e.Shift = -1
			return e, m.weekPast(k)
		case m.alone(i, k) && (e.Unit == Weeks && e.Edge == Early || e.Unit == Months && e.Edge != 0 && !m.names(k)): // `hồi đầu tháng`; `cuối tuần` is any weekend
			return e, k
		}
		return e, 0
	}
	if e.Unit == Weeks && m.is(k, "nay") || e.Unit == Months && m.is(k, "nay", "ngoái") {
		return e, 0 // `tháng nay` counts months until now
	}
	e.Shift = shift
	return e, after
}

// names reports whether a month's number or name stands at i.
func (m *matcher) names(i int) bool {
	_, next := m.monthName(i, true)
	return next != 0
}

// alone reports whether a part of a week, month or year without a name, the tokens [i, end), is one of the present:
// `hồi đầu tháng`, `cuối năm,` but not `người đứng đầu năm nước`.
func (m *matcher) alone(i, end int) bool {
	return m.ends(end) || m.is(i-1, "hồi", "vào", "từ", "ngay", "trong", "dịp", "đến")
}

// edge reads `đầu`, `giữa`, `cuối`, `nửa đầu`, `trung tuần` (the middle ten days of a month) at i.
func (m *matcher) edge(i int) (Edge, int) {
	j := i
	if m.is(j, "nửa") {
		j++
	}
	switch {
	case m.is(j, "thượng") && m.is(j+1, "tuần"):
		return Early, j + 2
	case m.is(j, "trung") && m.is(j+1, "tuần"):
		return Middle, j + 2
	case m.is(j, "hạ") && m.is(j+1, "tuần"):
		return Late, j + 2
	case m.is(j, "đầu"):
		return Early, j + 1
	case m.is(j, "giữa"):
		return Middle, j + 1
	case m.is(j, "cuối"):
		return Late, j + 1
	}
	return 0, 0
}

// Before returns the day that lies so long before another as a duration says, in days or weeks: hai ngày before 2024-08-16 is
// 2024-08-14. It returns "" for any other expression, and before what is no single day.
func (e Expr) Before(day string) string {
	p, ok := plain(day)
	if !ok || p.Day == 0 || e.Kind != Duration || e.Shift <= 0 || e.Unit != Days && e.Unit != Weeks {
		return ""
	}
	days := e.Shift
	if e.Unit == Weeks {
		days *= 7
	}
	return dayAt(p.ordinal() - days).String()
}
