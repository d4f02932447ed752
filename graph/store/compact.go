package store

import (
	"context"
	"fmt"
)

// Compact rewrites the store so that it takes the least disk and reads fastest:
// what was deleted or written twice goes, and each order lies in one sequence of
// tables. Reads and writes go on meanwhile; what they change is not compacted.
// It needs free disk of about the size of the store. When the context is done
// it ends early, which harms nothing.
func (s *Store) Compact(ctx context.Context) error {
	if err := s.compactable(); err != nil {
		return err
	}
	for _, tag := range tags() {
		err := ctx.Err() // which Pebble does not ask for when there is nothing to do
		if err == nil {
			err = s.db.Compact(ctx, []byte{tag}, []byte{tag + 1}, true)
		}
		if err != nil {
			return fmt.Errorf("store %s: compact: %w", s.dir, tableError(s.dir, err))
		}
	}
	if err := s.failure.check(); err != nil {
		return fmt.Errorf("store %s: compact: %w", s.dir, err)
	}
	return nil
}

func (s *Store) compactable() error {
	s.write.Lock()
	defer s.write.Unlock()
	return s.writable()
}

// tags lists what keys can begin with, sorted.
func tags() []byte {
	tags := []byte{tagDict, tagMeta, tagNote}
	for _, o := range orders {
		tags = append(tags, o.tag)
	}
	return tags
}
