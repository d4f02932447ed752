package export

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
)

// A linked picture numbers the nodes from 0 in their order and gives each a name of its own, for formats that know nodes
// by numbers or names. An edge then tells both of both its ends.
type linked struct {
	*picture
	names *sorter // number and name by node id
	edges *sorter // as those of the picture
}

// An end is a node as an edge refers to it.
type end struct {
	number int
	name   string
}

// link makes the names out of labels: spell says what a label is in the format, fold which names the format takes for the
// same. A name that several nodes would have is followed by a hash of the node's id in brackets, and so is one that looks
// so already.
func (p *picture) link(spell func(n *node) string, fold func(string) string) (*linked, error) {
	l := &linked{picture: p, names: p.bench.sorter(false), edges: p.bench.sorter(false)}
	alike := p.bench.sorter(false)
	err := p.eachNode(func(n *node) error {
		name := spell(n)
		return alike.add(p.bench.key(fold(name)), appendStrings(nil, name, n.id))
	})
	if err != nil {
		return nil, err
	}
	var before *alikeNode // whose name is not written yet
	write := func(n *alikeNode) error {
		if n.shared || toldApart.MatchString(n.name) {
			n.name += " (" + hash(n.id) + ")"
		}
		return l.names.add(l.bench.key(n.id), appendString(nil, n.name))
	}
	err = alike.last(func(key, value []byte) error {
		u := unpack(value)
		n := &alikeNode{fold: string(key), name: u.string(), id: u.string()}
		if before != nil {
			if before.fold == n.fold {
				before.shared, n.shared = true, true
			}
			if err := write(before); err != nil {
				return err
			}
		}
		before = n
		return nil
	})
	if err == nil && before != nil {
		err = write(before)
	}
	if err != nil {
		return nil, err
	}
	return l, l.join()
}

// An alikeNode is a node that may share its name with the next one.
type alikeNode struct {
	fold, name, id string
	shared         bool
}

// toldApart finds names that end like one that was told apart from another.
var toldApart = regexp.MustCompile(`\([0-9a-f]{12}\)$`)

// hash is short enough for people and long enough not to meet itself among those that bear one name.
func hash(s string) string { return longHash(s)[:12] }

// longHash is long enough not to meet itself again in the largest archive, as that of events.
func longHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

// eachEnd calls fn with every node's id, number and name.
func (l *linked) eachEnd(fn func(id string, e end) error) error {
	i := 0
	return l.names.each(func(key, value []byte) error {
		id, _ := cutKey(key)
		i++
		return fn(id, end{i - 1, unpack(value).string()})
	})
}

// join tells the edges of their ends: sorted by source they meet their source, then by target their target.
func (l *linked) join() error {
	bySource, byTarget := l.bench.sorter(false), l.bench.sorter(false)
	err := l.eachEnd(func(id string, e end) error {
		value := appendString(appendInt(nil, e.number), e.name)
		if err := bySource.add(l.bench.key(id, "0"), value); err != nil {
			return err
		}
		return byTarget.add(l.bench.key(id, "0"), value)
	})
	if err != nil {
		return err
	}
	err = l.picture.edges.each(func(key, value []byte) error {
		source, _ := cutKey(key)
		return bySource.add(l.bench.key(source, "1", string(key)), value)
	})
	if err != nil {
		return err
	}
	err = meet(bySource, func(at end, key string, value []byte) error {
		_, rest := cutKey([]byte(key))
		target, _ := cutKey(rest)
		return byTarget.add(l.bench.key(target, "1", key), append(appendString(appendInt(nil, at.number), at.name), value...))
	})
	if err != nil {
		return err
	}
	return meet(byTarget, func(at end, key string, value []byte) error {
		return l.edges.add([]byte(key), append(appendString(appendInt(nil, at.number), at.name), value...))
	})
}

// meet calls fn with each edge and the node whose id its key begins with, and closes the sorter.
func meet(s *sorter, fn func(at end, key string, value []byte) error) error {
	var at end
	return s.last(func(key, value []byte) error {
		_, rest := cutKey(key)
		kind, rest := cutKey(rest)
		if kind == "0" {
			u := unpack(value)
			at = end{u.int(), u.string()}
			return nil
		}
		edge, _ := cutKey(rest)
		return fn(at, edge, value)
	})
}

// eachLink calls fn with every edge and its ends.
func (l *linked) eachLink(fn func(e *edge, source, target end) error) error {
	return l.edges.each(func(_, value []byte) error {
		u := unpack(value)
		target := end{u.int(), u.string()}
		source := end{u.int(), u.string()}
		return fn(l.unpackEdge(u), source, target)
	})
}

// eachNamed calls fn with every node and its number and name.
func (l *linked) eachNamed(fn func(n *node, e end) error) error {
	both := l.bench.sorter(false)
	err := l.picture.nodes.each(func(key, value []byte) error { return both.add(append(key[:len(key):len(key)], '1'), value) })
	if err != nil {
		return err
	}
	err = l.eachEnd(func(id string, e end) error {
		return both.add(append(keyOf(id), '0'), appendString(appendInt(nil, e.number), e.name))
	})
	if err != nil {
		return err
	}
	var at end
	return both.last(func(key, value []byte) error {
		if key[len(key)-1] == '0' {
			u := unpack(value)
			at = end{u.int(), u.string()}
			return nil
		}
		return fn(l.unpackNode(key, value), at)
	})
}
