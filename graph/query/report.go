package query

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
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
	return possible && c.opt.fits(claim, nil)
}

// Holds reports whether a date can lie in the time asked for.
func (c *Choice) Holds(edtf string) bool {
	possible, _ := c.p.holds(edtf)
	return possible
}

// Fact makes one fact of reports with the same key, at least one, as Met does where nothing was resolved. It puts them in
// order: the first, of the earliest document, speaks for all.
func (c *Choice) Fact(reports []Report) Fact {
	sortReports(reports, reports[0].Claim.Modality)
	f := c.fact(&reports[0].Claim, reports)
	for i := range reports {
		if place := reports[i].Claim.Place; f.Place == "" && place != nil {
			f.Place = place.Name
		}
	}
	return f
}

// Event makes the fact of an event that was resolved, by its id, out of its reports, at least one, as Met does. Of the
// reports no more is looked at than id, modality, document and sentence. It puts them in order: the first, of what is so by
// all of them and of the earliest document, speaks for all.
func (c *Choice) Event(id string, e *graph.Event, reports []Report) Fact {
	sortReports(reports, e.Modality)
	f := c.fact(&e.Claim, reports)
	if e.Place != nil {
		f.Place = e.Place.Name
	}
	f.Event, f.Sources, f.OtherDates = id, e.Sources, e.OtherDates
	f.OtherPlaces, f.Conflicts = e.OtherPlaces, e.Conflicts
	return f
}

// fact is what a claim says and sorted reports tell of, but for the place.
func (c *Choice) fact(claim *extract.Claim, reports []Report) Fact {
	lead := &reports[0]
	f := Fact{
		Date: claim.Date, Relation: claim.Relation, Subtype: claim.Subtype, Label: claim.Label,
		Who: append([]extract.Arg{}, claim.Args...), Modality: claim.Modality, Status: claim.Status, Count: claim.Count,
		Sentence: lead.Sentence, Document: lead.Document, Claim: lead.ID, Reports: 1,
	}
	_, f.Certain = c.p.holds(f.Date)
	if len(reports) == 1 {
		return f
	}
	docs := map[string]bool{}
	for i := range reports {
		docs[reports[i].Document.ID] = true
		f.Claims = append(f.Claims, reports[i].ID)
	}
	f.Reports = len(docs)
	slices.Sort(f.Claims)
	return f
}

// sortReports puts those of the modality first, and of them the earliest document.
func sortReports(reports []Report, modality extract.Modality) {
	if len(reports) == 1 {
		return
	}
	other := func(r *Report) int {
		if r.Claim.Modality == modality {
			return 0
		}
		return 1
	}
	slices.SortFunc(reports, func(a, b Report) int {
		return cmp.Or(cmp.Compare(other(&a), other(&b)), byDate(a.Document.Date, b.Document.Date),
			strings.Compare(a.Document.Path, b.Document.Path), strings.Compare(a.ID, b.ID))
	})
}

// HoldingOf returns who holds which office of whom with which status by a claim of the relation holds, without what
// several reports tell together. ok is false for other claims, for what is only planned and for what is denied.
func HoldingOf(claim *extract.Claim) (h Holding, ok bool) {
	h.Status = cmp.Or(claim.Status, "current")
	for _, a := range claim.Args {
		ref := extract.Ref{Entity: a.Entity, Name: a.Name}
		switch a.Role {
		case "person":
			h.Person = ref
		case "office":
			h.Office = ref
		case "org":
			h.Org = ref
		}
	}
	return h, claim.Relation == "holds" && claim.Modality == extract.Actual
}

// Day is the day under which a report of a holding stands, one after all days where it has none.
func (r *Report) Day() string { return dayOf(cmp.Or(r.Claim.Date, r.Document.Date)) }

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
