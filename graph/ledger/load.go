package ledger

import (
	"errors"
	"maps"

	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// checkpoint is how many quads a bulk load takes before they are committed; a crash loses no more than these.
const checkpoint = 4_000_000

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

// settle commits a document that the loader has, before anything else is said of it.
func (l *Ledger) settle(id string) error {
	l.mu.RLock()
	_, arrives := l.arriving.held[id]
	l.mu.RUnlock()
	if !arrives {
		return nil
	}
	return l.commit()
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

// commit makes the documents of the loader part of the store.
func (l *Ledger) commit() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.commitLoaded((*store.Loader).Commit)
}

// commitLoaded is commit for who holds l.writing, by one of the ways that a loader commits. The origins of documents follow in a write of their own: without it
// nothing is wrong, they only count as from nowhere until they are read again.
func (l *Ledger) commitLoaded(commit func(*store.Loader) (store.Delta, error)) error {
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
	_, err := commit(loader)
	l.adding.Unlock()
	if err != nil {
		return wrap(err)
	}
	return l.update(p)
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
		var commitErr error
		_, err := backlog.CatchUp(func() error {
			commitErr = l.commitLoaded((*store.Loader).CommitAside)
			return commitErr
		}, progress)
		if commitErr != nil {
			return errors.Join(commitErr, wrap(backlog.Close()))
		}
		return wrap(errors.Join(err, backlog.Close()))
	}
	if err := l.commitLoaded((*store.Loader).Commit); err != nil {
		return err
	}
	_, err := resolve.CatchUp(l.store, progress)
	return wrap(err)
}
