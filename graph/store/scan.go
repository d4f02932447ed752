package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"sync"

	"github.com/cayleygraph/quad"
)

// A scan looks up the names of its quads a batch at a time, so that it reads the
// dictionary in its order instead of at random, and each value once. The first
// batch is small, for those who want one quad; the last ones hold some tens of
// megabytes.
const (
	firstBatch = 64
	lastBatch  = 1 << 19
	// aheadFrom is the size from which on a batch is read while the one before
	// it is looked up: before that, fn may soon have enough.
	aheadFrom = 4096
)

// Each calls fn for every quad that matches the pattern, whose nil fields match
// anything. It reads only the part of one order that the pattern's values
// select, and calls in the order of that part's keys: the same for the same
// store and pattern, but no order a person would know. An error of fn ends the
// scan and is returned as it is. fn must not close what it reads.
func (st *state) Each(pattern quad.Quad, fn func(quad.Quad) error) error {
	p, err := parsePattern(pattern)
	if err != nil {
		return err
	}
	c := cursor{r: &st.reader, pattern: p}
	defer c.close()
	var reading sync.WaitGroup
	defer reading.Wait() // also where fn panics
	b, ahead := newScanBatch(), newScanBatch()
	size := firstBatch
	if err := b.read(&c, size); err != nil {
		return err
	}
	for len(b.quads) > 0 {
		size = min(4*size, lastBatch)
		// A Tx may change what it reads while fn runs.
		early := size >= aheadFrom && st.closing != nil
		var readErr error
		if early {
			reading.Go(func() { readErr = ahead.read(&c, size) })
		}
		err := b.resolve(&st.reader)
		if err == nil {
			err = b.each(fn)
		}
		if reading.Wait(); err == nil && !early {
			readErr = ahead.read(&c, size)
		}
		if err := firstError(err, readErr); err != nil {
			return err
		}
		b, ahead = ahead, b
	}
	return nil
}

// scanBatch is a part of a scan: quads by the positions of their values in a
// list that holds each value once. Position 0 is that of no value.
type scanBatch struct {
	quads  []quadAt
	ids    idTable
	values []quad.Value
	sorted []sortedID
}

func newScanBatch() *scanBatch { return &scanBatch{ids: newIDTable()} }

// read takes up to n quads of the cursor.
func (b *scanBatch) read(c *cursor, n int) error {
	b.quads = b.quads[:0]
	b.ids.reset()
	var last quadID
	var at quadAt // of last
	for len(b.quads) < n && c.next(context.Background()) {
		for i := range c.at {
			if c.at[i] != last[i] { // neighbours have most values in common
				at[i] = b.ids.position(&c.at[i])
			}
		}
		last = c.at
		b.quads = append(b.quads, at)
	}
	return c.err
}

// idTable numbers ids: a hash table whose entries are positions in a list.
type idTable struct {
	list  []nodeID
	table []uint32
	shift int
	// seed is odd and random: hostile values that meet in the table cannot be
	// made, as their hash is not known.
	seed uint64
}

func newIDTable() idTable { return idTable{seed: rand.Uint64() | 1} }

func (t *idTable) reset() {
	t.list = append(t.list[:0], nodeID{})
	clear(t.table)
}

// position is the number of n, which is new if it was not asked for before. The
// zero id has number 0.
func (t *idTable) position(n *nodeID) uint32 {
	if *n == (nodeID{}) {
		return 0
	}
	if 2*len(t.list) >= len(t.table) {
		t.grow()
	}
	i := t.hash(n)
	for ; t.table[i] != 0; i = (i + 1) & (len(t.table) - 1) {
		if t.list[t.table[i]] == *n {
			return t.table[i]
		}
	}
	t.table[i] = uint32(len(t.list))
	t.list = append(t.list, *n)
	return t.table[i]
}

func (t *idTable) hash(n *nodeID) int {
	return int(binary.LittleEndian.Uint64(n[:]) * t.seed >> t.shift)
}

func (t *idTable) grow() {
	t.table = make([]uint32, max(2*len(t.table), 4*firstBatch))
	t.shift = 64 - bits.Len(uint(len(t.table)-1))
	for at := 1; at < len(t.list); at++ {
		i := t.hash(&t.list[at])
		for t.table[i] != 0 {
			i = (i + 1) & (len(t.table) - 1)
		}
		t.table[i] = uint32(at)
	}
}

// resolve reads the values of the batch from the dictionary.
func (b *scanBatch) resolve(r *reader) error {
	ids := b.ids.list
	b.values = append(b.values[:0], make([]quad.Value, len(ids))...)
	b.sorted = sortIDs(b.sorted, ids)
	sorted := b.sorted
	parts := min(runtime.GOMAXPROCS(0), 1+len(sorted)/partSize)
	return inParallel(parts, runtime.GOMAXPROCS(0), func(i int) error {
		return b.lookUp(r, sorted[i*len(sorted)/parts:(i+1)*len(sorted)/parts])
	})
}

const (
	// partSize is how many values are worth a goroutine of their own.
	partSize = 4096
	// lookUpSteps is how many dictionary entries are stepped over before the
	// next id is sought: a seek costs as much as some ten steps.
	lookUpSteps = 10
)

// lookUp reads values, given sorted, in one pass over the dictionary.
func (b *scanBatch) lookUp(r *reader, sorted []sortedID) error {
	it, err := r.iterate([]byte{tagDict}, []byte{tagDict + 1})
	if err != nil {
		return err
	}
	defer r.release(it)
	ok := false
	for i, s := range sorted {
		n := b.ids.list[s.at]
		steps := 0
		for i > 0 && ok && steps < lookUpSteps && bytes.Compare(it.Key()[1:], n[:]) < 0 {
			ok = it.Next()
			steps++
		}
		if i == 0 || ok && bytes.Compare(it.Key()[1:], n[:]) < 0 {
			ok = it.SeekGE(dictKey(n))
		}
		if !ok || !bytes.Equal(it.Key()[1:], n[:]) {
			continue // missing, or an error of the iterator
		}
		if b.values[s.at], err = parseEntry(n, it.Value()); err != nil {
			return err
		}
	}
	if err := it.Error(); err != nil {
		return readError("read values", err)
	}
	return nil
}

// each calls fn with the quads.
func (b *scanBatch) each(fn func(quad.Quad) error) error {
	for _, at := range b.quads {
		for i, v := range at {
			if v != 0 && b.values[v] == nil {
				return fmt.Errorf("store: value %x of a quad is not in the dictionary", b.ids.list[at[i]])
			}
		}
		if err := fn(quad.Quad{
			Subject:   b.values[at[0]],
			Predicate: b.values[at[1]],
			Object:    b.values[at[2]],
			Label:     b.values[at[slotLabel]],
		}); err != nil {
			return err
		}
	}
	return nil
}
