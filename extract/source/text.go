package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// controlShare bounds how many control characters a text may hold: one in controlShare bytes. Real pages have a stray
// one now and then; binary formats without a NUL byte (PDF bodies, terminal captures) have far more.
const controlShare = 100

// checkText returns a *TextError when b is not UTF-8 text, ErrEmpty when it holds nothing but white space.
func checkText(b []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(b, []byte(m.prefix)) {
			return &TextError{Cause: m.cause, Hint: m.hint}
		}
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return &TextError{Offset: int64(i), Cause: "a NUL byte", Hint: "give its text, not a binary file"}
	}
	if i := invalidAt(b); i >= 0 {
		return &TextError{Offset: int64(i), Cause: fmt.Sprintf("byte 0x%02x", b[i]),
			Hint: "convert it first, for example: iconv -f WINDOWS-1258 -t UTF-8"}
	}
	if i := controlsAt(b); i >= 0 {
		return &TextError{Offset: int64(i), Cause: "one of many control characters",
			Hint: "give its text, not a binary file"}
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(b, bom))) == 0 {
		return ErrEmpty
	}
	return nil
}

var bom = []byte("\ufeff")

// magics are the first bytes of what people most often take for text, with the way out of it.
var magics = []struct{ prefix, cause, hint string }{
	{"\xff\xfe", "the mark of UTF-16", "convert it first: iconv -f UTF-16 -t UTF-8"},
	{"\xfe\xff", "the mark of UTF-16", "convert it first: iconv -f UTF-16 -t UTF-8"},
	{"%PDF-", "the mark of a PDF file", "extract its text first, for example with pdftotext"},
	{"PK\x03\x04", "the mark of a zip archive (also DOCX, EPUB)", "unpack it and give the text in it"},
	{"\x1f\x8b", "the mark of gzip", "unpack it first: gzip -d"},
}

// invalidAt returns the offset of the first byte that is no UTF-8, or -1.
func invalidAt(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// controlsAt returns the offset of the first control character when b holds too many of them, or -1.
// Tab, line feed, vertical tab, form feed and carriage return do not count.
func controlsAt(b []byte) int {
	first, n := -1, 0
	for i, c := range b {
		if c < ' ' && (c < '\t' || c > '\r') || c == 0x7f {
			if n++; first < 0 {
				first = i
			}
		}
	}
	if n <= 1+len(b)/controlShare {
		return -1
	}
	return first
}
