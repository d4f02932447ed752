// Package warc reads WARC files, the format of web archives (ISO 28500, versions 1.0 and 1.1), record by record, and takes the
// HTTP response in a record apart.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ErrFormat says that what follows is no record.
var ErrFormat = errors.New("no WARC record")

// A Record is one record of a file.
type Record struct {
	Type string // "response", "resource", "conversion", "request", "revisit", …
	URI  string // of the page, without the angle brackets of early files
	Date string // of the capture, as written: 2024-03-06T12:00:00Z
	Kind string // media type of the block, in small letters, without parameters
	Size int64  // bytes of the block
	// Block is what was captured. It is good until the next call of Next.
	Block io.Reader
}

// A Reader reads the records of a file that is not compressed, or no more.
type Reader struct {
	r    *bufio.Reader
	left *io.LimitedReader // of the record in hand
	n    int               // records read
}

// NewReader returns a Reader of r.
func NewReader(r *bufio.Reader) *Reader { return &Reader{r: r} }

// maxHeader bounds the lines before the block.
const maxHeader = 64 << 10

// Next returns the next record, [io.EOF] behind the last one, [io.ErrUnexpectedEOF] when the file ends inside one, and
// otherwise [ErrFormat] with the number of the record or an error of the file.
func (r *Reader) Next() (*Record, error) {
	if r.left != nil {
		if _, err := io.Copy(io.Discard, r.left); err != nil {
			return nil, err
		}
		if r.left.N > 0 {
			return nil, io.ErrUnexpectedEOF
		}
	}
	r.n++
	for { // blank lines between records
		c, err := r.r.ReadByte()
		if err != nil {
			return nil, err
		}
		if c != '\r' && c != '\n' {
			r.r.UnreadByte()
			break
		}
	}
	head, err := r.header()
	if err != nil {
		return nil, err
	}
	rec := &Record{Type: strings.ToLower(head.Get("WARC-Type")), Date: head.Get("WARC-Date"), Kind: mediaType(head.Get("Content-Type")),
		URI: strings.Trim(head.Get("WARC-Target-URI"), "<>")}
	if rec.Size, err = strconv.ParseInt(head.Get("Content-Length"), 10, 64); err != nil || rec.Size < 0 {
		return nil, fmt.Errorf("%w: record %d has the length %q", ErrFormat, r.n, head.Get("Content-Length"))
	}
	r.left = &io.LimitedReader{R: r.r, N: rec.Size}
	rec.Block = r.left
	return rec, nil
}

// header reads the version line and the fields.
func (r *Reader) header() (textproto.MIMEHeader, error) {
	limited := bufio.NewReader(nil)
	var lines bytes.Buffer
	for lines.Len() < maxHeader {
		line, err := r.r.ReadSlice('\n')
		lines.Write(line)
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) == 0 && err == nil {
			break
		}
	}
	version, fields, _ := bytes.Cut(lines.Bytes(), []byte("\n"))
	if !bytes.HasPrefix(version, []byte("WARC/1.")) {
		return nil, fmt.Errorf("%w: record %d begins with %.40q", ErrFormat, r.n, version)
	}
	limited.Reset(bytes.NewReader(fields))
	head, err := textproto.NewReader(limited).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("%w: record %d: %v", ErrFormat, r.n, err)
	}
	return head, nil
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// A Response is the answer of a web server.
type Response struct {
	Status int
	Kind   string // media type, in small letters, without parameters; empty when the server did not say
	Body   io.Reader
}

// ParseResponse takes the block of a "response" record apart, given whole. Body undoes the transfer and content encodings (gzip,
// deflate, zstd); an archive that has undone them already and kept the header gets its body as it is.
func ParseResponse(block []byte) (*Response, error) {
	in := bufio.NewReader(bytes.NewReader(block))
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		return nil, fmt.Errorf("no HTTP response: %w", err)
	}
	at := bytes.Index(block, []byte("\r\n\r\n")) + 4
	if n := bytes.Index(block, []byte("\n\n")); at == 3 || n >= 0 && n < at-4 {
		at = n + 2
	}
	body := block[at:]
	if len(answer.TransferEncoding) > 0 { // chunked
		if plain, err := io.ReadAll(answer.Body); err == nil {
			body = plain
		} else if startsWithChunk(body) {
			return nil, fmt.Errorf("chunks of the HTTP response: %w", err)
		}
	}
	r := &Response{Status: answer.StatusCode, Kind: mediaType(answer.Header.Get("Content-Type"))}
	r.Body, err = decode(body, strings.ToLower(answer.Header.Get("Content-Encoding")))
	return r, err
}

// startsWithChunk reports whether body begins with the length of a chunk.
func startsWithChunk(body []byte) bool {
	line, _, ok := bytes.Cut(body, []byte("\n"))
	line, _, _ = bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(string(bytes.TrimSpace(line)), 16, 32)
	return ok && err == nil
}

// decode undoes a content encoding, unless the body shows that it is undone.
func decode(body []byte, name string) (io.Reader, error) {
	plain := bytes.NewReader(body)
	switch name {
	case "", "identity":
		return plain, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
			return plain, nil
		}
		return gzip.NewReader(plain)
	case "zstd":
		z, err := zstd.NewReader(plain, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "deflate":
		if len(body) > 2 && body[0]&15 == 8 && (int(body[0])<<8|int(body[1]))%31 == 0 {
			body = body[2:] // zlib's header
		}
		return flate.NewReader(bytes.NewReader(body)), nil
	}
	return nil, fmt.Errorf("content encoding %q is not known", name)
}
