package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Citation is a sentence that states a claim.
type Citation struct {
	Claim    string   `json:"claim"` // claim/<hash>
	Line     string   `json:"line"`  // the claim in its notation
	Document Document `json:"document"`
	Start    int      `json:"start"` // in code points of the document as given
	End      int      `json:"end"`
	Rule     string   `json:"rule,omitempty"`
	Text     string   `json:"text"`

	// Before and After are what stands around it, for those who read the document; the graph does not know.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Evidence lists the sentences behind a claim (claim/<hash>), behind all reports of an event (event/<hash>), behind all
// claims about an entity (person/to-lam), or behind all claims of a document (doc/<sha256>), by document date, path and
// place in the text.
func (a *Asker) Evidence(ctx context.Context, id string) ([]Citation, error) {
	r := a.read(ctx)
	defer r.close()
	claims, err := r.claimsAbout(id)
	if err != nil {
		return nil, wrap("evidence", err)
	}
	list, err := r.citations(claims)
	return list, wrap("evidence", err)
}

// claimsAbout lists the claims of the id of a claim, event, entity or document.
func (r *reading) claimsAbout(id string) ([]quad.IRI, error) {
	node := r.v.Node(id)
	switch kindOf(id) {
	case "claim":
		return []quad.IRI{node}, nil
	case "event":
		h, err := r.happening(node)
		return r.claimNodes(h.claims), err
	case "doc":
		return r.subjects(quad.Quad{Label: node}, func(q quad.Quad) bool {
			return r.v.RelationName(q.Object) != ""
		})
	}
	return r.claimsOf(id)
}

// citations reads the evidence of claims.
func (r *reading) citations(claims []quad.IRI) ([]Citation, error) {
	list := []Citation{}
	records, err := r.records(claims)
	if err != nil {
		return nil, err
	}
	for _, rec := range records {
		doc, err := r.document(rec.doc)
		if err != nil {
			return nil, err
		}
		evidence, err := r.evidence(r.v.Node(rec.id))
		if err != nil {
			return nil, err
		}
		for _, e := range evidence {
			list = append(list, Citation{
				Claim: rec.id, Line: rec.String(), Document: doc, Start: e.Start, End: e.End, Rule: e.Rule, Text: e.Text,
			})
		}
	}
	slices.SortFunc(list, compareCitations)
	return list, nil
}

func compareCitations(a, b Citation) int {
	return cmp.Or(byDate(a.Document.Date, b.Document.Date), strings.Compare(a.Document.Path, b.Document.Path),
		strings.Compare(a.Document.ID, b.Document.ID), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		strings.Compare(a.Claim, b.Claim), strings.Compare(a.Rule, b.Rule))
}
