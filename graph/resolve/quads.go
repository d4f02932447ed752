package resolve

import (
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/extract/text"
	"quanhe/graph"
)

// A writer collects the quads of one derived node, of which it is told about how many there will be.
type writer struct {
	u     *update
	node  quad.IRI
	quads []quad.Quad
}

func (u *update) writer(id string, quads int) *writer {
	return &writer{u: u, node: u.v.Node(id), quads: make([]quad.Quad, 0, quads)}
}

func (w *writer) add(p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: w.node, Predicate: p, Object: o, Label: w.u.v.Derived})
}

// text adds a string unless it is empty.
func (w *writer) text(p quad.IRI, s string) {
	if s != "" {
		w.add(p, quad.String(s))
	}
}

// ref adds an entity by its id, or a name that is no entity.
func (w *writer) ref(p quad.IRI, id string) {
	if name, ok := strings.CutPrefix(id, "="); ok {
		w.text(p, name)
	} else if id != "" {
		w.add(p, w.u.v.Node(id))
	}
}

func (w *writer) date(edtf string) {
	w.text(w.u.v.Date, edtf)
	if first, last, ok := date.Bounds(edtf); ok {
		w.text(w.u.v.DateMin, first)
		w.text(w.u.v.DateMax, last)
	}
}

// eventQuads tells an event.
func (u *update) eventQuads(e *event) []quad.Quad {
	w, v := u.writer(e.id, 12+len(e.reports)+len(e.who)), &u.v
	w.add(graph.Type, v.Event)
	w.add(v.Kind, v.Relation(e.relation))
	for _, r := range e.reports {
		w.add(v.ReportedBy, v.Node(r.Claim))
	}
	for _, p := range e.who {
		w.ref(v.Role(p.Role), p.ID)
	}
	w.ref(v.Place, e.place)
	w.date(e.date)
	w.text(v.Modality, string(e.modality))
	w.text(v.Subtype, e.subtype)
	w.text(v.Label, e.label)
	if e.count != 0 {
		w.add(v.Count, quad.Int(e.count))
	}
	docs := map[string]bool{}
	for _, r := range e.reports {
		docs[r.Doc] = true
	}
	w.add(v.Reports, quad.Int(len(docs)))
	w.add(v.Sources, quad.Int(e.groups))
	for _, d := range e.dates {
		if d != e.date {
			w.text(v.OtherDate, d)
		}
	}
	for _, p := range e.places {
		if p != e.place {
			w.ref(v.OtherPlace, p)
		}
	}
	for _, l := range e.labels {
		if l != e.label {
			w.text(v.OtherLabel, l)
		}
	}
	for _, c := range e.conflicts {
		w.text(v.Conflict, c)
	}
	return w.quads
}

// tenureQuads tells a tenure. rivals are the ids of tenures that contradict it.
func (u *update) tenureQuads(t *tenure, rivals []string) []quad.Quad {
	w, v := u.writer(t.ID, 11+len(rivals)), &u.v
	w.add(graph.Type, v.Tenure)
	w.ref(v.Role("person"), t.Person)
	w.ref(v.Role("office"), t.Post.Office)
	w.ref(v.Role("org"), t.Post.Org)
	w.ref(v.After, t.After)
	w.text(v.First, t.First)
	w.text(v.Last, t.Last)
	w.text(v.Former, t.Former)
	w.text(v.Start, t.Start)
	w.text(v.Finish, t.End)
	w.add(v.Reports, quad.Int(t.Docs))
	for _, r := range rivals {
		w.add(v.Conflict, v.Node(r))
	}
	return w.quads
}

// entities tells who is who: by id, the quads of each entity of which there is something to tell.
func (u *update) entities(o *outcome) map[string][]quad.Quad {
	out := map[string][]quad.Quad{}
	for _, p := range o.persons {
		shown, plain := o.shown(p)
		for _, n := range p.names {
			w := u.writer(n.node, 0)
			if n.node != p.node {
				w.add(u.v.SameAs, u.v.Node(p.node))
			}
			if n.node != n.id {
				w.namesake(o, n)
			}
			if s := o.names[n.id]; len(s.Within) > 0 && len(o.provinces(n.id)) > 1 {
				w.add(u.v.Namesake, u.v.Node(extract.Unplaced(n.id, s.province())))
				shown += ", " + s.province()
			}
			if n.node == p.node && shown != plain {
				w.text(u.v.Preferred, shown)
			}
			if n.node == p.node && o.countries(p) > 1 {
				w.text(u.v.Conflict, "country")
			}
			if o.open[n.node] {
				w.text(u.v.Conflict, "abbreviation")
			}
			if len(w.quads) > 0 {
				out[n.node] = w.quads
			}
		}
	}
	return out
}

// namesake tells one of several who bear a name.
func (w *writer) namesake(o *outcome, n name) {
	v, s := &w.u.v, o.names[n.id]
	typ, _, _ := strings.Cut(n.id, "/")
	w.add(graph.Type, v.Class(typ))
	w.text(v.Name, s.name())
	w.text(v.Key, text.Fold(s.name()))
	w.add(v.Namesake, v.Node(n.id))
}

// shown is the name that most documents write, in full if any does, and plain the one that the node of the person has by
// itself.
func (o *outcome) shown(p *person) (shown, plain string) {
	docs, letters := map[string]int{}, map[string]int{}
	for _, n := range p.names {
		s := o.names[n.id]
		weight := s.Docs
		if n.node != n.id {
			weight = 0
			for _, post := range n.posts {
				weight += s.Nodes[post].Docs
			}
		}
		if o.short(n.id) {
			letters[s.name()] += weight
		} else {
			docs[s.name()] += weight
		}
		if n.node == p.node {
			plain = s.name()
		}
	}
	if len(docs) == 0 {
		docs = letters
	}
	return most(docs), plain
}

// countries counts the countries that documents give a person. Posts say more than one where somebody speaks for a union
// of states, so they do not count.
func (o *outcome) countries(p *person) int {
	all := map[string]bool{}
	for _, n := range p.names {
		if n.node == n.id {
			for iso := range o.names[n.id].Countries {
				all[iso] = true
			}
		}
	}
	return len(all)
}
