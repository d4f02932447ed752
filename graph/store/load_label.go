package store

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// heldLabels tells which labels have quads in the store. It keeps an iterator
// for as long as nobody writes.
type heldLabels struct {
	s      *Store
	it     *pebble.Iterator
	writes uint64 // of the store, when the iterator was opened
	key    [1 + idLen]byte
}

// has reports whether the label has quads.
func (h *heldLabels) has(label nodeID) (bool, error) {
	if h.s.closed.Load() {
		return false, ErrClosed
	}
	if now := h.s.writes.Load(); h.it == nil || h.writes != now {
		h.close()
		tag := orders[labelOrder].tag
		it, err := h.s.iterate([]byte{tag}, []byte{tag + 1})
		if err != nil {
			return false, err
		}
		h.it, h.writes, h.key[0] = it, now, tag
	}
	copy(h.key[1:], label[:])
	if h.it.SeekGE(h.key[:]) {
		return bytes.HasPrefix(h.it.Key(), h.key[:]), nil
	}
	if err := h.it.Error(); err != nil {
		return false, readError("read labels", err)
	}
	return false, nil
}

func (h *heldLabels) close() {
	if h.it != nil {
		h.s.release(h.it)
		h.it = nil
	}
}

// unlabelled returns an error if one of the labels, which are sorted, has
// quads.
func (s *Store) unlabelled(labels []nodeID) error {
	tag := orders[labelOrder].tag
	it, err := s.iterate([]byte{tag}, []byte{tag + 1})
	if err != nil {
		return err
	}
	defer s.release(it)
	for _, label := range labels {
		prefix := append([]byte{tag}, label[:]...)
		if !it.SeekGE(prefix) {
			break
		}
		if bytes.HasPrefix(it.Key(), prefix) {
			v, err := s.name(label)
			return errors.Join(fmt.Errorf("%v: %w", v, ErrLabelTaken), err)
		}
	}
	if err := it.Error(); err != nil {
		return fmt.Errorf("read labels: %w", err)
	}
	return nil
}
