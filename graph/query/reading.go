package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// A reading is one question under way: it reads each node once. It is for one goroutine; close it.
type reading struct {
	*Asker
	ctx     context.Context // of the question; a reading does not outlive it
	src     source
	indexed bool
	err     error // of the beginning, told by the first read
	nodes   map[quad.IRI]*graph.Node
	cards   map[string]*index.Card    // by entity
	same    map[string]string         // by entity, the one that stands for it, where that was asked for of many at once
	sayings map[string]saying         // by claim
	docs    map[string]string         // by claim, the short id of the document that makes it
	papers  map[string]Document       // by id
	found   map[string]*happening     // by id, what was read on the way to entries; only without an index
	claims  map[string][]index.Entry  // by the id of a claim of a state, the claims that say the same
	tenure  map[string][]graph.Tenure // by person
	last    *stretch                  // whose memory is used again
}

func (a *Asker) read(ctx context.Context) *reading {
	r := &reading{
		Asker: a, ctx: ctx, nodes: map[quad.IRI]*graph.Node{}, cards: map[string]*index.Card{}, same: map[string]string{}, sayings: map[string]saying{},
		docs: map[string]string{}, papers: map[string]Document{}, found: map[string]*happening{}, tenure: map[string][]graph.Tenure{},
	}
	r.src, r.indexed, r.err = open(a.g)
	r.last, _ = a.stretches.Get().(*stretch)
	return r
}

func (r *reading) close() {
	r.src.Close()
	const large = 1 << 20 // bytes
	if r.last != nil && cap(r.last.text) <= large {
		r.stretches.Put(r.last)
	}
}

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

func (r *reading) document(id string) (Document, error) {
	if d, ok := r.papers[id]; ok {
		return d, nil
	}
	n, err := r.node(r.v.Node(id))
	if err != nil {
		return Document{}, err
	}
	d := n.Document()
	r.papers[id] = documentOf(&d)
	return r.papers[id], nil
}

func documentOf(f *extract.Facts) Document {
	return Document{ID: graph.DocumentID(f.SHA256), Path: f.ID, Title: f.Title, Date: f.Date, URL: f.URL}
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
	id := r.v.ID(claim)
	if s, ok, err := r.said(id); ok || err != nil {
		if err == nil {
			s.Claim, err = r.dressed(s.Claim)
		}
		return record{id, s.doc, s.Claim}, err
	}
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

// records reads those that are claims.
func (r *reading) records(claims []quad.IRI) ([]record, error) {
	var list []record
	for _, claim := range claims {
		rec, err := r.record(claim)
		if err != nil {
			return nil, err
		}
		if rec.Relation != "" {
			list = append(list, rec)
		}
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
