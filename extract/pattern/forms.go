package pattern

import (
	"fmt"
	"maps"
	"slices"
)

// Forms gathers the forms of all lexicons for a Trie.
type Forms struct {
	vocab *Vocab
	next  map[onward]int32 // where a syllable leads from a node
	terms [][]Hit          // by node: the entries whose form ends there, by lexicon; node 0 is the root
	cap   []bool           // by lexicon: the first syllable must be capitalised
}

// An onward is a syllable that goes on from a node.
type onward struct {
	node int32
	id   ID
}

// NewForms returns no forms yet, of syllables that a vocabulary numbers.
func NewForms(v *Vocab) *Forms {
	return &Forms{vocab: v, next: map[onward]int32{}, terms: make([][]Hit, 1)}
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
func (f *Forms) Add(lexicon, entry int, form string) error {
	ids := f.vocab.internText(form)
	if len(ids) == 0 {
		return &FormError{form, -1}
	}
	node := int32(0)
	for _, id := range ids {
		to, ok := f.next[onward{node, id}]
		if !ok {
			to = int32(len(f.terms))
			f.next[onward{node, id}] = to
			f.terms = append(f.terms, nil)
		}
		node = to
	}
	terms := f.terms[node]
	at, found := slices.BinarySearchFunc(terms, int32(lexicon), func(h Hit, lexicon int32) int { return int(h.Lexicon - lexicon) })
	switch {
	case !found:
		f.terms[node] = slices.Insert(terms, at, Hit{Lexicon: int32(lexicon), Entry: int32(entry), Len: int32(len(ids))})
	case terms[at].Entry != int32(entry):
		return &FormError{form, int(terms[at].Entry)}
	}
	return nil
}

// NeedCap makes entries of the lexicon count only where the first syllable is capitalised, as Anh (Britain) against
// anh (elder brother).
func (f *Forms) NeedCap(lexicon int) {
	if n := lexicon + 1; n > len(f.cap) {
		f.cap = append(f.cap, make([]bool, n-len(f.cap))...)
	}
	f.cap[lexicon] = true
}

// Trie returns the trie of the forms added so far.
func (f *Forms) Trie() *Trie {
	t := &Trie{vocab: f.vocab, cap: slices.Clone(f.cap)}
	kids := make([][]ID, len(f.terms))
	for s := range maps.Keys(f.next) {
		kids[s.node] = append(kids[s.node], s.id)
	}
	for _, ids := range kids {
		slices.Sort(ids)
	}
	for _, id := range kids[0] {
		if n := int(id) + 1; n > len(t.roots) {
			t.roots = append(t.roots, make([]root, n-len(t.roots))...)
		}
		at := t.pack(f, kids, f.next[onward{0, id}])
		t.roots[id] = root{next: t.branch(at).next, at: at, alone: t.branch(at).terms}
	}
	return t
}

// pack writes a node and what it leads to, and returns its place.
func (t *Trie) pack(f *Forms, kids [][]ID, node int32) uint32 {
	at := uint32(len(t.words))
	terms, ids := f.terms[node], kids[node]
	next := uint64(0)
	for _, id := range ids {
		next |= 1 << (id & 63)
	}
	t.words = append(t.words, uint32(next), uint32(next>>32), uint32(len(terms)), uint32(len(ids)))
	for _, h := range terms {
		t.words = append(t.words, uint32(h.Lexicon), uint32(h.Entry))
	}
	for _, id := range ids {
		t.words = append(t.words, uint32(id))
	}
	places := len(t.words)
	t.words = append(t.words, make([]uint32, len(ids))...)
	for k, id := range ids {
		t.words[places+k] = t.pack(f, kids, f.next[onward{node, id}])
	}
	return at
}
