package resolve

import (
	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/index"
	"quanhe/graph/store"
)

// A clerk writes what a step derives, and what the index says of it and of the documents that come, beside the goroutine
// that derives it and in the order in which it is told. Its methods are for that goroutine.
type clerk struct {
	view    *store.View     // before the step
	absent  map[string]bool // see bulkState
	loader  *store.Loader
	derived quad.IRI
	todo    chan errand
	whole   bool          // all has come; set before todo is closed
	failed  chan struct{} // closed when there is an err, behind which nothing more is written
	done    chan struct{} // closed when all is done

	// The rest is the clerk's own until done.
	listed *index.Bulk
	sums   *store.Sorter
	quads  []quad.Quad // that wait for the loader
	gone   []quad.Quad // to be deleted from the store
	err    error       // of the view or the loader
}

// An errand is what a clerk has to write: a node, or the listing of a document.
type errand struct {
	node    Node
	listing string // "" for a node
}

// sumsMemory is how many bytes of what the index counts may wait to be sorted.
const sumsMemory = 4 << 20

// errands is how many may wait for a clerk.
const errands = 256

func newClerk(b *bulkState) *clerk {
	base := b.store.Base()
	c := &clerk{
		view: b.view, absent: b.absent, loader: b.loader, derived: graph.NewVocabulary(base).Derived,
		todo: make(chan errand, errands), failed: make(chan struct{}), done: make(chan struct{}),
	}
	c.sums = b.store.Sorter(sumsMemory)
	c.listed = index.NewBulk(base, c, c.sums, naming(b.view, base, c.derived))
	go c.work()
	return c
}

// put gives the clerk what is derived of a subject.
func (c *clerk) put(n Node) { c.todo <- errand{node: n} }

// come gives the clerk what the index says of a document, which is lent.
func (c *clerk) come(l index.Listing) { c.todo <- errand{listing: string(l)} }

// failure is why nothing more is written, if so.
func (c *clerk) failure() error {
	select {
	case <-c.failed:
		return c.err
	default:
		return nil
	}
}

// end waits until all is written and returns what is to be deleted. whole says that all has come, and so how much there
// is of it can be written.
func (c *clerk) end(whole bool) (gone []quad.Quad, err error) {
	c.whole = whole
	close(c.todo)
	<-c.done
	return c.gone, c.err
}

// work does errands until there are no more.
func (c *clerk) work() {
	defer close(c.done)
	for e := range c.todo {
		c.do(func() error {
			if e.listing != "" {
				return c.listed.Come(e.listing)
			}
			return c.write(&e.node)
		})
	}
	if c.whole {
		c.do(c.flush)
		c.do(c.listed.End)
	}
	if err := c.sums.Close(); c.err == nil {
		c.err = err
	}
}

// do does something unless something has failed.
func (c *clerk) do(fn func() error) {
	if c.err != nil {
		return
	}
	if c.err = fn(); c.err != nil {
		close(c.failed)
	}
}

// write gives what is derived of a subject to the loader, with the next ones.
func (c *clerk) write(n *Node) error {
	var was, gone []quad.Quad
	add := n.Quads
	if !n.Fresh {
		var err error
		if was, add, gone, err = difference(c.view, *n, c.derived); err != nil {
			return err
		}
		c.gone = append(c.gone, gone...)
	}
	if err := c.listed.Derived(n.Subject, was, n.Quads, n.Doc); err != nil {
		return err
	}
	if c.quads = append(c.quads, add...); len(c.quads) >= bulkQuads {
		return c.flush()
	}
	return nil
}

func (c *clerk) flush() error {
	err := c.loader.AddTo(c.derived, c.quads)
	c.quads = c.quads[:0]
	return err
}

// Get implements index.Notes, of which a step writes none twice.
func (c *clerk) Get(name string) ([]byte, error) {
	if c.absent[noteKind(name)] {
		return nil, nil
	}
	return c.view.Note(name)
}

// Set implements index.Notes.
func (c *clerk) Set(name string, data []byte) error { return c.loader.AddNote(name, data) }

// Kept implements index.Notes.
func (c *clerk) Kept(prefix string, fn func(string, []byte) bool) error {
	return kept(c.view, prefix, fn)
}
