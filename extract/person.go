package extract

import (
	"slices"
	"sort"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/slab"
)

// A person is somebody the document speaks of.
type person struct {
	name    string
	words   []string // of the name, folded as matching keys
	plain   string   // the name without diacritics, to recognise a slip
	aliases []string
	offices []holding
	gender  byte
	foreign bool   // the name is not Vietnamese in form
	iso     string // country, as far as known: "" unknown
	first   int    // token of the first mention
	seen    []spot
	figures []*mention.Figure
	number  int
	byline  bool
	spouse  bool
	called  []string // other names that the text itself gives
	entity  *entity  // once the facts are written
	past    bool     // only spoken of in sentences about years before the document's
}

// A spot is a mention of a person.
type spot struct{ first, end int }

// A holding is an office of a person as one place in the text has it.
type holding struct {
	mention.Office
	owner     string // name of the country, party, province or body
	ownerKind mention.Kind
	iso       string
	at        *sentence
	m         *mention.Mention
}

// people are all persons of a document in the order of their first mention.
type people struct {
	all   []*person
	of    map[*mention.Figure]*person
	spelt map[string]spelling // of names met in whatever document, as names recur
	room  slab.Of[person]
}

// maxSpelt bounds the memory of spellings.
const maxSpelt = 1 << 14

// reset forgets the persons of the document before.
func (ps *people) reset() {
	if ps.of == nil {
		ps.of, ps.spelt = map[*mention.Figure]*person{}, map[string]spelling{}
	}
	clear(ps.of)
	clear(ps.all)
	ps.all = ps.all[:0]
	ps.room.Reset()
}

// identify decides who the named figures are, over the whole document: first the full names, then the parts of names.
func (r *reading) identify() {
	r.each(func(s *sentence, m *mention.Mention) {
		if f := m.Figure; f.Name != "" && f.Whole {
			r.people.add(r, m)
		}
	})
	r.each(func(s *sentence, m *mention.Mention) {
		if f := m.Figure; f.Name != "" && !f.Whole {
			r.people.addPart(r, m)
		}
	})
	r.alsoCalled()
	r.calledByTwo()
	r.spellings()
	r.owners()
	r.papers()
	r.recall()
	r.sender = map[*person]string{}
	r.each(func(s *sentence, m *mention.Mention) {
		if p := r.people.of[m.Figure]; p != nil && m.Figure.Leads != nil {
			r.sender[p] = r.bodyName(m.Figure.Leads)
		}
	})
}

// recall marks the persons that the text only speaks of looking back: … sau chuyến thăm của Chủ tịch nước A năm 2018.
func (r *reading) recall() {
	if len(r.date) < 4 {
		return
	}
	for _, p := range r.people.all {
		p.past = len(p.seen) > 0
		for _, spot := range p.seen {
			if p.past = r.looksBack(spot.first); !p.past {
				break
			}
		}
	}
}

// looksBack reports whether the sentence of a token names a year before the document's, and none as late.
func (r *reading) looksBack(token int) bool {
	i := sort.Search(len(r.sentences), func(i int) bool { return int(r.sentences[i].span.End) > token })
	if i == len(r.sentences) || int(r.sentences[i].span.First) > token {
		return false
	}
	back := false
	for _, e := range r.sentences[i].Dates {
		if !e.Dates() {
			continue // 17 năm is a length of time
		}
		switch day := e.Resolve(date.Context{}); {
		case len(day) < 4 || day[0] < '0' || day[0] > '9':
			return false
		case day[:4] >= r.date[:4]:
			return false
		default:
			back = true
		}
	}
	return back
}

// merge makes q a part of p.
func (ps *people) merge(p, q *person) {
	for _, f := range q.figures {
		ps.of[f] = p
	}
	p.figures = append(p.figures, q.figures...)
	p.seen = append(p.seen, q.seen...)
	slices.SortFunc(p.seen, func(a, b spot) int { return a.first - b.first })
	p.aliases = append(append(p.aliases, q.name), q.aliases...)
	p.called = append(p.called, q.name)
	ps.all = slices.DeleteFunc(ps.all, func(x *person) bool { return x == q })
}

// each calls fn for every figure in the order of the text.
func (r *reading) each(fn func(*sentence, *mention.Mention)) {
	for _, s := range r.sentences {
		if r.ended() {
			return
		}
		for k := range s.Mentions {
			if m := &s.Mentions[k]; m.Kind == mention.Person {
				fn(s, m)
			}
		}
	}
}

// add finds or makes the person of a full name.
func (ps *people) add(r *reading, m *mention.Mention) {
	f := m.Figure
	sp := ps.spelling(f.Name)
	words := sp.words
	for _, p := range ps.all {
		if sameName(p, words, sp.plain, f) && !ps.twin(p, f) {
			ps.join(r, p, m)
			return
		}
	}
	p := ps.room.One(person{name: f.Name, words: words, plain: sp.plain, gender: f.Gender, foreign: f.Foreign, first: m.First, number: len(ps.all), spouse: f.Spouse})
	if len(words) > 2 && words[1] == "thị" {
		p.gender = 'f'
	}
	ps.all = append(ps.all, p)
	ps.join(r, p, m)
}

func (ps *people) join(r *reading, p *person, m *mention.Mention) {
	f := m.Figure
	ps.of[f] = p
	if p.figures == nil {
		p.figures, p.seen = r.room.figures.Some(4), r.room.spots.Some(4)
	}
	p.figures = append(p.figures, f)
	p.seen = append(p.seen, spot{f.NameFirst, f.NameEnd})
	if p.gender == 0 {
		p.gender = f.Gender
	}
	if f.Name != p.name && !slices.Contains(p.aliases, f.Name) {
		p.aliases = append(p.aliases, f.Name)
		if sp := ps.spelling(f.Name); len(sp.words) > len(p.words) {
			p.aliases = append(p.aliases[:len(p.aliases)-1], p.name)
			p.name, p.words, p.plain = f.Name, sp.words, sp.plain
		}
	}
}
