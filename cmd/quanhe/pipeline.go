package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph/ledger"
)

// A result is what became of one document.
type result struct {
	doc      source.Document
	facts    *extract.Facts  // nil when the document was skipped or failed
	standing ledger.Standing // of a batch's documents, before it
	err      error           // a *source.Error when it could not be read
}

// A task is a result on its way through a worker.
type task struct {
	result
	done chan struct{} // closed when the result is there
	left bool          // no worker took it: the run was over
}

// A pipeline reads documents and lets workers work on them.
type pipeline struct {
	from  source.Options
	paths []string
	stdin io.Reader
	jobs  int // workers
	// timeout is how long one document may take, 0 for as long as it likes. Work that does not look at its context takes
	// as long as it takes.
	timeout time.Duration
}

// run calls work for each document in one of the workers, and write with each result, in the order of the input, from the
// calling goroutine. At most about three documents for each worker are in memory.
//
// When ctx is done no more is read, what is in hand is finished and written, and run returns ctx.Err(). It does not wait
// for the reader, which may hang on standard input. An error of write ends it too. No worker is left when it returns.
func (p pipeline) run(ctx context.Context, work func(context.Context, *result), write func(result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	todo, order := make(chan *task), make(chan *task, 2*p.jobs)
	for range p.jobs {
		workers.Go(func() { p.work(ctx, todo, work) })
	}
	var readErr error
	go func() {
		defer close(order) // readErr is visible to whoever sees it closed
		readErr = p.from.Read(ctx, p.paths, p.stdin, func(d source.Document, err error) error {
			t := &task{result: result{doc: d, err: err}, done: make(chan struct{})}
			if sendErr := send(ctx, order, t); sendErr != nil { // first: what a worker has, is waited for
				return sendErr
			}
			if err == nil {
				if err = send(ctx, todo, t); err == nil {
					return nil // the worker's from here on
				}
				t.left = true
			}
			close(t.done)
			return ctx.Err()
		})
	}()
	for {
		t, err := receive(ctx, order)
		switch {
		case err != nil:
			return err
		case t == nil:
			return readErr
		}
		if <-t.done; t.left {
			return ctx.Err()
		}
		if err := write(t.result); err != nil {
			return err
		}
	}
}

// work does tasks until ctx is done.
func (p pipeline) work(ctx context.Context, todo <-chan *task, work func(context.Context, *result)) {
	for {
		select {
		case t := <-todo:
			p.one(ctx, &t.result, work)
			close(t.done)
		case <-ctx.Done():
			return
		}
	}
}

// one does the work on one document, which nothing but its own time ends.
func (p pipeline) one(ctx context.Context, r *result, work func(context.Context, *result)) {
	ctx = context.WithoutCancel(ctx)
	if p.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, p.timeout)
		defer cancel()
	}
	guarded(func() { work(ctx, r) }, &r.err)
	if errors.Is(r.err, context.DeadlineExceeded) {
		r.err = fmt.Errorf("given up after %v; split it into articles, or allow more with --timeout", p.timeout)
	}
}

// send hands over a task unless ctx is done.
func send(ctx context.Context, to chan<- *task, t *task) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case to <- t:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// receive returns the next task, nil after the last one. When ctx is done it returns those that are there already.
func receive(ctx context.Context, order <-chan *task) (*task, error) {
	select {
	case t := <-order:
		return t, nil
	case <-ctx.Done():
	}
	select {
	case t := <-order:
		if t != nil {
			return t, nil
		}
	default:
	}
	return nil, ctx.Err()
}

// extracting is the work of extracting the facts of a document.
func extracting(x *extract.Extractor) func(context.Context, *result) {
	return func(ctx context.Context, r *result) { r.facts, r.err = x.ExtractContext(ctx, r.doc) }
}

// guarded calls work and makes an error of a panic: one document must not take the others with it.
func guarded(work func(), err *error) {
	defer func() {
		if p := recover(); p != nil {
			*err = fmt.Errorf("panic: %v; this is a fault in quanhe, please report it with the document", p)
		}
	}()
	work()
}
