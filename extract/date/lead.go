package date

import "quanhe/extract/text"

// expr reads the expression of one of the kinds that starts allows, which begins at i, brackets and prepositions included.
func (m *matcher) expr(i int, starts start) (e Expr, next int) {
	if starts == startBracket {
		return m.bracketed(i)
	}
	if starts&startLed != 0 {
		e, next = m.led(i)
	}
	if next == 0 {
		e, next = m.core(i, starts, false)
	}
	if next == 0 {
		return e, 0
	}
	return e, m.localTime(e, next)
}

// bracketed reads an expression that stands alone in round brackets at i: `(tháng 12/2021)`, `(6/2005)`, `(1994 - 2024)`.
func (m *matcher) bracketed(i int) (e Expr, next int) {
	if e, next = m.led(i + 1); next == 0 {
		if e, next = m.core(i+1, m.starts(i+1), true); next == 0 {
			return e, 0
		}
	}
	next = m.localTime(e, next)
	if m.mark(next) != ')' {
		return e, 0
	}
	e.Kind = m.pairKind(e, i)
	e.Bracketed = true
	return e, next + 1
}

// A preposition's sense for the date it leads in.
type sense uint8

const (
	senseIn    sense = 1 << iota // `vào`, `trong`, `hồi`: at that time
	senseFrom                    // `từ`, `sau`
	senseUntil                   // `trước`, `chậm nhất`
	senseTo                      // `đến`, `tới`: until, and of a year a target
)

// preposition reads one preposition at i. `là` ("is") follows only a deadline: `chậm nhất là ngày 5/3`.
func (m *matcher) preposition(i int, so sense) (sense, int) {
	switch {
	case m.kind(i) != text.Word:
	case m.is(i+1, "đó"): // `sau đó`, `trước đó`: then, before that
		return 0, 0
	case m.is(i, "vào", "hồi", "trong", "ngay", "lúc", "khoảng", "đúng", "suốt"):
		return senseIn, i + 1
	case m.is(i, "là") && so&senseUntil != 0:
		return senseIn, i + 1
	case m.is(i, "kể") && m.is(i+1, "từ"):
		return senseFrom, i + 2
	case m.is(i, "từ", "sau"):
		return senseFrom, i + 1
	case m.is(i, "chậm", "muộn") && m.is(i+1, "nhất"):
		return senseUntil, i + 2
	case m.is(i, "trước"):
		return senseUntil, i + 1
	case m.is(i, "đến", "tới") && !m.is(i+1, "hôm"): // `đến hôm 8/3`: arrived on
		if m.is(i+1, "hết") {
			return senseTo, i + 2
		}
		return senseTo, i + 1
	}
	return 0, 0
}

// led reads prepositions at i and the expression they lead in: `kể từ ngày 1/8`, `trước ngày 30/9`, `vào tháng 5`, `đến năm 2030`.
func (m *matcher) led(i int) (e Expr, next int) {
	var so sense
	j := i
	for {
		one, k := m.preposition(j, so)
		if k == 0 {
			break
		}
		so, j = so|one, k
	}
	if so == 0 {
		return e, 0
	}
	if m.is(j-1, "từ") && m.is(j, "nay") {
		return m.fromNow(j + 1)
	}
	if m.is(j-1, "trong") && m.is(j, "ngày", "tháng", "năm") && m.ends(j+1) && (m.begins(i) || m.is(i-1, "cũng")) {
		return Expr{Kind: Same, Unit: m.unit(j), Base: FromText}, j + 1
	}
	e, next = m.core(j, m.starts(j), true)
	if next == 0 || e.Kind >= Anniversary && e.Kind != Vague || so != senseIn && e.Kind >= Same {
		return e, 0
	}
	if !e.Hi.Zero() {
		return e, next
	}
	e.From = so&senseFrom != 0 && m.clock(j) == 0                      // `từ 7 giờ ngày 24/11` is that day
	e.Until = so&senseUntil != 0 || so&senseTo != 0 && m.clock(j) == 0 // `đến 10 giờ ngày 4/4` ends on that day
	if e.Kind == Year && so&senseTo != 0 {
		e.Kind = Target
	}
	if so&senseFrom != 0 && m.is(next, "đến", "tới") && m.is(next+1, "nay") {
		next += 2
	}
	return e, next
}

