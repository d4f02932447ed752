package export

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// paint makes the picture of a projection, any but Full.
func paint(b *bench, p Projection, src source) (*picture, error) {
	pic := newPicture(b, p)
	var err error
	switch p {
	case Events:
		err = pic.events(src)
	case Actors:
		err = pic.actors(src)
	case Offices:
		err = pic.offices(src)
	}
	if err != nil {
		return nil, err
	}
	return pic, pic.finish()
}

// events paints each event as a node with an edge from every participant, named by the role.
func (p *picture) events(src source) error {
	return src.facts(func(f *query.Fact) error {
		id, at := eventID(f), spanOf(f.Date)
		err := p.node(node{
			id: id, label: eventLabel(f), kind: "event", span: at,
			attrs: []string{"", f.Date, string(f.Modality), strconv.Itoa(f.Reports), positive(f.Sources), positive(f.Count), f.Relation,
				f.Subtype, f.Place, several(f.OtherDates), several(f.OtherPlaces), several(f.Conflicts), f.Sentence, f.Document.ID},
		})
		if err != nil {
			return err
		}
		for _, who := range f.Who {
			participant, err := p.entity(src, who.Entity, who.Name)
			if err != nil {
				return err
			}
			if err := p.edge(edge{source: participant, target: id, kind: who.Role, weight: 1, span: at}); err != nil {
				return err
			}
		}
		return nil
	})
}

// eventID is the id of an event, or of a claim that nothing was resolved of.
func eventID(f *query.Fact) string { return cmp.Or(f.Event, f.Claim) }

// several prints a list of values, which has no place of its own in most formats.
func several(values []string) string { return strings.Join(values, "; ") }

// eventLabel is the event's own name, or its relation, with the date.
func eventLabel(f *query.Fact) string {
	return cmp.Or(f.Label, f.Relation) + eventSuffix(f)
}

// actors paints an edge between each two persons who met, weighted by the number of distinct events. Reports of one event
// count once, and an event that was only planned is painted apart.
func (p *picture) actors(src source) error {
	met := p.bench.sorter(true) // pair and modality, then the event
	err := src.facts(func(f *query.Fact) error {
		for _, two := range query.Pairs(f.Relation, f.Who, src.country) {
			if !isPerson(two[0].Entity) || !isPerson(two[1].Entity) {
				continue
			}
			var ids [2]string
			for i, who := range two {
				var err error
				if ids[i], err = p.entity(src, who.Entity, who.Name); err != nil {
					return err
				}
			}
			key := keyOf(min(ids[0], ids[1]), max(ids[0], ids[1]), string(f.Modality), eventID(f))
			value := appendInt(appendInt(appendStrings(nil, f.Relation, f.Date), f.Reports), f.Sources)
			if err := met.add(key, value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.ties(met)
}

// ties paints an edge for all events of two persons.
func (p *picture) ties(met *sorter) error {
	var t tie
	finish := func() error {
		if t.events == 0 {
			return nil
		}
		return p.edge(t.edge())
	}
	err := met.last(func(key, value []byte) error {
		var next tie
		next.a, key = cutKey(key)
		next.b, key = cutKey(key)
		next.modality, _ = cutKey(key)
		if t.a != next.a || t.b != next.b || t.modality != next.modality {
			if err := finish(); err != nil {
				return err
			}
			t = next
		}
		u := unpack(value)
		t.add(u.string(), u.string())
		t.reports += u.int()
		t.sources += u.int()
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

// A tie sums up the events of two persons.
type tie struct {
	a, b, modality   string
	events           int
	reports, sources int // of all the events
	relations        map[string]int
	span             span

	dated, openFirst, openLast bool
}

// add takes an event. The span reaches from the first to the last day that the dated events can mean; undated ones add
// nothing.
func (t *tie) add(relation, edtf string) {
	if t.relations == nil {
		t.relations = map[string]int{}
	}
	t.events++
	t.relations[relation]++
	s := spanOf(edtf)
	if s == (span{}) {
		return
	}
	t.openFirst, t.openLast = t.openFirst || s.first == "", t.openLast || s.last == ""
	if !t.dated || s.first < t.span.first {
		t.span.first = s.first
	}
	t.span.last = max(t.span.last, s.last)
	t.dated = true
}

func (t *tie) edge() edge {
	kind := "met"
	if t.modality == string(extract.Planned) {
		kind = "planned"
	}
	s := t.span
	if t.openFirst {
		s.first = ""
	}
	if t.openLast {
		s.last = ""
	}
	var parts []string // "meet 2, talks 1"
	for _, relation := range slices.Sorted(maps.Keys(t.relations)) {
		parts = append(parts, relation+" "+strconv.Itoa(t.relations[relation]))
	}
	return edge{source: t.a, target: t.b, kind: kind, weight: t.events, span: s,
		attrs: []string{t.modality, strings.Join(parts, ", "), strconv.Itoa(t.reports), positive(t.sources)}}
}

// offices paints person -> office -> owner. An office is a node for each owner: the prime ministers of two countries do
// not hold one office. An edge reaches over all sightings; began and ended are what an event tells.
func (p *picture) offices(src source) error {
	return src.holdings(func(h *holding) error {
		office, label := officeOf(&h.Holding)
		if err := p.node(node{id: office, label: label, kind: "office"}); err != nil {
			return err
		}
		person, err := p.entity(src, h.Person.Entity, h.Person.Name)
		if err != nil {
			return err
		}
		err = p.edge(edge{
			source: person, target: office, kind: "holds", weight: 1, span: h.span(),
			attrs: []string{h.Status, h.First, h.Last, h.Start, h.Finish, strconv.Itoa(h.Reports), several(h.rivals)},
		})
		if err != nil || h.Org == (extract.Ref{}) {
			return err
		}
		owner, err := p.entity(src, h.Org.Entity, h.Org.Name)
		if err != nil {
			return err
		}
		return p.edge(edge{source: office, target: owner, kind: "office_of", weight: 1}) // each once
	})
}

// officeOf is the id and label of an office of one owner.
func officeOf(h *query.Holding) (id, label string) {
	id, label = cmp.Or(h.Office.Entity, nameID(h.Office.Name)), h.Office.Name
	if h.Org != (extract.Ref{}) {
		id += "@" + cmp.Or(h.Org.Entity, h.Org.Name)
		label += " (" + h.Org.Name + ")"
	}
	return id, label
}
