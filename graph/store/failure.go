package store

import (
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// failure is Pebble's logger. It drops what Pebble reports and keeps the first
// thing Pebble calls fatal: a log or manifest it could not write, a corrupt
// table. Pebble expects the process to end there, and its call then returns as
// if it had succeeded; the store takes no more writes instead, see [Store.writable].
type failure struct {
	mu  sync.Mutex
	err error
}

func (*failure) Infof(string, ...any)  {}
func (*failure) Errorf(string, ...any) {}

func (f *failure) Fatalf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return
	}
	f.err = fmt.Errorf(format, args...)
	for _, arg := range args {
		if info, ok := arg.(pebble.DataCorruptionInfo); ok {
			f.err = &TableError{Path: info.Path, Err: info.Details}
		}
	}
}

// guardedFS is the file system that Pebble writes to. After a failure it removes
// nothing: Pebble goes on as if the change had not happened and removes its
// tables, but if only the sync of the manifest failed, the store opens with them.
type guardedFS struct {
	vfs.FS
	failure *failure
}

func (g guardedFS) Remove(name string) error {
	if err := g.failure.check(); err != nil {
		return err
	}
	return g.FS.Remove(name)
}

func (g guardedFS) Unwrap() vfs.FS { return g.FS }

// check returns the error that ended writing, if any.
func (f *failure) check() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		return nil
	}
	return fmt.Errorf("no more writes after a failure: %w; check the disk, then open the store again", f.err)
}
