package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
)

// A reading is one question under way: it reads each node once. It is for one goroutine; close it.
type reading struct {
	*Asker
	ctx     context.Context // of the question; a reading does not outlive it
	src     source
	indexed bool
	err     error // of the beginning, told by the first read
	nodes   map[quad.IRI]*graph.Node
	names   map[string]string         // entity id -> name
	same    map[string]string         // entity id -> id of the entity that stands for it
	found   map[string]*happening     // by id, what was read on the way to entries; only without an index
	claims  map[string][]string       // by the id of a claim of a state, the claims that say the same
	tenure  map[string][]graph.Tenure // by person
}

func (a *Asker) read(ctx context.Context) *reading {
	r := &reading{
		Asker: a, ctx: ctx, nodes: map[quad.IRI]*graph.Node{}, names: map[string]string{}, same: map[string]string{},
		found: map[string]*happening{}, tenure: map[string][]graph.Tenure{},
	}
	r.src, r.indexed, r.err = open(a.g)
	return r
}

func (r *reading) close() { r.src.Close() }

// ready reports why nothing can be read on.
func (r *reading) ready() error { return cmp.Or(r.err, r.ctx.Err()) }

// each calls fn for the quads of a pattern until the question is cancelled.
func (r *reading) each(pattern quad.Quad, fn func(quad.Quad) error) error {
	if err := r.ready(); err != nil {
		return err
	}
	return r.src.Each(pattern, func(q quad.Quad) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		return fn(q)
	})
}

// objects lists the distinct values of a predicate of a node, those that most documents give first, then in the order of
// quads.
func (r *reading) objects(node quad.IRI, predicate quad.IRI) ([]quad.Value, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	var list []quad.Value
	pattern := quad.Quad{Subject: node, Predicate: predicate}
	err := r.src.Distinct(pattern, quad.Object, func(v quad.Value) error {
		list = append(list, v)
		return nil
	})
	if len(list) < 2 || err != nil {
		return list, err
	}
	votes := map[quad.Value]int{}
	for _, v := range list {
		pattern.Object = v
		if votes[v], err = r.src.Count(pattern); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b quad.Value) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), graph.Compare(quad.Quad{Object: a}, quad.Quad{Object: b}))
	})
	return list, nil
}

