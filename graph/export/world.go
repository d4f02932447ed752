package export

import (
	"cmp"
	"maps"
	"slices"

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
	told      *sorter // documents, sentences and claims, by document, then claim
	events    *sorter // what was resolved, by event; see choose
	tenures   *sorter
	links     *sorter // claim -> its event, tenure -> its person
	linked    *index
	value     []byte // of the record at hand

	mentions *sorter // who is named where, by document, then id; nil for formats that do not tell of it
}

// Kinds of records of told; they sort so that a document comes before its sentences and these before its claims.
const (
	toldDocument = "d"
	toldSentence = "s"
	toldClaim    = "c"
)

// The first byte of records of events and posts: what was worked out comes before the reports.
const (
	worked   = '0'
	reported = '1'
)

// readWorld reads a graph. With everything it also keeps mentions of those who can act.
func readWorld(b *bench, g query.Graph, base string, everything bool) (*world, error) {
	v := graph.NewVocabulary(base)
	w := &world{bench: b, v: v, who: newIdentities(b), relations: map[string]bool{}, told: b.sorter(false),
		events: b.sorter(false), tenures: b.sorter(false), links: b.sorter(true)}
	var said func(id, doc, name string) error
	if everything {
		w.mentions = b.sorter(true)
		said = func(id, doc, name string) error {
			if !acts(id) {
				return nil
			}
			w.value = append(w.value[:0], name...)
			return w.mentions.add(b.key(doc, id), w.value)
		}
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
		if w.mentions != nil { // the document itself comes before whom it mentions
			if err := w.mentions.add(w.key(s.id, ""), nil); err != nil {
				return err
			}
		}
		w.value = appendStrings(w.value[:0], s.texts[fieldPath], s.texts[fieldTitle], s.texts[fieldDate], s.texts[fieldURL])
		return w.told.add(w.key(s.id, "", toldDocument), w.value)
	case w.v.Sentence:
		w.value = append(w.value[:0], s.texts[fieldText]...)
		return w.told.add(w.key(s.doc(w.v), "", toldSentence, s.id), w.value)
	case w.v.Event:
		return w.event(s)
	case w.v.Tenure:
		return w.tenure(s)
	}
	if relation := w.v.RelationName(s.class); relation != "" {
		w.relations[relation] = true
		w.value = packClaim(appendStrings(w.value[:0], s.first.id), s.said(relation))
		return w.told.add(w.key(s.doc(w.v), s.id, toldClaim), w.value)
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
		if err := w.links.add(w.key(claim), []byte(s.id)); err != nil {
			return err
		}
	}
	w.relations[s.kind] = true
	slices.Sort(s.dates)
	slices.Sort(s.odds)
	h := &happening{places: s.places, Event: graph.Event{Claim: *s.said(s.kind), Reports: s.numbers[figureReports],
		Sources: s.numbers[figureSources], OtherDates: s.dates, Conflicts: s.odds}}
	w.value = packHappening(append(w.value[:0], worked), h)
	return w.events.add(w.key(s.id), w.value)
}

func (w *world) tenure(s *subject) error {
	slices.Sort(s.odds)
	t := &tenure{again: s.again, first: s.texts[fieldFirst], start: s.texts[fieldStart], finish: s.texts[fieldFinish], rivals: s.odds}
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
	if err := w.links.add(w.key(s.id), []byte(t.person.Entity)); err != nil {
		return err
	}
	return w.tenures.add(w.key(s.id), packTenure(nil, t))
}

// link is what a claim or tenure leads to, "" for nothing.
func (w *world) link(id string) string {
	value, _, err := w.linked.get(w.key(id))
	w.who.err = cmp.Or(w.who.err, err)
	return string(value)
}

// said is what the quads of a claim or event say, but for the names of its participants.
func (s *subject) said(relation string) *extract.Claim {
	return &extract.Claim{
		Relation: relation, Subtype: s.texts[fieldSubtype], Label: s.texts[fieldLabel],
		Modality: cmp.Or(extract.Modality(s.texts[fieldModality]), extract.Actual), Date: s.texts[fieldDate], Status: s.texts[fieldStatus],
		Count: s.numbers[figureCount], Args: s.args, Place: s.place,
	}
}

// eachReport calls fn with every claim, with its document and first sentence but without the names of its participants, by
// document, then claim; and document, unless nil, with every document before its claims. A report is good until fn returns.
// It can be called once.
func (w *world) eachReport(document func(query.Document) error, fn func(*query.Report) error) error {
	var doc query.Document
	var claim string                 // the last one
	sentences := map[string]string{} // of the document, by id
	return w.told.last(func(key, value []byte) error {
		docID, rest := cutKeyAs(key, doc.ID)
		claimID, rest := cutKeyAs(rest, claim)
		claim = claimID
		kind, rest := cutKeyAs(rest, toldClaim)
		if docID != doc.ID {
			doc = query.Document{ID: docID}
			clear(sentences)
		}
		switch u := unpack(value); kind {
		case toldSentence:
			id, _ := cutKey(rest)
			sentences[id] = string(value)
		case toldDocument:
			doc.Path, doc.Title, doc.Date, doc.URL = u.string(), u.string(), u.string(), u.string()
			if document != nil {
				return document(doc)
			}
		case toldClaim:
			return fn(&query.Report{ID: claimID, Sentence: sentences[u.string()], Claim: unpackClaim(u), Document: doc})
		}
		return nil
	})
}

// A sentence is where a document states a claim, in code points.
type sentence struct {
	id         string // "" for none
	start, end int
}

// keep takes the sentence with an id if it stands before what is there.
func (first *sentence) keep(id string) {
	start, end, ok := graph.SentenceSpan(id)
	if ok && (first.id == "" || cmp.Or(cmp.Compare(start, first.start), cmp.Compare(end, first.end)) < 0) {
		*first = sentence{id, start, end}
	}
}
