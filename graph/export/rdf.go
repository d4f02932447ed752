package export

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/query"
)

// byDocument sorts the quads by label, subject, predicate and object, each in the form of N-Quads; a quad without label
// has "" and comes first.
func byDocument(b *bench, g query.Graph) (*sorter, error) {
	quads := b.sorter(true)
	var key, term []byte
	err := eachQuad(b.ctx, g, func(q quad.Quad) (err error) {
		key = key[:0]
		for i, v := range [...]quad.Value{q.Label, q.Subject, q.Predicate, q.Object} {
			term = term[:0]
			if i > 0 || v != nil {
				if term, err = appendTerm(term, v); err != nil {
					return fmt.Errorf("quad %v: %w", q, err)
				}
			}
			key = appendKey(key, string(term))
		}
		return quads.add(key, packTerm(q.Object))
	})
	return quads, err
}

// packTerm keeps a value apart from its syntax for formats that have another one.
func packTerm(v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendStrings(nil, "i", string(v))
	case quad.BNode:
		return appendStrings(nil, "i", v.String())
	}
	l, _ := literalOf(v) // appendTerm has refused what is none
	return appendStrings(nil, "l", l.text, l.lang, l.datatype)
}

// eachTriple calls fn with each quad in the order of byDocument; first is the number of the first part that differs from
// the quad before: 0 label, 1 subject, 2 predicate, 3 object.
func eachTriple(quads *sorter, fn func(parts [4]string, first int, object *unpacker) error) error {
	var last [4]string
	seen := false
	return quads.last(func(key, value []byte) error {
		var parts [4]string
		for i := range parts {
			parts[i], key = cutKey(key)
		}
		first := 0
		for seen && first < 3 && parts[first] == last[first] {
			first++
		}
		last, seen = parts, true
		return fn(parts, first, unpack(value))
	})
}

// writeTriG writes all quads with a block for each document. Predicates and classes are shortened by prefixes.
func writeTriG(b *bench, out sink, g query.Graph, base string) (Counts, error) {
	w, err := out.file("graph.trig")
	if err != nil {
		return Counts{}, err
	}
	quads, err := byDocument(b, g)
	if err != nil {
		return Counts{}, err
	}
	s := newShortener(graph.NewVocabulary(base).Base())
	w.WriteString(s.prefixes())
	n := 0
	block := false
	err = eachTriple(quads, func(parts [4]string, first int, _ *unpacker) error {
		if n > 0 {
			w.WriteString([...]string{" .\n", " .\n", " ;\n    ", " , "}[first])
		}
		if first == 0 {
			if block {
				w.WriteString("}\n")
			}
			if block = parts[0] != ""; block {
				w.WriteString(parts[0] + " {\n")
			}
		}
		if first <= 1 {
			w.WriteString(parts[1] + "\n    ")
		}
		if first <= 2 {
			w.WriteString(s.predicate(parts[2]) + " ")
		}
		n++
		_, err := w.WriteString(s.short(parts[3]))
		return err
	})
	if n > 0 {
		w.WriteString(" .\n")
	}
	if block {
		w.WriteString("}\n")
	}
	writeQuadCount(w, n)
	return Counts{Quads: n}, err
}

// writeJSONLD writes all quads in expanded form, which needs no context: an object for each document, which is a named
// graph of nodes.
func writeJSONLD(b *bench, out sink, g query.Graph) (Counts, error) {
	w, err := out.file("graph.jsonld")
	if err != nil {
		return Counts{}, err
	}
	quads, err := byDocument(b, g)
	if err != nil {
		return Counts{}, err
	}
	n := 0
	named := false
	w.WriteString("[")
	err = eachTriple(quads, func(parts [4]string, first int, object *unpacker) error {
		if n > 0 {
			w.WriteString([...]string{"]}", "]},", "],", ","}[first])
		}
		if first == 0 {
			if named {
				w.WriteString("]}")
			}
			if n > 0 {
				w.WriteString(",")
			}
			w.WriteString("\n")
			if named = parts[0] != ""; named {
				w.WriteString(`{"@id":` + jsonText(plainTerm(parts[0])) + `,"@graph":[`)
			}
		}
		if first <= 1 {
			w.WriteString("\n" + `{"@id":` + jsonText(plainTerm(parts[1])))
			w.WriteString(",")
		}
		if first <= 2 {
			w.WriteString(jsonText(plainTerm(parts[2])) + ":[")
		}
		n++
		_, err := w.WriteString(jsonTerm(object))
		return err
	})
	if n > 0 {
		w.WriteString("]}")
	}
	if named {
		w.WriteString("]}")
	}
	w.WriteString("\n]\n")
	return Counts{Quads: n}, err
}

// plainTerm is an IRI without its brackets, or a blank node.
func plainTerm(term string) string {
	if len(term) > 1 && term[0] == '<' {
		return term[1 : len(term)-1]
	}
	return term
}

// jsonTerm is the object of a quad in expanded JSON-LD.
func jsonTerm(u *unpacker) string {
	if u.string() == "i" {
		return `{"@id":` + jsonText(u.string()) + `}`
	}
	text, lang, datatype := u.string(), u.string(), u.string()
	switch {
	case lang != "":
		return `{"@value":` + jsonText(text) + `,"@language":` + jsonText(lang) + `}`
	case datatype != "":
		return `{"@value":` + jsonText(text) + `,"@type":` + jsonText(datatype) + `}`
	}
	return `{"@value":` + jsonText(text) + `}`
}
