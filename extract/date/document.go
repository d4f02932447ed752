package date

import (
	"strconv"

	"quanhe/extract/text"
)

// nearTitle is how many body sentences, a standfirst, may stand between a page's title and its date.
const nearTitle = 2

// DocumentDate finds the date of a page in the page itself, as YYYY-MM-DD; "" when it shows none.
// It trusts a date line below the title, then the time stamp in the address of a source line. A clock above the title is
// the reader's, not the article's; a date in the running text is an event's (see Anchor).
func DocumentDate(doc *text.Document) string {
	titled, bodies := false, 0
	var found []Expr
	for _, s := range doc.Sentences {
		switch {
		case s.Kind == text.Title:
			titled = true
			continue
		case s.Kind != text.Dateline && s.Kind != text.Byline:
			if titled {
				bodies++
			}
			continue
		case !titled || bodies > nearTitle:
			continue
		}
		found = Find(doc, int(s.First), int(s.End), found[:0])
		for _, e := range found {
			if e.Kind == Day && e.Lo.Year != 0 {
				return e.Lo.String()
			}
		}
	}
	return addressDate(doc)
}

// stampDigits is the least number of digits of a time stamp in an address: 20171025080039021 is 2017-10-25 08:00:39.021.
const stampDigits = 12

// addressDate reads the time stamp or the path of dates in a web address: /20171025080039021/, -20210426122826115.htm, /20171112/, /2021/12/14/.
func addressDate(doc *text.Document) string {
	m := matcher{text: doc.Text, tokens: doc.Tokens, end: len(doc.Tokens)}
	for i := range doc.Tokens {
		if m.kind(i) != text.Number || !m.glued(i) {
			continue
		}
		if sep := m.mark(i - 1); sep != '/' && sep != '-' || !m.inAddress(i) {
			continue
		}
		var p Point
		if s := m.str(i); len(s) >= stampDigits || len(s) == len("20171112") && m.glued(i+1) && m.mark(i+1) == '/' {
			p = Point{atoi(s[:4]), atoi(s[4:6]), atoi(s[6:8])}
		} else if m.year(i) != 0 && m.joint(i+1) == '/' && m.joint(i+3) == '/' {
			p = Point{m.year(i), atoi(m.str(i + 2)), atoi(m.str(i + 4))}
		}
		if p.Year >= 1995 && p.Year <= 2100 && p.Month > 0 && p.Day > 0 && p.exists() {
			return p.String()
		}
	}
	return ""
}

// inAddress reports whether token i is part of a web address: an unbroken run of tokens with "://" or "www" in it.
func (m *matcher) inAddress(i int) bool {
	for ; m.glued(i); i-- {
		if m.mark(i) == '/' && m.glued(i-1) && m.mark(i-1) == '/' || m.is(i, "www") {
			return true
		}
	}
	return m.is(i, "www")
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > 9999 {
		return 0
	}
	return n
}

// Anchor gives the year the text is about, as YYYY, from the text alone; "" unless its evidence agrees.
// Evidence is what newspapers count from a known year (`35 năm đổi mới`, 35 years of renewal, is 2021) and, failing that, the
// years of its dated events. Terms, targets, citations, anniversaries and days of coming into force are no evidence.
func Anchor(doc *text.Document) string {
	var a anchor
	var found []Expr
	bodies := 0
	for _, s := range doc.Sentences {
		if !s.Kind.Facts() {
			continue
		}
		if s.Kind == text.Body {
			bodies++
		}
		m := matcher{text: doc.Text, tokens: doc.Tokens, first: int(s.First), end: int(s.End)}
		found = Find(doc, m.first, m.end, found[:0])
		for _, e := range found {
			a.add(e, &m, bodies <= opening)
		}
	}
	return a.year()
}

// opening is how many body sentences open a text.
const opening = 2

// oldest is the first year an article can be about that an anchor may tell: a lone `năm 1945` tells history.
const oldest = 1990

// An anchor gathers the evidence of one text. Its zero value is ready.
type anchor struct {
	counted agreement // years counted from a founding year
	dated   agreement // years of events told with their month
	named   agreement // years told alone
	opening bool      // a full date opens the text
	silent  bool      // some dates have no year: then the years that are said may be those of other years
}

func (a *anchor) add(e Expr, m *matcher, opening bool) {
	switch {
	case e.Kind == Duration && e.Unit == Years && e.Hint == Unknown:
		if y := m.foundingYear(e.End); y != 0 {
			a.counted.add(y + e.Shift)
		}
	case !e.Dates() || e.From || e.Until:
	case e.Lo.Year == 0:
		a.silent = true
	case e.Lo.Month != 0:
		a.dated.add(e.Lo.Year)
		a.opening = a.opening || opening && e.Kind == Day
	default:
		a.named.add(e.Lo.Year)
	}
}

func (a *anchor) year() string {
	var year agreement
	enough := true
	switch {
	case a.counted.n > 0:
		year = a.counted
	case a.dated.n > 0:
		year = a.dated
		enough = a.opening || year.n > 1 || !a.silent || a.named.n > 0 && a.named.last == year.last
	default:
		year = a.named
		enough = year.n > 1
	}
	if !enough || year.first != year.last || year.first < oldest || max(a.dated.last, a.named.last) > year.first+1 {
		return ""
	}
	return Point{Year: year.first}.String()
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

// foundingYear is the year that a number of years before token i counts from: renewal 1986, the state 1945, the party 1930.
func (m *matcher) foundingYear(i int) int {
	for _, start := range [...]struct {
		year  int
		words []string
	}{
		{1986, []string{"đổi", "mới"}},
		{1986, []string{"thực", "hiện", "đường", "lối", "đổi", "mới"}},
		{1986, []string{"thực", "hiện", "công", "cuộc", "đổi", "mới"}},
		{1945, []string{"bảo", "vệ", "và", "xây", "dựng", "tổ", "quốc"}},
		{1945, []string{"xây", "dựng", "và", "bảo", "vệ", "tổ", "quốc"}},
		{1945, []string{"quốc", "khánh"}},
		{1945, []string{"ngày", "quốc", "khánh"}},
		{1930, []string{"thành", "lập", "đảng", "cộng", "sản", "việt", "nam"}},
		{1930, []string{"ngày", "thành", "lập", "đảng", "cộng", "sản", "việt", "nam"}},
	} {
		if m.phrase(i, start.words...) != 0 {
			return start.year
		}
	}
	return 0
}
