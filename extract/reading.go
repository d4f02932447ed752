package extract

import (
	"context"
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/slab"
	"quanhe/extract/source"
	"quanhe/extract/text"
)

// A reading is the work on one document: what its sentences name, who is who, and the claims made so far.
type reading struct {
	ctx       context.Context // of the work: see ended
	x         *Extractor
	src       source.Document
	doc       *text.Document
	given     *text.Document // the document as it is written: doc, unless that was given its diacritics back
	in        *pattern.Input
	room      *room
	title     *pattern.Input // of the document; nil without one
	dating    date.Dating
	date      string // of the document, EDTF
	today     string // the last day that date can mean
	dated     bool   // whether date says of days
	schedule  bool   // the document is a programme of work
	year      string // the text is about it, when the document has no date
	sentences []*sentence
	repeats   []repeat
	people    *people
	entities  *entities
	claims    []*draft
	last      memory
	home      map[*mention.Mention]string // full names of bodies told without their province or country
	sender    map[*person]string          // the body whose delegation a person leads
	trace     *explainer                  // follows the reading for Explain; nil otherwise
	cover     *Coverage                   // notes which slots are filled; nil otherwise
}

// A room is what reading a document needs space for; it is used again for the next.
type room struct {
	parser   text.Parser
	marked   text.Parser // of documents without diacritics, once they have them
	people   people
	entities entities
	claims   []Claim
	drafts   slab.Of[draft]
	fillers  slab.Of[filled]
	proofs   slab.Of[proof]
	whos     slab.Of[who]
	holdings slab.Of[holding]
	applied  slab.Of[application]
	triggers slab.Of[woken]
	roles    slab.Of[roleFill]
	fills    slab.Of[fillerOf]
	figures  slab.Of[*mention.Figure]
	persons  slab.Of[*person]
	spots    slab.Of[spot]
	told     slab.Of[sentence]
	list     []*sentence
	spans    []text.Sentence    // to read
	places   []int              // of spans among the sentences of the document
	named    []mention.Sentence // of the spans in hand
	timed    [][]date.Expr      // likewise
	dates    []date.Expr
	cues     []clause.Cue
	clocks   slab.Of[date.Context]
	days     slab.Of[string]
	woken    [2][]woken // of the sentence in hand
	args     []filled   // of the draft in hand
	cores    [2][]who   // of the drafts being compared
	in       pattern.Input
	scanner  mention.Scanner
	title    struct {
		parser  text.Parser
		in      pattern.Input
		scanner mention.Scanner
	}
	cutter clause.Cutter
	match  pattern.Match // of triggers
	probe  pattern.Match // of what forbids them
}

// A sentence is one sentence that may carry facts.
type sentence struct {
	*clause.Sentence
	span    text.Sentence
	index   int
	date    string         // the text is at after this sentence
	home    string         // the province in hand at its end
	earlier int            // claims known before it
	lists   bool           // it lists who was present at what was told before
	woken   []woken        // its triggers
	clock   []date.Context // before each time expression, so that cùng ngày (the same day) can be told
	days    []string       // what each means when told as past
}

// memory is what a reader keeps in mind while going through the text.
type memory struct {
	date      string     // resolved last: cùng ngày
	dated     *draft     // the event that date is of, if it is one's
	planned   string     // day of the plan told last, until the story goes on
	plannedIn int        // its sentence, behind which cùng ngày soon means it no more
	pair      [2]*person // of the last event between two
	told      [2]*person // of the last one told, be it denied or planned, which the rest of its sentence may go on from
	toldIn    *sentence
	subject   []*person // of the clause before
	subjectIn int32     // its paragraph
	intro     []who     // subject of the sentence that a colon ends before a list: A đã: + tiếp B; + tiếp C
	troupe    *mention.Mention
	dead      *person
	back      string    // the day that the paragraph went back to: trước đó, ngày 18/5
	backIn    int32     // its paragraph
	went      bool      // that day stood before its event, so that cùng ngày means it; trước đó only leads aside
	led       bool      // a word led back, so that the rest of the paragraph stays there, not only what also (cũng) happened
	year      string    // that opens the paragraph, so that days without a year are of it: Năm 2020: …
	yearIn    int32     // the paragraph
	yearRules bool      // it rules the whole paragraph
	annum     int       // year told last in a document without a date, which the rest of its paragraph is of
	annumIn   int32     // the paragraph
	decided   string    // date of the decision cited last: theo đó
	heading   *heading  // of the list in hand
	decidedIn int32     // the paragraph that cites it
	decider   []who     // who decided what follows: A đã ký các quyết định sau
	chosen    []*person // elected or appointed, the last two
	ballot    ballot
	self      *person // who is interviewed
	clock     date.Context
}

// Extract reads one document. The error is the text's: not UTF-8, or no text at all. It never keeps d.Text.
func (x *Extractor) Extract(d source.Document) (*Facts, error) {
	return x.ExtractContext(context.Background(), d)
}

// ExtractContext is Extract that gives up soon after ctx is done, with ctx.Err(). The time a document takes grows with
// the square of the persons and claims in it, so that megabytes of nothing but names take many minutes.
func (x *Extractor) ExtractContext(ctx context.Context, d source.Document) (*Facts, error) {
	r, err := x.start(ctx, d)
	if err != nil {
		return nil, err
	}
	defer x.rooms.Put(r.room)
	r.identify()
	r.frames()
	r.holdings()
	r.aliases()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.facts(), nil
}

// ended reports whether the reading was given up. Every loop asks whose steps look through all persons or claims found so
// far: by sentence, for one has at most so many tokens, or by person.
func (r *reading) ended() bool { return r.ctx.Err() != nil }

