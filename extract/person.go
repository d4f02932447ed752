package extract

import (
	"slices"
	"sort"
	"strings"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
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
	date      string
}

// people are all persons of a document in the order of their first mention.
type people struct {
	all   []*person
	of    map[*mention.Figure]*person
	spelt map[string]spelling // of names met in whatever document, as names recur
	room  slab[person]
}

// A spelling is a name made ready to be compared.
type spelling struct {
	words []string // as matching keys; not to be changed
	plain string   // the name without diacritics
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
	ps.room.reset()
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
	r.spellings()
	r.owners()
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

// alsoCalled makes one person of two names where the text says so: Hồ Chí Minh, khi đó với tên gọi là Nguyễn Ái Quốc.
func (r *reading) alsoCalled() {
	for _, s := range r.sentences {
		var last *person
		for k := range s.Mentions {
			m := &s.Mentions[k]
			if m.Kind != mention.Person || m.Figure.Name == "" {
				continue
			}
			p := r.people.of[m.Figure]
			if p == nil {
				continue
			}
			if last != nil && p != last && r.naming(s, m.Figure.NameFirst) {
				r.people.merge(last, p)
				p = last
			}
			last = p
		}
	}
}

// naming reports whether the words before a token say that another name follows.
func (r *reading) naming(s *sentence, token int) bool {
	i := s.ChunkAt(token) - 1
	words := ""
	for n := 0; n < 4 && i >= 0; n, i = n+1, i-1 {
		words = s.Chunks[i].Word + " " + words
	}
	for _, w := range []string{"tên gọi là ", "tên gọi ", "bí danh ", "tên thật là ", "còn gọi là ", "tức là ", "tên khai sinh là "} {
		if strings.HasSuffix(words, w) {
			return true
		}
	}
	return false
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
		for k := range s.Mentions {
			if m := &s.Mentions[k]; m.Kind == mention.Person {
				fn(s, m)
			}
		}
	}
}

// spelling returns a name made ready to be compared.
func (ps *people) spelling(name string) spelling {
	sp, ok := ps.spelt[name]
	if !ok {
		name = strings.Clone(name) // a part of a text would keep all of it
		if sp = (spelling{nameWords(name), text.Fold(name)}); len(ps.spelt) >= maxSpelt {
			clear(ps.spelt)
		}
		ps.spelt[name] = sp
	}
	return sp
}

// parts returns the words of a name as matching keys. They are not to be changed.
func (ps *people) parts(name string) []string { return ps.spelling(name).words }

func nameWords(name string) []string {
	return strings.FieldsFunc(text.Key(name), func(c rune) bool { return c == ' ' || c == '-' || c == '.' || c == '\'' || c == '’' })
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
	p := ps.room.one(person{name: f.Name, words: words, plain: sp.plain, gender: f.Gender, foreign: f.Foreign, first: m.First, number: len(ps.all), spouse: f.Spouse})
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
		p.figures, p.seen = r.room.figures.some(4), r.room.spots.some(4)
	}
	p.figures = append(p.figures, f)
	p.seen = append(p.seen, spot{f.NameFirst, f.NameEnd})
	if p.gender == 0 {
		p.gender = f.Gender
	}
	if f.Name != p.name && !contains(p.aliases, f.Name) {
		p.aliases = append(p.aliases, f.Name)
		if sp := ps.spelling(f.Name); len(sp.words) > len(p.words) {
			p.aliases = append(p.aliases[:len(p.aliases)-1], p.name)
			p.name, p.words, p.plain = f.Name, sp.words, sp.plain
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// sameName reports whether the words may name the person: the same words, the same words in another order (Japanese
// and Hungarian names), one name within the other, an initial for the first name, or a slip in the diacritics.
func sameName(p *person, words []string, plain string, f *mention.Figure) bool {
	switch {
	case equal(p.words, words):
		return true
	case len(words) == len(p.words) && (p.foreign || f.Foreign) && sameSet(p.words, words):
		return true
	case (p.foreign || f.Foreign) && plain == p.plain:
		return true
	case len(words) == len(p.words) && len(words) >= 3 && missingTone(p.words, words):
		return sharesOffice(p, f)
	case (p.foreign || f.Foreign) && len(words) >= 2 && (within(words, p.words) || within(p.words, words)):
		return true
	case len(words) == len(p.words) && len(words) >= 2 && initials(p.words, words):
		return true
	}
	return false
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func sameSet(a, b []string) bool {
	for _, w := range a {
		if !contains(b, w) {
			return false
		}
	}
	return true
}

// within reports whether short is a run of words of long.
func within(short, long []string) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if equal(short, long[i:i+len(short)]) {
			return len(short) < len(long)
		}
	}
	return false
}

// initials reports whether the names are equal but for first names cut to one letter: L. Kalashnikov.
func initials(a, b []string) bool {
	short := false
	for i := range a {
		x, y := []rune(a[i]), []rune(b[i])
		switch {
		case a[i] == b[i]:
		case i < len(a)-1 && (len(x) == 1 || len(y) == 1) && x[0] == y[0]:
			short = true
		default:
			return false
		}
	}
	return short
}

// missingTone reports whether the names differ in one syllable, where one of them lacks the tone mark.
func missingTone(a, b []string) bool {
	diff := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		x, y := text.Toneless(a[i]), text.Toneless(b[i])
		if x != y || a[i] != x && b[i] != y {
			return false
		}
		diff++
	}
	return diff == 1
}

