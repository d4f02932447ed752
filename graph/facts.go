package graph

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
)

// Facts undoes Quads: it reads what one document says from the document's quads, in whatever order they come. Nodes that
// are no document, entity, claim or sentence are passed over.
//
// Entities and claims come in the order of the text, those that the text does not show last, then by id or claim line;
// the arguments of a claim by role, then name.
func Facts(quads []quad.Quad, base string) (*extract.Facts, error) {
	r := &factsReader{v: NewVocabulary(base), names: map[string]string{}, sentences: map[string]string{}}
	sorted := slices.Clone(quads)
	slices.SortFunc(sorted, Compare)
	for rest := sorted; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Subject == rest[0].Subject {
			n++
		}
		if err := r.node(rest[:n]); err != nil {
			return nil, fmt.Errorf("facts: %w", err)
		}
		rest = rest[n:]
	}
	if r.facts == nil {
		return nil, errors.New("facts: no node of a document among the quads; is the base right?")
	}
	for _, n := range r.claims {
		c := n.Claim(func(id string) string { return r.names[id] })
		c.Evidence = n.Evidence(func(id string) string { return r.sentences[id] })
		r.facts.Claims = append(r.facts.Claims, c)
	}
	for i := range r.entities {
		e := &r.entities[i]
		e.Mentions = r.mentions[e.ID]
	}
	r.facts.Entities = r.entities
	slices.SortFunc(r.facts.Entities, compareEntities)
	slices.SortFunc(r.facts.Claims, compareClaims)
	return r.facts, nil
}

// A factsReader collects the nodes of one document. Claims wait until all names and sentences are known.
type factsReader struct {
	v         Vocabulary
	facts     *extract.Facts
	label     quad.Value
	entities  []extract.Entity
	mentions  map[string][]extract.Mention // by id of the entity
	names     map[string]string            // entity id -> name
	claims    []*Node
	sentences map[string]string // id -> text
}

// node takes the quads of one subject.
func (r *factsReader) node(quads []quad.Quad) error {
	subject, ok := quads[0].Subject.(quad.IRI)
	if !ok {
		return nil
	}
	for _, q := range quads {
		if r.label == nil {
			r.label = q.Label
		}
		if q.Label != r.label {
			return fmt.Errorf("quads of %v and of %v; give those of one document", r.label, q.Label)
		}
	}
	n := r.v.NewNode(subject, quads)
	switch class := n.Class(); {
	case class == r.v.Article:
		if r.facts != nil {
			return fmt.Errorf("two documents, %s and %s, among the quads", DocumentID(r.facts.SHA256), n.ID())
		}
		doc := n.Document()
		r.facts = &doc
		var err error
		if r.mentions, err = n.mentions(); err != nil {
			return err
		}
	case class == r.v.Sentence:
		r.sentences[n.ID()] = n.Text()
	case r.v.RelationName(class) != "":
		r.claims = append(r.claims, n)
	case r.v.EntityType(class) != "":
		e := n.Entity()
		r.entities = append(r.entities, e)
		r.names[e.ID] = e.Name
	}
	return nil
}

func compareEvidence(a, b extract.Evidence) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		strings.Compare(a.Rule, b.Rule), strings.Compare(a.Text, b.Text))
}

func compareEntities(a, b extract.Entity) int {
	return cmp.Or(cmp.Compare(firstMention(a), firstMention(b)), strings.Compare(a.ID, b.ID))
}

func compareClaims(a, b extract.Claim) int {
	return cmp.Or(cmp.Compare(firstEvidence(a), firstEvidence(b)),
		strings.Compare(a.String(), b.String()), strings.Compare(claimKey(&a), claimKey(&b)))
}

// unseen sorts what the text does not show behind everything that it does.
const unseen = int(^uint(0) >> 1)

func firstMention(e extract.Entity) int {
	if len(e.Mentions) == 0 {
		return unseen
	}
	return e.Mentions[0].Start
}

func firstEvidence(c extract.Claim) int {
	if len(c.Evidence) == 0 {
		return unseen
	}
	return c.Evidence[0].Start
}
