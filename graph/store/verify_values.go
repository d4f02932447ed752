package store

import (
	"bytes"
	"io"
	"maps"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

// orderIDs lists the first id of the keys of an order, each once: the values
// that have this place in quads.
type orderIDs struct {
	it *pebble.Iterator
	at []byte // the id, behind the tag; nil before the first
}

// stepsBeforeSeek is after how many keys of one value the others are skipped.
const stepsBeforeSeek = 8

func (o *orderIDs) next() error {
	ok := false
	if o.at == nil {
		ok = o.it.First()
	} else {
		ok = o.it.Next()
		for n := 0; ok && bytes.HasPrefix(o.it.Key(), o.at); n++ {
			if n < stepsBeforeSeek {
				ok = o.it.Next()
			} else {
				ok = o.it.SeekGE(after(o.at))
			}
		}
	}
	for ok && orderOf(o.it.Key()) < 0 { // reported by the scan
		ok = o.it.Next()
	}
	if !ok {
		if err := o.it.Error(); err != nil {
			return scanError(err)
		}
		return io.EOF
	}
	o.at = append(o.at[:0], o.it.Key()[:1+idLen]...)
	return nil
}

func (o *orderIDs) entry() (key, value []byte) { return o.at[1:], nil }

// usedByOrders calls fn with the ids that quads use, sorted. It is right only
// while the orders agree: then each order knows all values of its first place.
func (v *verifier) usedByOrders(fn func(id []byte) error) error {
	var from []source
	for i := range orders {
		it, err := v.view.iterate([]byte{orders[i].tag}, []byte{orders[i].tag + 1})
		if err != nil {
			return err
		}
		defer v.view.release(it)
		from = append(from, &orderIDs{it: it})
	}
	return merge(from, func(id, _ []byte) error {
		if v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		return fn(id)
	})
}

// values holds the dictionary against the ids that are used, which come sorted.
func (v *verifier) values(used func(fn func(id []byte) error) error) error {
	it, err := v.view.iterate([]byte{tagDict}, []byte{tagDict + 1})
	if err != nil {
		return err
	}
	defer v.view.release(it)
	ok := it.First()
	// unused steps over the entries in front of an id; those of another length
	// were reported by the scan.
	unused := func(id []byte) error {
		for ; ok && (id == nil || bytes.Compare(it.Key()[1:], id) < 0); ok = it.Next() {
			if len(it.Key()) != 1+idLen {
				continue
			}
			if err := v.remove(it.Key()); err != nil {
				return err
			}
			if err := v.fault(Fault{Damage: UnusedValue, Key: it.Key()}); err != nil {
				return err
			}
		}
		return scanError(it.Error())
	}
	err = used(func(id []byte) error {
		if err := unused(id); err != nil {
			return err
		}
		if !ok || !bytes.Equal(it.Key()[1:], id) {
			return v.lost(LostValue, nodeID(id))
		}
		if _, err := parseEntry(nodeID(id), it.Value()); err != nil {
			if err := v.remove(it.Key()); err != nil {
				return err
			}
			if err := v.lost(WrongValue, nodeID(id)); err != nil {
				return err
			}
		} else {
			v.sum.Values++
		}
		ok = it.Next()
		return nil
	})
	if err != nil {
		return err
	}
	return unused(nil)
}

// lost reports a value that is not to be had, once for each document.
func (v *verifier) lost(damage Damage, n nodeID) error {
	labels := make(map[nodeID]struct{})
	c := cursor{r: &v.view.reader}
	defer c.close()
	for slot := range len(quadID{}) {
		var pattern quadID
		pattern[slot] = n
		for c.seek(pattern); c.next(v.ctx); {
			labels[c.at[slotLabel]] = struct{}{}
		}
		if c.err != nil {
			return c.err
		}
	}
	if len(labels) == 0 {
		labels[nodeID{}] = struct{}{} // all keys that lead to its quads are missing
	}
	for _, label := range slices.SortedFunc(maps.Keys(labels), compareNodes) {
		f := Fault{Damage: damage, Key: dictKey(n)}
		if label != (nodeID{}) {
			f.Document, _ = v.view.name(label)
		}
		if err := v.fault(f); err != nil {
			return err
		}
	}
	return nil
}
