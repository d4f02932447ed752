package store

import (
	"bufio"
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A Scratch is a temporary file in the directory of a store, for what a program
// works out about it and memory shall not hold: it is written from the beginning
// to the end and read anywhere. It is for one goroutine. Close removes it; what a
// crash leaves is removed when the store is opened next.
type Scratch struct {
	s       *Store
	dir     string
	f       vfs.File
	w       *bufio.Writer
	size    int64 // bytes given to w
	written int64 // bytes that can be read
	close   sync.Once
}

// Scratch makes a temporary file.
func (s *Store) Scratch() (*Scratch, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return nil, err
	}
	t := &Scratch{s: s, dir: s.temporary()}
	err := s.fs.MkdirAll(t.dir, 0o755)
	if err == nil {
		t.f, err = s.fs.Create(s.fs.PathJoin(t.dir, "scratch"), vfs.WriteCategoryUnspecified)
	}
	if err != nil {
		return nil, t.wrap(err)
	}
	t.w = bufio.NewWriterSize(t.f, runBuffer)
	return t, nil
}

// Write appends to the file.
func (t *Scratch) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.size += int64(n)
	return n, t.wrap(err)
}

// ReadAt reads what was written.
func (t *Scratch) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > t.written {
		if err := t.w.Flush(); err != nil {
			return 0, t.wrap(err)
		}
		t.written = t.size
	}
	n, err := t.f.ReadAt(p, off)
	return n, t.wrap(err)
}

// Close removes the file. A second Close does nothing.
func (t *Scratch) Close() (err error) {
	t.close.Do(func() {
		err = t.f.Close()
		t.s.write.Lock() // so that the directory is still ours
		defer t.s.write.Unlock()
		if !t.s.closed.Load() { // or else it is swept
			err = joined(err, t.s.fs.RemoveAll(t.dir))
		}
	})
	return t.wrap(err)
}

func (t *Scratch) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store %s: temporary file: %w", t.s.dir, err)
}
