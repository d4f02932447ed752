package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"quanhe/extract/source/encoding"
)

// A record is one line of a JSONL file.
type record struct {
	ID    recordID `json:"id"`
	Title string   `json:"title"`
	Date  string   `json:"date"`
	URL   string   `json:"url"`
	Text  string   `json:"text"`
}

// A recordID is a string, or a number as databases write it.
type recordID string

// UnmarshalJSON accepts a string, a number or null.
func (id *recordID) UnmarshalJSON(b []byte) error {
	var n json.Number // takes numbers, and strings that hold one
	if b[0] != '"' && json.Unmarshal(b, &n) == nil {
		*id = recordID(n)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
}

// records reads the lines of in, a JSONL file whose documents are named in.id#line when they have no id.
func (r *reader) records(in *input) error {
	lines, name := decoded(in.r)
	found := false
	for line := 1; ; line++ {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		b, long, readErr := readLine(lines, r.limit)
		if readErr != nil && readErr != io.EOF {
			return r.fail(in.path, line, readErr)
		}
		if line == 1 {
			b = bytes.TrimPrefix(b, bom)
		}
		if b = bytes.TrimSpace(b); len(b) > 0 {
			found = true
			if err := r.record(b, long, in, line, name); err != nil {
				return err
			}
		}
		if readErr == io.EOF {
			break
		}
	}
	if !found {
		return r.fail(in.path, 0, ErrEmpty)
	}
	return nil
}

// decoded returns the text of in, whose encoding its beginning tells, and the name of that.
func decoded(in *bufio.Reader) (*bufio.Reader, encoding.Name) {
	head, _ := in.Peek(in.Buffered())
	switch name := encoding.Detect(head); name {
	case encoding.Unknown, encoding.ASCII, encoding.UTF8:
		return in, encoding.UTF8
	default:
		return bufio.NewReaderSize(encoding.NewReader(in, name), bufferSize), name
	}
}

// record hands on one line. long says that b is only its beginning.
func (r *reader) record(b []byte, long bool, in *input, line int, name encoding.Name) error {
	if long {
		return r.fail(in.path, line, r.tooLarge("line"))
	}
	d, err := decode(b)
	if err != nil {
		return r.fail(in.path, line, err)
	}
	if d.ID == "" {
		d.ID = fmt.Sprintf("%s#%d", in.id, line)
	}
	d.Format, d.Encoding = JSONL, string(name)
	return r.document(d, in.path, line)
}

// decode reads a record, without its hash.
func decode(b []byte) (Document, error) {
	if i := invalidAt(b); i >= 0 { // the decoder would put U+FFFD there and say nothing
		cause := fmt.Sprintf("byte 0x%02x", b[i])
		return Document{}, &TextError{Offset: int64(i), Cause: cause, Hint: "write the file in UTF-8"}
	}
	var rec record
	if err := json.Unmarshal(b, &rec); err != nil {
		return Document{}, fmt.Errorf("not a record {id, title, date, url, text}: %w", err)
	}
	if rec.Text == "" {
		return Document{}, errors.New(`record without "text"; put the article there`)
	}
	text := []byte(rec.Text)
	if err := checkText(text); err != nil {
		return Document{}, err
	}
	date, err := recordDate(rec.Date)
	if err != nil {
		return Document{}, err
	}
	return Document{ID: string(rec.ID), Title: rec.Title, Date: date, URL: rec.URL, Text: text}, nil
}

var (
	dateForm  = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	timeStart = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]\d\d:`)
)

// recordDate returns the EDTF date of a record's date field. A timestamp gives the day as written: a newspaper's
// clock, not UTC.
func recordDate(s string) (string, error) {
	s = strings.TrimSpace(s)
	if m := timeStart.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if s != "" && !dateForm.MatchString(s) {
		return "", fmt.Errorf("date %q is not of the form 2024-03-06, 2024-03 or 2024", s)
	}
	if _, err := time.Parse(time.DateOnly, s); len(s) == len(time.DateOnly) && err != nil {
		return "", fmt.Errorf("date %q is no day of the calendar; correct it or leave it out", s)
	}
	return s, nil
}

// readLine returns the next line without its end. Of a line longer than limit it returns the first limit bytes and
// long, and passes over the rest, so that no line costs more memory than limit.
func readLine(in *bufio.Reader, limit int) (b []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if room := limit + 1 - len(b); len(part) > room {
			part, long = part[:room], true
		}
		b = append(b, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		b = bytes.TrimSuffix(b, []byte("\n"))
		return b, long || len(b) > limit, err
	}
}
