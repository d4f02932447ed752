package store

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
)

// A pack is a document encoded for loading: its values, each once, and its
// quads by the positions of their values.
type pack struct {
	values
	label nodeID
	quads []quadAt
	seen  map[quad.Value]uint32
	buf   []byte
}

// quadAt is a quad by the positions of its values in a list.
type quadAt [4]uint32

// values are canonical bytes and the ids that they have.
type values struct {
	ids   []nodeID
	bytes []byte // of all values, one after the other
	ends  []int  // where each ends
}

func (v *values) reset() { v.ids, v.bytes, v.ends = v.ids[:0], v.bytes[:0], v.ends[:0] }

func (v *values) add(n nodeID, canonical []byte) {
	v.ids = append(v.ids, n)
	v.bytes = append(v.bytes, canonical...)
	v.ends = append(v.ends, len(v.bytes))
}

func (v *values) at(i int) []byte {
	start := 0
	if i > 0 {
		start = v.ends[i-1]
	}
	return v.bytes[start:v.ends[i]]
}

func newPack() *pack { return &pack{seen: make(map[quad.Value]uint32)} }

// pack encodes a document. It hashes a value once, however often the document
// has it, and refuses what [Store.ReplaceAll] refuses.
func (p *pack) pack(doc Labelled) error {
	p.reset()
	p.quads = p.quads[:0]
	clear(p.seen)
	if !quad.IsValidValue(doc.Label) {
		return fmt.Errorf("it has no label")
	}
	label := quad.Quad{Label: doc.Label}
	at, err := p.position(&label, quad.Label)
	if err != nil {
		return err
	}
	p.label = p.ids[at]
	for i := range doc.Quads {
		if err := p.addQuad(doc.Quads[i], at); err != nil {
			return err
		}
	}
	return nil
}

func (p *pack) addQuad(q quad.Quad, label uint32) error {
	out := quadAt{slotLabel: label}
	for _, d := range quad.Directions {
		if d == quad.Label && q.Label == nil {
			continue
		}
		at, err := p.position(&q, d)
		if err != nil {
			return err
		}
		out[slot(d)] = at
	}
	if p.ids[out[slotLabel]] != p.label {
		return fmt.Errorf("quad %v carries the label %v", q, q.Label)
	}
	p.quads = append(p.quads, out)
	return nil
}

// position is where a value of q is among the values of the document. The map
// is for the kinds that repeat; others may come twice.
func (p *pack) position(q *quad.Quad, d quad.Direction) (uint32, error) {
	v := q.Get(d)
	known := false
	switch v.(type) {
	case quad.IRI, quad.String:
		var at uint32
		if at, known = p.seen[v]; known {
			return at, nil
		}
		known = true
	}
	var err error
	if p.buf, err = appendEnd(p.buf[:0], q, d); err != nil {
		return 0, err
	}
	at := uint32(len(p.ids))
	p.add(idOf(p.buf), p.buf)
	if known {
		p.seen[v] = at
	}
	return at, nil
}

// A chunk is a part of a bulk load in memory.
type chunk struct {
	values
	index map[nodeID]uint32 // positions of the values
	quads []quadAt
	moved []uint32 // scratch of add: the positions of a document's values here
}

func newChunk() *chunk { return &chunk{index: make(map[nodeID]uint32)} }

// bytesPerValue is what a value of a chunk takes beside its bytes: its id in
// list and index, the room the index keeps free, an end.
const bytesPerValue = 72

// size is about how many bytes of memory the chunk takes.
func (c *chunk) size() int {
	return len(c.bytes) + bytesPerValue*len(c.ids) + len(quadAt{})*4*len(c.quads)
}

// add takes in a document.
func (c *chunk) add(p *pack) {
	c.moved = c.moved[:0]
	if len(p.quads) == 0 {
		return // its label is no value of the store
	}
	for i, n := range p.ids {
		at, known := c.index[n]
		if !known {
			at = uint32(len(c.ids))
			c.index[n] = at
			c.values.add(n, p.at(i))
		}
		c.moved = append(c.moved, at)
	}
	for _, q := range p.quads {
		for i, at := range q {
			q[i] = c.moved[at]
		}
		c.quads = append(c.quads, q)
	}
}

// The streams of a load, each sorted by its keys: the four orders and the
// dictionary.
const (
	streams    = len(orders) + 1
	dictStream = len(orders)
)

// A sortedChunk is a chunk whose positions are ranks: the order of positions is
// that of ids. So quads are sorted as small numbers, not as keys.
type sortedChunk struct {
	chunk *chunk
	ids   []nodeID // sorted
	from  []uint32 // where the value of each was
	quads []quadAt // by rank
}

// sort consumes the chunk.
func (c *chunk) sort() *sortedChunk {
	s := &sortedChunk{chunk: c, ids: make([]nodeID, len(c.ids)), from: make([]uint32, len(c.ids)), quads: c.quads}
	type entry struct {
		head uint64 // of the id, which settles nearly all comparisons
		at   uint32
	}
	entries := make([]entry, len(c.ids))
	for i, n := range c.ids {
		entries[i] = entry{binary.BigEndian.Uint64(n[:]), uint32(i)}
	}
	c.index = nil
	slices.SortFunc(entries, func(a, b entry) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return compareNodes(c.ids[a.at], c.ids[b.at])
	})
	rank := make([]uint32, len(entries))
	for i, e := range entries {
		s.ids[i], s.from[i], rank[e.at] = c.ids[e.at], e.at, uint32(i)
	}
	for i := range s.quads {
		for j, at := range s.quads[i] {
			s.quads[i][j] = rank[at]
		}
	}
	return s
}

// each calls fn with the keys of a stream, sorted, and their values. Both are
// fn's only until it returns.
func (s *sortedChunk) each(stream int, fn func(key, value []byte) error) error {
	if stream == dictStream {
		for i, n := range s.ids {
			if err := fn(dictKey(n), s.chunk.at(int(s.from[i]))); err != nil {
				return err
			}
		}
		return nil
	}
	o := &orders[stream]
	key := make([]byte, 0, keyLen)
	var last quadAt
	for i, q := range sortQuads(s.quads, o, len(s.ids)) {
		if i > 0 && q == last {
			continue
		}
		key, last = append(key[:0], o.tag), q
		for _, slot := range o.slots {
			key = append(key, s.ids[q[slot]][:]...)
		}
		if err := fn(key, nil); err != nil {
			return err
		}
	}
	return nil
}

const digitBits = 11

// sortQuads returns the quads, whose positions are below n, as the order sorts
// them. It sorts by one digit of one position after the other, the last first.
func sortQuads(quads []quadAt, o *order, n int) []quadAt {
	in, out := slices.Clone(quads), make([]quadAt, len(quads))
	for i := len(o.slots) - 1; i >= 0; i-- {
		slot := o.slots[i]
		for shift := 0; n>>shift > 0; shift += digitBits {
			var starts [1 << digitBits]int
			for i := range in {
				starts[in[i][slot]>>shift&(1<<digitBits-1)]++
			}
			sum := 0
			for d, count := range starts {
				starts[d] = sum
				sum += count
			}
			for _, q := range in {
				d := q[slot] >> shift & (1<<digitBits - 1)
				out[starts[d]] = q
				starts[d]++
			}
			in, out = out, in
		}
	}
	return in
}
