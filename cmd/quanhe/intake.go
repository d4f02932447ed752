package main

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"strings"
	"time"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/graph/ledger"
	"quanhe/graph/store"
)

// flushAfter is how long what was read may wait to be written: no more is lost when the program is killed.
const flushAfter = 30 * time.Second

// An intake is a run that reads documents into the store.
type intake struct {
	*extraction
	x       *extract.Extractor
	ledger  *ledger.Ledger    // nil for a dry run without a store
	origins map[string]string // by given path
	tally   *tally
	sum     *summary
	bar     *progress
	flushed time.Time
	beside  func() int64 // bytes of memory that the store has beside those of Go
	garbage *collector
	results int

	ids    maphash.Seed
	seen   map[uint64]bool // hashes of ids, for --prune: of two ids with the same, one could only stay too long
	unsure map[string]bool // given paths below which something could not be read
	full   map[string]bool // given paths that have documents
}

// A storeError is one of the store: it ends the run, as no other document will fare better.
type storeError struct{ err error }

func (e *storeError) Error() string { return e.err.Error() }
func (e *storeError) Unwrap() error { return e.err }

// broken makes a storeError of an error.
func broken(err error) error {
	if err == nil {
		return nil
	}
	return &storeError{err}
}

// intake writes what has changed into the store and ends with what was found.
func (r *extraction) intake(ctx context.Context) (err error) {
	x, _, err := r.extractor() // first: broken rules shall not leave a new store behind
	if err != nil {
		return err
	}
	in := &intake{
		extraction: r, x: x, origins: map[string]string{}, tally: newTally(), sum: newSummary(), flushed: time.Now(),
		beside: func() int64 { return 0 }, ids: maphash.MakeSeed(), seen: map[uint64]bool{}, unsure: map[string]bool{}, full: map[string]bool{},
	}
	for _, p := range r.paths {
		in.origins[p] = origin(p)
	}
	manifest := x.Manifest(graph.Form())
	in.tally.run.Rules = manifest.Name
	s, err := r.open()
	if err != nil {
		return err
	}
	if s != nil {
		in.beside = s.Memory
		defer func() { err = errors.Join(err, s.Close()) }()
		if in.ledger, err = ledger.Open(s, manifest); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, in.ledger.Close()) }()
	}
	in.bar = r.progress(ctx, r.paths)
	defer onInterrupt(ctx, func() {
		in.bar.clear()
		r.say("Finishing the documents in hand; Ctrl-C again ends at once.")
	})()
	return in.run(ctx)
}

// onInterrupt calls fn as soon as ctx is done, until the function is called that it returns.
func onInterrupt(ctx context.Context, fn func()) (stop func()) {
	said := make(chan struct{})
	cancel := context.AfterFunc(ctx, func() {
		defer close(said)
		fn()
	})
	return func() {
		if !cancel() {
			<-said
		}
	}
}

// open opens the store, for a dry run to be read and only if there is one.
func (r *extraction) open() (*store.Store, error) {
	if !r.dry {
		return r.openWritable(r.base)
	}
	s, err := store.Open(r.dir, store.Options{ReadOnly: true})
	if errors.Is(err, store.ErrMissing) {
		return nil, nil
	}
	return s, err
}

