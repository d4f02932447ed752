package query

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph/index"
)

// A Fact is an event as one or several documents report it, or a state that they claim. Which claims tell of one event has
// been resolved (see package resolve). States are one fact when they say the same; and so are events of a graph that was
// not resolved, if relation, modality, status, label, count, date and participants are equal and the date has a year.
type Fact struct {
	Date     string           `json:"date,omitempty"` // EDTF
	Certain  bool             `json:"certain"`        // the date lies wholly in the period asked for
	Relation string           `json:"relation"`
	Subtype  string           `json:"subtype,omitempty"`
	Label    string           `json:"label,omitempty"`
	Who      []extract.Arg    `json:"who"`
	Place    string           `json:"place,omitempty"`
	Modality extract.Modality `json:"modality"`
	Status   string           `json:"status,omitempty"`
	Count    int              `json:"count,omitempty"`    // events that the claim tells of together, when it says a number
	Reports  int              `json:"reports"`            // documents that report it, at least 1
	Sources  int              `json:"sources,omitempty"`  // of an event: documents that are no copies of each other
	Sentence string           `json:"sentence,omitempty"` // of the report named here
	Document Document         `json:"document"`
	Claim    string           `json:"claim"`            // id of the claim in that document
	Claims   []string         `json:"claims,omitempty"` // ids of all the claims, when there are several
	Event    string           `json:"event,omitempty"`  // id of the event

	OtherDates  []string   `json:"otherDates,omitempty"`  // EDTF, that reports give beside the date
	OtherPlaces []string   `json:"otherPlaces,omitempty"` // names
	Conflicts   []string   `json:"conflicts,omitempty"`   // date, place: what the reports contradict each other in
	Evidence    []Citation `json:"evidence,omitempty"`    // one of each report, where the question asks for them
}

// facts reads the facts of entries, in their order.
func (r *reading) facts(entries []index.Entry, p period, reports bool) ([]Fact, error) {
	facts := make([]Fact, len(entries))
	of := make([]*index.Entry, len(entries))
	for i := range entries {
		of[i] = &entries[i]
	}
	err := r.rows(of, func(r *reading, i int) (err error) {
		facts[i], err = r.fact(&entries[i], reports)
		_, facts[i].Certain = p.holds(facts[i].Date)
		return err
	})
	if err != nil {
		return nil, err
	}
	return facts, nil
}

// factKey is equal for the claims that make one fact.
func factKey(rec *record) string {
	who := make([]string, len(rec.Args))
	for i, a := range rec.Args {
		who[i] = cmp.Or(a.Entity, "="+a.Name)
	}
	slices.Sort(who)
	key := fmt.Sprintf("%s\n%s\n%s\n%s\n%d\n%s\n%q", rec.Relation, rec.Modality, rec.Status, rec.Label, rec.Count, rec.Date,
		slices.Compact(who))
	if dayOf(rec.Date) == dayOf("") {
		key += "\n" + rec.id
	}
	return key
}

// fact tells what an entry stands for. With reports every one is cited, by document.
func (r *reading) fact(e *index.Entry, reports bool) (Fact, error) {
	h, err := r.happened(e)
	if err != nil {
		return Fact{}, err
	}
	lead, doc, err := r.lead(h)
	if err != nil {
		return Fact{}, err
	}
	f := Fact{
		Date: h.Date, Relation: h.Relation, Subtype: h.Subtype, Label: h.Label, Who: append([]extract.Arg{}, h.Args...),
		Modality: cmp.Or(h.Modality, extract.Actual), Status: h.Status, Count: h.Count, Document: doc, Claim: lead.id,
		Sentence: lead.sentence,
	}
	if h.event != nil {
		f.Event, f.Reports, f.Sources, f.OtherDates = h.id, h.event.Reports, h.event.Sources, h.event.OtherDates
		f.OtherPlaces, f.Conflicts = h.event.OtherPlaces, h.event.Conflicts
	} else {
		f.Who = append([]extract.Arg{}, lead.Args...)
		if f.Reports, f.Place, err = r.reported(h); err != nil {
			return Fact{}, err
		}
	}
	if h.Place != nil {
		f.Place = h.Place.Name
	}
	if len(h.claims) > 1 {
		f.Claims = slices.Sorted(slices.Values(h.claims))
	}
	if reports {
		cited, err := r.citations(r.claimNodes(h.claims))
		if err != nil {
			return Fact{}, err
		}
		f.Evidence = slices.CompactFunc(cited, func(a, b Citation) bool { return a.Document.ID == b.Document.ID })
	}
	return f, nil
}

// reported counts the documents that report what was not resolved, and finds the place that the first gives that gives one.
func (r *reading) reported(h *happening) (documents int, place string, err error) {
	seen := map[string]bool{}
	for _, claim := range h.claims {
		rec, err := r.record(r.v.Node(claim))
		if err != nil {
			return 0, "", err
		}
		seen[rec.doc] = true
		if rec.Place != nil {
			place = cmp.Or(place, rec.Place.Name)
		}
	}
	return len(seen), place, nil
}

func (r *reading) claimNodes(ids []string) []quad.IRI {
	list := make([]quad.IRI, 0, len(ids))
	for _, id := range ids {
		list = append(list, r.v.Node(id))
	}
	return list
}

// evidence reads the evidence of a claim in the order of the text.
func (r *reading) evidence(claim quad.IRI) ([]extract.Evidence, error) {
	if c, ok, err := r.said(r.v.ID(claim)); ok || err != nil {
		return c.Evidence, err
	}
	n, err := r.node(claim)
	if err != nil {
		return nil, err
	}
	list := n.Evidence(func(id string) string {
		s, nodeErr := r.node(r.v.Node(id))
		if err = cmp.Or(err, nodeErr); err != nil {
			return ""
		}
		return s.Text()
	})
	return list, err
}
