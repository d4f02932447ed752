package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MaxSize is the largest document read, in bytes: a text file, or one line of a JSONL file, which itself may be of any
// size. An article has a hundredth of it; what is larger is a dump that wants to be split, and reading one takes about a
// hundred times its size in memory.
const MaxSize = 4 << 20

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Read calls fn for every document of paths, in order, from one goroutine.
//
// A path is a text file (one document, named after the file), a .jsonl or .ndjson file (one document a line, see
// below), a folder (its files, recursively, sorted by name; hidden ones are skipped; each named by its path below the
// folder), or "-" for stdin (JSONL when its first character is "{", else one text).
//
// A record of a JSONL file is {id, title, date, url, text}; other fields are ignored. Without an id it is
// named after the file and the line ("a.jsonl#3"). The date is YYYY, YYYY-MM, YYYY-MM-DD or a timestamp that starts so.
//
// What cannot be read reaches fn as an *[Error] with a zero Document, and reading goes on. A document that repeats
// the id of another of the same run is such an error, unless it is the same document: then it is skipped. Read ends
// early only when fn returns an error, which it returns as it is, or when ctx is done: then it returns ctx.Err().
func Read(ctx context.Context, paths []string, stdin io.Reader, fn func(Document, error) error) error {
	r := &reader{ctx: ctx, limit: MaxSize, fn: fn, seen: map[string]origin{}}
	for _, p := range paths {
		if err := r.path(p, stdin); err != nil {
			return err
		}
	}
	return nil
}

// A reader is one call of Read. Its methods return only errors that end the reading.
type reader struct {
	ctx   context.Context
	limit int
	fn    func(Document, error) error
	seen  map[string]origin // by id
}

// An origin is where an id was first seen.
type origin struct{ sha256, path string }

func (r *reader) fail(path string, line int, err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err // the path stands in front already
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; check the spelling, the path is taken from the current folder", err)
	}
	return r.fn(Document{}, &Error{Path: path, Line: line, Err: err})
}

// document seals d and hands it on.
func (r *reader) document(d Document, from string, line int) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	d.Seal()
	if old, ok := r.seen[d.ID]; ok {
		if old.sha256 == d.SHA256 {
			return nil
		}
		return r.fail(from, line, fmt.Errorf("%w: %q came from %s; give a folder above both, or other ids",
			ErrDuplicate, d.ID, old.path))
	}
	r.seen[d.ID] = origin{d.SHA256, from}
	return r.fn(d, nil)
}

func (r *reader) path(p string, stdin io.Reader) error {
	if p == Stdin {
		in := bufio.NewReader(stdin)
		if startsWithBrace(in) {
			return r.records(in, p, "stdin")
		}
		return r.text(in, 0, p, "stdin")
	}
	info, err := os.Stat(p)
	if err != nil {
		return r.fail(p, 0, err)
	}
	if info.IsDir() {
		return r.folder(p, "", map[string]bool{})
	}
	return r.file(p, filepath.Base(p), info)
}

// startsWithBrace reports whether the first character that shows is "{". It waits for no more of the input than it
// needs.
func startsWithBrace(in *bufio.Reader) bool {
	for n := 1; ; n++ {
		head, err := in.Peek(n)
		if err != nil {
			return false
		}
		if rest := bytes.TrimSpace(bytes.TrimPrefix(head, bom)); len(rest) > 0 && !bytes.HasPrefix(bom, rest) {
			return rest[0] == '{'
		}
	}
}

// folder reads the files of dir, whose ids start with prefix. done holds the real paths of the folders read so far:
// each is read once, however many links lead to it, so that a loop of links ends.
func (r *reader) folder(dir, prefix string, done map[string]bool) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return r.fail(dir, 0, err)
	}
	if done[real] {
		return nil
	}
	done[real] = true
	entries, err := os.ReadDir(dir) // sorted
	if err != nil {
		return r.fail(dir, 0, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if err := r.entry(filepath.Join(dir, e.Name()), path.Join(prefix, e.Name()), done); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) entry(p, id string, done map[string]bool) error {
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return r.fail(p, 0, err)
	case info.IsDir():
		return r.folder(p, id, done)
	case !info.Mode().IsRegular(): // a pipe would block for ever
		return r.fail(p, 0, errors.New("neither a file nor a folder; give it as a path of its own to read it"))
	}
	return r.file(p, id, info)
}

func (r *reader) file(p, id string, info fs.FileInfo) error {
	f, err := os.Open(p)
	if err != nil {
		return r.fail(p, 0, err)
	}
	defer f.Close()
	switch strings.ToLower(filepath.Ext(p)) {
	case ".jsonl", ".ndjson":
		return r.records(bufio.NewReaderSize(f, 1<<16), p, id)
	}
	if info.Size() > int64(r.limit) {
		return r.fail(p, 0, r.tooLarge("file"))
	}
	return r.text(f, info.Size(), p, id)
}

// text reads one text of about size bytes.
func (r *reader) text(in io.Reader, size int64, p, id string) error {
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead) // one allocation: ReadFrom wants MinRead bytes to see the end
	if _, err := b.ReadFrom(io.LimitReader(in, int64(r.limit)+1)); err != nil {
		return r.fail(p, 0, err)
	}
	if b.Len() > r.limit {
		return r.fail(p, 0, r.tooLarge("file"))
	}
	if err := checkText(b.Bytes()); err != nil {
		return r.fail(p, 0, err)
	}
	return r.document(Document{ID: id, Text: b.Bytes()}, p, 0)
}

func (r *reader) tooLarge(what string) error {
	return fmt.Errorf("%s %w: a document has at most %d MiB; split it into articles, as files or as lines of a .jsonl file",
		what, ErrTooLarge, r.limit>>20)
}
