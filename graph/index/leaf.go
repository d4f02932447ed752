package index

import (
	"encoding/hex"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
)

// Documents is how the names of the notes begin that hold the listings of documents, each behind its length as a varint and
// before whatever else is kept of the document. Behind it stands Short of the id.
const Documents = "resolve/document" + sep

// Short is the id of a document in the names of notes.
func Short(doc string) string {
	h := hashOf(doc)
	return hex.EncodeToString(h[:])
}

// A Leaf is what a document says, laid out for those who ask for one claim of it: where it is from, and each claim with
// its sentences, all in one place. It stands in the [Listing] of the document.
type Leaf struct {
	Document extract.Facts // id, title, date, hash and address
	texts    []byte        // each behind its length
	claims   packed[[]byte]
	size     int // how many there are
}

// ReadLeaf reads the leaf in the note of a document. It is good for as long as the note.
func ReadLeaf(note []byte) (Leaf, error) {
	r := packed[[]byte]{rest: note}
	listing := packed[[]byte]{rest: r.text()}
	doc := listing.text()
	leaf := packed[[]byte]{rest: listing.text()}
	text := func() string { return string(leaf.text()) }
	l := Leaf{Document: extract.Facts{ID: text(), Title: text(), Date: text(), URL: text()}}
	l.Document.SHA256 = strings.TrimPrefix(string(doc), graph.DocumentID(""))
	l.texts, l.size = leaf.text(), leaf.count()
	if l.claims = leaf; r.torn || listing.torn || leaf.torn {
		return Leaf{}, errTorn
	}
	return l, nil
}

// Claim returns the claim of an id with its evidence in the order of the text. Participants and a place that are entities
// have no names. ok is false when the document makes no such claim.
func (l *Leaf) Claim(id string) (c extract.Claim, ok bool, err error) {
	want, ok := graph.ClaimDigest(id)
	if !ok {
		return c, false, nil
	}
	r := l.claims
	for range l.size {
		key, body := r.bytes(graph.ClaimBytes), r.text()
		if r.torn {
			return c, false, errTorn
		}
		if string(key) == string(want) {
			of := leafReader{packed[[]byte]{rest: body}, l.texts}
			c = of.claim()
			if of.torn || len(of.rest) > 0 {
				return c, false, errTorn
			}
			return c, true, nil
		}
	}
	return c, false, nil
}

const claimPrefix = "claim/"

// A leafReader reads a claim, which says where its texts stand.
type leafReader struct {
	packed[[]byte]
	texts []byte
}

func (r *leafReader) word() string {
	at := r.number()
	text := packed[[]byte]{rest: r.texts[min(at, len(r.texts)):]}
	s := text.text()
	if text.torn {
		r.fail()
	}
	return string(s)
}

// ref is an entity, or a name that is none.
func (r *leafReader) ref() extract.Ref {
	s := r.word()
	if name, none := strings.CutPrefix(s, "="); none {
		return extract.Ref{Name: name}
	}
	return extract.Ref{Entity: s}
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
