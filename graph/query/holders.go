package query

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/index"
)

// A Holding is what the documents say of one person in one office with one status, over one term where something says that
// the office was left and taken again.
type Holding struct {
	Person extract.Ref `json:"person"`
	Office extract.Ref `json:"office"`
	Org    extract.Ref `json:"org,omitzero"` // owner of the office
	Status string      `json:"status"`       // current, former, late, acting, elect

	// First and Last are the earliest and latest date (EDTF) at which a document says so; a claim without a date of its
	// own has that of its document. They are sightings, not a term of office: the person may have held it before and since.
	First   string `json:"first,omitempty"`
	Last    string `json:"last,omitempty"`
	Certain bool   `json:"certain"` // a sighting lies wholly in the date asked for
	Reports int    `json:"reports"` // documents that see them in it; 0 for whom only an event put there

	// Start and Finish are the dates (EDTF) of events that began and ended it; most tenures have none.
	Start  string `json:"start,omitempty"`
	Finish string `json:"finish,omitempty"`
	// How says how sure it is that the office was held on the date asked for; empty when none was.
	How How `json:"how,omitempty"`

	// Evidence cites the sighting that tells most: one on the date asked for, else the earliest; or all of them.
	Evidence []Citation `json:"evidence"`
}

// How sure it is that somebody held an office on a date.
type How string

// From the surest down.
const (
	Seen     How = "seen"                  // a document sees them in office on the date
	Possible How = "possible"              // a sighting with a date so vague that it may be of that day
	Between  How = "between"               // documents or events tell of them in office both before and after
	Disputed How = "disputed"              // the same, but somebody else was seen in the office in the meantime
	Away     How = "between terms"         // not held: an event ended one term before the date and one began another after it
	Absent   How = "perhaps between terms" // a term ended, and another one began, on days that no event tells
)

// HoldersOptions say which holdings Holders lists. Empty options ask nothing.
type HoldersOptions struct {
	Offices []string // entity ids
	Orgs    []string // entity ids of owners
	Persons []string // entity ids
	On      string   // EDTF: who held it then, as far as sightings tell
	Reports bool     // cite every sighting
	Limit   int      // most holdings to list, the first by sighting; 0 is all

	first int  // how many holdings are enough, by sighting, or somewhat more; 0 is all
	held  bool // without those known only as former or late
}

// Holders lists who held an office by the claims of relation holds, by first sighting, then person id.
//
// With On it lists those current or acting whom a document sees in office on that date or who were in office both before
// and after, with how sure that is; and at the end those who had left it then and took it again, by the term before.
// Spellings of one person are one. The error is a [*DateError] when On is no date.
func (a *Asker) Holders(ctx context.Context, opt HoldersOptions) ([]Holding, error) {
	var on period
	var err error
	if on.first, on.last, err = bounds("on", opt.On); err != nil {
		return nil, err
	}
	r := a.read(ctx)
	defer r.close()
	if opt.On == "" {
		opt.first = opt.Limit
	}
	list, _, err := r.holders(opt, on)
	return list, wrap("holders", err)
}

// A holdingKey tells holdings apart, by references as entries have them.
type holdingKey struct {
	person, office, org, status string
	term                        int // of several that a post was held over, from 0
}

func (k *holdingKey) compare(o *holdingKey) int {
	return cmp.Or(strings.Compare(k.person, o.person), strings.Compare(k.office, o.office), strings.Compare(k.org, o.org),
		strings.Compare(k.status, o.status), cmp.Compare(k.term, o.term))
}

// refOf undoes index.Ref.
func refOf(ref string) extract.Ref {
	if name, none := strings.CutPrefix(ref, "="); none {
		return extract.Ref{Name: name}
	}
	return extract.Ref{Entity: ref}
}

// A post is a holding without names and evidence yet, and the sightings that it follows from, of which some may be still
// to be skimmed.
type post struct {
	Holding
	key  holdingKey
	seen *sightings
}

