package index

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"quanhe/extract"
	"quanhe/graph"
)

// A Listing is what the index says of one document, packed: its [Leaf], the states that it claims and what it says of
// entities. Its events are told by what is resolved. It is a pure function of the facts, so that what a document brought can
// be taken back when the document itself is gone.
type Listing []byte

// errTorn says that a listing does not read as one.
var errTorn = errors.New("what the index says of a document is damaged; quanhe verify --repair makes it anew")

// List reads the facts of a document, of whose claims it is given the ids; see [graph.ClaimIDs].
func List(f *extract.Facts, claims []string) Listing {
	doc, leaf := graph.DocumentID(f.SHA256), leafOf(f, claims)
	l := make(Listing, 0, len(doc)+2*len(leaf)+64*len(f.Entities)).put(doc).putAll(leaf)
	said := make(map[string][]count, len(f.Entities)) // by entity
	for i := range f.Entities {
		e := &f.Entities[i]
		said[e.ID] = append(said[e.ID], sayings(e)...)
	}
	l = l.count(len(said))
	for _, id := range slices.Sorted(maps.Keys(said)) {
		slices.SortFunc(said[id], compareCounts)
		list := slices.Compact(said[id])
		l = l.put(id).count(len(list))
		for _, c := range list {
			l = append(l, c.what).put(c.value)
		}
	}
	states := statesOf(f, claims)
	l = l.count(len(states))
	for _, at := range slices.Sorted(maps.Keys(states)) {
		l = l.put(at).put(states[at])
	}
	return l
}

// sayings are what a document says of an entity, as its quads do.
func sayings(e *extract.Entity) []count {
	list := append(make([]count, 0, 5+len(e.Aliases)), count{saidType, 1, e.Type})
	add := func(what byte, value string) {
		if value != "" {
			list = append(list, count{what, 1, value})
		}
	}
	add(saidName, e.Name)
	for _, alias := range e.Aliases {
		add(saidAlias, alias)
	}
	add(saidISO, e.ISO)
	add(saidCountry, e.Country)
	if e.Byline {
		list = append(list, count{saidByline, 1, ""})
	}
	return list
}

// statesOf are the entries of the states that a document claims, as notes of a diary without owner, chapter and document.
func statesOf(f *extract.Facts, claims []string) map[string]string {
	states := map[string]string{}
	for i := range f.Claims {
		c := &f.Claims[i]
		class := ClassOf(c.Relation)
		if class == Events {
			continue
		}
		e := EntryOf(claims[i], c)
		if e.Date == "" && class == Posts {
			e.Date = f.Date // seen in office when the document was written
			e.Day, e.Last = Days(e.Date)
		}
		states[string(class)+sep+e.Day+sep+e.ID] = string(e.data())
	}
	return states
}

// listed gives what a listing says, of which it is the text: that of entities and sightings in office by itself.
func listed(text string, said func(entity string, what byte, value string), seen func(*Entry), to set) error {
	r := packed[string]{rest: text}
	doc := Short(r.text())
	r.text() // its leaf
	for range r.count() {
		id := r.text()
		for range r.count() {
			what := r.bytes(1)
			if value := r.text(); !r.torn {
				said(id, what[0], value)
			}
		}
	}
	nobody := Diary("", "")
	for range r.count() {
		at, data := r.text(), r.text()
		if r.torn {
			break
		}
		_, class, e := Parse(nobody+at, data)
		if e.Doc = doc; class == Posts {
			seen(&e)
		} else {
			e.notes(class, to)
		}
	}
	if r.torn || r.rest != "" {
		return errTorn
	}
	return nil
}

func (l Listing) count(n int) Listing { return binary.AppendUvarint(l, uint64(n)) }

func (l Listing) put(s string) Listing { return append(l.count(len(s)), s...) }

func (l Listing) putAll(b []byte) Listing { return append(l.count(len(b)), b...) }

// A packed reads what List put, in a text that is kept or in bytes that are lent. Behind the first fault it reads nothing.
type packed[T string | []byte] struct {
	rest T
	torn bool
}

func (r *packed[T]) fail() { r.rest, r.torn = r.rest[:0], true }

func (r *packed[T]) number() int {
	for i, n, shift := 0, uint64(0), 0; i < len(r.rest) && shift < 35; i, shift = i+1, shift+7 {
		b := r.rest[i]
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			r.rest = r.rest[i+1:]
			return int(n)
		}
	}
	r.fail()
	return 0
}

// count is a number of bytes, or of things that take a byte at least each.
func (r *packed[T]) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.fail()
		return 0
	}
	return n
}

// bytes are some more bytes, none behind a fault.
func (r *packed[T]) bytes(n int) T {
	if n > len(r.rest) {
		r.fail()
		n = 0
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *packed[T]) text() T { return r.bytes(r.count()) }
