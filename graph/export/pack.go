package export

import (
	"bytes"
	"encoding/binary"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// Records wait on disk as a key, whose bytes sort as its parts do, and a value of strings and numbers.

// appendKey appends a part to a key so that keys compare part by part: a part ends with 0 1, and a zero byte within it is
// followed by 255.
func appendKey(b []byte, part string) []byte {
	for {
		i := strings.IndexByte(part, 0)
		if i < 0 {
			break
		}
		b = append(append(b, part[:i]...), 0, 255)
		part = part[i+1:]
	}
	return append(append(b, part...), 0, 1)
}

// keyOf makes a key of parts.
func keyOf(parts ...string) []byte {
	var b []byte
	for _, p := range parts {
		b = appendKey(b, p)
	}
	return b
}

// cutKey undoes appendKey.
func cutKey(key []byte) (part string, rest []byte) {
	n := bytes.IndexByte(key, 0)
	if n >= 0 && n+1 < len(key) && key[n+1] == 1 { // nearly always
		return string(key[:n]), key[n+2:]
	}
	var b []byte
	for i := 0; i+1 < len(key); i++ {
		if key[i] != 0 {
			b = append(b, key[i])
			continue
		}
		i++
		if key[i] == 1 {
			return string(b), key[i+1:]
		}
		b = append(b, 0)
	}
	return string(b), nil
}

// cutKeyAs is cutKey without a new string where the part is one that is there already.
func cutKeyAs(key []byte, known string) (part string, rest []byte) {
	n := len(known)
	if n+1 < len(key) && key[n] == 0 && key[n+1] == 1 && string(key[:n]) == known && strings.IndexByte(known, 0) < 0 {
		return known, key[n+2:]
	}
	return cutKey(key)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendStrings(b []byte, list ...string) []byte {
	for _, s := range list {
		b = appendString(b, s)
	}
	return b
}

func appendInt(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// An unpacker reads what the append functions wrote, in the same order. The strings share one copy of the value.
type unpacker struct{ rest string }

func unpack(value []byte) *unpacker { return &unpacker{string(value)} }

func (u *unpacker) int() int {
	n, shift := 0, 0
	for i := 0; i < len(u.rest); i++ {
		c := u.rest[i]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
		shift += 7
	}
	panic("export: a record of the export's own is cut short")
}

func (u *unpacker) string() string {
	n := u.int()
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

// list reads what appendList wrote.
func (u *unpacker) list() []string {
	n := u.int()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = u.string()
	}
	return list
}

func appendList(b []byte, list []string) []byte {
	return appendStrings(appendInt(b, len(list)), list...)
}

func packClaim(b []byte, c *extract.Claim) []byte {
	b = appendStrings(b, c.Relation, c.Subtype, c.Label, string(c.Modality), c.Date, c.Status)
	b = appendInt(b, c.Count)
	if c.Place == nil {
		b = appendInt(b, 0)
	} else {
		b = appendStrings(appendInt(b, 1), c.Place.Entity, c.Place.Name)
	}
	b = appendInt(b, len(c.Args))
	for _, a := range c.Args {
		b = appendStrings(b, a.Role, a.Entity, a.Name)
	}
	return b
}

func unpackClaim(u *unpacker) extract.Claim {
	c := extract.Claim{
		Relation: u.string(), Subtype: u.string(), Label: u.string(), Modality: extract.Modality(u.string()),
		Date: u.string(), Status: u.string(), Count: u.int(),
	}
	if u.int() == 1 {
		c.Place = &extract.Ref{Entity: u.string(), Name: u.string()}
	}
	c.Args = make([]extract.Arg, u.int())
	for i := range c.Args {
		c.Args[i] = extract.Arg{Role: u.string(), Entity: u.string(), Name: u.string()}
	}
	return c
}

func packReport(b []byte, r *query.Report) []byte {
	b = packClaim(appendStrings(b, r.ID, r.Sentence), &r.Claim)
	d := &r.Document
	return appendStrings(b, d.ID, d.Path, d.Title, d.Date, d.URL)
}

func unpackReport(u *unpacker) query.Report {
	r := query.Report{ID: u.string(), Sentence: u.string(), Claim: unpackClaim(u)}
	r.Document = query.Document{ID: u.string(), Path: u.string(), Title: u.string(), Date: u.string(), URL: u.string()}
	return r
}

// A happening is an event as it was resolved, but for the names of its participants and places.
type happening struct {
	graph.Event
	places []extract.Ref // other ones
}

func packHappening(b []byte, h *happening) []byte {
	b = appendInt(appendInt(packClaim(b, &h.Claim), h.Reports), h.Sources)
	b = appendList(appendList(b, h.OtherDates), h.Conflicts)
	b = appendInt(b, len(h.places))
	for _, p := range h.places {
		b = appendStrings(b, p.Entity, p.Name)
	}
	return b
}

func unpackHappening(u *unpacker) happening {
	h := happening{Event: graph.Event{Claim: unpackClaim(u), Reports: u.int(), Sources: u.int(), OtherDates: u.list(), Conflicts: u.list()}}
	for range u.int() {
		h.places = append(h.places, extract.Ref{Entity: u.string(), Name: u.string()})
	}
	return h
}

// A tenure is what was worked out of somebody in an office.
type tenure struct {
	person, office, org  extract.Ref
	first, start, finish string   // EDTF: the first sighting, and when events began and ended it
	again                bool     // of a second term or a later one
	rivals               []string // ids of tenures that contradict it
}

func packTenure(b []byte, t *tenure) []byte {
	for _, r := range []extract.Ref{t.person, t.office, t.org} {
		b = appendStrings(b, r.Entity, r.Name)
	}
	again := 0
	if t.again {
		again = 1
	}
	return appendList(appendInt(appendStrings(b, t.first, t.start, t.finish), again), t.rivals)
}

func unpackTenure(u *unpacker) tenure {
	ref := func() extract.Ref { return extract.Ref{Entity: u.string(), Name: u.string()} }
	return tenure{person: ref(), office: ref(), org: ref(), first: u.string(), start: u.string(), finish: u.string(),
		again: u.int() == 1, rivals: u.list()}
}
