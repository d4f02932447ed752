package date

import "quanhe/extract/text"

// Evidence is what a text itself says of its time. Its zero value is ready.
//
// Newspapers count from known years (`35 năm đổi mới`, 35 years of renewal, is 2021) and, failing that, tell dated events. Terms,
// targets, citations, anniversaries and days of coming into force are no evidence of the year.
type evidence struct {
	counted agreement // years counted from a founding year
	dated   agreement // years of events told with their month
	named   agreement // years told alone
	opening bool      // a full date opens the text
	silent  bool      // some dates have no year: then the years that are said may be those of other years
	bodies  int       // sentences of running text so far

	now    []Point // what the text calls today, with or without its year
	latest Point   // the last full day it tells
	since  int     // the first year of the latest term of office that it names
}

// opening is how many body sentences open a text.
const opening = 2

// oldest is the first year an article can be about that an anchor may tell: a lone `năm 1945` tells history.
const oldest = 1990

// sentence adds the expressions of one sentence.
func (ev *evidence) sentence(doc *text.Document, s text.Sentence, found []Expr) {
	if s.Kind == text.Body {
		ev.bodies++
	}
	if len(found) == 0 {
		return
	}
	m := matcher{text: doc.Text, tokens: doc.Tokens, first: int(s.First), end: int(s.End)}
	for _, e := range found {
		ev.add(e, &m)
	}
}

func (ev *evidence) add(e Expr, m *matcher) {
	switch {
	case e.Kind == Duration && e.Unit == Years && e.Hint == Unknown:
		if y := m.foundingYear(e.End); y != 0 {
			ev.counted.add(y + e.Shift)
		}
	case e.Kind == Term && e.Hi.Year-e.Lo.Year == 5 && m.is(e.First, "nhiệm"):
		ev.since = max(ev.since, e.Lo.Year)
	case !e.Dates() || e.From || e.Until:
	case e.Lo.Year == 0:
		ev.silent = true
	case e.Lo.Month != 0:
		ev.dated.add(e.Lo.Year)
		ev.opening = ev.opening || ev.bodies <= opening && e.Kind == Day
		if e.Lo.Day != 0 && (ev.latest.Zero() || ev.latest.before(e.Lo)) {
			ev.latest = e.Lo
		}
	default:
		ev.named.add(e.Lo.Year)
	}
	if shift, ok := m.today(e); ok {
		ev.now = append(ev.now, e.Lo.back(shift))
	}
}

// year is the year the text is about; "" unless its evidence agrees.
func (ev *evidence) year() string {
	var year agreement
	enough := true
	switch {
	case ev.counted.n > 0:
		year = ev.counted
	case ev.dated.n > 0:
		year = ev.dated
		enough = ev.opening || year.n > 1 || !ev.silent || ev.named.n > 0 && ev.named.last == year.last
	default:
		year = ev.named
		enough = year.n > 1
	}
	if !enough || year.first != year.last || year.first < oldest || max(ev.dated.last, ev.named.last) > year.first+1 {
		return ""
	}
	return Point{Year: year.first}.String()
}

// today is the day that the text calls today with its year, as EDTF; "" when it says none or several.
func (ev *evidence) today() string {
	day := ""
	for _, p := range ev.now {
		if p.Year == 0 || day != "" && p.String() != day {
			return ""
		}
		day = p.String()
	}
	return day
}

const (
	nearToday  = 10  // days between an article and what it calls today, which another paper may print later
	farAhead   = 366 // days that an event told to the day may lie ahead
	termsAhead = 2   // years before its beginning that a term is spoken of
)

// contradicts reports whether a text with this evidence cannot be of the date.
func (ev *evidence) contradicts(edtf string) bool {
	p, ok := plain(edtf)
	if !ok {
		return false
	}
	from, to := p.firstOf().ordinal(), p.lastOf().ordinal()
	if ev.away(from, to) || !ev.latest.Zero() && ev.latest.ordinal() > to+farAhead || ev.since > p.Year+termsAhead {
		return true
	}
	about := ev.counted
	if about.n == 0 && ev.opening {
		about = ev.dated
	}
	return about.n > 0 && ev.year() == Point{Year: about.first}.String() && p.Year > about.first+1 && ev.since <= about.first
}

// away reports whether the text calls days today and all of them are far from the days from to to.
func (ev *evidence) away(from, to int) bool {
	from, to = from-nearToday, to+nearToday
	for _, p := range ev.now {
		first, last := p.Year, p.Year
		if p.Year == 0 {
			first, last = dayAt(from).Year, dayAt(to).Year
		}
		for p.Year = first; p.Year <= last; p.Year++ {
			if at := p.ordinal(); from <= at && at <= to {
				return false
			}
		}
	}
	return len(ev.now) > 0
}

// today reports whether e is a day told both from the document's and in digits, `Hôm qua (13/1)`, and how many days it lies from it.
func (m *matcher) today(e Expr) (shift int, ok bool) {
	if e.Kind != Day || e.Hint != Near || e.Unit != 0 {
		return 0, false
	}
	i := e.First
	for so := sense(0); ; {
		one, k := m.preposition(i, so)
		if k == 0 {
			break
		}
		so, i = so|one, k
	}
	if k := m.clock(i); k != 0 {
		i = k
	}
	_, k := m.partOfDay(i)
	if k != 0 {
		i = k
	}
	r, next := m.relativeDay(i, k != 0)
	return r.Shift, next != 0 && r.Kind == Relative
}

// back is the day that lies shift days before p; without its year when p has none.
func (p Point) back(shift int) Point {
	known := p.Year
	if known == 0 {
		p.Year = leapYear
	}
	p = dayAt(p.ordinal() - shift)
	if known == 0 {
		p.Year = 0
	}
	return p
}

// An agreement knows the first and last of the years added, and their number.
type agreement struct{ first, last, n int }

func (g *agreement) add(year int) {
	if g.n == 0 || year < g.first {
		g.first = year
	}
	g.last = max(g.last, year)
	g.n++
}
