package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"quanhe/extract"
)

// A Count is how many of some facts have a property.
type Count struct{ Right, Of int }

func (c *Count) add(right bool) {
	c.Of++
	if right {
		c.Right++
	}
}

// String returns "right/of".
func (c Count) String() string { return fmt.Sprintf("%d/%d", c.Right, c.Of) }

// A Report is the outcome of one evaluation.
type Report struct {
	Scores                                    []Score // persons, holds, orgs, countries, events, strict
	Relations                                 Table   // holds and each type of event, matched as in holds and events
	Roles                                     Table   // who fills each role of the matched events, and the org of the matched holds
	Org, Status                               Count   // of the matched holds
	Participants, Cast, Date, Place, Modality Count   // of the matched events; Cast: everybody required, each in the right role
	// ModalityErrors are planned or negated events that came out as actual: the worst error.
	ModalityErrors []string
	Near           []string // events that are right leniently but not strictly
	Absent         []string // ids of documents without facts
}

// Run compares facts, by document id, with gold.
func Run(gold []Gold, facts map[string]*extract.Facts) *Report {
	r := &Report{Relations: Table{}, Roles: Table{}}
	for _, k := range []string{"persons", "holds", "orgs", "countries", "events", "strict"} {
		r.Scores = append(r.Scores, Score{Kind: k})
	}
	for i := range gold {
		g := &gold[i]
		f := facts[g.ID]
		if f == nil {
			r.Absent = append(r.Absent, g.ID)
			f = &extract.Facts{ID: g.ID}
		}
		d := documentOf(f, namesOf(&g.Facts))
		r.Score("persons").persons(g, d)
		r.holds(g, d)
		r.Score("orgs").sets(g.ID, g.Facts.Orgs, g.Facts.OrgsOptional, d.bodies())
		r.Score("countries").sets(g.ID, g.Facts.isoCodes(), nil, d.isoCodes())
		r.events(g, d)
	}
	return r
}

// Score returns the score of a kind, or nil.
func (r *Report) Score(kind string) *Score {
	for i := range r.Scores {
		if r.Scores[i].Kind == kind {
			return &r.Scores[i]
		}
	}
	return nil
}

// bodies returns the names of each organization and party.
func (d *document) bodies() [][]string {
	var all [][]string
	for _, e := range d.Entities {
		if e.Type == "organization" || e.Type == "party" {
			all = append(all, append([]string{e.Name}, e.Aliases...))
		}
	}
	return all
}

// isoCodes returns the code of each country, its name where it has none.
func (d *document) isoCodes() [][]string {
	var all [][]string
	for _, e := range d.Entities {
		if e.Type == "country" {
			all = append(all, []string{or(e.ISO, e.Name)})
		}
	}
	return all
}

func (g *GoldFacts) isoCodes() []string {
	var all []string
	for _, c := range g.Countries {
		if c.ISO != "" {
			all = append(all, c.ISO)
		}
	}
	return all
}

// Write prints the figures, one kind a line.
func (r *Report) Write(w io.Writer) error {
	var b strings.Builder
	for i := range r.Scores {
		b.WriteString(r.Scores[i].line(10))
	}
	fmt.Fprintf(&b, "of matched holds: org %s, status %s\n", r.Org, r.Status)
	fmt.Fprintf(&b, "of matched events: participants %s, roles %s, date %s, place %s, modality %s\n",
		r.Participants, r.Cast, r.Date, r.Place, r.Modality)
	fmt.Fprintf(&b, "modality errors: %d\n", len(r.ModalityErrors))
	if len(r.Absent) > 0 {
		fmt.Fprintf(&b, "no facts at all for: %s\n", strings.Join(r.Absent, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteTables prints the figures of each relation and of each role.
func (r *Report) WriteTables(w io.Writer) error {
	_, err := fmt.Fprintf(w, "relations\n%sroles, of what is matched\n%s", r.Relations, r.Roles)
	return err
}

// WriteErrors prints every fact that is extra, missed or only nearly right, one a line.
func (r *Report) WriteErrors(w io.Writer) error {
	var b strings.Builder
	for i := range r.Scores {
		for _, e := range r.Scores[i].Errors {
			fmt.Fprintf(&b, "%-10s%s\n", r.Scores[i].Kind, e)
		}
	}
	for _, e := range slices.Concat(r.ModalityErrors, r.Near) {
		fmt.Fprintf(&b, "events    %s\n", e)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
