package store

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// The streams of a load, each sorted by its keys: the four orders, the
// dictionary and the notes.
const (
	streams    = len(orders) + 2
	dictStream = len(orders)
	noteStream = len(orders) + 1
)

// A sorting is what sorting a chunk makes, and memory to sort the next one in.
// The positions of its values are ranks: their order is that of the ids. So
// quads are sorted as small numbers, not as keys. Rank 0 is that of no value.
type sorting struct {
	texts  *texts
	ids    []nodeID   // by rank
	from   []uint32   // the position in texts, by rank
	quads  []quadAt   // as the order by subject has them, each once
	spare  [2]quadBuf // for another order
	rank   []uint32
	sorted []sortedID
}

type quadBuf = []quadAt

// sort sorts a chunk, which is of no use until it is reset.
func (s *sorting) sort(c *chunk) {
	n := len(c.ids.list)
	s.texts, s.sorted = &c.texts, sortIDs(s.sorted, c.ids.list)
	s.ids, s.from, s.rank = resize(s.ids, n), resize(s.from, n), resize(s.rank, n)
	s.ids[0], s.rank[0] = nodeID{}, 0
	for i, e := range s.sorted {
		s.ids[i+1], s.from[i+1], s.rank[e.at] = c.ids.list[e.at], e.at, uint32(i+1)
	}
	quads := c.quads
	for i := range quads {
		for slot, at := range quads[i] {
			quads[i][slot] = s.rank[at]
		}
	}
	free := resize(s.spare[0], len(quads))
	for _, slot := range slices.Backward(orders[0].slots[:]) {
		quads, free = sortBySlot(quads, free, quads, slot, 0, n)
	}
	c.quads, s.spare[0] = quads, free
	s.quads = slices.Compact(quads)
}

// arrange returns the quads as an order sorts them, without those that are not
// in it. They are valid until spare, memory for the purpose, is used again.
//
// Sorting by one slot keeps the order of what is equal there. So s p o l sorted
// by o is o s p l, and by l is l s p o; and o s p l sorted by p is p o s l.
func (s *sorting) arrange(o *order, spare *[2]quadBuf) []quadAt {
	if o == &orders[0] {
		return s.quads
	}
	for i := range spare {
		spare[i] = resize(spare[i], len(s.quads))
	}
	by := o.slots[0]
	if o.tag == 'P' {
		by = o.slots[1]
	}
	quads, free := sortBySlot(s.quads, spare[0], spare[1], by, 0, len(s.ids))
	switch o.tag {
	case 'P':
		quads, _ = sortBySlot(quads, free, quads, o.slots[0], 0, len(s.ids))
	case 'L':
		for len(quads) > 0 && quads[0][slotLabel] == 0 {
			quads = quads[1:]
		}
	}
	return quads
}

// each calls fn with the keys of a stream, sorted, and their values. Both are
// fn's only until it returns.
func (s *sorting) each(stream int, spare *[2]quadBuf, fn func(key, value []byte) error) error {
	if stream == dictStream {
		var key [1 + idLen]byte
		key[0] = tagDict
		for rank := 1; rank < len(s.ids); rank++ {
			copy(key[1:], s.ids[rank][:])
			if err := fn(key[:], s.texts.at(s.from[rank])); err != nil {
				return err
			}
		}
		return nil
	}
	o := &orders[stream]
	k := newQuadKey(o, s.ids)
	for _, q := range s.arrange(o, spare) {
		if err := fn(k.of(q), nil); err != nil {
			return err
		}
	}
	return nil
}

// A quadKey is room for the key that an order has for a quad, of which the next
// one keeps what it has in common.
type quadKey struct {
	order *order
	ids   []nodeID // by rank
	last  quadAt
	key   [keyLen]byte
}

func newQuadKey(o *order, ids []nodeID) *quadKey {
	k := &quadKey{order: o, ids: ids}
	k.key[0] = o.tag
	return k
}

// of returns the key of a quad, which stays until the next call.
func (k *quadKey) of(q quadAt) []byte {
	for i, slot := range k.order.slots {
		if q[slot] != k.last[slot] {
			*(*nodeID)(k.key[1+i*idLen:]) = k.ids[q[slot]]
		}
	}
	k.last = q
	return k.key[:]
}

const digitBits = 11

// sortBySlot sorts quads by the numbers in a slot, which are the n from first on,
// and keeps the order of those that are equal there. It sorts by one digit after
// the other, the last one first, from in to a, from a to b and back, and returns
// the one that has the result and the other one. in can be b.
func sortBySlot(in, a, b []quadAt, slot int, first uint32, n int) (sorted, free []quadAt) {
	for shift := 0; (n-1)>>shift > 0; shift += digitBits {
		var starts [1 << digitBits]int
		for i := range in {
			starts[(in[i][slot]-first)>>shift&(1<<digitBits-1)]++
		}
		sum := 0
		for d, count := range starts {
			starts[d] = sum
			sum += count
		}
		for _, q := range in {
			d := (q[slot] - first) >> shift & (1<<digitBits - 1)
			a[starts[d]] = q
			starts[d]++
		}
		in, a, b = a, b, a
	}
	return in, a
}

// sortedID is an id by its first bytes, which settle nearly all comparisons.
type sortedID struct {
	head uint64
	at   uint32 // its position
}

// sortIDs returns the positions of ids from 1 on, sorted, in memory that it may
// use. Ids are hashes, and so fall evenly into buckets by their first bits: some
// into each, which are sorted by themselves.
func sortIDs(into []sortedID, ids []nodeID) []sortedID {
	n := len(ids) - 1
	into = resize(into, n)
	shift := 64 - max(bits.Len(uint(n))-bucketBits, 0)
	ends := make([]uint32, 1<<(64-shift)+1)
	for i := range n {
		ends[binary.BigEndian.Uint64(ids[i+1][:])>>shift+1]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	for i := range n { // from here on what was where a bucket begins becomes its end
		head := binary.BigEndian.Uint64(ids[i+1][:])
		into[ends[head>>shift]] = sortedID{head, uint32(i + 1)}
		ends[head>>shift]++
	}
	begin := uint32(0)
	for _, end := range ends[:len(ends)-1] {
		slices.SortFunc(into[begin:end], func(x, y sortedID) int {
			if x.head != y.head {
				return cmp.Compare(x.head, y.head)
			}
			return compareNodes(ids[x.at], ids[y.at])
		})
		begin = end
	}
	return into
}

// bucketBits is the logarithm of how many ids are in a bucket, about.
const bucketBits = 3

// each calls fn with the dictionary entries of texts, sorted. ids are those of all
// values, by position.
func (t *texts) each(ids []nodeID, fn func(key, value []byte) error) error {
	var key [1 + idLen]byte
	key[0] = tagDict
	before := t.first - 1
	for _, e := range sortIDs(nil, ids[before:][:len(t.ends)]) {
		at := before + e.at
		copy(key[1:], ids[at][:])
		if err := fn(key[:], t.at(at)); err != nil {
			return err
		}
	}
	return nil
}

// resize returns n elements of whatever content, in the same memory if they fit.
func resize[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
