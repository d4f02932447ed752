package extract

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/slab"
	"quanhe/extract/text"
)

// The entity types that facts carry.
const (
	personType   = "person"
	officeType   = "office"
	partyType    = "party"
	bodyType     = "organization"
	countryType  = "country"
	placeType    = "place"
	documentType = "document"
)

// entities are the entities of a document by id, in the order in which they were first needed.
type entities struct {
	byID     map[string]*entity
	order    []*entity
	mentions []mentionOf
	sorted   []mentionOf // room for sort
	ends     []int32     // likewise
	room     slab.Of[entity]
	ids      map[string][]*idOf // by name, of names met in whatever document, as names recur
	used     []*idOf            // in the document in hand
}

// An idOf is the id of a type and name, with the entity that the document in hand has for them, nil for none.
type idOf struct {
	typ    string
	id     string
	entity *entity
}

// An entity is one in the making, with its place in the order in which they were first needed.
type entity struct {
	Entity
	number int32
}

// A mentionOf is a mention and the place of its entity in the order of entities.
type mentionOf struct {
	entity int32
	Mention
}

// maxIDs bounds the memory of ids.
const maxIDs = 1 << 14

// reset forgets the entities of the document before.
func (es *entities) reset() {
	if es.byID == nil {
		es.byID, es.ids = map[string]*entity{}, map[string][]*idOf{}
	}
	for _, id := range es.used {
		id.entity = nil
	}
	clear(es.used)
	clear(es.byID)
	clear(es.order)
	es.used, es.order, es.mentions = es.used[:0], es.order[:0], es.mentions[:0]
	es.room.Reset()
}

// id returns the id of a type and name.
func (es *entities) id(typ, name string) *idOf {
	ids := es.ids[name]
	for _, id := range ids {
		if id.typ == typ {
			return id
		}
	}
	if len(es.ids) >= maxIDs {
		clear(es.ids)
		ids = nil
	}
	id := &idOf{typ: typ, id: typ + "/" + slug(name)}
	es.ids[strings.Clone(name)] = append(ids, id) // a part of a text would keep all of it
	return id
}

// slug makes the readable ASCII part of an id, and a mark that keeps apart names that differ in diacritics only.
func slug(name string) string {
	var buf [64]byte
	id := buf[:0]
	dash := false
	for _, c := range []byte(text.Fold(name)) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			if dash && len(id) > 0 {
				id = append(id, '-')
			}
			id = append(id, c)
			dash = false
		} else {
			dash = true
		}
	}
	h := fnv.New32a()
	h.Write([]byte(text.Key(name)))
	id = append(id, '-')
	const hex = "0123456789abcdef"
	for shift, mark := 20, h.Sum32(); shift >= 0; shift -= 4 {
		id = append(id, hex[mark>>shift&15])
	}
	return string(id)
}

// get returns the entity of a type and name, which it makes if need be. Names that differ in the spelling of tones
// only are one entity.
func (es *entities) get(typ, name string) *entity {
	id := es.id(typ, name)
	if id.entity == nil {
		id.entity = es.with(id.id, typ, name)
		es.used = append(es.used, id)
	}
	return id.entity
}

// lying is get of what lies in a province, of which the text tells; "" for none. There are many of one name: huyện Châu
// Thành is in Tây Ninh, in Tiền Giang and in others.
func (es *entities) lying(typ, name, province string) *entity {
	if province == "" {
		return es.get(typ, name)
	}
	e := es.with(es.id(typ, name).id+mark(province), typ, name)
	if e.Within == "" {
		e.Within, e.Aliases = province, append(e.Aliases, name+", "+province)
	}
	return e
}

// mark is what the id of an entity ends in that lies in a province.
func mark(province string) string {
	words := strings.FieldsFunc(text.Fold(province), func(c rune) bool { return c < 'a' || c > 'z' })
	return "-" + strings.Join(words, "-")
}

// Unplaced returns the id that an entity with an id has in texts that do not tell the province in which it lies.
func Unplaced(id, province string) string { return strings.TrimSuffix(id, mark(province)) }

func (es *entities) with(id, typ, name string) *entity {
	if e := es.byID[id]; e != nil {
		return e
	}
	e := es.room.One(entity{Entity{ID: id, Type: typ, Name: name}, int32(len(es.order))})
	es.byID[id] = e
	es.order = append(es.order, e)
	return e
}

// mentioned adds a mention of tokens [first, end) to an entity; one that it has already counts once in the end.
func (r *reading) mentioned(e *entity, first, end int) {
	from, to := r.given.Source(int(r.given.Tokens[first].Start), int(r.given.Tokens[end-1].End))
	r.entities.mentions = append(r.entities.mentions, mentionOf{e.number, Mention{Start: from, End: to}})
}