// holders finds the holdings asked for, and how many there are without the limit.
func (r *reading) holders(opt HoldersOptions, on period) (list []Holding, total int, err error) {
	posts, total, err := r.holdings(&opt, on, opt.Limit)
	if err != nil {
		return nil, 0, err
	}
	list = make([]Holding, len(posts))
	of := make([]*index.Entry, len(posts))
	for i := range posts {
		of[i] = posts[i].seen.earliest
	}
	err = r.rows(of, func(r *reading, i int) error {
		err := r.tell(&posts[i], &opt)
		list[i] = posts[i].Holding
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return list, total, nil
}

// holdings finds the first holdings that fit, at most so many, 0 for all; and how many there are.
func (r *reading) holdings(opt *HoldersOptions, on period, most int) (list []post, total int, err error) {
	for _, ids := range []*[]string{&opt.Offices, &opt.Orgs, &opt.Persons} {
		if *ids, err = r.everybody(*ids); err != nil {
			return nil, 0, err
		}
	}
	all, err := r.sighted(opt, on)
	if err != nil {
		return nil, 0, err
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(strings.Compare(a.day(), b.day()), a.holdingKey.compare(&b.holdingKey))
	})
	if total = len(all); most > 0 && most < total && opt.On == "" {
		all = all[:most]
	}
	list = make([]post, len(all))
	for i, f := range all {
		list[i] = post{key: f.holdingKey, seen: f.sightings, Holding: Holding{Person: refOf(f.person), Office: refOf(f.office),
			Org: refOf(f.org), Status: f.status}}
		list[i].sum(f.sightings)
	}
	if opt.On == "" {
		return list, total, nil
	}
	for i := range list {
		if err := r.edges(&list[i].Holding, list[i].seen); err != nil {
			return nil, 0, err
		}
	}
	list = onDate(list, on)
	return list[:min(len(list), cmp.Or(most, len(list)))], len(list), nil
}

// tell adds what a holding that is listed needs: what events say of it, names and evidence.
func (r *reading) tell(p *post, opt *HoldersOptions) error {
	h, s := &p.Holding, p.seen
	if err := errors.Join(r.skim(h, s), r.edges(h, s)); err != nil {
		return err
	}
	for _, ref := range []*extract.Ref{&h.Person, &h.Office, &h.Org} {
		if ref.Entity != "" {
			var err error
			if ref.Name, err = r.name(ref.Entity); err != nil {
				return err
			}
		}
	}
	seen := s.all
	if len(seen) == 0 {
		seen = []*index.Entry{s.earliest}
		if opt.On != "" && s.certain != nil {
			seen[0] = s.certain
		}
	}
	claims := make([]string, len(seen))
	for i, e := range seen {
		claims[i] = e.ID
		r.know(e.ID, e.Doc)
	}
	var err error
	h.Evidence, err = r.citations(r.claimNodes(claims))
	if !opt.Reports && len(h.Evidence) > 1 {
		h.Evidence = h.Evidence[:1]
	}
	return err
}

func (opt *HoldersOptions) fits(key *holdingKey) bool {
	asked := func(ids []string, ref string) bool {
		_, found := slices.BinarySearch(ids, ref)
		return found || len(ids) == 0
	}
	return asked(opt.Offices, key.office) && asked(opt.Orgs, key.org) && asked(opt.Persons, key.person) &&
		!(opt.held && (key.status == "former" || key.status == "late"))
}

// edges adds the start and finish that events give a tenure, and whether others contest it.
func (r *reading) edges(h *Holding, of *sightings) error {
	if t := of.tenure; t != nil {
		h.Start, h.Finish, of.contested = t.Start, t.Finish, len(t.Rivals) > 0
		return nil
	}
	if !inOffice(h.Status) {
		return nil
	}
	tenures, err := r.tenures(h.Person.Entity)
	for _, t := range tenures {
		if t.Office == cmp.Or(h.Office.Entity, h.Office.Name) && t.Org == h.Org.Entity {
			h.Start, h.Finish, of.contested = t.Start, t.Finish, len(t.Rivals) > 0
			break
		}
	}
	return err
}
