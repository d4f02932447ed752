package extract

import (
	"slices"
	"sort"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// ownSubject finds the subject of the sentence itself that a pronoun further on in it means.
func (r *reading) ownSubject(s *sentence, f *mention.Figure, at int) *person {
	for i := range s.Chunks {
		if s.Chunks[i].First >= at {
			return nil
		}
		for _, o := range s.Opening(i) {
			g := o.Mention.Figure
			if g == nil || g == f || g.Point > mention.Titled || o.Mention.First >= at {
				continue
			}
			for _, w := range r.resolve(o.Mention, nil) {
				if w.person != nil && w.person.agrees(f) && w.person != r.speaker(at) {
					return w.person
				}
			}
		}
	}
	return nil
}

// namedBefore finds the last person that the sentence names before token at and that fits.
func (r *reading) namedBefore(s *sentence, at int, fits func(*person) bool) *person {
	for k := len(s.Mentions) - 1; k >= 0; k-- {
		m := &s.Mentions[k]
		if m.First >= at || m.Figure == nil {
			continue
		}
		if p := r.people.of[m.Figure]; p != nil && fits(p) {
			return p
		}
	}
	return nil
}

// samePronoun finds the person of the sentence itself whom a pronoun of that gender means and who plays no part yet: Được
// tin bà A nhậm chức, B gửi điện mừng tới bà.
func (r *reading) samePronoun(a *application, f *mention.Figure, at int) *person {
	if f.Gender == 0 {
		return nil
	}
	return r.namedBefore(a.s, at, func(p *person) bool { return p.gender == f.Gender && r.free(p, a) })
}

// agrees reports whether a pronoun may mean the person: neither's gender is another.
func (p *person) agrees(f *mention.Figure) bool {
	g := p.sex()
	return f.Gender == 0 || g == 0 || g == f.Gender
}

// sex returns m or f as the text or the person's name tells, 0 when neither does.
func (p *person) sex() byte {
	if p.gender == 0 && !p.foreign {
		return genderOf(p.name)
	}
	return p.gender
}

// genderOf returns what the middle name of a Vietnamese says, 0 when it says nothing: Văn is a man's, Thị a woman's.
func genderOf(name string) byte {
	switch {
	case strings.Contains(name, " Văn "):
		return 'm'
	case strings.Contains(name, " Thị "):
		return 'f'
	}
	return 0
}

// free reports whether a person may play a part in the claim and plays none yet.
func (r *reading) free(p *person, a *application) bool {
	w := r.one(p)
	return len(w) > 0 && !a.taken(w[0])
}

// pronoun finds the person that ông, bà or đồng chí alone means: the subject told last, if the gender agrees, else the
// person named last.
func (r *reading) pronoun(f *mention.Figure, at int) *person {
	known := false // a woman whom the text says to be one is rather bà than somebody of whom it says nothing
	me := r.speaker(at)
	if len(r.last.subject) == 1 && r.last.subject[0].agrees(f) && r.last.subject[0] != me {
		if known = f.Gender == 'f' && r.last.subject[0].sex() == 0 && r.womanBefore(at); !known {
			return r.last.subject[0]
		}
	}
	var best *person
	near := -1
	for _, p := range r.people.all {
		if !p.agrees(f) || p.spouse || p == me || known && p.sex() != 'f' {
			continue
		}
		if n, before := p.nearest(at); before && (near < 0 || n < near) {
			best, near = p, n
		}
	}
	return best
}

// speaker returns who speaks of himself as tôi (I) in the answer of an interview that holds a token, whom ông (he) never means there.
func (r *reading) speaker(at int) *person {
	if r.last.self == nil {
		return nil
	}
	i := sort.Search(len(r.sentences), func(i int) bool { return int(r.sentences[i].span.End) > at })
	if i == len(r.sentences) || r.sentences[i].span.Kind != text.Answer {
		return nil
	}
	return r.last.self
}

// womanBefore reports whether somebody is named before a token whom the text says to be a woman.
func (r *reading) womanBefore(at int) bool {
	return slices.ContainsFunc(r.people.all, func(p *person) bool {
		_, before := p.nearest(at)
		return before && p.sex() == 'f' && !p.spouse
	})
}

// strangerBefore reports whether the sentence speaks before a token of a holder of an office whom the text does not name.
func (r *reading) strangerBefore(s *sentence, at int) bool {
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.First < at && m.Kind == mention.Person && m.Figure.Point == mention.Titled && !r.indefinite(m.First) &&
			len(m.Figure.Offices) > 0 && m.Figure.Offices[0].Explicit && r.titled(m.Figure, m.First) == nil {
			return true
		}
	}
	return false
}
