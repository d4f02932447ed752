package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/text"
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
	A, B     []string // entity ids: one of A takes part; and one of B, who met one of A
	From, To string   // EDTF, both included
	Place    string   // name of the place, without regard to case and diacritics
	Types    []string // relations instead of the encounter family, taken as they are
	Planned  bool     // list planned events too
	Reports  bool     // cite every report of an event
}

// Met lists who met whom and when, by date and then claim id. Two participants met when their roles differ, or when the
// claim gives everybody the same role; hosts who receive somebody together did not meet each other. A topic of a
// talk takes no part in it.
//
// The error is a [*DateError] when From or To is no date.
func (a *Asker) Met(ctx context.Context, opt MetOptions) ([]Fact, error) {
	p, err := newPeriod(opt.From, opt.To)
	if err != nil {
		return nil, err
	}
	facts, err := a.read(ctx).met(opt, p)
	return facts, wrap("met", err)
}

func (r *reading) met(opt MetOptions, p period) ([]Fact, error) {
	if len(opt.A) == 0 {
		opt.A, opt.B = opt.B, nil
	}
	var err error
	if opt.A, err = r.everybody(opt.A); err != nil {
		return nil, err
	}
	if opt.B, err = r.everybody(opt.B); err != nil {
		return nil, err
	}
	claims, err := r.metClaims(opt)
	if err != nil {
		return nil, err
	}
	list, err := r.happenings(claims, opt.types())
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(h happening) bool {
		possible, _ := p.holds(h.Date)
		return !possible || !opt.fits(&h.Claim) || opt.Place != "" && !h.placed(opt.Place)
	})
	return r.facts(list, p, opt.Reports)
}

// placed reports whether at least one of the reports sets it at the place.
func (h *happening) placed(place string) bool {
	return slices.ContainsFunc(h.reported, func(rec record) bool {
		return rec.Place != nil && text.Fold(rec.Place.Name) == text.Fold(place)
	})
}

// metClaims lists the claims that can fit, from the narrowest index the options allow.
func (r *reading) metClaims(opt MetOptions) ([]quad.IRI, error) {
	if len(opt.A) == 0 {
		return r.claimsBy(opt.types())
	}
	return r.claimsOf(opt.A...)
}

func (opt *MetOptions) types() []string {
	if len(opt.Types) > 0 {
		return opt.Types
	}
	return Encounters()
}

// fits reports whether a claim is one of the events asked for, date and place aside.
func (opt *MetOptions) fits(c *extract.Claim) bool {
	if !slices.Contains(opt.types(), c.Relation) {
		return false
	}
	if c.Modality != extract.Actual && !(opt.Planned && c.Modality == extract.Planned) {
		return false
	}
	if c.Relation == "visit" && len(opt.Types) == 0 && !personsOnBothSides(c) {
		return false
	}
	return opt.participants(c)
}

// participants reports whether A takes part and, when B is given, met B.
func (opt *MetOptions) participants(c *extract.Claim) bool {
	if len(opt.A) == 0 {
		return true
	}
	if len(opt.B) > 0 {
		for _, pair := range Pairs(c.Args) {
			x, y := pair[0].Entity, pair[1].Entity
			if slices.Contains(opt.A, x) && slices.Contains(opt.B, y) ||
				slices.Contains(opt.A, y) && slices.Contains(opt.B, x) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(c.Args, func(a extract.Arg) bool {
		return present(a) && slices.Contains(opt.A, a.Entity)
	})
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

// Pairs lists the pairs of entities that met by the arguments of one event, in the order of the arguments; see Met.
func Pairs(args []extract.Arg) [][2]extract.Arg {
	var there []extract.Arg
	oneRole := true
	for _, a := range args {
		if present(a) && a.Entity != "" {
			there = append(there, a)
			oneRole = oneRole && a.Role == there[0].Role
		}
	}
	var pairs [][2]extract.Arg
	for i, a := range there {
		for _, b := range there[i+1:] {
			if a.Entity != b.Entity && (oneRole || a.Role != b.Role) {
				pairs = append(pairs, [2]extract.Arg{a, b})
			}
		}
	}
	return pairs
}
