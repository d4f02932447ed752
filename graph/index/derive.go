package index

import (
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
)

// A derivation tells what the index says of a subject by its derived quads.
type derivation struct {
	to   set // takes the notes of an event or tenure, and the words of a namesake
	said func(entity string, what byte, value string)
}

// of tells it; doc is that of [Writer.Derived].
func (d *derivation) of(v *graph.Vocabulary, subject quad.IRI, quads []quad.Quad, doc string) {
	n := v.NewNode(subject, quads)
	switch n.Class() {
	case v.Event:
		ev := n.Event(func(id string) string { return sep + id }) // so that an id does not pass for a name
		var places []extract.Ref
		for _, p := range ev.OtherPlaces {
			if id, ok := strings.CutPrefix(p, sep); ok {
				places = append(places, extract.Ref{Entity: id})
			} else {
				places = append(places, extract.Ref{Name: p})
			}
		}
		e := EntryOf(n.ID(), &ev.Claim, places...)
		if doc != "" && e.alone(&ev) {
			e.Doc = doc
		}
		e.notes(e.class(), d.to)
	case v.Tenure:
		t := n.Tenure()
		parts := []Part{{"person", t.Person}}
		for role, ref := range map[string]string{"office": t.Office, "org": t.Org} {
			if strings.Contains(ref, "/") { // an entity, and no name
				parts = append(parts, Part{role, ref})
			}
		}
		e := NewEntry(Entry{ID: n.ID(), Relation: "holds", Date: t.First}, parts)
		e.notes(Terms, d.to)
		if t.After != "" {
			e.notes(Returns, d.to)
		}
	default: // a namesake has its name from here, an entity of documents none
		for i := range quads {
			q := &quads[i]
			if key, ok := q.Object.(quad.String); ok && q.Predicate == v.Key {
				word(n.ID(), string(key), d.to)
			}
			if q.Predicate == v.SameAs {
				d.to(SameNote(n.ID()), []byte(v.ID(q.Object)))
			}
			saying(v, q, d.said)
		}
	}
}

// alone reports whether an event is no more than the one claim that it is called after.
func (e *Entry) alone(ev *graph.Event) bool {
	claim, _ := e.Claim()
	return len(ev.ReportedBy) == 1 && ev.ReportedBy[0] == claim && ev.Reports == 1 && ev.Sources == 1 &&
		len(ev.OtherDates)+len(ev.OtherPlaces)+len(ev.OtherLabels)+len(ev.Conflicts) == 0
}

// Claim is the claim that makes an entry, of an event the one that it is called after. alone says that there is no other
// one and that it says all of the entry and no more.
func (e *Entry) Claim() (id string, alone bool) {
	if hash, ok := strings.CutPrefix(e.ID, "event/"); ok {
		return claimPrefix + hash, e.Doc != ""
	}
	return e.ID, true
}
