package store

import (
	"context"
	"errors"
	"fmt"
	iofs "io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ErrLabelTaken says that a bulk load was given a label that the store, or the
// load itself, holds quads of already: give the document to [Store.Replace].
var ErrLabelTaken = errors.New("the label has quads already")

// defaultLoadMemory is what LoadOptions.Memory 0 stands for, in bytes.
const defaultLoadMemory = 64 << 20

// LoadOptions say how to load in bulk.
type LoadOptions struct {
	// Memory is about how many bytes the load may keep in memory. Quads and texts
	// lie in temporary files; most of the memory is for the ids of values, and
	// with more values than that a load takes longer. 0 stands for 64 MB. The
	// labels since the last Commit come on top, at some 40 bytes each.
	Memory int
}

// A Loader adds many new documents to a store, several times as fast as
// [Store.ReplaceAll]: it sorts their quads outside the store and gives them to
// it as finished tables. The result is the same, key for key.
//
// Nothing is visible before Commit. A Loader is safe for concurrent use; many
// goroutines can add to one, which then share the work of encoding. Close it
// before its store. Reads and other writes go on meanwhile.
type Loader struct {
	s      *Store
	dir    string
	memory int

	packs sync.Pool // *pack
	files atomic.Int64

	mu     sync.Mutex
	labels map[nodeID]struct{} // since the last commit
	held   heldLabels
	chunk  *chunk
	err    error // why nothing goes on

	// What came into the chunk before is being spilled, by the only one who then
	// uses what follows.
	spilling sync.WaitGroup
	spare    came
	quads    *bins             // by the positions of their values; nil if there are none
	runs     [streams][]string // paths
	all      []*bins           // that were made since the last commit
	spillErr error
}

// Load begins a bulk load. Its temporary files lie in the directory of the
// store; those that a crash leaves are removed when the store is opened next.
func (s *Store) Load(opt LoadOptions) (*Loader, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return nil, err
	}
	if opt.Memory <= 0 {
		opt.Memory = defaultLoadMemory
	}
	l := &Loader{
		s:      s,
		dir:    s.temporary(),
		memory: opt.Memory,
		labels: make(map[nodeID]struct{}),
		held:   heldLabels{s: s},
		chunk:  newChunk(),
	}
	l.packs.New = func() any { return newPack() }
	if err := s.fs.MkdirAll(l.dir, 0o755); err != nil {
		return nil, l.wrap(err)
	}
	return l, nil
}

// Add adds one document. A document whose label has quads in the store or was
// added before is refused with [ErrLabelTaken], one with a quad that cannot be
// stored with another error; either way nothing of it is kept and the load goes
// on. Any later Add and Commit fails with the error of a temporary file that
// could not be written.
func (l *Loader) Add(doc Labelled) error { return l.add(doc, true) }

// AddTo adds quads to whatever the label says, in the store and in this load.
// Quads that are there already stay; [Delta] counts them nevertheless.
func (l *Loader) AddTo(label quad.Value, quads []quad.Quad) error {
	return l.add(Labelled{Label: label, Quads: quads}, false)
}

func (l *Loader) add(doc Labelled, whole bool) error {
	p := l.packs.Get().(*pack)
	defer l.packs.Put(p)
	if err := p.document(doc); err != nil {
		return fmt.Errorf("store %s: load %v: %w", l.s.dir, doc.Label, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return l.wrap(l.err)
	}
	if whole {
		taken, err := l.held.has(p.label)
		if err != nil {
			return l.wrap(err)
		}
		if _, twice := l.labels[p.label]; twice || taken {
			return fmt.Errorf("store %s: load %v: %w", l.s.dir, doc.Label, ErrLabelTaken)
		}
		l.labels[p.label] = struct{}{}
	}
	l.chunk.add(p)
	l.spillFull()
	return nil
}

// Commit makes all documents added since the last Commit part of the store, in
// one step and on disk, and returns how many quads they have. The loader can be
// used on. After an error nothing of them is in the store, and the loader can
// only be closed. It fails with [ErrLabelTaken] if somebody else wrote a label
// between its Add and now.
func (l *Loader) Commit() (Delta, error) { return l.commit(runtime.GOMAXPROCS(0)) }

// CommitAside is Commit that leaves a processor, if there are several, to what
// the caller does meanwhile.
func (l *Loader) CommitAside() (Delta, error) { return l.commit(runtime.GOMAXPROCS(0) - 1) }

// commit is Commit on so many processors, on one at least.
func (l *Loader) commit(processors int) (Delta, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.settle(); l.err != nil {
		return Delta{}, l.wrap(l.err)
	}
	tables, added, err := l.tables(processors)
	if err == nil && len(tables) > 0 {
		err = l.ingest(tables)
	}
	if err == nil {
		err = l.clear(tables)
	}
	if err != nil {
		l.err = err
		return Delta{}, l.wrap(err)
	}
	return Delta{Added: added}, nil
}

// clear removes what a commit is done with: Pebble has links to the tables of
// its own, and may have removed ours.
func (l *Loader) clear(tables []string) error {
	for _, path := range slices.Concat(append(l.runs[:], tables)...) {
		if err := l.s.fs.Remove(path); err != nil && !errors.Is(err, iofs.ErrNotExist) {
			return err
		}
	}
	l.runs = [streams][]string{}
	l.chunk.reset()
	clear(l.labels)
	return l.removeBins()
}

// removeBins removes the files of all bins.
func (l *Loader) removeBins() error {
	var err error
	for _, b := range l.all {
		err = joined(err, b.remove())
	}
	l.all = nil
	return err
}

// ingest gives the tables to the store.
func (l *Loader) ingest(tables []string) error {
	s := l.s
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.refusal(); err != nil {
		return err
	}
	sorted := slices.SortedFunc(maps.Keys(l.labels), compareNodes)
	if err := s.unlabelled(sorted); err != nil {
		return err
	}
	if err := s.db.Ingest(context.Background(), tables); err != nil {
		return err
	}
	s.writes.Add(1)
	return s.failure.check()
}

// Close discards the documents that were not committed and removes the
// temporary files. A second Close does nothing.
func (l *Loader) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if errors.Is(l.err, errLoaderClosed) {
		return nil
	}
	l.spilling.Wait()
	l.err, l.chunk, l.spare, l.labels = errLoaderClosed, nil, came{}, nil
	l.held.close()
	removed := l.removeBins()
	l.s.write.Lock() // so that the directory is still ours
	defer l.s.write.Unlock()
	if l.s.closed.Load() {
		return nil // and swept
	}
	if err := joined(removed, l.s.fs.RemoveAll(l.dir)); err != nil {
		return l.wrap(err)
	}
	return nil
}

var errLoaderClosed = errors.New("the loader is closed")

func (l *Loader) wrap(err error) error {
	next := ""
	if errors.As(err, new(*iofs.PathError)) { // other errors of a full disk have a remedy
		next = remedy(err)
	}
	return fmt.Errorf("store %s: load: %w%s", l.s.dir, err, next)
}

// temporaryPrefix is how the names of directories of temporary files begin.
const temporaryPrefix = "temporary-"

// temporary names a new directory for temporary files. The caller holds s.write.
func (s *Store) temporary() string {
	s.temporaries++
	return s.fs.PathJoin(s.dir, fmt.Sprintf("%s%d", temporaryPrefix, s.temporaries))
}

// sweep removes the temporary files that a crash left in the directory of a
// store.
func sweep(fs vfs.FS, dir string) error {
	names, err := fs.List(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, temporaryPrefix) {
			if err := fs.RemoveAll(fs.PathJoin(dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}
