package query

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/graph/index"
)

// TimelineOptions say what Timeline lists.
type TimelineOptions struct {
	From, To string   // EDTF, both included
	Types    []string // only these relations; holds are the tenures of offices
	Planned  bool     // list planned events too
	Reports  bool     // cite every report
	Limit    int      // most facts, the first by date; 0 is all
}

// Timeline lists, by date, what any of some entities took part in. For a country that is also what its people, parties and
// organizations did; for a person, an office, a party and an organization the tenures too, from the first to the last sighting.
// What somebody is only spoken of in is no part of it, what happened at a place is.
//
// The error is a [*DateError] when From or To is no date.
func (a *Asker) Timeline(ctx context.Context, ids []string, opt TimelineOptions) ([]Fact, error) {
	p, err := newPeriod(opt.From, opt.To)
	if err != nil {
		return nil, err
	}
	r := a.read(ctx)
	defer r.close()
	facts, err := r.timeline(ids, opt, p)
	return facts, wrap("timeline", err)
}

func (r *reading) timeline(ids []string, opt TimelineOptions, p period) ([]Fact, error) {
	owners, err := r.everybody(ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if kindOf(id) == "country" {
			of, err := r.ofCountry(id)
			if err != nil {
				return nil, err
			}
			owners = append(owners, of...)
		}
	}
	slices.Sort(owners)
	owners = slices.Compact(owners)
	s, err := r.during(owners, p, opt.Types)
	if err != nil {
		return nil, err
	}
	kinds := MetOptions{Types: opt.Types, Planned: opt.Planned}
	entries, err := collect(s, p, opt.Limit, func(e *index.Entry) bool {
		if len(opt.Types) == 0 {
			kinds.Types = []string{e.Relation}
		}
		return kinds.kind(e.Relation, extract.Modality(e.Modality)) && concerns(e, owners)
	})
	if err != nil {
		return nil, err
	}
	var terms []term
	if len(opt.Types) == 0 || slices.Contains(opt.Types, "holds") {
		if terms, err = r.terms(ids, opt, p); err != nil {
			return nil, err
		}
	}
	return r.mixed(entries, terms, opt, p)
}

// mixed tells the first by date of events and tenures, of which each come in order, and reads no others.
func (r *reading) mixed(entries []index.Entry, terms []term, opt TimelineOptions, p period) ([]Fact, error) {
	var chosen []*index.Entry
	var held []*post // beside them; nil for an event
	for len(entries)+len(terms) > 0 && (opt.Limit == 0 || len(chosen) < opt.Limit) {
		if len(terms) == 0 || len(entries) > 0 && entries[0].Day <= terms[0].day {
			chosen, held, entries = append(chosen, &entries[0]), append(held, nil), entries[1:]
		} else {
			chosen, held, terms = append(chosen, terms[0].seen.earliest), append(held, terms[0].post), terms[1:]
		}
	}
	facts := make([]Fact, len(chosen))
	err := r.rows(chosen, func(r *reading, i int) (err error) {
		f := &facts[i]
		if p := held[i]; p != nil {
			err = r.tell(p, &HoldersOptions{Reports: opt.Reports})
			*f = p.Fact()
		} else {
			*f, err = r.fact(chosen[i], opt.Reports)
		}
		_, f.Certain = p.holds(f.Date)
		return err
	})
	if err != nil {
		return nil, err
	}
	return facts, nil
}

// concerns reports whether one of the owners takes part in an entry or is its place.
func concerns(e *index.Entry, owners []string) bool {
	for role, ref := range e.Parts {
		if _, found := slices.BinarySearch(owners, ref); found && role != "topic" && role != "inviter" {
			return true
		}
	}
	return false
}

// A term is a tenure as something on a timeline, not told yet.
type term struct {
	*post
	day string // that it stands under
}

// terms are the tenures of persons, of offices and of their owners but countries, which have thousands, each from the first to the last sighting, in order.
func (r *reading) terms(ids []string, opt TimelineOptions, p period) ([]term, error) {
	terms := map[holdingKey]term{} // of a person and an office that were both asked for only once
	for _, id := range ids {
		holders, most := HoldersOptions{Reports: opt.Reports, held: true}, 0
		if p == (period{}) { // by first sightings those that are listed come first
			most = opt.Limit
		}
		switch kindOf(id) {
		case "person":
			holders.Persons = []string{id}
		case "office":
			holders.Offices = []string{id}
		case "party", "organization":
			holders.Orgs = []string{id}
		default:
			continue
		}
		list, _, err := r.holdings(&holders, period{}, most)
		if err != nil {
			return nil, err
		}
		for i := range list {
			h := &list[i]
			if p != (period{}) {
				if err := r.skim(&h.Holding, h.seen); err != nil {
					return nil, err
				}
			}
			date := h.Fact().Date
			if possible, _ := p.holds(date); possible {
				terms[h.key] = term{h, dayOf(date)}
			}
		}
	}
	return slices.SortedFunc(maps.Values(terms), func(a, b term) int {
		return cmp.Or(strings.Compare(a.day, b.day), a.key.compare(&b.key))
	}), nil
}

// Fact is a holding as something on a timeline, from the first to the last sighting.
func (h *Holding) Fact() Fact {
	f := Fact{
		Date: cmp.Or(h.First, h.Start), Certain: true, Relation: "holds", Modality: extract.Actual, Status: h.Status, Reports: h.Reports,
	}
	if _, last := index.Days(h.First); h.Last != h.First && last != "" && dayOf(h.Last) != dayOf("") {
		from, _, _ := strings.Cut(h.First, "/") // as precise as the sightings are
		f.Date = from + "/" + h.Last[strings.LastIndex(h.Last, "/")+1:]
		if date.Valid(f.Date) != nil {
			f.Date = h.First
		}
	}
	for _, part := range []struct {
		role string
		ref  extract.Ref
	}{{"person", h.Person}, {"office", h.Office}, {"org", h.Org}} {
		if part.ref != (extract.Ref{}) {
			f.Who = append(f.Who, extract.Arg{Role: part.role, Entity: part.ref.Entity, Name: part.ref.Name})
		}
	}
	if len(h.Evidence) > 0 {
		lead := h.Evidence[0]
		f.Sentence, f.Document, f.Claim = lead.Text, lead.Document, lead.Claim
	}
	if len(h.Evidence) > 1 {
		f.Evidence = h.Evidence
	}
	return f
}