// origin names a given path as every run from whatever folder does, empty for standard input.
func origin(path string) string {
	if path == source.Stdin {
		return ""
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = filepath.Clean(path)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	return strings.ReplaceAll(abs, "\n", "%0A") // a line each, in a note
}

// run reads, writes, prunes, and reports however it ends.
func (in *intake) run(ctx context.Context) error {
	in.garbage = newCollector(in.beside, resident)
	defer in.garbage.end()
	err := in.pipeline().run(ctx, in.work, in.result)
	in.bar.end()
	if err == nil && in.prune {
		err = in.dropGone(ctx)
	}
	in.x = nil // its memory is for what follows
	if in.ledger != nil && !in.dry {
		var lost *storeError
		if !errors.As(err, &lost) {
			if err == nil {
				err = in.tally.time("resolve", func() error { return broken(in.resolve(ctx)) })
			} else {
				err = errors.Join(err, in.tally.time("flush", in.ledger.Flush))
			}
		}
	}
	in.tally.end(ctx, err)
	if in.ledger != nil && !in.dry {
		if recordErr := in.ledger.Record(in.tally.run); err == nil {
			err = recordErr
		}
	}
	if in.report != "" {
		err = errors.Join(err, in.tally.write(in.report))
	}
	if err != nil {
		return err
	}
	if in.dry {
		in.say("%s; nothing was written.", in.tally.run.Counts)
	} else {
		in.sum.print(in.app, in.tally.run.Counts)
	}
	return someFailed(in.tally.run.Failed, in.tally.run.Read())
}

// resolve tells who is who in what was read.
func (in *intake) resolve(ctx context.Context) error {
	return in.ledger.Resolve(func(int) error {
		in.garbage.look()
		return ctx.Err()
	})
}

// work brings one document into the store, if it needs to be. It runs in several goroutines at a time.
func (in *intake) work(ctx context.Context, r *result) {
	r.err = in.tally.time("look up", func() (err error) {
		if in.ledger != nil {
			r.standing, err = in.ledger.Standing(r.doc)
		}
		if in.again && r.standing > ledger.Outdated {
			r.standing = ledger.Outdated
		}
		return broken(err)
	})
	from := in.origins[r.doc.Given]
	switch {
	case r.err != nil || in.dry:
	case r.standing == ledger.Current:
		r.err = in.tally.time("write", func() error { return broken(in.ledger.Keep(from, r.doc.ID)) })
	case r.standing == ledger.Spared:
		r.err = in.tally.time("write", func() error { return broken(in.ledger.Spare(from, r.doc.ID)) })
	default:
		r.err = in.tally.time("extract", func() (err error) {
			r.facts, err = in.x.ExtractContext(ctx, r.doc)
			return err
		})
		if r.err == nil {
			r.err = in.tally.time("write", func() error { return broken(in.ledger.Replace(from, r.facts)) })
		}
	}
}

// result counts what became of a document, in the order of the input.
func (in *intake) result(r result) error {
	in.bar.step(len(r.doc.Text))
	if in.results++; in.results%64 == 0 {
		in.garbage.look()
	}
	if in.prune {
		in.seen[maphash.String(in.ids, r.doc.ID)] = true
	}
	in.full[r.doc.Given] = true
	var read *source.Error
	switch lost := (*storeError)(nil); {
	case errors.As(r.err, &lost):
		return r.err
	case errors.As(r.err, &read):
		in.unsure[read.Given] = true
	}
	if r.err != nil {
		in.tally.fail(r)
		in.bar.clear()
		in.lost(r)
		return nil
	}
	in.tally.add(r)
	if r.facts != nil {
		in.sum.add(r.facts)
	}
	if in.dry {
		in.list(r.standing, r.doc.ID)
	} else if now := time.Now(); now.Sub(in.flushed) > flushAfter {
		in.flushed = now
		return broken(in.tally.time("flush", in.ledger.Flush))
	}
	return nil
}

// list prints a line of a dry run.
func (in *intake) list(standing ledger.Standing, id string) {
	switch standing {
	case ledger.New:
		fmt.Fprintf(in.stdout, "new\t%s\n", id)
	case ledger.Changed:
		fmt.Fprintf(in.stdout, "changed\t%s\n", id)
	case ledger.Outdated:
		fmt.Fprintf(in.stdout, "outdated\t%s\n", id)
	}
}

// dropGone takes the documents out of the store that came from the paths and are not there any more.
func (in *intake) dropGone(ctx context.Context) error {
	if in.ledger == nil {
		return nil
	}
	if err := broken(in.ledger.Flush()); err != nil {
		return err
	}
	for _, path := range in.paths {
		switch {
		case in.unsure[path]:
			in.say("Nothing of %s is dropped: not all of it could be read.", path)
			continue
		case !in.full[path]:
			in.say("Nothing of %s is dropped: there is no document at all.", path)
			continue
		}
		from := in.origins[path]
		err := in.ledger.Gone(from, func(id string) bool { return in.seen[maphash.String(in.ids, id)] }, func(id string, only bool) error {
			if in.dry {
				if only {
					in.tally.run.Dropped++
					fmt.Fprintf(in.stdout, "dropped\t%s\n", id)
				}
				return ctx.Err()
			}
			dropped, err := in.ledger.Drop(from, id)
			if dropped {
				in.tally.run.Dropped++
			}
			return errors.Join(err, ctx.Err())
		})
		if err != nil {
			return err
		}
	}
	return nil
}
