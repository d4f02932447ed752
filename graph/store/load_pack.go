package store

import (
	"fmt"

	"github.com/cayleygraph/quad"
)

// A pack is quads encoded for writing: their values, each of them once or, where
// that is not worth asking, more often, and the quads by the positions of their
// values. Position 0 is that of no value.
type pack struct {
	ids   []nodeID // by position
	texts texts
	quads []quadAt
	label nodeID // of the document
	seen  map[quad.Value]uint32
	last  [4]struct { // what each slot had last, of the kinds that repeat
		value quad.Value
		at    uint32
	}
	buf []byte
}

// quadAt is a quad by the positions of its values in a list.
type quadAt [4]uint32

// texts are the canonical bytes of values, by position.
type texts struct {
	bytes []byte // of all values, one after the other
	ends  []int  // where each ends
}

func (t *texts) reset() { t.bytes, t.ends = t.bytes[:0], append(t.ends[:0], 0) }

func (t *texts) add(canonical []byte) {
	t.bytes = append(t.bytes, canonical...)
	t.ends = append(t.ends, len(t.bytes))
}

// at returns the bytes of the value at a position above 0.
func (t *texts) at(i uint32) []byte { return t.bytes[t.ends[i-1]:t.ends[i]] }

func newPack() *pack { return &pack{seen: make(map[quad.Value]uint32)} }

func (p *pack) reset() {
	p.ids, p.quads = append(p.ids[:0], nodeID{}), p.quads[:0]
	p.texts.reset()
	clear(p.seen)
	clear(p.last[:])
}

// document encodes a document. It hashes a value once, however often the
// document has it, and refuses what [Store.ReplaceAll] refuses.
func (p *pack) document(doc Labelled) error {
	p.reset()
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
		q := &doc.Quads[i]
		if err := p.add(q, at); err != nil {
			return err
		}
		if p.ids[p.quads[i][slotLabel]] != p.label {
			return fmt.Errorf("quad %v carries the label %v", *q, q.Label)
		}
	}
	return nil
}

// add encodes a quad, to which the position of a label is given unless it has
// one of its own.
func (p *pack) add(q *quad.Quad, label uint32) error {
	out := quadAt{slotLabel: label}
	for _, d := range quad.Directions {
		if d == quad.Label && q.Label == nil {
			continue
		}
		at, err := p.position(q, d)
		if err != nil {
			return err
		}
		out[slot(d)] = at
	}
	p.quads = append(p.quads, out)
	return nil
}

// position is where a value of q is among the values. What is remembered of them
// is for the kinds that repeat; others may come twice.
func (p *pack) position(q *quad.Quad, d quad.Direction) (uint32, error) {
	v, last := q.Get(d), &p.last[slot(d)]
	repeats := false
	switch v.(type) {
	case quad.IRI, quad.String:
		if v == last.value {
			return last.at, nil
		}
		if at, known := p.seen[v]; known {
			last.value, last.at = v, at
			return at, nil
		}
		repeats = true
	}
	var err error
	if p.buf, err = appendEnd(p.buf[:0], q, d); err != nil {
		return 0, err
	}
	at := uint32(len(p.ids))
	p.ids = append(p.ids, idOf(p.buf))
	p.texts.add(p.buf)
	if repeats {
		p.seen[v] = at
		last.value, last.at = v, at
	}
	return at, nil
}

// A chunk is a part of a load in memory: values, each once, and quads by their
// positions.
type chunk struct {
	ids   idTable
	texts texts
	quads []quadAt
	moved []uint32 // scratch of add: the positions of a document's values here

	notes loadedNotes
}

func newChunk() *chunk {
	c := &chunk{ids: newIDTable()}
	c.reset()
	return c
}

func (c *chunk) reset() {
	c.ids.reset()
	c.texts.reset()
	c.quads = c.quads[:0]
	c.notes.reset()
}

// What a value takes beside its bytes, in a chunk that fills and in the one that
// is being sorted, as the mean of both, and what a quad does.
const (
	bytesPerValue = 60
	bytesPerQuad  = 32
)

// size is about how many bytes of memory the chunk takes.
func (c *chunk) size() int {
	return len(c.texts.bytes) + bytesPerValue*len(c.ids.list) + bytesPerQuad*len(c.quads) + c.notes.size()
}

// add takes in what is packed.
func (c *chunk) add(p *pack) {
	if len(p.quads) == 0 {
		return // the label of a document without quads is no value of the store
	}
	c.moved = append(c.moved[:0], 0)
	for i := 1; i < len(p.ids); i++ {
		at := c.ids.position(&p.ids[i])
		if int(at) == len(c.texts.ends) { // a new one
			c.texts.add(p.texts.at(uint32(i)))
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
