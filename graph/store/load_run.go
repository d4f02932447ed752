package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A run is a temporary file of sorted entries, keys with values or quads.
//
// An entry of a run of keys is three lengths, as uvarints, and bytes: how much of
// the key before it the key shares, the rest of the key, the value. A run of
// quads has four ranks for each, and is read as the keys that an order has for
// them: it is a quarter of the size and made without looking at keys.
type run struct {
	path string
	ids  []nodeID // by rank; nil for a run of keys
}

const (
	runBuffer = 128 << 10 // bytes
	// fanIn is how many runs are merged at once: each takes a buffer and a file.
	fanIn = 64
)

type runWriter struct {
	w    *bufio.Writer
	last []byte
}

func (r *runWriter) add(key, value []byte) error {
	shared := sharedPrefix(r.last, key)
	head := r.w.AvailableBuffer()
	head = binary.AppendUvarint(head, uint64(shared))
	head = binary.AppendUvarint(head, uint64(len(key)-shared))
	head = binary.AppendUvarint(head, uint64(len(value)))
	head = append(head, key[shared:]...)
	if _, err := r.w.Write(head); err != nil {
		return err
	}
	r.last = append(r.last[:0], key...)
	_, err := r.w.Write(value)
	return err
}

// sharedPrefix is how many bytes a and b have in common at the beginning.
func sharedPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for i+8 <= n && binary.NativeEndian.Uint64(a[i:]) == binary.NativeEndian.Uint64(b[i:]) {
		i += 8
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// writeRun writes a run of the keys that each hands to its argument.
func writeRun(fs vfs.FS, path string, each func(fn func(key, value []byte) error) error) error {
	return writeFile(fs, path, func(w *bufio.Writer) error {
		r := runWriter{w: w}
		return each(r.add)
	})
}

const quadLen = 4 * len(quadAt{}) // bytes in a run of quads

// writeQuads writes a run of quads.
func writeQuads(fs vfs.FS, path string, quads []quadAt) error {
	return writeFile(fs, path, func(w *bufio.Writer) error {
		for i := range quads {
			b := w.AvailableBuffer()
			for _, rank := range quads[i] {
				b = binary.LittleEndian.AppendUint32(b, rank)
			}
			if _, err := w.Write(b); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeFile writes a temporary file. Nothing is synced: it does not outlive the
// process.
func writeFile(fs vfs.FS, path string, write func(*bufio.Writer) error) error {
	f, err := fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, runBuffer)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return joined(err, f.Close())
}

// A runReader is at one entry of a run of keys.
type runReader struct {
	r          *bufio.Reader
	key, value []byte
}

// next moves to the next entry. It returns io.EOF after the last.
func (r *runReader) next() error {
	shared, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err
	}
	var lengths [2]uint64
	for i := range lengths {
		if lengths[i], err = binary.ReadUvarint(r.r); err != nil {
			return torn(err)
		}
	}
	if shared > uint64(len(r.key)) {
		return torn(io.EOF)
	}
	r.key, err = readInto(r.key[:shared], r.r, int(lengths[0]))
	if err == nil {
		r.value, err = readInto(r.value[:0], r.r, int(lengths[1]))
	}
	return torn(err)
}

func (r *runReader) entry() (key, value []byte) { return r.key, r.value }

// torn names the error of an entry that ends early.
func torn(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("a temporary file is damaged")
	}
	return err
}

// readInto appends n bytes of r to b.
func readInto(b []byte, r io.Reader, n int) ([]byte, error) {
	have := len(b)
	if cap(b) < have+n {
		b = append(make([]byte, 0, 2*(have+n)), b...)
	}
	b = b[:have+n]
	_, err := io.ReadFull(r, b[have:])
	return b, err
}

// A quadReader is at one quad of a run of quads. It makes the keys of some of
// them at a time: most ids have to come from far away in memory, and so come
// together.
type quadReader struct {
	r     *bufio.Reader
	order *order
	ids   []nodeID // by rank
	keys  []byte   // of the quads read, one after the other
	at    int      // where the next one begins
}

const quadsAtOnce = 128

// next moves to the next quad. It returns io.EOF after the last.
func (r *quadReader) next() error {
	if r.at += keyLen; r.at < len(r.keys) {
		return nil
	}
	r.at = 0
	b, err := r.r.Peek(quadsAtOnce * quadLen)
	if len(b) == 0 || err != nil && err != io.EOF {
		return err
	}
	n := len(b) / quadLen
	if n*quadLen < len(b) {
		return torn(io.ErrUnexpectedEOF)
	}
	r.keys = r.keys[:n*keyLen]
	for i := range n {
		key, quad := r.keys[i*keyLen:(i+1)*keyLen], b[i*quadLen:]
		for j, slot := range r.order.slots {
			rank := binary.LittleEndian.Uint32(quad[4*slot:])
			if int(rank) >= len(r.ids) {
				return torn(io.ErrUnexpectedEOF)
			}
			*(*nodeID)(key[1+j*idLen:]) = r.ids[rank]
		}
	}
	_, err = r.r.Discard(n * quadLen)
	return err
}

func newQuadReader(r *bufio.Reader, o *order, ids []nodeID) *quadReader {
	q := &quadReader{r: r, order: o, ids: ids, keys: bytes.Repeat([]byte{o.tag}, quadsAtOnce*keyLen)[:0]}
	return q
}

func (r *quadReader) entry() (key, value []byte) { return r.keys[r.at : r.at+keyLen], nil }

// mergeRuns is merge over the runs of a stream. Where they are many it merges
// some into one first, which then stands for them: the runs that are left are
// returned.
func mergeRuns(fs vfs.FS, stream int, runs []run, fn func(key, value []byte) error) ([]run, error) {
	for len(runs) > fanIn {
		merged, err := mergeIntoOne(fs, stream, runs[:fanIn])
		runs = append(slices.Clone(runs[fanIn:]), merged)
		if err != nil {
			return runs, err
		}
	}
	return runs, mergeFiles(fs, stream, runs, fn)
}

// mergeIntoOne makes one run of keys of several runs, which it removes.
func mergeIntoOne(fs vfs.FS, stream int, runs []run) (run, error) {
	merged := run{path: runs[len(runs)-1].path + ".merged"}
	err := writeRun(fs, merged.path, func(fn func(key, value []byte) error) error {
		return mergeFiles(fs, stream, runs, fn)
	})
	for _, r := range runs {
		err = joined(err, fs.Remove(r.path))
	}
	return merged, err
}

func mergeFiles(fs vfs.FS, stream int, runs []run, fn func(key, value []byte) error) (err error) {
	var from []source
	for _, r := range runs {
		f, err := fs.Open(r.path, vfs.SequentialReadsOption)
		if err != nil {
			return err
		}
		defer f.Close() // which has nothing to tell of a file that was only read
		buf := bufio.NewReaderSize(f, runBuffer)
		if r.ids != nil {
			from = append(from, newQuadReader(buf, &orders[stream], r.ids))
		} else {
			from = append(from, &runReader{r: buf})
		}
	}
	return merge(from, fn)
}
