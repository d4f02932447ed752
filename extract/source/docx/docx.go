// Package docx takes the text out of Word files (.docx).
package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"quanhe/extract/text"
)

// ErrTooLarge says that the text has more bytes than wanted.
var ErrTooLarge = errors.New("text of the Word file too large")

// Text returns the text of word/document.xml: a paragraph a line, a blank line between two, the cells of a table's row in one
// line, items of lists behind "- ", captions marked like those of pages. What was deleted with changes tracked and what stands in
// footnotes, headers and footers is left out. The text has at most max bytes.
func Text(document io.Reader, max int) (string, error) {
	t := &body{max: max}
	dec := xml.NewDecoder(document)
	for {
		tok, err := dec.RawToken()
		if err == io.EOF {
			switch {
			case !t.begun:
				return "", errors.New("no Word document")
			case !t.ended:
				return "", io.ErrUnexpectedEOF
			}
			return t.out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			t.start(e)
		case xml.EndElement:
			t.end(e.Name.Local)
		case xml.CharData:
			if t.run && t.unwanted == 0 {
				t.para.Write(e)
			}
		}
		if t.out.Len()+t.para.Len()+t.row.Len() > max {
			return "", ErrTooLarge
		}
	}
}

// A body is a text being read.
type body struct {
	max      int
	out      strings.Builder
	para     strings.Builder
	row      strings.Builder
	begun    bool
	ended    bool
	run      bool // inside w:t
	unwanted int  // elements around whose text is another's
	cells    int  // tables around, for nested ones
	item     bool
	lastItem bool
	caption  bool
}

func (t *body) start(e xml.StartElement) {
	switch e.Name.Local {
	case "body":
		t.begun = true
	case "Fallback", "del", "moveFrom": // what newer programs show otherwise, and what is no more
		t.unwanted++
	case "t":
		t.run = true
	case "tab":
		if t.unwanted == 0 {
			t.para.WriteByte(' ')
		}
	case "br", "cr":
		if t.unwanted == 0 {
			t.para.WriteByte('\n')
		}
	case "noBreakHyphen":
		if t.unwanted == 0 {
			t.para.WriteByte('-')
		}
	case "numPr":
		t.item = true
	case "pStyle":
		for _, a := range e.Attr {
			t.caption = t.caption || a.Name.Local == "val" && strings.EqualFold(a.Value, "caption")
		}
	case "tr":
		t.cells++
	}
}

func (t *body) end(name string) {
	switch name {
	case "body":
		t.ended = true
	case "Fallback", "del", "moveFrom":
		t.unwanted = max(0, t.unwanted-1)
	case "t":
		t.run = false
	case "p":
		t.paragraph()
	case "tr":
		if t.cells = max(0, t.cells-1); t.cells == 0 {
			line := t.row.String()
			t.row.Reset()
			t.write(line)
		}
	}
}

// paragraph ends one.
func (t *body) paragraph() {
	s := strings.TrimSpace(t.para.String())
	item, caption := t.item, t.caption
	t.item, t.caption = false, false
	t.para.Reset()
	if s == "" {
		return
	}
	if t.cells > 0 {
		if t.row.Len() > 0 {
			t.row.WriteString(", ")
		}
		t.row.WriteString(strings.ReplaceAll(s, "\n", " "))
		return
	}
	switch {
	case caption:
		s = text.Picture + s
	case item:
		if t.lastItem { // the items of a list stand together
			t.out.WriteString("- " + s + "\n")
			return
		}
		s = "- " + s
	}
	t.write(s)
	t.lastItem = item
}

// write adds a paragraph.
func (t *body) write(s string) {
	if s == "" {
		return
	}
	if t.out.Len() > 0 {
		t.out.WriteByte('\n')
	}
	t.out.WriteString(s + "\n")
	t.lastItem = false
}
