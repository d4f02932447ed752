package resolve

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"strings"

	"quanhe/graph/store"
)

// A lot keeps things of one part in a file, until all that belong to it are there. It is for one goroutine.
type lot struct {
	file *store.Scratch
	size int64 // bytes in the file
	pack packer
	buf  []byte
}

// lotBytes is about how many bytes of things are written at once, each of their words once.
const lotBytes = 32 << 10

// What things of names are.
const (
	lotBearer = 1 + iota
	lotSeat   // block of a body, block of a person who holds a post of it
	lotLink
)

// newLots makes some lots.
func newLots(s *store.Store, n int) ([]*lot, error) {
	lots := make([]*lot, 0, n)
	for range n {
		file, err := s.Scratch()
		if err != nil {
			return lots, err
		}
		lots = append(lots, &lot{file: file, pack: packer{at: map[string]uint64{}, copies: true}})
	}
	return lots, nil
}

// closeLots removes the files.
func closeLots(lots []*lot) (err error) {
	for _, l := range lots {
		err = errors.Join(err, l.file.Close())
	}
	return err
}

// put adds a thing as write packs it.
func (l *lot) put(write func(*packer)) error {
	write(&l.pack)
	if l.pack.size() < lotBytes {
		return nil
	}
	return l.flush()
}

// flush writes what waits.
func (l *lot) flush() error {
	if len(l.pack.body) == 0 {
		return nil
	}
	l.buf = l.pack.finish(append(l.buf[:0], 0, 0, 0, 0))
	binary.LittleEndian.PutUint32(l.buf, uint32(len(l.buf)-4))
	n, err := l.file.Write(l.buf)
	l.size += int64(n)
	clear(l.pack.at)
	clear(l.pack.table)
	l.pack.table, l.pack.words, l.pack.body = l.pack.table[:0], 0, l.pack.body[:0]
	return err
}

// each gives fn the things of the lot, of which it reads one each time. Strings are the lot's.
func (l *lot) each(fn func(*unpacker) error) error {
	if err := l.flush(); err != nil {
		return err
	}
	known := thesaurus{}
	r := io.NewSectionReader(l.file, 0, l.size)
	for {
		var size [4]byte
		if _, err := io.ReadFull(r, size[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var b strings.Builder
		n := int64(binary.LittleEndian.Uint32(size[:]))
		if _, err := io.CopyN(&b, r, n); err != nil {
			return err
		}
		u := &unpacker{rest: b.String(), known: known}
		u.words()
		for u.rest != "" {
			if err := fn(u); err != nil {
				return err
			}
		}
		if u.torn {
			return errTorn
		}
	}
}

// A parting puts names into lots: those of bodies into the first half, those of persons into the others. All that links tie
// is in one lot.
type parting struct {
	lots []*lot
	ties map[string]string // key of a block -> one that it is tied to, over others to one that has none
}

func newParting() *parting { return &parting{ties: map[string]string{}} }

// tie learns what the links of a document tie.
func (p *parting) tie(d *contribution) error {
	for i := range d.links {
		if a, b := p.root(d.links[i].key), p.root(d.links[i].aliasKey); a != b {
			p.ties[strings.Clone(max(a, b))] = strings.Clone(min(a, b))
		}
	}
	return nil
}

// root is the block that stands for those tied to one.
func (p *parting) root(key string) string {
	for {
		next, tied := p.ties[key]
		if !tied {
			return key
		}
		if after, tied := p.ties[next]; tied {
			p.ties[key] = after // so that the way is shorter next time
		}
		key = next
	}
}

// lot is where the name with the key of a block belongs.
func (p *parting) lot(key string) *lot {
	half := len(p.lots) / 2
	root := p.root(key)
	n := partOf(root, half)
	if strings.HasPrefix(root, "person ") {
		n += half
	}
	return p.lots[n]
}

// partOf chooses one of some parts by a text.
func partOf(s string, parts int) int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, s) // never fails
	return int(h.Sum32() % uint32(parts))
}

// put puts the names of a document into their lots.
func (p *parting) put(d *contribution) error {
	for i := range d.bearers {
		b := &d.bearers[i]
		if err := p.lot(b.Key).put(func(w *packer) { w.number(lotBearer); w.bearer(b) }); err != nil {
			return err
		}
		for _, key := range b.owners() {
			if err := p.lot(key).put(func(w *packer) { w.number(lotSeat); w.text(key); w.text(b.Key) }); err != nil {
				return err
			}
		}
	}
	for i := range d.links {
		l := &d.links[i]
		if err := p.lot(l.key).put(func(w *packer) { w.number(lotLink); w.link(l) }); err != nil {
			return err
		}
	}
	return nil
}
