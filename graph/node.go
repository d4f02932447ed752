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
	v     Vocabulary
	id    string
	quads []quad.Quad
}

// NewNode gathers the quads of one subject, which it keeps. Quads of other subjects are passed over.
func (v Vocabulary) NewNode(subject quad.IRI, quads []quad.Quad) *Node {
	other := func(q quad.Quad) bool { return q.Subject != subject }
	if slices.ContainsFunc(quads, other) {
		quads = slices.DeleteFunc(slices.Clone(quads), other)
	}
	return &Node{v: v, id: v.ID(subject), quads: quads}
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
	var last quad.Value
	for i := range n.quads {
		l := n.quads[i].Label
		if l == last {
			continue // as the quads of a document do
		}
		last = l
		if id := n.v.ID(l); id != "" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// values lists the values of a predicate, each as often as labels give it, sorted.
func (n *Node) values(predicate quad.IRI) []quad.Value {
	var list []quad.Value
	for i := range n.quads {
		if q := &n.quads[i]; q.Predicate == predicate {
			list = append(list, q.Object)
		}
	}
	slices.SortFunc(list, compareValues)
	return list
}

// objects lists the distinct values of a predicate, sorted.
func (n *Node) objects(predicate quad.IRI) []quad.Value { return slices.Compact(n.values(predicate)) }

// best is the value of a predicate that most labels give, or nil.
func (n *Node) best(predicate quad.IRI) quad.Value {
	var best quad.Value
	most := 0
	for list := n.values(predicate); len(list) > most; {
		count := 1
		for count < len(list) && list[count] == list[0] {
			count++
		}
		if count > most {
			best, most = list[0], count
		}
		list = list[count:]
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

// Entity reads the node of an entity, without its mentions, which documents tell. Aliases are sorted; a
// name that lost against another spelling is one of them.
func (n *Node) Entity() extract.Entity {
	e := extract.Entity{
		ID:      n.id,
		Type:    n.v.EntityType(n.Class()),
		Name:    n.text(n.v.Name),
		ISO:     n.text(n.v.ISO),
		Country: n.text(n.v.Country),
		Within:  n.text(n.v.Within),
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

// mentions reads who is mentioned where in the document: spans by the id of the entity.
func (n *Node) mentions() (map[string][]extract.Mention, error) {
	all := map[string][]extract.Mention{}
	for line := range strings.SplitSeq(n.text(n.v.Mentions), "\n") {
		iri, spans, _ := strings.Cut(line, " ")
		id := n.v.ID(quad.IRI(n.v.base + iri))
		for span := range strings.FieldsSeq(spans) {
			start, end, _ := strings.Cut(span, "-")
			first, err1 := strconv.Atoi(start)
			last, err2 := strconv.Atoi(end)
			if err := cmp.Or(err1, err2); err != nil {
				return nil, fmt.Errorf("mentions of %s: %q is no span of two numbers", id, span)
			}
			all[id] = append(all[id], extract.Mention{Start: first, End: last})
		}
	}
	return all, nil
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
		Modality: cmp.Or(extract.Modality(n.text(n.v.Modality)), extract.Actual),
		Date:     n.text(n.v.Date),
		Status:   n.text(n.v.Status),
		Count:    n.number(n.v.Count),
	}
	for i := range n.quads {
		q := &n.quads[i]
		if role := n.v.RoleName(q.Predicate); role != "" {
			r := ref(q.Object)
			c.Args = append(c.Args, extract.Arg{Role: role, Entity: r.Entity, Name: r.Name})
		}
	}
	slices.SortFunc(c.Args, compareArgs)
	c.Args = slices.Compact(c.Args) // under several labels
	if place := n.best(n.v.Place); place != nil {
		r := ref(place)
		c.Place = &r
	}
	return c
}

// Evidence lists where a claim was read, by place and rule; text tells the text of a sentence by its id.
func (n *Node) Evidence(text func(sentence string) string) []extract.Evidence {
	var list []extract.Evidence
	for i := range n.quads {
		q := &n.quads[i]
		rule, ok := n.v.RuleName(q.Predicate)
		if !ok {
			continue
		}
		id := n.v.ID(q.Object)
		if start, end, ok := SentenceSpan(id); ok {
			list = append(list, extract.Evidence{Start: start, End: end, Rule: rule, Text: text(id)})
		}
	}
	slices.SortFunc(list, compareEvidence)
	return slices.Compact(list)
}

// SentenceSpan undoes SentenceID but for document and text; ok is false for an id of something else.
func SentenceSpan(id string) (start, end int, ok bool) {
	rest, ok := strings.CutPrefix(id, sentencePath)
	_, rest, _ = strings.Cut(rest, "/")
	rest, _, _ = strings.Cut(rest, "/")
	first, last, found := strings.Cut(rest, "-")
	start, err1 := strconv.Atoi(first)
	end, err2 := strconv.Atoi(last)
	return start, end, ok && found && err1 == nil && err2 == nil
}

// Text reads the node of a sentence.
func (n *Node) Text() string { return n.text(n.v.Text) }
