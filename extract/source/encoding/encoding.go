// Package encoding turns bytes into UTF-8 text: it finds out by the text itself in which of the encodings that Vietnamese
// was and is written in it stands. What a page or a mail says of its encoding is not asked: it is wrong too often.
package encoding

import (
	"bytes"
	"unicode/utf8"
)

// A Name is an encoding.
type Name string

// The encodings.
const (
	Unknown     Name = ""         // none of those below
	ASCII       Name = "US-ASCII" // and so text in any of the others but UTF-16
	UTF8        Name = "UTF-8"
	UTF16LE     Name = "UTF-16LE"
	UTF16BE     Name = "UTF-16BE"
	Windows1258 Name = "windows-1258" // letters and combining tones
	TCVN3       Name = "TCVN3"        // also called ABC; a letter a byte, TCVN 5712:1993
	VISCII      Name = "VISCII"       // a letter a byte, RFC 1456
	VNI         Name = "VNI"          // VNI for Windows: a letter, then a byte for its accents
	Latin1      Name = "windows-1252" // never found, only asked for: of feeds that say so
)

// BOM is the byte order mark in UTF-8.
const BOM = "\ufeff"

// maxFonts bounds how often a text is taken for one in the wrong font; real ones are that once.
const maxFonts = 4

// Decode returns the text of b in UTF-8 and the encoding it was in. UTF-8 comes back as it is, the same slice with its byte
// order mark. Of what is [Unknown], and of broken UTF-8, b comes back too. The text has at most six times the bytes of b (an
// accent that stands for itself takes three), and decoding it again changes nothing.
func Decode(b []byte) ([]byte, Name) {
	text, name := b, Detect(b)
	switch name {
	case Unknown, ASCII:
		return b, name
	case UTF8:
	case UTF16LE, UTF16BE:
		var ok bool
		if text, ok = decodeUTF16(b, name); !ok {
			return b, Unknown
		}
	default:
		text = legacy(name).text(make([]byte, 0, len(b)+len(b)/2), b)
	}
	for range maxFonts {
		again, font := unfont(text)
		if font == Unknown {
			break
		}
		text, name = again, font
	}
	return text, name
}

// Detect returns the encoding of b, which may be the beginning of a longer text. From about 100 bytes of Vietnamese on it is
// right; of less it says Unknown rather than guess.
func Detect(b []byte) Name {
	switch {
	case bytes.HasPrefix(b, []byte(BOM)):
		return ifValid(b)
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return UTF16BE
	}
	if name := wide(b); name != Unknown {
		return name
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return Unknown
	}
	if isASCII(b) {
		return ASCII
	}
	if ifValid(b) == UTF8 {
		return UTF8
	}
	return guess(b)
}

// ifValid returns UTF8 when b is that, but for a character that its end may have cut.
func ifValid(b []byte) Name {
	for i := 0; i < utf8.UTFMax && i <= len(b); i++ {
		head := b[:len(b)-i]
		if utf8.Valid(head) && (i == 0 || !utf8.FullRune(b[len(head):])) {
			return UTF8
		}
	}
	return Unknown
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
