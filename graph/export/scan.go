package export

import (
	"cmp"
	"context"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// ahead is how many quads are handed over at a time.
const ahead = 1024

// eachQuad calls fn for every quad of the graph until ctx is done. The graph is read in a goroutine of its own, some
// thousand quads ahead of fn, and is not read any more when eachQuad returns.
func eachQuad(ctx context.Context, g query.Graph, fn func(quad.Quad) error) error {
	fresh := func() []quad.Quad { return make([]quad.Quad, 0, ahead) }
	return pipe(ctx, fresh, func(quads []quad.Quad, send func([]quad.Quad) ([]quad.Quad, error)) error {
		err := g.Each(quad.Quad{}, func(q quad.Quad) (err error) {
			if quads = append(quads, q); len(quads) == ahead {
				quads, err = send(quads)
				quads = quads[:0]
			}
			return err
		})
		if err != nil {
			return err
		}
		_, err = send(quads)
		return err
	}, func(quads []quad.Quad) error {
		for i := range quads {
			if err := fn(quads[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// A subject is a node as its quads tell it, gathered one quad at a time so that a node which every document speaks of
// takes no more memory than another.
type subject struct {
	node     quad.Value
	id       string
	class    quad.IRI
	label    quad.IRI // of the document that says so; the first of several, "" for what was derived or decided
	args     []extract.Arg
	place    *extract.Ref
	texts    [fields]string
	tallies  [tallied]map[string]int // values, with the number of documents that say so
	others   map[string]bool         // aliases
	numbers  [numbers]int
	first    sentence // of a claim
	sameAs   string
	namesake string
	kind     string   // relation of an event
	reports  []string // claims of an event, ids
	dates    []string // other dates of an event
	places   []extract.Ref
	odds     []string // what is contradicted; of a tenure the ids of others
	again    bool     // it is a tenure of a second term or a later one
}

// doc is the id of the document that says so.
func (s *subject) doc(v graph.Vocabulary) string { return v.ID(s.label) }

// A field is a property that holds text. Where documents differ, the first in order counts, as for dates of a claim
// there is only one document; what documents say of entities is tallied.
type field int

const (
	fieldDate field = iota
	fieldModality
	fieldStatus
	fieldSubtype
	fieldLabel
	fieldTitle
	fieldURL
	fieldPath
	fieldText
	fieldPreferred
	fieldFirst
	fieldLast
	fieldStart
	fieldFinish
	fields
)

// A tally is a property of which the value counts that most documents give.
type tally int

const (
	tallyName tally = iota
	tallyISO
	tallyCountry
	tallied
)

// A figure is a property that holds a number.
type figure int

const (
	figureCount figure = iota
	figureReports
	figureSources
	numbers
)

// A scanner reads nodes off a graph in one pass.
type scanner struct {
	v          graph.Vocabulary
	documents  string // beginning of the labels of documents
	predicates map[quad.IRI]predicate
	cur        subject
}

// A predicate says what to do with its objects.
type predicate func(s *subject, o quad.Value)

func newScanner(v graph.Vocabulary) *scanner {
	ref := func(o quad.Value) extract.Ref { return refOf(v, o) }
	s := &scanner{v: v, documents: string(v.Node(graph.DocumentID(""))), predicates: map[quad.IRI]predicate{
		graph.Type: func(s *subject, o quad.Value) {
			if class, ok := o.(quad.IRI); ok && (s.class == "" || class < s.class) {
				s.class = class
			}
		},
		v.Alias:      func(s *subject, o quad.Value) { s.others = mark(s.others, o) },
		v.Place:      func(s *subject, o quad.Value) { r := ref(o); s.place = &r },
		v.SameAs:     func(s *subject, o quad.Value) { s.sameAs = v.ID(o) },
		v.Namesake:   func(s *subject, o quad.Value) { s.namesake = v.ID(o) },
		v.After:      func(s *subject, _ quad.Value) { s.again = true },
		v.Kind:       func(s *subject, o quad.Value) { s.kind = v.RelationName(o) },
		v.ReportedBy: func(s *subject, o quad.Value) { s.reports = append(s.reports, v.ID(o)) },
		v.OtherPlace: func(s *subject, o quad.Value) { s.places = append(s.places, ref(o)) },
		v.OtherDate: func(s *subject, o quad.Value) {
			if date, ok := o.(quad.String); ok {
				s.dates = append(s.dates, string(date))
			}
		},
		v.Conflict: func(s *subject, o quad.Value) {
			r := ref(o)
			s.odds = append(s.odds, cmp.Or(r.Entity, r.Name))
		},
	}}
	s.properties()
	return s
}

// properties makes the predicates known whose objects are kept as they are.
func (s *scanner) properties() {
	v := &s.v
	for p, t := range map[quad.IRI]tally{v.Name: tallyName, v.ISO: tallyISO, v.Country: tallyCountry} {
		s.predicates[p] = func(s *subject, o quad.Value) { s.tallies[t] = count(s.tallies[t], o) }
	}
	for p, n := range map[quad.IRI]figure{v.Count: figureCount, v.Reports: figureReports, v.Sources: figureSources} {
		s.predicates[p] = func(s *subject, o quad.Value) {
			i, _ := o.(quad.Int)
			s.numbers[n] = int(i)
		}
	}
	for p, f := range map[quad.IRI]field{
		v.Date: fieldDate, v.Modality: fieldModality, v.Status: fieldStatus, v.Subtype: fieldSubtype, v.Label: fieldLabel,
		v.Title: fieldTitle, v.URL: fieldURL, v.Path: fieldPath, v.Text: fieldText,
		v.Preferred: fieldPreferred, v.First: fieldFirst, v.Last: fieldLast, v.Start: fieldStart, v.Finish: fieldFinish,
	} {
		s.predicates[p] = func(s *subject, o quad.Value) {
			if text, ok := o.(quad.String); ok && (s.texts[f] == "" || string(text) < s.texts[f]) {
				s.texts[f] = string(text)
			}
		}
	}
}

func count(counts map[string]int, o quad.Value) map[string]int {
	if s, ok := o.(quad.String); ok {
		if counts == nil {
			counts = map[string]int{}
		}
		counts[string(s)]++
	}
	return counts
}

func mark(set map[string]bool, o quad.Value) map[string]bool {
	if s, ok := o.(quad.String); ok {
		if set == nil {
			set = map[string]bool{}
		}
		set[string(s)] = true
	}
	return set
}

// refOf is an entity by its id, or a name that stands for none.
func refOf(v graph.Vocabulary, o quad.Value) extract.Ref {
	if name, ok := o.(quad.String); ok {
		return extract.Ref{Name: string(name)}
	}
	return extract.Ref{Entity: v.ID(o)}
}

// scan calls fn with every node of the graph, good until fn returns, and said, unless nil, with the document of each name
// that a node is given. The graph must give the quads of a node one after the other.
func (s *scanner) scan(ctx context.Context, g query.Graph, said func(id, doc, name string) error, fn func(*subject) error) error {
	var label quad.Value // of the last quad
	var doc quad.IRI     // the label, if it is one of a document
	err := eachQuad(ctx, g, func(q quad.Quad) error {
		if q.Subject != s.cur.node {
			if err := s.finish(fn); err != nil {
				return err
			}
			s.cur = subject{node: q.Subject, id: s.v.ID(q.Subject), args: s.cur.args[:0], reports: s.cur.reports[:0]}
		}
		if s.cur.id == "" {
			return nil
		}
		if q.Label != label {
			label, doc = q.Label, s.document(q.Label)
		}
		if doc != "" && (s.cur.label == "" || doc < s.cur.label) {
			s.cur.label = doc
		}
		p, _ := q.Predicate.(quad.IRI)
		take, ok := s.predicates[p]
		if !ok {
			take = s.other(p)
		}
		take(&s.cur, q.Object)
		if said != nil && p == s.v.Name && doc != "" {
			name, _ := q.Object.(quad.String)
			return said(s.cur.id, s.v.ID(doc), string(name))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.finish(fn)
}

func (s *scanner) finish(fn func(*subject) error) error {
	if s.cur.id == "" {
		return nil
	}
	return fn(&s.cur)
}

// other makes a predicate of a role or rule known, and of any other one that nothing is done with.
func (s *scanner) other(p quad.IRI) predicate {
	take := func(*subject, quad.Value) {}
	if role := s.v.RoleName(p); role != "" {
		take = func(cur *subject, o quad.Value) {
			r := refOf(s.v, o)
			for _, a := range cur.args {
				if a.Role == role && a.Entity == r.Entity && a.Name == r.Name {
					return
				}
			}
			cur.args = append(cur.args, extract.Arg{Role: role, Entity: r.Entity, Name: r.Name})
		}
	}
	if _, ok := s.v.RuleName(p); ok {
		take = func(cur *subject, o quad.Value) { cur.first.keep(s.v.ID(o)) }
	}
	s.predicates[p] = take
	return take
}

// document is the label of a document, or "" for a label of what was derived or decided.
func (s *scanner) document(label quad.Value) quad.IRI {
	if doc, ok := label.(quad.IRI); ok && strings.HasPrefix(string(doc), s.documents) {
		return doc
	}
	return ""
}

// best is the value that most documents give, the first in order of several.
func (s *subject) best(t tally) string {
	best, most := "", 0
	for value, n := range s.tallies[t] {
		if n > most || n == most && value < best {
			best, most = value, n
		}
	}
	return best
}
