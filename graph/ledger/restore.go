package ledger

import (
	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// Restore makes quads, as an export gave them, all that the store knows of the document of f, whatever an older version
// said; which rules read it is among them. Like Replace it may wait in memory until Flush, and writes whole documents.
func (l *Ledger) Restore(f *extract.Facts, quads []quad.Quad) error {
	now := version{node: l.v.Node(graph.DocumentID(f.SHA256))}
	for _, q := range quads {
		if q.Subject == now.node && q.Predicate == l.ruleSet() {
			now.rules = plain(q.Object)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if old, ok := l.held[f.ID]; ok && old.node != now.node {
		l.pending = append(l.pending, store.Labelled{Label: old.node})
	}
	l.held[f.ID] = now
	l.pending = append(l.pending, store.Labelled{Label: now.node, Quads: quads})
	if len(l.pending) < batch {
		return nil
	}
	return l.flush()
}
