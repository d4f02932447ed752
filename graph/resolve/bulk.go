package resolve

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"quanhe/graph/store"
)

const (
	// bulkMemory is how many bytes of what is derived may wait to be sorted.
	bulkMemory = 24 << 20
	// bulkQuads is how many quads the loader takes at once.
	bulkQuads = 4096
	// bulkStride is after how many documents progress is asked.
	bulkStride = 1024
)

// bulk resolves documents that wait. What comes of it is what adding them by Update makes, key for key, but their names
// are told apart before their records are compared, and what is derived is sorted outside the store and comes in as
// finished tables. What goes is deleted just before: should that be all that is done, what is missing comes when the
// same documents, which still wait, are resolved.
func bulk(s *store.Store, docs []string, progress func() error) (err error) {
	view, err := s.View()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, view.Close()) }()
	loader, err := s.Load(store.LoadOptions{Memory: bulkMemory})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, loader.Close()) }()
	b := &bulkState{view: view, loader: loader, shelves: map[string][]byte{}, known: thesaurus{}, progress: progress}
	u := newUpdate(b, s.Base())
	b.derived = u.v.Derived
	u.emit = b.put
	if err := b.resolve(u, docs); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	if b.flush(); b.err != nil {
		return fmt.Errorf("resolve: %w", b.err)
	}
	if len(b.gone) > 0 {
		if err := s.Update(func(tx *store.Tx) error { _, err := tx.Apply(nil, b.gone); return err }); err != nil {
			return err
		}
	}
	_, err = loader.Commit()
	return err
}

// A bulkState is the State of a store of which each note is written once, to a loader. Nothing that was written is read
// again but shelves, whose records are compared when all stand there.
type bulkState struct {
	view     *store.View
	loader   *store.Loader
	derived  quad.IRI
	shelves  map[string][]byte
	known    thesaurus
	progress func() error
	quads    []quad.Quad // that wait for the loader
	gone     []quad.Quad
	err      error // of the view or the loader
}

func (b *bulkState) Get(name string) ([]byte, error) {
	if note, ok := b.shelves[name]; ok {
		return note, nil
	}
	return b.view.Note(name)
}

func (b *bulkState) Set(name string, data []byte) error {
	if above(name) == shelfKind {
		b.shelves[name] = data
	}
	return b.loader.AddNote(name, data)
}

func (b *bulkState) Each(prefix string, fn func(string, []byte) error) error {
	return b.view.Notes(prefix, fn)
}

// put gives what is derived of a subject to the loader, with the next ones.
func (b *bulkState) put(n Node) {
	if b.err != nil {
		return
	}
	add := n.Quads
	if !n.Fresh {
		var gone []quad.Quad
		add, gone, b.err = difference(b.view, n, b.derived)
		b.gone = append(b.gone, gone...)
	}
	if b.quads = append(b.quads, add...); len(b.quads) >= bulkQuads {
		b.flush()
	}
}

func (b *bulkState) flush() {
	if b.err == nil {
		b.err = b.loader.AddTo(b.derived, b.quads)
	}
	b.quads = b.quads[:0]
}

// resolve reads the documents twice: for the names of all, and then, when it is known who is who, for their records.
func (b *bulkState) resolve(u *update, docs []string) error {
	if err := u.checkFormat(); err != nil {
		return err
	}
	keys := map[string]bool{}
	err := b.each(docs, func(d *contribution) error {
		changed, err := u.changeNames(&step{add: []*contribution{d}})
		for key := range changed {
			keys[key] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	moved, err := u.settleNames(keys)
	if err != nil {
		return err
	}
	u.before.rest()
	u.now.rest()
	if _, err := u.decideEvents(&step{}); err != nil {
		return err
	}
	shelves := moves{}
	if err := u.relocate(shelves, nil, moved, nil); err != nil {
		return err
	}
	err = b.each(docs, func(d *contribution) error {
		return errors.Join(u.putUp(shelves, d), u.state.Set(waitingKind+d.short, nil))
	})
	if err != nil {
		return err
	}
	if err := shelves.write(u.state); err != nil {
		return err
	}
	return u.gatherAll()
}

// each reads documents, and asks progress now and then.
func (b *bulkState) each(docs []string, fn func(*contribution) error) error {
	for i, short := range docs {
		if i%bulkStride == 0 {
			if err := b.progress(); err != nil {
				return err
			}
		}
		data, err := b.view.Note(documentKind + short)
		if err != nil {
			return err
		}
		d, err := Contribution(data).unpackInto(b.known)
		if err != nil {
			return fmt.Errorf("document %s: %w", short, err)
		}
		if err := errors.Join(fn(d), b.err); err != nil {
			return err
		}
	}
	return nil
}
