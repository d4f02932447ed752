package store

import (
	"errors"
	"fmt"
	"slices"
	"syscall"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// ApplyDeltas adds and deletes quads, in order and atomically: after an error
// the store is as before. Adding what is there and deleting what is not are
// errors (a *graph.DeltaError with graph.ErrQuadExists or graph.ErrQuadNotExist)
// unless the options ignore them. Adds that ignore duplicates read nothing.
func (s *Store) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	other := func(d graph.Delta) bool { return d.Action != graph.Add }
	if opts.IgnoreDup && len(in) > 0 && !slices.ContainsFunc(in, other) {
		return s.add(in)
	}
	return s.Update(func(tx *Tx) error {
		for _, d := range in {
			if err := tx.now.applyDelta(tx.change, d, opts); err != nil {
				return err
			}
		}
		return nil
	})
}

// An adder makes batches of quads that are only added. It keeps its memory for
// the next one, unless that is a lot.
type adder struct {
	pack    *pack
	chunk   *chunk
	sorting sorting
}

const (
	// adderLimit is the size of a chunk whose memory is kept, in bytes.
	adderLimit = 8 << 20
	// batchBytes is about what a quad takes in a batch, with its values: a batch
	// that has to grow is copied.
	batchBytes = 400
)

// add adds quads.
func (s *Store) add(in []graph.Delta) error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	a := s.adder
	s.adder = nil
	if a == nil {
		a = &adder{pack: newPack(), chunk: newChunk()}
	}
	b := s.db.NewBatchWithSize(batchBytes * len(in))
	defer b.Close()
	if err := a.fill(b, in); err != nil {
		return err
	}
	if err := s.commit(b); err != nil {
		return fmt.Errorf("store %s: write: %w", s.dir, err)
	}
	if a.chunk.size()+bytesPerID*len(a.chunk.ids.list) < adderLimit {
		s.adder = a
	}
	return nil
}

// fill puts what is added into an empty batch, sorted.
func (a *adder) fill(b *pebble.Batch, in []graph.Delta) error {
	a.pack.reset()
	for i := range in {
		if err := a.pack.add(&in[i].Quad, 0); err != nil {
			return &graph.DeltaError{Delta: in[i], Err: err}
		}
	}
	a.chunk.reset()
	a.chunk.add(a.pack)
	a.sorting.sort(a.chunk)
	set := func(key, value []byte) error {
		d := b.SetDeferred(len(key), len(value))
		copy(d.Key, key)
		copy(d.Value, value)
		return d.Finish()
	}
	err := a.sorting.each(dictStream, nil, set)
	for _, i := range ascending {
		if err == nil {
			err = a.sorting.each(i, &a.sorting.spare, set)
		}
	}
	return err
}

// applyDelta adds one delta to a change of what r reads.
func (r *reader) applyDelta(c *change, d graph.Delta, opts graph.IgnoreOpts) error {
	q, err := c.encode(d.Quad)
	if err != nil {
		return &graph.DeltaError{Delta: d, Err: err}
	}
	switch d.Action {
	case graph.Add:
		if !opts.IgnoreDup {
			found, err := r.pending(c, q)
			if err != nil {
				return err
			}
			if found {
				return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
			}
		}
		c.put(q)
	case graph.Delete:
		found, err := r.pending(c, q)
		if err != nil {
			return err
		}
		if found {
			c.drop(q)
		} else if !opts.IgnoreMissing {
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		}
	default:
		return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
	}
	return nil
}

// pending reports whether q is there once the change is applied to what r reads.
func (r *reader) pending(c *change, q quadID) (bool, error) {
	if _, ok := c.add[q]; ok {
		return true, nil
	}
	if _, ok := c.del[q]; ok {
		return false, nil
	}
	return r.has(q)
}

// has reports whether the quad is stored.
func (r *reader) has(q quadID) (bool, error) {
	if r.closed.Load() {
		return false, ErrClosed
	}
	_, closer, err := r.src.Get(orders[0].appendPrefix(nil, &q, 4))
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, readError("read quad", err)
	}
	return true, closer.Close()
}

// writable says why the store takes no writes, if so. After a failure it takes
// none at all: memory may show a change as made that the disk never got, and a
// write compared with it would be confirmed for nothing. The caller holds
// s.write.
func (s *Store) writable() error {
	if err := s.refusal(); err != nil {
		return fmt.Errorf("store %s: %w", s.dir, err)
	}
	return nil
}

// refusal is writable for who names the store in the error.
func (s *Store) refusal() error {
	err := s.failure.check()
	switch {
	case s.closed.Load():
		return ErrClosed
	case s.readOnly:
		return ErrReadOnly
	case err != nil:
		return err
	}
	return s.room()
}

// room returns an error if the disk is nearly full. Pebble ends the process
// where it cannot begin a new log; before that, this is an error like others.
func (s *Store) room() error {
	usage, err := s.fs.GetDiskUsage(s.dir)
	if err == nil && usage.AvailBytes < s.reserve {
		return fmt.Errorf("%w: %d MB left, writes need %d; free some, then go on",
			syscall.ENOSPC, usage.AvailBytes>>20, s.reserve>>20)
	}
	return nil // also where the size of the disk cannot be told
}

// NewQuadWriter returns a writer that adds quads in batches, each atomic and on
// disk once written; duplicates are ignored. Close writes what is left.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.writable(); err != nil {
		return nil, err
	}
	return &quadWriter{s: s}, nil
}

type quadWriter struct {
	s   *Store
	buf []graph.Delta
}

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	w.buf = append(w.buf, graph.Delta{Quad: q, Action: graph.Add})
	if len(w.buf) >= quad.DefaultBatch {
		return w.Close()
	}
	return nil
}

func (w *quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for _, q := range quads {
		w.buf = append(w.buf, graph.Delta{Quad: q, Action: graph.Add})
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return len(quads), nil
}

// Close writes the buffered quads; a writer can be used on after it.
func (w *quadWriter) Close() error {
	in := w.buf
	w.buf = w.buf[:0]
	return w.s.ApplyDeltas(in, graph.IgnoreOpts{IgnoreDup: true})
}
