package text

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"
)

// An atom is what the normaliser reads at once: a character or an HTML entity, at most two code points.
type atom struct {
	text  []byte // what it stands for; may be part of the source
	end   int    // index in the source after it
	class atomClass
}

type atomClass uint8

const (
	visible atomClass = iota
	blank             // becomes a space
	newline
	invalid // is not UTF-8
	dropped // leaves no trace: soft hyphens, zero-width marks, directions, control characters, marks of pictures
)

func (a atom) first() rune {
	r, _ := utf8.DecodeRune(a.text)
	return r
}

// lineEnds are the characters that end a line of a source: also the line and the paragraph separator.
const lineEnds = "\n\r\u2028\u2029"

// atomAt reads the atom at i < len(raw).
func atomAt(raw []byte, i int) atom {
	switch b := raw[i]; b {
	case '&':
		if a, ok := entityAt(raw, i); ok {
			return a
		}
	case '\n':
		return atom{raw[i : i+1], i + 1, newline}
	case '\r':
		if i+1 < len(raw) && raw[i+1] == '\n' {
			return atom{raw[i : i+2], i + 2, newline}
		}
		return atom{raw[i : i+1], i + 1, newline}
	}
	r, w := utf8.DecodeRune(raw[i:])
	if r == utf8.RuneError && w == 1 {
		return atom{raw[i : i+1], i + 1, invalid}
	}
	if r == 0x2028 || r == 0x2029 { // see lineEnds
		return atom{raw[i : i+w], i + w, newline}
	}
	return classified(raw[i:i+w], i+w)
}

// classified makes the atom of text, which ends at end. Ð and ð (Icelandic eth) stand for Đ and đ in much Vietnamese text.
func classified(text []byte, end int) atom {
	a := atom{text: text, end: end}
	r := a.first()
	switch {
	case r == 'Ð':
		a.text = []byte("Đ")
	case r == 'ð':
		a.text = []byte("đ")
	case unicode.IsSpace(r) && r != 0x85:
		a.class = blank
	case unicode.In(r, unicode.Cc, unicode.Cf), string(text) == Picture:
		a.class = dropped
	}
	return a
}

// maxEntity is longer than the longest entity name.
const maxEntity = 36

// entityAt reads the entity at i, also one whose "&" is itself an entity, as in "&amp;nbsp;". Only entities closed
// by ";" count: a bare "&" is common in names and addresses.
func entityAt(raw []byte, i int) (atom, bool) {
	text, n := unescape(raw[i:])
	if n == 0 {
		return atom{}, false
	}
	if text == "&" {
		inner := append([]byte{'&'}, raw[i+n:min(len(raw), i+n+maxEntity)]...)
		if again, m := unescape(inner); m > 0 {
			text, n = again, n+m-1
		}
	}
	return classified([]byte(text), i+n), true
}

// unescape reads the entity that s starts with and returns what it stands for and its length, 0 if there is none.
func unescape(s []byte) (string, int) {
	n := bytes.IndexByte(s[:min(len(s), maxEntity)], ';') + 1
	if n < 3 {
		return "", 0
	}
	for _, b := range s[1 : n-1] {
		if c := b | 0x20; b != '#' && (c < 'a' || c > 'z') && (b < '0' || b > '9') {
			return "", 0
		}
	}
	name := string(s[:n])
	// An unknown name comes back whole, one that only begins with a known name ("&notx;") with its rest.
	text := html.UnescapeString(name)
	if text == name || utf8.RuneCountInString(text) > 2 {
		return "", 0
	}
	return text, n
}
