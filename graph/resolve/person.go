package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A person is who the names and posts of some blocks are read as: a person, or an organization, party or place, which
// have no posts.
type person struct {
	node  string // entity id that stands for it: the first of its names
	names []name // sorted
	nodes []*node
}

// A name is a spelling, or one of the namesakes behind it.
type name struct {
	id    string // entity id of the spelling
	node  string // id, or id~hash for one of several namesakes
	posts []string
}

// An outcome says who is who among the names of one component.
type outcome struct {
	persons []*person                    // by node
	posts   map[string]map[string]string // entity id -> key of a post -> node of the person
	rest    map[string]string            // entity id -> node of who is named without a post that tells
	vague   map[string]bool              // entity ids whose rest can be any of several namesakes
	names   map[string]*spelling         // by entity id
	open    map[string]bool              // nodes that letters alone name, which stand for several bodies
}

// of returns the node of a bearer and whether it is known which of several namesakes it is.
func (o *outcome) of(id string, posts []string) (node string, sure bool) {
	known := o.posts[id]
	for _, p := range posts {
		if n, ok := known[p]; ok {
			return n, true
		}
	}
	if n, ok := o.rest[id]; ok {
		return n, !o.vague[id]
	}
	return id, true
}

// A cluster is a person in the making: posts of spellings.
type cluster struct {
	parts    map[string][]string // entity id -> keys of posts, sorted; none for a name without posts
	nodes    []*node
	families map[string]bool
	lands    map[string]bool // countries
	bodies   map[string]bool // large bodies it has a seat in
	docs     int
}

// whoIsWho resolves the names of some blocks, which belong together by key, links or decisions. owner gives the node of
// who owns a post, of those that letters name; nil leaves them as they are.
func whoIsWho(blocks []*block, owner func(*post) string) *outcome {
	r := &namesReading{o: &outcome{rest: map[string]string{}, names: map[string]*spelling{}}} // there are many, with nothing else
	for _, b := range blocks {
		maps.Copy(r.o.names, b.Names)
		r.links = append(r.links, b.linked()...)
		r.decided = append(r.decided, b.decisions()...)
	}
	r.ids = slices.Sorted(maps.Keys(r.o.names))
	if owner != nil {
		r.seat(owner)
	}
	for _, id := range r.ids {
		r.clusters = append(r.clusters, r.namesakes(id)...)
	}
	r.joinSpellings()
	r.name()
	return r.o
}

type namesReading struct {
	o        *outcome
	ids      []string
	links    []link
	decided  []decided
	clusters []*cluster
}

// seat gives posts of bodies that letters name to those whom the letters mean.
func (r *namesReading) seat(owner func(*post) string) {
	for _, id := range r.ids {
		s := r.o.names[id]
		var nodes map[string]*node
		for key, n := range s.Nodes {
			if n.OrgBlock == "" {
				continue
			}
			if nodes == nil {
				nodes = maps.Clone(s.Nodes)
			}
			of := *n
			of.Org, of.OrgBlock = owner(&n.post), ""
			nodes[key] = &of
		}
		if nodes != nil {
			seated := *s
			seated.Nodes = nodes
			r.o.names[id] = &seated
		}
	}
}

// namesakes tells how many bear one spelling: posts told together are one person's; persons of one country whose
// careers fit are one. Others stay apart.
func (r *namesReading) namesakes(id string) []*cluster {
	s := r.o.names[id]
	list := together(id, s)
	if len(list) == 0 {
		c := newCluster()
		c.parts[id], c.docs = nil, s.Docs
		return []*cluster{c}
	}
	for merged := true; merged; {
		merged = false
		for i := 0; i < len(list); i++ {
			for j := i + 1; j < len(list); j++ {
				if list[i].career(list[j]) && !r.different(list[i], list[j]) {
					list[i].take(list[j])
					list = slices.Delete(list, j, j+1)
					merged = true
					j--
				}
			}
		}
	}
	return list
}

// together groups the posts of a spelling that documents tell of one bearer. A seat in a large body ties nothing: it
// goes to the group of the posts told with it, or to none when they are several.
func together(id string, s *spelling) []*cluster {
	group, seats := s.tied()
	keys := slices.Sorted(maps.Keys(s.Nodes))
	byGroup := map[string]*cluster{}
	var list []*cluster
	add := func(g, key string) {
		c := byGroup[g]
		if c == nil {
			c = newCluster()
			byGroup[g] = c
			list = append(list, c)
		}
		c.add(id, key, s.Nodes[key])
	}
	for _, key := range keys {
		if !s.Nodes[key].membership() {
			add(group.of(key), key)
		}
	}
	for _, key := range keys {
		n := s.Nodes[key]
		if !n.membership() {
			continue
		}
		groups := map[string]bool{}
		for _, with := range seats[key] {
			groups[group.of(with)] = true
			byGroup[group.of(with)].body(n)
		}
		switch len(groups) {
		case 0:
			add("loose", key)
		case 1:
			add(group.of(seats[key][0]), key)
		}
	}
	return list
}

