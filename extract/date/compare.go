package date

import "strings"

// Overlap reports whether a and b can share a day. A date with an unknown year overlaps what it overlaps in some year.
// An empty date is unknown, not everything: it overlaps nothing.
func Overlap(a, b string) bool {
	if apart(a, b) {
		return false
	}
	return holds(a, b) || holds(b, a) || somewhere(a, b, func(a, b bounds) bool {
		return a.lo <= b.hi && b.lo <= a.hi
	})
}

// Compatible reports whether a and b can tell the same date: they are equal, or one contains the other, or one is empty.
// XXXX-12-23 is compatible with 2021-12-23 and with 2021.
func Compatible(a, b string) bool {
	if a == "" || b == "" {
		return true
	}
	if apart(a, b) {
		return false
	}
	return holds(a, b) || holds(b, a) || somewhere(a, b, func(a, b bounds) bool {
		return a.lo <= b.lo && b.hi <= a.hi || b.lo <= a.lo && a.hi <= b.hi
	})
}

// apart reports whether a and b are written as two days, months or years of which none holds the other, whatever year an
// unknown one is, or as spans of them of which one ends before the other begins: most dates of news are, and need no calendar.
func apart(a, b string) bool {
	if !calendar(a) || !calendar(b) {
		loA, hiA := ends(a)
		loB, hiB := ends(b)
		return before(hiA, loB) || before(hiB, loA)
	}
	if a[0] == 'X' || b[0] == 'X' {
		a, b = a[len(unknownYear):], b[len(unknownYear):]
	}
	return !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a)
}

// ends returns what a span goes from and to as it is written: twice a date that is no span.
func ends(s string) (lo, hi string) {
	lo, hi, ok := strings.Cut(s, "/")
	if !ok {
		hi = lo
	}
	return lo, hi
}

// before reports whether a and b are written as days, months or years of known years, a before b and not holding it.
func before(a, b string) bool {
	return a < b && !strings.HasPrefix(b, a) && calendar(a) && calendar(b) && a[0] != 'X' && b[0] != 'X'
}

// holds reports whether a and b are written as days, months or years of which a holds b or is it: as most dates that are not
// apart. It does not say so of the last days of a month, nor of years that are not known or begin with a zero.
func holds(a, b string) bool {
	if a == "" || !strings.HasPrefix(b, a) || b[0] == '0' || b[0] == 'X' || !calendar(a) || !calendar(b) {
		return false
	}
	return len(b) < 10 || b[8] == '0' && b[9] > '0' || b[8] == '1' || b[8] == '2' && b[9] < '9'
}

// calendar reports whether s has the form 2021, 2021-12 or 2021-12-23, or one of the latter two with an unknown year, with a
// month from 01 to 12, whether or not the month has the day.
func calendar(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	from := 0
	if strings.HasPrefix(s, unknownYear) && len(s) > len(unknownYear) {
		from = len(unknownYear)
	}
	for i := from; i < len(s); i++ {
		if hyphen := i == 4 || i == 7; hyphen && s[i] != '-' || !hyphen && s[i]-'0' > 9 {
			return false
		}
	}
	return len(s) == 4 || s[5] == '0' && s[6] != '0' || s[5] == '1' && s[6] <= '2'
}

// More returns the more precise of a and b: a known year before an unknown one, then the one with fewer days, then a.
// What is empty or not EDTF is the least precise.
func More(a, b string) string {
	if rank(b) < rank(a) {
		return b
	}
	return a
}

// The ranks of More, in days; any span of known years is shorter than openRank.
const (
	openRank     = 10_000 * 366
	yearlessRank = 2 * openRank
	uselessRank  = 3 * openRank
)

func rank(s string) int {
	sp, err := parse(s)
	switch {
	case err != nil:
		return uselessRank
	case sp.yearless():
		b, ok := boundsIn(sp, leapYear)
		if !ok {
			return yearlessRank
		}
		return yearlessRank + days(b)
	case sp.openLo || sp.openHi:
		return openRank
	}
	return days(bounds{sp.lo.edge(false), sp.hi.edge(true)})
}

// bounds are two days; an open end is a number before or after every day.
type bounds struct{ lo, hi numbered }

const (
	beforeAll = -1
	afterAll  = 99999_99_99
	leapYear  = 2004
)

// boundsIn gives the bounds of sp, with an unknown year taken as year. ok is false for 29 February of a common year.
func boundsIn(sp span, year int) (b bounds, ok bool) {
	lo, hi := sp.lo, sp.hi
	if lo.year == unknownYear {
		lo.year = formatDay(year, 1, 1)[:4]
	}
	if hi.year == unknownYear {
		wraps := !sp.openLo && (hi.month < lo.month || hi.month == lo.month && hi.day < lo.day)
		if wraps {
			year++
		}
		hi.year = formatDay(year, 1, 1)[:4]
	}
	if lo.day > 0 && lo.day > lo.lastDay() || hi.day > 0 && hi.day > hi.lastDay() {
		return b, false
	}
	b = bounds{beforeAll, afterAll}
	if !sp.openLo {
		b.lo = lo.edge(false)
	}
	if !sp.openHi {
		b.hi = hi.edge(true)
	}
	return b, true
}

// somewhere reports whether test holds for a and b under some reading of their unknown years.
func somewhere(a, b string, test func(a, b bounds) bool) bool {
	x, errX := parse(a)
	y, errY := parse(b)
	if errX != nil || errY != nil {
		return false
	}
	var buf [2][maxYears]int
	of := [2][]int{years(buf[0][:0], x, y), years(buf[1][:0], y, x)}
	for _, yearX := range of[0] {
		for _, yearY := range of[1] {
			bx, okX := boundsIn(x, yearX)
			by, okY := boundsIn(y, yearY)
			if okX && okY && test(bx, by) {
				return true
			}
		}
	}
	return false
}

// maxYears is how many years are tried: enough to hold a leap year.
const maxYears = 10

// years appends to list the years worth trying for the unknown year of sp beside other: those other spans and one around.
func years(list []int, sp, other span) []int {
	if !sp.yearless() {
		return append(list, 0)
	}
	if other.yearless() {
		return append(list, leapYear-1, leapYear, leapYear+1)
	}
	first, last := other.lo.number('0'), other.hi.number('9')
	if other.openLo {
		first = last - 4
	}
	if other.openHi {
		last = first + 4
	}
	first, last = max(first-1, 0), min(last, first+8, 9998)
	for y := first; y <= last; y++ {
		list = append(list, y)
	}
	return list
}

// days counts the days of b, the first and the last included.
func days(b bounds) int { return b.hi.ordinal() - b.lo.ordinal() + 1 }
