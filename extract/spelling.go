package extract

import (
	"slices"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// A spelling is a name made ready to be compared.
type spelling struct {
	key   string   // the matching key
	words []string // of it; not to be changed
	plain string   // the name without diacritics
}

// spelling returns a name made ready to be compared.
func (ps *people) spelling(name string) spelling {
	sp, ok := ps.spelt[name]
	if !ok {
		name = strings.Clone(name) // a part of a text would keep all of it
		key := text.Key(name)
		if sp = (spelling{key, nameWords(key), text.Fold(name)}); len(ps.spelt) >= maxSpelt {
			clear(ps.spelt)
		}
		ps.spelt[name] = sp
	}
	return sp
}

// parts returns the words of a name as matching keys. They are not to be changed.
func (ps *people) parts(name string) []string { return ps.spelling(name).words }

// nameWords cuts the key of a name into words.
func nameWords(key string) []string {
	return strings.FieldsFunc(key, func(c rune) bool { return c == ' ' || c == '-' || c == '.' || c == '\'' || c == '’' })
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
		p := ps.room.One(person{name: f.Name, words: word, plain: ps.spelling(f.Name).plain, gender: f.Gender, foreign: true, first: m.First, number: len(ps.all)})
		ps.all = append(ps.all, p)
		ps.join(r, p, m)
	}
}

// fits returns how well a part of a name means the person, 0 when it cannot.
func (ps *people) fits(p *person, word string, m *mention.Mention) int {
	f := m.Figure
	at := -1
	for i, w := range p.words {
		if w == word || p.foreign && f.Foreign && text.SameFolded(w, word) { // Erdogan, Erdoğan
			at = i
		}
	}
	if at < 0 || len(p.words) < 2 && p.words[0] != word {
		return 0
	}
	if f.Gender != 0 && p.gender != 0 && f.Gender != p.gender || p.spouse && len(f.Offices) > 0 {
		return 0 // Tổng thống Obama is not Đệ nhất phu nhân (the first lady) Michelle Obama
	}
	if f.Honorific == "bác" && p.words[0] == word {
		return 3 // Bác Hồ, Bác Tôn: by the surname
	}
	if !p.foreign && at != len(p.words)-1 && len(p.words) > 2 && !(at == 0 && p.familyFirst()) {
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

// familyFirst reports whether an office of the person is of a country whose people are called by their family names, though
// these look Vietnamese: ông Tập for Tập Cận Bình.
func (p *person) familyFirst() bool {
	for _, f := range p.figures {
		for k := range f.Offices {
			if sinic(f.Offices[k].OwnerISO) {
				return true
			}
		}
	}
	return false
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
			if slices.Contains(p.called, a) {
				continue // another name, no other spelling of this one
			}
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
