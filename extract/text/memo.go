package text

import "unicode/utf8"

// Words number the words that a caller cares for. A Parser with Words says what is Known of each token of its
// documents, since to tell tokens apart again later costs more than to cut them. They are used by many parsers at once.
type Words interface {
	// Number returns the number of a word by its key, as AppendKey writes it, and 0 when it has none. A number once given stays.
	Number(key []byte) uint32
	// Key returns the key of the word with a number, empty when it is not at hand.
	Key(number uint32) string
	// Len returns how many words have a number.
	Len() int
}

// Known is what a token's text alone tells.
type Known struct {
	ID       uint32 // as Words have it
	Syllable bool   // it is one well-formed Vietnamese syllable
}

// A memo remembers the words met last, as a text repeats most of them: to cut one out letter by letter, spell out its key and look
// that up costs ten times as much. What it forgets is read again, so that it changes nothing but the time.
type memo struct {
	words Words
	size  int // of the words when the memo began
	slots *[1 << memoBits]remembered
	marks [utf8.RuneSelf]Known // of ASCII by itself
	key   []byte
}

// A remembered word has at most memoBytes bytes, which stand in two words from the lowest byte up, zeros behind them: no text
// has any.
type remembered struct {
	low, high uint64
	Known
	flags Flags // but Space and LineStart
	whole bool  // a run of letters that is one token: flags holds
}

const (
	memoBytes = 16
	memoBits  = 15 // some thousand syllables, in either case, make up all the news
)

// reset begins anew unless the memo is of these words as they are.
func (m *memo) reset(words Words) {
	if m.words == words && m.size == words.Len() {
		return
	}
	m.words, m.size, m.slots = words, words.Len(), new([1 << memoBits]remembered)
	for c := range m.marks {
		m.marks[c] = m.spell(string(rune(c)))
	}
}

// at returns the first of the two places where the word of these bytes may be remembered.
func at(low, high uint64) uint64 {
	return (low ^ high*0xff51afd7ed558ccd) * 0x9e3779b97f4a7c15 >> (64 - memoBits) // Fibonacci hashing
}

// second returns what is remembered in the other place than the first, which may be of another word.
func (m *memo) second(first uint64) *remembered { return &m.slots[first^1] }

// remember puts a word into its first place; the word that is there moves to its second, whose word is forgotten.
func (m *memo) remember(word remembered) {
	first := at(word.low, word.high)
	if there := &m.slots[first]; there.low != word.low || there.high != word.high {
		*m.second(first) = *there
	}
	m.slots[first] = word
}

// bytesAt returns the sixteen bytes of s from i on as two words, zeros behind its end.
func bytesAt(s string, i int) (low, high uint64) {
	if i+memoBytes <= len(s) {
		return eightBytes(s[i : i+8]), eightBytes(s[i+8 : i+memoBytes])
	}
	for k := len(s) - 1; k >= i; k-- {
		high = high<<8 | low>>56
		low = low<<8 | uint64(s[k])
	}
	return low, high
}

// eightBytes returns eight bytes as a number; the compiler makes one load of it.
func eightBytes(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// first returns the first n of sixteen bytes.
func first(n int, low, high uint64) (uint64, uint64) {
	if n <= 8 {
		return low & (^uint64(0) >> (64 - 8*n)), 0
	}
	return low, high & (^uint64(0) >> (128 - 8*n))
}

// known returns what is known of the token s[start:end].
func (m *memo) known(s string, start, end int) Known {
	n := end - start
	if n == 1 {
		return m.marks[s[start]]
	}
	if n > memoBytes {
		return m.spell(s[start:end])
	}
	low, high := bytesAt(s, start)
	low, high = first(n, low, high)
	place := at(low, high)
	if w := &m.slots[place]; w.low == low && w.high == high {
		return w.Known
	}
	if w := m.second(place); w.low == low && w.high == high {
		return w.Known
	}
	known := m.spell(s[start:end])
	m.remember(remembered{low: low, high: high, Known: known})
	return known
}

// spell looks a token up by its key.
func (m *memo) spell(token string) Known {
	m.key = AppendKey(m.key[:0], token)
	return Known{m.words.Number(m.key), Syllable(token)}
}
