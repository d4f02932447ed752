package date

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		edtf, first, last string
		ok                bool
	}{
		{"2021-12-14", "2021-12-14", "2021-12-14", true},
		{"2021-09", "2021-09-01", "2021-09-30", true},
		{"2020-02", "2020-02-01", "2020-02-29", true},
		{"2021", "2021-01-01", "2021-12-31", true},
		{"2023-12-11/2023-12-12", "2023-12-11", "2023-12-12", true},
		{"2021-01/2021-03", "2021-01-01", "2021-03-31", true},
		{"2016/2020", "2016-01-01", "2020-12-31", true},
		{"../2022-01-28", "", "2022-01-28", true},
		{"2019-08-01/..", "2019-08-01", "", true},
		{"201X", "2010-01-01", "2019-12-31", true},
		{"201X-12-23", "2010-12-23", "2019-12-23", true},
		{"XXXX-12-23", "", "", false},
		{"XXXX-12-23/XXXX-12-24", "", "", false},
		{"", "", "", false},
		{"hôm nay", "", "", false},
	} {
		first, last, ok := Bounds(c.edtf)
		if first != c.first || last != c.last || ok != c.ok {
			t.Errorf("Bounds(%q) = %q, %q, %v, want %q, %q, %v", c.edtf, first, last, ok, c.first, c.last, c.ok)
		}
	}
}

func TestValid(t *testing.T) {
	for _, s := range []string{"2021", "2021-12", "2021-12-14", "XXXX-12", "XXXX-02-29", "201X", "20XX", "2021-01/2021-03", "../2021", "2021/..", "XXXX-12-30/XXXX-01-02"} {
		if err := Valid(s); err != nil {
			t.Errorf("Valid(%q) = %v, want nil", s, err)
		}
	}
	for _, s := range []string{"", "21", "XXXX", "X021", "2X21", "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-1-1", "2021/12", "2021-12-14T00:00",
		"2022/2021", "../..", "2021/2022/2023", "2021-12-XX", "-2021", "2021-1२"} {
		if err := Valid(s); err == nil {
			t.Errorf("Valid(%q) = nil, want an error", s)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b                string
		overlap, compatible bool
		more, why           string
	}{
		{"2021-12-14", "2021-12-14", true, true, "2021-12-14", "equal"},
		{"2021-12", "2021-12-14", true, true, "2021-12-14", "a day in its month"},
		{"2021", "2021-12", true, true, "2021-12", "a month in its year"},
		{"2021-12-14", "2021-12-15", false, false, "2021-12-14", "two days"},
		{"2021-12-11/2021-12-13", "2021-12-13/2021-12-15", true, false, "2021-12-11/2021-12-13", "a shared day is not yet the same time"},
		{"2021-12-11/2021-12-13", "2021-12-12", true, true, "2021-12-12", "a day in a range"},
		{"XXXX-12-23", "2021-12-23", true, true, "2021-12-23", "the unknown year is this one"},
		{"XXXX-12-23", "2021", true, true, "2021", "and lies in it; a known year is more"},
		{"XXXX-12-23", "2021-11", false, false, "2021-11", "another month"},
		{"XXXX-12-23", "XXXX-12", true, true, "XXXX-12-23", "both unknown"},
		{"XXXX-12-23", "XXXX-11-23", false, false, "XXXX-12-23", "both unknown and apart"},
		{"XXXX-02-29", "2021-02-28/2021-03-01", false, false, "2021-02-28/2021-03-01", "2021 had no 29 February"},
		{"XXXX-02-29", "2020", true, true, "2020", "2020 had"},
		{"XXXX-12-30/XXXX-01-02", "2022-01-01", true, true, "2022-01-01", "over the New Year"},
		{"../2022-01-28", "2021-05", true, true, "2021-05", "before the end"},
		{"../2022-01-28", "2022-02", false, false, "2022-02", "after the end"},
		{"../2022-01-28", "XXXX-12-23", true, true, "../2022-01-28", "some year before the end"},
		{"2019-08-01/..", "2021", true, true, "2021", "after the beginning"},
		{"201X", "2015-03", true, true, "2015-03", "in the decade"},
		{"", "2021", false, true, "2021", "unknown shares no known day but contradicts nothing"},
		{"2021", "", false, true, "2021", "the other way round"},
	} {
		if got := Overlap(c.a, c.b); got != c.overlap {
			t.Errorf("Overlap(%q, %q) = %v: %s", c.a, c.b, got, c.why)
		}
		if got := Compatible(c.a, c.b); got != c.compatible {
			t.Errorf("Compatible(%q, %q) = %v: %s", c.a, c.b, got, c.why)
		}
		if got := More(c.a, c.b); got != c.more {
			t.Errorf("More(%q, %q) = %q, want %q: %s", c.a, c.b, got, c.more, c.why)
		}
	}
}

// edtf draws any expression of the subset.
func edtf() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		p := Point{Year: rapid.IntRange(1800, 2100).Draw(t, "year")}
		q := p
		if rapid.Bool().Draw(t, "months") {
			p.Month = rapid.IntRange(1, 12).Draw(t, "month")
			q.Month = rapid.IntRange(p.Month, 12).Draw(t, "last month")
			if rapid.Bool().Draw(t, "days") {
				p.Day = rapid.IntRange(1, daysIn(p.Year, p.Month)).Draw(t, "day")
				q.Day = rapid.IntRange(1, daysIn(q.Year, q.Month)).Draw(t, "last day")
			}
			if rapid.Bool().Draw(t, "no year") {
				p.Year, q.Year = 0, 0
			}
		}
		switch form := rapid.IntRange(0, 3).Draw(t, "form"); {
		case form == 1 && p.Year != 0:
			return "../" + p.String()
		case form == 2 && p.Year != 0:
			return p.String() + "/.."
		case form == 3 && !q.before(p):
			return join(p.String(), q.String())
		}
		return p.String()
	})
}

