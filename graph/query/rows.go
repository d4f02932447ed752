package query

import (
	"cmp"
	"maps"
	"runtime"
	"sync"
)

// rowsEach is how many rows are worth a reading of their own.
const rowsEach = 6

// rows calls fn for each of n rows of an answer, with a reading that is fn's for the call: for many rows of a store several
// run side by side, each with what was read so far. The error is that of the first row in order that has one, but later
// rows may have been read.
func (r *reading) rows(n int, fn func(r *reading, row int) error) error {
	sides := 1
	if r.indexed {
		sides = max(1, min(runtime.GOMAXPROCS(0), n/rowsEach))
	}
	errs := make([]error, sides)
	some := func(r *reading, side int) {
		for row := side * n / sides; row < (side+1)*n/sides && errs[side] == nil; row++ {
			errs[side] = fn(r, row)
		}
	}
	var others sync.WaitGroup
	for side := 1; side < sides; side++ {
		fork := r.fork()
		others.Go(func() {
			defer fork.close()
			some(fork, side)
		})
	}
	some(r, 0)
	others.Wait()
	return cmp.Or(errs...)
}

// beside calls fn while the caller goes on, with a reading that is fn's for the call, where the graph is a store; else at once.
// What it returns waits for fn and gives its error; it must be called.
func (r *reading) beside(fn func(r *reading) error) (wait func() error) {
	if !r.indexed {
		err := fn(r)
		return func() error { return err }
	}
	fork, done := r.fork(), make(chan error, 1)
	go func() {
		defer fork.close()
		done <- fn(fork)
	}()
	return func() error { return <-done }
}

// fork begins another reading for the same question, for another goroutine.
func (r *reading) fork() *reading {
	fork := r.Asker.read(r.ctx)
	fork.cards, fork.tenure, fork.docs = maps.Clone(r.cards), maps.Clone(r.tenure), maps.Clone(r.docs)
	fork.claims, fork.found = r.claims, r.found // nobody writes them any more
	return fork
}
