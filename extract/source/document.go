// Package source reads documents: text files, folders of them, JSONL records and standard input, one at a time.
// A document that cannot be read is handed on as an *[Error] beside the good ones; it never ends the reading.
package source

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// A Document is one text with what is known about it beside the text.
type Document struct {
	ID     string // path below the given folder with "/", or the record's own id
	Title  string
	Date   string // EDTF, empty when unknown
	URL    string
	Text   []byte // UTF-8 as given: not normalised
	SHA256 string // lower-case hex over Text and the fields above
}

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
