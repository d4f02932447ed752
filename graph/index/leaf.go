package index

import (
	"encoding/binary"
	"encoding/hex"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
)

// A Leaf is what a document says, laid out for those who ask for one claim of it: where it is from, and each claim with
// its sentences, all in one place. It stands in the [Listing] of the document. A leaf is read-only and safe for concurrent
// use.
type Leaf struct {
	Document extract.Facts // id, title, date, hash and address
	texts    string        // each behind its length
	claims   listingReader // that stands before the first claim
	size     int           // how many there are
}

// Documents is how the names of the notes begin that hold the listings of documents, each behind its length as a varint and
// before whatever else is kept of the document. Behind it stands Short of the id.
const Documents = "resolve/document" + sep

// Short is the id of a document in the names of notes.
func Short(doc string) string {
	h := hashOf(doc)
	return hex.EncodeToString(h[:])
}

// ReadLeaf reads the leaf in the note of a document.
func ReadLeaf(note []byte) (*Leaf, error) {
	_, width := binary.Uvarint(note)
	doc, rest, ok := cut(note[max(width, 0):])
	leaf, _, whole := cut(rest)
	if width <= 0 || !ok || !whole {
		return nil, errTorn
	}
	r := listingReader{rest: string(leaf)}
	l := &Leaf{}
	l.Document = extract.Facts{ID: r.text(), Title: r.text(), Date: r.text(), URL: r.text()}
	l.Document.SHA256 = strings.TrimPrefix(string(doc), graph.DocumentID(""))
	l.texts = r.text()
	l.size = r.count()
	if l.claims = r; r.torn {
		return nil, errTorn
	}
	return l, nil
}

// cut takes a text, which stands behind its length, off the front.
func cut(b []byte) (text, rest []byte, ok bool) {
	n, width := binary.Uvarint(b)
	if width <= 0 || n > uint64(len(b)-width) {
		return nil, nil, false
	}
	return b[width:][:n], b[width+int(n):], true
}

// Claim returns the claim of an id with its evidence in the order of the text. Participants and a place that are entities
// have no names. ok is false when the document makes no such claim.
func (l *Leaf) Claim(id string) (c extract.Claim, ok bool, err error) {
	want, err := hex.DecodeString(strings.TrimPrefix(id, claimPrefix))
	if err != nil || len(want) != claimBytes {
		return c, false, nil
	}
	r := l.claims
	for range l.size {
		key, body := r.bytes(claimBytes), r.text()
		if r.torn {
			return c, false, errTorn
		}
		if key == string(want) {
			of := leafReader{listingReader{rest: body}, l.texts}
			c = of.claim()
			if of.torn || of.rest != "" {
				return c, false, errTorn
			}
			return c, true, nil
		}
	}
	return c, false, nil
}

const (
	claimPrefix = "claim/"
	claimBytes  = 12
)

// A leafReader reads a claim, which says where its texts stand.
type leafReader struct {
	listingReader
	texts string
}

func (r *leafReader) word() string {
	at := r.number()
	text := listingReader{rest: r.texts[min(at, len(r.texts)):]}
	s := text.text()
	if text.torn {
		r.fail()
	}
	return s
}

// ref is an entity, or a name that is none.
func (r *leafReader) ref() extract.Ref {
	if s := r.word(); !strings.HasPrefix(s, "=") {
		return extract.Ref{Entity: s}
	} else {
		return extract.Ref{Name: s[1:]}
	}
}

func (r *leafReader) claim() extract.Claim {
	c := extract.Claim{Relation: r.word(), Subtype: r.word(), Label: r.word(), Modality: extract.Modality(r.word()),
		Date: r.word(), Status: r.word(), Count: r.number()}
	c.Args = make([]extract.Arg, r.count())
	for i := range c.Args {
		role, ref := r.word(), r.ref()
		c.Args[i] = extract.Arg{Role: role, Entity: ref.Entity, Name: ref.Name}
	}
	if r.number() > 0 {
		place := r.ref()
		c.Place = &place
	}
	c.Evidence = make([]extract.Evidence, r.count())
	for i := range c.Evidence {
		c.Evidence[i] = extract.Evidence{Start: r.number(), End: r.number(), Rule: r.word(), Text: r.word()}
	}
	return c
}