// tied tells which posts of a spelling documents tie to one bearer, and which are told with a seat in a large body.
func (s *spelling) tied() (postGroups, map[string][]string) {
	group, seats := postGroups{}, map[string][]string{}
	full := s.posts()
	for guise := range s.Guises {
		told := fullPosts(guise, full)
		for i, a := range told {
			for _, b := range told[i+1:] {
				switch x, y := s.Nodes[a].membership(), s.Nodes[b].membership(); {
				case !x && !y:
					group.join(a, b)
				case x && !y:
					seats[a] = append(seats[a], b)
				case y && !x:
					seats[b] = append(seats[b], a)
				}
			}
		}
	}
	return group, seats
}

// Groups of posts lead from a post to one before it in its group, the first to nothing.
type postGroups map[string]string

// of is the first post of a group.
func (g postGroups) of(key string) string {
	for g[key] != "" {
		key = g[key]
	}
	return key
}

func (g postGroups) join(a, b string) {
	if a, b = g.of(a), g.of(b); a != b {
		g[max(a, b)] = min(a, b)
	}
}

func newCluster() *cluster {
	return &cluster{parts: map[string][]string{}, families: map[string]bool{}, lands: map[string]bool{}, bodies: map[string]bool{}}
}

func (c *cluster) add(id, key string, n *node) {
	n.seen, n.taken = spanOf(n.Seen), n.seat()
	c.parts[id] = append(c.parts[id], key)
	c.nodes = append(c.nodes, n)
	c.docs += n.Docs
	c.body(n)
}

// body notes the sphere and country of a post, and a large body it is a seat in.
func (c *cluster) body(n *node) {
	c.families[n.family()] = true
	if n.Country != "" {
		c.lands[n.Country] = true
	}
	if n.membership() && !strings.HasPrefix(n.Title, "đại biểu") {
		c.bodies[n.desk()] = true
	}
}

func (c *cluster) take(d *cluster) {
	for id, posts := range d.parts {
		c.parts[id] = append(c.parts[id], posts...)
		slices.Sort(c.parts[id])
	}
	c.nodes = append(c.nodes, d.nodes...)
	c.docs += d.docs
	maps.Copy(c.families, d.families)
	maps.Copy(c.lands, d.lands)
	maps.Copy(c.bodies, d.bodies)
}

// meets reports whether two sets share a key.
func meets(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// change is how many days pass at least between the last sighting in one post and the first in one that nobody can hold
// beside it, before the two are taken for a career rather than for two persons.
const change = 180

// career reports whether the posts of two clusters of one name can be one person's: one country, one sphere or one post, and
// no two posts at one time that nobody holds together.
func (c *cluster) career(d *cluster) bool {
	if !meets(c.families, d.families) && !c.samePost(d) {
		return false
	}
	return c.possible(d)
}

// possible reports whether nothing speaks against two clusters being one person.
func (c *cluster) possible(d *cluster) bool {
	if len(c.lands) > 0 && len(d.lands) > 0 && !meets(c.lands, d.lands) {
		return false
	}
	gap := change
	if meets(c.bodies, d.bodies) {
		gap = 1 // two of one name in the Central Committee are rarer than a new post
	}
	for _, m := range c.nodes {
		for _, n := range d.nodes {
			a, b := m.seen, n.seen
			if m.incompatible(n) && (a.first == "" || b.first == "" || a.apart(b) < gap) {
				return false
			}
			if a.first != "" && b.first != "" && a.apart(b) > lifetime {
				return false
			}
		}
	}
	return true
}

// lifetime is how many days a public life lasts at most.
const lifetime = 60 * 366

// plenty is how many times the documents of all its namesakes one must have to keep the plain name and those mentions
// that nothing but the name tells.
const plenty = 9

// name gives each cluster its node. One of several namesakes is named by a hash of its first post.
func (r *namesReading) name() {
	docs := map[string]int{} // of all clusters, by spelling
	for _, c := range r.clusters {
		for id := range c.parts {
			docs[id] += c.docs
		}
	}
	for _, c := range r.clusters {
		p := &person{nodes: c.nodes}
		for _, id := range slices.Sorted(maps.Keys(c.parts)) {
			n := name{id: id, node: id, posts: c.parts[id]}
			plain := r.alone(id) || c.docs > plenty*(docs[id]-c.docs)
			if !plain {
				n.node = id + "~" + hashOf(n.posts[0])[:8]
			}
			p.names = append(p.names, n)
		}
		p.node = slices.MinFunc(p.names, func(a, b name) int {
			return cmp.Or(rank(r.o.short(a.id))-rank(r.o.short(b.id)), strings.Compare(a.node, b.node))
		}).node
		if len(p.names) == 1 && r.o.short(p.names[0].id) && r.meanings(c) > 1 {
			note(&r.o.open, p.node, true)
		}
		r.o.persons = append(r.o.persons, p)
		r.assign(p)
	}
	slices.SortFunc(r.o.persons, func(a, b *person) int { return strings.Compare(a.node, b.node) })
}

// assign enters a person into the index of the outcome.
func (r *namesReading) assign(p *person) {
	for _, n := range p.names {
		for _, post := range n.posts {
			posts := r.o.posts[n.id]
			note(&posts, post, p.node)
			note(&r.o.posts, n.id, posts)
		}
		if n.node == n.id {
			r.o.rest[n.id] = p.node
			delete(r.o.vague, n.id)
		} else if _, ok := r.o.rest[n.id]; !ok {
			r.o.rest[n.id] = n.id
			note(&r.o.vague, n.id, true)
		}
	}
}

// note sets a key of a map, which it makes if need be.
func note[K comparable, V any](m *map[K]V, key K, value V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = value
}
