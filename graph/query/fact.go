package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
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

// facts reads the sentences and documents of what happened, by date. With all it cites every report.
func (r *reading) facts(list []happening, p period, all bool) ([]Fact, error) {
	facts := make([]Fact, 0, len(list))
	for _, h := range list {
		f, err := r.fact(&h)
		if err != nil {
			return nil, err
		}
		if all {
			cited, err := r.citations(r.claimNodes(h.reported))
			if err != nil {
				return nil, err
			}
			f.Evidence = slices.CompactFunc(cited, func(a, b Citation) bool { return a.Document.ID == b.Document.ID })
		}
		_, f.Certain = p.holds(f.Date)
		facts = append(facts, f)
	}
	slices.SortFunc(facts, func(a, b Fact) int {
		return cmp.Or(byDate(a.Date, b.Date), strings.Compare(a.Claim, b.Claim))
	})
	return facts, nil
}

func (r *reading) claimNodes(records []record) []quad.IRI {
	var list []quad.IRI
	for _, rec := range records {
		list = append(list, r.v.Node(rec.id))
	}
	return list
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

// fact makes a fact. Of its reports one of what was held speaks for it, from the earliest document.
func (r *reading) fact(h *happening) (Fact, error) {
	docs := map[string]Document{}
	for _, rec := range h.reported {
		d, err := r.document(rec.doc)
		if err != nil {
			return Fact{}, err
		}
		docs[rec.doc] = d
	}
	other := func(rec record) int {
		if rec.Modality == h.Modality {
			return 0
		}
		return 1
	}
	slices.SortFunc(h.reported, func(a, b record) int {
		x, y := docs[a.doc], docs[b.doc]
		return cmp.Or(cmp.Compare(other(a), other(b)), byDate(x.Date, y.Date), strings.Compare(x.Path, y.Path), strings.Compare(a.id, b.id))
	})
	lead := h.reported[0]
	f := Fact{
		Date: h.Date, Relation: h.Relation, Subtype: h.Subtype, Label: h.Label, Who: append([]extract.Arg{}, h.Args...),
		Modality: h.Modality, Status: h.Status, Count: h.Count, Reports: len(docs),
		Document: docs[lead.doc], Claim: lead.id, Place: h.place(),
	}
	if h.event == nil {
		f.Who = append([]extract.Arg{}, lead.Args...)
	} else {
		f.Event, f.Sources, f.OtherDates = h.id, h.event.Sources, h.event.OtherDates
		f.OtherPlaces, f.Conflicts = h.event.OtherPlaces, h.event.Conflicts
	}
	if len(h.reported) > 1 {
		for _, rec := range h.reported {
			f.Claims = append(f.Claims, rec.id)
		}
	}
	slices.Sort(f.Claims)
	evidence, err := r.evidence(r.v.Node(lead.id))
	if len(evidence) > 0 {
		f.Sentence = evidence[0].Text
	}
	return f, err
}

// place is the name of where it happened, by the first report that says so when it was not resolved.
func (h *happening) place() string {
	if h.Place != nil {
		return h.Place.Name
	}
	for _, rec := range h.reported {
		if rec.Place != nil && h.event == nil {
			return rec.Place.Name
		}
	}
	return ""
}

// evidence reads the evidence of a claim in the order of the text.
func (r *reading) evidence(claim quad.IRI) ([]extract.Evidence, error) {
	nodes, err := r.subjects(quad.Quad{Predicate: r.v.Claim, Object: claim}, nil)
	if err != nil {
		return nil, err
	}
	list := make([]extract.Evidence, 0, len(nodes))
	for _, iri := range nodes {
		n, err := r.node(iri)
		if err != nil {
			return nil, err
		}
		_, e := n.Evidence()
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b extract.Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Rule, b.Rule))
	})
	return list, nil
}
