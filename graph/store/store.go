// Package store keeps a graph of quads on disk: a Cayley graph.QuadStore built
// on Pebble.
//
// # Layout
//
// A value (IRI, literal, blank node) is named by an id: the first 16 bytes of
// the SHA-256 of its canonical bytes. The dictionary maps the id back to those
// bytes, so every name read from disk is checked against its id. A quad is four
// ids and is stored as up to four keys without values, one per order:
//
//	D id         -> canonical bytes of the value
//	S s p o l       quads of a subject
//	P p o s l       quads of a predicate
//	O o s p l       quads of an object
//	L l s p o       quads of a label; quads without a label are not here
//	M            -> layout, id length, hash and base of this store, as JSON
//	N name       -> a note: bytes that go with the quads and are none
//
// Because ids need no counter and entries no value, adding a quad is a blind
// write: nothing is read, adding twice stores once. Deleting removes the four
// keys and, after four seeks per node, the dictionary entries no quad uses.
//
// # Use
//
// [Store.Replace] and [Store.ReplaceAll] give a label (a document) a new set of
// quads; [Store.Drop] takes them away; [Store.Update] does so for several and
// writes what follows from them in the same step. [Store.Load] adds many new
// documents several times as fast. [Store.View] pins one state of the store
// for reading, either through Cayley's query languages or through [View.Each].
//
// A Store is safe for concurrent use. Writers take turns; readers never wait
// for them. Every write is atomic and on disk when the call returns.
package store

import (
	"cmp"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Store is an open store. The zero value is of no use; see [Open].
//
// As a graph.QuadStore it answers from the newest state, so a query that opens
// several iterators can see a write land between them. Use a [View] for queries.
type Store struct {
	reader
	fs       vfs.FS
	dir      string
	base     string
	readOnly bool
	lock     *pebble.Lock
	failure  *failure
	reserve  uint64 // bytes that must be free on the disk before a write
	names    nameCache

	write       sync.Mutex // held while a change is computed and committed
	deletes     int        // quads deleted since the last flush; guarded by write
	temporaries int        // directories of temporary files named; guarded by write
	adder       *adder     // nil when there is none to use again; guarded by write
	writes      atomic.Uint64

	viewsMu sync.Mutex
	views   map[*View]struct{} // nil once closed
}

var _ graph.QuadStore = (*Store)(nil)

// Options say how to open a store.
type Options struct {
	// Create makes the store when the directory is missing or empty.
	Create bool
	// ReadOnly refuses every write and excludes Create.
	ReadOnly bool
	// Base is the IRI below which the store's own names live. It is frozen when
	// the store is created; later an empty Base accepts whatever was frozen and
	// any other must be equal to it.
	Base string
	// Cache is how many bytes of what was written and read last are kept in
	// memory. What was written comes first: in a store that takes many writes up
	// to half of it, and 64 MB if it is less than that. 0 stands for 192 MB.
	Cache int64
}

// defaultCache is what Options.Cache 0 stands for, in bytes.
const defaultCache = 192 << 20

// memTable is how large memory tables get, in bytes, of which there are two. Where
// they are larger, a table of level 0 is merged with all below less often, and
// readers have fewer of them to look at. But what they hold is not known to
// estimates of size, by which queries are planned.
func memTable(cache int64) uint64 { return uint64(min(max(cache/4, 32<<20), 48<<20)) }

// Open opens the store in the directory dir and locks it until Close.
//
// Errors to tell apart: [ErrMissing], [ErrLocked], [*VersionError].
func Open(dir string, opt Options) (*Store, error) {
	path, err := realPath(dir)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", dir, err)
	}
	return open(vfs.Default, path, opt)
}

// OpenMemory returns an empty store that lives in memory and is gone after
// Close. It is meant for tests and for graphs that need not last.
func OpenMemory() (*Store, error) {
	return open(vfs.NewMem(), "memory", Options{Create: true})
}

func open(fs vfs.FS, dir string, opt Options) (_ *Store, err error) {
	if opt.ReadOnly && opt.Create {
		return nil, fmt.Errorf("store %s: a store cannot be created read-only", dir)
	}
	format, err := inspect(fs, dir, opt.Create)
	if err != nil {
		return nil, err
	}
	lock, err := lockDir(fs, dir)
	if err != nil {
		return nil, err
	}
	s := &Store{
		fs:       fs,
		dir:      dir,
		readOnly: opt.ReadOnly,
		lock:     lock,
		failure:  &failure{},
		views:    make(map[*View]struct{}),
	}
	guard := newGuard(fs, s.failure)
	if !opt.ReadOnly {
		if err := sweep(fs, dir); err != nil {
			return nil, errors.Join(fmt.Errorf("store %s: %w", dir, err), lock.Close())
		}
	}
	popt := pebbleOptions(guard, format, lock, s.failure)
	popt.ReadOnly = opt.ReadOnly
	popt.CacheSize = cmp.Or(opt.Cache, defaultCache)
	popt.MemTableSize = memTable(popt.CacheSize)
	pace(popt)
	s.reserve = 2 * popt.MemTableSize // the log of one and its tables
	db, err := openPebble(dir, popt)
	if err != nil {
		return nil, errors.Join(openError(dir, err), lock.Close())
	}
	s.reader.init(db, db, &sync.WaitGroup{})
	if s.base, err = agree(db, fs, dir, opt); err == nil {
		err = s.failure.check() // what it does not return
	}
	if err == nil {
		guard.release()
		return s, nil
	}
	return nil, errors.Join(err, db.Close(), lock.Close())
}

// openPebble opens the database. Pebble panics with the errors of some writes.
func openPebble(dir string, opt *pebble.Options) (db *pebble.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			cause, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = cause
		}
	}()
	return pebble.Open(dir, opt)
}

// Base is the IRI frozen into the store when it was created; it may be empty.
func (s *Store) Base() string { return s.base }

// Close ends all views and iterators, waits for writes in progress and unlocks
// the directory. Reads that are still running in other goroutines must have
// ended. A second Close does nothing.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	s.viewsMu.Lock()
	views := s.views
	s.views = nil
	s.viewsMu.Unlock()
	if views == nil {
		return nil
	}
	for v := range views {
		v.end()
	}
	s.reader.closeIterators()
	s.reader.closing.Wait()
	spare := s.spareLogs()
	closed := s.reader.db.Close()
	if closed == nil && !s.failure.stopped() {
		closed = s.removeLogs(spare)
	}
	if err := errors.Join(closed, s.lock.Close()); err != nil {
		return fmt.Errorf("store %s: close: %w", s.dir, err)
	}
	return nil
}
