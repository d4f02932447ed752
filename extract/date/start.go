package date

import "quanhe/extract/text"

// start is the set of readers that a token can begin an expression for, in the order they are tried.
// It turns most tokens away before any grammar is.
type start uint16

const (
	startLunar start = 1 << iota
	startHoliday
	startLife
	startTerm
	startDay
	startStretch
	startUnit
	startMonth
	startYear
	startQuarter
	startSeason
	startVague
	startDuration
	startDigits
	startLed     // a preposition, which leads in any other
	startBracket // a round bracket, which may hold any other

	startEdge  = startUnit | startMonth | startYear | startStretch
	startCount = startDay | startStretch | startMonth | startYear | startDuration
	startLead  = startLed | startDuration | startVague
	startList  = startDay | startMonth | startYear | startVague
)

// read tries one reader at i. A switch keeps the matcher on the stack, where a table of functions would not.
func (m *matcher) read(one start, i int) (Expr, int) {
	switch one {
	case startLunar:
		return m.lunarExpr(i)
	case startHoliday:
		return m.holidayExpr(i)
	case startLife:
		return m.lifeExpr(i)
	case startTerm:
		return m.termExpr(i)
	case startDay:
		return m.dayExpr(i)
	case startStretch:
		return m.stretch(i)
	case startUnit:
		return m.relativeUnit(i)
	case startMonth:
		return m.monthExpr(i)
	case startYear:
		return m.yearExpr(i)
	case startQuarter:
		return m.quarterExpr(i)
	case startSeason:
		return m.seasonExpr(i)
	case startVague:
		return m.vagueExpr(i)
	case startDuration:
		return m.durationExpr(i)
	case startDigits:
		return m.yearPair(i)
	}
	return Expr{}, 0
}

// starts gives the readers that token i can begin an expression for.
func (m *matcher) starts(i int) start {
	switch m.kind(i) {
	case text.Word:
		return m.startWord(i)
	case text.Number:
		return m.startDigits(i)
	}
	if m.mark(i) == '(' {
		return startBracket
	}
	return 0
}

// startWord gives the readers of a word at i.
func (m *matcher) startWord(i int) start {
	o := openers.lookup(m.str(i), m.tokens[i].Flags)
	switch {
	case o == nil:
		return 0
	case len(o.next) > 0:
		if !m.is(i+1, o.next...) {
			return 0
		}
	case o.set&^startLead == 0 && !m.leads(i+1):
		return 0
	}
	if o.set == startCount || o.set == startList { // `một`, `các`: nearly always of other things
		if k := m.afterCount(i); m.unit(k) == 0 {
			return 0
		}
	}
	return o.set
}

// leads reports whether what stands at i, behind a word that only leads in or counts, can go on with an expression: `trong` and
// `đến` are mostly of other things.
func (m *matcher) leads(i int) bool {
	switch m.kind(i) {
	case text.Number:
		return true
	case text.Word:
		return openers.may(m.str(i), m.tokens[i].Flags) || m.is(i, "hết", "nay", "đó", "đây", "đúng")
	}
	return false
}

// afterCount is the index after a number in words or `các`, `những` at i.
func (m *matcher) afterCount(i int) int {
	if _, k := m.count(i); k != 0 {
		return k
	}
	return i + 1
}

// startDigits gives the readers of a number at i by what follows it.
func (m *matcher) startDigits(i int) start {
	switch {
	case m.kind(i+1) == text.Punct:
		if m.mark(i+1) == '-' || m.joint(i+1) != 0 {
			return startDay | startDigits
		}
	case m.unit(i+1) != 0:
		if m.is(i+2, "chạp") {
			return startLunar
		}
		return startCount
	case m.is(i+1, "tết"):
		return startLunar
	case m.is(i+1, "giờ", "h"), m.is(i+1, "đến", "tới"):
		return startDay | startDigits
	}
	return 0
}
