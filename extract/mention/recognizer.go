package mention

import (
	"strings"
	"unicode"

	"quanhe/extract/pattern"
	"quanhe/extract/slab"
	"quanhe/extract/text"
	"quanhe/rules"
)

// A Compiler turns a pattern of a rule file into a program or reports its fault. It is the caller's, so that one
// vocabulary and one trie serve mentions and claims alike.
type Compiler func(rules.Text) (*pattern.Prog, *rules.Error)

// A Recognizer finds mentions. It is not changed once built and may be used from several goroutines, each with its
// own Input.
type Recognizer struct {
	set      *rules.Set
	kind     []Kind    // by lexicon number: kind of mention its entries are, 0 for word lists
	entries  [][]entry // by lexicon number
	words    wordLists
	offices  []*rules.MentionRule // by program number
	spelling []map[string]string  // of the words of its pattern, by program number
	index    *pattern.Index
	types    TypeNumbers
	typed    pattern.Lexicons // whose entries are mentions of some kind
	pairs    pattern.Lexicons // of countries and their short names
	units    pattern.Lexicons // words for the kind of a place
	ranks    pattern.Lexicons
	names    pattern.Lexicons // typed, and those that make a name of something in its surroundings
	titles   pattern.Lexicons // that an office may begin with
	points   pattern.Lexicons // that words which point to persons begin with
}

// TypeNumbers says by which numbers the pattern language knows the types that mention rules refer to.
type TypeNumbers struct {
	Body, Party, Country, Place pattern.TypeID
}

// wordLists are the numbers of the lexicons that recognition consults by name.
type wordLists struct {
	surname, honorific, rank, particle, nonname, status, head, office, bodyHead, bodyWord, ministry,
	documentKind, personCue, placeCue, award, country, pair, province, spouse, group, unit, eponym,
	shortCue, shortBehind, shortNone, korean, commission int32
}

// An entry is one of a lexicon with those of its attributes that are asked for again and again.
type entry struct {
	*rules.Entry
	iso, kind, class, owner, ownerName, body string
	quiet, never                             bool
}

func entriesOf(lex *rules.Lexicon) []entry {
	out := make([]entry, len(lex.Entries))
	for k := range lex.Entries {
		e := &lex.Entries[k]
		a := e.Attrs
		out[k] = entry{Entry: e, iso: a["iso"], kind: a["kind"], class: a["class"], owner: a["owner"], ownerName: a["owner_name"], body: a["body"],
			quiet: a["quiet"] != "", never: a["never"] != ""}
	}
	return out
}

// New prepares the mention rules and lexicons of a rule set. All faults of its patterns are returned together.
func New(set *rules.Set, types TypeNumbers, compile Compiler) (*Recognizer, error) {
	r := &Recognizer{set: set, types: types}
	for i := range set.Lexicons {
		k := kindOf(set.Lexicons[i].Type, set.Lexicons[i].Name)
		r.entries = append(r.entries, entriesOf(&set.Lexicons[i]))
		if r.kind = append(r.kind, k); k != 0 {
			r.typed |= pattern.Lexicon(i)
		}
	}
	w := &r.words
	for name, at := range map[string]*int32{
		"surname": &w.surname, "surname.korean": &w.korean, "commission": &w.commission, "honorific": &w.honorific, "rank": &w.rank, "particle": &w.particle,
		"nonname": &w.nonname, "office.status": &w.status, "office.head": &w.head, "office": &w.office,
		"body.head": &w.bodyHead, "body.word": &w.bodyWord, "ministry": &w.ministry, "document.kind": &w.documentKind,
		"person.cue": &w.personCue, "place.cue": &w.placeCue, "award": &w.award, "country": &w.country, "country.pair": &w.pair,
		"province": &w.province, "spouse": &w.spouse, "group": &w.group, "unit": &w.unit, "eponym": &w.eponym,
		"abbreviation.cue": &w.shortCue, "abbreviation.body": &w.shortBehind, "abbreviation.none": &w.shortNone,
	} {
		*at = number(set, name)
	}
	bit := func(number int32) pattern.Lexicons { return pattern.Lexicon(int(number)) }
	r.pairs, r.units, r.ranks = bit(w.country)|bit(w.pair), bit(w.unit), bit(w.rank)
	r.names = r.typed | r.pairs
	r.titles = bit(w.office) | bit(w.head)
	r.points = bit(w.group) | bit(w.spouse) | bit(w.honorific)
	var faults rules.Errors
	var progs []*pattern.Prog
	for i := range set.Mentions {
		rule := &set.Mentions[i]
		for _, p := range rule.Patterns {
			prog, fault := compile(p)
			if fault != nil {
				faults = append(faults, fault)
				continue
			}
			r.offices = append(r.offices, rule)
			r.spelling = append(r.spelling, spelling(p.Value))
			progs = append(progs, prog)
		}
	}
	r.index = pattern.NewIndex(progs)
	return r, faults.Err()
}

