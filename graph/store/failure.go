package store

import (
	"fmt"
	"sync"
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
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

// check returns the error that ended writing, if any.
func (f *failure) check() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		return nil
	}
	return fmt.Errorf("no more writes after a failure: %w; check the disk, then open the store again", f.err)
}
