package date

// ordinal counts the days from 1 January 1970 to p, which has a day, in the Gregorian calendar. The method is Howard Hinnant's
// days_from_civil: years begin in March, so that the leap day is a year's last.
func (p Point) ordinal() int {
	y, m := p.Year, p.Month+9
	if p.Month > 2 {
		m -= 12
	} else {
		y--
	}
	era := floorDiv(y, 400)
	ofEra := y - era*400
	ofYear := (153*m+2)/5 + p.Day - 1
	return era*146097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719468
}

// dayAt is the day n days after 1 January 1970: the inverse of ordinal.
func dayAt(n int) Point {
	n += 719468
	era := floorDiv(n, 146097)
	ofEra := n - era*146097
	y := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*y + y/4 - y/100)
	m := (5*ofYear + 2) / 153
	p := Point{Year: y + era*400, Month: m + 3, Day: ofYear - (153*m+2)/5 + 1}
	if p.Month > 12 {
		p.Month -= 12
		p.Year++
	}
	return p
}

func floorDiv(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// weekdayOf is the day of the week of an ordinal, 1 Monday to 7 Sunday.
func weekdayOf(ordinal int) int { return (ordinal+3-7*floorDiv(ordinal+3, 7))%7 + 1 }

// monday is the ordinal of the Monday of the week of an ordinal.
func monday(ordinal int) int { return ordinal + 1 - weekdayOf(ordinal) }

// daysIn is the number of days of a month; year 0 stands for any year and gives February 29 days.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// firstOf and lastOf are the days that p begins and ends with, p with its year.
func (p Point) firstOf() Point { return Point{p.Year, max(p.Month, 1), max(p.Day, 1)} }

func (p Point) lastOf() Point {
	if p.Month == 0 {
		p.Month = 12
	}
	if p.Day == 0 {
		p.Day = daysIn(p.Year, p.Month)
	}
	return p
}

// plain reads a date of one point whose year is known, YYYY, YYYY-MM or YYYY-MM-DD. It is the quick half of parse: what else EDTF
// has, and what is not EDTF, is no plain date.
func plain(s string) (p Point, ok bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 || digits(s) != 4 {
		return p, false
	}
	p.Year, ok = atoi(s[:4]), true
	if len(s) > 4 {
		p.Month, ok = twoDigits(s[4:7])
	}
	if len(s) > 7 && ok {
		p.Day, ok = twoDigits(s[7:])
		ok = ok && p.Day > 0
	}
	return p, ok && (len(s) == 4 || p.Month > 0 && p.exists())
}
