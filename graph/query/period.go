package query

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"quanhe/extract/date"
)

// A DateError reports a date in a question that cannot be used.
type DateError struct {
	Option string // from, to or on
	Value  string
	Err    error
}

// Error names the option, the value and what to write instead.
func (e *DateError) Error() string { return fmt.Sprintf("%s %q: %v", e.Option, e.Value, e.Err) }

// Unwrap returns the reason.
func (e *DateError) Unwrap() error { return e.Err }

// A period is a stretch of days; an open end is "". The zero period is all of time.
type period struct{ first, last string }

// newPeriod reads the bounds of a question: from its first to its last day that from and to can mean.
func newPeriod(from, to string) (period, error) {
	var p period
	var err error
	if p.first, _, err = bounds("from", from); err != nil {
		return p, err
	}
	if _, p.last, err = bounds("to", to); err != nil {
		return p, err
	}
	if p.first != "" && p.last != "" && p.first > p.last {
		return p, &DateError{Option: "to", Value: to, Err: fmt.Errorf("ends before it begins at %s; swap the two", from)}
	}
	return p, nil
}

// bounds gives the first and last day of an option that may be empty.
func bounds(option, value string) (first, last string, err error) {
	if value == "" {
		return "", "", nil
	}
	if err := date.Valid(value); err != nil {
		if iso := turned(value); iso != "" {
			err = fmt.Errorf("write %s", iso)
		}
		return "", "", &DateError{Option: option, Value: value, Err: err}
	}
	first, last, ok := date.Bounds(value)
	if !ok {
		return "", "", &DateError{Option: option, Value: value, Err: errors.New("needs a year, as in 2021-09")}
	}
	return first, last, nil
}

// turned is what somebody means who writes the day or the month first, as in 5/9/2021; "" for anything else.
func turned(value string) string {
	parts := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("/-. ", r) })
	if n := len(parts); n != 2 && n != 3 || len(parts[n-1]) != 4 {
		return ""
	}
	slices.Reverse(parts)
	for i, p := range parts[1:] {
		if len(p) == 1 {
			parts[i+1] = "0" + p
		}
	}
	if iso := strings.Join(parts, "-"); date.Valid(iso) == nil {
		return iso
	}
	return ""
}

// holds reports whether something dated edtf can lie in the period, and whether it must. Without a date nothing lies in
// a period that has bounds.
func (p period) holds(edtf string) (possible, certain bool) {
	if p == (period{}) {
		return true, true
	}
	window := cmp.Or(p.first, "..") + "/" + cmp.Or(p.last, "..")
	if !date.Overlap(edtf, window) {
		return false, false
	}
	first, last, ok := date.Bounds(edtf)
	if !ok {
		return true, false
	}
	after := p.first == "" || first != "" && first >= p.first
	before := p.last == "" || last != "" && last <= p.last
	return true, after && before
}

// byDate orders dates by the first day they can mean; the last day stands in for an open start, and what has neither
// comes last.
func byDate(a, b string) int { return cmp.Compare(dayOf(a), dayOf(b)) }

func dayOf(edtf string) string {
	first, last, _ := date.Bounds(edtf)
	return cmp.Or(first, last, "~")
}

// lastDayOf is the last day that a date can mean, the first one where the end is open.
func lastDayOf(edtf string) string {
	first, last, _ := date.Bounds(edtf)
	return cmp.Or(last, first, "~")
}
