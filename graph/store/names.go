package store

import (
	"encoding/binary"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// nameSlots is how many values a store remembers, a power of two: some
// megabytes.
const nameSlots = 1 << 14

// nameCache remembers values by their ids: a query names the same predicates,
// dates and well-known people over and over. An id is that of one value for
// ever, so what is remembered cannot be wrong; two ids that meet in a slot take
// turns. It is safe for concurrent use.
type nameCache [nameSlots]atomic.Pointer[named]

type named struct {
	id    nodeID
	value quad.Value
}

func (c *nameCache) slot(n nodeID) *atomic.Pointer[named] {
	return &c[binary.LittleEndian.Uint64(n[:])%nameSlots]
}

// get returns the value of an id, or nil if it is not remembered.
func (c *nameCache) get(n nodeID) quad.Value {
	if found := c.slot(n).Load(); found != nil && found.id == n {
		return found.value
	}
	return nil
}

// put remembers a value of the kinds that queries name, unless it is large.
func (c *nameCache) put(n nodeID, v quad.Value) {
	const large = 256 // bytes
	size := large + 1
	switch v := v.(type) {
	case quad.IRI:
		size = len(v)
	case quad.String:
		size = len(v)
	case quad.Int:
		size = 8
	}
	if size <= large {
		c.slot(n).Store(&named{n, v})
	}
}

// NameOf returns the value behind a reference, or nil when no quad uses it. A
// value that the store remembers is returned without asking for quads again.
func (v *View) NameOf(ref graph.Ref) (quad.Value, error) {
	n, ok := ref.(nodeID)
	if !ok {
		return v.reader.NameOf(ref)
	}
	if v.closed.Load() {
		return nil, ErrClosed
	}
	if known := v.store.names.get(n); known != nil {
		return known, nil
	}
	value, err := v.name(n)
	v.store.names.put(n, value)
	return value, err
}