// spelling returns the words of a pattern by their keys, as the pattern spells them.
func spelling(pattern string) map[string]string {
	words := map[string]string{}
	for _, w := range strings.FieldsFunc(pattern, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }) {
		if key := text.Key(w); words[key] == "" {
			words[key] = w
		}
	}
	return words
}

// number returns the place of a lexicon in the set, -1 when the set has none of that name.
func number(set *rules.Set, name string) int32 {
	for i := range set.Lexicons {
		if set.Lexicons[i].Name == name {
			return int32(i)
		}
	}
	return -1
}

func kindOf(typ, name string) Kind {
	if name == "block" {
		return Blocked
	}
	switch typ {
	case "country":
		return Country
	case "party":
		return Party
	case "organization":
		return Body
	case "place":
		return Place
	case "award":
		return Award
	}
	return 0
}

// A Scanner finds the mentions of one document. It is used by one goroutine at a time.
type Scanner struct {
	desk  desk
	scans []scan
	one   [1]Sentence
}

// Reset prepares the scanner for the document of an input, whose sentences are searched at once for places that the
// document names behind the word for their kind although no lexicon lists them: Thạnh Sơn in huyện Thạnh Sơn; and for bodies
// that it gives a shorter name: Hiệp hội Cà phê Việt Nam (VICOFA).
func (sc *Scanner) Reset(r *Recognizer, in *pattern.Input) {
	d := &sc.desk
	d.r, d.in, d.doc = r, in, in.Doc
	clear(d.places)
	clear(d.provinces)
	clear(d.short)
	d.told, d.shortIn, d.fully = 0, 0, d.fully[:0]
	d.kept.Reset()
	d.known.Reset()
	d.inside.Reset()
	d.stacks.Reset()
	for k := range in.Doc.Sentences {
		s := sc.scan(0, int(in.Doc.Sentences[k].First), int(in.Doc.Sentences[k].End))
		for i := s.next(s.first, 0); i < s.end; i = s.next(i+1, 0) {
			if !s.unitBefore(i) {
				continue
			}
			if m, ok := s.unitPlace(i); ok {
				if d.places == nil {
					d.places = map[string]string{}
				}
				d.places[m.Name] = m.Attrs["unit"]
				if District(m.Attrs["unit"]) {
					province, _ := s.provinceAt(m.End)
					d.lies(m.Name, province)
				}
				d.told |= 1 << (s.in.IDs[i] & 63)
				i = m.End - 1
			}
		}
		s.shortNames()
	}
}

// scan prepares the k-th scan for tokens [first, end).
func (sc *Scanner) scan(k, first, end int) *scan {
	for k >= len(sc.scans) {
		sc.scans = append(sc.scans, scan{})
	}
	s := &sc.scans[k]
	s.desk, s.first, s.end = &sc.desk, first, end
	s.found, s.offices, s.persons = s.found[:0], s.offices[:0], s.persons[:0]
	s.holders()
	return s
}

// Find returns the mentions of one sentence, a run of tokens of the document. They are good until Reset.
func (sc *Scanner) Find(first, end int) Sentence {
	return sc.FindAll(sc.one[:0], []text.Sentence{{First: int32(first), End: int32(end)}})[0]
}

// steps are what is done to a sentence one after the other.
var steps = [...]func(*scan){(*scan).lexical, (*scan).bodies, (*scan).parties, (*scan).documents, (*scan).findOffices, (*scan).names, (*scan).figures}

// FindAll is Find for several sentences, which it appends to dst. It takes each step for all of them before the next, as a step is
// much code, which the processor has at hand then.
func (sc *Scanner) FindAll(dst []Sentence, sentences []text.Sentence) []Sentence {
	for k, s := range sentences {
		sc.scan(k, int(s.First), int(s.End))
	}
	for _, step := range steps {
		for k := range sentences {
			step(&sc.scans[k])
		}
	}
	d := &sc.desk
	for k := range sentences {
		s := &sc.scans[k]
		dst = append(dst, Sentence{Doc: d.doc, First: s.first, End: s.end, Mentions: s.out[:len(s.out):len(s.out)]})
		clear(s.found) // what is left there would keep the text
		clear(s.offices)
		clear(s.persons)
		s.out = nil
	}
	return dst
}

