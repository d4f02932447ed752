package source

import (
	"errors"
	"fmt"

	"quanhe/extract/source/html"
)

// An Error says which document could not be read and why. Err is one of the causes below, a *[TextError],
// or what the file system or a decoder said.
type Error struct {
	Given string // the path given to Read that led to it
	Path  string // as given or found, with the path inside an archive: "a.zip/dir/b.html"; "-" is standard input
	Line  int    // of a JSONL or CSV file, from 1; 0 for a whole file
	Err   error
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Causes that a caller can ask for with errors.Is.
var (
	ErrEmpty     = errors.New("no text in it; leave the file out or fill it")
	ErrTooLarge  = errors.New("too large")
	ErrDuplicate = errors.New("id already used in this run")
	ErrNoArticle = html.ErrNoArticle
	ErrFormat    = errors.New("cannot be read")
	ErrDamaged   = errors.New("damaged or cut short; what stands before is read, fetch or make the file again for the rest")
	ErrEncrypted = errors.New("encrypted; take the password off and give it again")
	ErrBomb      = errors.New("unpacks to far more than any archive of articles: nothing more of it is read")
	ErrDeep      = errors.New("archives nested too deep; unpack the outer ones first")
	ErrTimeout   = errors.New("takes too long to read; it is damaged or made to do so, leave it out or convert it to text")
	ErrNoMatch   = errors.New("no file matches; check the pattern, it is taken from the current folder")
)

// A TextError says that a file's bytes are no text in an encoding that is known.
type TextError struct {
	Offset int64  // bytes from the start of the file (of the line, in a JSONL file)
	Cause  string // what stands there
	Hint   string // what to do about it
}

func (e *TextError) Error() string {
	return fmt.Sprintf("not UTF-8 text: %s at byte %d; %s", e.Cause, e.Offset, e.Hint)
}
