package query

import (
	"bytes"
	"errors"
	"slices"

	"quanhe/graph/index"
)

// A sweep reads, in no order, the events of some relations in which an entity takes part, but for those before a day. It
// costs less than a stream, for those who read all.
type sweep struct {
	kinds []string
	since string // day, may be empty
	most  int    // entries; 0 is all

	entries *stretch
	chapter []byte // how the names of the notes of the chapter in hand begin
	wanted  bool   // its relation is asked for
	passed  int    // notes of it that are not wanted
}

// passedBy is how many notes in a row are passed by before a leap costs less.
const passedBy = 8

// events reads events; most bounds how many, 0 does not.
func (r *reading) events(owner string, kinds []string, p period, most int) ([]index.Entry, error) {
	if !r.indexed {
		s, err := r.during([]string{owner}, p, kinds)
		if err != nil {
			return nil, err
		}
		return collect(s, p, most, func(e *index.Entry) bool { return slices.Contains(kinds, e.Relation) })
	}
	if err := r.ready(); err != nil {
		return nil, err
	}
	s := sweep{kinds: kinds, most: most, entries: r.stretch()}
	if p.first != "" {
		s.since = index.Since(p.first).Day
	}
	for _, class := range []index.Class{index.Events, index.Spans} {
		s.chapter = s.chapter[:0]
		err := r.src.Leap(index.Diary(owner, class), "", func(name, data []byte) (to string, more bool) {
			to = s.take(name, data)
			return to, !s.full() && r.ctx.Err() == nil
		})
		if err = errors.Join(err, r.ready()); err != nil {
			return nil, err
		}
		if s.full() {
			break
		}
		s.since = "" // spans begin before
	}
	list := s.entries.entries()
	return list, r.gather(list)
}

func (s *sweep) full() bool { return s.most > 0 && len(s.entries.ends) == s.most }

// take reads a note, and tells the name to go on with where that is not the next one.
func (s *sweep) take(name, data []byte) (to string) {
	if len(s.chapter) == 0 || !bytes.HasPrefix(name, s.chapter) {
		relation, _, _ := bytes.Cut(data, []byte{0})
		s.wanted = slices.ContainsFunc(s.kinds, func(kind string) bool { return kind == string(relation) })
		s.chapter, s.passed = append(s.chapter[:0], index.ChapterOf(name)...), 0
	}
	within := name[len(s.chapter):]
	switch {
	case s.wanted && string(within) >= s.since:
		s.entries.add(within, data)
	case s.passed < passedBy:
		s.passed++
	case s.wanted:
		return index.At(string(s.chapter), &index.Entry{Day: s.since})
	default:
		return index.Past(string(s.chapter))
	}
	return ""
}
