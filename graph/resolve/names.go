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
	who    map[string]*component // by key of each of its blocks
	base   *names                // state of affairs that this one began as, nil for that of the state
}

// A component is the blocks that links and decisions tie to one, with who is who among their names.
type component struct {
	keys []string // sorted; the first stands for the name in every spelling
	*outcome
}

func newNames(s State) *names {
	return &names{state: s, blocks: map[string]*block{}, dirty: map[string]bool{}, who: map[string]*component{}}
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
	if c := n.who[key]; c != nil {
		return c, nil
	}
	found := map[string]*block{}
	for queue := []string{key}; len(queue) > 0; queue = queue[1:] {
		if found[queue[0]] != nil {
			continue
		}
		b, err := n.block(queue[0])
		if err != nil {
			return nil, err
		}
		found[queue[0]] = b
		for _, l := range b.linked() {
			queue = append(queue, l.key, l.aliasKey)
		}
		for _, d := range b.decisions() {
			queue = append(queue, d.keyA, d.keyB)
		}
	}
	c := &component{keys: slices.Sorted(maps.Keys(found))}
	var blocks []*block
	for _, k := range c.keys {
		blocks = append(blocks, found[k])
	}
	c.outcome = whoIsWho(blocks)
	for _, k := range c.keys {
		n.who[k] = c
	}
	return c, nil
}

// rep is the key that stands for a participant's name in every spelling.
func (n *names) rep(p *part) (string, error) {
	if p.Key == "" {
		return p.ID, nil
	}
	c, err := n.component(p.Key)
	if err != nil {
		return "", err
	}
	return c.keys[0], nil
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

// changeNames takes documents and decisions out of the blocks and puts others in. It returns the keys of the blocks that
// it changed and of all that belonged or belong to one of them, sorted. Until save, before reads what was.
func (u *update) changeNames(c Change, drop, add []*contribution) ([]string, error) {
	var changes []func() error
	keys := map[string]bool{}
	at := func(key string, fn func(*block)) {
		keys[key] = true
		changes = append(changes, func() error {
			b, err := u.now.change(key)
			if err == nil {
				fn(b)
			}
			return err
		})
	}
	for i, list := range [][]*contribution{drop, add} {
		n := 2*i - 1
		for _, d := range list {
			for i := range d.bearers {
				p := &d.bearers[i]
				at(p.Key, func(b *block) { b.add(p, n) })
			}
			for _, l := range d.links {
				for _, key := range distinct(l.key, l.aliasKey) {
					at(key, func(b *block) { count(&b.Links, l.String(), n) })
				}
			}
		}
	}
	for i, list := range [][]Decision{c.Undo, c.Decide} {
		n := 2*i - 1
		for i := range list {
			if d, ok := list[i].names(); ok {
				for _, key := range distinct(d.keyA, d.keyB) {
					at(key, func(b *block) { count(&b.Decided, d.String(), n) })
				}
			}
		}
	}
	touched := map[string]bool{}
	if err := reach(u.before, keys, touched); err != nil {
		return nil, err
	}
	for _, change := range changes {
		if err := change(); err != nil {
			return nil, err
		}
	}
	if err := reach(u.now, keys, touched); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(touched)), nil
}

func distinct(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
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
