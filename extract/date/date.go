// Package date reads Vietnamese time expressions and resolves them to EDTF (Extended Date/Time Format, ISO 8601-2:2019).
//
// [Find] reads: it looks only at tokens and returns what was said, with no year invented. [Expr.Resolve] then
// says which days are meant, given what the reader of a newspaper knows: the paper's date, the date told last, the tense.
// The two are apart because one expression can be resolved again when more becomes known about its document.
//
// The grammar is written by hand, a small file for each kind. It errs on the side of silence: a number that could be a
// vote (466/470), a document (30/2020/NĐ-CP) or a street (Đường 9/2) is no date without a word that makes it one.
//
// All functions are pure and safe for concurrent use.
package date

// An Expr is a time expression in the tokens [First, End) of a document, not yet resolved.
// The span holds its leading words (`từ ngày` "from", `chiều` "afternoon of"), its brackets when Bracketed,
// and a trailing `theo giờ địa phương` ("local time").
type Expr struct {
	First, End int
	Kind       Kind

	Lo Point // what is said of the day, or of the first day of a range
	Hi Point // of the last day of a range or the second date of an Anniversary; zero otherwise

	// Shift counts Units from Base: `hôm qua` ("yesterday") is -1 Day from FromDocument. With fields in Lo it gives only
	// the fields above them: `tháng 10 năm ngoái` ("October last year") is month 10 and -1 Year.
	Unit    Unit
	Shift   int
	Base    Base
	Weekday int // 1 Monday to 7 Sunday, also where it only repeats a day (see Mismatch); 0 not said

	Part PartOfDay
	Edge Edge
	Hint Tense // what the expression says itself: `tới` ("next") Future, `vừa qua` ("just past") Past

	From  bool // begins then, with no end said: `kể từ ngày 1/9`
	Until bool // not later than: `trước ngày 30/9`, `đến ngày 11/4`

	Bracketed bool // stands alone in round brackets: it belongs to the item before it
	Citation  bool // dates the official document named right before it, and its signing when the sentence tells of it
}

// A Point is a calendar date with only the fields that were said; the others are zero.
type Point struct {
	Year, Month, Day int
}

// Zero reports whether nothing was said.
func (p Point) Zero() bool { return p == Point{} }

// Kind says what sort of time expression it is.
type Kind uint8

// The kinds of expression, with what they look like.
const (
	Day         Kind = iota + 1 // ngày 14/4, chiều nay 14/4, 22.3.2018
	DayRange                    // từ ngày 18-20/8
	Month                       // tháng 12/2021, (6/2005)
	MonthRange                  // tháng 10-12, sáu tháng đầu năm
	Year                        // năm 2019
	YearRange                   // từ năm 2016 đến năm 2020
	Quarter                     // quý I/2021
	Part                        // đầu năm 2023, cuối tháng này, mùa thu
	Relative                    // hôm qua, sáng mai, tuần trước, năm nay
	Weekday                     // thứ Tư, thứ Hai tuần tới
	Same                        // cùng ngày, ngay tối hôm đó
	After                       // sáng hôm sau, hai ngày sau đó
	Before                      // ngày hôm trước, trước đó một ngày
	YearsAfter                  // một năm sau đó
	Anniversary                 // (24/6/1967-24/6/2022): Lo the founding, Hi the anniversary
	Term                        // nhiệm kỳ 2021-2026, giai đoạn, tầm nhìn 2045, thế kỷ XXI
	Holiday                     // Quốc khánh 2/9, dịp 30/4 - 1/5, Tết Nguyên đán
	Lunar                       // mùng 10 tháng Giêng, ngày 9 tháng 7 năm Quý Mão
	Life                        // sinh ngày 12/9/1931, (1890-1969)
	Vague                       // vừa qua, mới đây, sắp tới
	Duration                    // 35 năm, gần ba ngày: Unit and Shift, no position
	Target                      // đến năm 2030
)

var kindNames = [...]string{
	Day: "day", DayRange: "days", Month: "month", MonthRange: "months", Year: "year", YearRange: "years",
	Quarter: "quarter", Part: "part", Relative: "relative", Weekday: "weekday", Same: "same", After: "after",
	Before: "before", YearsAfter: "years after", Anniversary: "anniversary", Term: "term", Holiday: "holiday",
	Lunar: "lunar", Life: "life", Vague: "vague", Duration: "duration", Target: "target",
}

// String names the kind in traces.
func (k Kind) String() string {
	if int(k) < len(kindNames) && kindNames[k] != "" {
		return kindNames[k]
	}
	return "none"
}

// Dates reports whether the expression can date an event of the sentence it stands in.
// A term of office, an anniversary or a target year does not, and a citation dates its document only.
func (e Expr) Dates() bool {
	return e.Kind >= Day && e.Kind <= YearsAfter && !e.Citation
}

// Unit is a unit of the calendar.
type Unit uint8

// The units, from fine to coarse.
const (
	Days Unit = iota + 1
	Weeks
	Months
	Quarters // of three months
	Years
)

// Base is where a relative expression counts from.
type Base uint8

// The bases.
const (
	FromDocument Base = iota // the document's date: `hôm qua`
	FromText                 // the date told last: `hôm sau`
)

// PartOfDay is the part of the day said with a date.
type PartOfDay uint8

// The parts of the day.
const (
	Dawn      PartOfDay = iota + 1 // rạng sáng
	Morning                        // sáng
	Noon                           // trưa
	Afternoon                      // chiều
	Evening                        // tối
	Night                          // đêm, khuya
)

// Edge is the part of a longer time: `đầu`, `giữa`, `cuối`.
type Edge uint8

// The edges.
const (
	Early Edge = iota + 1
	Middle
	Late
)

// Tense is the direction of time that a text or an expression gives.
type Tense uint8

// The tenses.
const (
	Unknown Tense = iota
	Past
	Future
	Near // nearest to the document's date in either direction: `chiều nay 14/4`
)
