package query

import (
	"bytes"
	"cmp"
	"errors"

	"quanhe/graph/index"
)

// firstStretch is how many entries of a chapter are read at first: all of most chapters, as an entity has dozens, of which a
// page takes few.
const firstStretch = 4

// diary reads what an entity takes part in of one class: the chapters that are short whole, in no order, and the beginnings
// of the long ones, which have more entries than are read at first.
func (r *reading) diary(owner string, class index.Class) (short []index.Entry, long []*chapter, err error) {
	if err := r.ready(); err != nil {
		return nil, nil, err
	}
	s, first := r.stretch(), 0 // entry of the chapter in hand
	var name []byte            // of it
	var firsts []int           // of long chapters
	err = r.src.Leap(index.Diary(owner, class), "", func(note, data []byte) (to string, more bool) {
		if len(s.ends) == 0 || !bytes.HasPrefix(note, name) {
			name, first = append(name[:0], index.ChapterOf(note)...), len(s.ends)
		}
		if len(s.ends)-first < firstStretch {
			s.add(note[len(name):], data)
			return "", r.ctx.Err() == nil
		}
		of := string(name)
		long = append(long, &chapter{r: r, name: of, from: string(note), size: firstStretch})
		firsts = append(firsts, first)
		return index.Past(of), true
	})
	if err = errors.Join(err, r.ready()); err != nil {
		return nil, nil, err
	}
	list, from := s.entries(), 0
	if err := r.gather(list); err != nil {
		return nil, nil, err
	}
	for i, n := range firsts {
		to := n + firstStretch
		long[i].list, short, from = list[n:to:to], append(short, list[from:n]...), to
	}
	if from > 0 {
		return append(short, list[from:]...), long, nil
	}
	return list, nil, nil
}

// heads reads the posts of an owner by what says the same, in no order.
func (r *reading) heads(owner string) ([]index.Head, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	s := r.stretch()
	err := r.src.Notes(index.Heads(owner), "", func(name, data []byte) bool {
		s.add(name, data)
		return r.ctx.Err() == nil
	})
	if err = errors.Join(err, r.ready()); err != nil {
		return nil, err
	}
	list := make([]index.Head, len(s.ends))
	err = s.each(func(i int, name, data string) error {
		if list[i], err = index.ReadHead(name, data); err != nil {
			return err
		}
		return r.gatherOne(&list[i].Entry)
	})
	return list, err
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
	s := c.r.stretch()
	err := c.r.src.Notes(c.name, c.from, func(name, data []byte) bool {
		if len(s.ends) == c.size {
			c.from, c.done = string(name), false
			return false
		}
		s.add(name[len(c.name):], data)
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

// tally is how much is in a chapter; see [index.Tally].
func (r *reading) tally(chapter string) (n int, err error) {
	noteErr := r.src.Note(index.Tally(chapter), func(tally []byte) { n, err = index.Counted(tally) })
	return n, cmp.Or(err, noteErr)
}

// A stretch is some notes of a diary, made entries together: a long one at little cost. Its memory is used again by the
// next one.
type stretch struct {
	text []byte
	ends [][2]int // of name and data
}

func (r *reading) stretch() *stretch {
	if r.last == nil {
		r.last = &stretch{}
	}
	r.last.text, r.last.ends = r.last.text[:0], r.last.ends[:0]
	return r.last
}

// add takes a note, by its name behind that of the chapter.
func (s *stretch) add(name, data []byte) {
	s.text = append(s.text, name...)
	between := len(s.text)
	s.text = append(s.text, data...)
	s.ends = append(s.ends, [2]int{between, len(s.text)})
}

// from is where a note begins.
func (s *stretch) from(i int) int {
	if i == 0 {
		return 0
	}
	return s.ends[i-1][1]
}

// each gives the notes, which share the memory of one string.
func (s *stretch) each(fn func(i int, name, data string) error) error {
	all := string(s.text)
	for i, end := range s.ends {
		if err := fn(i, all[s.from(i):end[0]], all[end[0]:end[1]]); err != nil {
			return err
		}
	}
	return nil
}

func (s *stretch) entries() []index.Entry {
	list := make([]index.Entry, len(s.ends))
	_ = s.each(func(i int, name, data string) error { // which has no error
		list[i] = index.ParseEntry(name, data)
		return nil
	})
	return list
}
