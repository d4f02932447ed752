package source

import (
	"errors"
	"fmt"
)

// An Error says which document could not be read and why. Err is one of the causes below, a *[TextError],
// or what the file system or the JSON decoder said.
type Error struct {
	Path string // as given or found; "-" is standard input
	Line int    // of a JSONL file, from 1; 0 for a whole file
	Err  error
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
)

// A TextError says that a file's bytes are no UTF-8 text.
type TextError struct {
	Offset int64  // bytes from the start of the file (of the line, in a JSONL file)
	Cause  string // what stands there
	Hint   string // what to do about it
}

func (e *TextError) Error() string {
	return fmt.Sprintf("not UTF-8 text: %s at byte %d; %s", e.Cause, e.Offset, e.Hint)
}
