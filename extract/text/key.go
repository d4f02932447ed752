package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// AppendKey appends the matching key of one token of NFC text to dst: lower case, and the tone mark where the older
// spelling puts it, so that "Hoà", "hòa" and "HOÀ", "uỷ", "ủy" and the doubly marked "Ủỷ" agree. All other accents stay
// and count.
func AppendKey(dst []byte, token string) []byte {
	start := len(dst)
	accented := false
	for i := 0; i < len(token); i++ {
		b := token[i]
		if b >= utf8.RuneSelf {
			accented = true
			break
		}
		if b-'A' < 26 {
			b += 'a' - 'A'
		}
		dst = append(dst, b)
	}
	if !accented {
		return dst
	}
	return appendAccentedKey(dst[:start], token)
}

// maxSyllable is more letters than any Vietnamese syllable has: "nghiêng" has seven.
const maxSyllable = 8

// appendAccentedKey is AppendKey for tokens outside ASCII. It writes the token in lower case, and again if its tone
// stands elsewhere.
func appendAccentedKey(dst []byte, token string) []byte {
	var word [maxSyllable]*letter
	n, vowels, tones := 0, 0, 0
	mark := level
	start := len(dst)
	for i := 0; i < len(token); {
		l, w := &letters[token[i]&0x7F], 1
		if token[i] >= utf8.RuneSelf {
			l, w = letterIn(token, i)
		}
		if n == maxSyllable || l.lower == 0 || l.tone != level && mark != level && l.tone != mark {
			return appendLower(dst[:start], token)
		}
		if l.tone != level {
			mark = l.tone
			tones++
		}
		if l.class&isVowel != 0 {
			vowels++
		}
		word[n] = l
		n++
		i += w
		if l.lower < utf8.RuneSelf {
			dst = append(dst, byte(l.lower))
		} else {
			dst = utf8.AppendRune(dst, rune(l.lower))
		}
	}
	if tones == 0 || vowels < 2 {
		return dst
	}
	at := tonePlace(word[:n])
	if at < 0 || tones == 1 && word[at].tone == mark {
		return dst
	}
	dst = dst[:start]
	for i, l := range word[:n] {
		r := rune(l.base)
		if i == at {
			r = withTone(l.base, mark)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

func appendLower(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		l, w := letterIn(s, i)
		switch {
		case l.lower != 0 && l.lower < utf8.RuneSelf:
			dst = append(dst, byte(l.lower))
		case l.lower != 0:
			dst = utf8.AppendRune(dst, rune(l.lower))
		case s[i] < utf8.RuneSelf:
			dst = append(dst, s[i])
		default:
			r, _ := utf8.DecodeRuneInString(s[i:])
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += w
	}
	return dst
}

// Lower is strings.ToLower for NFC text, as which a parsed one comes: it takes ð for đ.
func Lower(s string) string {
	for i := 0; i < len(s); {
		l, w := letterIn(s, i)
		if l.class&isUpper != 0 || l.lower == 0 && s[i] >= utf8.RuneSelf { // of another script, perhaps
			var buf [96]byte
			return string(appendLower(buf[:0], s))
		}
		i += w
	}
	return s
}

// tonePlace returns the index of the letter of word that carries its tone, or -1 when word is no Vietnamese syllable, as "Díaz" and
// "José" are none: its vowels are no single group or its last consonants are foreign. The rule is the older one: a
// vowel with a quality mark takes the tone (the last of "ươ"), else the middle one of three, else the second of two
// before a consonant ("hoàn"), else the first ("hòa").
func tonePlace(word []*letter) int {
	first := 0
	if len(word) > 2 && word[2].class&isVowel != 0 {
		switch on, glide := word[0].lower, word[1].base; {
		case on == 'q' && glide == 'u', on == 'g' && glide == 'i':
			first = 2 // the u of "quý" and the i of "già" are part of the consonant
		}
	}
	for first < len(word) && word[first].class&isVowel == 0 {
		first++
	}
	end, marked := first, -1
	for ; end < len(word) && word[end].class&isVowel != 0; end++ {
		if word[end].base >= utf8.RuneSelf {
			marked = end
		}
	}
	for _, l := range word[end:] {
		switch l.lower {
		case 'c', 'g', 'h', 'm', 'n', 'p', 't':
		default:
			return -1
		}
	}
	switch size := end - first; {
	case size == 0:
		return -1
	case marked >= 0:
		return marked
	case size == 1 || size == 2 && end == len(word):
		return first
	}
	return first + 1
}

// Key is the key of a whole string: the keys of its words with one space between them.
func Key(s string) string {
	if !composed(s) {
		s = norm.NFC.String(s)
	}
	var buf [96]byte
	key := buf[:0]
	whole := s
	for len(s) > 0 {
		r, w := utf8.DecodeRuneInString(s)
		if letterOf(r).class == 0 {
			if !unicode.IsSpace(r) {
				key = append(key, s[:w]...)
			} else if len(key) > 0 && key[len(key)-1] != ' ' {
				key = append(key, ' ')
			}
			s = s[w:]
			continue
		}
		n := 0
		for n < len(s) {
			l, w := letterIn(s, n)
			if l.class == 0 {
				break
			}
			n += w
		}
		key = AppendKey(key, s[:n])
		s = s[n:]
	}
	if n := len(key); n > 0 && key[n-1] == ' ' {
		key = key[:n-1]
	}
	if string(key) == whole {
		return whole // most words of a text are their own keys
	}
	return string(key)
}

// composed reports whether s holds only letters and signs that normalisation leaves alone. Others may be left alone too.
func composed(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		l, w := letterIn(s, i)
		if l.folded == 0 {
			return false
		}
		i += w
	}
	return true
}

// Toneless returns a key without the tone marks of its Vietnamese letters: "trọng" as "trong", "phú" as "phu".
func Toneless(key string) string {
	out := make([]byte, 0, len(key))
	for i := 0; i < len(key); {
		l, w := letterIn(key, i)
		if l.base == 0 {
			out = append(out, key[i:i+w]...)
		} else {
			out = utf8.AppendRune(out, rune(l.base))
		}
		i += w
	}
	return string(out)
}

// Fold is the search key of s: lower case without any accents, đ as d, one space for each run of white space.
func Fold(s string) string {
	key := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			switch {
			case b-'A' < 26:
				key = append(key, b+'a'-'A')
			case b != ' ' && (b < '\t' || b > '\r'):
				key = append(key, b)
			case len(key) > 0 && key[len(key)-1] != ' ':
				key = append(key, ' ')
			}
			i++
			continue
		}
		l, w := letterIn(s, i)
		if l.folded == 0 {
			return foldSlowly(s)
		}
		key = utf8.AppendRune(key, rune(l.folded))
		i += w
	}
	return strings.TrimSuffix(string(key), " ")
}

// SameFolded reports whether two words have the same search key.
func SameFolded(a, b string) bool {
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i == len(a) || j == len(b) {
			return Fold(a) == Fold(b) // marks by themselves have no key
		}
		l, w := letterIn(a, i)
		m, v := letterIn(b, j)
		if l.folded == 0 || m.folded == 0 {
			return Fold(a) == Fold(b)
		}
		if l.folded != m.folded {
			return false
		}
		i, j = i+w, j+v
	}
	return true
}

// foldSlowly is Fold for any letters, also such as are written in parts.
func foldSlowly(s string) string {
	s = norm.NFD.String(s)
	key := make([]byte, 0, len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsSpace(r):
			if len(key) > 0 && key[len(key)-1] != ' ' {
				key = append(key, ' ')
			}
		default:
			key = utf8.AppendRune(key, plain(r))
		}
	}
	return strings.TrimSuffix(string(key), " ")
}

// plain returns the letter that a lower-case one without accent counts as in a search.
func plain(r rune) rune {
	switch r {
	case 'đ', 'ð':
		return 'd'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'ı':
		return 'i'
	}
	return r
}
