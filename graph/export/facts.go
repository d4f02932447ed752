package export

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// A source is what pictures are painted from: a whole graph, or an answer. Both are read as often as asked, in an order
// of their own that is always the same.
type source interface {
	facts(fn func(*query.Fact) error) error
	holdings(fn func(*holding) error) error
	aliases(id string) []string // other names of an entity, as far as the source knows them
	country(id string) string   // ISO code of the country of an entity, as far as the source knows it
}

// An answer is a source of the facts that somebody asked for.
type answer []query.Fact

func (a answer) facts(fn func(*query.Fact) error) error {
	for i := range a {
		if err := fn(&a[i]); err != nil {
			return err
		}
	}
	return nil
}

func (answer) holdings(func(*holding) error) error { return nil }
func (answer) aliases(string) []string             { return nil }
func (answer) country(string) string               { return "" }

// A chosen world are the events and holdings of a world that the options choose.
type chosen struct {
	*world
	opt       *Options
	choice    query.Choice
	posts     *sorter         // tenures and reports of holdings, by person, office and owner
	states    *sorter         // reports of what belongs to what, by what they say
	reach     map[string]bool // entities that an event or holding must concern; nil for any
	countries []string        // ISO codes of the countries that it must concern
}

// choose sorts the reports of a world by the events and facts that they tell of. Without types the events are of any
// relation for the projection events and for formats that know none, and encounters for actors and offices.
func (w *world) choose(opt *Options, document func(query.Document) error) (*chosen, error) {
	types := opt.Types
	if len(types) == 0 && opt.Projection != Actors && opt.Projection != Offices {
		for relation := range w.relations {
			if query.IsEvent(relation) {
				types = append(types, relation)
			}
		}
		if len(types) == 0 {
			types = []string{""} // none, which is not the same as any
		}
	}
	choice, err := query.MetOptions{From: opt.From, To: opt.To, Types: types, Planned: opt.Planned}.Choose()
	if err != nil {
		return nil, err
	}
	c := &chosen{world: w, opt: opt, choice: choice, posts: w.sorter(false), states: w.sorter(false)}
	for _, id := range opt.Countries {
		c.countries = append(c.countries, w.who.of(id).country)
	}
	if err := w.eachReport(document, c.take); err != nil {
		return nil, err
	}
	if err := w.tenures.last(c.takeTenure); err != nil {
		return nil, err
	}
	if err := c.spread(); err != nil {
		return nil, err
	}
	return c, w.who.err
}

// take sorts a report into what it reports. Of one whose event was resolved no more is kept than a fact needs.
func (c *chosen) take(r *query.Report) error {
	switch r.Claim.Relation {
	case "holds":
		c.who.named(&r.Claim)
		h, ok := query.HoldingOf(&r.Claim)
		if !ok || c.opt.Projection != Offices && c.opt.Format != FtM {
			return nil
		}
		c.value = packReport(appendString(append(c.value[:0], reported), h.Status), r)
		return c.posts.add(postKey(h.Person, h.Office, h.Org), c.value)
	case "member_of", "party_of", "part_of":
		if c.opt.Format != FtM || r.Claim.Modality != extract.Actual || c.opt.chooses() && r.Claim.Relation != "party_of" {
			return nil
		}
		c.who.named(&r.Claim)
		c.value = packReport(c.value[:0], r)
		return c.states.add(stateKey(&r.Claim), c.value)
	}
	if !query.IsEvent(r.Claim.Relation) || c.opt.Projection == Offices && c.opt.Depth < 2 { // see spread
		return nil
	}
	if event := c.link(r.ID); event != "" {
		r.Claim = extract.Claim{Modality: r.Claim.Modality}
		c.value = packReport(append(c.value[:0], reported), r)
		return c.events.add(c.key(event), c.value)
	}
	if !c.choice.Fits(&r.Claim) {
		return nil
	}
	c.who.named(&r.Claim)
	c.value = packReport(append(c.value[:0], reported), r)
	return c.events.add([]byte(r.Key()), c.value)
}

