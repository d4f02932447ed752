package query

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// know notes which document makes a claim, so that it is read from its leaf; a doc "" is not known.
func (r *reading) know(claim, doc string) {
	if r.indexed && doc != "" {
		r.docs[claim] = doc
	}
}

// docOf is the short id of the document that makes a claim; "" when nothing tells it.
func (r *reading) docOf(claim string) (string, error) {
	if doc, known := r.docs[claim]; known || !r.indexed {
		return doc, nil
	}
	err := r.each(quad.Quad{Subject: r.v.Node(claim), Predicate: graph.Type}, func(q quad.Quad) error {
		r.docs[claim] = index.Short(r.v.ID(q.Label))
		return nil
	})
	return r.docs[claim], err
}

// A saying is a claim as a leaf has it, with its evidence and without names.
type saying struct {
	extract.Claim
	doc string // id of the document; "" when there is no such claim
}

// said reads a claim in the leaf of its document; ok is false when there is none, as of documents that came otherwise than
// by what writes leaves.
func (r *reading) said(claim string) (s saying, ok bool, err error) {
	if s, known := r.sayings[claim]; known {
		return s, s.doc != "", nil
	}
	short, err := r.docOf(claim)
	if short == "" || err != nil {
		return s, false, err
	}
	if err := r.ready(); err != nil {
		return s, false, err
	}
	noteErr := r.src.Note(index.Documents+short, func(data []byte) {
		var l index.Leaf
		if l, err = index.ReadLeaf(data); err != nil {
			return
		}
		if s.Claim, ok, err = l.Claim(claim); ok {
			paper := documentOf(&l.Document)
			s.doc, r.papers[paper.ID] = paper.ID, paper
		}
	})
	if err = cmp.Or(err, noteErr); err == nil {
		r.sayings[claim] = s
	}
	return s, ok, err
}

// dressed is a claim of a leaf with names and without evidence, as its quads tell it.
func (r *reading) dressed(c extract.Claim) (extract.Claim, error) {
	var err error
	if c.Args, err = r.dressedArgs(c.Args); err != nil {
		return c, err
	}
	if c.Evidence = nil; c.Place != nil {
		place := *c.Place
		if place.Entity != "" {
			place.Name, err = r.name(place.Entity)
		}
		c.Place = &place
	}
	return c, err
}

// dressedArgs names entities among the arguments of a claim, which it sorts; each stands once.
func (r *reading) dressedArgs(args []extract.Arg) ([]extract.Arg, error) {
	args = slices.Clone(args)
	for i := range args {
		if a := &args[i]; a.Entity != "" {
			var err error
			if a.Name, err = r.name(a.Entity); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(args, func(a, b extract.Arg) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Name, b.Name), strings.Compare(a.Entity, b.Entity))
	})
	return slices.Compact(args), nil
}
