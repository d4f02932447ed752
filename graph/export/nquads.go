package export

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph/query"
)

// xsdBoolean is the datatype of true and false.
const xsdBoolean = "http://www.w3.org/2001/XMLSchema#boolean"

// writeNQuads writes all quads, sorted, with the document as graph label. The values are written here and not by the quad
// module, which shortens datatypes to xsd:integer and writes "True", so that no RDF reader knows them.
func writeNQuads(ctx context.Context, w *bufio.Writer, g query.Graph) (Counts, error) {
	var lines []string
	err := g.Each(quad.Quad{}, func(q quad.Quad) error {
		line, err := nquad(q)
		if err != nil {
			return err
		}
		lines = append(lines, line)
		return ctx.Err()
	})
	if err != nil {
		return Counts{}, err
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	for _, line := range lines {
		w.WriteString(line)
	}
	return Counts{Quads: len(lines)}, nil
}

// nquad prints a quad as one line.
func nquad(q quad.Quad) (string, error) {
	var b strings.Builder
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && b.Len() > 0 { // no label
			continue
		}
		s, err := nquadsValue(v)
		if err != nil {
			return "", fmt.Errorf("quad %v: %w", q, err)
		}
		b.WriteString(s)
		b.WriteByte(' ')
	}
	b.WriteString(".\n")
	return b.String(), nil
}

func nquadsValue(v quad.Value) (string, error) {
	switch v := v.(type) {
	case quad.IRI:
		return nquadsIRI(v)
	case quad.BNode:
		return v.String(), nil
	case quad.String:
		return nquadsString(v), nil
	case quad.LangString:
		return nquadsString(v.Value) + "@" + v.Lang, nil
	case quad.Bool:
		return fmt.Sprintf(`"%t"^^<%s>`, bool(v), xsdBoolean), nil
	case quad.TypedString:
		return nquadsTyped(v)
	case quad.TypedStringer:
		return nquadsTyped(v.TypedString())
	}
	return "", fmt.Errorf("a value of type %T has no form in N-Quads", v)
}

func nquadsTyped(v quad.TypedString) (string, error) {
	datatype, err := nquadsIRI(v.Type.Full())
	return nquadsString(v.Value) + "^^" + datatype, err
}

// nquadsIRI refuses what an IRI cannot hold: the line would read as something else.
func nquadsIRI(iri quad.IRI) (string, error) {
	if iri == "" || strings.ContainsFunc(string(iri), func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) }) {
		return "", fmt.Errorf("%q is no IRI", string(iri))
	}
	return "<" + string(iri) + ">", nil
}

var nquadsEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func nquadsString(s quad.String) string { return `"` + nquadsEscapes.Replace(string(s)) + `"` }
