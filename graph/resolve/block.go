package resolve

import (
	"maps"
	"slices"
	"strings"

	"quanhe/extract/text"
)

// A block sums up all that documents say of the names with one block key. It holds counts and no documents, so that the
// block of somebody whom half of all documents name is as small as that of others, and the order of documents leaves no
// trace: taking away what a document brought gives the block that never had it.
type block struct {
	Names map[string]*spelling `json:"names,omitempty"` // by entity id
	Links map[string]int       `json:"links,omitempty"` // documents, by link

	Decided map[string]int `json:"decided,omitempty"` // decisions of people

	// Seats counts by block of persons the documents that see them in a post of a body of this block, which letters name.
	Seats map[string]int `json:"seats,omitempty"`
}

// A spelling is an entity id: one way to write a name.
type spelling struct {
	Names     map[string]int   `json:"names"` // documents, by name as written: the case may differ
	Docs      int              `json:"docs"`
	Countries map[string]int   `json:"countries,omitempty"`
	Within    map[string]int   `json:"within,omitempty"` // documents, by province
	Nodes     map[string]*node `json:"nodes,omitempty"`  // by key of the post
	Guises    map[string]int   `json:"guises,omitempty"` // documents, by the posts that they tell together
	Marks     map[string]int   `json:"marks,omitempty"`  // "start|office|date": an event began or ended a post
}

// A node is a spelling in a post.
type node struct {
	post
	Docs   int            `json:"docs"`
	Seen   map[string]int `json:"seen,omitempty"`   // documents, by EDTF date
	Former map[string]int `json:"former,omitempty"` // the same of who is said to have left it

	seen  span   // of Seen; like taken set when it is read who is who
	taken string // see post.seat
}

// count adds n to a counter and forgets it at zero.
func count[M ~map[string]int](m *M, key string, n int) {
	if *m == nil {
		*m = M{}
	}
	if (*m)[key] += n; (*m)[key] == 0 {
		delete(*m, key)
	}
}

// add counts a bearer n times: 1 for a document that comes, -1 for one that goes.
func (b *block) add(p *bearer, n int) {
	s := b.Names[p.ID]
	if s == nil {
		s = &spelling{}
		if b.Names == nil {
			b.Names = map[string]*spelling{}
		}
		b.Names[p.ID] = s
	}
	s.Docs += n
	count(&s.Names, p.Name, n)
	if p.Country != "" {
		count(&s.Countries, p.Country, n)
	}
	if p.Within != "" {
		count(&s.Within, p.Within, n)
	}
	for _, m := range p.marks {
		count(&s.Marks, m, n)
	}
	count(&s.Guises, p.guise, n)
	s.addPosts(p.posts, n)
	if s.Docs == 0 {
		delete(b.Names, p.ID)
	}
}

// addPosts counts the posts of one bearer, which come sorted by key.
func (s *spelling) addPosts(posts []sighting, n int) {
	last := ""
	for i := range posts {
		p := &posts[i]
		key := p.key()
		d := s.Nodes[key]
		if d == nil {
			d = &node{post: p.post}
			if s.Nodes == nil {
				s.Nodes = map[string]*node{}
			}
			s.Nodes[key] = d
		}
		if i == 0 || key != last {
			last = key
			d.Docs += n
		}
		if p.former {
			count(&d.Former, p.date, n)
		} else {
			count(&d.Seen, p.date, n)
		}
		if d.Docs == 0 && len(d.Seen) == 0 && len(d.Former) == 0 {
			delete(s.Nodes, key)
		}
	}
}

// posts gives the keys of posts by their short names.
func (s *spelling) posts() map[string]string {
	m := make(map[string]string, len(s.Nodes))
	for key := range s.Nodes {
		m[shortPost(key)] = key
	}
	return m
}

// clone copies a block, so that one can change and the other stay.
func (b *block) clone() *block {
	c := &block{Links: maps.Clone(b.Links), Decided: maps.Clone(b.Decided), Names: maps.Clone(b.Names),
		Seats: maps.Clone(b.Seats)}
	for id, s := range c.Names {
		t := *s
		t.Names, t.Countries, t.Guises, t.Marks = maps.Clone(s.Names), maps.Clone(s.Countries), maps.Clone(s.Guises), maps.Clone(s.Marks)
		t.Within = maps.Clone(s.Within)
		t.Nodes = maps.Clone(s.Nodes)
		for key, n := range t.Nodes {
			d := *n
			d.Seen, d.Former = maps.Clone(n.Seen), maps.Clone(n.Former)
			t.Nodes[key] = &d
		}
		c.Names[id] = &t
	}
	return c
}

// seated reports whether somebody in the block has a post of a body that letters name.
func (b *block) seated() bool {
	for _, s := range b.Names {
		for _, n := range s.Nodes {
			if n.OrgBlock != "" {
				return true
			}
		}
	}
	return false
}

// empty reports whether nothing speaks of the block any more.
func (b *block) empty() bool {
	return len(b.Names) == 0 && len(b.Links) == 0 && len(b.Decided) == 0 && len(b.Seats) == 0
}

// name is how most documents write the name.
func (s *spelling) name() string { return most(s.Names) }

// province is where the bearer of the name lies, "" where no document tells it.
func (s *spelling) province() string { return most(s.Within) }

// most is the key with the highest count; among equals the one with most diacritics, which are left out more often than
// put in, then the first in order.
func most(counts map[string]int) string {
	best := ""
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[k] > counts[best] || counts[k] == counts[best] && marks(k) > marks(best) {
			best = k
		}
	}
	return best
}

// marks counts the bytes of a name that its letters without diacritics do not have.
func marks(name string) int { return len(name) - len(text.Fold(name)) }

// A span is the time between the first and the last sighting that must lie so far apart: "" when nothing has a date.
type span struct{ first, last string }

// spanOf is the span of some dates: a month seen holds somewhere in it.
func spanOf(dates map[string]int) span {
	var s span
	for d := range dates {
		first, last, ok := bounds(d)
		if !ok || first == "" || last == "" {
			continue
		}
		if s.first == "" || last < s.first {
			s.first = last
		}
		s.last = max(s.last, first)
	}
	if s.first > s.last {
		s.first, s.last = s.last, s.first
	}
	return s
}

// apart is how many days lie between two spans, 0 when they overlap or one is unknown.
func (s span) apart(t span) int {
	switch {
	case s.first == "" || t.first == "":
		return 0
	case s.last < t.first:
		return days(s.last, t.first)
	case t.last < s.first:
		return days(t.last, s.first)
	}
	return 0
}

// linked are the links of a block as they were given, sorted.
func (b *block) linked() []link {
	var list []link
	for _, s := range slices.Sorted(maps.Keys(b.Links)) {
		f := strings.Split(s, "\x00")
		list = append(list, link{id: f[0], key: f[1], alias: f[2], aliasKey: f[3], abbreviated: f[4] == "abbreviation"})
	}
	return list
}
