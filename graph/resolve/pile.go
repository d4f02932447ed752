package resolve

import (
	"encoding/binary"
	"fmt"
	"slices"

	"quanhe/extract"
	"quanhe/graph/store"
)

// A pile keeps settled records in a file: all that it takes to compare them and to make events of them. Memory holds
// where they are, and each of their words once.
type pile struct {
	file  *store.Scratch
	pack  packer
	docs  []string // short
	where []piled  // by number of the record
	buf   []byte
}

// Where a record ends in the file, and what it is called.
type piled struct {
	end int64
	doc uint32 // in docs
	n   uint32 // in the document
}

func newPile(s *store.Store) (*pile, error) {
	file, err := s.Scratch()
	if err != nil {
		return nil, err
	}
	return &pile{file: file, pack: packer{at: map[string]uint64{}, copies: true}}, nil
}

// add puts the records of a document on the pile, settled, in their order.
func (p *pile) add(d *contribution) error {
	p.docs = append(p.docs, d.short)
	for n, r := range d.records {
		p.pack.body = p.pack.body[:0]
		p.record(r)
		if _, err := p.file.Write(p.pack.body); err != nil {
			return err
		}
		p.where = append(p.where, piled{p.start(len(p.where)) + int64(len(p.pack.body)), uint32(len(p.docs) - 1), uint32(n)})
	}
	return nil
}

// start is where a record begins in the file.
func (p *pile) start(i int) int64 {
	if i == 0 {
		return 0
	}
	return p.where[i-1].end
}

// ref is that of a record.
func (p *pile) ref(i uint32) string {
	w := &p.where[i]
	return refOf(p.docs[w.doc], int(w.n))
}

func (p *pile) record(r *record) {
	p.pack.claim(r.Claim)
	for _, s := range []string{r.Relation, r.Subtype, r.Label, string(r.Modality), r.Date, r.place} {
		p.pack.text(s)
	}
	p.pack.number(r.Count)
	p.pack.flag(r.Caption)
	p.pack.flag(r.house)
	p.pack.number(len(r.Who))
	for i := range r.Who {
		p.pack.text(r.Who[i].Role)
		p.pack.text(r.Who[i].ID)
		p.pack.text(r.nodes[i])
	}
	for _, list := range [][]string{r.principal, r.unsure, r.decided} {
		p.pack.number(len(list))
		for _, s := range list {
			p.pack.text(s)
		}
	}
	for _, h := range r.Sketch {
		p.pack.body = binary.LittleEndian.AppendUint32(p.pack.body, h)
	}
}

// read gives a record back, as far as comparing and gathering need it. Its document goes by its short name.
func (p *pile) read(i uint32) (*record, error) {
	from, w := p.start(int(i)), p.where[i]
	p.buf = slices.Grow(p.buf[:0], int(w.end-from))[:w.end-from]
	if _, err := p.file.ReadAt(p.buf, from); err != nil {
		return nil, err
	}
	u := &unpacker{rest: string(p.buf), table: p.pack.table}
	r := &record{Doc: p.docs[w.doc], ref: p.ref(i)}
	r.Claim = u.claim()
	r.Relation, r.Subtype, r.Label, r.Modality = u.text(), u.text(), u.text(), extract.Modality(u.text())
	r.Date, r.place = u.text(), u.text()
	r.Count, r.Caption, r.house = u.number(), u.flag(), u.flag()
	r.Who = make([]part, u.number())
	r.nodes = make([]string, len(r.Who))
	for i := range r.Who {
		r.Who[i].Role, r.Who[i].ID, r.nodes[i] = u.text(), u.text(), u.text()
	}
	for _, list := range []*[]string{&r.principal, &r.unsure, &r.decided} {
		for range u.number() {
			*list = append(*list, u.text())
		}
	}
	r.Sketch = make(sketch, len(u.rest)/4)
	for i := range r.Sketch {
		r.Sketch[i] = binary.LittleEndian.Uint32([]byte(u.bytes(4)))
	}
	if u.torn || u.rest != "" {
		return nil, fmt.Errorf("record %s: %w", r.ref, errTorn)
	}
	r.when, r.label = whenOf(r.Date), labelOf(r.Label)
	return r, nil
}

// readAll reads some records.
func (p *pile) readAll(list []uint32) ([]*record, error) {
	records := make([]*record, len(list))
	for i, n := range list {
		var err error
		if records[i], err = p.read(n); err != nil {
			return nil, err
		}
	}
	return records, nil
}
