package encoding

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// Text in UTF-16 without a mark shows by its NUL bytes: most letters of Vietnamese lie in Latin-1, so that every other byte is
// often NUL and its neighbours are never.
const (
	minWide   = 8  // bytes
	wideShare = 3  // one in so many of the high bytes at least is NUL
	loneShare = 50 // one in so many of the low bytes at most
)

// wide returns the kind of UTF-16 that b is by its NUL bytes.
func wide(b []byte) Name {
	if len(b) < minWide {
		return Unknown
	}
	var nul [2]int
	for i, c := range b {
		if c == 0 {
			nul[i&1]++
		}
	}
	half := len(b) / 2
	name := Unknown
	switch {
	case nul[1]*wideShare >= half && nul[0]*loneShare <= half:
		name = UTF16LE
	case nul[0]*wideShare >= half && nul[1]*loneShare <= half:
		name = UTF16BE
	default:
		return Unknown
	}
	if controls(b, name) {
		return Unknown // numbers, not letters
	}
	return name
}

// controls reports whether more than a stray character is a control character or half of a pair.
func controls(b []byte, name Name) bool {
	n := 0
	for i := 0; i+1 < len(b); i += 2 {
		switch c := order(name).Uint16(b[i:]); {
		case c < ' ' && (c < '\t' || c > '\r'), c >= 0x7f && c < 0xa0, c >= 0xd800 && c < 0xe000, c >= 0xfffe:
			n++
		}
	}
	return n > len(b)/200
}

func order(name Name) binary.ByteOrder {
	if name == UTF16LE {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// decodeUTF16 decodes b without its mark. It fails on half a character and on a surrogate without its other half.
func decodeUTF16(b []byte, name Name) ([]byte, bool) {
	if len(b)%2 != 0 {
		return nil, false
	}
	o := order(name)
	if len(b) >= 2 && o.Uint16(b) == 0xfeff {
		b = b[2:]
	}
	out := make([]byte, 0, len(b)+len(b)/4)
	for i := 0; i < len(b); i += 2 {
		r := rune(o.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i+3 >= len(b) {
				return nil, false
			}
			i += 2
			if r = utf16.DecodeRune(r, rune(o.Uint16(b[i:]))); r == utf8.RuneError {
				return nil, false
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, true
}
