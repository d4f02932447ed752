package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/index"
)

// What one document contributes is a pure function of its facts, in a fixed order, so that dropping the document takes
// away exactly what adding it brought.
type contribution struct {
	doc     string   // its id
	short   string   // its name in the state
	bearers []bearer // by id
	links   []link
	records []*record
	listing index.Listing // what the index says of it
}

// A bearer is somebody or something as one document names it.
type bearer struct {
	Key, ID, Name, Country string
	Within                 string     // the province in which it lies; see [extract.Entity]
	posts                  []sighting // by key
	marks                  []string   // see spelling.Marks
	keys                   []string   // of the posts, each once
	guise                  string     // the posts in short: who it is depends on the name and these
	at                     int        // in the contribution, from 1; 0 until it has its place
}

// dress sets keys and guise. The posts are sorted.
func (b *bearer) dress() {
	for i := range b.posts {
		if key := b.posts[i].key(); len(b.keys) == 0 || b.keys[len(b.keys)-1] != key {
			b.keys = append(b.keys, key)
		}
	}
	b.guise = guiseOf(b.keys)
}

// owners lists the blocks of bodies that letters name and that the bearer has posts of, each once.
func (b *bearer) owners() []string {
	var list []string
	for i := range b.posts {
		if key := b.posts[i].OrgBlock; key != "" && !slices.Contains(list, key) {
			list = append(list, key)
		}
	}
	return list
}

// guiseOf puts keys of posts in short; the order stays.
func guiseOf(keys []string) string {
	short := make([]string, len(keys))
	for i, key := range keys {
		short[i] = shortPost(key)
	}
	return strings.Join(short, ",")
}

// shortPost tells a post from others of one spelling.
func shortPost(key string) string { return hashOf(key)[:8] }

// A sighting is a post of a bearer on a date.
type sighting struct {
	post
	date   string // EDTF, may be empty
	former bool
}

// A link is another name that a document gives an entity.
type link struct {
	id, key         string // of the entity
	alias, aliasKey string // text.Key of the name, and its block key
	abbreviated     bool
}

func (l *link) String() string {
	kind := "alias"
	if l.abbreviated {
		kind = "abbreviation"
	}
	return strings.Join([]string{l.id, l.key, l.alias, l.aliasKey, kind}, "\x00")
}

// contribute reads the facts of a document.
func contribute(f *extract.Facts) *contribution { return contributeOf(f, graph.ClaimIDs(f)) }

// contributeOf is contribute for who knows the ids of the claims.
func contributeOf(f *extract.Facts, claims []string) *contribution {
	n := len(f.Entities)
	d := &docReader{f: f, claims: claims, entities: make(map[string]*extract.Entity, n), bearers: make(map[string]*bearer, n), sketches: map[string]sketch{}}
	d.out.doc = graph.DocumentID(f.SHA256)
	d.out.short = shortDoc(d.out.doc)
	for i := range f.Entities {
		e := &f.Entities[i]
		d.entities[e.ID] = e
		if e.Byline || !spelled(e.Type) {
			continue
		}
		d.bearers[e.ID] = &bearer{Key: blockKey(e.Type, e.Name), ID: e.ID, Name: e.Name, Country: e.Country, Within: e.Within}
		d.links(e)
	}
	for i := range f.Claims {
		d.posts(&f.Claims[i])
	}
	for _, id := range slices.Sorted(maps.Keys(d.bearers)) {
		b := d.bearers[id]
		slices.SortFunc(b.posts, compareSightings)
		b.posts = slices.Compact(b.posts)
		slices.Sort(b.marks)
		b.marks = slices.Compact(b.marks)
		b.dress()
		d.out.bearers = append(d.out.bearers, *b)
		b.at = len(d.out.bearers)
	}
	slices.SortFunc(d.out.links, func(a, b link) int { return strings.Compare(a.String(), b.String()) })
	d.out.links = slices.Compact(d.out.links)
	d.records()
	d.out.listing = index.List(f, d.claims)
	return &d.out
}

// spelled reports whether entities of a type are told in several spellings. Countries have a code.
func spelled(typ string) bool {
	switch typ {
	case "person", "organization", "party", "place", "office", "document":
		return true
	}
	return false
}

type docReader struct {
	f        *extract.Facts
	claims   []string // ids
	entities map[string]*extract.Entity
	bearers  map[string]*bearer
	sketches map[string]sketch // by sentence
	out      contribution
}

// links takes the aliases that mean the entity in other documents too.
func (d *docReader) links(e *extract.Entity) {
	for _, alias := range e.Aliases {
		abbreviated := e.Type != "person" && abbreviation(alias) && !branch(alias, e.Name)
		if !abbreviated && (e.Type != "person" || !fullName(alias, e.Name)) {
			continue
		}
		d.link(e, alias, abbreviated)
	}
}

func (d *docReader) link(e *extract.Entity, alias string, abbreviated bool) {
	if text.Key(alias) == text.Key(e.Name) {
		return
	}
	types := []string{e.Type}
	if abbreviated && e.Type == "party" {
		types = append(types, "organization") // letters alone do not say that they are a party's
	}
	for _, typ := range types {
		d.out.links = append(d.out.links, link{
			id: e.ID, key: blockKey(e.Type, e.Name),
			alias: text.Key(alias), aliasKey: blockKey(typ, alias), abbreviated: abbreviated,
		})
	}
}

