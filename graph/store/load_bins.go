package store

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2/vfs"
)

const (
	// binQuads is how many quads of several numbers a bin has at most, so that a
	// processor sorts them in its cache; mostBins is about how many bins there are
	// at most, as each has a block in memory while it fills.
	binQuads = 32 << 10
	mostBins = 512
	// blockQuads is how many quads of a bin lie in one piece in the file.
	blockQuads = 1024
	quadLen    = 4 * len(quadAt{}) // bytes in the file
)

// Bins are quads in a temporary file, parted by the numbers that they have in one
// slot: a bin has the quads of a number, or of some that follow each other, in
// the order in which they came. So each can be sorted in memory by the slot, and
// the quads of one number, however many they are, need no sorting.
type bins struct {
	fs    vfs.FS
	path  string
	f     vfs.File // nil once removed
	size  int64    // bytes written
	slot  int
	of    []uint16 // the bin of each number
	limit int      // all numbers are below it
	list  []bin
}

// A binBlock is room to read a block of a bin in.
type binBlock [blockQuads * quadLen]byte

type bin struct {
	first, last uint32 // numbers
	quads       int
	blocks      []int64 // where they begin in the file; all but the last are full
	block       []byte  // the one that fills
}

// newBins makes bins for quads of which counts tells how many have each number
// in the slot.
func newBins(fs vfs.FS, path string, slot int, counts []uint32) (*bins, error) {
	f, err := fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	b := &bins{fs: fs, path: path, f: f, slot: slot, of: make([]uint16, len(counts)), limit: len(counts)}
	total := 0
	for _, n := range counts {
		total += int(n)
	}
	most := max(binQuads, 2*total/mostBins)
	size := most // of the last bin
	for number, n := range counts {
		if size += int(n); size > most || number == 0 {
			size = int(n)
			b.list = append(b.list, bin{first: uint32(number)})
		}
		b.list[len(b.list)-1].last = uint32(number)
		b.of[number] = uint16(len(b.list) - 1)
	}
	return b, nil
}

// oneBin makes a single bin, in which quads stay as they come. Its limit is to be
// set before it is read.
func oneBin(fs vfs.FS, path string) (*bins, error) { return newBins(fs, path, 0, make([]uint32, 1)) }

// put adds a quad to the bin of its number in the slot.
func (b *bins) put(q *quadAt) error { return b.putInto(&b.list[b.of[q[b.slot]]], q) }

// append adds a quad to the single bin.
func (b *bins) append(q *quadAt) error { return b.putInto(&b.list[0], q) }

func (b *bins) putInto(to *bin, q *quadAt) error {
	if to.block == nil {
		to.block = make([]byte, 0, blockQuads*quadLen)
	}
	n := len(to.block)
	to.block = to.block[:n+quadLen]
	data := to.block[n : n+quadLen : n+quadLen]
	binary.LittleEndian.PutUint32(data, q[0])
	binary.LittleEndian.PutUint32(data[4:], q[1])
	binary.LittleEndian.PutUint32(data[8:], q[2])
	binary.LittleEndian.PutUint32(data[12:], q[3])
	to.quads++
	if len(to.block) < cap(to.block) {
		return nil
	}
	return b.write(to)
}

// write writes the block that fills.
func (b *bins) write(to *bin) error {
	_, err := b.f.Write(to.block)
	to.blocks = append(to.blocks, b.size)
	b.size += int64(len(to.block))
	to.block = to.block[:0]
	return err
}

// end writes what is left in memory. It is called once, when all quads have come.
func (b *bins) end() error {
	b.of = nil
	for i := range b.list {
		if to := &b.list[i]; len(to.block) > 0 {
			if err := b.write(to); err != nil {
				return err
			}
		}
		b.list[i].block = nil
	}
	return nil
}

// each calls fn with all quads, some at a time, which are fn's until it returns:
// sorted by their numbers in the slot, and those of one number as they came.
func (b *bins) each(fn func([]quadAt) error) error {
	var s quadSorter
	for i := range b.list {
		if from := &b.list[i]; from.first == from.last {
			if err := b.stream(from, fn); err != nil {
				return err
			}
		} else if err := s.read(b, from); err != nil {
			return err
		} else if err := fn(s.by(b.slot, from.first, from.last)); err != nil {
			return err
		}
	}
	return nil
}

// stream calls fn with the quads of a bin, some at a time, as they came.
func (b *bins) stream(from *bin, fn func([]quadAt) error) error {
	var block binBlock
	var quads []quadAt
	for i := range from.blocks {
		var err error
		if quads, err = b.read(quads[:0], from, i, &block); err != nil {
			return err
		}
		if err := fn(quads); err != nil {
			return err
		}
	}
	return nil
}

// A quadSorter sorts quads in memory, which it keeps for the next ones.
type quadSorter struct {
	quads, free []quadAt
	block       binBlock
}

// read takes the quads of a bin.
func (s *quadSorter) read(b *bins, from *bin) (err error) {
	s.quads = slices.Grow(s.quads[:0], from.quads)
	for i := range from.blocks {
		if s.quads, err = b.read(s.quads, from, i, &s.block); err != nil {
			return err
		}
	}
	s.free = resize(s.free, len(s.quads))
	return nil
}

// by sorts the quads by their numbers in a slot, which are from first to last, and
// returns them.
func (s *quadSorter) by(slot int, first, last uint32) []quadAt {
	s.quads, s.free = sortBySlot(s.quads, s.free, s.quads, slot, first, int(last-first)+1)
	return s.quads
}

// read appends the quads of one of the blocks of a bin to others.
func (b *bins) read(quads []quadAt, from *bin, block int, room *binBlock) ([]quadAt, error) {
	n := min(blockQuads, from.quads-block*blockQuads)
	data := room[:n*quadLen]
	if n, err := b.f.ReadAt(data, from.blocks[block]); n < len(data) {
		if errors.Is(err, io.EOF) {
			err = errTorn
		}
		return quads, err
	}
	quads = slices.Grow(quads, n)
	for ; len(data) > 0; data = data[quadLen:] {
		q := quadAt{
			binary.LittleEndian.Uint32(data), binary.LittleEndian.Uint32(data[4:]),
			binary.LittleEndian.Uint32(data[8:]), binary.LittleEndian.Uint32(data[12:]),
		}
		if int(max(q[0], q[1], q[2], q[3])) >= b.limit {
			return quads, errTorn
		}
		quads = append(quads, q)
	}
	return quads, nil
}

// remove removes the file. A second call does nothing.
func (b *bins) remove() error {
	if b == nil || b.f == nil {
		return nil
	}
	f := b.f
	b.f = nil
	return joined(f.Close(), b.fs.Remove(b.path))
}
