package store

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// SetNote keeps data under a name, in the same write as the quads of the
// update. Notes are for what a program must remember about its quads; they are
// not quads and no query sees them. They are meant to be small, kilobytes; nil
// deletes a note.
func (tx *Tx) SetNote(name string, data []byte) error {
	if tx.err != nil {
		return tx.err
	}
	if name == "" {
		return fmt.Errorf("store %s: a note needs a name", tx.s.dir)
	}
	tx.change.notes[name] = bytes.Clone(data)
	return nil
}

// Note is [View.Note] over the store with the changes made so far.
func (tx *Tx) Note(name string) ([]byte, error) {
	if err := tx.stage(); err != nil {
		return nil, err
	}
	return tx.now.Note(name)
}

// Notes is [View.Notes] over the store with the changes made so far.
func (tx *Tx) Notes(prefix string, fn func(name string, data []byte) error) error {
	if err := tx.stage(); err != nil {
		return err
	}
	return tx.now.Notes(prefix, fn)
}

// Note returns what [Tx.SetNote] keeps under the name, nil when there is
// nothing.
func (st *state) Note(name string) ([]byte, error) {
	if st.closed.Load() {
		return nil, ErrClosed
	}
	data, closer, err := st.src.Get(noteKey(name))
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, readError(fmt.Sprintf("read note %q", name), err)
	}
	return append([]byte{}, data...), closer.Close()
}

// Notes calls fn for every note whose name starts with the prefix, sorted by
// name. The data is fn's to keep. An error of fn ends it and is returned as it
// is.
func (st *state) Notes(prefix string, fn func(name string, data []byte) error) error {
	lower := noteKey(prefix)
	it, err := st.iterate(lower, after(lower))
	if err != nil {
		return err
	}
	defer st.release(it)
	for ok := it.First(); ok; ok = it.Next() {
		if err := fn(string(it.Key()[1:]), append([]byte{}, it.Value()...)); err != nil {
			return err
		}
	}
	if err := it.Error(); err != nil {
		return readError("scan notes", err)
	}
	return nil
}

// noteKey is the key of a note.
func noteKey(name string) []byte { return append([]byte{tagNote}, name...) }
