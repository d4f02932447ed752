package extract

import (
	"slices"
	"strconv"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// lifeOf returns whose the offices of a figure are that stands alone in the story of a life: behind the birth that opens the
// sentence, of who was named last (Sinh ngày 5/2/1927 tại Gò Quao; nguyên Thứ trưởng Bộ Tư pháp), or in a line of a career, of
// who was told to be born (- 9/2010 - 10/2015: Phó Chủ tịch UBND huyện). It marks what is over as former.
func (sc *scene) lifeOf(s *sentence, m *mention.Mention) *person {
	if len(s.Chunks) == 0 {
		return nil
	}
	if k := s.Chunks[0]; k.Kind == clause.Time && s.Dates[k.Index].Kind == date.Life {
		return sc.person
	}
	if sc.person != nil && s.onceHeld(s.ChunkAt(m.First)) {
		for k := range m.Figure.Offices {
			m.Figure.Offices[k].Status = "former"
		}
		return sc.person
	}
	span := s.careerLine(s.ChunkAt(m.First))
	if span == "" || sc.born == nil {
		return nil
	}
	if !strings.Contains(text.Lower(span), "nay") { // từ 2020 đến nay (until now)
		for k := range m.Figure.Offices {
			m.Figure.Offices[k].Status = "former"
		}
	}
	return sc.born
}

// onceHeld reports whether the offices at chunk i are what the person who opens the sentence once held: Ông A quê ở Hà Nam, từng là (once was)
// O, P.
func (s *sentence) onceHeld(i int) bool {
	j := i - 1
	for j > 0 && (s.Chunks[j].Word == "," || s.Chunks[j].Word == "và" || s.Titled(j)) {
		j--
	}
	switch s.Chunks[max(j, 0)].Word {
	case "là", "làm", "giữ chức", "giữ chức vụ", "đảm nhiệm":
	default:
		return false
	}
	if j < 2 || s.Chunks[j-1].Word != "từng" || s.Chunks[j-2].Word != "," {
		return false
	}
	named := 0
	for n := range s.Chunks[:j] {
		if k := &s.Chunks[n]; k.Kind == clause.Noun && s.Mentions[k.Index].Kind == mention.Person {
			named++
		}
	}
	return named == 1 && s.Chunks[0].Kind == clause.Noun && s.Mentions[s.Chunks[0].Index].Kind == mention.Person
}

// careerLine returns the words of the period that opens the sentence, when a colon follows and between it and chunk i stand only
// other offices; "" otherwise.
func (s *sentence) careerLine(i int) string {
	for i--; i >= 0 && s.Chunks[i].Word != ":"; i-- {
		switch k := s.Chunks[i]; {
		case k.Word == "," || k.Word == "rồi" || k.Word == "kiêm" || k.Word == "và" || k.Word == "sau đó":
		case s.Titled(i):
		default:
			return ""
		}
	}
	if i < 1 {
		return ""
	}
	timed := false
	for _, k := range s.Chunks[:i] {
		switch {
		case k.Kind == clause.Time:
			timed = true
		case year(k.Word):
			timed = true
		case k.Kind != clause.Mark && k.Word != "từ" && k.Word != "đến" && k.Word != "nay" && k.Word != "đến nay":
			return ""
		}
	}
	words := s.Doc.Text[s.Doc.Tokens[s.span.First].Start:s.Doc.Tokens[s.Chunks[i].First].Start]
	if words = strings.TrimLeft(words, "-–+•* "); !timed || !strings.ContainsAny(words, "-–") && !strings.Contains(words, "đến") {
		return ""
	}
	return words
}

// year reports whether a word is a year in figures.
func year(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && len(word) == 4 && n > 1900
}

// birth keeps whose birth a sentence tells: who is named first in it, or else before it. The years in brackets behind a name
// (1890-1969) begin no career. Họ và tên: A (full name) opens a life as well.
func (r *reading) birth(sc *scene, s *sentence) {
	if !s.opensWith("họ và tên", "họ tên") && !slices.ContainsFunc(s.Dates, func(e date.Expr) bool { return e.Kind == date.Life && !e.Bracketed }) {
		return
	}
	sc.born = sc.person
	for k := range s.Mentions {
		if p := r.people.of[s.Mentions[k].Figure]; p != nil {
			sc.born = p
			return
		}
	}
}