// sort puts the mentions in the order of their entities and of the text, each once.
func (es *entities) sort() {
	ends := append(es.ends[:0], make([]int32, len(es.order))...) // for each entity where its mentions end so far
	for _, m := range es.mentions {
		ends[m.entity]++
	}
	from := int32(0)
	for k, n := range ends {
		ends[k], from = from, from+n
	}
	sorted := slices.Grow(es.sorted[:0], len(es.mentions))[:len(es.mentions)]
	for _, m := range es.mentions {
		sorted[ends[m.entity]] = m
		ends[m.entity]++
	}
	from = 0
	for _, end := range ends {
		slices.SortFunc(sorted[from:end], func(a, b mentionOf) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return a.End - b.End
		})
		from = end
	}
	es.mentions, es.sorted, es.ends = slices.Compact(sorted), es.mentions, ends
}

// list returns the entities by id, each with its mentions in the order of the text. They share one array that holds no more.
func (es *entities) list() []Entity {
	es.sort()
	all := make([]Mention, 0, len(es.mentions))
	for k := 0; k < len(es.mentions); {
		from, e := len(all), es.mentions[k].entity
		for ; k < len(es.mentions) && es.mentions[k].entity == e; k++ {
			all = append(all, es.mentions[k].Mention)
		}
		es.order[e].Mentions = all[from:len(all):len(all)]
	}
	slices.SortFunc(es.order, func(a, b *entity) int { return strings.Compare(a.ID, b.ID) })
	out := make([]Entity, 0, len(es.order))
	for _, e := range es.order {
		out = append(out, e.Entity)
	}
	return out
}

// gather makes the entities of all that the sentences name.
func (r *reading) gather() {
	for _, p := range r.people.all {
		e := r.personEntity(p)
		for _, s := range p.seen {
			r.mentioned(e, s.first, s.end)
		}
	}
	if r.unmarked() {
		return
	}
	for _, s := range r.sentences {
		for k := range s.Mentions {
			r.gatherMention(&s.Mentions[k])
		}
	}
}

func (r *reading) gatherMention(m *mention.Mention) {
	for k := range m.Inner {
		in := &m.Inner[k]
		if o := abroadOf(m, in); o != nil {
			r.mentioned(r.entity(who{kind: mention.Body, name: in.Name + " " + o.OwnerName, iso: o.OwnerISO}), in.First, in.End)
		} else if in.Kind != mention.Place || m.Kind == mention.Person {
			r.gatherMention(in)
		}
	}
	switch m.Kind {
	case mention.Person:
		r.gatherOffices(m.Figure)
		if f := m.Figure; f.Leads != nil {
			r.gatherMention(f.Leads)
		}
	case mention.Blocked, mention.Award:
	default:
		if m.Kind == mention.Body && m.Class == "local" && !placed(m) {
			return // UBND tỉnh alone names a body only where a claim needs it
		}
		if m.ISO == "" && m.Attrs["abroad"] != "" && m.Name == m.Attrs["base"] && r.home[m] == "" {
			return // so does Hạ viện
		}
		e := r.entity(r.resolve(m, nil)[0])
		r.mentioned(e, m.First, m.End)
		w := r.words(m.First, m.End)
		if m.Issuer != "" {
			w += " của " + m.Issuer // 25 alone may be anybody's
		}
		if w != e.Name && !slices.Contains(e.Aliases, w) && len(w) < 80 && (m.Kind != mention.Document || m.Class == "numbered") {
			e.Aliases = append(e.Aliases, w)
		}
	}
}

// abroadOf returns the foreign office that a state body without its country is named in, nil when it is in none: Bộ trưởng Bộ Tư pháp A, of
// whom the text tells elsewhere that he is Lao.
func abroadOf(m, body *mention.Mention) *mention.Office {
	if m.Kind != mention.Person || body.Kind != mention.Body || body.Class != "state" || body.ISO != "" || body.Name != body.Base {
		return nil
	}
	for k := range m.Figure.Offices {
		if o := &m.Figure.Offices[k]; o.First <= body.First && body.End <= o.End && o.OwnerKind == mention.Country && o.OwnerISO != homeISO {
			return o
		}
	}
	return nil
}

// placed reports whether a local body's own place stands in its name.
func placed(m *mention.Mention) bool {
	for _, in := range m.Inner {
		if in.Kind == mention.Place {
			return true
		}
	}
	return false
}

