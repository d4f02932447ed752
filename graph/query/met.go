package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/index"
)

// Encounters lists the relations that "who met whom" is about: the encounter family. A visit counts only when persons
// stand on both sides. Being at one conference is no meeting.
func Encounters() []string {
	return []string{"meet", "talks", "phone_call", "working_session", "visit"}
}

// IsEvent reports whether a relation is something that happens, and no state such as an office held.
func IsEvent(relation string) bool {
	switch relation {
	case "holds", "member_of", "alias", "party_of", "part_of":
		return false
	}
	return true
}

// MetOptions say which events Met lists. Empty options ask nothing.
type MetOptions struct {
	// With are sides, each some entity ids: one of each side takes part, and of two sides they met; see Met.
	With      [][]string
	Countries []string // entity ids: for each, it or somebody of it is one more side
	From, To  string   // EDTF, both included
	Place     string   // name of the place, without regard to case and diacritics
	Types     []string // relations instead of the encounter family, taken as they are
	Planned   bool     // list planned events too
	OneSide   bool     // list those too at which all were there, but on one side
	Reports   bool     // cite every report of an event
	Limit     int      // most events to list, the first by date; 0 is all
}

// Met lists who met whom and when, by the first day that the date can mean and then the id. Two participants met when
// their roles differ, or when the event gives everybody the same role. Hosts who receive somebody together, or two ministers
// whom somebody hears, are one side and did not meet each other; but those whom documents give different countries are no one
// side of a meeting, as heads of several countries whom somebody receives one by one are several events; and who attends a
// meeting of somebody of the same country with somebody from abroad met the latter. Of three sides and more all take part,
// and some two of them met. A topic of a talk takes no part in it. At what is no encounter, a conference
// that Types asks for, all who were there were there together.
//
// The error is a [*DateError] when From or To is no date.
func (a *Asker) Met(ctx context.Context, opt MetOptions) ([]Fact, error) {
	p, err := newPeriod(opt.From, opt.To)
	if err != nil {
		return nil, err
	}
	r := a.read(ctx)
	defer r.close()
	entries, err := r.met(opt, p)
	if err != nil {
		return nil, wrap("met", err)
	}
	facts, err := r.facts(entries, p, opt.Reports)
	return facts, wrap("met", err)
}

// met finds the events asked for.
func (r *reading) met(opt MetOptions, p period) ([]index.Entry, error) {
	if err := r.sides(&opt); err != nil {
		return nil, err
	}
	var places []string
	if opt.Place != "" {
		var err error
		if places, err = r.places(opt.Place); err != nil {
			return nil, err
		}
	}
	s, err := r.narrowest(&opt, places, p)
	if err != nil {
		return nil, err
	}
	var lands lands
	list, err := collect(s, p, opt.Limit, func(e *index.Entry) bool {
		if !opt.kind(e.Relation, extract.Modality(e.Modality)) || opt.Place != "" && !placed(e, places) {
			return false
		}
		c := claim(e)
		return opt.fits(&c, lands.of(r))
	})
	return list, cmp.Or(err, lands.err)
}

// lands tell of which country somebody is, and keep the first error.
type lands struct{ err error }

func (l *lands) of(r *reading) func(id string) string {
	return func(id string) string {
		iso, err := r.land(id)
		l.err = cmp.Or(l.err, err)
		return iso
	}
}

// sides makes every side list all ids under which events can speak of it.
func (r *reading) sides(opt *MetOptions) error {
	sides := make([][]string, 0, len(opt.With)+len(opt.Countries))
	for _, ids := range opt.With {
		all, err := r.everybody(ids)
		if err != nil {
			return err
		}
		sides = append(sides, all)
	}
	for _, id := range opt.Countries {
		all, err := r.ofCountry(id)
		if err != nil {
			return err
		}
		sides = append(sides, all)
	}
	opt.With = sides
	return nil
}

// placed reports whether a report sets an entry at one of some places.
func placed(e *index.Entry, places []string) bool {
	for role, ref := range e.Parts {
		if literal, ok := strings.CutPrefix(ref, "="); ok {
			ref = index.PlaceNamed(literal)
		}
		if _, found := slices.BinarySearch(places, ref); found && role == index.Place {
			return true
		}
	}
	return false
}

// narrowest gives the entries of the side, or of the places if there are any, that has fewest as far as is known; with
// others. An entry tells of all who take part, so that to read one side costs less than to look for what several have in
// common.
func (r *reading) narrowest(opt *MetOptions, places []string, p period) (stream, error) {
	owners := opt.With
	if len(places) > 0 && r.indexed { // else one report of an event may stand there without the others
		owners = append(slices.Clone(owners), places)
	}
	if len(owners) == 0 {
		return r.everything(index.Events)
	}
	least, narrow := owners[0], 0
	for i, ids := range owners {
		width, err := r.width(ids)
		if err != nil {
			return nil, err
		}
		if i == 0 || width < narrow {
			least, narrow = ids, width
		}
	}
	return r.during(least, p, opt.types())
}

// width guesses how much there is in the diaries of some owners: those of a country, or of a place, are wide.
func (r *reading) width(ids []string) (n int, err error) {
	const wide, few = 1 << 24, 16
	if len(ids) > few {
		return wide * len(ids), nil
	}
	for _, id := range ids {
		if kindOf(id) != "person" {
			n += wide
			continue
		}
		c, err := r.card(id)
		if err != nil {
			return 0, err
		}
		n += c.Documents
	}
	return n, nil
}

