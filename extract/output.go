package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/slab"
	"quanhe/extract/text"
)

// holdings makes a claim of each office that a person is said to hold; the same office said again is more evidence.
func (r *reading) holdings() {
	for _, p := range r.people.all {
		if r.ended() {
			return
		}
		for k := range p.offices {
			h := &p.offices[k]
			if h.Bare || h.Title == "" {
				continue
			}
			d := draft{relation: "holds", modality: Actual, date: r.holdDate(p, h), order: h.m.First, args: r.room.args[:0]}
			holder := who{person: p, kind: mention.Person, name: p.name}
			if f := h.m.Figure; f.NameFirst == f.NameEnd { // the office alone says who is meant
				holder.first, holder.end = h.m.First, h.m.End
			}
			d.args = append(d.args, filled{"person", holder},
				filled{"office", who{name: h.Title, office: true}})
			if h.owner != "" {
				d.args = append(d.args, filled{"org", who{kind: h.ownerKind, name: h.owner, iso: h.iso, within: h.Within}})
			}
			if to, kind := p.accredited(h); to != "" {
				d.args = append(d.args, filled{"accredited_to", who{kind: kind, name: to, iso: r.isoOf(to)}})
			} else if h.Title == "Đại sứ" && h.iso != homeISO && h.iso != "" {
				d.args = append(d.args, filled{"accredited_to", who{kind: mention.Country, name: homeCountry, iso: homeISO}})
			}
			if d.label = h.Status; h.Status == "new" {
				d.label = ""
			}
			r.holdClaim(&d, proof{h.at, r.x.holdRule(h)})
			r.room.args = d.args
		}
	}
}

// accredited returns the country, body or place to which an office is accredited as the text says it here or elsewhere of the person.
func (p *person) accredited(h *holding) (string, mention.Kind) {
	for k := range p.offices {
		if o := &p.offices[k]; h.Accredited == "" && o.Accredited != "" && o.Title == h.Title && o.iso == h.iso {
			return o.Accredited, o.At
		}
	}
	return h.Accredited, h.At
}

func (r *reading) isoOf(name string) string { return r.x.isoOf[name] }

// holdClaim adds a copy of a holding unless it is known.
func (r *reading) holdClaim(d *draft, by proof) {
	for _, c := range r.claims {
		if c.relation == "holds" && c.label == d.label && sameArgs(c, d) {
			if c.date == "" || len(d.date) > 0 && d.date < c.date {
				c.date = d.date
			}
			if !slices.ContainsFunc(c.evidence, func(p proof) bool { return p.s == by.s }) {
				c.evidence = append(c.evidence, by)
			}
			return
		}
	}
	c := r.room.drafts.One(*d)
	c.args = append(r.room.fillers.Some(len(d.args)), d.args...)
	c.evidence = append(r.room.proofs.Some(1), by)
	r.claims = append(r.claims, c)
}

func sameArgs(c, d *draft) bool {
	if len(c.args) != len(d.args) {
		return false
	}
	for i := range c.args {
		if c.args[i].role != d.args[i].role || !c.args[i].who.same(d.args[i].who) {
			return false
		}
	}
	return true
}

// holdDate returns the date as of which the text says that an office is held: the date in brackets behind the person,
// for one whom the text only looks back at that of the sentence, else the document's date, else the date the text is at.
func (r *reading) holdDate(p *person, h *holding) string {
	s := h.at
	if i := s.ChunkAt(h.m.First) + 1; i < len(s.Chunks) && s.Chunks[i].Kind == clause.Time {
		if e := &s.Dates[s.Chunks[i].Index]; e.Bracketed && e.Dates() {
			return s.resolved(e)
		}
	}
	if p.past {
		for k := range s.Dates {
			if e := &s.Dates[k]; e.Dates() {
				return s.resolved(e)
			}
		}
	}
	if r.date != "" {
		return r.date
	}
	return s.date
}

// holdRule returns the id of the rule that tells a holding by where the office stands: before the name, behind it, or alone.
func (x *Extractor) holdRule(h *holding) string {
	name := "holds.before"
	switch {
	case h.m.Figure.NameEnd == h.m.Figure.NameFirst:
		name = "holds"
	case h.First >= h.m.Figure.NameEnd:
		name = "holds.after"
	}
	if rule := x.constructs[name]; rule != nil {
		return rule.ID
	}
	return name
}

