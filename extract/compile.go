package extract

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/text"
	"quanhe/rules"
)

// The types that patterns may name, by number.
const (
	typePerson pattern.TypeID = iota
	typeBody
	typeParty
	typeCountry
	typePlace
	typeDocument
	typeAward
)

func typeSets() map[string]pattern.TypeSet {
	return map[string]pattern.TypeSet{
		"Person": pattern.Types(typePerson), "Organization": pattern.Types(typeBody), "Party": pattern.Types(typeParty),
		"Country": pattern.Types(typeCountry), "Place": pattern.Types(typePlace), "Document": pattern.Types(typeDocument),
		"Award": pattern.Types(typeAward),
		"Body":  pattern.Types(typeBody, typeParty, typeCountry),
		"Actor": pattern.Types(typePerson, typeBody, typeParty, typeCountry),
	}
}

func typeOf(k mention.Kind) pattern.TypeID {
	switch k {
	case mention.Person:
		return typePerson
	case mention.Body:
		return typeBody
	case mention.Party:
		return typeParty
	case mention.Country:
		return typeCountry
	case mention.Place:
		return typePlace
	case mention.Document:
		return typeDocument
	}
	return typeAward
}

// An Extractor turns documents into facts. It is not changed once built and may be used from several goroutines.
type Extractor struct {
	set         *rules.Set
	env         *pattern.Env // all that patterns name is known by now
	trie        *pattern.Trie
	mentions    *mention.Recognizer
	index       *pattern.Index
	frames      []*frame // by program number
	lexicon     map[string]int
	cueWords    int             // number of lexicon modality, -1 without one
	cueOf       []clause.Cue    // by its entry
	groups      map[string]bool // words of lexicon clause.group
	clause      int             // number of lexicon clause.word, -1 without one
	classOf     []clause.Class  // by its entry
	rooms       sync.Pool
	ruling      map[string]string // ISO code to the party that rules there, as the lexicon has it
	country     map[string]string // ISO code to the country's name
	isoOf       map[string]string // and back
	noPresident map[string]bool   // ISO codes of the countries without a president
	chairs      map[string]bool   // ISO codes of the countries whose head of state is a Chủ tịch nước (state president)
	ours        map[string]bool   // names of bodies of Việt Nam that do not end in its name
	central     map[string]bool   // names of the cities that are no province's but stand beside them
	roster      map[string]string // matching keys of leaders' names to the ISO code of their country
	marker      func() *marker    // made when the first document without diacritics comes

	relations  map[string]*rules.Relation
	constructs map[string]*rules.ClaimRule // that put an engine construct to use
	present    *rules.ClaimRule            // of them, for they are asked for in each sentence: nil without one
	citation   *rules.ClaimRule
	founding   *rules.ClaimRule
	exchange   *rules.ClaimRule
	deciding   decidingWords
	dates      *date.Finder
	attend     int // number of lexicon attend.cue, -1 without one
}

// A frame is a claim rule made ready: one for each of its triggers.
type frame struct {
	rule   *rules.ClaimRule
	rel    *rules.Relation // of the rule; nil when the schema has none of that name
	prog   *pattern.Prog
	unless []*pattern.Prog
	when   []*pattern.Prog
}

// New compiles a rule set. Its error lists every fault of the rules with file, line and column.
func New(set *rules.Set) (*Extractor, error) {
	x := &Extractor{set: set, lexicon: map[string]int{}}
	vocab := pattern.NewVocab()
	forms := pattern.NewForms(vocab)
	var faults rules.Errors
	for i := range set.Lexicons {
		lex := &set.Lexicons[i]
		x.lexicon[lex.Name] = i
		if lex.Cap {
			forms.NeedCap(i)
		}
		for j := range lex.Entries {
			for _, form := range lex.Entries[j].Forms {
				if err := forms.Add(i, j, form); err != nil {
					faults = append(faults, formFault(lex, j, err))
				}
			}
		}
	}
	x.trie = forms.Trie()
	x.cueWords, x.clause = x.lexiconNumber("modality"), x.lexiconNumber("clause.word")
	x.groups = x.wordsOf("clause.group")
	x.readWords()
	x.env = &pattern.Env{Vocab: vocab, Lexicons: x.lexicon, Types: typeSets()}
	compile := func(t rules.Text) (*pattern.Prog, *rules.Error) {
		e, err := pattern.Parse(t.Value)
		if err == nil {
			var p *pattern.Prog
			if p, err = pattern.Compile(e, x.env); err == nil {
				return p, nil
			}
		}
		return nil, patternFault(t, err)
	}
	var err error
	types := mention.TypeNumbers{Body: typeBody, Party: typeParty, Country: typeCountry, Place: typePlace}
	if x.mentions, err = mention.New(set, types, compile); err != nil {
		if es, ok := err.(rules.Errors); ok {
			faults = append(faults, es...)
		} else {
			return nil, err
		}
	}
	x.relations = map[string]*rules.Relation{}
	for i := range set.Schema.Relations {
		x.relations[set.Schema.Relations[i].Name] = &set.Schema.Relations[i]
	}
	x.compileFrames(compile, &faults)
	x.constructs = map[string]*rules.ClaimRule{}
	for i := len(set.Claims) - 1; i >= 0; i-- { // of several the first
		x.constructs[set.Claims[i].Construct] = &set.Claims[i]
	}
	x.present, x.citation, x.founding, x.exchange = x.constructs["attendees"], x.constructs["citation"], x.constructs["founding"], x.constructs["exchange"]
	x.attend = x.lexiconNumber("attend.cue")
	x.deciding = newDecidingWords(vocab)
	x.dates = date.NewFinder(vocab, func(key []byte) uint32 { return uint32(vocab.Intern(key)) })
	x.checkNames(&faults)
	x.readCountries()
	x.marker = sync.OnceValue(func() *marker { return newMarker(x) })
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return x, nil
}

