package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract/date"
	"quanhe/extract/text"
	"quanhe/graph"
)

// A writer collects the quads of one derived node.
type writer struct {
	u     *update
	node  quad.IRI
	quads []quad.Quad
}

func (u *update) writer(id string) *writer { return &writer{u: u, node: u.v.Node(id)} }

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
	w, v := u.writer(e.id), &u.v
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
	w, v := u.writer(t.ID), &u.v
	w.add(graph.Type, v.Tenure)
	w.ref(v.Role("person"), t.Person)
	w.ref(v.Role("office"), t.Post.Office)
	w.ref(v.Role("org"), t.Post.Org)
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
			w := u.writer(n.node)
			if n.node != p.node {
				w.add(u.v.SameAs, u.v.Node(p.node))
			}
			if n.node != n.id {
				w.namesake(o, n)
			}
			if n.node == p.node && shown != plain {
				w.text(u.v.Preferred, shown)
			}
			if n.node == p.node && o.countries(p) > 1 {
				w.text(u.v.Conflict, "country")
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

// shown is the name that most documents write, and plain the one that the node of the person has by itself.
func (o *outcome) shown(p *person) (shown, plain string) {
	docs := map[string]int{}
	for _, n := range p.names {
		s := o.names[n.id]
		weight := s.Docs
		if n.node != n.id {
			weight = 0
			for _, post := range n.posts {
				weight += s.Nodes[post].Docs
			}
		}
		docs[s.name()] += weight
		if n.node == p.node {
			plain = s.name()
		}
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

// writeNames tells who is who in the components of the touched blocks, and their tenures.
func (u *update) writeNames(touched []string) error {
	was, is := map[string][]quad.Quad{}, map[string][]quad.Quad{}
	wasIn, isIn := map[string]tenure{}, map[string]tenure{}
	for _, side := range []struct {
		names    *names
		entities map[string][]quad.Quad
		tenures  map[string]tenure
	}{{u.before, was, wasIn}, {u.now, is, isIn}} {
		seen := map[string]bool{}
		for _, key := range touched {
			c, err := side.names.component(key)
			if err != nil {
				return err
			}
			if seen[c.keys[0]] {
				continue
			}
			seen[c.keys[0]] = true
			maps.Copy(side.entities, u.entities(c.outcome))
			for _, p := range c.persons {
				for _, t := range c.tenures(p) {
					side.tenures[t.ID] = t
				}
			}
		}
	}
	for id, quads := range is {
		u.putChanged(id, was[id], quads)
	}
	for id, quads := range was {
		if is[id] == nil {
			u.putChanged(id, quads, nil)
		}
	}
	return u.writeTenures(wasIn, isIn)
}

// putChanged puts what is derived of a subject unless it is as it was.
func (u *update) putChanged(id string, was, is []quad.Quad) {
	if !slices.Equal(was, is) {
		u.put(id, is)
	}
}

// writeTenures tells the tenures that changed, and which contradict each other in posts that one holds at a time.
func (u *update) writeTenures(was, is map[string]tenure) error {
	offices := map[string]bool{}
	for _, side := range [][2]map[string]tenure{{was, is}, {is, was}} {
		for id, t := range side[0] {
			other, ok := side[1][id]
			if ok && other == t {
				continue
			}
			if t.Post.sole() {
				offices[t.Post.desk()] = true
			} else if now, ok := is[id]; ok {
				u.put(id, u.tenureQuads(&now, nil))
			} else {
				u.put(id, nil)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(offices)) {
		if err := u.writeOffice(key, was, is); err != nil {
			return err
		}
	}
	return nil
}

// writeOffice brings the holders of one post up to date.
func (u *update) writeOffice(key string, was, is map[string]tenure) error {
	before := map[string]tenure{}
	if _, err := load(u.state, officeKind+key, &before); err != nil {
		return err
	}
	now := maps.Clone(before)
	for id, t := range was {
		if t.Post.desk() == key {
			delete(now, id)
		}
	}
	for id, t := range is {
		if t.Post.desk() == key {
			now[id] = t
		}
	}
	told, telling := u.office(before), u.office(now)
	for id, quads := range telling {
		u.putChanged(id, told[id], quads)
	}
	for id := range told {
		if telling[id] == nil {
			u.put(id, nil)
		}
	}
	if len(now) == 0 {
		return u.state.Set(officeKind+key, nil)
	}
	return save(u.state, officeKind+key, now)
}

// office tells the tenures of one post, by id.
func (u *update) office(tenures map[string]tenure) map[string][]quad.Quad {
	var list []*tenure
	for _, id := range slices.Sorted(maps.Keys(tenures)) {
		t := tenures[id]
		list = append(list, &t)
	}
	rivals := atOnce(list)
	out := map[string][]quad.Quad{}
	for _, t := range list {
		out[t.ID] = u.tenureQuads(t, rivals[t.ID])
	}
	return out
}
