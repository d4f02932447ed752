package resolve

import (
	"errors"
	"fmt"
	"slices"

	"quanhe/graph/store"
)

// Await leaves a document to CatchUp. The notes that set takes are to come into the store in one step with the quads of
// the document, which no Replace sees, such as those of a bulk load.
func (data Contribution) Await(set func(name string, data []byte) error) error {
	doc, err := data.document()
	if err != nil {
		return err
	}
	short := shortDoc(doc)
	return errors.Join(set(documentKind+short, data), set(waitingKind+short, []byte(waitsNames)))
}

// What of a document can wait, as its note says: all of it, or its records until all names are known.
const (
	waitsNames   = "names"
	waitsRecords = "records"
)

// How many documents one step takes, and how many make a part of the names of a first load: enough that names that are in
// many of them are looked at a few times only, and no more than memory holds. Names sum up what all documents say of them,
// records are each for itself.
const (
	namesAtOnce   = 16384
	recordsAtOnce = 8192
)

// CatchUp resolves the documents that wait for it and returns how many there were: first the names of all, so that
// records are compared once, when it is known who is who. It may be interrupted by an error of progress, which is called
// now and then with the number of documents done so far. Called again it goes on with the documents that are not done: of
// a first load, which is one step, with all. Nobody else may change what is derived meanwhile.
func CatchUp(s *store.Store, progress func(done int) error) (int, error) {
	if progress == nil {
		progress = func(int) error { return nil }
	}
	if err := beginAnew(s, anewAtOnce, func() error { return progress(0) }); err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	names, records, err := waiting(s)
	if err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	done := 0
	b := &bulkState{store: s, known: thesaurus{}, atOnce: namesAtOnce, progress: func() error { return progress(done) }}
	first, err := b.first()
	if err != nil {
		return 0, fmt.Errorf("resolve: %w", err)
	}
	if first && len(names)+len(records) > 0 {
		if err := b.step(func(u *update) error { return b.all(u, names, records) }); err != nil {
			return 0, err
		}
		done = len(names) + len(records)
		return done, progress(done)
	}
	for some := range slices.Chunk(names, b.atOnce) {
		if err := b.step(func(u *update) error { return b.namesOnly(u, some) }); err != nil {
			return 0, err
		}
	}
	is := newNames(b)
	for some := range slices.Chunk(slices.Concat(names, records), recordsAtOnce) {
		if err := b.step(func(u *update) error { return b.records(u.knowing(is), some) }); err != nil {
			return done, err
		}
		done += len(some)
	}
	return done, progress(done)
}

// waiting lists the documents that wait to be resolved, sorted: those whose names do, and those whose names are in.
func waiting(s *store.Store) (names, records []brief, err error) {
	view, err := s.View()
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	err = view.Notes(waitingKind, func(name string, what []byte) error {
		doc, err := readBrief(last(name))
		if string(what) == waitsNames {
			names = append(names, doc)
		} else {
			records = append(records, doc)
		}
		return err
	})
	return names, records, err
}

// none reports whether a view has no notes whose names begin with a prefix.
func none(view *store.View, prefix string) (bool, error) {
	found := errors.New("found") // ends the search
	err := view.Notes(prefix, func(string, []byte) error { return found })
	if errors.Is(err, found) {
		return false, nil
	}
	return true, err
}

// Waiting counts the documents of a view that wait for [CatchUp]. all says that what is derived is outdated, and so every
// document waits, counted or not.
func Waiting(v *store.View) (n int, all bool, err error) {
	all, err = outdated(v)
	err = errors.Join(err, v.Notes(waitingKind, func(string, []byte) error { n++; return nil }))
	if err != nil {
		return 0, false, fmt.Errorf("resolve: %w", err)
	}
	return n, all, nil
}
