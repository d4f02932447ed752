package ledger

import (
	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// Restore makes quads, as an export gave them, all that the store knows of the document of f, whatever an older version
// said; which rules read it is among them. Like Replace it may wait in memory until Flush, and writes whole documents.
func (l *Ledger) Restore(f *extract.Facts, quads []quad.Quad) error {
	now := version{node: l.v.Node(graph.DocumentID(f.SHA256))}
	for _, q := range quads {
		if rules, ok := q.Object.(quad.String); ok && q.Subject == now.node && q.Predicate == l.ruleSet() {
			now.rules = string(rules)
		}
	}
	if err := l.settle(f.ID); err != nil {
		return err
	}
	old, err := l.version(f.ID)
	if err != nil {
		return err
	}
	return l.put(func(p *pending) {
		if old.node != "" && old.node != now.node {
			p.docs = append(p.docs, absent(old))
		}
		p.docs = append(p.docs, resolve.Document{Labelled: store.Labelled{Label: now.node, Quads: quads}})
		l.hold(p, f.ID, now)
	})
}
