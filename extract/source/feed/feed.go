// Package feed reads the items of RSS (0.9x, 1.0, 2.0) and Atom files, one at a time.
package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"quanhe/extract/source/encoding"
)

// An Item is one article of a feed.
type Item struct {
	ID      string // guid, id or address; empty when the feed gives none
	Title   string
	Date    string // of publication, as written
	Author  string
	URL     string
	Content string // HTML; the full text if the feed has it, else the summary
	Full    bool   // Content is the full text
}

// ErrTooLarge says that an item has more bytes than the reader may hold.
var ErrTooLarge = errors.New("feed item too large")

// A Reader reads the items of a feed.
type Reader struct {
	dec  *xml.Decoder
	food *ration
	max  int
}

// NewReader returns a Reader of r whose items have at most max bytes.
func NewReader(r io.Reader, max int) *Reader {
	food := &ration{r: r, left: max}
	dec := xml.NewDecoder(food)
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	dec.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		switch low := strings.ToLower(name); low {
		case "utf-16", "utf-16le", "utf-16be": // the caller has decoded it: XML could not be read otherwise
			return in, nil
		case "windows-1258":
			return encoding.NewReader(in, encoding.Windows1258), nil
		case "windows-1252", "iso-8859-1", "us-ascii", "ascii":
			return encoding.NewReader(in, encoding.Latin1), nil
		}
		return nil, fmt.Errorf("feed in the encoding %q", name)
	}
	return &Reader{dec: dec, food: food, max: max}
}

// A ration lets through so many bytes until it is filled again.
type ration struct {
	r    io.Reader
	left int
}

// Read implements [io.Reader].
func (l *ration) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

// Next returns the next item, or [io.EOF] behind the last one.
func (r *Reader) Next() (Item, error) {
	for {
		r.food.left = max(r.food.left, r.max)
		tok, err := r.dec.Token()
		if err != nil {
			return Item{}, err
		}
		if e, ok := tok.(xml.StartElement); ok && (e.Name.Local == "item" || e.Name.Local == "entry") {
			r.food.left = r.max
			return r.item(e)
		}
	}
}

// item reads an item. What an element is for its name says; the name spaces of feeds are written in too many ways.
func (r *Reader) item(start xml.StartElement) (Item, error) {
	it := Item{}
	for _, a := range start.Attr {
		if a.Name.Local == "about" {
			it.ID = a.Value
		}
	}
	var summary string
	for {
		tok, err := r.dec.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return it, err
		}
		switch e := tok.(type) {
		case xml.EndElement:
			if it.Full = it.Content != ""; !it.Full {
				it.Content = summary
			}
			if it.ID == "" {
				it.ID = it.URL
			}
			return it, nil
		case xml.StartElement:
			text, err := r.text(e)
			if err != nil {
				return it, err
			}
			it.set(e, text, &summary)
		}
	}
}

// set puts the text of an element where it belongs.
func (it *Item) set(e xml.StartElement, text string, summary *string) {
	space := strings.ToLower(e.Name.Space)
	if strings.Contains(space, "media") || strings.Contains(space, "itunes") {
		return
	}
	plain := strings.TrimSpace(text)
	switch strings.ToLower(e.Name.Local) {
	case "title":
		it.Title = plain
	case "guid", "id":
		it.ID = plain
	case "link":
		href, rel := attr(e, "href"), attr(e, "rel")
		if href != "" && (rel == "" || rel == "alternate") {
			it.URL = href
		} else if href == "" {
			it.URL = plain
		}
	case "pubdate", "published", "date", "issued":
		it.Date = plain
	case "updated", "modified":
		if it.Date == "" {
			it.Date = plain
		}
	case "author", "creator":
		it.Author = plain
	case "encoded", "content", "fulltext":
		it.Content = text
	case "description", "summary":
		*summary = text
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// text returns what stands in an element: its text, of a person the name, of elements in it (XHTML) their tags too.
func (r *Reader) text(start xml.StartElement) (string, error) {
	var b strings.Builder
	depth, name := 1, false
	for {
		tok, err := r.dec.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; t.Name.Local == "name" && start.Name.Local == "author" {
				name = true
				b.Reset()
			} else if start.Name.Local != "author" {
				b.WriteString("<" + t.Name.Local + ">")
			}
		case xml.EndElement:
			if depth--; depth == 0 {
				return b.String(), nil
			}
			if name {
				return b.String(), r.leave(depth)
			}
			b.WriteString("</" + t.Name.Local + ">")
		case xml.CharData:
			if depth > 1 && start.Name.Local != "author" { // markup of its own, not markup as text
				xml.EscapeText(&b, t)
			} else {
				b.Write(t)
			}
		}
	}
}

// leave reads on to the end of the element that is depth above.
func (r *Reader) leave(depth int) error {
	for depth > 0 {
		tok, err := r.dec.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}
