package store

import (
	"bytes"

	"github.com/cayleygraph/quad"
)

const (
	tagDict = 'D'
	tagMeta = 'M'
	tagNote = 'N'

	keyLen = 1 + 4*idLen
)

// quadID is a quad by the ids of its values, indexed by slot. As a pattern, a
// zero id stands for any value. It implements Cayley's refs.Ref.
type quadID [4]nodeID

// Key makes a quadID comparable for Cayley; it is the quad itself.
func (q quadID) Key() any { return q }

const slotLabel = 3

// slot is where a quadID keeps the value of a direction.
func slot(d quad.Direction) int { return int(d - quad.Subject) }

// matches reports whether q is an instance of the pattern.
func (q *quadID) matches(pattern *quadID) bool {
	for i, id := range pattern {
		if id != (nodeID{}) && id != q[i] {
			return false
		}
	}
	return true
}

// order is one arrangement of quads in the key space: a tag and the slots in
// the order in which they follow it.
type order struct {
	tag   byte
	slots [4]int
}

// The four orders. The order of this list settles ties in [quadID.order]: of
// two prefixes of equal length, that of a label or a subject is the rarer one.
var orders = [4]order{
	{'S', [4]int{0, 1, 2, 3}},
	{'O', [4]int{2, 0, 1, 3}},
	{'L', [4]int{3, 0, 1, 2}},
	{'P', [4]int{1, 2, 0, 3}},
}

const labelOrder = 2 // the index of L in orders; unlabelled quads are not in it

// ascending are the indexes of the orders as their keys sort.
var ascending = [4]int{2, 1, 3, 0}

// order picks the order in which the pattern's instances lie closest together
// and returns it with the number of slots that its prefix fixes.
func (q *quadID) order() (best *order, fixed int) {
	best, fixed = &orders[0], 0
	for i := range orders {
		n := 0
		for n < 4 && q[orders[i].slots[n]] != (nodeID{}) {
			n++
		}
		if i == 0 || n > fixed {
			best, fixed = &orders[i], n
		}
	}
	return best, fixed
}

// appendPrefix appends the key of q cut after n slots.
func (o *order) appendPrefix(b []byte, q *quadID, n int) []byte {
	b = append(b, o.tag)
	for _, s := range o.slots[:n] {
		b = append(b, q[s][:]...)
	}
	return b
}

// decode reads a whole key of this order.
func (o *order) decode(key []byte, q *quadID) bool {
	if len(key) != keyLen || key[0] != o.tag {
		return false
	}
	for i, s := range o.slots {
		q[s] = nodeID(key[1+i*idLen:])
	}
	return true
}

// bounds returns the key range [lower, upper) that holds the pattern's
// instances, and whether it holds nothing else.
func (q *quadID) bounds() (o *order, lower, upper []byte, exact bool) {
	o, n := q.order()
	lower = o.appendPrefix(make([]byte, 0, keyLen), q, n)
	exact = true
	for _, s := range o.slots[n:] {
		exact = exact && q[s] == (nodeID{})
	}
	return o, lower, after(lower), exact
}

// after returns the first key behind all keys with the prefix. Prefixes start
// with a tag, an ASCII letter, so there always is one.
func after(prefix []byte) []byte {
	return increment(bytes.Clone(prefix))
}

// increment makes of a prefix what after returns.
func increment(end []byte) []byte {
	for i := len(end) - 1; ; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
}

// dictKey is the key of a dictionary entry.
func dictKey(id nodeID) []byte {
	return append(append(make([]byte, 0, 1+idLen), tagDict), id[:]...)
}