// wordsOf returns the forms of a lexicon and each of their syllables, in small letters: a phrase may be one chunk or several.
func (x *Extractor) wordsOf(lexicon string) map[string]bool {
	words := map[string]bool{}
	lex, _ := x.set.Lexicon(lexicon)
	if lex == nil {
		return words
	}
	for _, e := range lex.Entries {
		for _, f := range e.Forms {
			f = text.Lower(f)
			words[f] = true
			for _, syllable := range strings.Fields(f) {
				words[syllable] = true
			}
		}
	}
	return words
}

// formFault says which entry has the form of entry j already.
func formFault(lex *rules.Lexicon, j int, err error) *rules.Error {
	msg := err.Error()
	var dup *pattern.FormError
	if errors.As(err, &dup) && dup.Other >= 0 {
		other := &lex.Entries[dup.Other]
		msg = fmt.Sprintf("form %q reads the same as one of %q at %s: drop one of them", dup.Form, other.Name, other.Pos)
	}
	return &rules.Error{Pos: lex.Entries[j].Pos, Msg: fmt.Sprintf("lexicon %s: %s", lex.Name, msg)}
}

// patternFault places what is wrong with a pattern at the character of the file.
func patternFault(t rules.Text, err error) *rules.Error {
	var syntax *pattern.SyntaxError
	if errors.As(err, &syntax) {
		return &rules.Error{Pos: t.At(syntax.Offset), Msg: "pattern: " + syntax.Msg}
	}
	return &rules.Error{Pos: t.Pos, Msg: err.Error()}
}

func (x *Extractor) compileFrames(compile mention.Compiler, faults *rules.Errors) {
	all := func(texts []rules.Text) []*pattern.Prog {
		var progs []*pattern.Prog
		for _, t := range texts {
			p, fault := compile(t)
			if fault != nil {
				*faults = append(*faults, fault)
				continue
			}
			progs = append(progs, p)
		}
		return progs
	}
	var progs []*pattern.Prog
	for i := range x.set.Claims {
		rule := &x.set.Claims[i]
		unless, when := all(rule.Unless), all(rule.When)
		rel, _ := x.relation(rule.Relation)
		for _, p := range all(rule.Trigger) {
			x.frames = append(x.frames, &frame{rule: rule, rel: rel, prog: p, unless: unless, when: when})
			progs = append(progs, p)
		}
	}
	x.index = pattern.NewIndex(progs)
}

// readCountries takes over what the lexicons say about countries and their cities.
func (x *Extractor) readCountries() {
	x.ruling, x.country, x.isoOf, x.roster = map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
	x.noPresident, x.chairs, x.central, x.ours = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, lex := range x.set.Lexicons {
		for _, e := range lex.Entries {
			iso := e.Attrs["iso"]
			switch {
			case lex.Name == "country":
				x.country[iso], x.isoOf[e.Name] = e.Name, iso
				x.noPresident[iso] = e.Attrs["president"] != ""
				x.chairs[iso] = e.Attrs["president"] == "Chủ tịch nước"
			case lex.Name == "party.ruling":
				x.ruling[iso] = e.Name
			case lex.Name == "roster":
				for _, form := range e.Forms {
					x.roster[text.Key(form)] = iso
				}
			case lex.Type == "organization" && iso == homeISO && !strings.HasSuffix(e.Name, " "+homeCountry):
				x.ours[e.Name] = true
			case lex.Type == "place" && e.Attrs["unit"] == "thành phố" && slices.Contains(e.Forms, e.Name):
				x.central[e.Name] = true // one of a province stands only behind thành phố (city): Vinh alone is no city
			}
		}
	}
}

// lexiconNumber returns the place of a lexicon in the set, -1 when the set has none of that name.
func (x *Extractor) lexiconNumber(name string) int {
	if n, ok := x.lexicon[name]; ok {
		return n
	}
	return -1
}

// relation returns a relation of the schema, nil and false when it has none of that name.
func (x *Extractor) relation(name string) (*rules.Relation, bool) {
	rel, ok := x.relations[name]
	return rel, ok
}
