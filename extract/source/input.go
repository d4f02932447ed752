package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

const (
	bufferSize = 64 << 10
	entrySize  = 16 << 10 // of the buffer of a file in an archive: there may be many small ones
	maxNested  = 6        // layers of archives and compression around a document
	maxMemory  = 8 << 20  // of an archive that wants to be read back and forth; what is larger goes to a temporary file
	maxSpool   = 1 << 30  // and at most so much does
)

// An input is a file, or a file in an archive.
type input struct {
	r    *bufio.Reader
	path string // for errors
	id   string // of the document, or of the archive that its documents lie in
	name string // what its extension stands in
	url  string // where it was fetched

	file   io.ReaderAt // the whole of it, nil when there is only r
	size   int64       // of file
	depth  int         // archives around it
	meter  *meter
	record string // the moment of its capture
}

// file returns the input that a file of the disk is.
func (m *meter) file(f interface {
	io.Reader
	io.ReaderAt
}, size int64, path, id, name string) *input {
	buffer := int(min(max(headSize, size), bufferSize)) // most articles are small, and a batch has thousands
	return &input{r: bufio.NewReaderSize(f, buffer), path: path, id: id, name: name, meter: m, file: f, size: size}
}

// inside returns an entry of the archive in.
func (in *input) inside(r io.Reader, name string) *input {
	return &input{r: bufio.NewReaderSize(in.meter.unpacked(r), entrySize), path: in.path + "/" + name, id: in.id + "/" + name, name: name,
		depth: in.depth + 1, meter: in.meter}
}

// A meter counts what comes out of a file of the disk, through all archives in it, against what went in.
type meter struct {
	in, out int64
	burst   bool
}

// An archive of articles shrinks to a fifth, a crawl of one site to a fiftieth, the same few sentences written a million times
// to a hundred and fiftieth.
const (
	maxRatio = 300
	slack    = 64 << 20 // bytes that may come out of any file
)

// packed counts what r yields as what went in.
func (m *meter) packed(r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		n, err := r.Read(p)
		m.in += int64(n)
		return n, err
	})
}

// unpacked counts what r yields as what came out, and ends in ErrBomb when that is too much.
func (m *meter) unpacked(r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		if m.burst {
			return 0, ErrBomb
		}
		n, err := r.Read(p)
		if m.out += int64(n); m.out > slack+maxRatio*m.in {
			m.burst = true
			return 0, ErrBomb
		}
		return n, err
	})
}

type readerFunc func([]byte) (int, error)

// Read implements [io.Reader].
func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// input reads what in holds by what it is. A panic on the way is an error of that file alone: it must not take others with it.
func (r *reader) input(in *input) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = r.fail(in.path, 0, fmt.Errorf("panic: %v; this is a fault in quanhe, please report it with the file", p))
		}
	}()
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if in.depth > maxNested {
		return r.fail(in.path, 0, ErrDeep)
	}
	head := peek(in.r)
	switch kind, err := r.sniff(head, in.name); kind {
	case gzipped:
		return r.gzip(in)
	case zstandard:
		return r.zstd(in)
	case tarball:
		return r.tar(in)
	case zipped:
		return r.zip(in)
	case webArchive:
		return r.warc(in)
	case portable:
		return r.pdf(in)
	case page:
		return r.page(in)
	case feedFile:
		return r.feed(in)
	case lines:
		return r.records(in)
	case table:
		return r.table(in)
	case refused:
		return r.fail(in.path, 0, err)
	}
	return r.text(in)
}

// bytes reads all of in, which may have up to limit bytes.
func (r *reader) bytes(in *input, limit int) ([]byte, error) {
	if in.size > int64(limit) {
		return nil, r.tooLarge("file")
	}
	var b bytes.Buffer
	b.Grow(int(in.size) + bytes.MinRead) // one allocation: ReadFrom wants MinRead bytes to see the end
	if _, err := b.ReadFrom(io.LimitReader(in.r, int64(limit)+1)); err != nil {
		return nil, err
	}
	if b.Len() > limit {
		return nil, r.tooLarge("file")
	}
	return b.Bytes(), nil
}

// whole gives what formats need that are read back and forth: the file itself, or a copy of it in memory or in a temporary
// file, which close removes.
func (r *reader) whole(in *input) (at io.ReaderAt, size int64, close func(), err error) {
	if in.file != nil {
		return in.file, in.size, func() {}, nil
	}
	var head bytes.Buffer
	if _, err := io.CopyN(&head, in.r, maxMemory); err == io.EOF {
		return bytes.NewReader(head.Bytes()), int64(head.Len()), func() {}, nil
	} else if err != nil {
		return nil, 0, nil, err
	}
	f, err := os.CreateTemp("", "quanhe-*")
	if err != nil {
		return nil, 0, nil, fmt.Errorf("no temporary file for an archive in an archive: %w", err)
	}
	close = func() {
		f.Close()
		os.Remove(f.Name())
	}
	size, err = io.Copy(f, io.MultiReader(&head, io.LimitReader(in.r, maxSpool)))
	if err == nil && size > maxSpool {
		err = fmt.Errorf("archive in an archive %w: at most %d MiB; unpack the outer one", ErrTooLarge, maxSpool>>20)
	}
	if err != nil {
		close()
		return nil, 0, nil, err
	}
	return f, size, close, nil
}

// entryName returns the path of an archive's entry as ids have it, empty for one that is to be skipped: hidden files, and what
// the Macintosh adds. It never leads out of the archive.
func entryName(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return ""
		}
	}
	return strings.ToValidUTF8(name, "_")
}

// damage names what decoders say of broken files in one word; errors that have a cause of their own stay as they are.
func damage(err error) error {
	for _, own := range []error{ErrBomb, ErrEncrypted, ErrTooLarge, ErrDamaged, ErrTimeout} {
		if errors.Is(err, own) {
			return err
		}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || isCorrupt(err) {
		return fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	return err
}
