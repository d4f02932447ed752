package mention

import (
	"quanhe/extract/text"
)

// titled adds figures for the offices that stand without a name; offices of one stack are one figure.
func (s *scan) titled(out []Mention, used []bool) []Mention {
	for k := 0; k < len(s.offices); k++ {
		if used[k] || s.premises(s.offices[k].First) {
			continue
		}
		o := s.offices[k]
		f := s.known.One(Figure{Point: Titled, Offices: append(s.stacks.Some(1), o)})
		m := Mention{Kind: Person, First: o.First, End: o.End, Figure: f}
		for k+1 < len(s.offices) && !used[k+1] && s.is(m.End, ",") && s.offices[k+1].First == m.End+1 && !s.another(&s.offices[k], &s.offices[k+1]) {
			k++
			f.Offices = append(f.Offices, s.offices[k])
			m.End = s.offices[k].End
		}
		if n := s.plural(o.First); n > 0 {
			f.Point, f.Count = Group, n
			m.First--
		}
		if f.Point == Group && s.is(m.First, "chí") {
			m.First -= 2
		}
		m.First = s.address(f, m.First)
		out = append(out, m)
	}
	return out
}

// premises reports whether an office only says whose house or staff it is: văn phòng tổng thống (the president's office).
func (s *scan) premises(i int) bool {
	return s.is(i-1, "phòng") && s.is(i-2, "văn") || s.is(i-1, "dinh") || s.is(i-1, "phủ") && !s.is(i-2, "chính")
}

// another reports whether an office at the head of the state, with a verb behind it, is another person's than the lesser one of a country
// told before it: Tại buổi tiếp Đại sứ Campuchia, Chủ tịch nước cho rằng ….
func (s *scan) another(o, next *Office) bool {
	return o.Explicit && o.OwnerISO != "" && !next.Explicit && leader(next.Title) && !leader(o.Title) && s.speaks(next.End)
}

// pointers adds the words that point to persons without name or office: ông, bà, hai bên, nhà lãnh đạo Lào.
func (s *scan) pointers(figs []Mention) []Mention {
	taken := append(s.taken[:0], make([]bool, s.end-s.first)...)
	s.taken = taken
	take := func(first, end int) {
		for i := first; i < end; i++ {
			taken[i-s.first] = true
		}
	}
	for k := range figs {
		take(figs[k].First, figs[k].End)
	}
	for k := range s.offices {
		take(s.offices[k].First, s.offices[k].End)
	}
	for i := s.first; i < s.end; i++ {
		if s.in.Starts(i)&s.r.points == 0 || taken[i-s.first] || s.tok(i).Kind != text.Word {
			continue
		}
		if m, ok := s.pointer(i); ok {
			figs = append(figs, m)
			i = m.End - 1
		}
	}
	return figs
}

// pronoun reports whether a form of address also stands alone for somebody told before.
func pronoun(address string) bool {
	switch address {
	case "ông", "bà", "ngài", "đồng chí", "cô", "cụ":
		return true
	}
	return false
}

func (s *scan) pointer(i int) (Mention, bool) {
	if n, e := s.hit(i, s.r.words.group); n > 0 {
		f := s.known.One(Figure{Head: e.Name})
		m := Mention{Kind: Person, First: i, End: i + n, Figure: f}
		switch e.Attrs["point"] {
		case "group":
			if s.in.Key(max(i-1, 0)) == "thứ" {
				return Mention{}, false // lần thứ hai ông A từ chức: the second time that he
			}
			f.Point = Group
			f.Count = 2
			if e.Attrs["count"] == "3" {
				f.Count = 3
			}
		case "none":
			return Mention{}, false
		case "nobody":
			if s.beginsName(m.End) || s.is(m.End, "của") {
				return Mention{}, false // người tiền nhiệm A, người tiền nhiệm của B là A: A
			}
			if k, h := s.hit(m.End, s.r.words.honorific); k > 0 && pronoun(h.Name) && !s.beginsName(m.End+k) {
				m.End += k // người kế nhiệm ông
			}
			f.Point, f.Count = Group, 9
		case "self":
			f.Point = Self
		case "peer":
			f.Point = Peer
		case "pronoun":
			f.Point = Pronoun
		case "troupe":
			f.Point = Troupe
		default:
			f.Point = Leader
			f.Head = e.Attrs["iso"]
		}
		if f.Point == Leader || f.Point == Peer {
			if c := s.starting(m.End); c != nil && c.Kind == Country {
				f.Head, m.End = c.ISO, c.End
				m.Inner = append(m.Inner, *c)
			}
			if f.Point == Leader && f.Head == "" {
				return Mention{}, false
			}
			switch {
			case f.Point != Leader:
			case s.in.Key(max(i-1, 0)) == "cựu", s.in.Key(max(i-1, 0)) == "nguyên":
				f.Point, f.Count, f.Head = Group, 9, "" // cựu lãnh đạo Nhật: one whom the text does not name
			case s.in.Key(max(i-1, 0)) == "tân" && i > s.first:
				m.First-- // tân lãnh đạo Nhật
			}
		}
		return m, true
	}
	if n, _ := s.hit(i, s.r.words.spouse); n > 0 {
		return Mention{Kind: Person, First: i, End: i + n, Figure: s.known.One(Figure{Spouse: true, Point: Pronoun})}, true
	}
	if n, e := s.hit(i, s.r.words.honorific); n > 0 && pronoun(e.Name) && !s.beginsName(i+n) {
		f := s.known.One(Figure{Point: Pronoun, Honorific: text.Lower(e.Name)})
		if s.plural(i) > 0 || s.is(i, "các") && s.is(i+n, ":") {
			f.Point, f.Count = Group, 9 // các đồng chí: nobody in particular; gồm các ông: whoever the list names
		}
		if g := e.Attrs["gender"]; g != "" {
			f.Gender = g[0]
		}
		return Mention{Kind: Person, First: i, End: i + n, Figure: f}, true
	}
	return Mention{}, false
}