// What is told apart by how it is written must share no day by the calendar, and most spans are told apart so.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2022-12-09/2022-12-15", "2022-11-30/2022-12-06", true},
		{"2022-09", "2022-12-09/2022-12-15", true},
		{"2022-12", "2022-12-09/2022-12-15", false},
		{"2021-12-11/2021-12-13", "2021-12-13/2021-12-15", false},
		{"../2022-01-28", "2022-02", true},
		{"2019-08-01/..", "2021", false},
		{"XXXX-12-30/XXXX-01-02", "2022-06-01", false}, // it takes the calendar
	} {
		if got := apart(c.a, c.b); got != c.want {
			t.Errorf("apart(%q, %q) = %v", c.a, c.b, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := edtf().Draw(t, "a"), edtf().Draw(t, "b")
		if apart(a, b) && somewhere(a, b, func(a, b bounds) bool { return a.lo <= b.hi && b.lo <= a.hi }) {
			t.Fatalf("%q and %q share a day", a, b)
		}
	})
}

func TestEDTFLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := edtf().Draw(t, "a"), edtf().Draw(t, "b")
		if err := Valid(a); err != nil {
			t.Fatal(err)
		}
		if first, last, ok := Bounds(a); ok && first != "" && last != "" && first > last {
			t.Fatalf("Bounds(%q): %q after %q", a, first, last)
		}
		if !Overlap(a, a) || !Compatible(a, a) {
			t.Fatalf("%q does not agree with itself", a)
		}
		if Overlap(a, b) != Overlap(b, a) || Compatible(a, b) != Compatible(b, a) {
			t.Fatalf("%q and %q: the order matters", a, b)
		}
		if Compatible(a, b) && !Overlap(a, b) {
			t.Fatalf("%q and %q are compatible and share no day", a, b)
		}
		if m, n := More(a, b), More(b, a); rank(m) != rank(n) || rank(m) > rank(a) || rank(m) > rank(b) {
			t.Fatalf("More(%q, %q) = %q, the other way round %q", a, b, m, n)
		}
	})
}

// TestHolds states that dates of which one holds the other at first sight share all days of that one in the calendar, too.
func TestHolds(t *testing.T) {
	held := 0
	check := func(a, b string) {
		if !holds(a, b) {
			return
		}
		held++
		if !somewhere(a, b, func(a, b bounds) bool { return a.lo <= b.lo && b.hi <= a.hi }) {
			t.Errorf("%q holds %q, which the calendar denies", a, b)
		}
	}
	for _, year := range []string{"2020", "2021", "0021", "XXXX", "202X"} {
		for month := range 14 {
			for day := range 33 {
				b := fmt.Sprintf("%s-%02d-%02d", year, month, day)
				check(b, b)
				check(b[:7], b)
				check(b[:4], b)
				check(b[:4], b[:7])
				check("", b)
			}
		}
	}
	if held < 2*12*28*3 {
		t.Errorf("%d dates held another, want most", held)
	}
	for _, s := range []string{"", "2021", "2021-12-31"} {
		if Overlap("", s) || !Compatible("", s) {
			t.Errorf("nothing and %q overlap, or are not compatible", s)
		}
	}
}
