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
	first uint32 // position of the first one, which is above 0
	bytes []byte // of all values, one after the other
	ends  []int  // where each ends
}

// reset makes the texts those of values from a position on.
func (t *texts) reset(first int) {
	t.first, t.bytes, t.ends = uint32(first), t.bytes[:0], append(t.ends[:0], 0)
}

func (t *texts) add(canonical []byte) {
	t.bytes = append(t.bytes, canonical...)
	t.ends = append(t.ends, len(t.bytes))
}

// at returns the bytes of the value at a position.
func (t *texts) at(i uint32) []byte {
	i -= t.first
	return t.bytes[t.ends[i]:t.ends[i+1]]
}

func newPack() *pack { return &pack{seen: make(map[quad.Value]uint32)} }

func (p *pack) reset() {
	p.ids, p.quads = append(p.ids[:0], nodeID{}), p.quads[:0]
	p.texts.reset(1)
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
// positions. Of values that the chunk before it had, it has the ids only.
type chunk struct {
	ids idTable
	came
	moved []uint32 // scratch of add: the positions of a document's values here
}

// What came into a chunk: the texts of values that are new to it, quads, notes.
type came struct {
	texts texts
	quads []quadAt
	notes loadedNotes
}

func newChunk() *chunk {
	c := &chunk{ids: newIDTable()}
	c.reset()
	return c
}

// reset empties the chunk.
func (c *chunk) reset() {
	c.ids.reset()
	c.came.reset(1)
}

// reset empties what came, to which values from a position on will be new.
func (c *came) reset(first int) {
	c.texts.reset(first)
	c.quads = c.quads[:0]
	c.notes.reset()
}

// size is about how many bytes of memory what came takes.
func (c *came) size() int {
	return len(c.texts.bytes) + bytesPerText*len(c.texts.ends) + quadLen*len(c.quads) + c.notes.size()
}

const (
	bytesPerText = 24 // of a value that is new, beside its text, while it is sorted
	bytesPerID   = 28 // of a value, for as long as quads go by its position
)

// add takes in what is packed.
func (c *chunk) add(p *pack) {
	if len(p.quads) == 0 {
		return // the label of a document without quads is no value of the store
	}
	c.moved = append(c.moved[:0], 0)
	for i := 1; i < len(p.ids); i++ {
		known := len(c.ids.list)
		at := c.ids.position(&p.ids[i])
		if int(at) == known { // a new one
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
