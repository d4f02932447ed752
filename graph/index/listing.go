package index

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
)

// A Listing is what the index says of one document, packed: the states that it claims and the names in it. Its events are
// told by what is resolved. It is a pure function of the facts, so that what a document brought can be taken back when
// the document itself is gone.
type Listing []byte

// errTorn says that a listing does not read as one.
var errTorn = errors.New("what the index says of a document is damaged; quanhe verify --repair makes it anew")

// List reads the facts of a document.
func List(f *extract.Facts) Listing {
	l := Listing{}.put(graph.DocumentID(f.SHA256))
	named := map[string][]string{} // folded, by entity
	for i := range f.Entities {
		e := &f.Entities[i]
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			named[e.ID] = append(named[e.ID], text.Fold(name))
		}
	}
	l = l.count(len(named))
	for _, id := range slices.Sorted(maps.Keys(named)) {
		slices.Sort(named[id])
		keys := slices.Compact(named[id])
		l = l.put(id).count(len(keys))
		for _, key := range keys {
			l = l.put(key)
		}
	}
	states := statesOf(f)
	l = l.count(len(states))
	for _, at := range slices.Sorted(maps.Keys(states)) {
		l = l.put(at).put(states[at])
	}
	return l
}

// statesOf are the entries of the states that a document claims, as notes of a diary without owner, chapter and document.
func statesOf(f *extract.Facts) map[string]string {
	states := map[string]string{}
	for i := range f.Claims {
		c := &f.Claims[i]
		class := ClassOf(c.Relation)
		if class == Events {
			continue
		}
		e := EntryOf(graph.ClaimID(f.SHA256, c), c)
		if e.Date == "" && class == Posts {
			e.Date = f.Date // seen in office when the document was written
			e.Day, e.Last = Days(e.Date)
		}
		states[string(class)+sep+e.Day+sep+e.ID] = string(e.data())
	}
	return states
}

// notes gives what a listing says, the names by themselves.
func (l Listing) notes(named func(id, key string), to set) error {
	r := listingReader{rest: string(l)}
	doc := r.text()
	for range r.count() {
		id := r.text()
		for range r.count() {
			named(id, r.text())
		}
	}
	nobody := Diary("", "")
	for range r.count() {
		at, data := r.text(), r.text()
		if r.torn {
			break
		}
		_, class, e := Parse(nobody+at, data)
		e.Doc = doc
		e.notes(class, to)
	}
	if r.torn || r.rest != "" {
		return errTorn
	}
	return nil
}

func (l Listing) count(n int) Listing { return binary.AppendUvarint(l, uint64(n)) }

func (l Listing) put(s string) Listing { return append(l.count(len(s)), s...) }

// A listingReader reads what List put. Behind the first fault it reads nothing.
type listingReader struct {
	rest string
	torn bool
}

// count is a number of bytes, or of things that take a byte at least each.
func (r *listingReader) count() int {
	n, size := binary.Uvarint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if size <= 0 || n > uint64(len(r.rest)-size) {
		r.rest, r.torn = "", true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *listingReader) text() string {
	n := r.count()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
