// Package source reads documents one at a time, whatever they come in: text, web pages, JSONL, tables, feeds, PDF, Word and
// EPUB files, alone, in folders, in archives (zip, tar, gzip, zstd, WARC) and archives in archives. What a file is its first
// bytes say, not its name; in which encoding a text is the text says. A document that cannot be read is handed on as an
// *[Error] beside the good ones; it never ends the reading.
//
// Nothing is held in memory but the document in hand, and for each document read before 36 bytes and what a map adds to them.
package source

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// A Document is one text with what is known about it beside the text.
type Document struct {
	ID     string // path below the given folder with "/", or the record's own id; see Options.Read
	Title  string
	Date   string // EDTF, empty when unknown
	URL    string
	Text   []byte // UTF-8, not normalised; as given, or as extracted when Format or Encoding is another than text and UTF-8
	SHA256 string // lower-case hex over Text and the fields above

	// What follows is told to people; no fact is read from it, so that it is no part of the hash.
	Author   string // who wrote it as the page says
	Format   Format
	Encoding string // what the text was in: "UTF-8", "TCVN3"; empty when the format says it
	Given    string // the path given to Read that led to it
}

// Format is what a document was read from.
type Format string

// The formats.
const (
	Text  Format = "text"
	HTML  Format = "html"
	JSONL Format = "jsonl"
	CSV   Format = "csv" // or another separator
	PDF   Format = "pdf"
	DOCX  Format = "docx"
	EPUB  Format = "epub"
	Feed  Format = "feed" // RSS or Atom
)

// Seal sets d.SHA256 from the other fields. Each field enters the hash behind its length, so that no two documents
// share a hash because a byte moved from one field to the next.
func (d *Document) Seal() {
	h := sha256.New()
	var n [8]byte
	for _, field := range [][]byte{[]byte(d.ID), []byte(d.Title), []byte(d.Date), []byte(d.URL), d.Text} {
		binary.BigEndian.PutUint64(n[:], uint64(len(field)))
		h.Write(n[:])
		h.Write(field)
	}
	d.SHA256 = hex.EncodeToString(h.Sum(nil))
}
