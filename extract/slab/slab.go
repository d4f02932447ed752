// Package slab gives values room that is used again from one document to the next, so that reading allocates little.
package slab

// Of hands out values that live as long as the reading of one document, and their room again for the next one. Its zero
// value is ready; it belongs to one goroutine.
type Of[T any] struct {
	chunk []T // as many as are handed out; a full one is left to its users
}

// One returns a place that holds a value.
func (s *Of[T]) One(v T) *T {
	s.chunk = append(s.fit(1), v)
	return &s.chunk[len(s.chunk)-1]
}

// Some returns an empty slice with room for n values.
func (s *Of[T]) Some(n int) []T {
	from := len(s.fit(n))
	s.chunk = s.chunk[:from+n]
	return s.chunk[from : from : from+n]
}

// Grow makes room for just n values more.
func (s *Of[T]) Grow(n int) {
	if cap(s.chunk)-len(s.chunk) < n {
		s.chunk = make([]T, 0, n)
	}
}

// fit begins a larger chunk unless the one in use has room for n values.
func (s *Of[T]) fit(n int) []T {
	if cap(s.chunk)-len(s.chunk) < n {
		s.chunk = make([]T, 0, max(2*cap(s.chunk), n, 32))
	}
	return s.chunk
}

// Reset takes all values back: nobody may use them any more.
func (s *Of[T]) Reset() {
	clear(s.chunk)
	s.chunk = s.chunk[:0]
}
