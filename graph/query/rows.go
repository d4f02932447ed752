package query

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"quanhe/graph/index"
)

// rowsEach is how many rows are worth a reading of their own.
const rowsEach = 6

// rows calls fn for each row of an answer, which tells of an entry, with a reading that is fn's for the call: for many rows of
// a store several run side by side, each with what was read so far. The error is that of the first row in order that has one,
// but later rows may have been read.
func (r *reading) rows(of []*index.Entry, fn func(r *reading, row int) error) error {
	n, sides := len(of), 1
	if r.indexed {
		sides = max(1, min(runtime.GOMAXPROCS(0), n/rowsEach))
	}
	errs := make([]error, sides)
	some := func(r *reading, side int) {
		from, to := side*n/sides, (side+1)*n/sides
		if r.indexed {
			errs[side] = r.ahead(of[from:to])
		}
		for row := from; row < to && errs[side] == nil; row++ {
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

// ahead reads what entries will ask for, in the order in which it stands: that costs less than as they ask for it.
func (r *reading) ahead(entries []*index.Entry) error {
	var docs, ids []string
	for _, e := range entries {
		if claim, alone := e.Claim(); alone && e.Doc != "" {
			r.know(claim, e.Doc)
			docs = append(docs, e.Doc+claim)
		}
		for _, ref := range e.Parts {
			if !strings.HasPrefix(ref, "=") && r.cards[ref] == nil {
				ids = append(ids, ref)
			}
		}
	}
	slices.Sort(docs)
	for _, d := range docs {
		if _, _, err := r.said(d[strings.Index(d, "claim/"):]); err != nil {
			return err
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if _, err := r.card(id); err != nil {
			return err
		}
	}
	return nil
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
	fork.same = maps.Clone(r.same)
	fork.claims, fork.found = r.claims, r.found // nobody writes them any more
	return fork
}
