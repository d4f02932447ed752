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

// A world is what a graph tells, read in one pass: who is who, the claims with their documents and sentences, and what was
// resolved from them. All of it waits in sorters.
type world struct {
	*bench
	v         graph.Vocabulary
	who       *identities
	relations map[string]bool
	told      *sorter // documents, claims and evidence, by document, then claim
	events    *sorter // what was resolved, by event; see choose
	tenures   *sorter
	links     *sorter // claim -> its event, tenure -> its person
	linked    *index

	// For formats that tell of who is named where; nil for the others.
	mentions *sorter // by document, then id
	articles *sorter // by id
}

// Kinds of records of told; they sort so that a document comes before its claims and a claim before its evidence.
const (
	toldDocument = "d"
	toldClaim    = "c"
	toldEvidence = "e"
)

// The first byte of records of events and posts: what was worked out comes before the reports.
const (
	worked   = '0'
	reported = '1'
)

// readWorld reads a graph. With everything it also keeps mentions.
func readWorld(b *bench, g query.Graph, base string, everything bool) (*world, error) {
	v := graph.NewVocabulary(base)
	w := &world{bench: b, v: v, who: newIdentities(b), relations: map[string]bool{}, told: b.sorter(false),
		events: b.sorter(false), tenures: b.sorter(false), links: b.sorter(true)}
	var said func(id, doc, name string) error
	if everything {
		w.mentions, w.articles = b.sorter(true), b.sorter(false)
		said = func(id, doc, name string) error { return w.mentions.add(keyOf(doc, id), appendString(nil, name)) }
	}
	if err := newScanner(v).scan(b.ctx, g, said, w.take); err != nil {
		return nil, err
	}
	if err := w.who.finish(); err != nil {
		return nil, err
	}
	var err error
	w.linked, err = w.links.index()
	return w, err
}

// take sorts a node into what it is.
func (w *world) take(s *subject) error {
	switch s.class {
	case w.v.Article:
		value := appendStrings(nil, s.texts[fieldPath], s.texts[fieldTitle], s.texts[fieldDate], s.texts[fieldURL])
		if w.mentions != nil { // the document itself comes before whom it mentions
			if err := w.mentions.add(keyOf(s.id, ""), nil); err != nil {
				return err
			}
		}
		return w.told.add(keyOf(s.id, "", toldDocument), value)
	case w.v.Evidence:
		value := appendInt(appendInt(nil, s.numbers[figureBegin]), s.numbers[figureEnd])
		return w.told.add(keyOf(s.doc(w.v), s.claim, toldEvidence), appendStrings(value, s.texts[fieldRule], s.texts[fieldSentence]))
	case w.v.Event:
		return w.event(s)
	case w.v.Tenure:
		return w.tenure(s)
	}
	if relation := w.v.RelationName(s.class); relation != "" {
		w.relations[relation] = true
		return w.told.add(keyOf(s.doc(w.v), s.id, toldClaim), packClaim(nil, s.said(relation)))
	}
	if kind := w.v.EntityType(s.class); kind != "" {
		return w.entity(s, kind)
	}
	return nil
}

func (w *world) entity(s *subject, kind string) error {
	e := &spelling{id: s.id, kind: kind, name: s.best(tallyName), country: cmp.Or(s.best(tallyISO), s.best(tallyCountry)),
		shown: s.texts[fieldPreferred], namesake: s.namesake}
	for other := range s.tallies[tallyName] {
		s.others = mark(s.others, quad.String(other))
	}
	delete(s.others, e.name)
	e.others = slices.Sorted(maps.Keys(s.others))
	return w.who.add(cmp.Or(s.sameAs, s.id), e)
}

func (w *world) event(s *subject) error {
	for _, claim := range s.reports {
		if err := w.links.add(keyOf(claim), []byte(s.id)); err != nil {
			return err
		}
	}
	w.relations[s.kind] = true
	slices.Sort(s.dates)
	slices.Sort(s.odds)
	h := &happening{places: s.places, Event: graph.Event{Claim: *s.said(s.kind), Reports: s.numbers[figureReports],
		Sources: s.numbers[figureSources], OtherDates: s.dates, Conflicts: s.odds}}
	return w.events.add(keyOf(s.id), packHappening([]byte{worked}, h))
}

func (w *world) tenure(s *subject) error {
	slices.Sort(s.odds)
	t := &tenure{start: s.texts[fieldStart], finish: s.texts[fieldFinish], rivals: s.odds}
	for _, a := range s.args {
		r := extract.Ref{Entity: a.Entity, Name: a.Name}
		switch a.Role {
		case "person":
			t.person = r
		case "office":
			t.office = r
		case "org":
			t.org = r
		}
	}
	if err := w.links.add(keyOf(s.id), []byte(t.person.Entity)); err != nil {
		return err
	}
	return w.tenures.add(keyOf(s.id), packTenure(nil, t))
}

// link is what a claim or tenure leads to, "" for nothing.
func (w *world) link(id string) string {
	value, _, err := w.linked.get(keyOf(id))
	w.who.err = cmp.Or(w.who.err, err)
	return string(value)
}

// said is what the quads of a claim or event say, but for the names of its participants.
func (s *subject) said(relation string) *extract.Claim {
	return &extract.Claim{
		Relation: relation, Subtype: s.texts[fieldSubtype], Label: s.texts[fieldLabel],
		Modality: extract.Modality(s.texts[fieldModality]), Date: s.texts[fieldDate], Status: s.texts[fieldStatus],
		Count: s.numbers[figureCount], Args: s.args, Place: s.place,
	}
}

// eachReport calls fn with every claim, with its document and first sentence but without the names of its participants, by
// document, then claim; and document, unless nil, with every document before its claims. It can be called once.
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
	err := w.told.last(func(key, value []byte) error {
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
		report = &query.Report{ID: claimID, Claim: unpackClaim(unpack(value)), Document: doc}
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
