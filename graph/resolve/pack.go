package resolve

import (
	"encoding/binary"
	"errors"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// A Contribution is what resolving reads of one document, packed: who is named in which posts, a record of each event, and
// what the index says of it. It is a pure function of the facts, so that taking it away undoes exactly what adding it brought.
type Contribution []byte

// Contribute reads the facts of a document.
func Contribute(f *extract.Facts) Contribution { return ContributeOf(f, graph.ClaimIDs(f)) }

// ContributeOf is Contribute for who knows the ids of the claims, as [graph.ClaimIDs] gives them.
func ContributeOf(f *extract.Facts, claims []string) Contribution {
	return contributeOf(f, claims).pack()
}

// A packer writes strings once, in the order of their first use, and numbers.
type packer struct {
	at     map[string]uint64
	table  []string
	words  int // bytes of the strings in table
	body   []byte
	copies bool // keep copies, and not all that strings are cut from
}

func (p *packer) number(n int) { p.body = binary.AppendUvarint(p.body, uint64(n)) }

func (p *packer) flag(b bool) { p.number(rank(b)) }

func (p *packer) text(s string) {
	at, ok := p.at[s]
	if !ok {
		if p.copies {
			s = strings.Clone(s)
		}
		at = uint64(len(p.table))
		p.at[s] = at
		p.table = append(p.table, s)
		p.words += len(s)
	}
	p.body = binary.AppendUvarint(p.body, at)
}

func (c *contribution) pack() Contribution {
	p := &packer{at: make(map[string]uint64, 8*(len(c.bearers)+len(c.records)))}
	p.text(c.doc)
	p.number(len(c.bearers))
	for i := range c.bearers {
		p.bearer(&c.bearers[i])
	}
	p.number(len(c.links))
	for i := range c.links {
		p.link(&c.links[i])
	}
	p.number(len(c.records))
	for _, r := range c.records {
		p.record(r)
	}
	out := make([]byte, 0, len(c.listing)+p.size()+16)
	return p.finish(append(binary.AppendUvarint(out, uint64(len(c.listing))), c.listing...))
}

// size is about how many bytes finish appends, and no less.
func (p *packer) size() int { return len(p.body) + p.words + 4*len(p.table) + 8 }

// finish appends what was written, the strings first.
func (p *packer) finish(out []byte) []byte {
	out = binary.AppendUvarint(out, uint64(len(p.table)))
	for _, s := range p.table {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	return append(out, p.body...)
}

func (p *packer) link(l *link) {
	p.text(l.id)
	p.text(l.key)
	p.text(l.alias)
	p.text(l.aliasKey)
	p.flag(l.abbreviated)
}

func (p *packer) bearer(b *bearer) {
	p.text(b.Key)
	p.text(b.ID)
	p.text(b.Name)
	p.text(b.Country)
	p.text(b.Within)
	p.number(len(b.posts))
	for i := range b.posts {
		s := &b.posts[i]
		p.text(s.Office)
		p.text(s.Title)
		p.text(s.Org)
		p.text(s.Country)
		p.text(s.OrgBlock)
		p.text(s.date)
		p.flag(s.former)
	}
	p.number(len(b.marks))
	for _, m := range b.marks {
		p.text(m)
	}
}

func (p *packer) record(r *record) {
	p.claim(r.Claim)
	p.text(r.Relation)
	p.text(r.Subtype)
	p.text(r.Label)
	p.text(string(r.Modality))
	p.text(r.Date)
	p.number(r.Count)
	p.flag(r.Caption)
	p.number(len(r.Who))
	for i := range r.Who {
		p.part(&r.Who[i])
	}
	p.flag(r.Place != nil)
	if r.Place != nil {
		p.part(r.Place)
	}
	p.number(len(r.Sketch))
	for _, h := range r.Sketch {
		p.body = binary.LittleEndian.AppendUint32(p.body, h)
	}
}

// claim writes the id of a claim.
func (p *packer) claim(id string) { p.body = graph.AppendClaim(p.body, id) }

const claimPrefix = "claim/"

// part writes a participant; what its bearer says is not written again.
func (p *packer) part(a *part) {
	p.text(a.Role)
	p.text(a.Name)
	p.number(a.bearer)
	if a.bearer == 0 {
		p.text(a.ID)
	}
}

// errTorn says that a packed contribution does not read as one.
var errTorn = errors.New("what was resolved is damaged; quanhe verify --repair resolves anew")

// unpack undoes pack. The strings share the memory of one.
func (data Contribution) unpack() (*contribution, error) { return data.unpackInto(nil) }

// split parts what the index says of a document, which comes first, from the rest.
func (data Contribution) split() (index.Listing, []byte, error) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return nil, nil, errTorn
	}
	rest := data[size:]
	return index.Listing(rest[:n]), rest[n:], nil
}

// document is the id of the document, the first string of all but the listing.
func (data Contribution) document() (string, error) {
	_, rest, err := data.split()
	if err != nil {
		return "", err
	}
	u := &unpacker{rest: string(rest[:min(len(rest), 128)])}
	u.number()
	doc := u.bytes(u.number())
	if u.torn {
		return "", errTorn
	}
	return doc, nil
}

