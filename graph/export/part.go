package export

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// A part is records in memory.
type part struct {
	data  []byte
	items []item
}

// An item is where a record stands in a part. The first bytes of the key behind those that all keys of the part share
// stand in it too when it is sorted: most comparisons need no more, and the records themselves are far away in memory.
type item struct {
	high, low      uint64
	at, key, value uint32
}

// itemBytes is the size of an item.
const itemBytes = 32

// bytes is the memory that the records take.
func (p *part) bytes() int { return len(p.data) + itemBytes*len(p.items) }

func (p *part) keyOf(i item) []byte   { return p.data[i.at : i.at+i.key] }
func (p *part) valueOf(i item) []byte { return p.data[i.at+i.key : i.at+i.key+i.value] }

// append adds a record, which it copies.
func (p *part) append(key, value []byte) {
	p.items = append(p.items, item{at: uint32(len(p.data)), key: uint32(len(key)), value: uint32(len(value))})
	p.data = append(append(p.data, key...), value...)
}

// sort puts the items in order, and with unique keeps only the first of each key.
func (p *part) sort(unique bool) {
	p.prepare()
	slices.SortFunc(p.items, func(a, b item) int {
		if a.high != b.high {
			return cmp.Compare(a.high, b.high)
		}
		if a.low != b.low {
			return cmp.Compare(a.low, b.low)
		}
		if c := bytes.Compare(p.keyOf(a), p.keyOf(b)); c != 0 {
			return c
		}
		return bytes.Compare(p.valueOf(a), p.valueOf(b))
	})
	if unique {
		p.items = slices.CompactFunc(p.items, func(a, b item) bool { return bytes.Equal(p.keyOf(a), p.keyOf(b)) })
	}
}

// prepare sets high and low.
func (p *part) prepare() {
	if len(p.items) == 0 {
		return
	}
	shared := p.keyOf(p.items[0])
	for _, i := range p.items {
		key := p.keyOf(i)
		n := 0
		for n < len(shared) && n < len(key) && shared[n] == key[n] {
			n++
		}
		shared = shared[:n]
	}
	for n := range p.items {
		var first [16]byte // a key that ends before is padded with zeros: equal, or before all that go on
		copy(first[:], p.keyOf(p.items[n])[len(shared):])
		p.items[n].high, p.items[n].low = binary.BigEndian.Uint64(first[:8]), binary.BigEndian.Uint64(first[8:])
	}
}
