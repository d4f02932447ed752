package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// A LineError says what is wrong with a line of the format claims.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error names the line.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the reason.
func (e *LineError) Unwrap() error { return e.Err }

// A ClaimsReader reads the format claims line by line.
type ClaimsReader struct {
	ClaimsHeader
	r    *bufio.Reader
	line int
	text []byte // of a quad
	seen ClaimsEnd
}

// NewClaimsReader reads the header. The error is a [*LineError] when it is none.
func NewClaimsReader(r io.Reader) (*ClaimsReader, error) {
	c := &ClaimsReader{r: bufio.NewReaderSize(r, sinkBuffer)}
	if err := c.next(&c.ClaimsHeader); err != nil && err != io.EOF {
		return nil, err
	}
	if c.Format != claimsFormat {
		return nil, &LineError{1, errors.New("this is no export of claims; make one with quanhe export -f claims")}
	}
	if c.Version < 1 || c.Version > ClaimsVersion {
		return nil, &LineError{1, fmt.Errorf("the file has version %d, this quanhe reads version %d; export it again with the "+
			"quanhe at hand", c.Version, ClaimsVersion)}
	}
	return c, nil
}

// next decodes a line. Empty lines are passed over.
func (c *ClaimsReader) next(v any) error {
	for {
		data, err := c.r.ReadBytes('\n')
		if len(data) == 0 || err != nil && err != io.EOF {
			return err
		}
		c.line++
		if data = bytes.TrimSpace(data); len(data) == 0 {
			continue
		}
		if err := json.Unmarshal(data, v); err != nil {
			return &LineError{c.line, fmt.Errorf("no line of an export: %w", err)}
		}
		return nil
	}
}

// Next returns the next line, io.EOF after the last one. The error is a [*LineError] when a line cannot be read; the next
// call goes on behind it. It wraps io.ErrUnexpectedEOF when the file was cut short.
func (c *ClaimsReader) Next() (l ClaimsLine, quads []quad.Quad, err error) {
	switch err := c.next(&l); {
	case err == io.EOF:
		return l, nil, &LineError{c.line, fmt.Errorf("%w after %d lines: the last one is missing, the file was cut short; export it "+
			"again", io.ErrUnexpectedEOF, c.seen.Lines)}
	case err != nil:
		return l, nil, err
	case l.End != nil && (*l.End == c.seen || c.Version == 1 && l.End.Lines == c.seen.Lines):
		return l, nil, io.EOF
	case l.End != nil:
		return l, nil, &LineError{c.line, fmt.Errorf("%w: %d lines with %d quads were read, %d with %d were written; export it again",
			io.ErrUnexpectedEOF, c.seen.Lines, c.seen.Quads, l.End.Lines, l.End.Quads)}
	}
	if quads, err = l.Quads(c.Base); err == nil {
		err = c.check(&l, quads)
	}
	if err != nil {
		return l, nil, &LineError{c.line, err}
	}
	c.seen.Lines++
	c.seen.Quads += len(quads)
	return l, quads, nil
}

// check refuses quads that no export could write again, and those of a document that do not read as one.
func (c *ClaimsReader) check(l *ClaimsLine, quads []quad.Quad) (err error) {
	for i := range quads {
		if c.text, err = appendNQuad(c.text[:0], quads[i]); err != nil {
			return err
		}
	}
	if l.Facts == nil {
		return nil
	}
	f, err := graph.Facts(quads, c.Base)
	if err != nil {
		return err
	}
	for i := range f.Claims {
		numbers := []int{f.Claims[i].Count}
		for _, e := range f.Claims[i].Evidence {
			numbers = append(numbers, e.Start, e.End)
		}
		for _, n := range numbers {
			if n < 0 || n > math.MaxInt32 {
				return fmt.Errorf("%d is no count and no place in a text; want 0 to %d", n, math.MaxInt32)
			}
		}
	}
	return nil
}