func sharesOffice(p *person, f *mention.Figure) bool {
	if len(f.Offices) == 0 || len(p.offices) == 0 {
		return true
	}
	for _, o := range f.Offices {
		for _, h := range p.offices {
			if h.Title == o.Title {
				return true
			}
		}
	}
	return false
}

// twin reports whether the figure is another person of the same name: one holds a national office, the other a local
// one, and neither is said to be a former one.
func (ps *people) twin(p *person, f *mention.Figure) bool {
	b := level(f)
	if b == 0 {
		return false
	}
	a := level(p.figures...)
	if a == 'l' && b == 'l' {
		x, y := localPlace(p.figures...), localPlace(f)
		return x != "" && y != "" && x != y
	}
	return a != 0 && a != b
}

// localPlace returns the province or district that the text names beside the first local office still held.
func localPlace(figures ...*mention.Figure) string {
	for _, f := range figures {
		for k := range f.Offices {
			if o := &f.Offices[k]; o.Owner == "local" && o.OwnerKind == mention.Place && o.Status == "" {
				return o.OwnerName
			}
		}
	}
	return ""
}

// level returns 'n' when the offices are of the state and none is local, 'l' when they are local, 0 when nothing tells.
func level(figures ...*mention.Figure) byte {
	n, l := false, false
	for _, f := range figures {
		for k := range f.Offices {
			switch o := &f.Offices[k]; {
			case o.Status == "former" || o.Bare:
			case o.Owner == "country" && o.Body != "":
				n = true
			case o.Owner == "country" && strings.HasPrefix(o.Title, "Bộ trưởng"), strings.HasPrefix(o.Title, "Thứ trưởng"):
				n = true
			case o.Owner == "local":
				l = true
			}
		}
	}
	switch {
	case n && !l:
		return 'n'
	case l && !n:
		return 'l'
	}
	return 0
}

// addPart finds the person whom a part of a name means: ông Phúc, Tổng thống Putin. A name that nobody bears makes a
// person of its own when it is foreign or an office stands before it.
func (ps *people) addPart(r *reading, m *mention.Mention) {
	f := m.Figure
	word := ps.parts(f.Name)
	if len(word) == 0 {
		return
	}
	word = word[len(word)-1:]
	var best *person
	score := 0
	for _, p := range ps.all {
		n := ps.fits(p, word[0], m)
		if n > score || n == score && n > 0 && p.first < m.First && best.first < p.first {
			best, score = p, n
		}
	}
	if best != nil {
		ps.join(r, best, m)
		return
	}
	if f.Foreign && f.Honorific != "" || len(f.Offices) > 0 && (f.Foreign || f.Offices[0].OwnerISO != "" && f.Offices[0].OwnerISO != "VN") {
		p := ps.room.one(person{name: f.Name, words: word, plain: ps.spelling(f.Name).plain, gender: f.Gender, foreign: true, first: m.First, number: len(ps.all)})
		ps.all = append(ps.all, p)
		ps.join(r, p, m)
	}
}

// fits returns how well a part of a name means the person, 0 when it cannot.
func (ps *people) fits(p *person, word string, m *mention.Mention) int {
	f := m.Figure
	at := -1
	for i, w := range p.words {
		if w == word || p.foreign && f.Foreign && text.Fold(w) == text.Fold(word) { // Erdogan, Erdoğan
			at = i
		}
	}
	if at < 0 || len(p.words) < 2 && p.words[0] != word {
		return 0
	}
	if f.Gender != 0 && p.gender != 0 && f.Gender != p.gender {
		return 0
	}
	if f.Honorific == "bác" && p.words[0] == word {
		return 3 // Bác Hồ, Bác Tôn: by the surname
	}
	if !p.foreign && at != len(p.words)-1 && len(p.words) > 2 {
		return 0 // Vietnamese are called by the last syllable
	}
	n := 1
	if at == len(p.words)-1 {
		n += 2
	}
	for _, o := range f.Offices {
		for _, q := range p.figures {
			for k := range q.Offices {
				if q.Offices[k].Title == o.Title {
					n += 4
				}
			}
		}
	}
	if p.first < m.First {
		n++
	}
	return n
}

// spellings makes the best spelling of each person the name: the most frequent of the fullest, the first among equals.
func (r *reading) spellings() {
	for _, p := range r.people.all {
		if len(p.aliases) == 0 {
			continue
		}
		count := map[string]int{}
		for _, s := range p.seen {
			count[r.words(s.first, s.end)]++
		}
		best, n := p.name, count[p.name]
		for _, a := range p.aliases {
			if len(r.people.parts(a)) == len(p.words) && (count[a] > n || count[a] == n && marks(a) > marks(best)) {
				best, n = a, count[a]
			}
		}
		if best != p.name {
			for i, a := range p.aliases {
				if a == best {
					p.aliases[i] = p.name
				}
			}
			p.name = best
		}
	}
}

// marks counts the letters that bear a diacritic.
func marks(s string) int {
	n := 0
	for _, c := range s {
		if c > 127 {
			n++
		}
	}
	return n
}
