package date

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quanhe/extract/text"
)

// forms are the ways to write a full day.
var forms = []func(Point) string{
	func(p Point) string { return fmt.Sprintf("ngày %d/%d/%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("ngày %02d/%02d/%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("ngày %d-%d-%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("chiều %d.%d.%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("%d/%d/%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("(%d-%d-%d)", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("%04d-%02d-%02d", p.Year, p.Month, p.Day) },
	func(p Point) string { return fmt.Sprintf("ngày %d tháng %d năm %d", p.Day, p.Month, p.Year) },
	func(p Point) string {
		return fmt.Sprintf("ngày %d tháng %s năm %d", p.Day, monthNames[p.Month], p.Year)
	},
	func(p Point) string { return fmt.Sprintf("NGÀY %d THÁNG %d NĂM %d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("lúc 7 giờ 30 sáng %d/%d/%d", p.Day, p.Month, p.Year) },
	func(p Point) string { return fmt.Sprintf("hôm qua (%d/%d/%d)", p.Day, p.Month, p.Year) },
}

var monthNames = [...]string{1: "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"}

func drawDay(t *rapid.T, label string) Point {
	at := time.Date(1930, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 44_000).Draw(t, label))
	return pointOf(at)
}

// A day with its year is read back from every written form, whatever the document's date and tense are.
func TestDayIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawDay(t, "day")
		form := rapid.SampledFrom(forms).Draw(t, "form")
		c := Context{Document: drawDay(t, "document").String(), Tense: rapid.SampledFrom([]Tense{Unknown, Past, Future, Near}).Draw(t, "tense")}
		say := "Đoàn rời Huế " + form(p) + ", rồi về nước."
		list := findInText(t, say)
		if len(list) != 1 || list[0].Resolve(c) != p.String() {
			t.Fatalf("%q: %+v", say, list)
		}
	})
}

// A range with its year is read back however much of its first day is left out.
func TestRangeIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := drawDay(t, "day")
		at := toTime(lo.String()).AddDate(0, 0, rapid.IntRange(1, 40).Draw(t, "length"))
		hi := pointOf(at)
		head := fmt.Sprintf("%d", lo.Day)
		if lo.Month != hi.Month {
			head += fmt.Sprintf("/%d", lo.Month)
		}
		between := rapid.SampledFrom([]string{" đến ", " đến ngày ", " - ", "-", "–", " đến hết ngày "}).Draw(t, "between")
		say := fmt.Sprintf("Từ ngày %s%s%d/%d/%d, đoàn thăm Lào.", head, between, hi.Day, hi.Month, hi.Year)
		list := findInText(t, say)
		if want := join(lo.String(), hi.String()); len(list) != 1 || list[0].Resolve(Context{}) != want {
			t.Fatalf("%q: want %s, got %+v", say, want, list)
		}
	})
}

// A day without its year resolves to that day and month, within the twelve months that the tense allows.
func TestYearIsInferred(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, document := drawDay(t, "day"), drawDay(t, "document")
		if p.Month == 2 && p.Day == 29 {
			t.Skip("29 February lies up to eight years back")
		}
		tense := rapid.SampledFrom([]Tense{Unknown, Past, Future, Near}).Draw(t, "tense")
		e := Expr{Kind: Day, Lo: Point{Month: p.Month, Day: p.Day}}
		got := toTime(e.Resolve(Context{Document: document.String(), Tense: tense}))
		ahead := int(got.Sub(toTime(document.String())).Hours() / 24)
		if got.Day() != p.Day || int(got.Month()) != p.Month || ahead > leads[tense] || ahead <= leads[tense]-367 {
			t.Fatalf("%d/%d in tense %d from %s: %s", p.Day, p.Month, tense, document, got)
		}
	})
}

// Old and new tone placement, decomposed letters and capitals do not change what is read.
func TestSpellingDoesNotMatter(t *testing.T) {
	for _, pair := range [][2]string{
		{"Đại biểu khóa 2016-2021 họp.", "Đại biểu khoá 2016-2021 họp."},
		{"Đại hội họp quý I/2021.", "Đại hội họp quí I/2021."},
		{"Chiều qua, lễ bế mạc.", "CHIỀU QUA, LỄ BẾ MẠC."},
		{"Từ ngày 1–3/3, ông thăm Lào.", "Từ ngày 1-3/3, ông thăm Lào."},
	} {
		c := Context{Document: thursday}
		if a, b := kinds(t, pair[0], c), kinds(t, pair[1], c); a != b || a == "" {
			t.Errorf("%s: %s\n%s: %s", pair[0], a, pair[1], b)
		}
	}
}

