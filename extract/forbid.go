package extract

import "quanhe/extract/mention"

// forbidden reports whether one of the rule's unless patterns matches at or around the trigger, or one of its when
// patterns matches nowhere in the sentence.
func (r *reading) forbidden(s *sentence, w *woken) bool {
	first, end := int(s.span.First), int(s.span.End)
	m := &r.room.probe
	near := w.first - 4
	before := w.first - 1
	if before > first && r.in.Key(before) == "," {
		before-- // điều động A, nguyên O, giữ chức P
	}
	if q := s.mentionAt(before); q != nil && w.first > first {
		near = min(near, q.First-2) // của A tới B: before the name, however long it is
	}
	from, to := max(first, near), min(w.end+1, end)
	around := r.in.Sum(from, to)
	for _, p := range w.unless {
		if !p.MayBeginAmong(around) {
			continue
		}
		for i := from; i < to; i++ {
			if p.MayBegin(r.in, i) && p.Match(r.in, i, end, m) && m.End >= w.first && !s.splits(m.End, w.end) {
				return true
			}
		}
	}
	for _, p := range w.when {
		if !p.Find(r.in, first, end, m) {
			return true
		}
	}
	return false
}

// splits reports whether token end stands inside a name behind the trigger: tiếp Thị|trưởng A is not tiếp thị.
func (s *sentence) splits(end, trigger int) bool {
	m := s.mentionAt(end - 1)
	return m != nil && m.Kind == mention.Person && m.First >= trigger && end < m.End
}
