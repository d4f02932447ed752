package store

import (
	"encoding/binary"
	"fmt"
	"sync"
)

// A Sorter sorts what a program works out about a store and memory shall not
// hold: what is more than that lies in temporary files in the store's directory.
// It is for one goroutine. Close removes the files; those that a crash leaves are
// removed when the store is opened next.
type Sorter struct {
	s      *Store
	memory int
	held   entries
	added  uint64   // entries, of which a key ends with the number: the order of equal ones
	dir    string   // "" as long as all is in memory
	runs   []string // paths
	close  sync.Once
}

// numberLen is how many bytes the number of an entry has.
const numberLen = 8

// Sorter begins to sort. It keeps about so many bytes in memory.
func (s *Store) Sorter(memory int) *Sorter { return &Sorter{s: s, memory: memory} }

// Add adds an entry, of which it keeps a copy.
func (t *Sorter) Add(key, value []byte) error {
	e := &t.held
	e.bytes = binary.BigEndian.AppendUint64(append(e.bytes, key...), t.added)
	end := len(e.bytes)
	e.bytes = append(e.bytes, value...)
	e.end(end)
	if t.added++; e.size() < t.memory {
		return nil
	}
	return t.spill()
}

// spill writes what is in memory to a file.
func (t *Sorter) spill() (err error) {
	if t.dir == "" {
		if t.dir, err = t.s.makeTemporary(); err != nil {
			return err
		}
	}
	t.held.sort()
	path := t.s.fs.PathJoin(t.dir, fmt.Sprintf("%06d.run", t.added))
	t.runs = append(t.runs, path)
	err = writeRun(t.s.fs, path, t.held.each)
	t.held.reset()
	return t.s.temporaryError(err)
}

// Each calls fn with all entries sorted by key, those of one key in the order in
// which they came. Key and value are fn's until it returns. Nothing is left
// afterwards but to Close.
func (t *Sorter) Each(fn func(key, value []byte) error) error {
	var failed error // of fn, which is not ours
	each := func(key, value []byte) error {
		failed = fn(key[:len(key)-numberLen], value)
		return failed
	}
	if len(t.runs) == 0 {
		t.held.sort()
		return t.held.each(each)
	}
	var err error
	if len(t.held.list) > 0 {
		err = t.spill()
	}
	if t.held = (entries{}); err == nil {
		t.runs, err = mergeRuns(t.s.fs, t.runs, each)
	}
	if failed != nil {
		return failed
	}
	return t.s.temporaryError(err)
}

// Close removes the files. A second Close does nothing.
func (t *Sorter) Close() (err error) {
	t.close.Do(func() {
		if t.held = (entries{}); t.dir != "" {
			err = t.s.temporaryError(t.s.removeTemporary(t.dir))
		}
	})
	return err
}
