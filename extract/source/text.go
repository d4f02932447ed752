package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"quanhe/extract/source/encoding"
	"quanhe/extract/source/html"
)

// pageShare is how much larger than a document a page may be: most of many pages is not text.
const pageShare = 4

// text reads one text.
func (r *reader) text(in *input) error {
	raw, err := r.bytes(in, r.limit)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	text, name, err := decodeText(raw)
	if err == nil && len(text) > r.limit {
		err = r.tooLarge("text")
	}
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	return r.single(Document{Text: text, Format: Text, Encoding: name}, in)
}

// decodeText returns the text of a file in UTF-8 and the name of its encoding, or a *TextError or ErrEmpty.
func decodeText(raw []byte) ([]byte, string, error) {
	text, name := encoding.Decode(raw)
	if err := checkText(text); err != nil {
		return nil, "", err
	}
	return text, string(name), nil
}

// page reads one web page.
func (r *reader) page(in *input) error {
	raw, err := r.bytes(in, pageShare*r.limit)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	d, err := r.article(raw)
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	return r.single(d, in)
}

// article returns the document that a page holds.
func (r *reader) article(raw []byte) (Document, error) {
	text, name := encoding.Decode(raw)
	if bytes.IndexByte(text, 0) >= 0 {
		return Document{}, checkText(text)
	}
	if name == encoding.Unknown { // broken bytes may stand outside the article
		text = bytes.ToValidUTF8(raw, []byte("\ufffd"))
	}
	p, err := html.Article(bytes.TrimPrefix(text, bom))
	if err != nil {
		return Document{}, err
	}
	d := Document{Title: p.Title, Date: p.Date, URL: p.URL, Author: p.Author, Text: []byte(p.Text), Format: HTML, Encoding: string(name)}
	if name == encoding.Unknown {
		if strings.ContainsRune(p.Text, utf8.RuneError) {
			return Document{}, checkText(raw)
		}
		d.Encoding = string(encoding.UTF8)
	}
	d.refont()
	if len(d.Text) > r.limit {
		return Document{}, r.tooLarge("article")
	}
	return d, checkText(d.Text)
}

// refont decodes text that shows Vietnamese only in an old font. In pages and office files it often hides behind entities or
// tags from those who look at the bytes.
func (d *Document) refont() {
	text, name := encoding.Decode(d.Text)
	switch name {
	case encoding.Unknown, encoding.ASCII, encoding.UTF8:
		return
	}
	titled := d.Title != "" && bytes.HasPrefix(d.Text, []byte(d.Title+"\n"))
	d.Text, d.Encoding = text, string(name)
	if titled { // too short to be told by itself
		line, _, _ := bytes.Cut(text, []byte("\n"))
		d.Title = string(line)
	}
}

// controlShare bounds how many control characters a text may hold: one in controlShare bytes. Real pages have a stray
// one now and then; binary formats without a NUL byte (PDF bodies, terminal captures) have far more.
const controlShare = 100

// checkText returns a *TextError when b is not UTF-8 text, ErrEmpty when it holds nothing but white space.
func checkText(b []byte) error {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return &TextError{Cause: "the mark of UTF-16 without whole characters behind it", Hint: "it is cut short or no text"}
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

var bom = []byte(encoding.BOM)

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
