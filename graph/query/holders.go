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

	// Start and Finish are the dates (EDTF) of events that began and ended it; most tenures have none.
	Start  string `json:"start,omitempty"`
	Finish string `json:"finish,omitempty"`
	// How says how sure it is that the office was held on the date asked for; empty when none was.
	How How `json:"how,omitempty"`

	Evidence []Citation `json:"evidence"`
}

// How sure it is that somebody held an office on a date.
type How string

// From the surest down.
const (
	Seen     How = "seen"     // a document sees them in office on the date
	Possible How = "possible" // a sighting with a date so vague that it may be of that day
	Between  How = "between"  // documents or events tell of them in office both before and after
	Disputed How = "disputed" // the same, but somebody else was seen in the office in the meantime
)

// HoldersOptions say which holdings Holders lists. Empty options ask nothing.
type HoldersOptions struct {
	Offices []string // entity ids
	Orgs    []string // entity ids of owners
	Persons []string // entity ids
	On      string   // EDTF: who held it then, as far as sightings tell
}

// Holders lists who held an office by the claims of relation holds, by first sighting, then person.
//
// With On it lists those current or acting whom a document sees in office on that date or who were in office both before
// and after, with how sure that is. Spellings of one person are one. The error is a [*DateError] when On is no date.
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
	for _, ids := range []*[]string{&opt.Offices, &opt.Orgs, &opt.Persons} {
		var err error
		if *ids, err = r.everybody(*ids); err != nil {
			return nil, err
		}
	}
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
		if err := r.canonical(&rec); err != nil {
			return nil, err
		}
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
		list = append(list, h)
	}
	if opt.On != "" {
		list = onDate(list, on)
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
	if h.Start, h.Finish, err = r.edges(key); err != nil {
		return h, err
	}
	h.Evidence, err = r.citations(claims)
	return h, err
}

// edges are the start and finish that events give a tenure.
func (r *reading) edges(key holdingKey) (start, finish string, err error) {
	if key.status != "current" && key.status != "acting" {
		return "", "", nil
	}
	nodes, err := r.subjects(quad.Quad{Predicate: r.v.Role("person"), Object: r.v.Node(key.person.Entity), Label: r.v.Derived}, nil)
	if err != nil {
		return "", "", err
	}
	for _, iri := range nodes {
		n, err := r.node(iri)
		if err != nil {
			return "", "", err
		}
		if n.Class() != r.v.Tenure {
			continue
		}
		t := n.Tenure()
		org, err := r.stands(key.org.Entity)
		if err != nil {
			return "", "", err
		}
		if t.Office == cmp.Or(key.office.Entity, key.office.Name) && (t.Org == key.org.Entity || t.Org == org) {
			return t.Start, t.Finish, nil
		}
	}
	return "", "", nil
}

// onDate keeps those who were in office in the period as far as is known, with how sure that is.
func onDate(list []Holding, on period) []Holding {
	var held []Holding
	for _, h := range list {
		if h.How = h.held(on); h.How == Between && disputed(&h, list, on) {
			h.How = Disputed
		}
		if h.How != "" {
			held = append(held, h)
		}
	}
	return held
}

// held says how sure it is that the office was held in the period; "" when nothing says so.
func (h *Holding) held(on period) How {
	if h.Status != "current" && h.Status != "acting" {
		return ""
	}
	first, last := h.stretch()
	possibleFirst, _ := on.holds(h.First)
	possibleLast, _ := on.holds(h.Last)
	switch {
	case h.Start != "" && dayOf(h.Start) > on.last || h.Finish != "" && lastDayOf(h.Finish) < on.first:
		return ""
	case h.Certain:
		return Seen
	case possibleFirst || possibleLast:
		return Possible
	case first <= on.first && on.last <= last:
		return Between
	}
	return ""
}

// stretch is the time between the first and the last day that sightings and events put somebody in office.
func (h *Holding) stretch() (first, last string) {
	first, last = dayOf(h.First), ""
	if h.Start != "" {
		first = min(first, dayOf(h.Start))
	}
	for _, d := range []string{h.Last, h.Finish} {
		if day := dayOf(d); day != dayOf("") {
			last = max(last, day)
		}
	}
	return first, last
}

// disputed reports whether somebody else was seen in the same office of the same owner in the time between the sightings
// that h is judged by. Offices that several hold at once are disputed by nobody, as then both are seen all along.
func disputed(h *Holding, list []Holding, on period) bool {
	first, last := h.stretch()
	return slices.ContainsFunc(list, func(other Holding) bool {
		if other.Person == h.Person || other.Office != h.Office || other.Org != h.Org || other.Status != h.Status {
			return false
		}
		from, to := other.stretch()
		return first < from && from < last && first < to && to < last && (from <= on.last && on.first <= to || other.Certain)
	})
}

func compareHoldings(a, b Holding) int {
	return cmp.Or(byDate(a.First, b.First), strings.Compare(a.Person.Name, b.Person.Name),
		strings.Compare(a.Person.Entity, b.Person.Entity), strings.Compare(a.Office.Entity, b.Office.Entity),
		strings.Compare(a.Office.Name, b.Office.Name), strings.Compare(a.Org.Name, b.Org.Name),
		strings.Compare(a.Org.Entity, b.Org.Entity), strings.Compare(a.Status, b.Status))
}
