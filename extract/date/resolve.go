package date

// Context is what a reader knows when meeting an expression.
type Context struct {
	Document string // EDTF of the document's date; "" when unknown
	Last     string // EDTF resolved last in the text; "" at its beginning
	Day      string // EDTF of the day that `cùng ngày` ("the same day") would mean; "" before any. See Tell
	Tense    Tense  // of the clause
	Year     string // year the surrounding text is about (see Dating); "" when unknown. Used when Document says nothing
}

// leads is how far after the document's date, in days, a date without a year can lie in each tense; it lies within one
// year before that. Editors say the year of what is farther away, so the window needs no second one.
// The Past lead forgives a report filed over midnight in another time zone.
var leads = [...]int{Unknown: 60, Past: 3, Future: 305, Near: 182}

// dayLeads are the leads of a day without a month, which lies within one month.
var dayLeads = [...]int{Unknown: 15, Past: 3, Future: 27, Near: 15}

// Tell records that e was resolved to edtf. A bracketed date belongs to its item, and a range or the end of one is no
// day that `cùng ngày` ("the same day") takes up: c.Day keeps the day told before it.
func (c *Context) Tell(e Expr, edtf string) {
	if edtf == "" || e.Bracketed || e.Citation {
		return
	}
	c.Last = edtf
	if len(edtf) == len("XXXX-12-23") && !e.From && !e.Until {
		c.Day = edtf
	}
}

// Resolve gives the EDTF of the expression, "" when it can date nothing (for a Citation: not even its document) or cannot be known.
// A year that nobody can know is XXXX. Until gives ../D; From gives the first day alone.
// The expression's own year always wins; then the document's date with the tense; then Context.Year.
func (e Expr) Resolve(c Context) string {
	if e.Kind < Day || e.Kind > YearsAfter {
		return ""
	}
	s := e.resolve(&c)
	if s != "" && e.Until && e.Hi.Zero() {
		return "../" + upper(s)
	}
	return s
}

// Ends gives the EDTF of the two dates of an Anniversary or a range as they stand, without any context.
// The second is "" when there is none.
func (e Expr) Ends() (first, second string) {
	return e.Lo.String(), e.Hi.String()
}

func (e *Expr) resolve(c *Context) string {
	var t now
	if e.Lo.Zero() || e.Unit != 0 { // others count from nothing
		t = newNow(c, e)
	}
	switch {
	case e.Kind == Same && e.Unit == Days && t.unit == 0: // a day without a year repeats as it is
		return c.Day
	case e.Kind == Weekday && e.Lo.Zero():
		return e.weekday(c, t)
	case e.Lo.Zero() && e.Hi.Zero():
		return t.shift(e.Unit, e.Shift)
	case e.Lo.Zero(): // `từ hôm nay đến 15/4`
		first := t.shift(e.Unit, e.Shift)
		last := Expr{Kind: Day, Lo: e.Hi, Hint: Near}
		return join(first, upper(last.resolve(c)))
	}
	lo := e.complete(e.Lo, c, t)
	if lo.Zero() {
		return ""
	}
	if e.Hi.Zero() {
		return c.known(lo)
	}
	return join(c.known(lo), following(lo, e.Hi).String())
}

// complete adds the fields that Lo leaves out. The zero Point means that they cannot be known.
func (e *Expr) complete(p Point, c *Context, t now) Point {
	if p.Year != 0 {
		return p
	}
	if e.Unit != 0 {
		return t.within(p, e.Unit, e.Shift)
	}
	tense := c.Tense
	if e.Hint != Unknown {
		tense = e.Hint
	}
	document := nowAt(c.Document)
	switch {
	case p.Month == 0:
		return document.dayOnly(p, dayLeads[tense])
	case document.unit == 0:
		if y, ok := plain(c.Year); ok && y.Month == 0 {
			p.Year = y.Year
		}
		return p
	}
	return document.inferYear(p, leads[tense])
}

// following gives hi the fields it lacks, so that it is the first such date from lo on.
func following(lo, hi Point) Point {
	if hi.Month == 0 {
		hi.Month = lo.Month
	}
	if hi.Year != 0 || lo.Year == 0 {
		return hi
	}
	hi.Year = lo.Year
	if hi.Month < lo.Month || hi.Month == lo.Month && hi.Day < lo.Day {
		hi.Year++
	}
	return hi
}

// String writes the point in EDTF: XXXX for a year not said, "" for the zero point and for a day without a month.
func (p Point) String() string {
	if p.Month == 0 && p.Day != 0 || p.Zero() || p.Year > 9999 {
		return ""
	}
	return p.edtf()
}

// known is p.String, which is most often a date that the reader knows already.
func (c *Context) known(p Point) string {
	if p.Month == 0 || p.Year > 9999 {
		return p.String()
	}
	b, n := p.fields()
	for _, s := range [...]string{c.Day, c.Last, c.Document} {
		if s == string(b[:n]) {
			return s
		}
	}
	return string(b[:n])
}

// edtf writes the fields of p up to the first that is not said.
func (p Point) edtf() string {
	b, n := p.fields()
	return string(b[:n])
}

// fields returns what edtf writes, and its length.
func (p Point) fields() (b [len("2021-12-14")]byte, n int) {
	b = [len("2021-12-14")]byte{'X', 'X', 'X', 'X', '-', 0, 0, '-', 0, 0}
	for i, y := 3, p.Year; i >= 0 && p.Year != 0; i, y = i-1, y/10 {
		b[i] = byte('0' + y%10)
	}
	b[5], b[6] = byte('0'+p.Month/10), byte('0'+p.Month%10)
	b[8], b[9] = byte('0'+p.Day/10), byte('0'+p.Day%10)
	switch {
	case p.Month == 0:
		return b, len("2021")
	case p.Day == 0:
		return b, len("2021-12")
	}
	return b, len(b)
}

// join writes an interval, or one date when both are the same.
func join(lo, hi string) string {
	if lo == hi || hi == "" {
		return lo
	}
	if lo == "" {
		return hi
	}
	return lo + "/" + hi
}

// upper is the second side of an interval, or the date itself.
func upper(edtf string) string {
	for i := len(edtf) - 1; i >= 0; i-- {
		if edtf[i] == '/' {
			return edtf[i+1:]
		}
	}
	return edtf
}

func (e *Expr) weekday(c *Context, t now) string {
	if t.unit != Days {
		return ""
	}
	if e.Unit == Weeks {
		return dayAt(monday(t.day.ordinal()) + 7*e.Shift + e.Weekday - 1).String()
	}
	tense := c.Tense
	if e.Hint != Unknown {
		tense = e.Hint
	}
	today := t.day.ordinal()
	back := (weekdayOf(today) - e.Weekday + 7) % 7
	if tense == Future && back > 0 || tense == Near && back > 3 { // `thứ Bảy này`: the nearest
		back -= 7
	}
	return dayAt(today - back).String()
}
