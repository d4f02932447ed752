package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quanhe/extract"
	"quanhe/graph/query"
)

// ftm collects entities of FollowTheMoney, which references hold together. An entity may be told twice: by what the graph
// says of it, and, for a reference that the graph has nothing about, by its name alone.
type ftm struct {
	world   *chosen
	out     *sorter             // by id; the definition before the names that references give
	parties map[string][]string // country codes by the id of a party, of which there are few
}

// An ftmEntity is a line of the format.
type ftmEntity struct {
	ID         string
	Schema     string
	properties []ftmProperty
}

type ftmProperty struct {
	name   string
	values []string
}

// set adds values to a property; empty ones are left out.
func (e *ftmEntity) set(name string, values ...string) *ftmEntity {
	for _, v := range values {
		if v = ftmText(v); v == "" {
			continue
		}
		n := slices.IndexFunc(e.properties, func(p ftmProperty) bool { return p.name == name })
		if n < 0 {
			n = len(e.properties)
			e.properties = append(e.properties, ftmProperty{name: name})
		}
		if p := &e.properties[n]; !slices.Contains(p.values, v) {
			p.values = append(p.values, v)
		}
	}
	return e
}

// ftmText is a text as tools of FollowTheMoney keep it: they trim it, and drop one that is empty then.
func ftmText(s string) string {
	return strings.TrimFunc(printable(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

func newFtM(id, schema string) *ftmEntity {
	return &ftmEntity{ID: ftmID(id), Schema: schema, properties: make([]ftmProperty, 0, 12)}
}

// ftmIDBytes is the longest id that tools of FollowTheMoney take.
const ftmIDBytes = 255

// ftmID is an id, or its beginning and a hash where it is too long or would be trimmed.
func ftmID(id string) string {
	if id = plainID(id); len(id) <= ftmIDBytes && ftmText(id) == id {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	cut := min(len(id), ftmIDBytes-1-2*len(sum))
	for cut < len(id) && !utf8.RuneStart(id[cut]) {
		cut--
	}
	return id[:cut] + "-" + hex.EncodeToString(sum[:])
}

// Ranks of what is told of an id: the first is written.
const (
	ftmDefined   = "0"
	ftmReference = "1"
)

// define writes an entity, whether or not somebody refers to it.
func (x *ftm) define(e *ftmEntity) error { return x.out.add(keyOf(e.ID, ftmDefined), e.line()) }

// refer keeps an entity that is referred to. One that is defined elsewhere needs no more than its id, and not even that
// when everything is written.
func (x *ftm) refer(e *ftmEntity, defined bool) error {
	switch {
	case !defined:
		return x.out.add(keyOf(e.ID, ftmReference), e.line())
	case x.world.opt.chooses():
		return x.out.add(keyOf(e.ID, ftmReference), nil)
	}
	return nil
}

// chosen defines an entity that is written for its own sake.
func (x *ftm) chosen(e *ftmEntity) error { return cmp.Or(x.define(e), x.refer(e, true)) }

// line is an entity as JSON.
func (e *ftmEntity) line() []byte {
	b := appendJSON(append(make([]byte, 0, 512), `{"id":`...), e.ID)
	b = append(append(append(b, `,"schema":"`...), e.Schema...), `","properties":{`...)
	slices.SortFunc(e.properties, func(x, y ftmProperty) int { return strings.Compare(x.name, y.name) })
	for i, p := range e.properties {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), p.name...), `":[`...)
		for n, value := range p.values {
			if n > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, value)
		}
		b = append(b, ']')
	}
	return append(b, "}}\n"...)
}

// keepDocument makes an Article of a document; see choose.
func (w *world) keepDocument(d query.Document) error {
	name := cmp.Or(d.Title, d.Path, d.ID)
	e := newFtM(d.ID, "Article").set("name", name).set("title", d.Title).set("fileName", cmp.Or(d.Path, d.ID)).
		set("publishedAt", ftmDates(d.Date)...).set("sourceUrl", ftmURL(d.URL)).set("language", "vie")
	return w.articles.add(keyOf(e.ID), e.line())
}

