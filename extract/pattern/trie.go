package pattern

import "slices"

// A Trie finds the forms of all lexicons that start at a token. It is not changed once made, and may be used from any number
// of goroutines.
//
// Its nodes lie one behind the other in the order of a walk through all forms, so that most steps find the next one at hand.
// A node is the set of the syllables that go on, by the last six bits of their IDs, in two words; how many terms it has and how
// many syllables go on; a lexicon and an entry for each term; the syllables, ascending; the places of the nodes they lead to.
type Trie struct {
	vocab *Vocab
	words []uint32
	roots []root // by ID: most tokens start no form
	cap   []bool // by lexicon: the first syllable must be capitalised
}

// A root is a syllable that forms may begin with: what its node says, at hand.
type root struct {
	next  uint64
	at    uint32 // the node
	alone uint32 // how many terms it has by itself
}

// A branch is the head of a node.
type branch struct {
	next        uint64
	terms, kids uint32
}

// branchWords is how many words a branch takes.
const branchWords = 4

func (t *Trie) branch(at uint32) branch {
	w := t.words[at : at+branchWords]
	return branch{uint64(w[0]) | uint64(w[1])<<32, w[2], w[3]}
}

// Match appends to hits every entry of every lexicon that starts at token at, longest first, then by lexicon.
// Capital says whether the token is capitalised.
func (t *Trie) Match(hits []Hit, ids []ID, at int, capital bool) []Hit {
	if int(ids[at]) >= len(t.roots) {
		return hits
	}
	r := &t.roots[ids[at]]
	if r.alone == 0 && r.next == 0 {
		return hits
	}
	from, place := len(hits), r.at
	for i := at; ; {
		b := t.branch(place)
		place += branchWords
		behind := place + 2*b.terms
		for k := behind; k > place; k -= 2 {
			if h := (Hit{int32(t.words[k-2]), int32(t.words[k-1]), int32(i + 1 - at)}); capital || !t.needsCap(h.Lexicon) {
				hits = append(hits, h)
			}
		}
		if i++; i >= len(ids) || ids[i] == 0 || b.next>>(ids[i]&63)&1 == 0 {
			break
		}
		kids := t.words[behind : behind+2*b.kids]
		kid := search(kids[:b.kids], uint32(ids[i]))
		if kids[kid] != uint32(ids[i]) {
			break
		}
		place = kids[b.kids+kid]
	}
	if len(hits)-from > 1 {
		slices.Reverse(hits[from:])
	}
	return hits
}

// terms returns the lexicons and entries of a root by itself, in turn.
func (t *Trie) terms(r *root) []uint32 {
	from := r.at + branchWords
	return t.words[from : from+2*r.alone]
}

func (t *Trie) needsCap(lexicon int32) bool { return int(lexicon) < len(t.cap) && t.cap[lexicon] }

// search returns where x stands in an ascending list, which is not empty, if it does.
func search(list []uint32, x uint32) (at uint32) {
	for n := uint32(len(list)); n > 1; {
		half := n / 2
		if list[at+half] <= x {
			at += half
		}
		n -= half
	}
	return at
}

// find returns the root of the forms that may start at token i as far as that syllable and the next one tell, nil when there are
// none, and whether there may be forms of more than that syllable.
func (t *Trie) find(ids []ID, i int) (r *root, longer bool) {
	id := ids[i]
	if int(id) >= len(t.roots) {
		return nil, false
	}
	r = &t.roots[id]
	longer = r.next != 0 && i+1 < len(ids) && r.next>>(ids[i+1]&63)&1 != 0
	if !longer && r.alone == 0 {
		return nil, false
	}
	return r, longer
}
