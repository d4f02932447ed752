package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A run is a temporary file of sorted keys with values. An entry is three lengths,
// as uvarints, and bytes: how much of the key before it the key shares, the rest
// of the key, the value.

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

// A runReader is at one entry of a run.
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

var errTorn = errors.New("a temporary file is damaged")

// torn names the error of an entry that ends early.
func torn(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errTorn
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

// mergeRuns is merge over runs, given by their paths. Where they are many it
// merges some into one first, no more than it must, which then stands for them:
// the runs that are left are returned.
func mergeRuns(fs vfs.FS, runs []string, fn func(key, value []byte) error) ([]string, error) {
	for len(runs) > fanIn {
		some := min(fanIn, len(runs)-fanIn+1)
		merged, err := mergeIntoOne(fs, runs[:some])
		runs = append(slices.Clone(runs[some:]), merged)
		if err != nil {
			return runs, err
		}
	}
	return runs, mergeFiles(fs, runs, fn)
}

// mergeIntoOne makes one run of several, which it removes.
func mergeIntoOne(fs vfs.FS, runs []string) (string, error) {
	merged := runs[len(runs)-1] + ".merged"
	err := writeRun(fs, merged, func(fn func(key, value []byte) error) error {
		return mergeFiles(fs, runs, fn)
	})
	for _, path := range runs {
		err = joined(err, fs.Remove(path))
	}
	return merged, err
}

func mergeFiles(fs vfs.FS, runs []string, fn func(key, value []byte) error) (err error) {
	var from []source
	for _, path := range runs {
		f, err := fs.Open(path, vfs.SequentialReadsOption)
		if err != nil {
			return err
		}
		defer f.Close() // which has nothing to tell of a file that was only read
		from = append(from, &runReader{r: bufio.NewReaderSize(f, runBuffer)})
	}
	return merge(from, fn)
}
