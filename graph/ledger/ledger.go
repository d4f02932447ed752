// Package ledger says which version of each document a store holds and which rules read it, and writes new versions
// in the place of old ones. Which rules they were stands in the graph itself, as a quad of the document, so that it
// comes and goes with it.
package ledger

import (
	"fmt"
	"sync"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// batch is how many documents one write takes: they share the cost of a sync, and little is lost by an interruption.
const batch = 32

// A Ledger writes the documents that one set of rules reads. It is safe for concurrent use; there should be one for a
// store.
type Ledger struct {
	store *store.Store
	v     graph.Vocabulary
	rules string

	mu      sync.Mutex
	held    map[string]version // by path
	pending []store.Labelled
}

// A version is the node of a document and the rules that read it.
type version struct {
	node  quad.IRI
	rules string
}

// Open reads what the store holds. The rules are named by their hash.
func Open(s *store.Store, rules string) (*Ledger, error) {
	l := &Ledger{store: s, v: graph.NewVocabulary(s.Base()), rules: rules, held: map[string]version{}}
	if err := l.read(); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return l, nil
}

func (l *Ledger) read() error {
	view, err := l.store.View()
	if err != nil {
		return err
	}
	defer view.Close()
	readBy := map[quad.Value]string{}
	err = view.Each(quad.Quad{Predicate: l.ruleSet()}, func(q quad.Quad) error {
		readBy[q.Subject] = plain(q.Object)
		return nil
	})
	if err != nil {
		return err
	}
	return view.Each(quad.Quad{Predicate: l.v.Path}, func(q quad.Quad) error {
		if node, ok := q.Subject.(quad.IRI); ok {
			l.held[plain(q.Object)] = version{node, readBy[q.Subject]}
		}
		return nil
	})
}

// ruleSet is the predicate from a document to the hash of the rules that read it.
func (l *Ledger) ruleSet() quad.IRI { return l.v.Node("property/ruleSet") }

func plain(v quad.Value) string {
	s, _ := v.(quad.String)
	return string(s)
}

// Current reports whether the store holds the document with this id and hash as the ledger's rules read it.
func (l *Ledger) Current(id, sha256 string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held[id] == version{l.v.Node(graph.DocumentID(sha256)), l.rules}
}

// Replace makes f all that the store knows of its document, whatever an older version said. It may wait in memory until
// Flush; what is written is whole documents.
func (l *Ledger) Replace(f *extract.Facts) error {
	node := l.v.Node(graph.DocumentID(f.SHA256))
	readBy := quad.Quad{Subject: node, Predicate: l.ruleSet(), Object: quad.String(l.rules), Label: node}
	quads := append(graph.Quads(f, l.v.Base()), readBy)
	l.mu.Lock()
	defer l.mu.Unlock()
	if old, ok := l.held[f.ID]; ok && old.node != node {
		l.pending = append(l.pending, store.Labelled{Label: old.node})
	}
	l.held[f.ID] = version{node, l.rules}
	l.pending = append(l.pending, store.Labelled{Label: node, Quads: quads})
	if len(l.pending) < batch {
		return nil
	}
	return l.flush()
}

// Flush writes what waits.
func (l *Ledger) Flush() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.flush()
}

func (l *Ledger) flush() error {
	if len(l.pending) == 0 {
		return nil
	}
	_, err := l.store.ReplaceAll(l.pending)
	l.pending = nil
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	return nil
}
