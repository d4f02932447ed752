package query

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"quanhe/graph/index"
)

// A stream gives entries of diaries by day and id, each once.
type stream interface {
	// peek returns the entry that the stream stands on, nil at the end. It is good until the stream moves.
	peek() (*index.Entry, error)
	// pop moves behind that entry.
	pop() error
	// seek moves to the first entry that is not before another one, never back.
	seek(to *index.Entry) error
}

func compareEntries(a, b *index.Entry) int {
	return cmp.Or(strings.Compare(a.Day, b.Day), strings.Compare(a.ID, b.ID))
}

// listed is a stream of entries in memory, sorted.
type listed struct{ list []index.Entry }

func (s *listed) peek() (*index.Entry, error) {
	if len(s.list) == 0 {
		return nil, nil
	}
	return &s.list[0], nil
}

func (s *listed) pop() error {
	s.list = s.list[1:]
	return nil
}

func (s *listed) seek(to *index.Entry) error {
	for len(s.list) > 0 && compareEntries(&s.list[0], to) < 0 {
		s.list = s.list[1:]
	}
	return nil
}

// sort brings entries of several diaries in order, each once.
func (s *listed) sort() {
	slices.SortFunc(s.list, func(a, b index.Entry) int { return compareEntries(&a, &b) })
	s.list = slices.CompactFunc(s.list, func(a, b index.Entry) bool { return compareEntries(&a, &b) == 0 })
}

// gather reads who takes part in those entries of which a note of its own says it.
func (r *reading) gather(list []index.Entry) error {
	for i := range list {
		if err := r.gatherOne(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) gatherOne(e *index.Entry) error {
	note, crowd := e.Crowd()
	if !crowd {
		return nil
	}
	return r.src.Notes(note, "", func(_, data []byte) bool { e.Gather(string(data)); return false })
}

// until is a stream that ends before the entries of days after the last.
type until struct {
	stream
	last string
}

func (u *until) peek() (*index.Entry, error) {
	e, err := u.stream.peek()
	if e != nil && e.Day > u.last {
		e = nil
	}
	return e, err
}

// A union gives what any of several streams gives.
type union struct{ streams heads }

// unite makes one stream of several.
func unite(streams []stream) (stream, error) {
	if len(streams) == 1 {
		return streams[0], nil
	}
	u := &union{}
	for _, s := range streams {
		e, err := s.peek()
		if err != nil {
			return nil, err
		}
		if e != nil {
			u.streams = append(u.streams, head{e, s})
		}
	}
	heap.Init(&u.streams)
	return u, nil
}

func (u *union) peek() (*index.Entry, error) {
	if len(u.streams) == 0 {
		return nil, nil
	}
	return u.streams[0].at, nil
}

// pop passes over the entry in all streams that have it.
func (u *union) pop() error {
	for at := u.streams[0].at; len(u.streams) > 0 && compareEntries(u.streams[0].at, at) == 0; {
		if err := u.move(stream.pop); err != nil {
			return err
		}
	}
	return nil
}

func (u *union) seek(to *index.Entry) error {
	for len(u.streams) > 0 && compareEntries(u.streams[0].at, to) < 0 {
		if err := u.move(func(s stream) error { return s.seek(to) }); err != nil {
			return err
		}
	}
	return nil
}

// move moves the first stream.
func (u *union) move(how func(stream) error) error {
	first := &u.streams[0]
	err := how(first.of)
	if err == nil {
		first.at, err = first.of.peek()
	}
	if err != nil {
		return err
	}
	if first.at == nil {
		heap.Pop(&u.streams)
	} else {
		heap.Fix(&u.streams, 0)
	}
	return nil
}

// heads are streams by where they stand: a heap.
type heads []head

type head struct {
	at *index.Entry
	of stream
}

func (h heads) Len() int           { return len(h) }
func (h heads) Less(i, j int) bool { return compareEntries(h[i].at, h[j].at) < 0 }
func (h heads) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *heads) Push(x any)        { *h = append(*h, x.(head)) }

func (h *heads) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
