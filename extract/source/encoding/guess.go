package encoding

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"quanhe/extract/text"
)

const (
	maxJudged = 2000 // words with bytes above ASCII that are looked at; they decide long before
	minKnown  = 4    // Vietnamese syllables with accents without which nothing is said
	maxWord   = 32   // bytes of a word; what is longer is none
)

// guess returns the encoding in which most words of b with bytes above ASCII are Vietnamese syllables. Broken UTF-8 is none of
// them: its letters are two or three bytes, which make no syllable in any.
func guess(b []byte) Name {
	name, _ := best(b, codecs())
	return name
}

// best returns the codec under which b is Vietnamese, and by how many syllables. It must explain four in five of the words
// with accents and do clearly better than the others, but for those that read the same.
func best(b []byte, among []codec) (Name, int) {
	tallies := make([]tally, len(among))
	judged := 0
	for i := 0; i < len(b) && judged < maxJudged; {
		word, high := wordAt(b[i:])
		if high && len(word) <= maxWord {
			for k := range tallies {
				tallies[k].judge(among[k], word)
			}
			judged++
		}
		i += max(1, len(word))
	}
	first, second := -1, -1
	for k := range tallies {
		switch n := tallies[k].lead(); {
		case first < 0 || n > tallies[first].lead():
			first, second = k, first
		case second < 0 || n > tallies[second].lead():
			second = k
		}
	}
	t := tallies[first]
	if t.known < minKnown || t.other*4 > t.known || second >= 0 && t.lead() <= tallies[second].lead()+1 {
		return Unknown, 0
	}
	return among[first].name, t.lead()
}

// wordAt returns the run of letters and bytes above ASCII that b starts with, and whether it has any of the latter.
func wordAt(b []byte) (word []byte, high bool) {
	n := 0
	for ; n < len(b); n++ {
		c := b[n]
		if c >= utf8.RuneSelf {
			high = true
		} else if c |= 0x20; c < 'a' || c > 'z' {
			break
		}
	}
	return b[:n], high
}

// A tally counts the words that an encoding makes of a text.
type tally struct {
	known, other int // Vietnamese syllables with accents; what has accents and is none
	buf          []byte
}

func (t *tally) lead() int { return t.known - 2*t.other }

// judge adds a word.
func (t *tally) judge(c codec, word []byte) {
	t.buf = c.text(t.buf[:0], word)
	t.add(string(t.buf))
}

// add counts the runs of letters in s. A sign between letters, other than a quotation mark or a dash, is a wrong guess.
func (t *tally) add(s string) {
	start, high := 0, false
	flush := func(end int) {
		if high {
			if w := s[start:end]; evenCase(w) && text.Syllable(w) {
				t.known++
			} else {
				t.other++
			}
		}
		high = false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			high = high || r >= utf8.RuneSelf
			continue
		case unicode.In(r, unicode.P, unicode.Zs):
		default:
			t.other++
		}
		flush(i)
		start = i + utf8.RuneLen(r)
	}
	flush(len(s))
}

// evenCase reports whether the letters of s but the first are all small or all capital.
func evenCase(s string) bool {
	lower, upper := false, false
	for i, r := range s {
		if i > 0 {
			lower, upper = lower || unicode.IsLower(r), upper || unicode.IsUpper(r)
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return !(lower && upper) && !(upper && unicode.IsLower(first))
}

// unfont decodes text that is UTF-8 by form but shows Vietnamese only in the fonts of TCVN3 or VNI, as old pages and
// office files do: each character stands for a byte of windows-1252. It says Unknown of any other text.
func unfont(b []byte) ([]byte, Name) {
	narrow := make([]byte, 0, min(len(b), 1<<12))
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			narrow = append(narrow, b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		c, ok := charmap.Windows1252.EncodeRune(r)
		if r < 0xa0 && r == rune(byte(r)) {
			c, ok = byte(r), true
		}
		if !ok {
			return nil, Unknown
		}
		narrow = append(narrow, c)
		i += n
	}
	found, lead := best(narrow, []codec{legacy(TCVN3), legacy(VNI)})
	if found == Unknown {
		return nil, Unknown
	}
	var as tally // what it is without
	as.add(norm.NFC.String(string(b[:min(len(b), maxJudged*8)])))
	if as.lead() >= lead {
		return nil, Unknown
	}
	return legacy(found).text(make([]byte, 0, len(b)), narrow), found
}
