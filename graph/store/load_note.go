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
	l.chunk.notes.add(name, data)
	l.spillFull()
	return nil
}

// loadedNotes are the notes of a chunk. The value of one begins with noteSet, or
// is empty for a note that goes.
type loadedNotes struct {
	list  []loadedNote
	bytes []byte // of all of them
}

// A loadedNote is where a note is, and how many bytes its key and value have.
type loadedNote struct{ at, key, value int }

const (
	noteSet      = 1
	bytesPerNote = 24 // what a note of a chunk takes beside its bytes
)

func (l *loadedNotes) add(name string, data []byte) {
	n := loadedNote{at: len(l.bytes), key: 1 + len(name)}
	l.bytes = append(append(l.bytes, tagNote), name...)
	if data != nil {
		n.value = 1 + len(data)
		l.bytes = append(append(l.bytes, noteSet), data...)
	}
	l.list = append(l.list, n)
}

func (l *loadedNotes) reset() { l.list, l.bytes = l.list[:0], l.bytes[:0] }

// size is how many bytes of memory the notes take.
func (l *loadedNotes) size() int { return len(l.bytes) + bytesPerNote*len(l.list) }

func (l *loadedNotes) key(n loadedNote) []byte { return l.bytes[n.at : n.at+n.key] }

func (l *loadedNotes) sort() {
	slices.SortFunc(l.list, func(a, b loadedNote) int { return bytes.Compare(l.key(a), l.key(b)) })
}

// each calls fn with the notes in their order.
func (l *loadedNotes) each(fn func(key, value []byte) error) error {
	for _, n := range l.list {
		if err := fn(l.key(n), l.bytes[n.at+n.key:][:n.value]); err != nil {
			return err
		}
	}
	return nil
}

// writeNote gives a note of a load to a table.
func writeNote(w *sstable.Writer, key, value []byte) error {
	if len(value) == 0 {
		return w.Delete(key)
	}
	return w.Set(key, value[1:])
}