// aliases makes a claim of each other name that the text itself gives a person.
func (r *reading) aliases() {
	if r.unmarked() {
		return
	}
	for _, p := range r.people.all {
		for _, name := range p.called {
			for _, s := range r.sentences {
				for k := range s.Mentions {
					if f := s.Mentions[k].Figure; f != nil && f.Name == name && s.naming(k) {
						d := &draft{relation: "alias", modality: Actual, evidence: []proof{{s, "alias"}}}
						d.args = []filled{{"person", who{person: p, kind: mention.Person, name: p.name}}, {"name", who{name: name}}}
						r.claims = append(r.claims, d)
					}
				}
			}
		}
	}
}

// facts writes what was found, in a stable order: entities by id, claims by where the text first says them.
func (r *reading) facts() *Facts {
	r.bylines()
	r.gather()
	f := &Facts{ID: r.src.ID, Title: r.src.Title, Date: r.date, SHA256: r.src.SHA256, URL: r.src.URL}
	claims := r.room.claims[:0]
	order := make([]int32, 0, len(r.claims))
	parts := r.parts()
	for k, d := range r.claims {
		claims, order = append(claims, r.claim(d, parts)), append(order, int32(k))
	}
	slices.SortStableFunc(order, func(a, b int32) int { return claims[a].Evidence[0].Start - claims[b].Evidence[0].Start })
	f.Claims = make([]Claim, 0, len(claims))
	for _, k := range order {
		f.Claims = append(f.Claims, claims[k])
	}
	clear(claims)
	r.room.claims = claims
	f.Entities = r.entities.list()
	return f
}

// The claimParts of all claims of a document share two arrays that hold no more.
type claimParts struct {
	args     slab.Of[Arg]
	evidence slab.Of[Evidence]
}

// parts returns room for the parts of all claims.
func (r *reading) parts() *claimParts {
	args, evidence := 0, 0
	for _, d := range r.claims {
		args, evidence = args+len(d.args), evidence+len(d.evidence)
	}
	parts := new(claimParts)
	parts.args.Grow(max(args, 1)) // no arguments are an empty list, too
	parts.evidence.Grow(max(evidence, 1))
	return parts
}

func (r *reading) claim(d *draft, parts *claimParts) Claim {
	c := Claim{Relation: d.relation, Subtype: d.subtype, Label: d.label, Modality: d.modality, Date: d.date, Count: d.count,
		Args: parts.args.Some(len(d.args)), Evidence: parts.evidence.Some(len(d.evidence))}
	if d.relation == "holds" {
		c.Label, c.Status = "", d.label
	}
	for _, a := range d.args {
		arg := Arg{Role: a.role, Name: a.who.name}
		if e := r.entity(a.who); e != nil {
			arg.Entity, arg.Name = e.ID, e.Name
			if a.who.end > 0 { // ông, hai bên and Tổng Bí thư mention whom they were read as
				r.mentioned(e, a.who.first, a.who.end)
			}
		}
		c.Args = append(c.Args, arg)
	}
	if d.place != nil {
		c.Place = &Ref{Name: d.place.name}
		if e := r.entity(*d.place); e != nil {
			c.Place.Entity, c.Place.Name = e.ID, e.Name
		}
	}
	for _, p := range d.evidence {
		c.Evidence = r.proven(c.Evidence, p.s.span, p.rule)
		for _, again := range r.repeats {
			if again.of.First == p.s.span.First {
				c.Evidence = r.proven(c.Evidence, again.again, p.rule)
			}
		}
	}
	return c
}

// proven adds a sentence to the evidence of a claim. Two triggers of one sentence are one piece of evidence.
func (r *reading) proven(list []Evidence, s text.Sentence, rule string) []Evidence {
	start, end := int(r.given.Tokens[s.First].Start), int(r.given.Tokens[s.End-1].End)
	from, to := r.given.Source(start, end)
	e := Evidence{Start: from, End: to, Rule: rule, Text: spaced(r.given.Text[start:end])}
	if slices.Contains(list, e) {
		return list
	}
	return append(list, e)
}

// spaced returns a piece of a document's text with its line breaks as spaces.
func spaced(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// bylines marks the persons that only photo credits and bylines name.
func (r *reading) bylines() {
	for _, p := range r.people.all {
		p.byline = len(p.seen) > 0
		for _, s := range p.seen {
			from, to := r.doc.Tokens[s.first].Start, r.doc.Tokens[s.end-1].End
			if !slices.ContainsFunc(r.doc.Credits, func(c text.Credit) bool { return c.Start <= from && to <= c.End }) {
				p.byline = false
			}
		}
	}
}
