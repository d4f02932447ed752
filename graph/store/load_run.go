package store

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A run is a temporary file of sorted keys with values. Each entry is three
// lengths, as uvarints, and bytes: how much of the key before it the key shares,
// the rest of the key, the value.
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

// writeRun writes what each hands to its argument. Nothing is synced: a run
// does not outlive the process.
func writeRun(fs vfs.FS, path string, each func(fn func(key, value []byte) error) error) error {
	f, err := fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	r := runWriter{w: bufio.NewWriterSize(f, runBuffer)}
	err = each(r.add)
	if err == nil {
		err = r.w.Flush()
	}
	return joined(err, f.Close())
}

// spill sorts a chunk and writes one run for each stream. It consumes the chunk.
func (c *chunk) spill(fs vfs.FS, paths [streams]string) error {
	s := c.sort()
	for i, path := range paths {
		if err := writeRun(fs, path, func(fn func(key, value []byte) error) error { return s.each(i, fn) }); err != nil {
			return err
		}
	}
	return nil
}

// A runReader is at one entry of a run.
type runReader struct {
	f          vfs.File
	r          *bufio.Reader
	key, value []byte
}

func openRun(fs vfs.FS, path string) (*runReader, error) {
	f, err := fs.Open(path, vfs.SequentialReadsOption)
	if err != nil {
		return nil, err
	}
	return &runReader{f: f, r: bufio.NewReaderSize(f, runBuffer)}, nil
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

// A source is a sorted sequence of keys with values. Both are the caller's until
// the next call of next, which returns io.EOF after the last.
type source interface {
	next() error
	entry() (key, value []byte)
}

func (r *runReader) entry() (key, value []byte) { return r.key, r.value }

// sources is a heap of sources by the keys they are at.
type sources []source

func (s sources) Len() int { return len(s) }
func (s sources) Less(i, j int) bool {
	a, _ := s[i].entry()
	b, _ := s[j].entry()
	return bytes.Compare(a, b) < 0
}
func (s sources) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *sources) Push(x any)   { *s = append(*s, x.(source)) }
func (s *sources) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// merge calls fn with the entries of all sources, sorted, equal keys once: equal
// keys have equal values.
func merge(from []source, fn func(key, value []byte) error) error {
	var at sources
	for _, s := range from {
		if err := s.next(); err == nil {
			at = append(at, s)
		} else if err != io.EOF {
			return err
		}
	}
	heap.Init(&at)
	var last []byte
	for len(at) > 0 {
		if key, value := at[0].entry(); !bytes.Equal(key, last) {
			if err := fn(key, value); err != nil {
				return err
			}
			last = append(last[:0], key...)
		}
		switch err := at[0].next(); err {
		case nil:
			heap.Fix(&at, 0)
		case io.EOF:
			heap.Pop(&at)
		default:
			return err
		}
	}
	return nil
}

// mergeRuns is merge over files. Where they are many it merges some into one
// first, which then stands for them: the paths that are left are returned.
func mergeRuns(fs vfs.FS, paths []string, fn func(key, value []byte) error) ([]string, error) {
	for len(paths) > fanIn {
		merged := paths[fanIn-1] + ".merged"
		err := writeRun(fs, merged, func(fn func(key, value []byte) error) error {
			return mergeFiles(fs, paths[:fanIn], fn)
		})
		for _, path := range paths[:fanIn] {
			err = joined(err, fs.Remove(path))
		}
		paths = append(slices.Clone(paths[fanIn:]), merged)
		if err != nil {
			return paths, err
		}
	}
	return paths, mergeFiles(fs, paths, fn)
}

func mergeFiles(fs vfs.FS, paths []string, fn func(key, value []byte) error) (err error) {
	var open []source
	defer func() {
		for _, r := range open {
			err = joined(err, r.(*runReader).f.Close())
		}
	}()
	for _, path := range paths {
		r, err := openRun(fs, path)
		if err != nil {
			return err
		}
		open = append(open, r)
	}
	return merge(open, fn)
}

// inParallel calls fn with 0 to n-1, on all processors.
func inParallel(n int, fn func(int) error) error {
	errs := make([]error, n)
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				errs[i] = fn(i)
			}
		})
	}
	workers.Wait()
	return errors.Join(errs...)
}
