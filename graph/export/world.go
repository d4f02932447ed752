package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// A world is what a graph tells, read in one pass and sorted by documents: the names of its entities, which stay in
// memory, and the claims with their documents and sentences, which wait in a sorter.
type world struct {
	*bench
	v         graph.Vocabulary
	names     map[string]name // entity id -> name
	relations map[string]bool
	told      *sorter // of documents, claims and evidence, by document, then claim

	// For formats that tell of entities and of who is named where; nil for the others.
	entities *sorter // by id
	mentions *sorter // by document, then id
	articles *sorter // by id
}

// A name is what stays in memory of an entity.
type name struct {
	text    string
	country string // ISO code: of a country its own, of others that of the country they belong to
}

// Kinds of records of told; they sort so that a document comes before its claims and a claim before its evidence.
const (
	toldDocument = "d"
	toldClaim    = "c"
	toldEvidence = "e"
)

// readWorld reads a graph. With everything it also keeps entities and mentions.
func readWorld(b *bench, g query.Graph, base string, everything bool) (*world, error) {
	v := graph.NewVocabulary(base)
	w := &world{bench: b, v: v, names: map[string]name{}, relations: map[string]bool{}, told: b.sorter(false)}
	var said func(id, doc, name string) error
	if everything {
		w.entities, w.mentions, w.articles = b.sorter(false), b.sorter(true), b.sorter(false)
		said = func(id, doc, name string) error { return w.mentions.add(keyOf(doc, id), appendString(nil, name)) }
	}
	return w, newScanner(v).scan(b.ctx, g, said, w.take)
}

// take sorts a node into what it is.
func (w *world) take(s *subject) error {
	switch {
	case s.class == w.v.Article:
		value := appendStrings(nil, s.texts[fieldPath], s.texts[fieldTitle], s.texts[fieldDate], s.texts[fieldURL])
		if w.mentions != nil { // the document itself comes before whom it mentions
			if err := w.mentions.add(keyOf(s.id, ""), nil); err != nil {
				return err
			}
		}
		return w.told.add(keyOf(s.id, "", toldDocument), value)
	case s.class == w.v.Evidence:
		value := appendInt(appendInt(nil, s.begin), s.end)
		return w.told.add(keyOf(s.doc, s.claim, toldEvidence), appendStrings(value, s.texts[fieldRule], s.texts[fieldSentence]))
	}
	if relation := w.v.RelationName(s.class); relation != "" {
		w.relations[relation] = true
		return w.told.add(keyOf(s.doc, s.id, toldClaim), packClaim(nil, s.said(relation)))
	}
	if kind := w.v.EntityType(s.class); kind != "" {
		return w.entity(s, kind)
	}
	return nil
}

func (w *world) entity(s *subject, kind string) error {
	n := name{text: s.best(), country: cmp.Or(s.texts[fieldISO], s.texts[fieldCountry])}
	w.names[s.id] = n
	if w.entities == nil {
		return nil
	}
	for other := range s.names {
		if other != n.text {
			s.others = mark(s.others, quad.String(other))
		}
	}
	delete(s.others, n.text)
	value := appendStrings(nil, kind, n.text, n.country)
	value = appendInt(value, len(s.others))
	return w.entities.add(keyOf(s.id), appendStrings(value, slices.Sorted(maps.Keys(s.others))...))
}

// An entity is what an export tells of one.
type entity struct {
	id, kind, name, country string
	aliases                 []string
}

func (w *world) eachEntity(fn func(*entity) error) error {
	return w.entities.each(func(key, value []byte) error {
		u := unpack(value)
		e := entity{kind: u.string(), name: u.string(), country: u.string()}
		e.id, _ = cutKey(key)
		for range u.int() {
			e.aliases = append(e.aliases, u.string())
		}
		return fn(&e)
	})
}

// said is what the quads of a claim say, but for the names of its participants.
func (s *subject) said(relation string) *extract.Claim {
	return &extract.Claim{
		Relation: relation, Subtype: s.texts[fieldSubtype], Label: s.texts[fieldLabel],
		Modality: extract.Modality(s.texts[fieldModality]), Date: s.texts[fieldDate], Status: s.texts[fieldStatus],
		Count: s.count, Args: s.args, Place: s.place,
	}
}

// claim reads a claim, names the participants and sorts them by role, then name.
func (w *world) claim(u *unpacker) extract.Claim {
	c := unpackClaim(u)
	if c.Place != nil {
		*c.Place = w.named(*c.Place)
	}
	for i, a := range c.Args {
		r := w.named(extract.Ref{Entity: a.Entity, Name: a.Name})
		c.Args[i].Name = r.Name
	}
	slices.SortFunc(c.Args, func(a, b extract.Arg) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Name, b.Name), strings.Compare(a.Entity, b.Entity))
	})
	return c
}

func (w *world) named(r extract.Ref) extract.Ref {
	if r.Entity != "" {
		r.Name = w.names[r.Entity].text
	}
	return r
}

// eachReport calls fn with every claim, with its document and first sentence, by document, then claim; and document,
// unless nil, with every document before its claims.
func (w *world) eachReport(document func(query.Document) error, fn func(*query.Report) error) error {
	var doc query.Document
	var report *query.Report
	var first evidence
	finish := func() error {
		if report == nil {
			return nil
		}
		report.Sentence = first.text
		r := report
		report, first = nil, evidence{}
		return fn(r)
	}
	err := w.told.each(func(key, value []byte) error {
		docID, rest := cutKey(key)
		claimID, rest := cutKey(rest)
		kind, _ := cutKey(rest)
		if kind == toldEvidence {
			if report != nil && report.ID == claimID { // else of a claim that is not there
				first.keep(unpackEvidence(value))
			}
			return nil
		}
		if err := finish(); err != nil {
			return err
		}
		if docID != doc.ID {
			doc = query.Document{ID: docID}
		}
		if kind == toldDocument {
			u := unpack(value)
			doc.Path, doc.Title, doc.Date, doc.URL = u.string(), u.string(), u.string(), u.string()
			if document != nil {
				return document(doc)
			}
			return nil
		}
		report = &query.Report{ID: claimID, Claim: w.claim(unpack(value)), Document: doc}
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

// An evidence is where a document states a claim, in code points.
type evidence struct {
	begin, end int
	rule, text string
	there      bool
}

func unpackEvidence(value []byte) evidence {
	u := unpack(value)
	return evidence{u.int(), u.int(), u.string(), u.string(), true}
}

// keep takes e if it stands before what is there.
func (first *evidence) keep(e evidence) {
	if !first.there || cmp.Or(cmp.Compare(e.begin, first.begin), cmp.Compare(e.end, first.end),
		strings.Compare(e.rule, first.rule)) < 0 {
		*first = e
	}
}
