package resolve

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// A Change is what an update adds and takes away. A document that is replaced is dropped and added as it is now.
type Change struct {
	Add          []Contribution
	Drop         []string // ids of documents; those that were never added are left out
	Decide, Undo []Decision
}

// A Node is all that is derived of one subject after an update, without quads when nothing is any more.
type Node struct {
	Subject quad.IRI
	Quads   []quad.Quad
	Fresh   bool   // nothing was derived of it before
	Doc     string // of an event that one document tells of: its short name
}

// Update brings the state from one set of documents and decisions to another and returns the nodes that may have
// changed, sorted by subject. After an error the state is of no use.
func Update(s State, base string, c Change) ([]Node, error) {
	u := newUpdate(s, base)
	if err := u.change(c); err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	return u.nodes(), nil
}

func newUpdate(s State, base string) *update {
	u := &update{
		state: s, v: graph.NewVocabulary(base), out: map[string]derived{}, now: newNames(s), before: newNames(s),
		seeds: map[string]bool{}, entered: map[string]bool{}, left: map[string]string{}, old: map[string]bool{},
		written: map[string]bool{},
	}
	u.now.base = u.before
	u.was, u.is = newReading(s, u.before, &u.compared), newReading(s, u.now, &u.compared)
	return u
}

// nodes are what run has put, sorted.
func (u *update) nodes() []Node {
	nodes := make([]Node, 0, len(u.out))
	for _, id := range slices.Sorted(maps.Keys(u.out)) {
		d := u.out[id]
		slices.SortFunc(d.quads, graph.Compare)
		nodes = append(nodes, Node{u.v.Node(id), slices.Compact(d.quads), !d.known, d.doc})
	}
	return nodes
}

// An update is one call of Update.
type update struct {
	state State
	v     graph.Vocabulary
	out   map[string]derived // by id of the subject

	before, now *names
	was, is     *reading
	seeds       map[string]bool   // refs of records whose component must be gathered again
	entered     map[string]bool   // refs of records that were on no shelf before
	left        map[string]string // refs of records that were taken out of their events -> the note that says of which
	old         map[string]bool   // events to withdraw unless they come again
	written     map[string]bool   // events that came
	compared    int               // pairs of records
	emit        func(Node)        // takes what is derived in place of out, in any order
}

// What is derived of a subject, and whether something was before.
type derived struct {
	quads []quad.Quad
	known bool
	doc   string // see Node
}

// A step is a change as update takes it.
type step struct {
	drop, add    []*contribution
	out          []*contribution // of drop, those whose records stand on shelves
	decide, undo []Decision
}

// change reads a change and makes it.
func (u *update) change(c Change) error {
	if err := u.checkFormat(); err != nil {
		return err
	}
	s := &step{decide: c.Decide, undo: c.Undo}
	for _, doc := range c.Drop {
		if err := u.leaves(s, shortDoc(doc)); err != nil {
			return err
		}
	}
	for _, data := range c.Add {
		d, err := data.unpack()
		if err != nil {
			return err
		}
		known, err := u.state.Get(documentKind + d.short)
		if err != nil {
			return err
		}
		if known != nil {
			return fmt.Errorf("%s is there already; drop it first", d.doc)
		}
		if err := u.state.Set(documentKind+d.short, data); err != nil {
			return err
		}
		s.add = append(s.add, d)
	}
	return u.run(s)
}

// leaves adds what a document brought to what goes, and forgets it.
func (u *update) leaves(s *step, short string) error {
	d, err := u.was.contribution(short)
	if err != nil || d == nil {
		return err
	}
	waits, err := u.state.Get(waitingKind + short)
	if err != nil {
		return err
	}
	switch string(waits) {
	case "":
		s.drop, s.out = append(s.drop, d), append(s.out, d)
	case waitsRecords:
		s.drop = append(s.drop, d)
	}
	if waits != nil {
		if err := u.state.Set(waitingKind+short, nil); err != nil {
			return err
		}
	}
	return u.state.Set(documentKind+short, nil)
}

// run brings names up to date first, then the records that they move and those that come and go.
func (u *update) run(s *step) error {
	keys, err := u.changeNames(s)
	if err != nil {
		return err
	}
	moved, err := u.settleNames(keys)
	if err != nil {
		return err
	}
	anchors, err := u.decideEvents(s)
	if err != nil {
		return err
	}
	if err := u.changeRecords(s, moved, anchors); err != nil {
		return err
	}
	return u.gatherAll()
}

// settleNames tells who is who in changed blocks and returns whose records that moves.
func (u *update) settleNames(keys map[string]bool) (moved map[string]map[string]bool, err error) {
	touched := map[string]bool{}
	if err := errors.Join(reach(u.before, keys, touched), reach(u.now, keys, touched)); err != nil {
		return nil, err
	}
	persons, err := u.reseated(touched)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(reach(u.before, persons, touched), reach(u.now, persons, touched)); err != nil {
		return nil, err
	}
	sorted := slices.Sorted(maps.Keys(touched))
	if moved, err = u.moved(sorted); err != nil {
		return nil, err
	}
	return moved, errors.Join(u.writeNames(sorted), u.now.save())
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

// put sets what is derived of a subject of which something was derived before or not.
func (u *update) put(id string, quads []quad.Quad, known bool) { u.putOf("", id, quads, known) }

// putOf puts what is derived of an event that one document tells of, or several ("").
func (u *update) putOf(doc, id string, quads []quad.Quad, known bool) {
	if u.emit != nil {
		u.emit(Node{u.v.Node(id), quads, !known, doc})
		return
	}
	u.out[id] = derived{quads, known, doc}
}
