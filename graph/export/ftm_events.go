package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"quanhe/extract"
	"quanhe/graph/query"
)

func (x *ftm) events() error {
	return x.world.eachFact(func(f *query.Fact, reports []query.Report) error {
		e := x.entity(eventID(f), "Event").set("name", eventName(f)).set("location", f.Place).set("location", f.OtherPlaces...).
			set("summary", f.Sentence).set("keywords", f.Relation, f.Subtype, string(f.Modality)).
			set("sourceUrl", ftmURL(f.Document.URL)).set("notes", "reports: "+strconv.Itoa(f.Reports))
		if f.Sources > 0 {
			e.set("notes", "independent sources: "+strconv.Itoa(f.Sources))
		}
		x.dated(e, f.Date)
		if len(f.OtherDates) > 0 {
			e.set("notes", "other dates told: "+several(f.OtherDates))
		}
		if len(f.Conflicts) > 0 {
			e.set("notes", "reports contradict each other: "+several(f.Conflicts))
		}
		if err := x.participants(e, f.Who); err != nil {
			return err
		}
		var proof []string
		for _, r := range reports {
			id, err := x.article(r.Document.ID, r.Document.Path != "")
			if err != nil {
				return err
			}
			proof = append(proof, id)
		}
		slices.Sort(proof)
		return x.chosen(e.set("proof", proof...))
	})
}

// participants names who took part in an event.
func (x *ftm) participants(e *ftmEntity, who []extract.Arg) error {
	for _, a := range who {
		r := extract.Ref{Entity: a.Entity, Name: a.Name}
		id, err := x.party(r)
		if err != nil {
			return err
		}
		property := "involved"
		if a.Role == "organizer" || a.Role == "chair" {
			property = "organizer"
		}
		country := x.country(r)
		e.set(property, id).set("country", country)
		if id == "" && country == "" { // a document or topic, or a name that stands for no entity
			e.set("keywords", a.Name)
		}
	}
	return nil
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
	return x.world.holdings(func(h *holding) error {
		if h.Person.Name == "" && h.Person.Entity == "" {
			return nil
		}
		holder, err := x.holder(h.Person)
		if err != nil {
			return err
		}
		post, err := x.post(&h.Holding)
		if err != nil {
			return err
		}
		var lead query.Citation // none of whom nobody saw in office yet
		if len(h.Evidence) > 0 {
			lead = h.Evidence[0]
		}
		id := string(postKey(h.Person, h.Office, h.Org)) + h.Status
		if h.term > 0 {
			id += fmt.Sprint("\n", h.term)
		}
		e := x.entity("occupancy/"+longHash(id), "Occupancy").set("holder", holder).set("post", post).
			set("status", h.Status).set("date", ftmDates(h.First)...).set("date", ftmDates(h.Last)...).set("summary", lead.Text).
			set("recordId", lead.Document.Path).set("sourceUrl", ftmURL(lead.Document.URL)).
			set("startDate", ftmDates(h.Start)...).set("endDate", ftmDates(h.Finish)...)
		if h.Reports > 0 {
			e.set("description", fmt.Sprintf("seen in office from %s to %s; reports: %d", cmp.Or(h.First, "?"), cmp.Or(h.Last, "?"), h.Reports))
		}
		if len(h.rivals) > 0 {
			e.set("description", "at the same time seen in it: "+several(h.rivals))
		}
		return x.chosen(e)
	})
}

// holder refers to who holds an office, and returns the id.
func (x *ftm) holder(r extract.Ref) (string, error) {
	id := cmp.Or(r.Entity, nameID(r.Name))
	if x.defined(r.Entity) {
		return ftmID(id), x.need(ftmID(id))
	}
	return ftmID(id), x.name(x.thing(id, "person", r.Name))
}

// post refers to the office of one owner, which is named by who holds it, and returns the id.
func (x *ftm) post(h *query.Holding) (string, error) {
	id, label := officeOf(h)
	owner, err := x.party(h.Org)
	if err != nil {
		return "", err
	}
	e := x.thing(id, "office", label).set("country", x.country(h.Org))
	if !isPerson(h.Org.Entity) {
		e.set("organization", owner)
	}
	return e.ID, x.name(e)
}

// states tells what belongs to what, as far as FollowTheMoney has entities of both: a country that belongs to an
// organization is none, and a party of a country has its code.
func (x *ftm) states() error {
	return x.world.states.groups(func(_ []byte, values [][]byte) error {
		reports := make([]query.Report, len(values))
		for i, v := range values {
			reports[i] = unpackReport(unpack(v))
		}
		lead := &reports[0]
		ref := func(roles ...string) (r extract.Ref) {
			for _, a := range lead.Claim.Args {
				if slices.Contains(roles, a.Role) {
					r = extract.Ref{Entity: a.Entity, Name: a.Name}
				}
			}
			return r
		}
		if lead.Claim.Relation == "party_of" {
			if id, country := ref("party").Entity, x.country(ref("country")); id != "" && country != "" {
				x.parties[id] = append(x.parties[id], country)
			}
			return nil
		}
		return x.membership(ref("person", "member", "part"), ref("org"), reports)
	})
}

// membership tells that somebody is a member of an organization, or a body part of it.
func (x *ftm) membership(member, org extract.Ref, reports []query.Report) error {
	who, err := x.party(member)
	if err != nil || who == "" || isPerson(org.Entity) {
		return err
	}
	of, err := x.party(org)
	if err != nil || of == "" {
		return err
	}
	lead, role := &reports[0], "member"
	id := member.Entity + "\n" + org.Entity
	if lead.Claim.Relation == "part_of" {
		role, id = "part", id+"\npart"
	}
	e := x.entity("membership/"+longHash(id), "Membership").set("member", who).set("organization", of).set("role", role).
		set("summary", lead.Sentence).set("recordId", lead.Document.Path).set("sourceUrl", ftmURL(lead.Document.URL))
	var dates []string
	for _, r := range reports {
		dates = append(dates, ftmDates(cmp.Or(r.Claim.Date, r.Document.Date))...)
	}
	slices.Sort(dates)
	return x.chosen(e.set("date", dates...))
}
