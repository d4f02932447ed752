package export

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph/query"
)

// The datatypes of values that are no strings, in full.
const (
	xsdBoolean = "http://www.w3.org/2001/XMLSchema#boolean"
	xsdInteger = "http://www.w3.org/2001/XMLSchema#integer"
)

// writeNQuads writes all quads, sorted, with the document as graph label. The values are written here and not by the quad
// module, which shortens datatypes to xsd:integer and writes "True", so that no RDF reader knows them.
func writeNQuads(b *bench, out sink, g query.Graph) (Counts, error) {
	w, err := out.file("graph.nq")
	if err != nil {
		return Counts{}, err
	}
	lines := b.sorter(true)
	var line []byte
	err = eachQuad(b.ctx, g, func(q quad.Quad) (err error) {
		if line, err = appendNQuad(line[:0], q); err != nil {
			return err
		}
		return lines.add(line, nil)
	})
	if err != nil {
		return Counts{}, err
	}
	n := 0
	err = lines.last(func(line, _ []byte) error {
		n++
		_, err := w.Write(line)
		return err
	})
	writeQuadCount(w, n)
	return Counts{Quads: n}, err
}

// writeQuadCount ends a file with a comment that counts its quads, so that one which was cut short is found out.
func writeQuadCount(w *bufio.Writer, n int) { fmt.Fprintf(w, "# %d quads\n", n) }

// appendNQuad prints a quad as one line.
func appendNQuad(b []byte, q quad.Quad) (_ []byte, err error) {
	for i, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if i == 3 && v == nil { // no label
			continue
		}
		if b, err = appendTerm(b, v); err != nil {
			return nil, fmt.Errorf("quad %v: %w", q, err)
		}
		b = append(b, ' ')
	}
	return append(b, '.', '\n'), nil
}

// appendTerm prints a value as N-Quads, Turtle and TriG have it.
func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, v)
	case quad.BNode:
		return append(b, v.String()...), nil
	case quad.String:
		return appendLiteral(b, string(v)), nil
	}
	l, err := literalOf(v)
	if err != nil {
		return nil, err
	}
	b = appendLiteral(b, l.text)
	if l.lang != "" {
		return append(append(b, '@'), l.lang...), nil
	}
	return appendIRI(append(b, "^^"...), quad.IRI(l.datatype))
}

// A literal is a text with its language or datatype, both "" for a plain string.
type literal struct{ text, lang, datatype string }

// literalOf takes a value apart that is neither IRI nor blank node.
func literalOf(v quad.Value) (literal, error) {
	switch v := v.(type) {
	case quad.String:
		return literal{text: string(v)}, nil
	case quad.LangString:
		return literal{text: string(v.Value), lang: v.Lang}, nil
	case quad.Bool:
		return literal{text: strconv.FormatBool(bool(v)), datatype: xsdBoolean}, nil
	case quad.Int:
		return literal{text: strconv.FormatInt(int64(v), 10), datatype: xsdInteger}, nil
	case quad.TypedString:
		return literal{text: string(v.Value), datatype: string(v.Type.Full())}, nil
	case quad.TypedStringer:
		typed := v.TypedString()
		return literal{text: string(typed.Value), datatype: string(typed.Type.Full())}, nil
	}
	return literal{}, fmt.Errorf("a value of type %T has no form in RDF", v)
}

// appendIRI refuses what an IRI cannot hold: the line would read as something else.
func appendIRI(b []byte, iri quad.IRI) ([]byte, error) {
	bad := iri == ""
	for i := 0; i < len(iri); i++ {
		bad = bad || notInIRI[iri[i]]
	}
	if bad {
		return nil, fmt.Errorf("%q is no IRI", string(iri))
	}
	return append(append(append(b, '<'), iri...), '>'), nil
}

// notInIRI are the bytes that an IRI must not hold.
var notInIRI = func() (bad [256]bool) {
	for c := range bad {
		bad[c] = c <= ' ' || strings.IndexByte("<>\"{}|^`\\", byte(c)) >= 0
	}
	return bad
}()

// appendLiteral quotes a text. Control characters are escaped: some readers end a text at one.
func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7F {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"':
			b = append(b, `\"`...)
		case '\\': // by number, because rdflib takes the second of two before a letter for the first of an escape
			b = append(b, `\u005C`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = fmt.Appendf(b, `\u%04X`, c)
		}
	}
	return append(append(b, s[from:]...), '"')
}
