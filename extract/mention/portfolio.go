package mention

import (
	"strings"

	"quanhe/extract/text"
)

// unlisted reads a ministry that no lexicon knows between a bare Bộ trưởng or Thứ trưởng and the minister's country: Bộ trưởng Quyền
// phụ nữ Pháp, Bộ trưởng Du lịch và Cổ vật của Ai Cập.
func (s *scan) unlisted(o *Office) {
	if !o.Bare || o.Title != "Bộ trưởng" && o.Title != "Thứ trưởng" {
		return
	}
	i := o.End
	if s.is(i, "Bộ") {
		i++
	}
	if i >= s.end || !s.has(i, text.Cap) || s.has(i, text.Upper) || !s.syllable(i) || s.personAt(i) || s.starting(i) != nil || s.officeLike(i) {
		return
	}
	end := i + 1
	for end < s.end && end < i+5 && s.tok(end).Kind == text.Word && s.syllable(end) && !s.has(end, text.Cap) && !s.plain(end) && !s.verbal(end) && !s.is(end, "và") {
		end++
	}
	end = s.fieldEnd(end)
	owner := end
	if s.is(owner, "của") {
		owner++
	}
	if m := s.starting(owner); end == i+1 || m == nil || m.Kind != Country {
		return
	}
	field := s.join(i, end)
	o.Title, o.Body, o.Owner, o.Bare, o.End = o.Title+" Bộ "+field, "Bộ "+field, "country", false, end
}

// charge steps over what a minister is in charge of (phụ trách), which is no part of the title, up to the country that
// follows: Thứ trưởng Ngoại giao phụ trách chính trị Oman; and before the name of a Vietnamese.
func (s *scan) charge(o *Office) {
	if s.is(o.End, "thứ") && s.is(o.End+1, "hai") && strings.Contains(o.Title, "ưởng Bộ ") { // Bộ trưởng Ngoại giao thứ hai
		o.Title, o.End = o.Title+" thứ hai", o.End+2
		return
	}
	if o.Owner != "country" || !s.is(o.End, "phụ") || !s.is(o.End+1, "trách") {
		return
	}
	for i := o.End + 3; i < s.end && i < o.End+10; i++ {
		if s.tok(i).Kind == text.Punct && !s.is(i, "-") && !s.is(i, "–") || s.officeLike(i) {
			return
		}
		if m := s.starting(i); m != nil && m.Kind == Country && s.named(m.End) || s.personAt(i) {
			o.End = i
			return
		}
	}
}

// named reports whether a capitalised word stands at token i, as the name of who holds the office before it does.
func (s *scan) named(i int) bool {
	return i < s.end && s.tok(i).Kind == text.Word && s.has(i, text.Cap) && s.starting(i) == nil
}
