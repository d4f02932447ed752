package export

import (
	"strings"

	"quanhe/graph"
)

// A shortener writes IRIs with prefixes where what follows is a plain name.
type shortener struct{ spaces []namespace }

type namespace struct{ prefix, iri string }

func newShortener(base string) shortener {
	return shortener{[]namespace{
		{"property", base + "property/"}, {"role", base + "role/"}, {"class", base + "class/"},
		{"relation", base + "relation/"}, {"rule", base + "rule/"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"},
	}}
}

func (s shortener) prefixes() string {
	var b strings.Builder
	for _, ns := range s.spaces {
		b.WriteString("@prefix " + ns.prefix + ": <" + ns.iri + "> .\n")
	}
	return b.String()
}

// short writes a term in the form of N-Quads shorter if it can.
func (s shortener) short(term string) string {
	// Of a literal only the datatype is shortened, which stands behind the last quote.
	head, iri := "", term
	if strings.HasPrefix(term, `"`) {
		end := strings.LastIndexByte(term, '"') + 1
		if !strings.HasPrefix(term[end:], "^^") {
			return term
		}
		head, iri = term[:end+2], term[end+2:]
	}
	for _, ns := range s.spaces {
		name, ok := strings.CutPrefix(iri, "<"+ns.iri)
		if name, ok2 := strings.CutSuffix(name, ">"); ok && ok2 && plainName(name) {
			return head + ns.prefix + ":" + name
		}
	}
	return term
}

// plainName reports whether a name needs no escapes behind a prefix.
func plainName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9') && c != '_' && c != '-') {
			return false
		}
	}
	return s != ""
}

// predicate is short for a term in the place of a predicate, where the type has a name of its own.
func (s shortener) predicate(term string) string {
	if term == "<"+string(graph.Type)+">" {
		return "a"
	}
	return s.short(term)
}
