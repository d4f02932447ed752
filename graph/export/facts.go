package export

import (
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// A source is what pictures are painted from: a whole graph, or an answer. Both are read as often as asked, in an order
// of their own that is always the same.
type source interface {
	facts(fn func(*query.Fact) error) error
	holdings(fn func(*query.Holding) error) error
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

func (answer) holdings(func(*query.Holding) error) error { return nil }

// A chosen world are the events and holdings of a world that the options choose.
type chosen struct {
	*world
	opt     *Options
	choice  query.Choice
	events  *sorter         // reports by fact
	posts   *sorter         // reports of holdings by holding
	members *sorter         // reports of memberships by who and where
	reach   map[string]bool // entities that an event or holding must concern; nil for any
}

// choose sorts the reports of a world by the facts that they tell of. Without types the events are of any relation for
// the projection events and for formats that know none, and encounters for actors.
func (w *world) choose(opt *Options, document func(query.Document) error) (*chosen, error) {
	types := opt.Types
	if len(types) == 0 && opt.Projection != Actors {
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
	c := &chosen{world: w, opt: opt, choice: choice, events: w.sorter(false), posts: w.sorter(false),
		members: w.sorter(false)}
	var buffer []byte
	err = w.eachReport(document, func(r *query.Report) error {
		buffer = packReport(buffer[:0], r)
		if h, ok := query.HoldingOf(&r.Claim); ok {
			return c.posts.add(holdingKey(&h), buffer)
		}
		if r.Claim.Relation == "member_of" && r.Claim.Modality == extract.Actual && !opt.chooses() {
			return c.members.add([]byte(membershipKey(&r.Claim)), buffer)
		}
		if choice.Fits(&r.Claim) {
			return c.events.add([]byte(r.Key()), buffer)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c, c.spread()
}

// membershipKey is equal for claims of one membership.
func membershipKey(c *extract.Claim) string {
	var b []byte
	for _, a := range c.Args {
		b = appendKey(appendKey(appendKey(b, a.Role), a.Entity), a.Name)
	}
	return string(b)
}

func holdingKey(h *query.Holding) []byte {
	var b []byte
	for _, r := range []extract.Ref{h.Person, h.Office, h.Org} {
		b = appendKey(appendKey(b, r.Entity), r.Name)
	}
	return appendKey(b, h.Status)
}

// spread finds who is near the persons asked for: depth 1 are the persons themselves, each further step all persons who
// took part in an event with one of those before.
func (c *chosen) spread() error {
	if len(c.opt.Persons) == 0 {
		return nil
	}
	c.reach = map[string]bool{}
	for _, id := range c.opt.Persons {
		c.reach[id] = true
	}
	for range c.opt.Depth - 1 {
		var next []string
		err := c.facts(func(f *query.Fact) error {
			for _, a := range f.Who {
				if isPerson(a.Entity) {
					next = append(next, a.Entity)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, id := range next {
			c.reach[id] = true
		}
	}
	return nil
}

func isPerson(id string) bool { return strings.HasPrefix(id, "person/") }

// facts implements source.
func (c *chosen) facts(fn func(*query.Fact) error) error {
	return c.eachFact(func(f *query.Fact, _ []query.Report) error { return fn(f) })
}

// eachFact calls fn with every event chosen and its reports.
func (c *chosen) eachFact(fn func(*query.Fact, []query.Report) error) error {
	var reports []query.Report
	return c.events.groups(func(_ []byte, values [][]byte) error {
		reports = reports[:0]
		for _, v := range values {
			reports = append(reports, unpackReport(v))
		}
		f := c.choice.Fact(reports)
		if f.Reports < c.opt.MinReports || !c.concerns(entitiesOf(&f)) {
			return nil
		}
		return fn(&f, reports)
	})
}

func entitiesOf(f *query.Fact) []string {
	ids := make([]string, len(f.Who))
	for i, a := range f.Who {
		ids[i] = a.Entity
	}
	return ids
}

// holdings implements source. A holding is chosen by its sightings.
func (c *chosen) holdings(fn func(*query.Holding) error) error {
	return c.posts.groups(func(_ []byte, values [][]byte) error {
		reports := make([]query.Report, len(values))
		for i, v := range values {
			reports[i] = unpackReport(v)
		}
		h := query.MergeHoldings(reports)
		dated := c.choice.Holds(h.First) || c.choice.Holds(h.Last) || c.choice.Holds(between(h.First, h.Last))
		if !dated || h.Reports < c.opt.MinReports || !c.concerns([]string{h.Person.Entity, h.Office.Entity, h.Org.Entity}) {
			return nil
		}
		return fn(&h)
	})
}

// between is the time from the first to the last sighting.
func between(first, last string) string {
	a, b := spanOf(first), spanOf(last)
	if a.first == "" || b.last == "" {
		return first
	}
	return a.first + "/" + b.last
}

// concerns reports whether one of the entities is near a person asked for, and one is a country asked for or belongs to it.
func (c *chosen) concerns(ids []string) bool {
	if c.reach != nil && !slices.ContainsFunc(ids, func(id string) bool { return c.reach[id] }) {
		return false
	}
	return len(c.opt.Countries) == 0 || slices.ContainsFunc(ids, func(id string) bool {
		of := c.names[id].country
		return slices.ContainsFunc(c.opt.Countries, func(country string) bool {
			return id == country || of != "" && of == c.names[country].country
		})
	})
}
