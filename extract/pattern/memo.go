package pattern

import "quanhe/extract/text"

// A memo remembers the IDs of the tokens met last, as a text repeats most of its words: to spell out a key and look it up costs
// ten times as much. What it forgets is looked up again, so that it changes nothing but the time.
type memo struct {
	vocab *Vocab
	size  int // of the vocabulary when the memo began
	slots []remembered
}

// A remembered token has at most memoBytes bytes, which stand in two words from the lowest byte up; its ID may be 0. No text has
// zero bytes, so that the words tell the length, too.
type remembered struct {
	low, high uint64
	known
}

// known is what a token's text alone tells.
type known struct {
	id       ID
	syllable bool // it is one well-formed Vietnamese syllable
}

const (
	memoBytes = 16
	memoBits  = 14 // some thousand syllables, in either case, make up all the news
)

// reset begins anew unless the memo is of this vocabulary as it is.
func (m *memo) reset(v *Vocab) {
	if m.vocab == v && m.size == v.Len() {
		return
	}
	if m.vocab, m.size = v, v.Len(); m.slots == nil {
		m.slots = make([]remembered, 1<<memoBits)
		return
	}
	clear(m.slots)
}

// lookup returns what is known of s[start:end]; key is room for its key.
func (m *memo) lookup(s string, start, end int, key *[]byte) known {
	n := end - start
	if n > memoBytes || n <= 0 || start+memoBytes > len(s) {
		return m.spell(s[start:end], key)
	}
	b := s[start : start+memoBytes]
	low, high := word(b[:8]), uint64(0)
	if n <= 8 {
		low &= ^uint64(0) >> (64 - 8*n)
	} else {
		high = word(b[8:]) & (^uint64(0) >> (128 - 8*n))
	}
	at := &m.slots[(low^high*0xff51afd7ed558ccd)*0x9e3779b97f4a7c15>>(64-memoBits)] // Fibonacci hashing
	if at.low != low || at.high != high {
		*at = remembered{low, high, m.spell(s[start:end], key)}
	}
	return at.known
}

// word returns eight bytes as a number; the compiler makes one load of it.
func word(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// spell looks a token up by its key.
func (m *memo) spell(token string, key *[]byte) known {
	*key = text.AppendKey((*key)[:0], token)
	return known{m.vocab.Lookup(*key), text.Syllable(token)}
}
