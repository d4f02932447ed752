// Package source reads documents: files, folders and JSONL records, one at a time.
package source

// A Document is one text with what is known about it beside the text.
type Document struct {
	ID     string // path below the given folder with "/", or the record's own id
	Title  string
	Date   string // EDTF, empty when unknown
	URL    string
	Text   []byte // UTF-8 as given: not normalised
	SHA256 string // lower-case hex over Text and the fields above
}
