package date

// now is the date that an expression counts from, as precise as it is known.
type now struct {
	day  Point // the last day it can be
	unit Unit  // Days, Months or Years: what is known of day; 0: nothing
}

// newNow takes the document's date, or for FromText the date told last, which for days is a day. Where none was told it falls
// back to the document's: an article that opens with `cùng ngày` ("the same day") means its own day.
func newNow(c *Context, e *Expr) now {
	if e.Base == FromDocument {
		return nowAt(c.Document)
	}
	told := [...]string{c.Last, c.Day}
	if e.Unit == Days {
		told = [...]string{c.Day, c.Last}
	}
	for _, edtf := range told {
		if t := nowAt(edtf); t.unit != 0 && (e.Unit != Days || t.unit == Days) {
			return t
		}
	}
	if c.Day != "" {
		return now{}
	}
	return nowAt(c.Document)
}

func nowAt(edtf string) now {
	p, ok := plain(upper(edtf))
	if !ok || p.Year < 1100 || p.Year >= 9900 {
		return now{}
	}
	t := now{day: p.lastOf(), unit: Years}
	switch {
	case p.Day != 0:
		t.unit = Days
	case p.Month != 0:
		t.unit = Months
	}
	return t
}

// shift is the day, ISO week, month or year n units from now; "" when now is known less precisely than that.
func (t now) shift(unit Unit, n int) string {
	if t.unit == 0 {
		return ""
	}
	switch {
	case unit == Days && t.unit == Days:
		return dayAt(t.day.ordinal() + n).String()
	case unit == Days && n == 0:
		return t.String()
	case unit == Weeks && t.unit == Days:
		first := monday(t.day.ordinal()) + 7*n
		return join(dayAt(first).String(), dayAt(first+6).String())
	case unit == Months && t.unit <= Months:
		return t.month(n).String()
	case unit == Quarters && t.unit <= Months:
		first := 3*n - (t.day.Month-1)%3
		return join(t.month(first).String(), t.month(first+2).String())
	case unit == Years && n > -t.day.Year && n < 9999-t.day.Year:
		return Point{Year: t.day.Year + n}.String()
	}
	return ""
}

// String is now itself in EDTF.
func (t now) String() string {
	p := t.day
	switch t.unit {
	case Months:
		p.Day = 0
	case Years:
		p.Month, p.Day = 0, 0
	}
	return p.String()
}

// month is the month n months from now.
func (t now) month(n int) Point {
	n += 12*t.day.Year + t.day.Month - 1
	return Point{Year: floorDiv(n, 12), Month: n - 12*floorDiv(n, 12) + 1}
}

// within puts p into the month or year n units from now: day 20 of last month.
func (t now) within(p Point, unit Unit, n int) Point {
	switch {
	case unit == Years && t.unit != 0:
		p.Year = t.day.Year + n
	case unit == Months && t.unit != 0 && t.unit <= Months:
		m := t.month(n)
		p.Year, p.Month = m.Year, m.Month
	case p.Month == 0:
		return Point{}
	}
	if p.Day > daysIn(p.Year, max(p.Month, 1)) {
		return Point{}
	}
	return p
}

// inferYear chooses the year that puts p into the twelve months that end lead days after now, for 29 February the leap year
// before. The zero Point means that there is none.
func (t now) inferYear(p Point, lead int) Point {
	if t.unit == Years {
		if p.Year = t.day.Year; !p.exists() {
			return Point{}
		}
		return p
	}
	end := t.day.ordinal() + lead
	year := dayAt(end).Year
	for p.Year = year; p.Year > year-9; p.Year-- {
		if p.exists() && p.firstOf().ordinal() <= end {
			return p
		}
	}
	return Point{}
}

// dayOnly finds the month for a bare day number: the one in the month that ends lead days after now.
func (t now) dayOnly(p Point, lead int) Point {
	if t.unit != Days {
		return Point{}
	}
	end := dayAt(t.day.ordinal() + lead)
	for m := 0; m < 3; m++ { // of three months running one has the day
		at := now{day: end}.month(-m)
		if at.Day = p.Day; at.exists() && at.ordinal() <= end.ordinal() {
			return at
		}
	}
	return Point{}
}
