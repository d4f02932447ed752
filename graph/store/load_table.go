package store

import (
	"errors"
	"slices"
	"sync"

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
		return errors.Join(err, w.Close())
	}
	t.closing.Go(func() { t.closeErr = w.Close() })
	return nil
}

// wait waits for the table being closed.
func (t *tableWriter) wait() error {
	t.closing.Wait()
	return t.closeErr
}

// tables sorts what was added into tables and returns their paths and the
// number of quads. The caller holds l.mu.
func (l *Loader) tables() (paths []string, quads int, err error) {
	spilled := len(l.runs[0]) > 0
	if spilled {
		l.spill()
		l.settle()
		l.chunk, l.spare, l.sorting = newChunk(), newChunk(), sorting{} // merging needs no memory for them
	} else {
		l.sorting.sort(l.chunk)
	}
	if l.err != nil {
		return nil, 0, l.err
	}
	opt := pebbleOptions(l.s.fs, formatVersion, nil, l.s.failure)
	opt.EnsureDefaults()
	var names sync.Mutex
	create := func() (vfs.File, error) {
		names.Lock()
		defer names.Unlock()
		paths = append(paths, l.path("sst"))
		return l.s.fs.Create(paths[len(paths)-1], vfs.WriteCategoryUnspecified)
	}
	var counts [streams]int
	err = inParallel(streams, func(i int) error {
		i = (i + dictStream) % streams // the dictionary first, which takes longest
		t := tableWriter{create: create, notes: i == noteStream, opt: opt.MakeWriterOptions(len(opt.Levels)-1, l.s.db.TableFormat())}
		t.opt.WritingToLowestLevel = i != noteStream // where a deletion has nothing to delete, and iterators pass it over
		var err error
		if spilled {
			l.runs[i], err = mergeRuns(l.s.fs, i, l.runs[i], t.add)
		} else {
			err = l.sorting.each(i, &[2]quadBuf{}, t.add)
		}
		counts[i] = t.keys
		return errors.Join(err, t.close(), t.wait())
	})
	slices.Sort(paths)
	return paths, counts[0], err
}
