package query

import (
	"bytes"
	"errors"
	"slices"

	"quanhe/graph/index"
)

// firstStretch is how many entries of a chapter are read at first: all of most chapters. An entity has dozens, of which a
// page takes few.
const firstStretch = 4

// diary reads what an entity takes part in of one class: the chapters that are short whole, sorted, and the beginnings of
// the long ones.
func (r *reading) diary(owner string, class index.Class) (short []index.Entry, long []*chapter, err error) {
	diary := index.Diary(owner, class)
	for from, more := "", true; more; {
		if err := r.ready(); err != nil {
			return nil, nil, err
		}
		more = false
		var s stretch
		var name []byte // of the chapter
		first := 0      // entry of it
		err := r.src.Notes(diary, from, func(note, data []byte) bool {
			if len(s.ends) == 0 || !bytes.HasPrefix(note, name) {
				name, first = append(name[:0], index.ChapterOf(note)...), len(s.ends)
			}
			if more = len(s.ends)-first == firstStretch; more {
				from = string(note)
				return false
			}
			s.add(note, data)
			return true
		})
		if err != nil {
			return nil, nil, err
		}
		list := s.entries()
		if err := r.gather(list); err != nil {
			return nil, nil, err
		}
		if more {
			long = append(long, &chapter{listed{list[first:]}, r, string(name), from, false, firstStretch})
			list, from = list[:first], index.Past(string(name))
		}
		short = append(short, list...)
	}
	slices.SortFunc(short, func(a, b index.Entry) int { return compareEntries(&a, &b) })
	return short, long, nil
}

// A chapter is the stream of the entries of one that is long, read from the index in stretches.
type chapter struct {
	listed
	r    *reading
	name string // how the names of its notes begin
	from string // name of the note to read on from
	done bool   // nothing is left behind the stretch
	size int    // of the stretch
}

func (c *chapter) peek() (*index.Entry, error) {
	if len(c.list) == 0 && !c.done {
		if err := c.read(); err != nil {
			return nil, err
		}
	}
	return c.listed.peek()
}

// read reads the next stretch.
func (c *chapter) read() error {
	if err := c.r.ready(); err != nil {
		return err
	}
	c.size, c.done = min(max(16, 4*c.size), 4096), true
	var s stretch
	err := c.r.src.Notes(c.name, c.from, func(name, data []byte) bool {
		if len(s.ends) == c.size {
			c.from, c.done = string(name), false
			return false
		}
		s.add(name, data)
		return true
	})
	c.list = s.entries()
	return errors.Join(err, c.r.gather(c.list))
}

func (c *chapter) seek(to *index.Entry) error {
	if n := len(c.list); c.done || n > 0 && compareEntries(&c.list[n-1], to) >= 0 {
		return c.listed.seek(to)
	}
	c.list, c.from, c.size = nil, max(c.from, index.At(c.name, to)), 0
	return nil
}

// tally is how much is in a chapter, read or not; see [index.Tally].
func (r *reading) tally(c *chapter) (n int, err error) {
	var data []byte
	err = r.src.Notes(index.Tally(c.name), "", func(_, tally []byte) bool {
		data = bytes.Clone(tally)
		return false
	})
	if err != nil {
		return 0, err
	}
	return index.Counted(data)
}

// A stretch is some notes of a diary, made entries together: a long one at little cost.
type stretch struct {
	text []byte
	ends [][2]int // of name and data
}

func (s *stretch) add(name, data []byte) {
	s.text = append(s.text, name...)
	between := len(s.text)
	s.text = append(s.text, data...)
	s.ends = append(s.ends, [2]int{between, len(s.text)})
}

func (s *stretch) entries() []index.Entry {
	list := make([]index.Entry, 0, len(s.ends))
	all, from := string(s.text), 0
	for _, end := range s.ends {
		_, _, e := index.Parse(all[from:end[0]], all[end[0]:end[1]])
		list = append(list, e)
		from = end[1]
	}
	return list
}