// A desk is what the scans of a document share: what they make lasts as long as the document, the rest as long as a step.
type desk struct {
	r         *Recognizer
	in        *pattern.Input
	doc       *text.Document
	kept      slab.Of[Mention] // of all sentences of the document
	known     slab.Of[Figure]
	inside    slab.Of[Mention]
	stacks    slab.Of[Office]
	places    map[string]string // units of places that the document names elsewhere, by name
	provinces map[string]string // provinces of these, "" for one of two
	told      uint64            // their first syllables, by the last six bits of the IDs
	fully     []Mention         // parties named so far with their country
	short     map[string]shortName
	shortIn   uint64    // their first tokens, likewise
	used      []bool    // by office: it belongs to somebody
	other     []Mention // the room that found had before
	figs      []Mention
	order     []int32 // of figs from left to right
	inOrder   []Mention
	taken     []bool // by token: it belongs to a figure
	match     pattern.Match
	wake      []int32
}

// A scan is the work on one sentence.
type scan struct {
	*desk
	first, end int
	found      []Mention // lexical mentions, bodies, documents: sorted, no overlap
	offices    []Office  // sorted, no overlap
	persons    []nameRun // sorted, no overlap
	inFound    holder
	inOffice   holder
	out        []Mention
}

// holders forgets what holds the tokens of the sentence before.
func (s *scan) holders() {
	s.inFound.reset(s.first, s.end)
	s.inOffice.reset(s.first, s.end)
}

// cover says anew which of the mentions found holds each token.
func (s *scan) cover() {
	s.inFound.reset(s.first, s.end)
	for k := range s.found {
		s.inFound.set(s.found[k].First, s.found[k].End, k)
	}
}

// tok returns token i, one of no kind where the text has none, so that who looks past a token need not ask where the text ends.
func (s *scan) tok(i int) text.Token {
	if uint(i) >= uint(len(s.doc.Tokens)) {
		return text.Token{}
	}
	return s.doc.Tokens[i]
}

// span returns the text of tokens [first, end).
func (s *scan) span(first, end int) string {
	return s.doc.Text[s.doc.Tokens[first].Start:s.doc.Tokens[end-1].End]
}

func (s *scan) is(i int, form string) bool {
	if i < s.first || i >= s.end {
		return false
	}
	t := &s.doc.Tokens[i]
	return int(t.End-t.Start) == len(form) && s.doc.Text[t.Start:t.End] == form
}

// next returns the first token from i on that begins with a capital or begins a form of the lexicons, as far as it is quickly told;
// the end of the sentence when there is none.
func (s *scan) next(i int, lexicons pattern.Lexicons) int {
	for tokens := s.doc.Tokens[:s.end]; i < len(tokens); i++ {
		if tokens[i].Flags&text.Cap != 0 || lexicons != 0 && s.in.Starts(i)&lexicons != 0 {
			break
		}
	}
	return i
}

// has reports whether token i has one of the flags; where there is no token, none.
func (s *scan) has(i int, f text.Flags) bool {
	return uint(i) < uint(len(s.doc.Tokens)) && s.doc.Tokens[i].Flags&f != 0
}

// syllable reports whether token i is one well-formed Vietnamese syllable.
func (s *scan) syllable(i int) bool { return s.in.Syllable(i) }

// hit returns the length in tokens of the longest form of a lexicon that starts at token i within the sentence, and
// its entry; 0 when none does.
func (s *scan) hit(i int, lexicon int32) (int, *entry) {
	if i < s.first || i >= s.end || s.in.Starts(i)&pattern.Lexicon(int(lexicon)) == 0 {
		return 0, nil
	}
	for _, h := range s.in.Hits(i) {
		if h.Lexicon == lexicon && i+int(h.Len) <= s.end && s.cased(i, h.Lexicon, int(h.Len)) {
			return int(h.Len), &s.r.entries[lexicon][h.Entry]
		}
	}
	return 0, nil
}

// cased reports whether the n tokens from i may be a form of the lexicon as far as capitals go. Of a place every
// syllable is capitalised: Hòa Bình is a province, Hòa bình is peace at the beginning of a sentence.
func (s *scan) cased(i int, lexicon int32, n int) bool {
	if !s.r.set.Lexicons[lexicon].Cap {
		return true
	}
	if s.r.kind[lexicon] != Place {
		return s.has(i, text.Cap)
	}
	for k := i; k < i+n; k++ {
		if s.tok(k).Kind == text.Word && !s.has(k, text.Cap) && (k == i || s.has(k, text.Space)) {
			return false
		}
	}
	return true
}

// covering returns the index in found of the mention that holds token i, or -1.
func (s *scan) covering(i int) int { return s.inFound.at(i) }

// starting returns the mention in found that starts at token i, or nil.
func (s *scan) starting(i int) *Mention {
	if k := s.inFound.at(i); k >= 0 && s.found[k].First == i {
		return &s.found[k]
	}
	return nil
}
