package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Pos is a place in a rule file. Line and Col count from 1, columns in code points; 0 is unknown.
type Pos struct {
	File      string // path with slashes, below the root of the rules built in or as the folder was named
	Line, Col int
}

// String returns file:line:col, leaving out what is unknown.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// A Text is a string value together with the place of its first code point in the file.
type Text struct {
	Value string
	Pos   Pos
}

// At returns the place of the code point at the given offset into the value. It is exact for a value that is written
// on one line without escapes, which is how patterns are written; otherwise it is near.
func (t Text) At(offset int) Pos {
	p := t.Pos
	p.Col += offset
	return p
}

// An Error is one fault of a rule file.
type Error struct {
	Pos Pos
	Msg string
}

// Error returns file:line:col: message.
func (e *Error) Error() string { return e.Pos.String() + ": " + e.Msg }

// Errors are all faults found in a rule set, in the order of their places.
type Errors []*Error

// Error returns one line for each fault.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single faults, for errors.As.
func (es Errors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

// Add appends a fault.
func (es *Errors) Add(pos Pos, format string, args ...any) {
	*es = append(*es, &Error{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// Err sorts the faults, drops repeated ones and returns them as an error, nil when there are none.
func (es Errors) Err() error {
	if len(es) == 0 {
		return nil
	}
	slices.SortStableFunc(es, func(a, b *Error) int {
		return cmp.Or(a.Pos.compare(b.Pos), cmp.Compare(a.Msg, b.Msg))
	})
	return slices.CompactFunc(es, func(a, b *Error) bool { return *a == *b })
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}