// fromNow reads `từ nay đến năm 2030`, `từ nay đến 15/4`, at the word after `nay` ("now").
func (m *matcher) fromNow(i int) (e Expr, next int) {
	if !m.is(i, "đến", "tới") {
		return e, 0
	}
	if e, next = m.led(i); next == 0 {
		if y := m.year(i + 1); y != 0 && m.closes(i+2) { // `từ nay đến 2030`
			return Expr{Kind: Target, Lo: Point{Year: y}, Until: true}, i + 2
		}
		return e, 0
	}
	if e.Kind == Day && e.Unit == 0 {
		return Expr{Kind: DayRange, Unit: Days, Hi: e.Lo}, next
	}
	e.Kind = Target
	return e, next
}

// core reads an expression without prepositions at i, of the kinds that starts allows.
// cue: what stands before makes a bare number a date.
func (m *matcher) core(i int, starts start, cue bool) (e Expr, next int) {
	digits := m.kind(i) == text.Number
	if digits && cue {
		starts |= startDay | startDigits
	}
	for starts != 0 {
		one := starts & -starts
		if e, next = m.read(one, i); next != 0 {
			return e, next
		}
		starts &^= one
	}
	if !digits {
		return e, 0
	}
	if e, next = m.bareMonth(i, cue); next == 0 && cue {
		e, next = m.cuedNumber(i)
	}
	return e, next
}

// cuedNumber reads what only a preposition or bracket makes a date: (29-7), `đến 11/4`, (2019), `từ 2016 đến 2020`.
func (m *matcher) cuedNumber(i int) (e Expr, next int) {
	if e, next = m.dayList(i, m.mark(i-1) == '(', false); next != 0 && e.Lo.Month != 0 && !m.counted(next) {
		return e, next
	}
	if m.is(i-1, "từ") {
		if e, next = m.dayList(i, true, false); next != 0 && m.ranged(e, i, next) {
			return e, next
		}
	}
	if y := m.year(i); y >= 1800 && m.closes(i+1) && (m.mark(i-1) == '(' || m.is(i-1, "từ", "trước", "sau")) {
		return m.yearRange(Expr{Kind: Year, Lo: Point{Year: y}}, i+1, false)
	}
	return e, 0
}

// ranged reports whether e, the tokens [i, end) after `từ`, is a range of two full days without their slashes, `từ 28-2 đến 2-3`,
// and not one of numbers: `từ 1.3 đến 3.3 tỷ`.
func (m *matcher) ranged(e Expr, i, end int) bool {
	return e.Kind == DayRange && m.joint(i+1) != 0 && !m.counted(end) && (m.ends(end) || e.Hi.Year != 0 || m.is(end, "tại", "ở"))
}

// localTime skips `theo giờ địa phương` ("local time"), `(giờ Việt Nam)` and a second date in brackets in another time zone.
func (m *matcher) localTime(e Expr, i int) int {
	j := i
	open := m.mark(j) == '('
	if e.Kind > Same || !open && !m.is(j, "theo", "giờ") {
		return i
	}
	if open {
		j++
		if _, k := m.dayExpr(j); k != 0 {
			j = k
		}
	}
	if m.is(j, "theo") {
		j++
	}
	if !m.is(j, "giờ") {
		return i
	}
	j++
	if k := m.phrase(j, "địa", "phương"); k != 0 {
		j = k
	} else {
		for k := j; k < j+3 && m.capital(k); {
			k++
			if !m.capital(k) || k == j+3 {
				j = k
			}
		}
	}
	switch {
	case m.is(j-1, "giờ"):
		return i
	case !open:
		if m.mark(j) == '(' {
			return m.localTime(e, j)
		}
		return j
	case m.mark(j) == ')':
		return j + 1
	}
	return i
}
