package text

import (
	"slices"
	"unicode/utf8"
)

// Tokens cuts s, which should be NFC, into tokens. Parse uses it for the text; rules and lexicons use it so that their
// words are cut the same way.
func Tokens(s string) []Token { return AppendTokens(nil, s) }

// AppendTokens appends the tokens of s to dst.
func AppendTokens(dst []Token, s string) []Token {
	t := newTokeniser(dst, s)
	for i := 0; i < len(s); {
		i = t.next(i)
	}
	return t.tokens
}

// newTokeniser begins a text, whose tokens it appends to dst.
func newTokeniser(dst []Token, s string) tokeniser {
	return tokeniser{text: s, tokens: slices.Grow(dst, len(s)/4+4), flags: Space | LineStart}
}

// next adds what stands at i and returns the index after it.
func (t *tokeniser) next(i int) int {
	switch byteClass[t.text[i]] {
	case spaceByte:
		if t.flags |= Space; t.text[i] == '\n' {
			t.flags |= LineStart
		}
		return i + 1
	case digitByte:
		return t.number(i)
	case otherByte:
		t.add(i, i+1, Punct, 0)
		return i + 1
	}
	return t.letters(i)
}

// byteClass tells tokens apart by their first byte.
var byteClass = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b == ' ' || b == '\n':
			t[b] = spaceByte
		case b >= '0' && b <= '9':
			t[b] = digitByte
		case b < utf8.RuneSelf && letters[b].class == 0:
			t[b] = otherByte
		}
	}
	return t
}()

const (
	letterByte = iota // or the first of a longer character
	spaceByte
	digitByte
	otherByte
)

// A tokeniser gathers tokens; flags are those the next token starts with.
type tokeniser struct {
	text   string
	tokens []Token
	flags  Flags
}

func (t *tokeniser) add(start, end int, kind Kind, flags Flags) {
	t.tokens = append(t.tokens, Token{Start: int32(start), End: int32(end), Kind: kind, Flags: flags | t.flags})
	t.flags = 0
}

func (t *tokeniser) number(i int) int {
	start := i
	for i < len(t.text) && byteClass[t.text[i]] == digitByte {
		i++
	}
	t.add(start, i, Number, 0)
	return i
}

// letters adds the run of letters at i, cut where a lower-case letter meets an upper-case one.
func (t *tokeniser) letters(i int) int {
	start := i
	run, last := newRun, letterClass(0)
	for s := t.text; i < len(s); {
		var class letterClass
		w := 1
		switch b := s[i]; {
		case b < utf8.RuneSelf:
			class = letters[b].class
		case b == 0xE1 && i+2 < len(s) && s[i+1]&0xFE == 0xBA && continues(s[i+2]): // most of the others
			class, w = letters[vietnamese(s[i+1], s[i+2])].class, 3
		default:
			var l *letter
			l, w = letterIn(s, i)
			class = l.class
		}
		if class == 0 {
			break
		}
		if class&isUpper != 0 && i > start && last&isUpper == 0 {
			t.word(start, i, run)
			start, run, last = i, newRun, 0
		}
		run.groups += uint32(class&^last>>vowelBit) & 1
		run.tones += uint32(class>>tonedBit) & 1
		run.any |= class
		run.all &= class
		last = class
		i += w
	}
	if i > start {
		t.word(start, i, run)
		return i
	}
	_, w := utf8.DecodeRuneInString(t.text[i:])
	t.add(i, i+w, Punct, 0)
	return i + w
}

// A letterRun sums up the classes of a run of letters while it is read.
type letterRun struct {
	any, all      letterClass
	groups, tones uint32 // of vowels that touch; of vowels with a tone
}

var newRun = letterRun{all: ^letterClass(0)}

// word adds the run text[start:end], as several tokens if it is glued of several syllables.
func (t *tokeniser) word(start, end int, run letterRun) {
	var flags Flags
	if run.any&isUpper != 0 {
		flags = t.caseFlags(start, end, run)
	}
	// One syllable has one group of vowels and one tone; pure ASCII is left alone, it is most often a foreign name.
	if run.any&isAccent == 0 || run.groups < 2 && run.tones < 2 {
		t.add(start, end, Word, flags)
		return
	}
	cuts, n := unglue(t.text[start:end])
	for _, cut := range cuts[:n] {
		t.add(start, start+cut, Word, flags)
		start += cut
		if flags&Upper == 0 {
			flags = 0
		}
	}
	t.add(start, end, Word, flags)
}

// caseFlags describes a run with an upper-case letter. Only its first letters can be upper case.
func (t *tokeniser) caseFlags(start, end int, run letterRun) Flags {
	if first, _ := letterIn(t.text, start); first.class&isUpper == 0 {
		return 0
	}
	switch {
	case run.all&isUpper == 0:
		return Cap
	case roman(t.text[start:end]):
		return Cap | Upper | Roman
	}
	return Cap | Upper
}

// roman reports whether s is a Roman numeral from I to XXXIX in its usual form.
func roman(s string) bool {
	for tens := 0; tens < 3 && len(s) > 1 && s[0] == 'X'; tens++ {
		s = s[1:]
	}
	switch s {
	case "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X":
		return true
	}
	return false
}
