package export

import (
	"context"
	"errors"
)

// Memory that sorting may take.
const (
	sortMemory = 16 << 20 // bytes of records that are being added, in all sorters together
	fanIn      = 64       // sorted files that are merged at a time
)

// A bench is where the records of an export are sorted: in memory while they are few, else in temporary files that go
// with it.
type bench struct {
	ctx     context.Context
	budget  int // bytes of records in one part; 0 for a share of sortMemory
	sorters []*sorter
	adding  int    // sorters to which records are still added
	free    []part // memory of sorters that need it no more
	scratch []byte
}

// key is keyOf in memory that the next call takes again: for who adds a record or looks one up.
func (b *bench) key(parts ...string) []byte {
	b.scratch = b.scratch[:0]
	for _, p := range parts {
		b.scratch = appendKey(b.scratch, p)
	}
	return b.scratch
}

// share is how many bytes of records one part may have: two parts of a sorter are in memory while one is sorted.
func (b *bench) share() int {
	if b.budget != 0 {
		return b.budget
	}
	return sortMemory / (2 * max(1, b.adding))
}

// memory gives a part that somebody else needs no more, or an empty one.
func (b *bench) memory() part {
	if len(b.free) == 0 {
		return part{}
	}
	p := b.free[len(b.free)-1]
	b.free = b.free[:len(b.free)-1]
	return part{p.data[:0], p.items[:0]}
}

// release takes the memory of a part that nobody needs any more.
func (b *bench) release(p part) {
	if cap(p.data) > 0 {
		b.free = append(b.free, p)
	}
}

// sorter returns a new sorter. A unique one keeps only the first of the records with one key.
func (b *bench) sorter(unique bool) *sorter {
	s := &sorter{bench: b, unique: unique}
	b.sorters = append(b.sorters, s)
	b.adding++
	return s
}

// close removes the temporary files.
func (b *bench) close() error {
	var errs []error
	for _, s := range b.sorters {
		errs = append(errs, s.close())
	}
	return errors.Join(errs...)
}