// posts reads what a claim says of offices: held, left, begun, ended.
func (d *docReader) posts(c *extract.Claim) {
	if cmp.Or(c.Modality, extract.Actual) != extract.Actual {
		return
	}
	switch c.Relation {
	case "holds":
		d.holds(c)
	case "alias":
		person, name := arg(c, "person"), arg(c, "name")
		if e := d.entities[person.Entity]; e != nil && fullName(name.Name, e.Name) {
			d.link(e, name.Name, false)
		}
	case "elect", "appoint", "inaugurate":
		d.mark(c, "start", "appointee")
	case "dismiss":
		d.mark(c, "end", "appointee")
	case "resign", "death":
		d.mark(c, "end", "agent")
	}
}

func (d *docReader) holds(c *extract.Claim) {
	person, office, org := arg(c, "person"), arg(c, "office"), arg(c, "org")
	b := d.bearers[person.Entity]
	if b == nil || office.Name == "" || c.Status == "elect" {
		return
	}
	p := post{Office: ref(office), Title: text.Key(office.Name), Org: ref(org), Country: d.country(org, b)}
	if e := d.entities[org.Entity]; e != nil && (e.Type == "organization" && abbreviation(e.Name) || e.Within != "" || e.Type == "place" && e.Country == "") {
		p.OrgBlock = blockKey(e.Type, e.Name)
	}
	b.posts = append(b.posts, sighting{
		post: p,
		date: cmp.Or(c.Date, d.f.Date), former: c.Status == "former" || c.Status == "late",
	})
}

// country is the ISO code of an owner, else that of the person.
func (d *docReader) country(org extract.Arg, b *bearer) string {
	if e := d.entities[org.Entity]; e != nil {
		if iso := cmp.Or(e.ISO, e.Country); iso != "" {
			return iso
		}
	}
	return b.Country
}

// What stands in a mark for an office: who dies leaves all, and who retires one that is not named.
const (
	allOffices = "*"
	anyOffice  = "?"
)

// mark notes that an office began or ended for somebody.
func (d *docReader) mark(c *extract.Claim, what, role string) {
	office := ref(arg(c, "office"))
	switch {
	case c.Relation == "death":
		office = allOffices
	case office == "" && what == "end" && arg(c, "organisation").Name == "":
		office = anyOffice
	}
	if office == "" || c.Date == "" || c.Count > 1 {
		return
	}
	for _, a := range c.Args {
		if b := d.bearers[a.Entity]; b != nil && a.Role == role {
			b.marks = append(b.marks, what+"|"+office+"|"+c.Date)
		}
	}
}

// arg returns the first argument of a role.
func arg(c *extract.Claim, role string) extract.Arg {
	for _, a := range c.Args {
		if a.Role == role {
			return a
		}
	}
	return extract.Arg{}
}

// ref is the id of an argument, or its name behind "=" where it is no entity.
func ref(a extract.Arg) string {
	if a.Entity != "" || a.Name == "" {
		return a.Entity
	}
	return "=" + a.Name
}

func compareSightings(a, b sighting) int {
	former := map[bool]int{true: 1}
	return cmp.Or(strings.Compare(a.key(), b.key()), strings.Compare(a.Title, b.Title),
		strings.Compare(a.date, b.date), former[a.former]-former[b.former])
}

// records makes a record of each event that the document tells of. Claims that are one in the graph share their evidence.
func (d *docReader) records() {
	evidence := map[string][]extract.Evidence{}
	for i := range d.f.Claims {
		c := &d.f.Claims[i]
		if isState(c.Relation) {
			continue
		}
		id := d.claims[i]
		if _, again := evidence[id]; !again {
			d.out.records = append(d.out.records, d.record(id, c))
		}
		evidence[id] = append(evidence[id], c.Evidence...)
	}
	slices.SortFunc(d.out.records, func(a, b *record) int { return strings.Compare(a.Claim, b.Claim) })
	for n, r := range d.out.records {
		r.ref, r.Sketch, r.Caption = refOf(d.out.short, n), d.sketch(evidence[r.Claim]), caption(evidence[r.Claim])
	}
}

func (d *docReader) record(id string, c *extract.Claim) *record {
	r := &record{
		Claim: id, Doc: d.out.doc,
		Relation: c.Relation, Subtype: c.Subtype, Label: c.Label, Date: c.Date, Count: c.Count,
		Modality: cmp.Or(c.Modality, extract.Actual),
	}
	for _, a := range c.Args {
		r.Who = append(r.Who, d.part(a))
	}
	slices.SortFunc(r.Who, func(a, b part) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.ID, b.ID))
	})
	if c.Place != nil {
		p := d.part(extract.Arg{Entity: c.Place.Entity, Name: c.Place.Name})
		r.Place = &p
	}
	return r
}

func (d *docReader) part(a extract.Arg) part {
	p := part{Role: a.Role, ID: ref(a), Name: a.Name}
	if b := d.bearers[a.Entity]; b != nil {
		p.bearer = b.at
		p.is(b)
	}
	return p
}

// caption reports whether a claim rests on nothing but the captions of photos.
func caption(evidence []extract.Evidence) bool {
	for _, e := range evidence {
		if !strings.Contains(e.Text, "Ảnh:") && !strings.Contains(e.Text, "(Ảnh") {
			return false
		}
	}
	return len(evidence) > 0
}

// isState reports whether a relation is no event.
func isState(relation string) bool {
	switch relation {
	case "holds", "member_of", "alias", "party_of", "part_of":
		return true
	}
	return false
}
