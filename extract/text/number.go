package text

import (
	"math/bits"
	"slices"
)

// A numbering cuts a text into tokens as AppendTokens does, and says what is known of each. Most words it remembers as a whole.
type numbering struct {
	tokeniser
	*memo
	known []Known
}

// number finds the tokens of the text and what is known of them.
func (d *Document) number(m *memo) {
	t := numbering{tokeniser: newTokeniser(d.Tokens[:0], d.Text), memo: m}
	t.known = slices.Grow(d.Known[:0], cap(t.tokens))
	for i := 0; i < len(t.text); {
		switch b := t.text[i]; byteClass[b] {
		case spaceByte:
			if t.flags |= Space; b == '\n' {
				t.flags |= LineStart
			}
			i++
		case otherByte:
			t.add(i, i+1, Punct, 0)
			t.known = append(t.known, t.marks[b])
			i++
		default:
			if n := t.recall(i); n > 0 {
				i += n
			} else {
				i = t.learn(i)
			}
		}
	}
	d.Tokens, d.Known = t.tokens, t.known
}

// recall adds the word at i if it is remembered, and returns its length, 0 if it is not.
func (t *numbering) recall(i int) int {
	s := t.text
	if i+memoBytes > len(s) {
		return 0
	}
	low, high := eightBytes(s[i:i+8]), uint64(0)
	n := wordBytes(low)
	if n < 8 {
		low &= 1<<(8*n) - 1
	} else {
		high = eightBytes(s[i+8 : i+memoBytes])
		more := wordBytes(high)
		high &= 1<<(8*more) - 1
		n += more
	}
	place := at(low, high)
	w := &t.slots[place]
	if w.low != low || w.high != high {
		w = t.second(place)
	}
	if w.low != low || w.high != high || !w.whole || i+n < len(s) && s[i+n]&^0x20 == 0xC2 && letterAt(s, i+n) {
		return 0 // also where a letter follows that begins like a mark
	}
	t.add(i, i+n, Word, w.flags)
	t.known = append(t.known, w.Known)
	return n
}

// learn adds what stands at i and returns the index after it. One word it remembers, unless more could follow its bytes.
func (t *numbering) learn(i int) int {
	before, next := len(t.tokens), t.next(i)
	t.catchUp()
	if n := next - i; n < memoBytes && len(t.tokens) == before+1 && t.tokens[before].Kind == Word {
		low, high := bytesAt(t.text, i)
		low, high = first(n, low, high)
		t.remember(remembered{low: low, high: high, Known: t.known[before], flags: t.tokens[before].Flags &^ (Space | LineStart), whole: true})
	}
	return next
}

// catchUp looks up what is known of the tokens that were cut since it did.
func (t *numbering) catchUp() {
	for _, tok := range t.tokens[len(t.known):] {
		t.known = append(t.known, t.memo.known(t.text, int(tok.Start), int(tok.End)))
	}
}

// wordBytes returns how many of eight bytes, the lowest first, are ASCII letters or stand in longer characters, up to the first that
// is neither or begins one of those that marks like «, “ and – begin with.
func wordBytes(b uint64) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	small := b&^tops | 0x20*ones // ASCII in small letters; other characters do not matter
	letters := (small + (0x80-'a')*ones) &^ (small + (0x7F-'z')*ones)
	mark := b&^(0x20*ones) ^ 0xC2*ones // a zero byte where C2 or E2 stands; the lowest is found right
	return bits.TrailingZeros64((^(letters|b)|(mark-ones)&^mark)&tops) / 8
}

// letterAt reports whether a letter begins at byte i.
func letterAt(s string, i int) bool {
	l, _ := letterIn(s, i)
	return l.class != 0
}
