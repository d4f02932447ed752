package text

import "unicode/utf8"

// minUnmarked is the fewest words that tell the language of a text.
const minUnmarked = 6

// Unmarked reports whether the document is Vietnamese written without its diacritics, as telegrams, addresses of pages and
// old mail have it: "Thu tuong tiep Dai su". No letter bears a Vietnamese diacritic, though two words of three are spelt
// like a Vietnamese syllable; of English, French or Malay about one of three is.
func (d *Document) Unmarked() bool {
	for i := 0; i < len(d.Text); {
		l, w := letterIn(d.Text, i)
		if l.class&isAccent != 0 {
			return false
		}
		i += w
	}
	words, syllables := 0, 0
	for i, tok := range d.Tokens {
		if tok.Kind != Word || tok.End-tok.Start < 2 {
			continue
		}
		words++
		if BareSyllable(d.Word(i)) {
			syllables++
		}
	}
	return words >= minUnmarked && 3*syllables >= 2*words
}

// bareRimes are the rimes as they are written without diacritics.
var bareRimes = func() map[string]bool {
	bare := make(map[string]bool, len(rimes))
	for _, set := range []map[string]bool{rimes, quRimes, giRimes} {
		for rime := range set {
			bare[Fold(rime)] = true
		}
	}
	return bare
}()

// BareSyllable reports whether s is spelt like a Vietnamese syllable that has lost its diacritics: "Duc", "Quoc", but not "Smith".
func BareSyllable(s string) bool {
	if len(s) > maxSyllable {
		return false
	}
	var buf [maxSyllable]byte
	word := buf[:0]
	for _, b := range []byte(s) {
		if b >= utf8.RuneSelf {
			return false
		}
		word = append(word, b|0x20)
	}
	for on := 0; on <= 3 && on < len(word); on++ {
		if onset(word[:on]) && bareRimes[string(word[on:])] {
			return true
		}
	}
	return false
}
