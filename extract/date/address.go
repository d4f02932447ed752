package date

import "strings"

// stampDigits is the least number of digits of a time stamp in an address: 20171025080039021 is 2017-10-25 08:00:39.021.
const stampDigits = 12

// addressDate reads the date in the web addresses of a page, as in addressDay; "" when none shows one.
func addressDate(page string) string {
	for {
		i := strings.Index(page, "://")
		if w := strings.Index(page, "www."); w >= 0 && (i < 0 || w < i) {
			i = w
		}
		if i < 0 {
			return ""
		}
		page = page[i:]
		end := strings.IndexAny(page, " \n\"')]>")
		if end < 0 {
			end = len(page)
		}
		if d := addressDay(page[:end]); d != "" {
			return d
		}
		page = page[end:]
	}
}

// addressDay reads the time stamp or the path of dates in a web address: /20171025080039021/, -20210426122826115.htm,
// /20171112/, /2021/12/14/; and failing that the month, /202112/, /2021/12/. It returns EDTF, "" when the address has none.
func addressDay(address string) string {
	month := ""
	for i := 1; i < len(address); i++ {
		n := digits(address[i:])
		if n == 0 || address[i-1] != '/' && address[i-1] != '-' {
			i += n
			continue
		}
		run, rest := address[i:i+n], address[i+n:]
		path := address[i-1] == '/' && strings.HasPrefix(rest, "/")
		p := Point{}
		switch {
		case n >= stampDigits || n == len("20171112") && path:
			p = Point{atoi(run[:4]), atoi(run[4:6]), atoi(run[6:8])}
		case n == len("202112") && path:
			p = Point{Year: atoi(run[:4]), Month: atoi(run[4:])}
		case n == 4 && path:
			p = pathDate(atoi(run), rest[1:])
		}
		if p.Year >= 1995 && p.Year <= 2100 && p.Month > 0 && p.exists() {
			if p.Day > 0 {
				return p.String()
			}
			if month == "" && p.Year >= 2000 {
				month = p.String()
			}
		}
		i += n
	}
	return month
}

// pathDate reads the month and day that follow a year in a path: 12/14/.
func pathDate(year int, path string) Point {
	m := digits(path)
	if m == 0 || m > 2 || !strings.HasPrefix(path[m:], "/") {
		return Point{}
	}
	p := Point{Year: year, Month: atoi(path[:m])}
	path = path[m+1:]
	if d := digits(path); d > 0 && d <= 2 && strings.HasPrefix(path[d:], "/") {
		p.Day = atoi(path[:d])
	}
	return p
}

// digits is how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// atoi is the value of a few digits.
func atoi(s string) int {
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}
