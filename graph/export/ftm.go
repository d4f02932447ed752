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

	text  []byte       // of the entity at hand
	spare []*ftmEntity // written, to be filled again
}

// An ftmEntity is a line of the format.
type ftmEntity struct {
	ID     string
	Schema string
	values []ftmValue // in the order in which they were set, each once
}

type ftmValue struct{ property, value string }

// set adds values to a property; empty ones are left out.
func (e *ftmEntity) set(name string, values ...string) *ftmEntity {
	for _, v := range values {
		if v = ftmText(v); v == "" {
			continue
		}
		if one := (ftmValue{name, v}); !slices.Contains(e.values, one) {
			e.values = append(e.values, one)
		}
	}
	return e
}

// ftmText is a text as tools of FollowTheMoney keep it: they trim it, and drop one that is empty then.
func ftmText(s string) string {
	return strings.TrimFunc(printable(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// entity begins an entity, which is to be written.
func (x *ftm) entity(id, schema string) *ftmEntity {
	if len(x.spare) == 0 {
		x.spare = append(x.spare, &ftmEntity{})
	}
	last := len(x.spare) - 1
	e := x.spare[last]
	x.spare = x.spare[:last]
	e.ID, e.Schema, e.values = ftmID(id), schema, e.values[:0]
	return e
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
func (x *ftm) define(e *ftmEntity) error { return x.write(e, ftmDefined) }

// name writes an entity that is referred to and defined nowhere.
func (x *ftm) name(e *ftmEntity) error { return x.write(e, ftmReference) }

// need keeps an entity that is referred to and defined elsewhere, which is kept anyway when everything is written.
func (x *ftm) need(id string) error {
	if !x.world.opt.chooses() {
		return nil
	}
	return x.out.add(x.out.bench.key(id, ftmReference), nil)
}

// chosen defines an entity that is written for its own sake.
func (x *ftm) chosen(e *ftmEntity) error { return cmp.Or(x.need(e.ID), x.define(e)) }

func (x *ftm) write(e *ftmEntity, rank string) error {
	x.text = e.line(x.text[:0])
	x.spare = append(x.spare, e)
	return x.out.add(x.out.bench.key(e.ID, rank), x.text)
}

// line appends an entity as JSON.
func (e *ftmEntity) line(b []byte) []byte {
	b = appendJSON(append(b, `{"id":`...), e.ID)
	b = append(append(append(b, `,"schema":"`...), e.Schema...), `","properties":{`...)
	slices.SortStableFunc(e.values, func(x, y ftmValue) int { return strings.Compare(x.property, y.property) })
	for i, v := range e.values {
		switch {
		case i == 0:
			b = append(append(append(b, '"'), v.property...), `":[`...)
		case v.property != e.values[i-1].property:
			b = append(append(append(b, `],"`...), v.property...), `":[`...)
		default:
			b = append(b, ',')
		}
		b = appendJSON(b, v.value)
	}
	if len(e.values) > 0 {
		b = append(b, ']')
	}
	return append(b, "}}\n"...)
}

// newFtM returns a collection for a world that is still to be chosen from.
func newFtM(b *bench) *ftm { return &ftm{out: b.sorter(false), parties: map[string][]string{}} }

// document makes an Article of a document; see choose.
func (x *ftm) document(d query.Document) error {
	return x.define(x.entity(d.ID, "Article").set("name", cmp.Or(d.Title, d.Path, d.ID)).set("title", d.Title).
		set("fileName", cmp.Or(d.Path, d.ID)).set("publishedAt", ftmDates(d.Date)...).set("sourceUrl", ftmURL(d.URL)).
		set("language", "vie"))
}

// writeFtM writes entities of FollowTheMoney, a line each, by id: persons, parties and organizations, positions and who
// was seen in them, memberships and bodies of bodies, events, and with proof and mentions the articles that say so.
// Countries are no entities there but codes. A sighting is given as a date; a start or an end only where an event says so.
// When events are chosen, only what they refer to is written, and no mentions.
func writeFtM(out sink, world *chosen, x *ftm) (Counts, error) {
	x.world = world
	for _, step := range []func() error{x.states, x.entities, x.mentions, x.events, x.occupancies} {
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
		id, rest := cutKeyAs(key, last)
		rank, _ := cutKeyAs(rest, ftmDefined)
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
	schema := ftmSchemata[kind]
	if schema == "" {
		return nil
	}
	name = cmp.Or(ftmText(name), id)
	e := x.entity(id, schema).set("name", name)
	switch kind {
	case "party":
		e.set("topics", "pol.party")
	case "place":
		e.set("full", name)
	}
	return e
}

// ftmSchemata are the schemata of kinds of entities.
var ftmSchemata = map[string]string{
	"person": "Person", "organization": "Organization", "party": "Organization", "office": "Position", "place": "Address",
}

// acts reports whether an entity, by its id, can act: a country cannot, being none.
func acts(id string) bool {
	kind, _, _ := strings.Cut(id, "/")
	return kind == "person" || kind == "organization" || kind == "party"
}

// party refers to somebody who can act, and returns the id, "" for others.
func (x *ftm) party(r extract.Ref) (string, error) {
	if !acts(r.Entity) {
		return "", nil
	}
	id := ftmID(r.Entity)
	if x.defined(r.Entity) {
		return id, x.need(id)
	}
	kind, _, _ := strings.Cut(r.Entity, "/")
	return id, x.name(x.thing(r.Entity, kind, r.Name))
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

// article refers to a document. One that the graph says nothing of is named by its id.
func (x *ftm) article(id string, defined bool) (string, error) {
	if defined {
		id = ftmID(id)
		return id, x.need(id)
	}
	e := x.entity(id, "Article").set("name", id).set("fileName", id)
	return e.ID, x.name(e)
}

func (x *ftm) mentions() error {
	if x.world.opt.chooses() {
		return nil
	}
	var doc, article string // at hand; the article when it was referred to
	told := false           // the graph tells of the document
	return x.world.mentions.each(func(key, value []byte) error {
		at, rest := cutKeyAs(key, doc)
		if at != doc {
			doc, article, told = at, "", false
		}
		id, _ := cutKey(rest)
		if id == "" {
			told = true
			return nil
		}
		name := string(value)
		who, err := x.party(extract.Ref{Entity: x.world.who.of(id).id, Name: name})
		if err != nil || who == "" {
			return err
		}
		if article == "" {
			if article, err = x.article(doc, told); err != nil {
				return err
			}
		}
		kind, _, _ := strings.Cut(id, "/")
		return x.define(x.entity("mention/"+longHash(doc+"\n"+id), "Mention").set("document", article).set("resolved", who).
			set("name", cmp.Or(ftmText(name), id)).set("detectedSchema", ftmSchemata[kind]))
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
