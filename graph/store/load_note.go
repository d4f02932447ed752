package store

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2/sstable"
)

// AddNote is [Tx.SetNote] as a part of the load: the note is there, or is gone
// where data is nil, with the next Commit. Between two commits a name comes once.
func (l *Loader) AddNote(name string, data []byte) error {
	if name == "" {
		return fmt.Errorf("store %s: a note needs a name", l.s.dir)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return l.wrap(l.err)
	}
	l.chunk.notes.add(name, data)
	l.spillFull()
	return nil
}

// loadedNotes are the notes of a chunk. The value of one begins with noteSet, or
// is empty for a note that goes.
type loadedNotes struct{ entries }

const noteSet = 1

func (l *loadedNotes) add(name string, data []byte) {
	l.bytes = append(append(l.bytes, tagNote), name...)
	key := len(l.bytes)
	if data != nil {
		l.bytes = append(append(l.bytes, noteSet), data...)
	}
	l.end(key)
}

// writeNote gives a note of a load to a table.
func writeNote(w *sstable.Writer, key, value []byte) error {
	if len(value) == 0 {
		return w.Delete(key)
	}
	return w.Set(key, value[1:])
}
