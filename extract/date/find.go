package date

import "quanhe/extract/text"

// Find appends to out the time expressions among the tokens [first, end) of doc, from left to right, each as long as
// can be and none overlapping. Give it one sentence at a time: it looks back for the words that make a date a citation.
func Find(doc *text.Document, first, end int, out []Expr) []Expr {
	return new(Finder).Find(doc, first, end, out)
}

// A Finder finds time expressions, the faster in documents that its Words number the tokens of. It is not changed once built and may
// be used from several goroutines; its zero value knows no Words.
type Finder struct {
	words text.Words
	opens []bool // by number: expressions may begin with the word
}

// NewFinder returns a finder for documents numbered by words. number gives a number to the key of a word that has none yet.
func NewFinder(words text.Words, number func(key []byte) uint32) *Finder {
	f := &Finder{words: words}
	for _, o := range openers.list {
		n := int(number(text.AppendKey(nil, o.word)))
		if n >= len(f.opens) {
			f.opens = append(f.opens, make([]bool, n+1-len(f.opens))...)
		}
		f.opens[n] = true
	}
	return f
}

// next returns the first token from i on at which an expression may begin, end when there is none. numbered says that the tokens are
// numbered by the finder's words.
func (f *Finder) next(doc *text.Document, i, end int, numbered bool) int {
	for tokens := doc.Tokens[:end]; i < len(tokens); i++ {
		switch t := &tokens[i]; {
		case t.Kind == text.Punct:
			if doc.Text[t.Start] == '(' {
				return i
			}
		case t.Kind != text.Word:
			return i
		case numbered: // nine words of ten begin nothing
			if n := int(doc.Known[i].ID); n < len(f.opens) && f.opens[n] {
				return i
			}
		case openers.may(doc.Text[t.Start:t.End], t.Flags):
			return i
		}
	}
	return i
}

// Find is the function of that name.
func (f *Finder) Find(doc *text.Document, first, end int, out []Expr) []Expr {
	first, end = max(first, 0), min(end, len(doc.Tokens))
	m := matcher{text: doc.Text, tokens: doc.Tokens, first: first, end: end}
	from := len(out)
	numbered := f.words != nil && doc.Words == f.words
	for i := f.next(doc, first, end, numbered); i < end; i = f.next(doc, i, end, numbered) {
		starts := m.starts(i)
		if starts == 0 {
			i++
			continue
		}
		e, next := m.expr(i, starts)
		if next == 0 {
			i++
			continue
		}
		e.First, e.End = i, next
		e.Citation = e.Kind <= Part && m.cited(&e)
		out, i = append(out, e), next
		for e.listed() { // `các năm 2001 và 2006`
			if e, next = m.yearAgain(e, i); next == 0 {
				break
			}
			out, i = append(out, e), next
		}
	}
	if len(out) > from {
		share(out[from:], &m)
		frame(out[from:], &m)
	}
	return out
}

// listed reports whether e is a year that a list can continue.
func (e *Expr) listed() bool {
	return (e.Kind == Year || e.Kind == Target) && !e.Bracketed
}

// share gives the year of the last date of a list to those before it, `tháng 2 và tháng 7/2021`, and puts a whole list
// that stands alone in brackets into them.
func share(found []Expr, m *matcher) {
	for last := len(found) - 1; last > 0; {
		first := last
		for first > 0 && m.adjoin(&found[first-1], &found[first]) {
			first--
			found[first].takeYear(&found[first+1])
		}
		head, tail := &found[first], &found[last]
		if first < last && m.mark(head.First-1) == '(' && m.mark(tail.End) == ')' {
			head.First--
			tail.End++
			for k := first; k <= last; k++ {
				found[k].Bracketed = true
			}
		}
		last = first - 1
	}
}

// adjoin reports whether only a comma or `và` stands between two dates of a list.
func (m *matcher) adjoin(e, next *Expr) bool {
	sep, j := m.separator(e.End)
	return sep == list && j == next.First && !e.Bracketed && !next.Bracketed && e.Kind <= Quarter && next.Kind <= Quarter
}

// takeYear gives e the year that only the next date of its list has, unless e comes later in the year.
func (e *Expr) takeYear(next *Expr) {
	if e.Lo.Year != 0 || e.Unit != 0 || e.Lo.Month == 0 || next.Lo.Month == 0 || next.Lo.before(e.Lo) {
		return
	}
	e.Lo.Year = next.Lo.Year
	if !e.Hi.Zero() {
		e.Hi.Year = next.Lo.Year
	}
}

// within gives the year of a journey to the days in brackets that fall into its months, `từ ngày 8 đến 11/9/2018 … (10/9)`,
// and that of a heading to all of them: `4/2012: …; ngày 9/4, …`.
func within(found []Expr, heading bool) {
	lead := found[0]
	if lead.Bracketed || lead.Kind > Part || lead.Unit != 0 || lead.Lo.Year == 0 || lead.Lo.Month == 0 {
		return
	}
	for i := range found[1:] {
		e := &found[1+i]
		if !e.Bracketed && !heading || e.Kind > Part || e.Unit != 0 || e.Lo.Month == 0 || e.Lo.Year != 0 {
			continue
		}
		switch e.Lo.Month {
		case lead.Lo.Month:
			e.Lo.Year = lead.Lo.Year
		case lead.Hi.Month:
			e.Lo.Year = lead.Hi.Year
		default:
			continue
		}
		*e = e.spread()
	}
}

// frame gives the year that opens a sentence, `Năm 2019, … vào tháng 5`, to the dates in it that have none; without the
// comma, to those in brackets: `Năm 2019 có chuyến thăm của A (tháng 5)`.
func frame(found []Expr, m *matcher) {
	if len(found) == 0 {
		return
	}
	within(found, m.mark(found[0].End) == ':')
	if found[0].Kind != Year || found[0].First != m.first {
		return
	}
	comma := m.mark(found[0].End) == ','
	for i := range found {
		if e := &found[i]; (comma || e.Bracketed) && e.Kind <= Part && e.Unit == 0 && e.Lo.Month != 0 && e.Lo.Year == 0 {
			e.Lo.Year = found[0].Lo.Year
			*e = e.spread()
		}
	}
}
