package export

import (
	"archive/zip"
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// A sink takes the files of an export, one after the other. A format of one file does not look at its name. The writers
// keep their first error until finish.
type sink interface {
	file(name string) (*bufio.Writer, error) // ends the file before
	finish() error                           // puts everything in its place
	drop()                                   // leaves nothing behind, as far as can be; after finish or instead of it
}

// sinkBuffer is the memory of the file being written, in bytes.
const sinkBuffer = 256 << 10

// streamSink writes one file as it is, several as a zip archive.
func streamSink(w io.Writer, f Format) sink {
	if f.Several() {
		return &zipSink{z: zip.NewWriter(w)}
	}
	return &oneSink{w: w}
}

type oneSink struct {
	w   io.Writer
	out *bufio.Writer
}

func (s *oneSink) file(string) (*bufio.Writer, error) {
	s.out = bufio.NewWriterSize(s.w, sinkBuffer)
	return s.out, nil
}

func (s *oneSink) finish() error { return s.out.Flush() }
func (s *oneSink) drop()         {}

// A zipSink makes an archive without times, so that it is the same for the same graph.
type zipSink struct {
	z   *zip.Writer
	out *bufio.Writer
}

func (s *zipSink) file(name string) (*bufio.Writer, error) {
	if err := s.flush(); err != nil {
		return nil, err
	}
	w, err := s.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	s.out = bufio.NewWriterSize(w, sinkBuffer)
	return s.out, err
}

func (s *zipSink) flush() error {
	if s.out == nil {
		return nil
	}
	return s.out.Flush()
}

func (s *zipSink) finish() error { return errors.Join(s.flush(), s.z.Close()) }
func (s *zipSink) drop()         {}

// A dirSink writes a folder beside the one wanted and renames it at the end. Files are put on disk in the background, as
// a folder may be many small ones, each of which takes its time.
type dirSink struct {
	dir, temp string
	f         *os.File
	out       *bufio.Writer

	syncing sync.WaitGroup
	slots   chan struct{} // files that are put on disk at a time
	mu      sync.Mutex
	syncErr error // the first
}

// syncedAtOnce is how many files are put on disk at a time.
const syncedAtOnce = 16

func newDirSink(dir string) (*dirSink, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("folder %s is not empty; name a new one, or remove it first", dir)
	}
	dir = filepath.Clean(dir)
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-*")
	if err != nil {
		return nil, err
	}
	return &dirSink{dir: dir, temp: temp, slots: make(chan struct{}, syncedAtOnce)}, os.Chmod(temp, 0o755)
}

func (s *dirSink) file(name string) (*bufio.Writer, error) {
	if err := s.flush(); err != nil {
		return nil, err
	}
	path := filepath.Join(s.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	var err error
	if s.f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); err != nil {
		return nil, err
	}
	s.out = bufio.NewWriterSize(s.f, 16<<10) // a folder may be many small files
	return s.out, nil
}

func (s *dirSink) flush() error {
	if s.f == nil {
		return nil
	}
	f := s.f
	s.f = nil
	if err := s.out.Flush(); err != nil {
		return errors.Join(err, f.Close())
	}
	s.slots <- struct{}{}
	s.syncing.Go(func() {
		err := errors.Join(f.Sync(), f.Close())
		s.mu.Lock()
		s.syncErr = cmp.Or(s.syncErr, err)
		s.mu.Unlock()
		<-s.slots
	})
	return nil
}

func (s *dirSink) finish() error {
	if err := s.flush(); err != nil {
		return err
	}
	s.syncing.Wait()
	if s.syncErr != nil {
		return s.syncErr
	}
	if err := os.Remove(s.dir); err != nil && !errors.Is(err, os.ErrNotExist) { // it was empty
		return err
	}
	return os.Rename(s.temp, s.dir)
}

func (s *dirSink) drop() {
	if s.f != nil {
		_ = s.f.Close()
	}
	s.syncing.Wait()
	_ = os.RemoveAll(s.temp)
}
