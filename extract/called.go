package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

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
			if last != nil && p != last && s.naming(k) {
				r.people.merge(last, p)
				p = last
			}
			last = p
		}
	}
}

// calledByTwo makes one person of a full name and its last two syllables behind a form of address: cử tri Lê Thị Mỹ Nga, chị Mỹ Nga.
func (r *reading) calledByTwo() {
	for i := 0; i < len(r.people.all); {
		q := r.people.all[i]
		if p := r.inFullBefore(q); p != nil {
			r.people.merge(p, q)
			continue
		}
		i++
	}
}

// inFullBefore returns the only person named before whose full name ends in a name of two syllables that stands without office, and does
// not begin with a common family name; nil when there is none.
func (r *reading) inFullBefore(q *person) *person {
	if len(q.words) != 2 || q.foreign || slices.ContainsFunc(q.figures, func(f *mention.Figure) bool { return f.Honorific == "" || len(f.Offices) > 0 }) {
		return nil
	}
	if n, e := r.x.entry(r.in, q.figures[0].NameFirst, "surname"); n > 0 && e.Attrs["common"] != "" {
		return nil
	}
	var found *person
	for _, p := range r.people.all {
		n := len(p.words)
		if n < 3 || p.foreign || p.first > q.first || !slices.Equal(p.words[n-2:], q.words) || p.gender != 0 && q.gender != 0 && p.gender != q.gender {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// naming reports whether what stands before the k-th mention says that it is another name of whoever was named last: tức Chủ
// tịch Hồ Chí Minh, Tập Cận Bình (Xi Jinping).
func (s *sentence) naming(k int) bool {
	f := s.Mentions[k].Figure
	i := s.ChunkAt(f.NameFirst) - 1
	if i >= 0 && s.Chunks[i].Kind == clause.Word {
		for _, phrase := range []string{"tên gọi là", "tên gọi", "bí danh", "tên thật là", "tên thật", "còn gọi là", "còn được gọi là",
			"còn có tên là", "tức là", "tên khai sinh là", "tên khai sinh"} {
			if s.endsIn(i, phrase) {
				return true
			}
		}
	}
	if i > 0 && s.Chunks[i].Word == "tức" { // but lập tức (at once)
		return s.Chunks[i-1].Kind == clause.Mark
	}
	return k > 0 && s.Mentions[k-1].Figure != nil && s.Chunks[max(i, 0)].Word == "(" &&
		mention.Transcribed(s.Mentions[k-1].Figure, f, s.Chunks[i].First)
}

// endsIn reports whether the words up to chunk i end in a phrase.
func (s *sentence) endsIn(i int, phrase string) bool {
	for ; i >= 0 && s.Chunks[i].Word != ""; i-- {
		before, ok := strings.CutSuffix(phrase, s.Chunks[i].Word)
		if before == "" || !ok {
			return ok
		}
		phrase = strings.TrimSuffix(before, " ")
	}
	return false
}
