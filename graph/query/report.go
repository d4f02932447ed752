package query

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
)

// A Report is a claim as one document makes it, for those who read a whole graph in one pass and cannot ask a question
// for each node. What becomes of reports is decided here, so that an export tells the same facts as an answer.
type Report struct {
	ID       string        // claim/<hash>
	Claim    extract.Claim // with the names of its participants and without evidence
	Document Document
	Sentence string // the first that states it
}

func (r *Report) record() record { return record{id: r.ID, doc: r.Document.ID, Claim: r.Claim} }

// Key is equal for the reports that make one fact; see [Fact].
func (r *Report) Key() string {
	rec := r.record()
	return factKey(&rec)
}

// A Choice is a question of Met, made ready to be asked of many reports.
type Choice struct {
	opt MetOptions
	p   period
}

// Choose checks a question. The error is a [*DateError] when From or To is no date. Place is not looked at.
func (opt MetOptions) Choose() (Choice, error) {
	p, err := newPeriod(opt.From, opt.To)
	return Choice{opt, p}, err
}

// Fits reports whether Met would tell the event of a claim.
func (c *Choice) Fits(claim *extract.Claim) bool {
	possible, _ := c.p.holds(claim.Date)
	return possible && c.opt.fits(claim)
}

// Holds reports whether a date can lie in the time asked for.
func (c *Choice) Holds(edtf string) bool {
	possible, _ := c.p.holds(edtf)
	return possible
}

// Fact makes one fact of reports with the same key, at least one, as Met does. It puts them in order: the first, of the
// earliest document, speaks for all.
func (c *Choice) Fact(reports []Report) Fact {
	sortReports(reports)
	lead := &reports[0]
	f := Fact{
		Date: lead.Claim.Date, Relation: lead.Claim.Relation, Subtype: lead.Claim.Subtype, Label: lead.Claim.Label,
		Who: append([]extract.Arg{}, lead.Claim.Args...), Modality: lead.Claim.Modality, Status: lead.Claim.Status,
		Count: lead.Claim.Count, Sentence: lead.Sentence, Document: lead.Document, Claim: lead.ID,
	}
	_, f.Certain = c.p.holds(f.Date)
	docs := map[string]bool{}
	for i := range reports {
		docs[reports[i].Document.ID] = true
		if place := reports[i].Claim.Place; f.Place == "" && place != nil {
			f.Place = place.Name
		}
		if len(reports) > 1 {
			f.Claims = append(f.Claims, reports[i].ID)
		}
	}
	f.Reports = len(docs)
	slices.Sort(f.Claims)
	return f
}

// sortReports puts the earliest document first.
func sortReports(reports []Report) {
	slices.SortFunc(reports, func(a, b Report) int {
		return cmp.Or(byDate(a.Document.Date, b.Document.Date), strings.Compare(a.Document.Path, b.Document.Path),
			strings.Compare(a.ID, b.ID))
	})
}

// HoldingOf returns who holds which office of whom with which status by a claim of the relation holds, without what
// several reports tell together. ok is false for other claims, for what is only planned and for what is denied.
func HoldingOf(claim *extract.Claim) (h Holding, ok bool) {
	key := keyOfHolding(&record{Claim: *claim})
	return Holding{Person: key.person, Office: key.office, Org: key.org, Status: key.status},
		claim.Relation == "holds" && claim.Modality == extract.Actual
}

// MergeHoldings sums up the reports, at least one, of the same holding as Holders does, but for the evidence, of which it
// gives the first sentence.
func MergeHoldings(reports []Report) Holding {
	h, _ := HoldingOf(&reports[0].Claim)
	seen := func(r *Report) string { return cmp.Or(r.Claim.Date, r.Document.Date) }
	slices.SortFunc(reports, func(a, b Report) int {
		return cmp.Or(byDate(seen(&a), seen(&b)), strings.Compare(a.ID, b.ID))
	})
	docs := map[string]bool{}
	for i := range reports {
		docs[reports[i].Document.ID] = true
		date := seen(&reports[i])
		h.First = cmp.Or(h.First, date)
		if date != "" && (dayOf(date) != dayOf("") || h.Last == "") {
			h.Last = date
		}
	}
	h.Reports = len(docs)
	lead := &reports[0]
	h.Evidence = []Citation{{Claim: lead.ID, Line: lead.Claim.String(), Document: lead.Document, Text: lead.Sentence}}
	return h
}