// named lists the nodes that a predicate gives a value, each once; sorted.
func (r *reading) named(predicate quad.IRI, value quad.Value) ([]quad.IRI, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	var list []quad.IRI
	err := r.src.Distinct(quad.Quad{Predicate: predicate, Object: value}, quad.Subject, func(v quad.Value) error {
		if node, ok := v.(quad.IRI); ok {
			list = append(list, node)
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// subjects lists the distinct subjects of the quads that fit a pattern and, if keep is given, that keep accepts; sorted.
func (r *reading) subjects(pattern quad.Quad, keep func(quad.Quad) bool) ([]quad.IRI, error) {
	var list []quad.IRI
	err := r.each(pattern, func(q quad.Quad) error {
		if s, ok := q.Subject.(quad.IRI); ok && (keep == nil || keep(q)) {
			list = append(list, s)
		}
		return nil
	})
	slices.Sort(list)
	return slices.Compact(list), err
}

// node reads a node with all its quads.
func (r *reading) node(iri quad.IRI) (*graph.Node, error) {
	if n := r.nodes[iri]; n != nil {
		return n, nil
	}
	var quads []quad.Quad
	err := r.each(quad.Quad{Subject: iri}, func(q quad.Quad) error {
		quads = append(quads, q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	n := r.v.NewNode(iri, quads)
	r.nodes[iri] = n
	return n, nil
}

// name reads the name of an entity and nothing else.
func (r *reading) name(id string) (string, error) {
	if name, ok := r.names[id]; ok || id == "" {
		return name, nil
	}
	node := r.v.Node(id)
	name := ""
	err := r.each(quad.Quad{Subject: node, Predicate: r.v.Preferred}, func(q quad.Quad) error {
		if s, ok := q.Object.(quad.String); ok && q.Label == r.v.Derived {
			name = string(s)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if name == "" {
		if name, err = r.string(node, r.v.Name); err != nil {
			return "", err
		}
	}
	r.names[id] = name
	return name, nil
}

// string reads a string that a node has under a predicate; of several the one that most documents give.
func (r *reading) string(node, predicate quad.IRI) (string, error) {
	values, err := r.objects(node, predicate)
	return best(values), err
}

// best is the first of some strings; "" when there is none.
func best(values []quad.Value) string {
	if len(values) == 0 {
		return ""
	}
	s, _ := values[0].(quad.String)
	return string(s)
}

func (r *reading) document(id string) (Document, error) {
	n, err := r.node(r.v.Node(id))
	if err != nil {
		return Document{}, err
	}
	d := n.Document()
	return Document{ID: id, Path: d.ID, Title: d.Title, Date: d.Date, URL: d.URL}, nil
}

// documents lists the ids of the documents that speak of a node, sorted. Quads that were derived or decided have other
// labels.
func documents(n *graph.Node) []string {
	return slices.DeleteFunc(n.Labels(), func(label string) bool {
		return !strings.HasPrefix(label, graph.DocumentID(""))
	})
}

// A record is a claim as one document makes it, without evidence.
type record struct {
	id  string // claim/<hash>
	doc string // doc/<sha256>
	extract.Claim
}

// record reads a claim. A node that is no claim gives a record without relation.
func (r *reading) record(claim quad.IRI) (record, error) {
	n, err := r.node(claim)
	if err != nil {
		return record{}, err
	}
	if r.v.RelationName(n.Class()) == "" {
		return record{}, nil
	}
	rec := record{id: n.ID(), Claim: n.Claim(func(id string) string {
		name, nameErr := r.name(id)
		err = cmp.Or(err, nameErr)
		return name
	})}
	if docs := documents(n); len(docs) > 0 {
		rec.doc = docs[0]
	}
	return rec, err
}

// records reads the claims of some relations, or all that are claims when none is given.
func (r *reading) records(claims []quad.IRI, relations []string) ([]record, error) {
	var list []record
	for _, claim := range claims {
		n, err := r.node(claim)
		if err != nil {
			return nil, err
		}
		relation := r.v.RelationName(n.Class())
		if relation == "" || len(relations) > 0 && !slices.Contains(relations, relation) {
			continue
		}
		rec, err := r.record(claim)
		if err != nil {
			return nil, err
		}
		list = append(list, rec)
	}
	return list, nil
}

// claimsOf lists the claims and events in which one of some entities takes part or which happened there, sorted.
func (r *reading) claimsOf(entities ...string) ([]quad.IRI, error) {
	var claims []quad.IRI
	for _, id := range entities {
		some, err := r.subjects(quad.Quad{Object: r.v.Node(id)}, func(q quad.Quad) bool {
			return q.Predicate == r.v.Place || r.v.RoleName(q.Predicate) != ""
		})
		if err != nil {
			return nil, err
		}
		claims = append(claims, some...)
	}
	slices.Sort(claims)
	return slices.Compact(claims), nil
}

// claimsBy lists the claims of some relations, or of all when none is given, sorted.
func (r *reading) claimsBy(relations []string) ([]quad.IRI, error) {
	if len(relations) == 0 {
		return r.subjects(quad.Quad{Predicate: graph.Type}, func(q quad.Quad) bool {
			return r.v.RelationName(q.Object) != ""
		})
	}
	var claims []quad.IRI
	for _, relation := range relations {
		some, err := r.subjects(quad.Quad{Predicate: graph.Type, Object: r.v.Relation(relation)}, nil)
		if err != nil {
			return nil, err
		}
		claims = append(claims, some...)
	}
	slices.Sort(claims)
	return slices.Compact(claims), nil
}

// isPerson tells a person by the id, which begins with the type of the entity.
func isPerson(a extract.Arg) bool { return strings.HasPrefix(a.Entity, "person/") }