// writeFtM writes entities of FollowTheMoney, a line each, by id: persons, parties and organizations, positions and who
// was seen in them, memberships and bodies of bodies, events, and with proof and mentions the articles that say so.
// Countries are no entities there but codes. A sighting is given as a date; a start or an end only where an event says so.
// When events are chosen, only what they refer to is written, and no mentions.
func writeFtM(b *bench, out sink, world *chosen) (Counts, error) {
	x := &ftm{world: world, out: b.sorter(false), parties: map[string][]string{}}
	for _, step := range []func() error{x.states, x.entities, x.articles, x.mentions, x.events, x.occupancies} {
		if err := step(); err != nil {
			return Counts{}, err
		}
	}
	w, err := out.file("graph.ftm.json")
	if err != nil {
		return Counts{}, err
	}
	var counts Counts
	everything := !world.opt.chooses()
	var last string
	var entity []byte // what is written of the id at hand, when it is
	err = x.out.last(func(key, value []byte) error {
		id, rest := cutKey(key)
		rank, _ := cutKey(rest)
		if id != last {
			last, entity = id, append(entity[:0], value...)
		}
		if len(entity) == 0 || !everything && rank == ftmDefined {
			return nil
		}
		counts.Entities++
		_, err := w.Write(entity)
		entity = entity[:0]
		return err
	})
	return counts, err
}

func (x *ftm) entities() error {
	return x.world.who.each(func(id string, spellings []spelling) error {
		one := oneOf(id, spellings)
		f := x.thing(id, spellings[0].kind, one.name)
		if f == nil {
			return nil
		}
		return x.define(f.set("alias", one.others...).set("country", ftmCountry(one.country)).set("country", x.parties[id]...))
	})
}

// thing is an entity of a kind, or nil for kinds that FollowTheMoney has no schema for.
func (x *ftm) thing(id, kind, name string) *ftmEntity {
	name = cmp.Or(ftmText(name), id)
	switch kind {
	case "person":
		return newFtM(id, "Person").set("name", name)
	case "organization":
		return newFtM(id, "Organization").set("name", name)
	case "party":
		return newFtM(id, "Organization").set("name", name).set("topics", "pol.party")
	case "office":
		return newFtM(id, "Position").set("name", name)
	case "place":
		return newFtM(id, "Address").set("name", name).set("full", name)
	}
	return nil
}

// party refers to somebody who can act, and returns the id, "" for countries and what can not.
func (x *ftm) party(r extract.Ref) (string, error) {
	kind, _, _ := strings.Cut(r.Entity, "/")
	if kind != "person" && kind != "organization" && kind != "party" {
		return "", nil
	}
	e := x.thing(r.Entity, kind, r.Name)
	return e.ID, x.refer(e, x.defined(r.Entity))
}

// defined reports whether the graph says something of an entity.
func (x *ftm) defined(id string) bool { return id != "" && x.world.who.of(id).known }

// country is the code of a country that somebody refers to, "" for anything else.
func (x *ftm) country(r extract.Ref) string {
	if !strings.HasPrefix(r.Entity, "country/") {
		return ""
	}
	return ftmCountry(x.world.who.of(r.Entity).country)
}

func (x *ftm) articles() error {
	return x.world.articles.each(func(key, value []byte) error {
		id, _ := cutKey(key)
		return x.out.add(keyOf(id, ftmDefined), value)
	})
}

// article refers to a document. One that the graph says nothing of is named by its id.
func (x *ftm) article(id string, defined bool) (string, error) {
	e := newFtM(id, "Article").set("name", id).set("fileName", id)
	return e.ID, x.refer(e, defined)
}

func (x *ftm) mentions() error {
	if x.world.opt.chooses() {
		return nil
	}
	told := "" // the last document that the graph tells of
	return x.world.mentions.each(func(key, value []byte) error {
		doc, rest := cutKey(key)
		id, _ := cutKey(rest)
		if id == "" {
			told = doc
			return nil
		}
		name := unpack(value).string()
		who, err := x.party(extract.Ref{Entity: x.world.who.of(id).id, Name: name})
		if err != nil || who == "" {
			return err
		}
		article, err := x.article(doc, doc == told)
		if err != nil {
			return err
		}
		kind, _, _ := strings.Cut(id, "/")
		return x.define(newFtM("mention/"+hash(doc+"\n"+id), "Mention").set("document", article).set("resolved", who).
			set("name", cmp.Or(ftmText(name), id)).set("detectedSchema", x.thing(id, kind, name).Schema))
	})
}

// ftmDates are the plain dates that stand for one: itself, or its first and last day.
func ftmDates(edtf string) []string {
	if isoPrefix(edtf) {
		return []string{edtf}
	}
	s := spanOf(edtf)
	return []string{s.first, s.last}
}

// ftmCountry is a country as FollowTheMoney writes it.
func ftmCountry(iso string) string { return strings.ToLower(iso) }

// ftmURL is an address of the web, or "".
func ftmURL(s string) string {
	if u, err := url.Parse(s); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return s
}
