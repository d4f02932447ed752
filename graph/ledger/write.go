package ledger

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

const (
	// batch is how many documents one write takes: they share the cost of a sync, and little is lost by an interruption. More
	// new documents than these are loaded in bulk, which is several times as fast but has a price for each commit. In an empty
	// store the first ones are, too: what is loaded beside nothing needs no merging with what is there.
	batch = 64
	// checkpoint is how many quads a bulk load takes before they are committed; a crash loses no more than these.
	checkpoint = 4_000_000
)

// A pending write is what one write takes.
type pending struct {
	fresh   []resolve.Document  // that are new to the store
	docs    []resolve.Document  // others
	marks   []version           // which count from now on as read by the rules of the ledger
	origins map[string][]string // by id, sorted; empty when the document goes
	held    map[string]version  // what the store will have, by id
}

func newPending() *pending {
	return &pending{origins: map[string][]string{}, held: map[string]version{}}
}

// full reports whether it is time to write.
func (p *pending) full() bool {
	return len(p.fresh)+len(p.docs) >= batch || len(p.marks) >= 16*batch || len(p.origins) >= 16*batch
}

// allFresh reports whether a full batch is of new documents only.
func (p *pending) allFresh() bool { return len(p.fresh) >= batch && len(p.docs)+len(p.marks) == 0 }

// Replace makes f all that the store knows of its document, whatever an older version said, and origin where it comes from,
// which may be empty. It may wait in memory until Flush; what is written is whole documents.
func (l *Ledger) Replace(origin string, f *extract.Facts) error {
	now := version{l.v.Node(graph.DocumentID(f.SHA256)), l.now.Name}
	doc := resolve.Document{
		Labelled:     store.Labelled{Label: now.node, Quads: append(graph.Quads(f, l.v.Base()), l.readBy(now))},
		Contribution: resolve.Contribute(f),
	}
	old, err := l.version(f.ID)
	if err != nil {
		return err
	}
	if old.node == "" {
		if done, err := l.load(f.ID, origin, now, doc); done || err != nil {
			return err
		}
	} else if l.arrives(f.ID) { // it must be there before it can go
		if err := l.commit(); err != nil {
			return err
		}
	}
	return l.put(func(p *pending) {
		switch old.node {
		case "":
			p.fresh = append(p.fresh, doc)
		case now.node:
			p.docs = append(p.docs, doc)
		default:
			p.docs = append(p.docs, absent(old), doc)
		}
		p.origins[f.ID] = lines(origin)
		l.hold(p, f.ID, now)
	})
}

// put adds to the next write, which is done when it is full.
func (l *Ledger) put(add func(*pending)) error {
	l.mu.Lock()
	add(l.batch)
	full, fresh := l.batch.full(), l.batch.allFresh()
	l.mu.Unlock()
	switch {
	case fresh:
		return l.bulk()
	case full:
		return l.write()
	}
	return nil
}

// bulk begins to load in bulk, with a batch of new documents.
func (l *Ledger) bulk() (err error) {
	l.writing.Lock() // so that nobody commits one half of them
	defer l.writing.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.batch.allFresh() {
		return nil // somebody else did it, or added what has to be written after these
	}
	if l.loader == nil {
		if l.loader, err = l.store.Load(store.LoadOptions{}); err != nil {
			return wrap(err)
		}
		backlog, err := resolve.NewBacklog(l.store)
		if err != nil {
			return wrap(err)
		}
		l.swap(backlog)
	}
	p := l.batch
	l.batch = newPending()
	for _, doc := range p.fresh {
		err := l.add(l.loader, doc)
		switch {
		case errors.Is(err, store.ErrLabelTaken):
			l.batch.docs = append(l.batch.docs, doc)
			continue
		case err != nil:
			return wrap(err)
		}
		l.quads += len(doc.Quads)
	}
	maps.Copy(l.arriving.origins, p.origins)
	maps.Copy(l.arriving.held, p.held)
	return nil
}

// hold notes what the store will have. The caller holds l.mu.
func (l *Ledger) hold(p *pending, id string, v version) { p.held[id], l.held[id] = v, v }

// arrives reports whether the loader has a document that is not committed yet.
func (l *Ledger) arrives(id string) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	_, ok := l.arriving.held[id]
	return ok
}

// load gives a document that the store does not have to the bulk loader, if there is one. Goroutines that load at the same
// time share the work.
func (l *Ledger) load(id, origin string, now version, doc resolve.Document) (done bool, err error) {
	l.mu.RLock()
	loader := l.loader
	l.mu.RUnlock()
	if loader == nil {
		return false, nil
	}
	if err := l.add(loader, doc); errors.Is(err, store.ErrLabelTaken) {
		return false, nil // under another path, perhaps by another program
	} else if err != nil {
		return false, wrap(err)
	}
	l.mu.Lock()
	l.arriving.origins[id] = lines(origin)
	l.hold(l.arriving, id, now)
	l.quads += len(doc.Quads)
	full := l.quads >= checkpoint
	l.mu.Unlock()
	if full {
		err = l.commit()
	}
	return true, err
}

