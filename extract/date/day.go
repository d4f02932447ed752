package date

import "quanhe/extract/text"

// dayExpr reads an expression for days at i: [clock] [part of the day] then a date, a weekday or a relative word.
//
//	9 giờ 35 phút ngày 22/11/2016 · chiều nay 14/4 · Hôm qua (13/1) · sáng thứ Tư, ngày 15/5 · trong hai ngày 12 - 13/12
func (m *matcher) dayExpr(i int) (e Expr, next int) {
	if m.kind(i+1) == text.Number && m.is(i, "ngày") { // by far the most frequent form: nothing else can begin so
		e, next = m.namedDay(i, false)
		e.First = i
		return e, next
	}
	j := i
	if k := m.clock(i); k != 0 {
		j = k
	}
	clocked := j != i
	part, k := m.partOfDay(j)
	if k != 0 {
		j = k
	}
	if e, next = m.relativeDay(j, part != 0); next == 0 {
		e, next = m.weekday(j, part != 0)
	}
	if next != 0 {
		e, next = m.merge(e, next)
	} else if e, next = m.namedDay(j, part != 0 || clocked); next == 0 {
		return e, 0
	}
	e.First, e.Part = i, part
	return e, next
}

// namedDay reads `ngày 14/4`, `hôm 14/4`, `hai ngày 12 và 13/4`, or a bare 14/4 with a cue before it or none at all.
func (m *matcher) namedDay(i int, cue bool) (e Expr, next int) {
	j, named, set := m.dayWord(i)
	if bare := !named && !cue; !m.opens(j) || bare && !m.bareDate(j) {
		return e, 0
	} else if e, next = m.dayList(j, !bare || m.joint(j+1) == '-' && m.afterHolidayName(j), set); next == 0 ||
		set && e.Hi.Zero() || bare && e.Lo.Year == 0 && m.counted(next) {
		return e, 0
	}
	if publicHoliday(e.Lo) && m.celebrated(i, named) {
		return m.holidays(e, next)
	}
	if k := m.lunarTail(next); k != next && e.Lo.Year == 0 {
		e.Kind = Lunar
		return e, k
	}
	e, next = m.dayTail(e, next)
	if e.Lo.Month == 0 && e.Unit == 0 && !m.bareDayNumber(e, j-1, next) {
		return e, 0
	}
	return e, next
}

// dayWord skips the words for day at i, `ngày`, `hôm`, `ngày mùng`, and a set of days announced, `các ngày`, `hai ngày`.
func (m *matcher) dayWord(i int) (next int, named, set bool) {
	if _, k := m.count(i); k != 0 && m.is(k, "ngày") {
		i, set = k, true
	} else if m.is(i, "các", "những") && m.is(i+1, "ngày") {
		i, set = i+1, true
	}
	if m.is(i, "ngày", "hôm") {
		i, named = i+1, true
	}
	if m.is(i, "mùng", "mồng") {
		i, named = i+1, true
	}
	return i, named, set
}

// bareDayNumber reports whether a day without a month, `Ngày 15, …`, is one: not `mỗi ngày 3 lần` ("3 times a day").
func (m *matcher) bareDayNumber(e Expr, ngay, next int) bool {
	if !m.is(ngay, "ngày") || m.is(ngay-1, "mỗi", "một", "hàng", "hằng") {
		return false
	}
	return !e.Hi.Zero() || m.ends(next) || m.is(next, "tại", "ở", "tới")
}

// partOfDay reads `sáng`, `buổi chiều`, `rạng sáng`, `sáng sớm`, `chiều tối`, `ngày và đêm` at i.
func (m *matcher) partOfDay(i int) (PartOfDay, int) {
	if m.kind(i) != text.Word {
		return 0, 0
	}
	j := i
	if m.is(j, "buổi") {
		j++
	}
	var part PartOfDay
	switch {
	case m.is(j, "rạng") && m.is(j+1, "sáng"):
		return Dawn, j + 2
	case m.is(j, "ngày") && m.is(j+1, "và") && m.is(j+2, "đêm"):
		return Night, j + 3
	case m.is(j, "sáng"):
		part = Morning
	case m.is(j, "trưa"):
		part = Noon
	case m.is(j, "chiều"):
		part = Afternoon
	case m.is(j, "tối"):
		part = Evening
	case m.is(j, "đêm", "khuya"):
		part = Night
	default:
		return 0, 0
	}
	if m.is(j+1, "sớm", "muộn", "tối", "khuya") {
		j++
	}
	return part, j + 1
}

// clock reads a time of day at i: `9 giờ 35 phút`, `14h30`, `8 giờ sáng` up to the part of the day, `14:30`.
func (m *matcher) clock(i int) int {
	h, digits := m.number(i)
	if digits == 0 || digits > 2 || h > 24 {
		return 0
	}
	switch {
	case m.is(i+1, "giờ", "h"):
		j := i + 2
		if v, d := m.number(j); d != 0 && d <= 2 && v < 60 && !m.monthAfter(j+1) && m.joint(j+1) == 0 {
			j++
			if m.is(j, "phút", "ph", "p") {
				j++
			}
		} else if m.is(j, "kém", "rưỡi") {
			j++
		}
		return j
	case m.joint(i+1) == ':':
		j := i + 3
		if m.joint(j) == ':' {
			j += 2
		}
		return j
	}
	return 0
}
