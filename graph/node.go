package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
)

// A Node is one subject with its quads, under one label or several. Where the labels of an entity disagree, as in the
// spelling of a name, the value with most labels wins, then the first in order.
type Node struct {
	v      Vocabulary
	id     string
	values map[quad.Value]map[quad.Value]int // predicate -> object -> number of quads
	labels map[quad.Value]bool
}

// NewNode gathers the quads of one subject. Quads of other subjects are passed over.
func (v Vocabulary) NewNode(subject quad.IRI, quads []quad.Quad) *Node {
	n := &Node{v: v, id: v.ID(subject), values: map[quad.Value]map[quad.Value]int{}, labels: map[quad.Value]bool{}}
	for _, q := range quads {
		if q.Subject != subject {
			continue
		}
		if n.values[q.Predicate] == nil {
			n.values[q.Predicate] = map[quad.Value]int{}
		}
		n.values[q.Predicate][q.Object]++
		n.labels[q.Label] = true
	}
	return n
}

// ID is the node's id below the base.
func (n *Node) ID() string { return n.id }

// Class is the node's class, or "" when it has none.
func (n *Node) Class() quad.IRI {
	class, _ := n.best(Type).(quad.IRI)
	return class
}

// Labels lists the ids of the documents that speak of the node, sorted.
func (n *Node) Labels() []string {
	var ids []string
	for l := range n.labels {
		if id := n.v.ID(l); id != "" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// objects lists the distinct values of a predicate, sorted.
func (n *Node) objects(predicate quad.IRI) []quad.Value {
	var list []quad.Value
	for o := range n.values[predicate] {
		list = append(list, o)
	}
	slices.SortFunc(list, compareValues)
	return list
}

// best is the value of a predicate that most labels give, or nil.
func (n *Node) best(predicate quad.IRI) quad.Value {
	var best quad.Value
	most := 0
	for _, o := range n.objects(predicate) {
		if count := n.values[predicate][o]; count > most {
			best, most = o, count
		}
	}
	return best
}

func (n *Node) text(predicate quad.IRI) string {
	s, _ := n.best(predicate).(quad.String)
	return string(s)
}

func (n *Node) number(predicate quad.IRI) int {
	i, _ := n.best(predicate).(quad.Int)
	return int(i)
}

// Document reads the node of a document: facts without entities and claims.
func (n *Node) Document() extract.Facts {
	return extract.Facts{
		ID:     n.text(n.v.Path),
		Title:  n.text(n.v.Title),
		Date:   n.text(n.v.Date),
		SHA256: strings.TrimPrefix(n.id, DocumentID("")),
		URL:    n.text(n.v.URL),
	}
}

// Entity reads the node of an entity, without its mentions, which belong to single documents. Aliases are sorted; a
// name that lost against another spelling is one of them.
func (n *Node) Entity() extract.Entity {
	e := extract.Entity{
		ID:      n.id,
		Type:    n.v.EntityType(n.Class()),
		Name:    n.text(n.v.Name),
		ISO:     n.text(n.v.ISO),
		Country: n.text(n.v.Country),
		Byline:  n.best(n.v.Byline) == quad.Bool(true),
	}
	for _, o := range slices.Concat(n.objects(n.v.Alias), n.objects(n.v.Name)) {
		if s, ok := o.(quad.String); ok && string(s) != e.Name {
			e.Aliases = append(e.Aliases, string(s))
		}
	}
	slices.Sort(e.Aliases)
	e.Aliases = slices.Compact(e.Aliases)
	return e
}

// mentions reads the mentions of an entity in the document whose quads the node was built from.
func (n *Node) mentions() ([]extract.Mention, error) {
	var list []extract.Mention
	for span := range strings.FieldsSeq(n.text(n.v.Mentions)) {
		start, end, _ := strings.Cut(span, "-")
		first, err1 := strconv.Atoi(start)
		last, err2 := strconv.Atoi(end)
		if err := cmp.Or(err1, err2); err != nil {
			return nil, fmt.Errorf("mentions of %s: %q is no span of two numbers", n.id, span)
		}
		list = append(list, extract.Mention{Start: first, End: last})
	}
	return list, nil
}

// Claim reads the node of a claim, without its evidence. Arguments come by role, then name; name tells the name of an
// entity by its id.
func (n *Node) Claim(name func(id string) string) extract.Claim {
	ref := func(o quad.Value) extract.Ref {
		if s, ok := o.(quad.String); ok {
			return extract.Ref{Name: string(s)}
		}
		id := n.v.ID(o)
		return extract.Ref{Entity: id, Name: name(id)}
	}
	c := extract.Claim{
		Relation: n.v.RelationName(n.Class()),
		Subtype:  n.text(n.v.Subtype),
		Label:    n.text(n.v.Label),
		Modality: extract.Modality(n.text(n.v.Modality)),
		Date:     n.text(n.v.Date),
		Status:   n.text(n.v.Status),
		Count:    n.number(n.v.Count),
	}
	for predicate := range n.values {
		role := n.v.RoleName(predicate)
		if role == "" {
			continue
		}
		for o := range n.values[predicate] {
			r := ref(o)
			c.Args = append(c.Args, extract.Arg{Role: role, Entity: r.Entity, Name: r.Name})
		}
	}
	slices.SortFunc(c.Args, compareArgs)
	if place := n.best(n.v.Place); place != nil {
		r := ref(place)
		c.Place = &r
	}
	return c
}

// Evidence reads the node of a piece of evidence: the id of its claim and the evidence.
func (n *Node) Evidence() (claim string, e extract.Evidence) {
	return n.v.ID(n.best(n.v.Claim)), extract.Evidence{
		Start: n.number(n.v.Begin),
		End:   n.number(n.v.End),
		Rule:  n.text(n.v.Rule),
		Text:  n.text(n.v.Sentence),
	}
}
