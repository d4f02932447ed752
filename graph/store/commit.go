package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// flushAfter is the number of deleted quads after which the memtable is
// flushed: scans step over every deletion that still lies in it.
const flushAfter = 10_000

// change is a set of quads to add and to delete, the canonical bytes of the
// values that added quads use, and the notes to write, nil for those to delete.
// No quad is both added and deleted.
type change struct {
	add    map[quadID]struct{}
	del    map[quadID]struct{}
	values map[nodeID][]byte
	notes  map[string][]byte
}

func newChange() *change {
	return &change{
		add:    make(map[quadID]struct{}),
		del:    make(map[quadID]struct{}),
		values: make(map[nodeID][]byte),
		notes:  make(map[string][]byte),
	}
}

// encode names the values of q. It reports a quad that lacks a value or has one
// that cannot be stored.
func (c *change) encode(q quad.Quad) (quadID, error) {
	var out quadID
	for _, d := range quad.Directions {
		if d == quad.Label && q.Label == nil {
			continue
		}
		var buf [128]byte
		canonical, err := appendEnd(buf[:0], &q, d)
		if err != nil {
			return quadID{}, err
		}
		n := idOf(canonical)
		out[slot(d)] = n
		if _, known := c.values[n]; !known {
			c.values[n] = bytes.Clone(canonical)
		}
	}
	return out, nil
}

// appendEnd appends the canonical bytes of the value that q has in a direction.
func appendEnd(b []byte, q *quad.Quad, d quad.Direction) ([]byte, error) {
	v := q.Get(d)
	if !quad.IsValidValue(v) {
		return nil, fmt.Errorf("%v of %v: %w", d, *q, quad.ErrInvalid)
	}
	b, err := appendValue(b, v)
	if err != nil {
		return nil, fmt.Errorf("%v of %v: %w", d, *q, err)
	}
	return b, nil
}

// encodeAll names quads, each once.
func (c *change) encodeAll(quads []quad.Quad) (map[quadID]struct{}, error) {
	out := make(map[quadID]struct{}, len(quads))
	for _, q := range quads {
		n, err := c.encode(q)
		if err != nil {
			return nil, err
		}
		out[n] = struct{}{}
	}
	return out, nil
}

// put makes the change add a quad.
func (c *change) put(q quadID) {
	delete(c.del, q)
	c.add[q] = struct{}{}
}

// drop makes the change delete a quad, which is harmless when only the change
// itself added it.
func (c *change) drop(q quadID) {
	delete(c.add, q)
	c.del[q] = struct{}{}
}

func (c *change) empty() bool { return len(c.add)+len(c.del)+len(c.notes) == 0 }

// fill puts a change into a batch. Each order is sorted first: a memtable takes
// neighbours faster, and the index of a batch what comes behind all it has. It
// returns the values of added and of deleted quads, sorted; those of deleted
// ones stay in the dictionary, see dropUnused.
func (c *change) fill(b *pebble.Batch) (used, freed []nodeID, err error) {
	add := slices.Collect(maps.Keys(c.add))
	del := slices.Collect(maps.Keys(c.del))
	used = nodes(add)
	for _, n := range used {
		if err := b.Set(dictKey(n), c.values[n], nil); err != nil {
			return nil, nil, err
		}
	}
	for _, i := range ascending {
		o := &orders[i]
		o.sort(add)
		o.sort(del)
		if err := o.fill(b, add, del); err != nil {
			return nil, nil, err
		}
	}
	for name, data := range c.notes {
		if data == nil {
			err = b.Delete(noteKey(name), nil)
		} else {
			err = b.Set(noteKey(name), data, nil)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return used, nodes(del), nil
}

// fill puts the keys that one order has for quads into a batch.
func (o *order) fill(b *pebble.Batch, add, del []quadID) error {
	var key []byte
	for _, q := range del {
		if o.tag == orders[labelOrder].tag && q[slotLabel] == (nodeID{}) {
			continue
		}
		key = o.appendPrefix(key[:0], &q, 4)
		if err := b.Delete(key, nil); err != nil {
			return err
		}
	}
	for _, q := range add {
		if o.tag == orders[labelOrder].tag && q[slotLabel] == (nodeID{}) {
			continue
		}
		key = o.appendPrefix(key[:0], &q, 4)
		if err := b.Set(key, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// sort sorts quads as their keys in this order sort.
func (o *order) sort(quads []quadID) {
	slices.SortFunc(quads, func(a, b quadID) int {
		for _, s := range o.slots {
			if c := bytes.Compare(a[s][:], b[s][:]); c != 0 {
				return c
			}
		}
		return 0
	})
}

// nodes returns the values that quads use, sorted.
func nodes(quads []quadID) []nodeID {
	set := make(map[nodeID]struct{}, len(quads))
	for _, q := range quads {
		for _, n := range q {
			set[n] = struct{}{}
		}
	}
	delete(set, nodeID{}) // the label of quads without one
	return slices.SortedFunc(maps.Keys(set), compareNodes)
}

func compareNodes(a, b nodeID) int { return bytes.Compare(a[:], b[:]) }

// dropUnused deletes from the dictionary those candidates that no quad uses
// once b, an indexed batch, is applied. Both lists are sorted; what is known to
// be used need not be asked for.
func dropUnused(b *pebble.Batch, candidates, used []nodeID) error {
	if len(candidates) == 0 {
		return nil
	}
	it, err := b.NewIter(nil)
	if err != nil {
		return err
	}
	var unused []nodeID
	for _, n := range candidates {
		if _, found := slices.BinarySearchFunc(used, n, compareNodes); found {
			continue
		}
		found, err := inUse(it, n)
		if err != nil {
			return errors.Join(err, it.Close())
		}
		if !found {
			unused = append(unused, n)
		}
	}
	if err := it.Close(); err != nil {
		return err
	}
	for _, n := range unused {
		if err := b.Delete(dictKey(n), nil); err != nil {
			return err
		}
	}
	return nil
}

// inUse asks each order for a quad that starts with n. The limit keeps a seek
// from stepping over the deletions behind n. A seek that fails is an error at
// once: the next one would forget it.
func inUse(it *pebble.Iterator, n nodeID) (bool, error) {
	for i := range orders {
		prefix := append([]byte{orders[i].tag}, n[:]...)
		if it.SeekGEWithLimit(prefix, after(prefix)) == pebble.IterValid && bytes.HasPrefix(it.Key(), prefix) {
			return true, nil
		}
		if err := it.Error(); err != nil {
			return false, err
		}
	}
	return false, nil
}
