// Package ledger says which version of each document a store holds, which rules read it and where it came from, and
// writes new versions in the place of old ones. Which rules they were stands in the graph itself, as a quad of the
// document, so that it comes and goes with it. What concerns no reader of the graph stands in notes beside it:
//
//	rules/NAME   what the rules of that name read by, so that other rules can be compared with them
//	from/ID      the origins that gave the document, a line each
//	run/TIME     what a run did
package ledger

import (
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// A Ledger writes the documents that one extractor reads. It is safe for concurrent use; there should be one for a
// store. Close it before its store.
type Ledger struct {
	store *store.Store
	v     graph.Vocabulary
	now   *extract.Manifest

	writing sync.Mutex // held while a write is on its way; taken before mu
	known   bool       // the note of the rules is there; guarded by writing

	adding  sync.RWMutex     // shared by who gives documents to the loader, alone by who commits them; taken last
	backlog *resolve.Backlog // guarded by adding: all documents of the store, as long as it has no others than loaded ones; or nil

	mu       sync.RWMutex
	view     *store.View        // of what is written
	held     map[string]version // by id: what was read since the view was taken
	batch    *pending           // what the next write takes
	loader   *store.Loader      // nil as long as there are few new documents
	arriving *pending           // what the loader was given since its last commit
	quads    int                // in arriving

	comparing sync.Mutex
	affected  map[string]*extract.Affected // by the name of the old rules; nil when they are unknown
}

// Open prepares a store for documents that are read by what the manifest says; nil when none is read, only restored. It
// writes nothing.
func Open(s *store.Store, now *extract.Manifest) (*Ledger, error) {
	view, err := s.View()
	if err != nil {
		return nil, wrap(err)
	}
	return &Ledger{
		store: s, v: graph.NewVocabulary(s.Base()), now: now, view: view,
		held: map[string]version{}, batch: newPending(), arriving: newPending(), affected: map[string]*extract.Affected{},
	}, nil
}

// Close ends the use of the store. What was not flushed is lost.
func (l *Ledger) Close() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.abandon()
	if l.loader != nil {
		err = errors.Join(err, l.loader.Close())
	}
	return wrap(errors.Join(err, l.view.Close()))
}

// A Standing is what the store knows of a document.
type Standing int

// The standings of a document.
const (
	New      Standing = iota // the store has no version of it
	Changed                  // it has another version
	Outdated                 // it has this version, as rules read it that may say something else of it
	Spared                   // it has this version, as rules read it that are others but say the same of it
	Current                  // it has this version, read by the same rules
)

// Standing returns what the store knows of a document.
func (l *Ledger) Standing(d source.Document) (Standing, error) {
	held, err := l.version(d.ID)
	switch {
	case err != nil:
		return New, err
	case held.node == "":
		return New, nil
	case held.node != l.v.Node(graph.DocumentID(d.SHA256)):
		return Changed, nil
	case held.rules == l.now.Name:
		return Current, nil
	}
	a, err := l.compared(held.rules)
	if err != nil {
		return New, err
	}
	if a == nil || a.Document(d) {
		return Outdated, nil
	}
	return Spared, nil
}

// A version is the node of a document, empty when there is none, and the name of the rules that read it.
type version struct {
	node  quad.IRI
	rules string
}

// version returns what the store has of a document, or will have by the next Flush.
func (l *Ledger) version(id string) (held version, err error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if v, ok := l.held[id]; ok {
		return v, nil
	}
	err = l.view.Each(quad.Quad{Predicate: l.v.Path, Object: quad.String(id)}, func(q quad.Quad) error {
		held.node, _ = q.Subject.(quad.IRI)
		return nil
	})
	if err == nil && held.node != "" {
		err = l.view.Each(quad.Quad{Subject: held.node, Predicate: l.ruleSet()}, func(q quad.Quad) error {
			s, _ := q.Object.(quad.String)
			held.rules = string(s)
			return nil
		})
	}
	return held, wrap(err)
}

// ruleSet is the predicate from a document to the name of the rules that read it.
func (l *Ledger) ruleSet() quad.IRI { return l.v.Node("property/ruleSet") }

// readBy is the quad that says by which rules a version was read.
func (l *Ledger) readBy(v version) quad.Quad {
	return quad.Quad{Subject: v.node, Predicate: l.ruleSet(), Object: quad.String(v.rules), Label: v.node}
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("ledger: %w", err)
}
