package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

func (x *ftm) events() error {
	return x.world.eachFact(func(f *query.Fact, reports []query.Report) error {
		e := newFtM(f.Claim, "Event").set("name", eventName(f)).set("location", f.Place).set("summary", f.Sentence).
			set("keywords", f.Relation, f.Subtype, string(f.Modality)).set("sourceUrl", ftmURL(f.Document.URL)).
			set("notes", fmt.Sprintf("reports: %d", f.Reports))
		x.dated(e, f.Date)
		for _, a := range f.Who {
			r := extract.Ref{Entity: a.Entity, Name: a.Name}
			id, err := x.party(r)
			if err != nil {
				return err
			}
			property := "involved"
			if a.Role == "organizer" || a.Role == "chair" {
				property = "organizer"
			}
			e.set(property, id).set("country", x.country(r))
			if id == "" && x.country(r) == "" { // a document or topic, or a name that stands for no entity
				e.set("keywords", a.Name)
			}
		}
		for _, r := range reports {
			id, err := x.article(r.Document.ID, r.Document.Path != "")
			if err != nil {
				return err
			}
			e.set("proof", id)
		}
		slices.Sort(e.Properties["proof"])
		return x.chosen(e)
	})
}

// dated sets the date of an event: as it is where it is a plain one, else its first and last day and a note.
func (x *ftm) dated(e *ftmEntity, edtf string) {
	if isoPrefix(edtf) {
		e.set("date", edtf)
	} else if edtf != "" {
		s := spanOf(edtf)
		e.set("startDate", s.first).set("endDate", s.last).set("notes", "date: "+edtf)
	}
}

func (x *ftm) occupancies() error {
	return x.world.holdings(func(h *query.Holding) error {
		if h.Person.Name == "" && h.Person.Entity == "" {
			return nil
		}
		holder := x.thing(cmp.Or(h.Person.Entity, nameID(h.Person.Name)), "person", h.Person.Name)
		id, label := officeOf(h)
		post := x.thing(id, "office", label).set("country", x.country(h.Org))
		owner, err := x.party(h.Org)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(h.Org.Entity, "person/") {
			post.set("organization", owner)
		}
		if err := cmp.Or(x.refer(holder, x.defined(h.Person.Entity)), x.refer(post, false)); err != nil {
			return err
		}
		lead := &h.Evidence[0]
		e := newFtM("occupancy/"+hash(string(holdingKey(h))), "Occupancy").set("holder", holder.ID).set("post", post.ID).
			set("status", h.Status).set("date", ftmDates(h.First)...).set("date", ftmDates(h.Last)...).set("summary", lead.Text).
			set("recordId", lead.Document.Path).set("sourceUrl", ftmURL(lead.Document.URL)).
			set("description", fmt.Sprintf("seen in office from %s to %s; reports: %d", cmp.Or(h.First, "?"), cmp.Or(h.Last, "?"), h.Reports))
		return x.chosen(e)
	})
}

// memberships takes those of whom FollowTheMoney has entities: a country that belongs to an organization is none.
func (x *ftm) memberships() error {
	return x.world.members.groups(func(_ []byte, values [][]byte) error {
		r := unpackReport(values[0])
		var member, org extract.Ref
		for _, a := range r.Claim.Args {
			switch a.Role {
			case "person", "member":
				member = extract.Ref{Entity: a.Entity, Name: a.Name}
			case "org":
				org = extract.Ref{Entity: a.Entity, Name: a.Name}
			}
		}
		who, err := x.party(member)
		if err != nil || who == "" || strings.HasPrefix(org.Entity, "person/") {
			return err
		}
		of, err := x.party(org)
		if err != nil || of == "" {
			return err
		}
		e := newFtM("membership/"+hash(member.Entity+"\n"+org.Entity), "Membership").set("member", who).set("organization", of).
			set("summary", r.Sentence).set("recordId", r.Document.Path).set("sourceUrl", ftmURL(r.Document.URL))
		for _, v := range values {
			sighted := unpackReport(v)
			e.set("date", ftmDates(cmp.Or(sighted.Claim.Date, sighted.Document.Date))...)
		}
		return x.chosen(e)
	})
}
