package resolve

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
)

// A Change is what an update adds and takes away. A document that is replaced is dropped as it was and added as it is.
type Change struct {
	Add, Drop    []*extract.Facts
	Decide, Undo []Decision
}

// A Node is all that is derived of one subject after an update, without quads when nothing is any more.
type Node struct {
	Subject quad.IRI
	Quads   []quad.Quad
}

// Update brings the state from one set of documents and decisions to another and returns the nodes that may have
// changed, sorted by subject. What is dropped must be as it was added; what was never added is left out. After an error the state is of no use.
func Update(s State, base string, c Change) ([]Node, error) {
	u := newUpdate(s, base)
	if err := u.run(c); err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	return u.nodes(), nil
}

func newUpdate(s State, base string) *update {
	u := &update{
		state: s, v: graph.NewVocabulary(base), out: map[string][]quad.Quad{},
		now: newNames(s), before: newNames(s), records: map[string]*record{},
	}
	u.now.base = u.before
	return u
}

// nodes are what run has put, sorted.
func (u *update) nodes() []Node {
	var nodes []Node
	for _, id := range slices.Sorted(maps.Keys(u.out)) {
		slices.SortFunc(u.out[id], graph.Compare)
		nodes = append(nodes, Node{u.v.Node(id), slices.Compact(u.out[id])})
	}
	return nodes
}

// An update is one call of Update.
type update struct {
	state State
	v     graph.Vocabulary
	out   map[string][]quad.Quad // by id of the subject

	before, now *names
	records     map[string]*record // by claim, prepared with who is who now; nil when dropped
	seeds       map[string]bool    // claims whose component must be gathered again
	old         map[string]bool    // events to withdraw unless they come again
	compared    int                // pairs of records
}

func (u *update) run(c Change) error {
	if err := u.checkFormat(); err != nil {
		return err
	}
	if err := u.enter(&c); err != nil {
		return err
	}
	drop, add := contributions(c.Drop), contributions(c.Add)
	touched, err := u.changeNames(c, drop, add)
	if err != nil {
		return err
	}
	u.seeds, u.old = map[string]bool{}, map[string]bool{}
	moved, err := u.moved(touched)
	if err != nil {
		return err
	}
	if err := u.decideEvents(c, moved); err != nil {
		return err
	}
	if err := u.changeRecords(drop, add, moved); err != nil {
		return err
	}
	if err := u.gatherAll(); err != nil {
		return err
	}
	if err := u.writeNames(touched); err != nil {
		return err
	}
	return u.now.save()
}

// enter notes which documents come and go. Those to drop that never came are left out of the change.
func (u *update) enter(c *Change) error {
	var drop []*extract.Facts
	for _, f := range c.Drop {
		name := documentKind + graph.DocumentID(f.SHA256)
		known, err := u.state.Get(name)
		if err != nil {
			return err
		}
		if known == nil {
			continue
		}
		drop = append(drop, f)
		if err := u.state.Set(name, nil); err != nil {
			return err
		}
	}
	for _, f := range c.Add {
		name := documentKind + graph.DocumentID(f.SHA256)
		known, err := u.state.Get(name)
		if err != nil {
			return err
		}
		if known != nil {
			return fmt.Errorf("%s is there already; drop it first", f.ID)
		}
		if err := u.state.Set(name, []byte{}); err != nil {
			return err
		}
	}
	c.Drop = drop
	return nil
}

func (u *update) checkFormat() error {
	data, err := u.state.Get(formatName)
	if err != nil {
		return err
	}
	if data == nil {
		return u.state.Set(formatName, []byte(format))
	}
	if string(data) != format {
		return &FormatError{Found: string(data)}
	}
	return nil
}

// A FormatError says that the state was written by another version of this package.
type FormatError struct{ Found string }

// Error names the remedy.
func (e *FormatError) Error() string {
	return fmt.Sprintf("what was resolved is in format %q and this program writes %q; extract the documents into a new store",
		e.Found, format)
}

func contributions(docs []*extract.Facts) []*contribution {
	list := make([]*contribution, len(docs))
	for i, f := range docs {
		list[i] = contribute(f)
	}
	return list
}

// who gives the nodes of participants by the names of one state of affairs.
func (u *update) who(n *names, err *error) who {
	return func(p *part) (string, bool) {
		if p.Key == "" {
			return p.ID, true
		}
		c, e := n.component(p.Key)
		if e != nil {
			*err = e
			return p.ID, true
		}
		return c.of(p.ID, p.Posts)
	}
}

// put sets what is derived of a subject.
func (u *update) put(id string, quads []quad.Quad) { u.out[id] = quads }
