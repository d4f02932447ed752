package resolve

import (
	"time"

	"quanhe/extract/date"
)

// days is how many days lie from one day, as YYYY-MM-DD, to another; far when one is no day.
func days(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return far
	}
	return int(b.Sub(a) / (24 * time.Hour))
}

// far is more days than any two dates of the news lie apart.
const far = 1 << 20

// A when is an EDTF date made ready for comparing.
type when struct {
	edtf        string
	first, last string // "" when the year is unknown or an end is open
	days        int    // that it covers; far when unknown
}

func whenOf(edtf string) when {
	w := when{edtf: edtf, days: far}
	first, last, ok := bounds(edtf)
	if ok && first != "" && last != "" {
		w.first, w.last, w.days = first, last, days(first, last)+1
	}
	return w
}

// known reports whether the date says a year and both ends.
func (w when) known() bool { return w.first != "" }

// year is the year a date begins in, "" when unknown.
func (w when) year() string { return w.first[:min(4, len(w.first))] }

// month is the month that holds the whole date, "" when it is longer.
func (w when) month() string {
	if w.first == "" || w.first[:7] != w.last[:7] {
		return ""
	}
	return w.first[:7]
}

// fits reports whether both can tell one date: one holds the other.
func (w when) fits(v when) bool {
	return w.first <= v.first && v.last <= w.last || v.first <= w.first && w.last <= v.last
}

// apart is how many days lie between two known dates, 0 when they overlap.
func (w when) apart(v when) int { return span{w.first, w.last}.apart(span{v.first, v.last}) }

// bounds is [date.Bounds], fast for single days, which most dates are.
func bounds(edtf string) (first, last string, ok bool) {
	if len(edtf) == len("2021-12-14") && edtf[4] == '-' && edtf[7] == '-' && edtf[8:] >= "01" && edtf[8:] <= "28" &&
		edtf[5:7] >= "01" && edtf[5:7] <= "12" && edtf[:4] >= "1000" && edtf[:4] <= "9999" && digits(edtf[:4]) &&
		digits(edtf[5:7]) && digits(edtf[8:]) {
		return edtf, edtf, true
	}
	return date.Bounds(edtf)
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