// A thesaurus keeps strings that many documents have once, so that what is kept of a document does not keep all of it.
type thesaurus map[string]string

func (t thesaurus) one(s string) string {
	if t == nil {
		return s
	}
	same, ok := t[s]
	if !ok {
		same = strings.Clone(s)
		t[same] = same
	}
	return same
}

// unpackInto is unpack with strings of a thesaurus.
func (data Contribution) unpackInto(known thesaurus) (*contribution, error) {
	u, c, err := data.begin(known)
	if err != nil {
		return nil, err
	}
	records := make([]record, u.length())
	c.records = make([]*record, len(records))
	for i := range records {
		c.records[i] = &records[i]
		u.record(&records[i], c, i)
	}
	if u.torn || u.rest != "" {
		return nil, errTorn
	}
	return c, nil
}

// unpackNames is unpackInto without the records.
func (data Contribution) unpackNames(known thesaurus) (*contribution, error) {
	u, c, err := data.begin(known)
	if err == nil && u.torn {
		err = errTorn
	}
	return c, err
}

// begin unpacks all before the records.
func (data Contribution) begin(known thesaurus) (*unpacker, *contribution, error) {
	listing, rest, err := data.split()
	if err != nil {
		return nil, nil, err
	}
	u := &unpacker{rest: string(rest), known: known}
	u.words()
	c := &contribution{doc: u.text(), listing: listing}
	c.short = shortDoc(c.doc)
	c.bearers = make([]bearer, u.length())
	for i := range c.bearers {
		u.bearer(&c.bearers[i])
	}
	c.links = make([]link, u.length())
	for i := range c.links {
		c.links[i] = u.link()
	}
	return u, c, nil
}

// An unpacker reads what a packer wrote. Behind the first fault it reads nothing but zeros.
type unpacker struct {
	rest  string
	table []string
	known thesaurus // nil to share the memory of rest
	torn  bool
}

// words reads the strings, which come first.
func (u *unpacker) words() {
	u.table = make([]string, u.length())
	for i := range u.table {
		u.table[i] = u.bytes(u.length())
	}
}

func (u *unpacker) number() int {
	n, shift := uint64(0), 0
	for i := 0; i < len(u.rest) && shift < 35; i++ {
		b := u.rest[i]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			u.rest = u.rest[i+1:]
			return int(n)
		}
		shift += 7
	}
	u.rest, u.torn = "", true
	return 0
}

// length is a number of things that take a byte at least each.
func (u *unpacker) length() int {
	n := u.number()
	if n > len(u.rest) {
		u.rest, u.torn = "", true
		return 0
	}
	return n
}

func (u *unpacker) bytes(n int) string {
	if n > len(u.rest) {
		u.rest, u.torn = "", true
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) claim() string { return graph.ClaimOf([]byte(u.bytes(graph.ClaimBytes))) }

func (u *unpacker) flag() bool { return u.number() == 1 }

func (u *unpacker) text() string {
	at := u.number()
	if at >= len(u.table) {
		u.rest, u.torn = "", true
		return ""
	}
	return u.known.one(u.table[at])
}

func (u *unpacker) bearer(b *bearer) {
	b.Key, b.ID, b.Name, b.Country, b.Within = u.text(), u.text(), u.text(), u.text(), u.text()
	if n := u.length(); n > 0 {
		b.posts = make([]sighting, n)
	}
	for i := range b.posts {
		s := &b.posts[i]
		s.Office, s.Title, s.Org, s.Country, s.OrgBlock = u.text(), u.text(), u.text(), u.text(), u.text()
		s.date, s.former = u.text(), u.flag()
	}
	for range u.length() {
		b.marks = append(b.marks, u.text())
	}
	b.dress()
}

func (u *unpacker) link() link {
	return link{id: u.text(), key: u.text(), alias: u.text(), aliasKey: u.text(), abbreviated: u.flag()}
}

func (u *unpacker) record(r *record, c *contribution, n int) {
	r.Doc, r.ref = c.doc, refOf(c.short, n)
	r.Claim = u.claim()
	r.Relation, r.Subtype, r.Label = u.text(), u.text(), u.text()
	r.Modality, r.Date = extract.Modality(u.text()), u.text()
	r.Count, r.Caption = u.number(), u.flag()
	r.Who = make([]part, u.length())
	for i := range r.Who {
		u.part(&r.Who[i], c)
	}
	if u.flag() {
		r.Place = &part{}
		u.part(r.Place, c)
	}
	if n := u.length(); n > 0 {
		r.Sketch = make(sketch, n)
		for i, raw := 0, u.bytes(4*n); i < n && !u.torn; i++ {
			r.Sketch[i] = binary.LittleEndian.Uint32([]byte(raw[4*i : 4*i+4]))
		}
	}
}

func (u *unpacker) part(p *part, c *contribution) {
	p.Role, p.Name, p.bearer = u.text(), u.text(), u.number()
	switch {
	case p.bearer == 0:
		p.ID = u.text()
	case p.bearer > len(c.bearers):
		u.rest, u.torn = "", true
	default:
		p.is(&c.bearers[p.bearer-1])
	}
}
