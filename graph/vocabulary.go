package graph

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"
)

// DefaultBase is the base of a graph for which nobody chose another one.
const DefaultBase = "https://quanhe.example/"

// Type is the predicate from a node to its class, the same in every graph so that any RDF tool knows it.
const Type = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

// The parts of the base under which the vocabulary stands.
const (
	propertyPath = "property/"
	rolePath     = "role/"
	classPath    = "class/"
	relationPath = "relation/"
	rulePath     = "rule/"
)

// A Vocabulary holds the IRIs of one base. The fields are predicates. Build it with NewVocabulary; it is a value that
// nobody changes, safe for concurrent use.
type Vocabulary struct {
	base string

	Name, Alias, Key, ISO, Country, Byline         quad.IRI // of entities; Country is an ISO code
	Within                                         quad.IRI // of places below it and their bodies: the name of the province
	Title, URL, Path                               quad.IRI // of documents
	Mentions                                       quad.IRI // of documents: a line for each entity, as "person/to-lam 10-16 40-46"
	Date                                           quad.IRI // of documents, claims and events: EDTF
	DateMin, DateMax                               quad.IRI // of events: first and last day, left out where open
	Modality, Status, Count, Place, Label, Subtype quad.IRI // of claims and events; of a claim without Modality it is actual
	Text                                           quad.IRI // of sentences

	SameAs, Namesake, Preferred        quad.IRI // of entities: the node that stands for it; the plain name; the name to show
	Kind, ReportedBy, Reports, Sources quad.IRI // of events: the relation, the claims, how many documents and independent sources
	OtherDate, OtherPlace, OtherLabel  quad.IRI // of events: what reports say beside date, place and label
	Conflict                           quad.IRI // of events and entities what is contradicted, of tenures the other tenure
	First, Last, Former, Start, Finish quad.IRI // of tenures: sightings, and what events say
	After                              quad.IRI // of tenures: that of the same person in the same post in the term before

	Article, Sentence, Event, Tenure, Decision quad.IRI // classes of nodes that are no entities
	Derived, Curated                           quad.IRI // labels of what was resolved and of what people decided
}

// NewVocabulary returns the vocabulary under base, or under DefaultBase when base is empty. It does not judge the base:
// see CheckBase.
func NewVocabulary(base string) Vocabulary {
	if base == "" {
		base = DefaultBase
	}
	p := func(name string) quad.IRI { return quad.IRI(base + propertyPath + name) }
	return Vocabulary{
		base: base,
		Name: p("name"), Alias: p("alias"), Key: p("key"), ISO: p("iso"), Country: p("country"),
		Within: p("within"), Byline: p("byline"), Mentions: p("mentions"),
		Title: p("title"), URL: p("url"), Path: p("path"),
		Date: p("date"), DateMin: p("dateMin"), DateMax: p("dateMax"),
		Modality: p("modality"), Status: p("status"), Count: p("count"), Place: p("place"), Label: p("label"),
		Subtype: p("subtype"),
		Text:    p("text"),
		SameAs:  p("sameAs"), Namesake: p("namesake"), Preferred: p("preferred"),
		Kind: p("kind"), ReportedBy: p("reportedBy"), Reports: p("reports"), Sources: p("sources"),
		OtherDate: p("otherDate"), OtherPlace: p("otherPlace"), OtherLabel: p("otherLabel"), Conflict: p("conflict"),
		First: p("first"), Last: p("last"), Former: p("former"), Start: p("start"), Finish: p("finish"), After: p("after"),
		Article: quad.IRI(base + classPath + "article"), Sentence: quad.IRI(base + classPath + "sentence"),
		Event: quad.IRI(base + classPath + "event"), Tenure: quad.IRI(base + classPath + "tenure"),
		Decision: quad.IRI(base + classPath + "decision"),
		Derived:  quad.IRI(base + "derived"), Curated: quad.IRI(base + "curated"),
	}
}

// CheckBase says what is wrong with a base, or nil: it must be an absolute IRI in ASCII that ends in / or #.
func CheckBase(base string) error {
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return fmt.Errorf("base %q: %w", base, err)
	case u.Scheme == "" || u.Host == "" && u.Opaque == "":
		return fmt.Errorf("base %q is not absolute; use one like %s", base, DefaultBase)
	case base != escape(base, reserved):
		return fmt.Errorf("base %q has characters that an IRI in ASCII cannot hold; percent-encode them", base)
	case !strings.HasSuffix(base, "/") && !strings.HasSuffix(base, "#"):
		return fmt.Errorf("base %q must end in / or #", base)
	}
	return nil
}

