package ledger

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// batch is how many documents one write takes: they share the cost of a sync, and little is lost by an interruption. More
// new documents than these are loaded in bulk, which is several times as fast but has a price for each commit. In an empty
// store the first ones are, too: what is loaded beside nothing needs no merging with what is there.
const batch = 64

// A pending write is what one write takes.
type pending struct {
	fresh   []resolve.Document  // that are new to the store
	docs    []resolve.Document  // others
	marks   map[string]version  // by id: which count from now on as read by the rules of the ledger
	origins map[string][]string // by id, sorted; empty when the document goes
	held    map[string]version  // what the store will have, by id
}

func newPending() *pending {
	return &pending{marks: map[string]version{}, origins: map[string][]string{}, held: map[string]version{}}
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
	now, claims := version{l.v.Node(graph.DocumentID(f.SHA256)), l.now.Name}, graph.ClaimIDs(f)
	doc := resolve.Document{
		Labelled:     store.Labelled{Label: now.node, Quads: append(graph.QuadsOf(f, claims, l.v.Base()), l.readBy(now))},
		Contribution: resolve.ContributeOf(f, claims),
	}
	old, err := l.version(f.ID)
	if err != nil {
		return err
	}
	if old.node == "" {
		if done, err := l.load(f.ID, origin, now, doc); done || err != nil {
			return err
		}
	} else if err := l.settle(f.ID); err != nil { // it must be there before it can go
		return err
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

// hold notes what the store will have, whatever was to become of the version before. The caller holds l.mu.
func (l *Ledger) hold(p *pending, id string, v version) {
	p.held[id], l.held[id] = v, v
	delete(p.marks, id)
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
	if now := (version{old.node, l.now.Name}); now != old {
		err = l.put(func(p *pending) {
			l.hold(p, id, now)
			p.marks[id] = old
		})
	}
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
	for _, id := range slices.Sorted(maps.Keys(p.marks)) {
		old := p.marks[id]
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
