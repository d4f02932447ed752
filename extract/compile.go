package extract

import (
	"fmt"

	"quanhe/extract/clause"
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
	typeDate
)

func typeSets() map[string]pattern.TypeSet {
	return map[string]pattern.TypeSet{
		"Person": pattern.Types(typePerson), "Organization": pattern.Types(typeBody), "Party": pattern.Types(typeParty),
		"Country": pattern.Types(typeCountry), "Place": pattern.Types(typePlace), "Document": pattern.Types(typeDocument),
		"Award": pattern.Types(typeAward), "Date": pattern.Types(typeDate),
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
	set      *rules.Set
	trie     *pattern.Trie
	mentions *mention.Recognizer
	index    *pattern.Index
	frames   []*frame // by program number
	lexicon  map[string]int
	distinct map[string]map[string]bool // by relation: roles whose fillers make a claim each
	required map[string][]string
	ruling   map[string]string // ISO code to the party that rules there, as the lexicon has it
	country  map[string]string // ISO code to the country's name
	isoOf    map[string]string // and back
}

// A frame is a claim rule made ready: one for each of its triggers.
type frame struct {
	rule   *rules.ClaimRule
	prog   *pattern.Prog
	unless []*pattern.Prog
	when   []*pattern.Prog
}

// New compiles a rule set. Its error lists every fault of the rules with file, line and column.
func New(set *rules.Set) (*Extractor, error) {
	x := &Extractor{set: set, lexicon: map[string]int{}}
	vocab := pattern.NewVocab()
	x.trie = pattern.NewTrie(vocab)
	var faults rules.Errors
	for i := range set.Lexicons {
		lex := &set.Lexicons[i]
		x.lexicon[lex.Name] = i
		if lex.Cap {
			x.trie.NeedCap(i)
		}
		for j := range lex.Entries {
			for _, form := range lex.Entries[j].Forms {
				if err := x.trie.Add(i, j, form); err != nil {
					faults.Add(lex.Entries[j].Pos, "lexicon %s: %v", lex.Name, err)
				}
			}
		}
	}
	env := &pattern.Env{Vocab: vocab, Lexicons: x.lexicon, Types: typeSets()}
	compile := func(t rules.Text) (*pattern.Prog, error) {
		e, err := pattern.Parse(t.Value)
		if err != nil {
			return nil, err
		}
		return pattern.Compile(e, env)
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
	x.compileFrames(compile, &faults)
	x.readSchema()
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return x, nil
}

func (x *Extractor) compileFrames(compile func(rules.Text) (*pattern.Prog, error), faults *rules.Errors) {
	all := func(texts []rules.Text) []*pattern.Prog {
		var progs []*pattern.Prog
		for _, t := range texts {
			p, err := compile(t)
			if err != nil {
				faults.Add(t.Pos, "%v", err)
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
		for _, p := range all(rule.Trigger) {
			x.frames = append(x.frames, &frame{rule: rule, prog: p, unless: unless, when: when})
			progs = append(progs, p)
		}
	}
	x.index = pattern.NewIndex(progs)
}

// readSchema takes over what the schema and the lexicons say once for all rules.
func (x *Extractor) readSchema() {
	x.distinct, x.required = map[string]map[string]bool{}, map[string][]string{}
	for i := range x.set.Schema.Relations {
		r := &x.set.Schema.Relations[i]
		x.distinct[r.Name] = map[string]bool{}
		for _, role := range r.Distribute {
			x.distinct[r.Name][role] = true
		}
		x.required[r.Name] = r.Required
	}
	x.ruling, x.country, x.isoOf = map[string]string{}, map[string]string{}, map[string]string{}
	for _, lex := range x.set.Lexicons {
		for _, e := range lex.Entries {
			iso := e.Attrs["iso"]
			switch {
			case lex.Name == "country":
				x.country[iso], x.isoOf[e.Name] = e.Name, iso
			case lex.Name == "party.ruling":
				x.ruling[iso] = e.Name
			}
		}
	}
}

// entry returns the longest entry of a lexicon at a token, nil when there is none.
func (x *Extractor) entry(in *pattern.Input, token int, lexicon string) (int, *rules.Entry) {
	n, ok := x.lexicon[lexicon]
	if !ok {
		return 0, nil
	}
	for _, h := range in.Hits(token) {
		if int(h.Lexicon) == n {
			return int(h.Len), &x.set.Lexicons[n].Entries[h.Entry]
		}
	}
	return 0, nil
}

// particle classifies the word at a token for package clause.
func (x *Extractor) particle(in *pattern.Input, token int) (int, clause.Class) {
	n, e := x.entry(in, token, "clause.word")
	if n == 0 {
		return 0, clause.Other
	}
	switch e.Attrs["class"] {
	case "light":
		return n, clause.Light
	case "prep":
		return n, clause.Prep
	case "and":
		return n, clause.And
	case "saying":
		return n, clause.Saying
	case "closing":
		return n, clause.Closing
	case "linking":
		return n, clause.Linking
	}
	return n, clause.Other
}

// cues finds the cues of modality in a sentence.
func (x *Extractor) cues(in *pattern.Input, s text.Sentence) []clause.Cue {
	var cues []clause.Cue
	for i := int(s.First); i < int(s.End); i++ {
		n, e := x.entry(in, i, "modality")
		if n == 0 {
			continue
		}
		c := clause.Cue{First: i, End: i + n, Reads: e.Attrs["reads"], Wide: e.Attrs["wide"] != "", Behind: e.Attrs["behind"] != "", Cancels: e.Attrs["cancels"] != ""}
		if near := e.Attrs["near"]; near != "" {
			fmt.Sscan(near, &c.Near)
		}
		if c.Reads != "neutral" {
			cues = append(cues, c)
		}
		i += n - 1
	}
	return cues
}
