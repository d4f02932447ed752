package source

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
)

// MaxSize is the largest document read, in bytes, after decoding: a text file, or one line of a JSONL file, which itself
// may be of any size. An article has a hundredth of it; what is larger is a dump that wants to be split, and reading one
// takes about a hundred times its size in memory.
const MaxSize = 4 << 20

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Options say how to read. The zero value is ready.
type Options struct {
	// Columns name the columns of tables: field (id, title, date, url, author, text) to the name in the first row. Fields left
	// out are found by the usual names, Vietnamese and English.
	Columns map[string]string
}

// Read reads with the zero Options.
func Read(ctx context.Context, paths []string, stdin io.Reader, fn func(Document, error) error) error {
	return Options{}.Read(ctx, paths, stdin, fn)
}

// Read calls fn for every document of paths, in order, from one goroutine.
//
// A path is a file, a folder (its files, recursively, sorted by name; hidden ones are skipped), a pattern with * ? [ ] { }
// and ** for any folders (what matches, sorted), or "-" for standard input. What a file holds is told by its content:
//
//	text               one document
//	HTML               one document, the article of the page; ErrNoArticle when there is none
//	JSONL              one a line: {id, title, date, url, text}; other fields are ignored
//	CSV, TSV           one a row, by the names in the first row
//	RSS, Atom          one an item, of its full content if it has it, else of its summary
//	PDF, DOCX          one document
//	EPUB               one a chapter, in the order of the book
//	zip, tar           what is in them, as in a folder
//	gzip, zstd         what is in them, also one after the other
//	WARC               one a page or text that was fetched with success; pictures and the like are passed over
//
// The id of a document is its path below the given folder, or below the part of a pattern without signs, with "/", or the name of
// the file; then its path in each archive: "a.zip/dir/b.html", "a.warc.gz/https://x.test/1", "a.epub/ch1.xhtml",
// "feed.xml/<guid>". Records of JSONL files and tables have their own id, or that of the file and their line: "a.jsonl#3". Gzip
// and zstd have no names of their own. So ids depend neither on the order of the paths nor on what else is read. A page that
// a WARC file holds twice with different text has the second time the moment of its capture behind its id: "…@20240306120000".
//
// What cannot be read, a panic of fn included, reaches fn as an *[Error] with a zero Document, and reading goes on. A
// document that repeats the id of another of the same run is such an error, unless it is the same document: then it is
// skipped. Read ends early only when fn returns an error, which it returns as it is, or when ctx is done: then it
// returns ctx.Err().
func (o Options) Read(ctx context.Context, paths []string, stdin io.Reader, fn func(Document, error) error) error {
	r := newReader(ctx, o, fn)
	for _, p := range paths {
		r.given = p
		if err := r.path(p, stdin); err != nil {
			return err
		}
	}
	return nil
}

// A reader is one call of Read. Its methods return only errors that end the reading.
type reader struct {
	Options
	ctx      context.Context
	given    string // the path in hand
	limit    int
	patience time.Duration // for what a library reads whole
	fn       func(Document, error) error
	seen     map[key]origin // by id
	places   []string       // where documents came from, by origin
}

// patience is how long one file may keep a library busy.
const patience = 30 * time.Second

func newReader(ctx context.Context, o Options, fn func(Document, error) error) *reader {
	return &reader{Options: o, ctx: ctx, limit: MaxSize, patience: patience, fn: fn, seen: map[key]origin{}}
}

// A key is the beginning of a hash: two ids or texts never share it.
type key [16]byte

// An origin is where an id was first seen.
type origin struct {
	text  key
	place int32
}

func (r *reader) fail(path string, line int, err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err // the path stands in front already
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; check the spelling, the path is taken from the current folder", err)
	}
	if r.ctx.Err() != nil {
		return r.ctx.Err() // what was being read has seen it too
	}
	return r.fn(Document{}, &Error{Given: r.given, Path: path, Line: line, Err: damage(err)})
}

// document seals d and hands it on.
func (r *reader) document(d Document, from string, line int) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	d.Seal()
	d.Given = r.given
	if old, ok := r.known(d.ID); ok {
		if old.text == keyOf(d.SHA256) {
			return nil
		}
		return r.fail(from, line, fmt.Errorf("%w: %q came from %s; give a folder above both, or other ids",
			ErrDuplicate, d.ID, r.places[old.place]))
	}
	if n := len(r.places); n == 0 || r.places[n-1] != from {
		r.places = append(r.places, from)
	}
	r.seen[keyOf(d.ID)] = origin{keyOf(d.SHA256), int32(len(r.places) - 1)}
	return r.fn(d, nil)
}

func (r *reader) known(id string) (origin, bool) {
	o, ok := r.seen[keyOf(id)]
	return o, ok
}

func keyOf(s string) key {
	sum := sha256.Sum256([]byte(s))
	return key(sum[:16])
}

// tooLarge returns the error for what has more than the limit.
func (r *reader) tooLarge(what string) error {
	return fmt.Errorf("%s %w: a document has at most %d MiB; split it into articles, as files or as lines of a .jsonl file",
		what, ErrTooLarge, r.limit>>20)
}

// peek returns the first bytes of in, as many as there are up to headSize. When what has come already is JSONL it waits for no
// more of it.
func peek(in *bufio.Reader) []byte {
	if _, err := in.Peek(1); err == nil {
		if b, _ := in.Peek(in.Buffered()); startsWithBrace(b) {
			return b[:min(len(b), headSize)]
		}
	}
	b, _ := in.Peek(headSize) // an error comes back when the bytes are read
	return b
}
