package store

import (
	"bytes"
	"fmt"
	"slices"

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
	n := loadedNote{key: noteKey(name)}
	if data != nil {
		n.value = append([]byte{noteSet}, data...)
	}
	l.chunk.notes = append(l.chunk.notes, n)
	l.chunk.noteBytes += len(n.key) + len(n.value) + bytesPerNote
	if l.chunk.size() >= l.limit {
		l.spill()
	}
	return nil
}

// A loadedNote is a note of a load. Its value begins with noteSet, or is empty
// for a note that goes.
type loadedNote struct{ key, value []byte }

const (
	noteSet      = 1
	bytesPerNote = 48 // what a note of a chunk takes beside its bytes
)

func sortNotes(notes []loadedNote) {
	slices.SortFunc(notes, func(a, b loadedNote) int { return bytes.Compare(a.key, b.key) })
}

// writeNote gives a note of a load to a table.
func writeNote(w *sstable.Writer, key, value []byte) error {
	if len(value) == 0 {
		return w.Delete(key)
	}
	return w.Set(key, value[1:])
}
