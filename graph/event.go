package graph

import (
	"slices"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
)

// An Event is what one or several claims report as one: the claim that sums them up, and what they are at odds about.
type Event struct {
	extract.Claim
	ReportedBy  []string // ids of the claims, sorted
	Reports     int      // documents
	Sources     int      // of them that are no copies of each other
	OtherDates  []string // EDTF, that reports give beside the date
	OtherPlaces []string // names
	OtherLabels []string
	Conflicts   []string // date, place
}

// Event reads the node of an event; name tells the name of an entity by its id.
func (n *Node) Event(name func(id string) string) Event {
	e := Event{
		Claim: n.Claim(name), Reports: n.number(n.v.Reports), Sources: n.number(n.v.Sources),
		OtherDates: n.texts(n.v.OtherDate), OtherLabels: n.texts(n.v.OtherLabel), Conflicts: n.texts(n.v.Conflict),
		ReportedBy: n.ids(n.v.ReportedBy), OtherPlaces: n.texts(n.v.OtherPlace),
	}
	e.Relation = n.v.RelationName(n.best(n.v.Kind))
	for _, id := range n.ids(n.v.OtherPlace) {
		e.OtherPlaces = append(e.OtherPlaces, name(id))
	}
	slices.Sort(e.OtherPlaces)
	return e
}

// A Tenure is what is known of one person in one office over one term.
type Tenure struct {
	ID, After           string   // After is the id of the tenure of the term before, "" for the first one
	Person, Office, Org string   // entity ids; of an office that is no entity its name
	First, Last, Former string   // EDTF: sightings in office, and the first that calls it past
	Start, Finish       string   // EDTF, told by an event
	Reports             int      // documents
	Rivals              []string // ids of tenures that contradict it
}

// Tenure reads the node of a tenure.
func (n *Node) Tenure() Tenure {
	one := func(role string) string {
		o := n.best(n.v.Role(role))
		if s, ok := o.(quad.String); ok {
			return string(s)
		}
		return n.v.ID(o)
	}
	after := n.v.ID(n.best(n.v.After))
	return Tenure{
		ID: n.ID(), After: after,
		Person: one("person"), Office: one("office"), Org: one("org"),
		First: n.text(n.v.First), Last: n.text(n.v.Last), Former: n.text(n.v.Former),
		Start: n.text(n.v.Start), Finish: n.text(n.v.Finish), Reports: n.number(n.v.Reports), Rivals: n.ids(n.v.Conflict),
	}
}

// texts lists the strings of a predicate, sorted.
func (n *Node) texts(predicate quad.IRI) []string {
	var list []string
	for _, o := range n.objects(predicate) {
		if s, ok := o.(quad.String); ok {
			list = append(list, string(s))
		}
	}
	return list
}

// ids lists the nodes of a predicate, sorted.
func (n *Node) ids(predicate quad.IRI) []string {
	var list []string
	for _, o := range n.objects(predicate) {
		if id := n.v.ID(o); id != "" {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}
