package date

import (
	"fmt"
	"strings"
)

// The subset of EDTF (ISO 8601-2:2019, levels 0 to 2) that quanhe writes and reads:
//
//	2021  2021-12  2021-12-14          a year, a month, a day
//	XXXX-12-23  XXXX-12  201X          a year unknown in whole or at its end
//	2021-01/2021-03                    from the first day of the one to the last day of the other
//	../2022-01-28  2019-08-01/..       open at one end
//
// A span is one parsed EDTF expression.
type span struct {
	lo, hi         side
	openLo, openHi bool
}

// A side is one end of a span. Zero month or day: not said.
type side struct {
	year       string // four characters, digits then "X"
	month, day int
}

const unknownYear = "XXXX"

// Valid reports why s is not in the EDTF subset of this package; nil when it is.
func Valid(s string) error {
	_, err := parse(s)
	return err
}

// Bounds returns the first and the last day that edtf can mean, as YYYY-MM-DD, which sort as strings.
// An open end is "". ok is false for what is not EDTF and for a year wholly unknown (XXXX-12-23).
func Bounds(edtf string) (first, last string, ok bool) {
	sp, err := parse(edtf)
	if err != nil || sp.yearless() {
		return "", "", false
	}
	if len(edtf) == len("2021-12-14") && edtf[3] != 'X' { // a day
		return edtf, edtf, true
	}
	if !sp.openLo {
		first = sp.lo.edge(false).String()
	}
	if !sp.openHi {
		last = sp.hi.edge(true).String()
	}
	return first, last, true
}

func parse(s string) (span, error) {
	a, b, two := strings.Cut(s, "/")
	if !two {
		p, err := parseSide(s)
		return span{lo: p, hi: p}, err
	}
	var sp span
	var err error
	if sp.openLo = a == ".."; !sp.openLo {
		if sp.lo, err = parseSide(a); err != nil {
			return span{}, err
		}
	}
	if sp.openHi = b == ".."; !sp.openHi {
		if sp.hi, err = parseSide(b); err != nil {
			return span{}, err
		}
	}
	if sp.openLo && sp.openHi {
		return span{}, fmt.Errorf("edtf %q: both ends are open; leave the date empty instead", s)
	}
	if sp.openLo || sp.openHi || sp.yearless() {
		return sp, nil
	}
	if sp.hi.edge(true) < sp.lo.edge(false) {
		return span{}, fmt.Errorf("edtf %q: ends before it begins; swap its two sides", s)
	}
	return sp, nil
}

func parseSide(s string) (side, error) {
	fail := func(why string) (side, error) {
		return side{}, fmt.Errorf("edtf %q: %s; write YYYY, YYYY-MM or YYYY-MM-DD, with X for an unknown digit of the year", s, why)
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return fail("wrong length")
	}
	p := side{year: s[:4]}
	known := 0
	for known < 4 && s[known]-'0' <= 9 {
		known++
	}
	if p.year[known:] != unknownYear[known:] {
		return fail("bad year")
	}
	if len(s) == 4 {
		if p.year == unknownYear {
			return fail("an unknown year alone says nothing")
		}
		return p, nil
	}
	var ok bool
	if p.month, ok = twoDigits(s[4:7]); !ok || p.month < 1 || p.month > 12 {
		return fail("bad month")
	}
	if len(s) == 7 {
		return p, nil
	}
	if p.day, ok = twoDigits(s[7:]); !ok || p.day < 1 || p.day > p.lastDay() {
		return fail("no such day")
	}
	return p, nil
}

// twoDigits reads "-12".
func twoDigits(s string) (int, bool) {
	if s[0] != '-' || s[1] < '0' || s[1] > '9' || s[2] < '0' || s[2] > '9' {
		return 0, false
	}
	return int(s[1]-'0')*10 + int(s[2]-'0'), true
}

// number returns the year with its unknown digits replaced by fill.
func (p side) number(fill byte) int {
	n := 0
	for _, c := range []byte(p.year) {
		if c == 'X' {
			c = fill
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// lastDay is the number of days of the side's month; an unknown year may be a leap year.
func (p side) lastDay() int {
	if p.year[3] == 'X' {
		return daysIn(0, p.month)
	}
	return daysIn(p.number('0'), p.month)
}

// edge is the first or last day of the side.
func (p side) edge(last bool) numbered {
	year, month, day := p.number('0'), p.month, p.day
	if last {
		year = p.number('9')
		if month == 0 {
			month = 12
		}
		if day == 0 || day > daysIn(year, month) {
			day = daysIn(year, month)
		}
	}
	return numbers(year, max(month, 1), min(max(day, 1), daysIn(year, max(month, 1))))
}

// A numbered day is its date as a number, so that it compares as the day does: 20211214.
type numbered int

func numbers(year, month, day int) numbered { return numbered(year*10_000 + month*100 + day) }

// String writes the day as YYYY-MM-DD.
func (n numbered) String() string { return formatDay(n.split()) }

func (n numbered) split() (year, month, day int) {
	return int(n) / 10_000, int(n) / 100 % 100, int(n) % 100
}

// ordinal counts the days up to n.
func (n numbered) ordinal() int {
	year, month, day := n.split()
	return Point{year, month, day}.ordinal()
}

func (sp span) yearless() bool {
	return !sp.openLo && sp.lo.year == unknownYear || !sp.openHi && sp.hi.year == unknownYear
}

// formatDay writes a day of a known year, which may be 0.
func formatDay(year, month, day int) string {
	s := Point{year, month, day}.edtf()
	if year == 0 {
		return "0000" + s[4:]
	}
	return s
}
