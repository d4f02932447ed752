package date

// dayList reads days at i: one (`14/4`), a range (`18-20/8`, `28/9 đến 1/10/2022`, `5/9/1962 - 5/9/2012`) or, when a
// set was announced (`trong các ngày 12 và 13/4`, "on the days 12 and 13/4"), a list. cue: a word before says that
// these are days.
func (m *matcher) dayList(i int, cue, set bool) (e Expr, next int) {
	lo, next := m.point(i, cue && !(set && m.joint(i+1) == '-'))
	pending := next == 0 // a bare day number that must find its month further on
	if pending {
		if lo.Day = m.dayNumber(i); lo.Day == 0 || !m.pendingCloses(i+1) {
			return e, 0
		}
		next = i + 1
	}
	e = Expr{First: i, Kind: Day, Lo: lo}
	for {
		sep, j := m.daySeparator(next)
		if sep == none || sep == list && !set && (!pending || !cue) {
			break
		}
		hi, after := m.point(j, true)
		waiting := after == 0 && pending
		if waiting {
			if hi.Day = m.dayNumber(j); hi.Day == 0 || !cue || !m.pendingCloses(j+1) {
				break
			}
			after = j + 1
		}
		if after == 0 && sep == through && !pending && m.is(j-1, "ngày") && m.ends(j+1) { // `từ ngày 1/3 đến ngày 3`
			if hi.Day = m.dayNumber(j); hi.Day > lo.Day {
				hi.Month, hi.Year, after = lo.Month, lo.Year, j+1
			}
		}
		if after == 0 || pending && hi.Day <= lo.Day && !(sep == through && hi.wraps(lo.Day)) ||
			!pending && hi.before(lo) && hi.Year != 0 && lo.Year != 0 {
			break
		}
		e.Kind, e.Hi, next, pending = DayRange, hi, after, waiting
		if sep == through && !waiting {
			break
		}
	}
	if pending && !cue {
		return e, 0
	}
	return e.spread(), next
}

// longestWrap is how many days a range may take whose first month is not said: `28-2/3` runs from February into March.
const longestWrap = 14

// wraps reports whether a range to p can begin on the given day of the month before.
func (p Point) wraps(day int) bool {
	if p.Month == 0 {
		return false
	}
	last := daysIn(p.Year, (p.Month+10)%12+1)
	return day <= last && last-day+p.Day < longestWrap
}

// pendingCloses reports whether a day number before token i can wait for its month: it is not part of another number.
func (m *matcher) pendingCloses(i int) bool {
	sep := m.joint(i)
	return sep == 0 && m.closes(i) || sep == '-' || sep == ',' || m.mark(i) == '-'
}

// A separator stands between two days, months or years.
type separator uint8

const (
	none    separator = iota
	list              // `và` ("and"), a comma
	through           // a dash, `đến` ("to")
)

// separator reads what stands between two items at i.
func (m *matcher) separator(i int) (separator, int) {
	switch {
	case m.mark(i) == '-':
		if m.is(i+1, "đến") {
			return through, i + 2
		}
		return through, i + 1
	case m.mark(i) == '/':
		if _, digits := m.number(i - 1); digits == 4 { // 3-1-1977 / 3-1-2022
			return through, i + 1
		}
	case m.is(i, "đến", "tới"):
		if m.is(i+1, "hết") {
			return through, i + 2
		}
		return through, i + 1
	case m.is(i, "và"):
		return list, i + 1
	case m.mark(i) == ',':
		if m.is(i+1, "và") {
			return list, i + 2
		}
		return list, i + 1
	}
	return none, i
}

// daySeparator also skips the words that may stand before the second day: `đến hết ngày`, `đến chiều`, `đêm 14, rạng sáng 15/10`.
func (m *matcher) daySeparator(i int) (separator, int) {
	sep, j := m.separator(i)
	if k := m.phrase(j, "rạng", "sáng"); k != 0 {
		sep, j = through, k
	} else if k := m.phrase(j, "rạng"); k != 0 {
		sep, j = through, k
	} else if sep == none {
		return none, i
	} else {
		if k := m.clock(j); k != 0 {
			j = k
		}
		if _, k := m.partOfDay(j); k != 0 {
			j = k
		}
	}
	if m.is(j, "ngày") {
		j++
	}
	if m.is(j, "mùng", "mồng") {
		j++
	}
	return sep, j
}

// spread gives the first date the fields that only the last one carries, and tells an anniversary from a range:
// the same day of two years (24/6/1967-24/6/2022).
func (e Expr) spread() Expr {
	if e.Lo.Zero() || e.Hi.Zero() {
		return e
	}
	lo, hi := &e.Lo, e.Hi
	if lo.Year != 0 && hi.Year != 0 && lo.Year != hi.Year && lo.Month == hi.Month && lo.Day == hi.Day {
		e.Kind = Anniversary
		return e
	}
	if lo.Month == 0 {
		if lo.Month = hi.Month; lo.Day > hi.Day && hi.Day != 0 && hi.Month != 0 { // 28-2/3
			lo.Month = (hi.Month+10)%12 + 1
		}
	}
	if lo.Year == 0 && hi.Year != 0 {
		lo.Year = hi.Year
		if hi.Month < lo.Month || hi.Month == lo.Month && hi.Day < lo.Day {
			lo.Year-- // từ 28/12 đến 3/1/2022
		}
	}
	if hi.Year == 0 && lo.Year != 0 {
		e.Hi = following(*lo, hi)
	}
	return e
}
