package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
)

// A Fact is a claim as one or several documents report it. Claims are one fact when relation, modality, status, label,
// count, date and participants are equal and the date has a year; undated claims stay apart, as they may tell of
// different events.
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
	Sentence string           `json:"sentence,omitempty"` // of the report named here
	Document Document         `json:"document"`
	Claim    string           `json:"claim"`            // id of the claim in that document
	Claims   []string         `json:"claims,omitempty"` // ids of all the claims, when there are several
}

// facts merges the records that tell of the same and reads the sentence and document of each.
func (r *reading) facts(records []record, p period) ([]Fact, error) {
	groups := map[string][]record{}
	for _, rec := range records {
		key := factKey(&rec)
		groups[key] = append(groups[key], rec)
	}
	list := make([]Fact, 0, len(groups))
	for _, group := range groups {
		f, err := r.fact(group)
		if err != nil {
			return nil, err
		}
		_, f.Certain = p.holds(f.Date)
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b Fact) int {
		return cmp.Or(byDate(a.Date, b.Date), strings.Compare(a.Claim, b.Claim))
	})
	return list, nil
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

// fact makes one fact of records that share a key. The earliest document speaks for it.
func (r *reading) fact(group []record) (Fact, error) {
	docs := map[string]Document{}
	for _, rec := range group {
		d, err := r.document(rec.doc)
		if err != nil {
			return Fact{}, err
		}
		docs[rec.doc] = d
	}
	slices.SortFunc(group, func(a, b record) int {
		x, y := docs[a.doc], docs[b.doc]
		return cmp.Or(byDate(x.Date, y.Date), strings.Compare(x.Path, y.Path), strings.Compare(a.id, b.id))
	})
	lead := group[0]
	f := Fact{
		Date: lead.Date, Relation: lead.Relation, Subtype: lead.Subtype, Label: lead.Label, Who: append([]extract.Arg{}, lead.Args...),
		Modality: lead.Modality, Status: lead.Status, Count: lead.Count, Reports: len(docs),
		Document: docs[lead.doc], Claim: lead.id,
	}
	for _, rec := range group {
		if f.Place == "" && rec.Place != nil {
			f.Place = rec.Place.Name
		}
		if len(group) > 1 {
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
