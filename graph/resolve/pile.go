package resolve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/store"
)

// A pile keeps settled records in a file: all that it takes to compare them and to make events of them. Memory holds some of
// their words, each once.
type pile struct {
	file  *store.Scratch
	ends  *store.Scratch // where each record ends in file, endBytes each
	count uint32         // records
	size  int64          // of file
	pack  packer
	most  int // words in memory
	buf   []byte

	block []byte // some of ends
	first uint32 // number of the record with the first of them
}

const (
	// pileWords is how many words memory holds. Others stand in the file wherever they are used.
	pileWords = 1 << 16
	endBytes  = 8
	// endsAtOnce is how many ends are read at a time: who reads a record often reads its neighbours.
	endsAtOnce = 512
)

func newPile(s *store.Store) (*pile, error) {
	file, err := s.Scratch()
	if err != nil {
		return nil, err
	}
	ends, err := s.Scratch()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &pile{file: file, ends: ends, pack: packer{at: map[string]uint64{}, copies: true}, most: pileWords}, nil
}

func (p *pile) close() error { return errors.Join(p.file.Close(), p.ends.Close()) }

// add puts the records of a document on the pile, settled, in their order.
func (p *pile) add(d *contribution) error {
	doc, err := readBrief(d.short)
	if err != nil {
		return err
	}
	for n, r := range d.records {
		p.pack.body = append(p.pack.body[:0], doc[:]...)
		p.pack.number(n)
		p.record(r)
		p.size += int64(len(p.pack.body))
		if _, err := p.file.Write(p.pack.body); err != nil {
			return err
		}
		if _, err := p.ends.Write(binary.LittleEndian.AppendUint64(nil, uint64(p.size))); err != nil {
			return err
		}
		p.count++
	}
	return nil
}

// end is where a record ends in the file.
func (p *pile) end(i uint32) (int64, error) {
	if i < p.first || i >= p.first+uint32(len(p.block)/endBytes) {
		p.first = i / endsAtOnce * endsAtOnce
		p.block = slices.Grow(p.block[:0], endsAtOnce*endBytes)[:endBytes*min(endsAtOnce, p.count-p.first)]
		if _, err := p.ends.ReadAt(p.block, endBytes*int64(p.first)); err != nil {
			return 0, err
		}
	}
	return int64(binary.LittleEndian.Uint64(p.block[endBytes*(i-p.first):])), nil
}

// text writes a word: its place in memory and one more, or else 0 and the word itself.
func (p *pile) text(s string) {
	if _, known := p.pack.at[s]; !known && len(p.pack.table) >= p.most {
		p.pack.number(0)
		p.pack.number(len(s))
		p.pack.body = append(p.pack.body, s...)
		return
	}
	at, known := p.pack.at[s]
	if !known {
		s, at = strings.Clone(s), uint64(len(p.pack.table))
		p.pack.at[s], p.pack.table = at, append(p.pack.table, s)
	}
	p.pack.number(int(at) + 1)
}

// word undoes text.
func (u *unpacker) word() string {
	at := u.number()
	if at == 0 {
		return u.bytes(u.length())
	}
	if at > len(u.table) {
		u.rest, u.torn = "", true
		return ""
	}
	return u.table[at-1]
}

func (p *pile) record(r *record) {
	p.pack.claim(r.Claim)
	for _, s := range []string{r.Relation, r.Subtype, r.Label, string(r.Modality), r.Date, r.place} {
		p.text(s)
	}
	p.pack.number(r.Count)
	p.pack.flag(r.Caption)
	p.pack.flag(r.house)
	p.pack.number(len(r.Who))
	for i := range r.Who {
		p.text(r.Who[i].Role)
		p.text(r.Who[i].ID)
		p.text(r.nodes[i])
	}
	for _, list := range [][]string{r.principal, r.unsure, r.decided} {
		p.pack.number(len(list))
		for _, s := range list {
			p.text(s)
		}
	}
	for _, h := range r.Sketch {
		p.pack.body = binary.LittleEndian.AppendUint32(p.pack.body, h)
	}
}

// read gives a record back, as far as comparing and gathering need it. Its document goes by its short name.
func (p *pile) read(i uint32) (*record, error) {
	from, to := int64(0), int64(0)
	var errs [2]error
	if to, errs[0] = p.end(i); i > 0 {
		from, errs[1] = p.end(i - 1)
	}
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	p.buf = slices.Grow(p.buf[:0], int(to-from))[:to-from]
	if _, err := p.file.ReadAt(p.buf, from); err != nil {
		return nil, err
	}
	u := &unpacker{rest: string(p.buf), table: p.pack.table}
	var doc brief
	copy(doc[:], u.bytes(len(doc)))
	r := &record{Doc: doc.String()}
	r.ref = refOf(r.Doc, u.number())
	r.Claim = u.claim()
	r.Relation, r.Subtype, r.Label, r.Modality = u.word(), u.word(), u.word(), extract.Modality(u.word())
	r.Date, r.place = u.word(), u.word()
	r.Count, r.Caption, r.house = u.number(), u.flag(), u.flag()
	r.Who = make([]part, u.number())
	r.nodes = make([]string, len(r.Who))
	for i := range r.Who {
		r.Who[i].Role, r.Who[i].ID, r.nodes[i] = u.word(), u.word(), u.word()
	}
	for _, list := range []*[]string{&r.principal, &r.unsure, &r.decided} {
		for range u.number() {
			*list = append(*list, u.word())
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
