package export

import (
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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	full, empty := make(chan []quad.Quad, 2), make(chan []quad.Quad, 4)
	var readErr error
	go func() {
		defer close(full) // readErr is visible to whoever sees it closed
		readErr = readAhead(ctx, g, full, empty)
	}()
	var err error
	for quads := range full {
		for i := 0; i < len(quads) && err == nil; i++ {
			if err = fn(quads[i]); err != nil {
				cancel()
			}
		}
		empty <- quads[:0]
	}
	if err != nil {
		return err
	}
	return readErr
}

func readAhead(ctx context.Context, g query.Graph, full chan<- []quad.Quad, empty chan []quad.Quad) error {
	for range cap(empty) {
		empty <- make([]quad.Quad, 0, ahead)
	}
	quads := <-empty
	send := func() error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case full <- quads:
			quads = <-empty
			return nil
		}
	}
	err := g.Each(quad.Quad{}, func(q quad.Quad) error {
		if quads = append(quads, q); len(quads) < ahead {
			return nil
		}
		return send()
	})
	if err != nil {
		return err
	}
	return send()
}

// A subject is a node as its quads tell it, gathered one quad at a time so that a node which every document speaks of
// takes no more memory than another.
type subject struct {
	node   quad.Value
	id     string
	class  quad.IRI
	doc    string // id of the document that says so; the first of several
	args   []extract.Arg
	place  *extract.Ref
	texts  [fields]string
	count  int
	begin  int
	end    int
	claim  string          // of evidence
	names  map[string]int  // spellings, with the number of documents that write so
	others map[string]bool // aliases
}

// A field is a property that holds text. Where documents differ, the first in order counts, as for dates of a claim
// there is only one document; names are counted apart.
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
	fieldISO
	fieldCountry
	fieldSentence
	fieldRule
	fields
)

// A scanner reads nodes off a graph in one pass.
type scanner struct {
	v          graph.Vocabulary
	predicates map[quad.IRI]predicate
	labels     map[quad.Value]string // some labels seen, with the ids of their documents
	label      quad.Value            // of the last quad
	labelID    string
	cur        subject
}

// A predicate says what to do with its objects.
type predicate func(s *scanner, o quad.Value)

func newScanner(v graph.Vocabulary) *scanner {
	s := &scanner{v: v, labels: map[quad.Value]string{}, predicates: map[quad.IRI]predicate{
		graph.Type: func(s *scanner, o quad.Value) {
			if class, ok := o.(quad.IRI); ok && (s.cur.class == "" || class < s.cur.class) {
				s.cur.class = class
			}
		},
		v.Name:  func(s *scanner, o quad.Value) { s.cur.names = tally(s.cur.names, o) },
		v.Alias: func(s *scanner, o quad.Value) { s.cur.others = mark(s.cur.others, o) },
		v.Place: func(s *scanner, o quad.Value) { r := s.ref(o); s.cur.place = &r },
		v.Claim: func(s *scanner, o quad.Value) { s.cur.claim = s.v.ID(o) },
		v.Count: func(s *scanner, o quad.Value) { s.cur.count = number(o) },
		v.Begin: func(s *scanner, o quad.Value) { s.cur.begin = number(o) },
		v.End:   func(s *scanner, o quad.Value) { s.cur.end = number(o) },
	}}
	for f, p := range map[field]quad.IRI{
		fieldDate: v.Date, fieldModality: v.Modality, fieldStatus: v.Status, fieldSubtype: v.Subtype, fieldLabel: v.Label,
		fieldTitle: v.Title, fieldURL: v.URL, fieldPath: v.Path, fieldISO: v.ISO, fieldCountry: v.Country,
		fieldSentence: v.Sentence, fieldRule: v.Rule,
	} {
		s.predicates[p] = func(s *scanner, o quad.Value) {
			if text, ok := o.(quad.String); ok && (s.cur.texts[f] == "" || string(text) < s.cur.texts[f]) {
				s.cur.texts[f] = string(text)
			}
		}
	}
	return s
}

func number(o quad.Value) int {
	i, _ := o.(quad.Int)
	return int(i)
}

func tally(counts map[string]int, o quad.Value) map[string]int {
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

// ref is an entity by its id, or a name that stands for none.
func (s *scanner) ref(o quad.Value) extract.Ref {
	if name, ok := o.(quad.String); ok {
		return extract.Ref{Name: string(name)}
	}
	return extract.Ref{Entity: s.v.ID(o)}
}

// scan calls fn with every node of the graph, good until fn returns, and said, unless nil, with the label of each name
// that a node is given. The graph must give the quads of a node one after the other.
func (s *scanner) scan(ctx context.Context, g query.Graph, said func(id, doc, name string) error, fn func(*subject) error) error {
	err := eachQuad(ctx, g, func(q quad.Quad) error {
		if q.Subject != s.cur.node {
			if err := s.finish(fn); err != nil {
				return err
			}
			s.cur = subject{node: q.Subject, id: s.v.ID(q.Subject), args: s.cur.args[:0]}
		}
		if s.cur.id == "" {
			return nil
		}
		doc := s.document(q.Label)
		if doc != "" && (s.cur.doc == "" || doc < s.cur.doc) {
			s.cur.doc = doc
		}
		p, _ := q.Predicate.(quad.IRI)
		take, ok := s.predicates[p]
		if !ok {
			take = s.role(p)
		}
		take(s, q.Object)
		if said != nil && p == s.v.Name && doc != "" {
			name, _ := q.Object.(quad.String)
			return said(s.cur.id, doc, string(name))
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

// role makes a predicate of a role known, and of any other one that nothing is done with.
func (s *scanner) role(p quad.IRI) predicate {
	take := func(*scanner, quad.Value) {}
	if role := s.v.RoleName(p); role != "" {
		take = func(s *scanner, o quad.Value) {
			r := s.ref(o)
			for _, a := range s.cur.args {
				if a.Role == role && a.Entity == r.Entity && a.Name == r.Name {
					return
				}
			}
			s.cur.args = append(s.cur.args, extract.Arg{Role: role, Entity: r.Entity, Name: r.Name})
		}
	}
	s.predicates[p] = take
	return take
}

// document is the id of the document that a label names, or "" for labels of what was derived or decided.
func (s *scanner) document(label quad.Value) string {
	if label == s.label {
		return s.labelID
	}
	s.label, s.labelID = label, s.documentOf(label)
	return s.labelID
}

func (s *scanner) documentOf(label quad.Value) string {
	if id, ok := s.labels[label]; ok {
		return id
	}
	id := s.v.ID(label)
	if !strings.HasPrefix(id, graph.DocumentID("")) {
		id = ""
	}
	if len(s.labels) > 4096 {
		clear(s.labels)
	}
	s.labels[label] = id
	return id
}

// best is the spelling that most documents use, the first in order of several.
func (s *subject) best() string {
	best, most := "", 0
	for name, n := range s.names {
		if n > most || n == most && name < best {
			best, most = name, n
		}
	}
	return best
}