// read finds the sentences of a document and what they name.
func (x *Extractor) read(d source.Document) (*reading, error) {
	return x.start(context.Background(), d)
}

// start is read that gives up when ctx is done.
func (x *Extractor) start(ctx context.Context, d source.Document) (*reading, error) {
	space, ok := x.rooms.Get().(*room)
	if !ok {
		space = &room{cutter: clause.Cutter{Particles: x.particle, Lexicon: pattern.Lexicon(x.clause), Groups: x.groups}}
		space.parser.Words, space.marked.Words, space.title.parser.Words = x.env.Vocab, x.env.Vocab, x.env.Vocab
	}
	given, err := space.parser.Parse(d.Text)
	if err != nil {
		x.rooms.Put(space)
		return nil, err
	}
	doc := x.marked(d.Text, given, &space.marked)
	r := &reading{ctx: ctx, x: x, src: d, doc: doc, given: given, room: space, in: &space.in, people: &space.people, entities: &space.entities}
	space.reset()
	r.in.Reset(doc, x.trie)
	space.scanner.Reset(x.mentions, r.in)
	r.pick()
	for k := 0; k < len(space.spans); k += together {
		if err := ctx.Err(); err != nil {
			x.rooms.Put(space)
			return nil, err
		}
		r.look(k, min(k+together, len(space.spans)))
	}
	r.sentences = space.list
	r.title = r.headline()
	r.schedule = r.scheduled()
	r.dating = date.DocumentDate(doc, d.Date, d.URL, r.times)
	if r.date = r.dating.Date; r.date == "" {
		r.year = r.dating.Year
	}
	_, r.today, r.dated = date.Bounds(r.date)
	return r, nil
}

// together is how many sentences are looked at step by step: see look.
const together = 32

// pick finds the sentences to read, and those that repeat them.
func (r *reading) pick() {
	again := repeats(r.doc)
	for i, s := range r.doc.Sentences {
		if !reads(s) {
			continue
		}
		if of, ok := again[i]; ok && reads(r.doc.Sentences[of]) {
			r.repeats = append(r.repeats, repeat{r.doc.Sentences[of], s})
			continue
		}
		r.room.spans, r.room.places = append(r.room.spans, s), append(r.room.places, i)
	}
}

// look finds what sentences [from, to) of those to read name, and cuts them into chunks. It takes each step for all of them before the
// next: a step is much code, which the processor would have to fetch again for each sentence.
func (r *reading) look(from, to int) {
	space := r.room
	spans := space.spans[from:to]
	space.named = space.scanner.FindAll(space.named[:0], spans)
	space.timed = space.timed[:0]
	for _, s := range spans {
		space.timed = append(space.timed, space.times(r.x, r.doc, s))
	}
	for k, s := range spans {
		if r.unmarked() {
			r.asGiven(space.named[k].Mentions)
		}
		c := space.cutter.Cut(r.in, space.named[k], space.timed[k])
		space.list = append(space.list, space.told.One(sentence{Sentence: c, span: s, index: space.places[from+k]}))
	}
	for k, s := range spans {
		c := space.list[from+k]
		c.Cues = slices.DeleteFunc(space.modality(r.x, s), func(cue clause.Cue) bool { return inName(c.Sentence, cue) })
		for i := range c.Mentions {
			m := &c.Mentions[i]
			r.in.AddMention(pattern.Mention{Type: typeOf(m.Kind), First: m.First, End: m.End, Ref: i})
		}
	}
}

// times finds the time expressions of a sentence.
func (space *room) times(x *Extractor, doc *text.Document, s text.Sentence) []date.Expr {
	from := len(space.dates)
	space.dates = x.dates.Find(doc, int(s.First), int(s.End), space.dates)
	return space.dates[from:len(space.dates):len(space.dates)]
}

// modality finds the cues of modality in a sentence.
func (space *room) modality(x *Extractor, s text.Sentence) []clause.Cue {
	from := len(space.cues)
	space.cues = x.cues(&space.in, s, space.cues)
	return space.cues[from:len(space.cues):len(space.cues)]
}

// inName reports whether a cue is a part of a name: Nguyễn Văn Nên, not nên (should); Cần Thơ, not cần (need).
func inName(c *clause.Sentence, cue clause.Cue) bool {
	if c.Doc.Tokens[cue.First].Flags&text.Cap == 0 {
		return false
	}
	i := c.ChunkAt(cue.First)
	if i < 0 || i >= len(c.Chunks) || c.Chunks[i].Kind != clause.Noun {
		return false
	}
	k := &c.Chunks[i]
	return cue.End <= k.End && cue.End-cue.First < k.End-k.First
}

// reset makes the room that of the next document.
func (space *room) reset() {
	space.people.reset()
	space.entities.reset()
	space.cutter.Reset()
	space.drafts.Reset()
	space.fillers.Reset()
	space.proofs.Reset()
	space.whos.Reset()
	space.holdings.Reset()
	space.applied.Reset()
	space.triggers.Reset()
	space.roles.Reset()
	space.fills.Reset()
	space.figures.Reset()
	space.persons.Reset()
	space.spots.Reset()
	space.told.Reset()
	space.clocks.Reset()
	space.days.Reset()
	clear(space.list)
	space.list, space.dates, space.cues = space.list[:0], space.dates[:0], space.cues[:0]
	space.spans, space.places = space.spans[:0], space.places[:0]
}

// times yields the time expressions of each sentence.
func (r *reading) times(yield func(text.Sentence, []date.Expr) bool) {
	for _, s := range r.sentences {
		if !yield(s.span, s.Dates) {
			return
		}
	}
}

// words returns the text of tokens [first, end), on one line.
func (r *reading) words(first, end int) string {
	return spaced(r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[end-1].End])
}
