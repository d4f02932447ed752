package resolve

import (
	"maps"
	"slices"
)

// names are the blocks of names in one state of affairs, read as they are needed, and who is who in them.
type names struct {
	state  State
	blocks map[string]*block // by key; read from the state or changed
	dirty  map[string]bool
	comps  map[string]*component // by key of each of its blocks
	fresh  []*component          // resolved since the last rest
	base   *names                // state of affairs that this one began as, nil for that of the state
	words  thesaurus             // posts that tell namesakes apart
	alone  bool                  // the state has no blocks: whom rest forgot without a trace stands for itself
}

// A component is the blocks that links and decisions tie to one, with who is who among their names.
type component struct {
	keys []string // sorted; the first stands for the name in every spelling
	*outcome
}

func newNames(s State) *names {
	return &names{state: s, blocks: map[string]*block{}, dirty: map[string]bool{}, comps: map[string]*component{}, words: thesaurus{}}
}

// block reads a block.
func (n *names) block(key string) (*block, error) {
	if b := n.blocks[key]; b != nil {
		return b, nil
	}
	if n.base != nil {
		b, err := n.base.block(key)
		if err == nil && n.dirty[key] {
			b = b.clone()
			n.blocks[key] = b
		}
		return b, err
	}
	b := &block{}
	if _, err := load(n.state, blockKind+key, b); err != nil {
		return nil, err
	}
	n.blocks[key] = b
	return b, nil
}

// change returns a block to be changed.
func (n *names) change(key string) (*block, error) {
	n.dirty[key] = true
	return n.block(key)
}

// component resolves the names that belong to a key.
func (n *names) component(key string) (*component, error) {
	if c := n.comps[key]; c != nil {
		return c, nil
	}
	if n.itself(key) {
		return &component{keys: []string{key}, outcome: &outcome{}}, nil
	}
	keys, blocks, err := n.tied(key)
	if err != nil {
		return nil, err
	}
	c := &component{keys: keys, outcome: whoIsWho(blocks, n.owner(&err))}
	if err != nil {
		return nil, err
	}
	for _, k := range c.keys {
		n.comps[k] = c
	}
	n.fresh = append(n.fresh, c)
	return c, nil
}

// itself reports whether nothing is known of a block, nor can be.
func (n *names) itself(key string) bool {
	return n.alone && n.comps[key] == nil && n.blocks[key] == nil
}

// tied lists the blocks that links and decisions tie to one, by key.
func (n *names) tied(key string) (keys []string, blocks []*block, err error) {
	found := map[string]*block{}
	for queue := []string{key}; len(queue) > 0; queue = queue[1:] {
		if found[queue[0]] != nil {
			continue
		}
		b, err := n.block(queue[0])
		if err != nil {
			return nil, nil, err
		}
		found[queue[0]] = b
		for _, l := range b.linked() {
			queue = append(queue, l.key, l.aliasKey)
		}
		for _, d := range b.decisions() {
			queue = append(queue, d.keyA, d.keyB)
		}
	}
	keys = slices.Sorted(maps.Keys(found))
	for _, k := range keys {
		blocks = append(blocks, found[k])
	}
	return keys, blocks, nil
}

// owner gives the node of the body that owns a post and that letters name; an error of reading a block is left in err. What
// people tied to persons has posts itself, whose owners play no part in it.
func (n *names) owner(err *error) func(*post) string {
	return func(p *post) string {
		_, blocks, e := n.tied(p.OrgBlock)
		var o *outcome
		switch {
		case e != nil:
		case slices.ContainsFunc(blocks, (*block).seated):
			o = whoIsWho(blocks, nil)
		default:
			var c *component
			if c, e = n.component(p.OrgBlock); e == nil {
				o = c.outcome
			}
		}
		if e != nil {
			*err = e
			return p.Org
		}
		node, _ := o.of(p.Org, nil)
		return node
	}
}

// rep is the key that stands for a participant's name in every spelling.
func (n *names) rep(p *part) (string, error) {
	if p.Key == "" {
		return p.ID, nil
	}
	if n.itself(p.Key) {
		return p.Key, nil
	}
	c, err := n.component(p.Key)
	if err != nil {
		return "", err
	}
	return c.keys[0], nil
}

// rest forgets all but who is who.
func (n *names) rest() {
	clear(n.blocks)
	clear(n.dirty)
	for _, c := range n.fresh {
		c.names, c.persons = nil, nil
		if c.forget(n.words); n.alone && c.plain() {
			delete(n.comps, c.keys[0])
		}
	}
	n.fresh = nil
}

// release forgets all. Nobody may ask any more.
func (n *names) release() {
	n.blocks, n.dirty, n.comps, n.words, n.fresh, n.alone = nil, nil, nil, nil, nil, false
}

