package store

import (
	"bytes"
	"cmp"
	"io"
	"sync"
)

// A source is a sorted sequence of keys with values. Both are the caller's until
// the next call of next, which returns io.EOF after the last.
type source interface {
	next() error
	entry() (key, value []byte)
}

// merge calls fn with the entries of all sources, sorted, equal keys once: equal
// keys have equal values.
func merge(from []source, fn func(key, value []byte) error) error {
	m := merger{from: from, keys: make([][]byte, len(from)), losers: make([]int, len(from))}
	for i := range from {
		m.losers[i] = -1
	}
	for i := range from {
		if err := m.next(i); err != nil {
			return err
		}
		m.play(i)
	}
	if len(from) == 0 {
		return nil
	}
	var last []byte
	for {
		least := m.losers[0]
		if m.keys[least] == nil {
			return nil
		}
		if key, value := from[least].entry(); !bytes.Equal(key, last) {
			if err := fn(key, value); err != nil {
				return err
			}
			last = append(last[:0], key...)
		}
		if err := m.next(least); err != nil {
			return err
		}
		m.play(least)
	}
}

// A merger is a tournament of sources, whose winner has the least key. Source i
// begins at the place (i+n)/2 of a tree of which place p is below p/2; each place
// holds who lost there, and place 0 who won everywhere. So after a step of the
// winner it meets one source on each level.
type merger struct {
	from   []source
	keys   [][]byte // that the sources are at; nil after the last
	losers []int    // -1 where nobody has come yet
}

// next moves a source to its next entry.
func (m *merger) next(i int) error {
	switch err := m.from[i].next(); err {
	case nil:
		m.keys[i], _ = m.from[i].entry()
	case io.EOF:
		m.keys[i] = nil
	default:
		return err
	}
	return nil
}

// play lets a source with a new key go up the tree until it loses; the winner
// there goes on.
func (m *merger) play(i int) {
	for at := (i + len(m.from)) / 2; at > 0; at /= 2 {
		other := m.losers[at]
		if other < 0 {
			m.losers[at] = i
			return
		}
		if m.less(other, i) {
			m.losers[at], i = i, other
		}
	}
	m.losers[0] = i
}

func (m *merger) less(i, j int) bool {
	a, b := m.keys[i], m.keys[j]
	return a != nil && (b == nil || bytes.Compare(a, b) < 0)
}

// inParallel calls fn with 0 to n-1, on so many processors, on one at least. Of
// their errors it returns one: the others mostly say the same of other files.
func inParallel(n, processors int, fn func(int) error) error {
	errs := make([]error, n)
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range max(1, min(n, processors)) {
		workers.Go(func() {
			for i := range next {
				errs[i] = fn(i)
			}
		})
	}
	workers.Wait()
	return cmp.Or(errs...)
}
