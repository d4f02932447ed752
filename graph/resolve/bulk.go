package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph/index"
	"quanhe/graph/store"
)

const (
	// bulkMemory is how many bytes of what is derived may wait to be sorted.
	bulkMemory = 32 << 20
	// bulkQuads is how many quads the loader takes at once.
	bulkQuads = 4096
	// bulkStride is after how many documents progress is asked.
	bulkStride = 1024
)

// A bulkState is the State of a store while documents that wait are resolved in steps. In a step each note is written
// once, to a loader, and nothing that was written is read again but shelves, whose records are compared when all stand
// there. What comes of it is what adding the documents by Update makes, key for key.
type bulkState struct {
	store    *store.Store
	known    thesaurus
	atOnce   int // documents whose names memory may hold
	progress func() error
	backlog  *Backlog     // where the documents are; nil for the store
	ready    func() error // called before anything is written to the store; nil for nothing

	view    *store.View     // before the step
	absent  map[string]bool // kinds of notes of which there are none in view, and so nothing to look for
	loader  *store.Loader
	clerk   *clerk
	shelves map[string][]byte
}

// step makes one step. What is derived is sorted outside the store and comes in as finished tables. What goes is deleted
// just before: should that be all that is done, what is missing comes when the same documents, which still wait, are
// resolved.
func (b *bulkState) step(resolve func(*update) error) (err error) {
	if b.view, err = b.store.View(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.view.Close()) }()
	if b.loader, err = b.store.Load(store.LoadOptions{Memory: bulkMemory}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.loader.Close()) }()
	b.shelves, b.absent = map[string][]byte{}, map[string]bool{}
	for _, kind := range []string{blockKind, bearsKind, deskKind, shelfKind, eventKind, index.Tallies, index.Cards, index.AllHeads} {
		if b.absent[kind], err = none(b.view, kind); err != nil {
			return err
		}
	}
	gone, err := b.derive(resolve)
	if err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	if b.ready != nil {
		if err := b.ready(); err != nil {
			return err
		}
	}
	if len(gone) > 0 {
		if err := b.store.Update(func(tx *store.Tx) error { _, err := tx.Apply(nil, gone); return err }); err != nil {
			return err
		}
	}
	_, err = b.loader.Commit()
	return err
}

// derive derives what a step does, which a clerk gives to the loader, and returns what is not derived any more.
func (b *bulkState) derive(resolve func(*update) error) (gone []quad.Quad, err error) {
	b.clerk = newClerk(b)
	u := newUpdate(b, b.store.Base())
	u.emit = b.clerk.put
	if err = u.checkFormat(); err == nil {
		_, err = u.decideEvents(&step{}) // reads what people decided before, even if no name is known yet
	}
	if err == nil {
		err = resolve(u)
	}
	gone, clerkErr := b.clerk.end(err == nil)
	return gone, cmp.Or(clerkErr, err)
}

func (b *bulkState) Get(name string) ([]byte, error) {
	if note, ok := b.shelves[name]; ok {
		return note, nil
	}
	if b.absent[noteKind(name)] {
		return nil, nil
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
	if b.absent[noteKind(prefix)] {
		return nil
	}
	return b.view.Notes(prefix, fn)
}

// noteKind is how a name begins, up to the first separator.
func noteKind(name string) string { return name[:strings.Index(name, sep)+1] }

// names takes in the names of documents, and moves the records of others whom that concerns. taken is called for each.
func (b *bulkState) names(u *update, docs []brief, taken func(short string) error) error {
	keys := map[string]bool{}
	err := b.each(docs, func(data Contribution) error {
		d, err := data.unpackNames(b.known)
		if err != nil {
			return err
		}
		changed, err := u.changeNames(&step{add: []*contribution{d}})
		for key := range changed {
			keys[key] = true
		}
		return errors.Join(err, taken(d.short))
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
	return b.move(u, func(shelves moves) error { return u.relocate(shelves, nil, moved, nil) })
}

// namesOnly has the records of the documents whose names it takes in wait.
func (b *bulkState) namesOnly(u *update, docs []brief) error {
	return b.names(u, docs, func(short string) error { return b.Set(waitingKind+short, []byte(waitsRecords)) })
}

// records takes in the records of documents whose names are in.
func (b *bulkState) records(u *update, docs []brief) error {
	return b.move(u, func(shelves moves) error {
		return b.each(docs, func(data Contribution) error {
			d, err := data.unpackInto(b.known)
			if err != nil {
				return err
			}
			defer u.now.rest()
			b.clerk.come(d.listing)
			return errors.Join(u.putUp(shelves, d), b.Set(waitingKind+d.short, nil))
		})
	})
}

// move moves records and makes events of them.
func (b *bulkState) move(u *update, move func(moves) error) error {
	shelves := moves{}
	if err := errors.Join(move(shelves), shelves.write(b)); err != nil {
		return err
	}
	return u.gatherAll()
}

// knowing makes the update, which changes no names, use what is known of them.
func (u *update) knowing(n *names) *update {
	u.before, u.now, u.was.names, u.is.names = n, n, n, n
	return u
}

// each reads documents, which are fn's until it returns, and asks progress now and then.
func (b *bulkState) each(docs []brief, fn func(Contribution) error) error {
	return b.contributions(docs, func(i int, data Contribution) error {
		if i%bulkStride == 0 {
			if err := b.progress(); err != nil {
				return err
			}
		}
		if err := fn(data); err != nil {
			return fmt.Errorf("document %s: %w", docs[i], err)
		}
		return b.clerk.failure()
	})
}

// contributions calls fn with what some documents contribute, from where they are.
func (b *bulkState) contributions(docs []brief, fn func(i int, data Contribution) error) error {
	if b.backlog != nil {
		return b.backlog.read(docs, fn)
	}
	notes := b.view.Lookup()
	defer notes.Close()
	for i, doc := range docs {
		short := doc.String()
		err := fmt.Errorf("document %s: %w", short, errTorn) // unless there is one
		lookupErr := notes.Notes(documentKind+short, "", func(_, data []byte) bool { err = fn(i, data); return false })
		if err := errors.Join(lookupErr, err); err != nil {
			return err
		}
	}
	return nil
}