// gatherOffices makes the entities that titles name: the owning country or party, and the body whose words stand there.
func (r *reading) gatherOffices(f *mention.Figure) {
	for _, offices := range [2][]mention.Office{f.Groups, f.Offices} {
		for k := range offices {
			if o := &offices[k]; !o.Rank && !f.Spouse {
				r.gatherOffice(f, o)
			}
		}
	}
}

func (r *reading) gatherOffice(f *mention.Figure, o *mention.Office) {
	switch {
	case o.OwnerName == "":
	case o.OwnerKind == mention.Country:
		if r.people.of[f] != nil || o.OwnerISO != homeISO {
			r.entity(who{kind: mention.Country, name: o.OwnerName, iso: o.OwnerISO})
		}
	case o.OwnerKind == mention.Party:
		r.entity(who{kind: mention.Party, name: o.OwnerName, iso: o.OwnerISO})
	case o.OwnerKind == mention.Body:
		r.entity(who{kind: mention.Body, name: o.OwnerName})
	}
	r.officeBody(o)
}

// officeBody makes the entity of the body that a title names in its own words.
func (r *reading) officeBody(o *mention.Office) {
	if o.Body == "" || o.BodyClass == "quiet" || o.BodyClass == "reference" || strings.HasPrefix(o.Body, "Ngoại giao") {
		return
	}
	class := o.BodyClass
	if class == "" && (o.Owner == "party" || o.Owner == "local") {
		class = o.Owner
	}
	switch class {
	case "party":
		if o.OwnerISO == homeISO || o.OwnerISO == "" {
			r.entity(who{kind: mention.Body, name: o.Body})
		}
	case "local":
		words := text.Lower(r.words(o.First, o.End))
		if o.OwnerName != "" && (strings.HasSuffix(words, lastWord(o.OwnerName)) || strings.HasSuffix(words, " tỉnh")) {
			r.entity(who{kind: mention.Body, name: mention.LocalBody(o.Body, o.Unit, o.OwnerName)})
		}
	default:
		switch {
		case o.OwnerISO == homeISO && r.x.ours[o.Body]: // as the lexicon names it: Văn phòng Chủ tịch nước
			r.entity(who{kind: mention.Body, name: o.Body, iso: homeISO})
		case o.OwnerKind == mention.Country:
			r.entity(who{kind: mention.Body, name: o.Body + " " + o.OwnerName, iso: o.OwnerISO})
		}
	}
}

// personEntity returns the entity of a person; a second person of one name gets a number behind the id.
func (r *reading) personEntity(p *person) *entity {
	if p.entity != nil {
		return p.entity
	}
	id := r.entities.id(personType, p.name).id
	if n := p.namesakes(r.people.all); n > 0 {
		id += "-" + strconv.Itoa(n+1)
	}
	e := r.entities.with(id, personType, p.name)
	e.Country, e.Byline = p.iso, p.byline
	for _, a := range p.aliases {
		if a != p.name && !slices.Contains(e.Aliases, a) {
			e.Aliases = append(e.Aliases, a)
		}
	}
	p.entity = e
	return e
}

// namesakes counts the persons of one name that come before p.
func (p *person) namesakes(all []*person) int {
	n := 0
	for _, q := range all {
		if q == p {
			break
		}
		if len(q.words) == len(p.words) && q.words[len(q.words)-1] == p.words[len(p.words)-1] && text.Key(q.name) == text.Key(p.name) {
			n++
		}
	}
	return n
}

// entity returns the entity of a filler, nil when it is only words.
func (r *reading) entity(w who) *entity {
	switch {
	case w.person != nil:
		return r.personEntity(w.person)
	case w.office:
		return r.entities.get(officeType, w.name)
	}
	switch w.kind {
	case mention.Country:
		name := w.name
		if c := r.x.country[w.iso]; c != "" {
			name = c
		}
		e := r.entities.get(countryType, name)
		e.ISO = w.iso
		return e
	case mention.Party:
		e := r.entities.get(partyType, w.name)
		e.Country = w.iso
		return e
	case mention.Body:
		e := r.entities.lying(bodyType, w.name, r.within(w.name))
		e.Country = cmp.Or(e.Country, w.iso)
		if short, ok := strings.CutSuffix(w.name, " "+homeCountry); ok && w.iso == homeISO && !slices.Contains(e.Aliases, short) {
			e.Aliases = append(e.Aliases, short) // Việt Nam at the end of a state body's name may stand or not
		}
		return e
	case mention.Place:
		e := r.entities.lying(placeType, w.name, cmp.Or(w.within, r.room.scanner.Within(w.name)))
		e.Country = cmp.Or(e.Country, w.iso)
		return e
	case mention.Document:
		return r.entities.get(documentType, w.name)
	}
	return nil
}
