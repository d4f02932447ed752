package pattern

import (
	"fmt"
	"slices"
)

// A Trie holds the forms of all lexicons and finds those that start at a token. Its edges lie in one open-addressed
// table keyed by node and syllable, so that 50,000 forms take 4 MB and a step costs one probe.
// It is filled before use; Match may then be called from any number of goroutines.
type Trie struct {
	vocab *Vocab
	edges []edge // length a power of two
	used  int
	roots []root  // by ID: most tokens start no form and need no hashing to tell
	nodes []int32 // for each node the first of its terms, or -1; node 0 is the root
	terms []term
	cap   []bool // by lexicon: the first syllable must be capitalised
}

// A root is a syllable that forms begin with.
type root struct {
	child uint32 // 0: there are none
	alone []Hit  // of the syllable by itself, by lexicon
	next  uint64 // the syllables that go on, by the last six bits of their IDs
}

type edge struct {
	node  uint32
	id    ID // 0: free
	child uint32
}

type term struct {
	lexicon, entry int32
	next           int32 // a term of the same node and a lower lexicon, or -1
}

// NewTrie returns an empty trie over a vocabulary.
func NewTrie(v *Vocab) *Trie {
	return &Trie{vocab: v, edges: make([]edge, 1<<14), nodes: []int32{-1}}
}

// A FormError says that a form has no use: it has no syllable, or another entry of its lexicon has it already.
type FormError struct {
	Form  string
	Other int // the entry that has the form, -1 when the form has no syllable
}

// Error returns the form and what is wrong with it.
func (e *FormError) Error() string {
	if e.Other < 0 {
		return fmt.Sprintf("form %q has no syllable", e.Form)
	}
	return fmt.Sprintf("form %q reads the same as a form of entry %d of its lexicon", e.Form, e.Other+1)
}

// Add adds a form of an entry. The error is a *FormError, since a form of two entries would leave open whose it is. The
// same entry may have a form twice: hòa and Hoà differ on paper only.
func (t *Trie) Add(lexicon, entry int, form string) error {
	ids := t.vocab.internText(form)
	if len(ids) == 0 {
		return &FormError{form, -1}
	}
	node := uint32(0)
	for i, id := range ids {
		if node = t.grow(node, id); i == 1 {
			t.roots[ids[0]].next |= 1 << (id & 63)
		}
	}
	for i := t.nodes[node]; i >= 0; i = t.terms[i].next {
		if at := t.terms[i]; at.lexicon == int32(lexicon) {
			if at.entry == int32(entry) {
				return nil
			}
			return &FormError{form, int(at.entry)}
		}
	}
	if r := &t.roots[ids[0]]; len(ids) == 1 {
		at := 0
		for at < len(r.alone) && r.alone[at].Lexicon < int32(lexicon) {
			at++
		}
		r.alone = slices.Insert(r.alone, at, Hit{Lexicon: int32(lexicon), Entry: int32(entry), Len: 1})
	}
	t.terms = append(t.terms, term{int32(lexicon), int32(entry), -1})
	added := int32(len(t.terms) - 1)
	at := &t.nodes[node]
	for *at >= 0 && t.terms[*at].lexicon > int32(lexicon) {
		at = &t.terms[*at].next
	}
	t.terms[added].next, *at = *at, added
	return nil
}

// NeedCap makes entries of the lexicon count only where the first syllable is capitalised, as Anh (Britain) against
// anh (elder brother).
func (t *Trie) NeedCap(lexicon int) {
	if n := lexicon + 1; n > len(t.cap) {
		t.cap = append(t.cap, make([]bool, n-len(t.cap))...)
	}
	t.cap[lexicon] = true
}

// Match appends to hits every entry of every lexicon that starts at token at, longest first, then by lexicon.
// Capital says whether the token is capitalised.
func (t *Trie) Match(hits []Hit, ids []ID, at int, capital bool) []Hit {
	if !t.begins(ids[at]) {
		return hits
	}
	from, first := len(hits), &t.roots[ids[at]]
	node := first.child
	for i := at; ; {
		for e := t.nodes[node]; e >= 0; e = t.terms[e].next {
			if x := t.terms[e]; capital || !t.needsCap(x.lexicon) {
				hits = append(hits, Hit{Lexicon: x.lexicon, Entry: x.entry, Len: int32(i + 1 - at)})
			}
		}
		if i++; i >= len(ids) || ids[i] == 0 || i == at+1 && first.next>>(ids[i]&63)&1 == 0 {
			break
		}
		var ok bool
		if node, ok = t.child(node, ids[i]); !ok {
			break
		}
	}
	if len(hits)-from > 1 {
		slices.Reverse(hits[from:])
	}
	return hits
}

func (t *Trie) needsCap(lexicon int32) bool { return int(lexicon) < len(t.cap) && t.cap[lexicon] }

// slot returns where the edge is or would be in the table.
func (t *Trie) slot(node uint32, id ID) uint32 {
	mask := uint32(len(t.edges) - 1)
	h := (uint64(node)<<32 | uint64(id)) * 0x9e3779b97f4a7c15 // Fibonacci hashing
	i := uint32(h>>33) & mask
	for t.edges[i].id != 0 && (t.edges[i].id != id || t.edges[i].node != node) {
		i = (i + 1) & mask
	}
	return i
}

// begins reports whether some form begins with a syllable.
func (t *Trie) begins(id ID) bool { return id != 0 && int(id) < len(t.roots) && t.roots[id].child != 0 }

// find returns the root of the forms that may start at token i as far as that syllable and the next one tell, nil when
// there are none, and whether there may be forms of more than that syllable.
func (t *Trie) find(ids []ID, i int) (r *root, longer bool) {
	id := ids[i]
	if id == 0 || int(id) >= len(t.roots) {
		return nil, false
	}
	r = &t.roots[id]
	longer = r.next != 0 && i+1 < len(ids) && r.next>>(ids[i+1]&63)&1 != 0
	if !longer && len(r.alone) == 0 {
		return nil, false
	}
	return r, longer
}

func (t *Trie) child(node uint32, id ID) (uint32, bool) {
	if node == 0 {
		if int(id) < len(t.roots) {
			return t.roots[id].child, t.roots[id].child != 0
		}
		return 0, false
	}
	e := t.edges[t.slot(node, id)]
	return e.child, e.id != 0
}

// grow returns the child of a node, which it makes if need be.
func (t *Trie) grow(node uint32, id ID) uint32 {
	if child, ok := t.child(node, id); ok {
		return child
	}
	child := uint32(len(t.nodes))
	t.nodes = append(t.nodes, -1)
	if node == 0 {
		if n := int(id) + 1; n > len(t.roots) {
			t.roots = append(t.roots, make([]root, n-len(t.roots))...)
		}
		t.roots[id].child = child
		return child
	}
	if 2*(t.used+1) > len(t.edges) {
		old := t.edges
		t.edges = make([]edge, 2*len(old))
		for _, e := range old {
			if e.id != 0 {
				t.edges[t.slot(e.node, e.id)] = e
			}
		}
	}
	t.edges[t.slot(node, id)] = edge{node, id, child}
	t.used++
	return child
}