// add gives a document to a loader, with the notes that leave it to Resolve: one commit takes all of it, so that whatever
// interrupts a run, no document is there that nobody would resolve.
func (l *Ledger) add(loader *store.Loader, doc resolve.Document) error {
	l.adding.RLock()
	defer l.adding.RUnlock()
	if err := loader.Add(doc.Labelled); err != nil {
		return err
	}
	if err := doc.Contribution.Await(loader.AddNote); err != nil || l.backlog == nil {
		return err
	}
	return l.backlog.Add(doc.Contribution)
}

// swap puts another backlog, or none, in the place of the one that there is, which it returns: nobody adds to it any more.
func (l *Ledger) swap(next *resolve.Backlog) *resolve.Backlog {
	l.adding.Lock()
	defer l.adding.Unlock()
	b := l.backlog
	l.backlog = next
	return b
}

// abandon ends the backlog, if there is one.
func (l *Ledger) abandon() error {
	if b := l.swap(nil); b != nil {
		return b.Close()
	}
	return nil
}

// absent is a version that goes.
func absent(v version) resolve.Document {
	return resolve.Document{Labelled: store.Labelled{Label: v.node}}
}

// Spare keeps a document as it is, as if the rules of the ledger had read it, and adds origin to where it comes from.
func (l *Ledger) Spare(origin, id string) error {
	old, err := l.version(id)
	if err != nil {
		return err
	}
	err = l.put(func(p *pending) {
		p.marks = append(p.marks, old)
		l.hold(p, id, version{old.node, l.now.Name})
	})
	if err != nil {
		return err
	}
	return l.Keep(origin, id)
}

// Flush writes what waits.
func (l *Ledger) Flush() error {
	if err := l.write(); err != nil {
		return err
	}
	return l.commit()
}

// write writes a batch in one step. Others may fill the next one meanwhile.
func (l *Ledger) write() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	p := l.batch
	l.batch = newPending()
	l.mu.Unlock()
	if len(p.fresh)+len(p.docs)+len(p.marks)+len(p.origins) == 0 {
		return nil
	}
	if err := l.update(p); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loader == nil && len(p.fresh) >= batch/4 { // among others, and more are likely to come
		var err error
		l.loader, err = l.store.Load(store.LoadOptions{})
		return wrap(err)
	}
	return nil
}

// commit makes the documents of the loader part of the store.
func (l *Ledger) commit() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.commitLoaded()
}

// commitLoaded is commit for who holds l.writing. The origins of documents follow in a write of their own: without it
// nothing is wrong, they only count as from nowhere until they are read again.
func (l *Ledger) commitLoaded() error {
	l.mu.Lock()
	p, loader := l.arriving, l.loader
	l.arriving, l.quads = newPending(), 0 // what arrives while the loader commits belongs to the next commit
	l.mu.Unlock()
	if loader == nil || len(p.held) == 0 {
		return nil
	}
	if err := l.announce(); err != nil { // first: no document without the rules that read it
		return err
	}
	l.adding.Lock()
	_, err := loader.Commit()
	l.adding.Unlock()
	if err != nil {
		return wrap(err)
	}
	return l.update(p)
}

// update writes and looks at the store anew. The caller holds l.writing.
func (l *Ledger) update(p *pending) error {
	if err := l.announce(); err != nil {
		return err
	}
	if len(p.fresh)+len(p.docs) > 0 { // which the backlog does not know
		if err := l.abandon(); err != nil {
			return wrap(err)
		}
	}
	if err := l.store.Update(func(tx *store.Tx) error { return l.apply(tx, p) }); err != nil {
		return wrap(err)
	}
	view, err := l.store.View()
	if err != nil {
		return wrap(err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, v := range p.held {
		if l.held[id] == v {
			delete(l.held, id)
		}
	}
	err = l.view.Close()
	l.view = view
	return wrap(err)
}

// apply is the one place where documents are written, all that belongs to them in the same step.
func (l *Ledger) apply(tx *store.Tx, p *pending) error {
	if _, err := resolve.Replace(tx, l.v.Base(), append(p.fresh, p.docs...)); err != nil {
		return err
	}
	var add, del []quad.Quad
	for _, old := range p.marks {
		add, del = append(add, l.readBy(version{old.node, l.now.Name})), append(del, l.readBy(old))
	}
	if _, err := tx.Apply(add, del); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(p.origins)) {
		var note []byte
		if origins := p.origins[id]; len(origins) > 0 {
			note = []byte(strings.Join(origins, "\n"))
		}
		if err := tx.SetNote(originNote+id, note); err != nil {
			return err
		}
	}
	return nil
}

// Resolve writes what waits, and tells who is who and which reports are one event in the documents that came in bulk; those
// of other writes are resolved with them. It may take long: an error of progress, which is told how many documents are
// done, ends it, and the next call goes on. What waits is written nevertheless.
func (l *Ledger) Resolve(progress func(done int) error) error {
	if err := l.write(); err != nil {
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if backlog := l.swap(nil); backlog != nil {
		_, err := backlog.CatchUp(l.commitLoaded, progress)
		return wrap(errors.Join(err, backlog.Close()))
	}
	if err := l.commitLoaded(); err != nil {
		return err
	}
	_, err := resolve.CatchUp(l.store, progress)
	return wrap(err)
}
