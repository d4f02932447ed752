package store

import (
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

const (
	// tableSize is about how large tables get, in bytes. Pebble drops a table
	// from its cache in one go, which readers feel if it is large.
	tableSize = 8 << 20
	// sizeCheck is after how many bytes added the size of a table is looked at.
	sizeCheck = 256 << 10
)

// A tableWriter writes sorted keys into tables for ingestion.
type tableWriter struct {
	create func() (vfs.File, error)
	opt    sstable.WriterOptions
	notes  bool // what comes are notes
	w      *sstable.Writer
	keys   int // in all tables
	added  int // bytes since the size was looked at

	closing  sync.WaitGroup // of the table before
	closeErr error
}

func (t *tableWriter) add(key, value []byte) error {
	if t.w != nil && t.added >= sizeCheck {
		t.added = 0
		if t.w.Raw().EstimatedSize() >= tableSize {
			if err := t.close(); err != nil {
				return err
			}
		}
	}
	if t.w == nil {
		f, err := t.create()
		if err != nil {
			return err
		}
		t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.opt)
	}
	t.keys++
	t.added += len(key) + len(value)
	if t.notes {
		return writeNote(t.w, key, value)
	}
	return t.w.Set(key, value)
}

// close ends the table being written, which syncs it, while the next one begins.
func (t *tableWriter) close() error {
	if t.w == nil {
		return nil
	}
	w := t.w
	t.w = nil
	if err := t.wait(); err != nil {
		return joined(err, w.Close())
	}
	t.closing.Go(func() { t.closeErr = w.Close() })
	return nil
}

// wait waits for the table being closed.
func (t *tableWriter) wait() error {
	t.closing.Wait()
	return t.closeErr
}

// tables sorts what was added into tables, on so many processors, and returns
// their paths and the number of quads. The caller holds l.mu.
func (l *Loader) tables(processors int) (paths []string, quads int, err error) {
	ids := l.chunk.ids.list
	l.spill(len(l.runs[0]) > 0)
	l.settle()
	l.chunk, l.spare = newChunk(), came{} // sorting needs the memory
	if l.err != nil {
		return nil, 0, l.err
	}
	w := &tablesWriter{Loader: l, opt: pebbleOptions(l.s.fs, formatVersion, nil, l.s.failure)}
	w.opt.EnsureDefaults()
	err = inParallel(3, processors, func(i int) error {
		switch i {
		case 0:
			return w.orders(ids, processors)
		case 1:
			return w.merge(dictStream)
		}
		return w.merge(noteStream)
	})
	slices.Sort(w.paths)
	return w.paths, w.counts[0], err
}

// A tablesWriter writes the tables of a load.
type tablesWriter struct {
	*Loader
	opt    *pebble.Options
	counts [streams]int

	names sync.Mutex
	paths []string
}

// orders makes tables of the four orders: of the quads that were spilled, or else
// of runs.
func (w *tablesWriter) orders(ids []nodeID, processors int) error {
	a, err := w.arranged(ids)
	if err != nil {
		return err
	}
	return inParallel(len(orders), processors, func(i int) error {
		if a == nil {
			return w.merge(i)
		}
		return w.table(i, func(fn func(key, value []byte) error) error { return a.each(i, fn) })
	})
}

// merge makes tables of the runs of a stream.
func (w *tablesWriter) merge(stream int) error {
	return w.table(stream, func(fn func(key, value []byte) error) (err error) {
		w.runs[stream], err = mergeRuns(w.s.fs, w.runs[stream], fn)
		return err
	})
}

// table makes tables of what each gives, sorted.
func (w *tablesWriter) table(stream int, each func(fn func(key, value []byte) error) error) error {
	t := tableWriter{
		create: w.create,
		notes:  stream == noteStream,
		opt:    w.opt.MakeWriterOptions(len(w.opt.Levels)-1, w.s.db.TableFormat()),
	}
	t.opt.WritingToLowestLevel = !t.notes // where a deletion has nothing to delete, and iterators pass it over
	err := each(t.add)
	w.counts[stream] = t.keys
	return joined(err, joined(t.close(), t.wait()))
}

// create makes the file of a table.
func (w *tablesWriter) create() (vfs.File, error) {
	w.names.Lock()
	defer w.names.Unlock()
	w.paths = append(w.paths, w.path("sst"))
	return w.s.fs.Create(w.paths[len(w.paths)-1], vfs.WriteCategoryUnspecified)
}