func kinds(t *testing.T, say string, c Context) string {
	var s []string
	for _, e := range findAll(parseText(t, say)) {
		s = append(s, e.Kind.String()+" "+e.Resolve(c))
	}
	return strings.Join(s, "; ")
}

// toTime and pointOf tie the package's days to those of package time.
func toTime(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return t
}

func pointOf(t time.Time) Point { return Point{t.Year(), int(t.Month()), t.Day()} }

// The calendar is that of package time.
func TestCalendar(t *testing.T) {
	first := time.Date(1099, 12, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; n < 8_850*365; n += 13 {
		at := first.AddDate(0, 0, n)
		p, ordinal := pointOf(at), int(at.Unix()/86400)
		if at.Unix() < 0 {
			ordinal = -int((-at.Unix() + 86399) / 86400)
		}
		switch {
		case p.ordinal() != ordinal, dayAt(ordinal) != p, weekdayOf(ordinal) != (int(at.Weekday())+6)%7+1:
			t.Fatalf("%v: ordinal %d, day %v, weekday %d", at, p.ordinal(), dayAt(ordinal), weekdayOf(ordinal))
		case daysIn(p.Year, p.Month) != time.Date(p.Year, at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day():
			t.Fatalf("%v: %d days in the month", at, daysIn(p.Year, p.Month))
		case p.String() != at.Format(time.DateOnly):
			t.Fatalf("%v is written %s", at, p)
		}
	}
}

func findInText(t interface{ Fatal(...any) }, say string) []Expr {
	doc, err := text.Parse([]byte(say))
	if err != nil {
		t.Fatal(err)
	}
	return findAll(doc)
}

// FuzzFind states the laws of Find: expressions are ordered, inside the range, never empty and never overlapping, finding twice
// finds the same, and whatever resolves resolves to valid EDTF.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Từ ngày 28/12 đến 3/1/2022, ông thăm Lào (24/6/1967-24/6/2022).",
		"Cụ mất hồi 9 giờ 35 phút ngày 22 tháng 11 năm 2016 (tức ngày 23 tháng 10 năm Bính Thân).",
		"Trong hai ngày 12 - 13/12; 31 Tháng Năm 20179:19 CH; quý I-II/2021; 6 tháng đầu năm; (1890-1969)",
		"từ nay đến năm 2030, tầm nhìn 2045; những năm 1990; cách đây 9999 năm; thứ Hai tuần tới; ngày 29/2",
		"từ từ từ đến đến trước sau ngay ngay (((ngày 1/1))) 1-2-3-4-5 1/2/3/4 2021-2022-2023",
	} {
		f.Add(s, "2022-03-10", uint8(0))
		f.Add(s, "2021-12", uint8(1))
		f.Add(s, "", uint8(2))
	}
	f.Fuzz(func(t *testing.T, s, document string, tense uint8) {
		doc, err := text.Parse([]byte(s))
		if err != nil || Valid(document) != nil && document != "" {
			t.Skip()
		}
		list := Find(doc, 0, len(doc.Tokens), nil)
		again := Find(doc, 0, len(doc.Tokens), make([]Expr, 0, 4))
		c := Context{Document: document, Tense: Tense(tense % 4)}
		end := 0
		for i, e := range list {
			if e.First < end || e.End <= e.First || e.End > len(doc.Tokens) || e != again[i] {
				t.Fatalf("%+v after token %d of %q", e, end, s)
			}
			end = e.End
			edtf := e.Resolve(c)
			if edtf != "" && Valid(edtf) != nil {
				t.Fatalf("%q: %+v resolves to %v", s, e, Valid(edtf))
			}
			c.Tell(e, edtf)
		}
		d := DocumentDate(doc, document, s, times(doc))
		for _, edtf := range []string{d.Date, d.Year, d.Doubt} {
			if edtf != "" && Valid(edtf) != nil {
				t.Fatal(Valid(edtf))
			}
		}
		if (d.Date == "") != (d.Origin == 0) || document != "" && d.Date == "" {
			t.Fatalf("%q of %q: %+v", s, document, d)
		}
	})
}
