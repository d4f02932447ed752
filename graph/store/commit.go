package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// flushAfter is the number of deleted quads after which the memtable is
// flushed: scans step over every deletion that still lies in it.
const flushAfter = 10_000

// change is a set of quads to add and to delete, and the canonical bytes of the
// values that added quads use. No quad is both added and deleted.
type change struct {
	add    map[quadID]struct{}
	del    map[quadID]struct{}
	values map[nodeID][]byte
}

func newChange() *change {
	return &change{
		add:    make(map[quadID]struct{}),
		del:    make(map[quadID]struct{}),
		values: make(map[nodeID][]byte),
	}
}

// encode names the values of q. It reports a quad that lacks a value or has one
// that cannot be stored.
func (c *change) encode(q quad.Quad) (quadID, error) {
	var out quadID
	for _, d := range quad.Directions {
		v := q.Get(d)
		if v == nil && d == quad.Label {
			continue
		}
		if !quad.IsValidValue(v) {
			return quadID{}, fmt.Errorf("%v of %v: %w", d, q, quad.ErrInvalid)
		}
		var buf [128]byte
		canonical, err := appendValue(buf[:0], v)
		if err != nil {
			return quadID{}, fmt.Errorf("%v of %v: %w", d, q, err)
		}
		n := idOf(canonical)
		out[slot(d)] = n
		if _, known := c.values[n]; !known {
			c.values[n] = bytes.Clone(canonical)
		}
	}
	return out, nil
}

// commit writes a change as one batch and returns once it is on disk. The
// caller holds s.write.
func (s *Store) commit(c *change) error {
	if len(c.add)+len(c.del) == 0 {
		return nil
	}
	var b *pebble.Batch
	if len(c.del) > 0 {
		b = s.db.NewIndexedBatch() // dropUnused reads it
	} else {
		b = s.db.NewBatch()
	}
	err := s.fill(b, c)
	if err == nil {
		err = b.Commit(pebble.Sync)
	}
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = s.failure.check() // what Commit does not return
	}
	if err != nil {
		return fmt.Errorf("store %s: write: %w", s.dir, err)
	}
	if s.deletes += len(c.del); s.deletes > flushAfter {
		s.deletes = 0
		if _, err := s.db.AsyncFlush(); err != nil {
			return fmt.Errorf("store %s: flush: %w", s.dir, err)
		}
	}
	return nil
}

// fill puts a change into a batch. Each order is sorted first: a memtable takes
// neighbours faster.
func (s *Store) fill(b *pebble.Batch, c *change) error {
	add := slices.Collect(maps.Keys(c.add))
	del := slices.Collect(maps.Keys(c.del))
	var key []byte
	for i := range orders {
		o := &orders[i]
		o.sort(add)
		o.sort(del)
		for _, q := range del {
			if i == labelOrder && q[slotLabel] == (nodeID{}) {
				continue
			}
			key = o.appendPrefix(key[:0], &q, 4)
			if err := b.Delete(key, nil); err != nil {
				return err
			}
		}
		for _, q := range add {
			if i == labelOrder && q[slotLabel] == (nodeID{}) {
				continue
			}
			key = o.appendPrefix(key[:0], &q, 4)
			if err := b.Set(key, nil, nil); err != nil {
				return err
			}
		}
	}
	used := nodes(add)
	for _, n := range used {
		if err := b.Set(dictKey(n), c.values[n], nil); err != nil {
			return err
		}
	}
	return dropUnused(b, nodes(del), used)
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
		if _, found := slices.BinarySearchFunc(used, n, compareNodes); !found && !inUse(it, n) {
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
// from stepping over the deletions behind n.
func inUse(it *pebble.Iterator, n nodeID) bool {
	for i := range orders {
		prefix := append([]byte{orders[i].tag}, n[:]...)
		if it.SeekGEWithLimit(prefix, after(prefix)) == pebble.IterValid && bytes.HasPrefix(it.Key(), prefix) {
			return true
		}
	}
	return false
}