func (c *chosen) takeTenure(_, value []byte) error {
	t := unpackTenure(unpack(value))
	t.person, t.office, t.org = c.who.ref(t.person), c.who.ref(t.office), c.who.ref(t.org)
	for i, id := range t.rivals {
		t.rivals[i] = c.who.of(c.link(id)).name
	}
	return c.posts.add(postKey(t.person, t.office, t.org), packTenure([]byte{worked}, &t))
}

// stateKey is equal for claims that say the same, but for their dates.
func stateKey(c *extract.Claim) []byte {
	b := appendKey(nil, c.Relation)
	for _, a := range c.Args {
		b = appendKey(appendKey(appendKey(b, a.Role), a.Entity), a.Name)
	}
	return b
}

func postKey(refs ...extract.Ref) []byte {
	var b []byte
	for _, r := range refs {
		b = appendKey(appendKey(b, r.Entity), r.Name)
	}
	return b
}

// spread finds who is near the persons asked for: depth 1 are the persons themselves, in all their spellings, and all who
// bear a name that several bear; each further step are all persons who took part in an event with one of those before.
func (c *chosen) spread() error {
	if len(c.opt.Persons) == 0 {
		return nil
	}
	near := map[string]bool{}
	err := c.who.each(func(id string, spellings []spelling) error {
		for _, s := range spellings {
			if slices.Contains(c.opt.Persons, s.id) || slices.Contains(c.opt.Persons, s.namesake) {
				near[id] = true
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.reach = near
	for range c.opt.Depth - 1 {
		next := map[string]bool{}
		err := c.facts(func(f *query.Fact) error {
			for _, a := range f.Who {
				if isPerson(a.Entity) && !c.reach[a.Entity] {
					next[a.Entity] = true
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for id := range next {
			c.reach[id] = true
		}
	}
	return nil
}

func isPerson(id string) bool { return strings.HasPrefix(id, "person/") }

// aliases implements source.
func (c *chosen) aliases(id string) []string { return c.who.of(id).others }

func (c *chosen) country(id string) string { return c.who.of(id).country }

// facts implements source.
func (c *chosen) facts(fn func(*query.Fact) error) error {
	return c.eachFact(func(f *query.Fact, _ []query.Report) error { return fn(f) })
}

// eachFact calls fn with every event chosen and its reports. An event whose claims are not there is none.
func (c *chosen) eachFact(fn func(*query.Fact, []query.Report) error) error {
	var reports []query.Report
	err := c.events.groups(func(key []byte, values [][]byte) error {
		var h *happening
		if values[0][0] == worked {
			one := unpackHappening(unpack(values[0][1:]))
			if h, values = &one, values[1:]; len(values) == 0 || !c.choice.Fits(&h.Claim) {
				return nil
			}
		}
		reports = reports[:0]
		for _, v := range values {
			reports = append(reports, unpackReport(unpack(v[1:])))
		}
		f := c.fact(key, h, reports)
		if f.Reports < c.opt.MinReports || !c.concerns(entitiesOf(&f)) {
			return nil
		}
		return fn(&f, reports)
	})
	return cmp.Or(err, c.who.err)
}

// fact is what reports tell together: an event, or, if nothing was resolved of them, what they all say.
func (c *chosen) fact(key []byte, h *happening, reports []query.Report) query.Fact {
	if h == nil {
		return c.choice.Fact(reports)
	}
	c.who.named(&h.Claim)
	for _, p := range h.places {
		h.OtherPlaces = append(h.OtherPlaces, c.who.ref(p).Name)
	}
	slices.Sort(h.OtherPlaces)
	id, _ := cutKey(key)
	return c.choice.Event(id, &h.Event, reports)
}

func entitiesOf(f *query.Fact) []string {
	ids := make([]string, len(f.Who))
	for i, a := range f.Who {
		ids[i] = a.Entity
	}
	return ids
}

// concerns reports whether one of the entities is near a person asked for, and one is a country asked for or belongs to it.
func (c *chosen) concerns(ids []string) bool {
	if c.reach != nil && !slices.ContainsFunc(ids, func(id string) bool { return c.reach[id] }) {
		return false
	}
	return len(c.opt.Countries) == 0 || slices.ContainsFunc(ids, func(id string) bool {
		if id == "" {
			return false
		}
		of := c.who.of(id).country
		return slices.Contains(c.opt.Countries, id) || of != "" && slices.Contains(c.countries, of)
	})
}