// collect takes the first entries of a stream that can lie in a period and fit.
func collect(s stream, p period, limit int, fits func(*index.Entry) bool) ([]index.Entry, error) {
	list := []index.Entry{}
	for limit == 0 || len(list) < limit {
		e, err := s.peek()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		if p.meets(e) && fits(e) {
			list = append(list, *e)
		}
		if err := s.pop(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// meets reports whether what an entry tells of can lie in the period.
func (p period) meets(e *index.Entry) bool {
	if p.first != "" && e.Last != "" && e.Last < p.first { // most of those that do not, at little cost
		return false
	}
	possible, _ := p.holds(e.Date)
	return possible
}

func (opt *MetOptions) types() []string {
	if len(opt.Types) > 0 {
		return opt.Types
	}
	return Encounters()
}

// fits reports whether a claim is one of the events asked for, date and place aside. country tells of which country an entity
// is; nil where nobody asks who met whom.
func (opt *MetOptions) fits(c *extract.Claim, country func(id string) string) bool {
	if !opt.kind(c.Relation, c.Modality) {
		return false
	}
	if c.Relation == "visit" && len(opt.Types) == 0 && !personsOnBothSides(c) {
		return false
	}
	return opt.participants(c, country)
}

// kind reports whether events of a relation and modality are asked for.
func (opt *MetOptions) kind(relation string, m extract.Modality) bool {
	return slices.Contains(opt.types(), relation) && (m == extract.Actual || opt.Planned && m == extract.Planned)
}

// participants reports whether one of each side is there, and of several sides two that met.
func (opt *MetOptions) participants(c *extract.Claim, country func(id string) string) bool {
	for _, side := range opt.With {
		if !slices.ContainsFunc(c.Args, func(a extract.Arg) bool { return present(a) && of(side, a) }) {
			return false
		}
	}
	if len(opt.With) < 2 || opt.OneSide {
		return true
	}
	met := false
	eachTogether(c, country, func(a, b *extract.Arg) {
		for i := 0; i < len(opt.With) && !met; i++ {
			for j := range opt.With {
				met = met || i != j && of(opt.With[i], *a) && of(opt.With[j], *b)
			}
		}
	})
	return met
}

// of reports whether a participant is one of a side, which is sorted.
func of(side []string, a extract.Arg) bool {
	_, found := slices.BinarySearch(side, a.Entity)
	return found
}

func personsOnBothSides(c *extract.Claim) bool {
	var guest, host bool
	for _, a := range c.Args {
		switch a.Role {
		case "guest", "agent":
			guest = guest || isPerson(a)
		case "host", "counterpart":
			host = host || isPerson(a)
		}
	}
	return guest && host
}

// present reports whether somebody in this role is there, and not only spoken of.
func present(a extract.Arg) bool {
	switch a.Role {
	case "topic", "inviter", "office", "award", "part", "publisher":
		return false
	}
	return true
}

// eachTogether gives the pairs that were brought together: those who met at an encounter, and at anything else, such as a
// conference, all who were there.
func eachTogether(c *extract.Claim, country func(id string) string, fn func(a, b *extract.Arg)) {
	eachPair(c.Args, !slices.Contains(Encounters(), c.Relation), &table{c.Relation, c.Args, country}, fn)
}

// Pairs lists the pairs of entities that met by the arguments of one event, in the order of the arguments; see Met. country
// gives the ISO code of the country of an entity, "" where it is not known; nil knows none.
func Pairs(relation string, args []extract.Arg, country func(id string) string) [][2]extract.Arg {
	var pairs [][2]extract.Arg
	eachPair(args, false, &table{relation, args, country}, func(a, b *extract.Arg) { pairs = append(pairs, [2]extract.Arg{*a, *b}) })
	return pairs
}

// A table is an encounter as who sits on which side of it. country may be nil: then sides are told by roles alone.
type table struct {
	relation string
	args     []extract.Arg
	country  func(id string) string
}

// across reports whether two sit on different sides.
func (t *table) across(a, b *extract.Arg) bool {
	if t.country == nil {
		return a.Role != b.Role
	}
	if a.Role == b.Role {
		of, other := t.country(a.Entity), t.country(b.Entity)
		return t.relation != "visit" && of != "" && other != "" && of != other // who visited a place need not have come together
	}
	return !t.beside(a, b) && !t.beside(b, a)
}

// beside reports whether one attends an encounter of another of the same country with somebody from abroad.
func (t *table) beside(one, other *extract.Arg) bool {
	if one.Role != "attendee" || t.country(one.Entity) != t.country(other.Entity) {
		return false
	}
	return slices.ContainsFunc(t.args, func(a extract.Arg) bool {
		return a.Role != "attendee" && isPerson(a) && present(a) && t.country(a.Entity) != t.country(one.Entity)
	})
}

// eachPair gives the pairs of those who are there and sit on different sides of a table, or of all when all have one role, or
// all met.
func eachPair(args []extract.Arg, all bool, t *table, fn func(a, b *extract.Arg)) {
	there := func(a *extract.Arg) bool { return a.Entity != "" && present(*a) }
	if !all {
		role := ""
		all = !slices.ContainsFunc(args, func(a extract.Arg) bool {
			if !there(&a) {
				return false
			}
			role = cmp.Or(role, a.Role)
			return a.Role != role
		})
	}
	for i := range args {
		for j := i + 1; j < len(args) && there(&args[i]); j++ {
			a, b := &args[i], &args[j]
			if there(b) && a.Entity != b.Entity && (all || t.across(a, b)) {
				fn(a, b)
			}
		}
	}
}
