package resolve

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"

	"quanhe/graph/store"
)

// A Backlog is all documents that a store waits for, in a temporary file: a first load need not wait until they are in the
// store to resolve them. It is safe for concurrent use until CatchUp, and of no use once the store has other documents.
type Backlog struct {
	store *store.Store
	mu    sync.Mutex
	file  *store.Scratch
	size  int64
	docs  []backlogged
}

// A backlogged document is where its contribution is in the file.
type backlogged struct {
	doc  brief
	size uint32
	at   int64
}

// NewBacklog begins the backlog of a store, or returns nil if there is something in it already.
func NewBacklog(s *store.Store) (_ *Backlog, err error) {
	view, err := s.View()
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	empty, err := none(view, "resolve/")
	if err = errors.Join(err, view.Close()); err != nil || !empty {
		return nil, wrapped(err)
	}
	file, err := s.Scratch()
	if err != nil {
		return nil, wrapped(err)
	}
	return &Backlog{store: s, file: file}, nil
}

func wrapped(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("resolve: %w", err)
}

// Add adds a document, which comes into the store with the notes of [Contribution.Await].
func (b *Backlog) Add(data Contribution) error {
	doc, err := data.document()
	if err != nil {
		return wrapped(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	short, err := readBrief(shortDoc(doc))
	if err != nil {
		return wrapped(err)
	}
	b.docs = append(b.docs, backlogged{short, uint32(len(data)), b.size})
	b.size += int64(len(data))
	_, err = b.file.Write(data)
	return wrapped(err)
}

// Close removes the file.
func (b *Backlog) Close() error { return b.file.Close() }

// CatchUp is [CatchUp] for the documents of the backlog. commit, which makes them part of the store, runs meanwhile;
// nothing that follows from them is written before it is done.
func (b *Backlog) CatchUp(commit func() error, progress func(done int) error) (int, error) {
	if progress == nil {
		progress = func(int) error { return nil }
	}
	slices.SortFunc(b.docs, func(x, y backlogged) int { return bytes.Compare(x.doc[:], y.doc[:]) })
	docs := make([]brief, len(b.docs))
	for i := range b.docs {
		docs[i] = b.docs[i].doc
	}
	committed := sync.OnceValue(commit)
	go committed()
	state := &bulkState{store: b.store, known: thesaurus{}, atOnce: namesAtOnce, backlog: b, ready: committed, progress: func() error { return progress(0) }}
	var err error
	if len(docs) > 0 {
		err = state.step(func(u *update) error { return state.all(u, docs, nil) })
	}
	if err := committed(); err != nil {
		return 0, err
	}
	if err != nil {
		return 0, err
	}
	return len(docs), progress(len(docs))
}

// read calls fn with what some documents contribute, which is fn's until it returns.
func (b *Backlog) read(docs []brief, fn func(i int, data Contribution) error) error {
	var buf []byte
	for i, doc := range docs {
		at, found := slices.BinarySearchFunc(b.docs, doc, func(d backlogged, doc brief) int { return bytes.Compare(d.doc[:], doc[:]) })
		if !found {
			return fmt.Errorf("document %s: %w", doc, errTorn)
		}
		d := &b.docs[at]
		buf = slices.Grow(buf[:0], int(d.size))[:d.size]
		if _, err := b.file.ReadAt(buf, d.at); err != nil {
			return err
		}
		if err := fn(i, buf); err != nil {
			return err
		}
	}
	return nil
}
