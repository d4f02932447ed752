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
	dir, err := s.makeTemporary()
	if err != nil {
		return nil, err
	}
	t := &Scratch{s: s, dir: dir}
	if t.f, err = s.fs.Create(s.fs.PathJoin(dir, "scratch"), vfs.WriteCategoryUnspecified); err != nil {
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
		err = joined(t.f.Close(), t.s.removeTemporary(t.dir))
	})
	return t.wrap(err)
}

func (t *Scratch) wrap(err error) error { return t.s.temporaryError(err) }

// makeTemporary makes a directory for temporary files.
func (s *Store) makeTemporary() (dir string, err error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return "", err
	}
	dir = s.temporary()
	return dir, s.temporaryError(s.fs.MkdirAll(dir, 0o755))
}

// removeTemporary removes such a directory, unless the store is closed, and it
// swept.
func (s *Store) removeTemporary(dir string) error {
	s.write.Lock() // so that the directory is still ours
	defer s.write.Unlock()
	if s.closed.Load() {
		return nil
	}
	return s.fs.RemoveAll(dir)
}

func (s *Store) temporaryError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store %s: temporary file: %w%s", s.dir, err, remedy(err))
}
