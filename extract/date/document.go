package date

import (
	"iter"

	"quanhe/extract/text"
)

// A Dating is what is known of a document's date.
type Dating struct {
	Date   string // EDTF; "" when unknown
	Origin Origin // of Date
	Year   string // YYYY that the text is about by what it tells; "" unless its evidence agrees
	Doubt  string // a date that contradicts the text: Date itself when it was given, else one that was passed over
}

// Origin is where a document's date comes from, the most trusted first.
type Origin uint8

// The origins.
const (
	Given    Origin = iota + 1 // with the document
	Dateline                   // a line of date and author below the title
	Address                    // the time stamp or path of a web address
	Lead                       // the place and date before the first sentence: Hà Nội, 14/12/2021 (TTXVN) -
	Byline                     // a line of author or source below the text
	Told                       // the text: `hôm nay (19/8/2021)`, "today"
)

var origins = [...]string{Given: "given", Dateline: "the date line", Address: "the address", Lead: "the lead", Byline: "the byline", Told: "the text"}

// String names the origin in traces.
func (o Origin) String() string {
	if int(o) < len(origins) {
		return origins[o]
	}
	return ""
}

// DocumentDate finds the date of a document: the one that was given with it, made exact by the page where it is a month or a
// year; else what the page shows near its title, in its address or below its text. A clock above the title is the reader's, not the
// article's, and a date in the running text is an event's.
//
// told has the time expressions of each sentence that carries facts (see [Find]). A date of the page that contradicts
// them is passed over: a year or more after the day that opens the text and that all its dates agree with, away from
// what it calls today, or long before what it tells. A given date stays.
func DocumentDate(doc *text.Document, given, url string, told iter.Seq2[text.Sentence, []Expr]) Dating {
	var ev evidence
	for s, found := range told {
		ev.sentence(doc, s, found)
	}
	ev.since = max(ev.since, since(doc))
	d := Dating{Date: given, Year: ev.year()}
	if given != "" {
		d.Origin = Given
		if ev.contradicts(given) {
			d.Doubt = given
		}
		if len(given) == len("2021-12-14") {
			return d
		}
	}
	p := page{doc: doc, m: matcher{text: doc.Text, tokens: doc.Tokens, end: len(doc.Tokens)}}
	for o := Dateline; o <= Told; o++ {
		switch found := p.date(o, url, &ev); {
		case found == "" || given != "" && (More(given, found) == given || !Compatible(given, found)):
		case ev.contradicts(found):
			if d.Doubt == "" {
				d.Doubt = found
			}
		default:
			d.Date, d.Origin = found, o
			return d
		}
	}
	return d
}

// A page is a document whose own date is looked for.
type page struct {
	doc   *text.Document
	m     matcher
	found []Expr // scratch
}

// date looks for the date of one origin, EDTF; "" when there is none.
func (p *page) date(o Origin, url string, ev *evidence) string {
	switch o {
	case Dateline:
		return p.dateline()
	case Address:
		if d := addressDay(url); d != "" {
			return d
		}
		return addressDate(p.doc.Text)
	case Lead:
		return p.lead()
	case Byline:
		return p.byline()
	case Told:
		return ev.today()
	}
	return ""
}

// nearTitle is how many body sentences, a standfirst, may stand between a page's title and its date.
const nearTitle = 2

// dateline is the date of a line of date and author between the title and the text. A page may carry its name in the
// place of a title, and its clock below: the last line before the text that could be a title is the one.
func (p *page) dateline() string {
	title, capitals, heading, bodies := -1, -1, -1, 0
	end := len(p.doc.Sentences)
	for i, s := range p.doc.Sentences {
		switch s.Kind {
		case text.Title:
			title = i
		case text.Capitals:
			capitals = i
		case text.Heading:
			if bodies == 0 {
				heading = i
			}
		case text.Body, text.Question, text.Answer:
			bodies++
		}
		if bodies > nearTitle {
			end = i
			break
		}
	}
	if title < 0 {
		title = capitals
	}
	if title < 0 {
		return ""
	}
	if heading > title {
		d := p.full(heading, end, text.Dateline)
		if d != "" || title == capitals { // capitals above the title are the page's name, and the clock behind them is its own
			return d
		}
	}
	if d := p.full(title, end, text.Dateline); d != "" {
		return d
	}
	return p.full(title, end, text.Byline)
}

// byline is the date of a line of author, place or source below the text. A date that stands there alone is the page's clock.
func (p *page) byline() string {
	for i := len(p.doc.Sentences) - 1; i >= 0; i-- {
		switch s := p.doc.Sentences[i]; s.Kind {
		case text.Body, text.ListItem, text.Answer:
			return ""
		case text.Dateline:
			if !p.m.capital(int(s.First)) || p.m.is(int(s.First), "thứ", "chủ", "ngày", "cập", "đăng", "xuất", "giờ", "lúc") {
				continue
			}
			fallthrough
		case text.Byline:
			if d := p.full(i, i+1, s.Kind); d != "" {
				return d
			}
		}
	}
	return ""
}

// full is the first full date in the sentences [first, end) of one kind.
func (p *page) full(first, end int, kind text.LineKind) string {
	for _, s := range p.doc.Sentences[first:end] {
		if s.Kind != kind {
			continue
		}
		p.found = Find(p.doc, int(s.First), int(s.End), p.found[:0])
		for _, e := range p.found {
			if e.Kind == Day && e.Lo.Year != 0 {
				return e.Lo.String()
			}
		}
	}
	return ""
}

// lead is the date between the place and the dash that open the first sentence of the text: `Hà Nội, 14/12/2021 (TTXVN) -`.
// On a page of teasers each has its own.
func (p *page) lead() string {
	lead := ""
	for _, s := range p.doc.Sentences {
		if s.Kind != text.Body || p.m.tokens[s.First].Flags&text.LineStart == 0 {
			continue
		}
		d := p.opens(s)
		if lead != "" && d != "" && d != lead {
			return ""
		}
		if lead == "" {
			if lead = d; d == "" {
				return ""
			}
		}
	}
	return lead
}

// opens is the full date with which a sentence opens before a dash, nothing but names and marks beside it.
func (p *page) opens(s text.Sentence) string {
	m := p.m
	m.first, m.end = int(s.First), min(int(s.End), int(s.First)+maxLead)
	p.found = Find(p.doc, m.first, m.end, p.found[:0])
	if len(p.found) == 0 || p.found[0].Kind != Day || p.found[0].Lo.Year == 0 {
		return ""
	}
	e := p.found[0]
	for i := m.first; i < m.end; i++ {
		switch {
		case i >= e.First && i < e.End || m.capital(i):
		case m.kind(i) != text.Punct:
			return ""
		case m.mark(i) == '-' && i > e.First && !m.glued(i+1):
			return e.Lo.String()
		}
	}
	return ""
}

// maxLead is the most tokens of a place and date before the first sentence.
const maxLead = 24