// Base returns the base of the vocabulary.
func (v Vocabulary) Base() string { return v.base }

// Node returns the IRI of an id such as person/to-lam, claim/<hash> or doc/<sha256>.
func (v Vocabulary) Node(id string) quad.IRI { return quad.IRI(v.base + escape(id, "")) }

// ID undoes Node; it returns "" for a value that is no node under the base.
func (v Vocabulary) ID(node quad.Value) string { return v.below(node, "") }

// Class returns the class of the entities of one type, such as person.
func (v Vocabulary) Class(entityType string) quad.IRI {
	return quad.IRI(v.base + classPath + escape(entityType, ""))
}

// EntityType undoes Class; it returns "" for what is no class of entities.
func (v Vocabulary) EntityType(class quad.Value) string {
	switch class {
	case v.Article, v.Sentence, v.Event, v.Tenure, v.Decision:
		return ""
	}
	return v.below(class, classPath)
}

// Relation returns the class of the claims of one relation, such as meet.
func (v Vocabulary) Relation(relation string) quad.IRI {
	return quad.IRI(v.base + relationPath + escape(relation, ""))
}

// RelationName undoes Relation; it returns "" for what is no relation.
func (v Vocabulary) RelationName(class quad.Value) string { return v.below(class, relationPath) }

// Property returns the predicate of a name below the base's properties, for nodes whose properties have no field here.
func (v Vocabulary) Property(name string) quad.IRI {
	return quad.IRI(v.base + propertyPath + escape(name, ""))
}

// Role returns the predicate from a claim to a participant in one role, such as agent.
func (v Vocabulary) Role(role string) quad.IRI { return quad.IRI(v.base + rolePath + escape(role, "")) }

// RoleName undoes Role; it returns "" for a predicate that is no role.
func (v Vocabulary) RoleName(predicate quad.Value) string { return v.below(predicate, rolePath) }

// Rule returns the predicate from a claim to a sentence in which the rule of this name read it; an empty name stands for
// none.
func (v Vocabulary) Rule(rule string) quad.IRI { return quad.IRI(v.base + rulePath + escape(rule, "")) }

// RuleName undoes Rule; ok is false for a predicate that is none of a rule.
func (v Vocabulary) RuleName(predicate quad.Value) (rule string, ok bool) {
	iri, _ := predicate.(quad.IRI)
	if !strings.HasPrefix(string(iri), v.base) || !strings.HasPrefix(string(iri[len(v.base):]), rulePath) {
		return "", false
	}
	return v.below(predicate, rulePath), true
}

// below returns what stands after the base and path in an IRI, with percent-encoding resolved.
func (v Vocabulary) below(value quad.Value, path string) string {
	iri, ok := value.(quad.IRI)
	if !ok {
		return ""
	}
	rest, ok := strings.CutPrefix(string(iri), v.base)
	if !ok {
		return ""
	}
	if rest, ok = strings.CutPrefix(rest, path); !ok {
		return ""
	}
	id, err := url.PathUnescape(rest)
	if err != nil {
		return ""
	}
	return id
}

// reserved are the characters that delimit the parts of an IRI: a base may use them, an id may not.
const reserved = ":/?#[]@!$&'()*+,;=%"

// escape percent-encodes every byte that is neither unreserved in an IRI, nor a slash, nor one of keep.
func escape(s, keep string) string {
	const hex = "0123456789ABCDEF"
	n := 0
	for n < len(s) && plain(s[n], keep) {
		n++
	}
	if n == len(s) {
		return s
	}
	b := append(make([]byte, 0, 2*len(s)), s[:n]...)
	for ; n < len(s); n++ {
		if c := s[n]; plain(c, keep) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// plain reports whether a byte stands for itself in an IRI.
func plain(c byte, keep string) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '-' <= c && c <= '9', c == '_', c == '~': // - . / and digits
		return true
	}
	return strings.IndexByte(keep, c) >= 0
}