// forget forgets the posts of names by which nobody is told from others: of most names. Of the others it keeps those strings
// that words has.
func (o *outcome) forget(words thesaurus) {
	for id, posts := range o.posts {
		tells, kept := o.vague[id], make(map[string]string, len(posts))
		for post, node := range posts {
			tells = tells || node != o.rest[id]
			kept[words.one(post)] = node
		}
		if tells {
			o.posts[id] = kept
		} else {
			delete(o.posts, id)
		}
	}
	if len(o.posts) == 0 {
		o.posts = nil
	}
}

// plain reports whether all names of a component stand for themselves.
func (c *component) plain() bool {
	if len(c.keys) > 1 || len(c.posts) > 0 {
		return false
	}
	for id, node := range c.rest {
		if id != node || c.vague[id] {
			return false
		}
	}
	return true
}

// save writes the blocks that were changed.
func (n *names) save() error {
	for _, key := range slices.Sorted(maps.Keys(n.dirty)) {
		b := n.blocks[key]
		if b.empty() {
			if err := n.state.Set(blockKind+key, nil); err != nil {
				return err
			}
			continue
		}
		if err := save(n.state, blockKind+key, b); err != nil {
			return err
		}
	}
	return nil
}

// who gives the nodes of participants; an error of reading a block is left in err.
func (n *names) who(err *error) who {
	return func(p *part) (string, bool) {
		if p.Key == "" || n.itself(p.Key) {
			return p.ID, true
		}
		c, e := n.component(p.Key)
		if e != nil {
			*err = e
			return p.ID, true
		}
		return c.of(p.ID, p.posts)
	}
}

// changeNames takes documents and decisions out of the blocks and puts others in. It returns the keys of the blocks that
// it changed. Until save, before reads what was.
func (u *update) changeNames(s *step) (map[string]bool, error) {
	keys := s.keys()
	for key := range keys {
		if _, err := u.now.change(key); err != nil {
			return nil, err
		}
	}
	u.count(s)
	return keys, nil
}

// keys are those of the blocks that the step changes.
func (s *step) keys() map[string]bool {
	keys := map[string]bool{}
	for _, d := range slices.Concat(s.drop, s.add) {
		for i := range d.bearers {
			keys[d.bearers[i].Key] = true
			for _, key := range d.bearers[i].owners() {
				keys[key] = true
			}
		}
		for _, l := range d.links {
			keys[l.key], keys[l.aliasKey] = true, true
		}
	}
	for _, list := range [][]Decision{s.undo, s.decide} {
		for i := range list {
			if d, ok := list[i].names(); ok {
				keys[d.keyA], keys[d.keyB] = true, true
			}
		}
	}
	return keys
}

// count counts what comes and goes in blocks that are there to be changed.
func (u *update) count(s *step) {
	for i, list := range [][]*contribution{s.drop, s.add} {
		n := 2*i - 1
		for _, d := range list {
			for i := range d.bearers {
				b := &d.bearers[i]
				u.now.blocks[b.Key].add(b, n)
				for _, key := range b.owners() {
					count(&u.now.blocks[key].Seats, b.Key, n)
				}
			}
			for i := range d.links {
				l := &d.links[i]
				for _, key := range distinct(l.key, l.aliasKey) {
					count(&u.now.blocks[key].Links, l.String(), n)
				}
			}
		}
	}
	for i, list := range [][]Decision{s.undo, s.decide} {
		for k := range list {
			if d, ok := list[k].names(); ok {
				for _, key := range distinct(d.keyA, d.keyB) {
					count(&u.now.blocks[key].Decided, d.String(), 2*i-1)
				}
			}
		}
	}
}

func distinct(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
}

// reseated lists the blocks of persons who hold posts of bodies in some blocks, that letters name and that are others now than before.
func (u *update) reseated(keys map[string]bool) (map[string]bool, error) {
	persons := map[string]bool{}
	for key := range keys {
		before, err := u.before.block(key)
		if err != nil {
			return nil, err
		}
		now, err := u.now.block(key)
		if err != nil {
			return nil, err
		}
		if len(now.Seats) == 0 {
			continue
		}
		was, err := u.before.component(key)
		if err != nil {
			return nil, err
		}
		is, err := u.now.component(key)
		if err != nil {
			return nil, err
		}
		for id := range before.Names {
			x, _ := was.of(id, nil)
			if y, _ := is.of(id, nil); x != y {
				for person := range now.Seats {
					persons[person] = true
				}
			}
		}
	}
	return persons, nil
}

// reach adds the keys of the components of some keys.
func reach(n *names, keys, all map[string]bool) error {
	for key := range keys {
		c, err := n.component(key)
		if err != nil {
			return err
		}
		for _, k := range c.keys {
			all[k] = true
		}
	}
	return nil
}
