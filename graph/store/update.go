package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// errEnded says that a Tx was used after its Update.
var errEnded = errors.New("the update has ended")

// Update calls fn once and writes what it did through its Tx, all of it or
// nothing, in one write that is on disk when Update returns. So what follows
// from the quads of documents can be written together with them. An error of fn
// leaves the store as it was and is returned as it is; so does a panic.
//
// Other writers wait while fn runs, readers do not, and see nothing of it. fn
// must not write by other means than its Tx, nor close the store: both wait for
// Update to end.
func (s *Store) Update(fn func(*Tx) error) error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	tx := &Tx{s: s, change: newChange()}
	tx.now.init(s.db, s.db, nil)
	defer tx.end()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.commit()
}

// Tx is an update in the making. It reads the store with its own changes in
// it. It is for one goroutine, and of no use once fn has returned.
//
// A method that returns an error has changed nothing, so fn may go on.
type Tx struct {
	s      *Store
	change *change       // what is not in the batch yet
	batch  *pebble.Batch // indexed; nil until something is read after a change
	now    state         // reads the store, then the batch over it
	freed  map[nodeID]struct{}
	gone   int   // quads deleted
	err    error // what makes the update impossible
}

// Replace makes quads all that the label says, whatever it said before.
func (tx *Tx) Replace(label quad.Value, quads []quad.Quad) (Delta, error) {
	return tx.ReplaceAll([]Labelled{{Label: label, Quads: quads}})
}

// Drop deletes all quads of the label.
func (tx *Tx) Drop(label quad.Value) (Delta, error) {
	return tx.Replace(label, nil)
}

// Apply deletes the quads of del, then adds those of add, each with exactly its
// label. What is not there is not deleted and what is there is not added; the
// Delta does not count it.
func (tx *Tx) Apply(add, del []quad.Quad) (Delta, error) {
	d, err := tx.apply(add, del)
	if err != nil {
		return Delta{}, fmt.Errorf("store %s: apply: %w", tx.s.dir, err)
	}
	return d, nil
}

func (tx *Tx) apply(add, del []quad.Quad) (Delta, error) {
	if tx.err != nil {
		return Delta{}, tx.err
	}
	wanted, err := tx.change.encodeAll(add)
	if err != nil {
		return Delta{}, err
	}
	unwanted, err := tx.change.encodeAll(del)
	if err != nil {
		return Delta{}, err
	}
	maps.DeleteFunc(unwanted, func(q quadID, _ struct{}) bool { _, ok := wanted[q]; return ok })
	for _, set := range []struct {
		quads map[quadID]struct{}
		held  bool // drop what is, or else what is not there
	}{{wanted, true}, {unwanted, false}} {
		for q := range set.quads {
			found, err := tx.now.pending(tx.change, q)
			if err != nil {
				return Delta{}, err
			}
			if found == set.held {
				delete(set.quads, q)
			}
		}
	}
	for q := range wanted {
		tx.change.put(q)
	}
	for q := range unwanted {
		tx.change.drop(q)
	}
	return Delta{Added: len(wanted), Deleted: len(unwanted)}, nil
}

// Each is [View.Each] over the store with the changes made so far. Changes that
// fn makes are not seen by the scan that called it.
func (tx *Tx) Each(pattern quad.Quad, fn func(quad.Quad) error) error {
	if err := tx.stage(); err != nil {
		return err
	}
	return tx.now.Each(pattern, fn)
}

// Count is [View.Count] over the store with the changes made so far.
func (tx *Tx) Count(pattern quad.Quad) (int64, error) {
	if err := tx.stage(); err != nil {
		return 0, err
	}
	return tx.now.Count(pattern)
}

// Has is [View.Has] over the store with the changes made so far.
func (tx *Tx) Has(q quad.Quad) (bool, error) {
	if err := tx.stage(); err != nil {
		return false, err
	}
	return tx.now.Has(q)
}

// Labels is [View.Labels] over the store with the changes made so far.
func (tx *Tx) Labels(fn func(quad.Value) error) error {
	if err := tx.stage(); err != nil {
		return err
	}
	return tx.now.Labels(fn)
}

// stage moves the change into the batch, where reads see it.
func (tx *Tx) stage() error {
	if tx.err != nil || tx.change.empty() {
		return tx.err
	}
	if tx.batch == nil {
		tx.batch = tx.s.db.NewIndexedBatch()
		tx.now.src = tx.batch
	}
	if _, err := tx.fill(); err != nil {
		tx.err = fmt.Errorf("store %s: update: %w", tx.s.dir, err)
	}
	return tx.err
}

// fill puts the change into the batch and forgets it. It returns the values
// that the added quads use, sorted.
func (tx *Tx) fill() (used []nodeID, err error) {
	used, freed, err := tx.change.fill(tx.batch)
	if tx.freed == nil {
		tx.freed = make(map[nodeID]struct{}, len(freed))
	}
	for _, n := range freed {
		tx.freed[n] = struct{}{}
	}
	tx.gone += len(tx.change.del)
	tx.change = newChange()
	return used, err
}

// commit writes the update and returns once it is on disk.
func (tx *Tx) commit() error {
	if tx.err != nil || tx.batch == nil && tx.change.empty() {
		return tx.err
	}
	if err := tx.write(); err != nil {
		return fmt.Errorf("store %s: write: %w", tx.s.dir, err)
	}
	if tx.s.deletes += tx.gone; tx.s.deletes > flushAfter {
		tx.s.deletes = 0
		if _, err := tx.s.db.AsyncFlush(); err != nil {
			return fmt.Errorf("store %s: flush: %w", tx.s.dir, err)
		}
	}
	return nil
}

func (tx *Tx) write() error {
	switch {
	case tx.batch != nil:
	case len(tx.change.del) > 0:
		tx.batch = tx.s.db.NewIndexedBatch() // dropUnused reads it
	default:
		tx.batch = tx.s.db.NewBatch()
	}
	used, err := tx.fill()
	if err != nil {
		return err
	}
	if err := dropUnused(tx.batch, slices.SortedFunc(maps.Keys(tx.freed), compareNodes), used); err != nil {
		return err
	}
	return tx.s.commit(tx.batch)
}

// commit writes a batch and returns once it is on disk. The caller holds
// s.write.
func (s *Store) commit(b *pebble.Batch) error {
	if err := b.Commit(pebble.Sync); err != nil {
		return err
	}
	s.writes.Add(1)
	return s.failure.check() // what Commit does not return
}

// end makes the Tx useless.
func (tx *Tx) end() {
	tx.err = fmt.Errorf("store %s: %w", tx.s.dir, errEnded)
	tx.now.closeIterators()
	if tx.batch != nil {
		_ = tx.batch.Close() // it only gives memory back
	}
}
