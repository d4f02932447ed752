package main

import (
	"context"
	"fmt"
	"io"

	"quanhe/extract"
	"quanhe/extract/source"
)

// A result is what became of one document.
type result struct {
	doc   source.Document
	facts *extract.Facts // nil when the document was skipped or failed
	err   error          // a *source.Error when it could not be read
}

// A task is a result on its way through a worker.
type task struct {
	result
	done chan struct{} // closed when the result is there
}

// pipeline reads the documents of paths as from says, lets jobs workers run work on them and calls write with each result, in
// the order of the input, from the calling goroutine. At most about three documents for each worker are in memory.
//
// When ctx is done it returns ctx.Err() as soon as a write in progress is over; it does not wait for the reader,
// which may hang on standard input. An error of write ends it too.
func pipeline(ctx context.Context, from source.Options, paths []string, stdin io.Reader, jobs int,
	work func(source.Document) (*extract.Facts, error), write func(result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	todo, order := make(chan *task), make(chan *task, 2*jobs)
	for range jobs {
		go func() {
			for t := range todo {
				t.facts, t.err = guarded(work, t.doc)
				close(t.done)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(todo)
		defer close(order) // readErr is visible to whoever sees it closed
		readErr = from.Read(ctx, paths, stdin, func(d source.Document, err error) error {
			t := &task{result: result{doc: d, err: err}, done: make(chan struct{})}
			if err != nil {
				close(t.done)
			} else if sendErr := send(ctx, todo, t); sendErr != nil {
				return sendErr
			}
			return send(ctx, order, t)
		})
	}()
	for {
		t, ok, err := receive(ctx, order)
		if err != nil {
			return err
		}
		if !ok {
			return readErr
		}
		if err := write(t.result); err != nil {
			return err
		}
	}
}

func send(ctx context.Context, to chan<- *task, t *task) error {
	select {
	case to <- t:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// receive returns the next finished task, false after the last one.
func receive(ctx context.Context, order <-chan *task) (*task, bool, error) {
	select {
	case <-ctx.Done():
		return nil, false, ctx.Err()
	case t, ok := <-order:
		if !ok {
			return nil, false, nil
		}
		select {
		case <-ctx.Done():
			return nil, false, ctx.Err()
		case <-t.done:
			return t, true, nil
		}
	}
}

// guarded calls work and turns a panic into an error: one document must not take the others with it.
func guarded(work func(source.Document) (*extract.Facts, error), d source.Document) (f *extract.Facts, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v; this is a fault in quanhe, please report it with the document", p)
		}
	}()
	return work(d)
}
