package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
)

// A Holding is what the documents say of one person in one office with one status.
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
	Reports int    `json:"reports"` // documents

	Evidence []Citation `json:"evidence"`
}

// HoldersOptions say which holdings Holders lists. Empty options ask nothing.
type HoldersOptions struct {
	Offices []string // entity ids
	Orgs    []string // entity ids of owners
	Persons []string // entity ids
	On      string   // EDTF: who held it then, as far as sightings tell
}

// Holders lists who held an office by the claims of relation holds, by first sighting, then person.
//
// With On it lists those current or acting whom a document sees in office on that date, which is certain, or both before
// and after, which is not. The error is a [*DateError] when On is no date.
func (a *Asker) Holders(ctx context.Context, opt HoldersOptions) ([]Holding, error) {
	var on period
	var err error
	if on.first, on.last, err = bounds("on", opt.On); err != nil {
		return nil, err
	}
	list, err := a.read(ctx).holders(opt, on)
	return list, wrap("holders", err)
}

// A holdingKey tells holdings apart.
type holdingKey struct {
	person, office, org extract.Ref
	status              string
}

// A sighting is one claim that somebody holds an office.
type sighting struct {
	claim quad.IRI
	date  string
	doc   string
}

func (r *reading) holders(opt HoldersOptions, on period) ([]Holding, error) {
	claims, err := r.holdersClaims(opt)
	if err != nil {
		return nil, err
	}
	records, err := r.records(claims, []string{"holds"})
	if err != nil {
		return nil, err
	}
	seen := map[holdingKey][]sighting{}
	for _, rec := range records {
		key := keyOfHolding(&rec)
		if rec.Modality != extract.Actual || !opt.fits(key) {
			continue
		}
		s := sighting{claim: r.v.Node(rec.id), date: rec.Date, doc: rec.doc}
		if s.date == "" {
			doc, err := r.document(rec.doc)
			if err != nil {
				return nil, err
			}
			s.date = doc.Date
		}
		seen[key] = append(seen[key], s)
	}
	list := []Holding{}
	for key, sightings := range seen {
		h, err := r.holding(key, sightings, on)
		if err != nil {
			return nil, err
		}
		if opt.On == "" || h.covers(on) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, compareHoldings)
	return list, nil
}

// holdersClaims lists the claims that can fit, from the narrowest index the options allow.
func (r *reading) holdersClaims(opt HoldersOptions) ([]quad.IRI, error) {
	for _, ids := range [][]string{opt.Persons, opt.Offices, opt.Orgs} {
		if len(ids) > 0 {
			return r.claimsOf(ids...)
		}
	}
	return r.claimsBy([]string{"holds"})
}

func keyOfHolding(rec *record) holdingKey {
	key := holdingKey{status: cmp.Or(rec.Status, "current")}
	for _, a := range rec.Args {
		ref := extract.Ref{Entity: a.Entity, Name: a.Name}
		switch a.Role {
		case "person":
			key.person = ref
		case "office":
			key.office = ref
		case "org":
			key.org = ref
		}
	}
	return key
}

func (opt *HoldersOptions) fits(key holdingKey) bool {
	asked := func(ids []string, ref extract.Ref) bool { return len(ids) == 0 || slices.Contains(ids, ref.Entity) }
	return asked(opt.Offices, key.office) && asked(opt.Orgs, key.org) && asked(opt.Persons, key.person)
}

// holding sums up the sightings of one person in one office.
func (r *reading) holding(key holdingKey, sightings []sighting, on period) (Holding, error) {
	h := Holding{Person: key.person, Office: key.office, Org: key.org, Status: key.status}
	slices.SortFunc(sightings, func(a, b sighting) int {
		return cmp.Or(byDate(a.date, b.date), strings.Compare(string(a.claim), string(b.claim)))
	})
	docs := map[string]bool{}
	var claims []quad.IRI
	for _, s := range sightings {
		docs[s.doc] = true
		claims = append(claims, s.claim)
		if s.date == "" {
			continue
		}
		h.First = cmp.Or(h.First, s.date)
		if dayOf(s.date) != dayOf("") || h.Last == "" {
			h.Last = s.date
		}
		_, certain := on.holds(s.date)
		h.Certain = h.Certain || certain
	}
	h.Reports = len(docs)
	var err error
	h.Evidence, err = r.citations(claims)
	return h, err
}

// covers reports whether the sightings say or suggest that the office was held in the period.
func (h *Holding) covers(on period) bool {
	if h.Status != "current" && h.Status != "acting" {
		return false
	}
	first, _ := on.holds(h.First)
	last, _ := on.holds(h.Last)
	between := dayOf(h.First) <= on.first && on.last <= dayOf(h.Last) && dayOf(h.Last) != dayOf("")
	return h.Certain || first || last || between
}

func compareHoldings(a, b Holding) int {
	return cmp.Or(byDate(a.First, b.First), strings.Compare(a.Person.Name, b.Person.Name),
		strings.Compare(a.Person.Entity, b.Person.Entity), strings.Compare(a.Office.Entity, b.Office.Entity),
		strings.Compare(a.Office.Name, b.Office.Name), strings.Compare(a.Org.Name, b.Org.Name),
		strings.Compare(a.Org.Entity, b.Org.Entity), strings.Compare(a.Status, b.Status))
}
