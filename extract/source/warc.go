package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"quanhe/extract/source/warc"
)

// warc reads the pages and texts of a web archive.
func (r *reader) warc(in *input) error {
	records := warc.NewReader(in.r)
	for {
		rec, err := records.Next()
		if err == io.EOF {
			return nil
		}
		if errors.Is(err, warc.ErrFormat) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err != nil {
			return r.fail(in.path, 0, err)
		}
		if more, err := r.capture(in, rec); err != nil || !more {
			return err
		}
	}
}

// capture reads what one record holds, if it is a document. It reports whether another record can follow.
func (r *reader) capture(in *input, rec *warc.Record) (more bool, err error) {
	if !slices.Contains([]string{"response", "resource", "conversion"}, rec.Type) || !strings.Contains(rec.URI, ":") ||
		rec.Type != "response" && !readable(rec.Kind) || rec.Type == "response" && rec.Kind != "application/http" {
		return true, nil
	}
	p := in.path + "/" + rec.URI
	var raw bytes.Buffer
	most := int64(pageShare * r.limit)
	if _, err := raw.ReadFrom(io.LimitReader(rec.Block, most+1)); err != nil {
		return false, r.fail(p, 0, err)
	}
	if size := int64(raw.Len()); size > most {
		return true, r.fail(p, 0, r.tooLarge("page"))
	} else if size < rec.Size {
		return false, r.fail(p, 0, io.ErrUnexpectedEOF)
	}
	var body io.Reader = &raw
	if rec.Type == "response" {
		answer, err := warc.ParseResponse(raw.Bytes())
		if answer != nil && (answer.Status != http.StatusOK || !readable(answer.Kind)) {
			return true, nil
		}
		if err != nil {
			return true, r.fail(p, 0, err)
		}
		body = answer.Body
	}
	page := in.inside(body, rec.URI)
	page.url, page.record = rec.URI, moment(rec.Date)
	if i := strings.IndexAny(page.name, "?#"); i >= 0 {
		page.name = page.name[:i]
	}
	if _, err := page.r.Peek(1); err == io.EOF {
		return true, nil // an answer without a body
	}
	err = r.input(page)
	return !in.meter.burst, err
}

// readable reports whether a media type may hold a document.
func readable(kind string) bool {
	switch kind {
	case "", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/pdf", "application/octet-stream",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/epub+zip":
		return true
	case "text/css", "text/javascript", "text/csv", "text/calendar":
		return false
	}
	return strings.HasPrefix(kind, "text/")
}

// moment returns the digits of a time stamp: 20240306120000.
func moment(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// single hands on the one document that in is. A page of a web archive whose second capture says something else than the
// first has the moment of that behind its id.
func (r *reader) single(d Document, in *input) error {
	d.ID = in.id
	if d.URL == "" {
		d.URL = in.url
	}
	if in.record != "" {
		d.Seal()
		if old, ok := r.known(d.ID); ok && old.text != keyOf(d.SHA256) {
			d.ID += "@" + in.record
		}
	}
	return r.document(d, in.path, 0)
}
