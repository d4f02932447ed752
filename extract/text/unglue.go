package text

import "unicode/utf8"

// maxGlued is the most syllables a glued word is cut into, maxGluedBytes the longest run worth trying.
const (
	maxGlued      = 3
	maxGluedBytes = maxGlued * maxSyllable * 3
)

// unglue finds the syllables that a lost space has glued together: "Bíthư" is "Bí" and "thư". It returns the lengths of all
// syllables but the last, n of them, and none when s can be read in no way or in several. Form alone does not decide, since
// "Bít" and "hư" are well formed too, so every part must be a common syllable.
func unglue(s string) (cuts [maxGlued - 1]int, n int) {
	if len(s) > maxGluedBytes {
		return cuts, 0
	}
	for parts := 2; parts <= maxGlued; parts++ {
		u := unglued{text: s}
		u.search(0, 0, parts)
		if u.ways == 1 {
			return u.cuts, parts - 1
		}
		if u.ways > 1 {
			break
		}
	}
	return cuts, 0
}

// unglued is the state of one search.
type unglued struct {
	text string
	try  [maxGlued]int // lengths of the parts tried
	cuts [maxGlued - 1]int
	ways int
}

// search tries every part number k of text[at:] when parts are to be found in all.
func (u *unglued) search(at, k, parts int) {
	if k == parts-1 {
		if commonSyllable(u.text[at:]) {
			u.ways++
			copy(u.cuts[:], u.try[:k])
		}
		return
	}
	size := 0
	for letters := 0; letters < maxSyllable && at+size < len(u.text); letters++ {
		_, w := utf8.DecodeRuneInString(u.text[at+size:])
		size += w
		if commonSyllable(u.text[at : at+size]) {
			u.try[k] = size
			u.search(at+size, k+1, parts)
		}
	}
}

func commonSyllable(s string) bool {
	if s == "" || len(s) > maxSyllable*3 {
		return false
	}
	var buf [maxSyllable * utf8.UTFMax]byte
	return commonSyllables[string(AppendKey(buf[:0], s))]
}

var commonSyllables = wordSet(common)
