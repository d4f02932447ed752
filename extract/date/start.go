package date

import (
	"unicode"
	"unicode/utf8"

	"quanhe/extract/text"
)

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
	startLed // a preposition, which leads in any other

	startCount = startDay | startStretch | startMonth | startYear | startDuration
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

// longestStart is the length in bytes of the longest word of startWord.
const longestStart = len("thượng")

// starts gives the readers that token i can begin an expression for.
func (m *matcher) starts(i int) start {
	s := m.str(i)
	var set start
	switch {
	case m.kind(i) == text.Number:
		return m.startDigits(i)
	case m.kind(i) == text.Punct || len(s) > longestStart:
		return 0
	case m.capital(i):
		set = startCapital(s)
	default:
		set = startWord(s)
	}
	if set == startCount || set == startList { // `một`, `các`: nearly always of other things
		if k := m.afterCount(i); m.unit(k) == 0 {
			return 0
		}
	}
	return set
}

// afterCount is the index after a number in words or `các`, `những` at i.
func (m *matcher) afterCount(i int) int {
	if _, k := m.count(i); k != 0 {
		return k
	}
	return i + 1
}

// startCapital is startWord for a word with capitals.
func startCapital(s string) start {
	var buf [longestStart + utf8.UTFMax]byte
	n := 0
	for _, r := range s {
		n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
		if n > longestStart {
			return 0
		}
	}
	return startWord(string(buf[:n]))
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

// startWord gives the readers of the words that can begin an expression, in lower case.
func startWord(s string) start {
	switch s {
	case "ngày":
		return startDay | startLunar | startHoliday | startVague
	case "hôm", "bữa", "buổi", "rạng", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "thứ", "chủ", "chúa", "cn":
		return startDay
	case "mùng", "mồng":
		return startDay | startLunar
	case "rằm", "tức", "nhằm":
		return startLunar
	case "cùng":
		return startDay | startUnit
	case "tuần":
		return startUnit | startVague
	case "tháng":
		return startLunar | startUnit | startMonth | startVague
	case "năm": // year, or five
		return startUnit | startYear | startVague | startTerm | startCount
	case "quý", "quí":
		return startQuarter
	case "mùa":
		return startSeason
	case "đầu", "giữa", "cuối", "nửa", "thượng", "trung", "hạ":
		return startUnit | startMonth | startYear | startStretch
	case "một", "hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười":
		return startCount
	case "các", "những":
		return startList
	case "nhiều", "vài", "mấy", "mới", "vừa", "sắp":
		return startVague
	case "thời":
		return startVague | startTerm
	case "gần":
		return startVague | startDuration
	case "hơn", "cách":
		return startDuration
	case "trên", "khoảng":
		return startDuration | startLed
	case "trước", "tới":
		return startLed | startDuration | startVague
	case "sau":
		return startLed | startDuration
	case "từ", "kể", "chậm", "muộn", "đến", "vào", "hồi", "trong", "ngay", "lúc", "đúng", "suốt":
		return startLed
	case "nhiệm", "giai", "tầm", "niên", "khóa", "khoá", "thế", "thập":
		return startTerm
	case "sinh", "sn":
		return startLife
	case "quốc", "dịp", "lễ", "tết", "giỗ":
		return startHoliday
	}
	return 0
}
