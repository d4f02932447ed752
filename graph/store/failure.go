package store

import (
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// failure is why the store takes no more writes, if so: what the disk refused,
// see guard, or what Pebble calls fatal, a corrupt table. Pebble expects the
// process to end there, and its call then returns as if it had succeeded; the
// store refuses to write instead, see [Store.writable].
//
// It is Pebble's logger, and drops whatever else Pebble reports.
type failure struct {
	mu  sync.Mutex
	err error
}

func (*failure) Infof(string, ...any)  {}
func (*failure) Errorf(string, ...any) {}

func (f *failure) Fatalf(format string, args ...any) {
	for _, arg := range args {
		if info, ok := arg.(pebble.DataCorruptionInfo); ok {
			f.stop(&TableError{Path: info.Path, Err: info.Details})
		}
	}
	f.stop(fmt.Errorf(format, args...))
}

// stop ends writing because of err.
func (f *failure) stop(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

// stopped reports whether writing has ended.
func (f *failure) stopped() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err != nil
}

// check returns the error that ended writing, if any.
func (f *failure) check() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		return nil
	}
	return fmt.Errorf("no more writes after a failure: %w; check the disk, then open the store again%s", f.err, remedy(f.err))
}
