package date

import (
	"strings"

	"quanhe/extract/text"
)

// numeral is the value of one number word from `một` ("one") to `mười` ("ten") at i; 0 for any other word.
func (m *matcher) numeral(i int) int {
	if m.kind(i) != text.Word {
		return 0
	}
	s := m.str(i)
	switch {
	case len(s) > len("mười"):
		return 0
	case m.capital(i):
		for k, w := range numerals {
			if strings.EqualFold(s, w) {
				return k%10 + 1
			}
		}
		return 0
	}
	switch s {
	case "một":
		return 1
	case "hai":
		return 2
	case "ba":
		return 3
	case "bốn", "tư":
		return 4
	case "năm":
		return 5
	case "sáu":
		return 6
	case "bảy", "bẩy":
		return 7
	case "tám":
		return 8
	case "chín":
		return 9
	case "mười":
		return 10
	}
	return 0
}

// numerals are the number words from 1 to 10, then their other forms ten places on.
var numerals = [...]string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", 13: "tư", 16: "bẩy"}

// count reads a whole number at i, in digits or words up to 99 (`hai mươi lăm`). It returns the index after it, 0 when
// there is none.
func (m *matcher) count(i int) (n, next int) {
	if v, digits := m.number(i); digits != 0 {
		if !m.opens(i) || !m.closes(i+1) || m.joint(i+1) != 0 {
			return 0, 0
		}
		return v, i + 1
	}
	n = m.numeral(i)
	if n == 0 || m.is(i, "tư") {
		return 0, 0
	}
	if m.is(i+1, "mươi") && n > 1 {
		n, i = 10*n, i+1
	}
	if n < 10 {
		return n, i + 1
	}
	if unit := m.unitDigit(i + 1); unit != 0 {
		return n + unit, i + 2
	}
	return n, i + 1
}

// unitDigit is the ones of a compound number: `mười lăm` (15), `hai mươi mốt` (21). `năm` after a ten is "year", five is `lăm`.
func (m *matcher) unitDigit(i int) int {
	switch {
	case m.is(i, "mốt"):
		return 1
	case m.is(i, "lăm", "nhăm"):
		return 5
	case m.is(i, "năm"):
		return 0
	}
	if n := m.numeral(i); n < 10 {
		return n
	}
	return 0
}

// unit reads a unit of the calendar at i: `ngày`, `hôm` (day), `tuần` (week), `tháng` (month), `năm` (year).
func (m *matcher) unit(i int) Unit {
	switch {
	case m.is(i, "ngày", "hôm"):
		return Days
	case m.is(i, "tuần"):
		return Weeks
	case m.is(i, "tháng"):
		return Months
	case m.is(i, "năm"):
		return Years
	}
	return 0
}

// capital reports whether token i begins with a capital letter.
func (m *matcher) capital(i int) bool { return m.has(i, text.Cap) }
