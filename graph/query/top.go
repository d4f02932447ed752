package query

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph/index"
)

// What Top counts, and by what.
const (
	Met     = "met"     // encounters
	Events  = "events"  // all that happens
	Holders = "holders" // who held an office: each person in each post once for each term

	ByPerson  = "person"
	ByCountry = "country"
	ByMonth   = "month"
)

// TopOptions say what Top counts.
type TopOptions struct {
	What     string   // Met, Events or Holders
	By       string   // ByPerson, ByCountry or ByMonth
	From, To string   // EDTF, both included
	Types    []string // relations instead of those that What stands for
	Limit    int      // most rows; 0 is all
}

// A Rank is how often something comes.
type Rank struct {
	ID      string `json:"id,omitempty"` // of a person or country
	Name    string `json:"name"`         // or the month, or year when the month is unknown
	N       int    `json:"n"`
	Certain int    `json:"certain"` // of which lie in the period for certain
}

// Top counts events, or holders of offices, by person, country or month, the most first. An event counts once for each
// person present, and once for each country that takes part itself or by somebody of it; a tenure in the month of its
// first sighting. What has no date is counted under no month. The error is a [*DateError] when From or To is no date.
func (a *Asker) Top(ctx context.Context, opt TopOptions) ([]Rank, error) {
	p, err := newPeriod(opt.From, opt.To)
	if err != nil {
		return nil, err
	}
	r := a.read(ctx)
	defer r.close()
	list, err := r.top(opt, p)
	return list, wrap("top", err)
}

func (r *reading) top(opt TopOptions, p period) ([]Rank, error) {
	t := &tally{r: r, by: opt.By, p: p, ranks: map[string]*Rank{}}
	if !slices.Contains([]string{ByPerson, ByCountry, ByMonth}, opt.By) {
		return nil, fmt.Errorf("nothing is counted by %q; there are person, country and month", opt.By)
	}
	if opt.By == ByCountry {
		if err := t.readCountries(); err != nil {
			return nil, err
		}
	}
	var err error
	switch opt.What {
	case Met, Events:
		err = t.events(opt)
	case Holders:
		err = t.holders()
	default:
		err = fmt.Errorf("no count of %q; there are met, events and holders", opt.What)
	}
	if err != nil {
		return nil, err
	}
	return t.list(opt.Limit)
}

// A tally counts.
type tally struct {
	r         *reading
	by        string
	p         period
	ranks     map[string]*Rank
	countries map[string]string // ISO -> id
	of        map[string]string // entity -> ISO
}

// readCountries reads which country everybody is of.
func (t *tally) readCountries() error {
	t.countries, t.of = map[string]string{}, map[string]string{}
	for predicate, fn := range map[quad.IRI]func(id, iso string){
		t.r.v.ISO: func(id, iso string) {
			t.of[id] = iso
			if was := t.countries[iso]; kindOf(id) == "country" && (was == "" || id < was) {
				t.countries[iso] = id
			}
		},
		t.r.v.Country: func(id, iso string) { t.of[id] = iso },
	} {
		var isos []quad.Value
		err := t.r.src.Distinct(quad.Quad{Predicate: predicate}, quad.Object, func(v quad.Value) error {
			isos = append(isos, v)
			return nil
		})
		if err != nil {
			return err
		}
		slices.SortFunc(isos, func(a, b quad.Value) int { return strings.Compare(quad.ToString(a), quad.ToString(b)) })
		for _, v := range isos {
			nodes, err := t.r.named(predicate, v)
			if err != nil {
				return err
			}
			for _, node := range nodes {
				fn(t.r.v.ID(node), quad.ToString(v))
			}
		}
	}
	return t.readPosts()
}

// readPosts counts who is given no country to the one in whose posts they were seen.
func (t *tally) readPosts() error {
	for _, org := range slices.Sorted(maps.Keys(t.of)) {
		if kindOf(org) == "person" {
			continue
		}
		var persons []string
		if err := t.r.holdersOf(org, &persons); err != nil {
			return err
		}
		for _, id := range persons {
			if t.of[id] == "" {
				t.of[id] = t.of[org]
			}
		}
	}
	return nil
}

// events counts what happened.
func (t *tally) events(opt TopOptions) error {
	s, err := t.r.everything(index.Events)
	if err != nil {
		return err
	}
	kinds := MetOptions{Types: opt.Types}
	_, err = collect(s, t.p, 0, func(e *index.Entry) bool {
		if opt.What == Events && len(opt.Types) == 0 {
			kinds.Types = []string{e.Relation}
		}
		c := claim(e)
		if kinds.fits(&c, nil) {
			t.event(e, c.Args)
		}
		return false
	})
	return err
}

// event counts one event.
func (t *tally) event(e *index.Entry, args []extract.Arg) {
	_, certain := t.p.holds(e.Date)
	counted := map[string]bool{}
	for _, a := range args {
		id := t.rankOf(a)
		if !present(a) || id == "" || counted[id] {
			continue
		}
		counted[id] = true
		t.count(id, certain)
	}
	if t.by == ByMonth {
		t.count(month(e.Date), certain)
	}
}

// rankOf is the row that a participant counts in; "" for none.
func (t *tally) rankOf(a extract.Arg) string {
	switch {
	case t.by == ByPerson && isPerson(a):
		return a.Entity
	case t.by == ByCountry:
		return t.countries[t.of[a.Entity]]
	}
	return ""
}

// holders counts tenures.
func (t *tally) holders() error {
	list, _, err := t.r.holdings(&HoldersOptions{}, period{}, 0)
	if err != nil {
		return err
	}
	for i := range list {
		h := &list[i]
		f := h.Fact()
		possible, certain := t.p.holds(f.Date)
		if !possible || !inOffice(h.Status) {
			continue
		}
		switch t.by {
		case ByPerson:
			t.count(h.Person.Entity, certain)
		case ByCountry:
			t.count(t.countries[t.of[h.Org.Entity]], certain)
		case ByMonth:
			t.count(month(cmp.Or(h.First, h.Start)), certain)
		}
	}
	return nil
}

func (t *tally) count(id string, certain bool) {
	if id == "" {
		return
	}
	if t.ranks[id] == nil {
		t.ranks[id] = &Rank{}
	}
	t.ranks[id].N++
	if certain {
		t.ranks[id].Certain++
	}
}

// month is the month that a date lies in, the year when it is not known, "" when neither is.
func month(edtf string) string {
	first, last := index.Days(edtf)
	switch {
	case first == index.Undated || len(first) < 7 || len(last) < 7 || first[:4] != last[:4]:
		return ""
	case first[:7] == last[:7]:
		return first[:7]
	}
	return first[:4]
}

// list names the rows and sorts them.
func (t *tally) list(limit int) ([]Rank, error) {
	list := []Rank{}
	for _, id := range slices.Sorted(maps.Keys(t.ranks)) {
		rank := *t.ranks[id]
		if rank.Name = id; t.by != ByMonth {
			rank.ID = id
			var err error
			if rank.Name, err = t.r.name(id); err != nil {
				return nil, err
			}
		}
		list = append(list, rank)
	}
	order := newOrder()
	slices.SortFunc(list, func(a, b Rank) int {
		return cmp.Or(cmp.Compare(b.N, a.N), order.compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list, nil
}
