package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// ClaimsVersion is the version of the format claims. Facts make other quads of version 1, which is read all the same.
const ClaimsVersion = 2

// A ClaimsHeader is the first line of the format claims.
type ClaimsHeader struct {
	Format  string `json:"format"` // "quanhe-claims"
	Version int    `json:"version"`
	Base    string `json:"base"` // of the graph's IRIs
}

// A ClaimsLine is a line behind the header: all that one label says. A document is its facts, and in More, as N-Quads,
// what the graph says of it beside them; other labels have More alone. The last line has only End.
type ClaimsLine struct {
	*extract.Facts
	Label string     `json:"label,omitempty"` // N-Quads term, where the label is no document
	More  []string   `json:"more,omitempty"`
	End   *ClaimsEnd `json:"end,omitempty"`
}

// A ClaimsEnd counts the lines before it and their quads, so that a file which was cut short is found out.
type ClaimsEnd struct {
	Lines int `json:"lines"`
	Quads int `json:"quads"`
}

// claimsFormat names the format in its header.
const claimsFormat = "quanhe-claims"

// writeClaims writes everything that documents say and people decided, a line for each label. What was derived from it is
// left out: who reads the file derives it again. Each line is read back before it is written, so nothing can be lost that
// the facts of a document do not tell.
func writeClaims(b *bench, out sink, g query.Graph, base string) (Counts, error) {
	w, err := out.file("claims.jsonl")
	if err != nil {
		return Counts{}, err
	}
	quads, err := byDocument(b, g)
	if err != nil {
		return Counts{}, err
	}
	v := graph.NewVocabulary(base)
	base = v.Base()
	line := func(v any) error {
		_, err := w.Write(append(jsonValue(v), '\n'))
		return err
	}
	if err := line(ClaimsHeader{claimsFormat, ClaimsVersion, base}); err != nil {
		return Counts{}, err
	}
	var counts Counts
	end := ClaimsEnd{}
	var group []quad.Quad
	finish := func() error {
		if len(group) == 0 {
			return nil
		}
		l, err := claimsLine(group, base)
		if err != nil {
			return err
		}
		if l.Facts != nil {
			counts.Documents++
		}
		end.Lines++
		end.Quads += len(group)
		group = group[:0]
		return line(l)
	}
	err = eachTriple(quads, func(parts [4]string, first int, object *unpacker) error {
		if first == 0 {
			if err := finish(); err != nil {
				return err
			}
		}
		q := quad.Quad{Subject: termValue(parts[1]), Predicate: termValue(parts[2]), Object: objectValue(object), Label: termValue(parts[0])}
		if q.Label != v.Derived {
			group = append(group, q)
		}
		return nil
	})
	if err == nil {
		err = finish()
	}
	if err != nil {
		return Counts{}, err
	}
	counts.Quads = end.Quads
	return counts, line(ClaimsLine{End: &end})
}

// termValue undoes appendTerm for IRIs and blank nodes; no term is no value.
func termValue(term string) quad.Value {
	switch {
	case term == "":
		return nil
	case strings.HasPrefix(term, "_:"):
		return quad.BNode(term[2:])
	}
	return quad.IRI(term[1 : len(term)-1])
}

// objectValue undoes packTerm.
func objectValue(u *unpacker) quad.Value {
	if u.string() == "i" {
		if s := u.string(); strings.HasPrefix(s, "_:") {
			return quad.BNode(s[2:])
		} else {
			return quad.IRI(s)
		}
	}
	text, lang, datatype := u.string(), u.string(), u.string()
	switch {
	case lang != "":
		return quad.LangString{Value: quad.String(text), Lang: lang}
	case datatype != "":
		typed := quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
		if v, err := typed.ParseValue(); err == nil {
			return v
		}
		return typed
	}
	return quad.String(text)
}

// claimsLine tells the quads of one label as facts, as far as the facts give the quads back, and the rest as they are.
func claimsLine(group []quad.Quad, base string) (ClaimsLine, error) {
	if f, err := graph.Facts(group, base); err == nil && graph.NewVocabulary(base).Node(graph.DocumentID(f.SHA256)) == group[0].Label {
		told := graph.Quads(f, base)
		rest := slices.DeleteFunc(slices.Clone(group), func(q quad.Quad) bool { return among(told, q) })
		if len(rest)+len(told) == len(group) {
			more, err := nquadLines(rest)
			return ClaimsLine{Facts: f, More: more}, err
		}
	}
	more, err := nquadLines(group)
	if err != nil || group[0].Label == nil {
		return ClaimsLine{More: more}, err
	}
	label, err := appendTerm(nil, group[0].Label)
	return ClaimsLine{Label: string(label), More: more}, err
}

// among reports whether a quad is in a sorted list.
func among(sorted []quad.Quad, q quad.Quad) bool {
	_, found := slices.BinarySearchFunc(sorted, q, graph.Compare)
	return found
}

func nquadLines(quads []quad.Quad) ([]string, error) {
	var lines []string
	for _, q := range quads {
		line, err := appendNQuad(nil, q)
		if err != nil {
			return nil, err
		}
		lines = append(lines, strings.TrimSuffix(string(line), "\n"))
	}
	return lines, nil
}

// Quads returns the quads of a line under the base of its header. All have one label, nil for quads without.
func (l *ClaimsLine) Quads(base string) ([]quad.Quad, error) {
	var list []quad.Quad
	if l.Facts != nil {
		list = graph.Quads(l.Facts, base)
	}
	r := nquads.NewReader(bufio.NewReader(strings.NewReader(strings.Join(l.More, "\n"))), false)
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("more: %w", err)
		}
		list = append(list, q)
	}
	if len(list) == 0 {
		return nil, errors.New("the line says nothing")
	}
	for _, q := range list {
		if q.Label != list[0].Label {
			return nil, fmt.Errorf("quads of two labels, %v and %v, in one line", list[0].Label, q.Label)
		}
	}
	return list, nil
}
