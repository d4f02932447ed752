package encoding

import (
	"bufio"
	"io"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// chunk is how many bytes a Reader decodes at once; a word is never cut.
const chunk = 32 << 10

// NewReader returns what r holds, decoded. It reads UTF-8 as it is. Unlike [Decode] it puts U+FFFD for what is broken in UTF-16.
func NewReader(r io.Reader, name Name) io.Reader {
	switch name {
	case Unknown, ASCII, UTF8:
		return r
	case Latin1:
		return charmap.Windows1252.NewDecoder().Reader(r)
	case UTF16LE:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case UTF16BE:
		return transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	}
	return &reader{in: bufio.NewReaderSize(r, chunk), codec: legacy(name)}
}

// A reader decodes a stretch of whole words after the other.
type reader struct {
	in    *bufio.Reader
	codec codec
	out   []byte // decoded
	rest  []byte // of out, not yet read
}

// Read implements [io.Reader].
func (r *reader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		b, err := r.in.Peek(chunk)
		if len(b) == 0 {
			return 0, err
		}
		if len(b) == chunk { // a longer one follows
			for n := len(b); n > 0; n-- {
				if b[n-1] < '0' {
					b = b[:n]
					break
				}
			}
		}
		r.out = r.codec.text(r.out[:0], b)
		r.rest = r.out
		if _, err := r.in.Discard(len(b)); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
