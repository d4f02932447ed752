package extract

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quanhe/rules"
)

// lexiconTypes are the types of lexicons: of the first five the entries are names of that type in the text, the others
// only say what the list is.
var lexiconTypes = []string{"country", "party", "organization", "place", "award", "office", "rank", "honorific"}

// attributes are what lexicons say of their entries, each with its values where these are closed.
type attributes map[string][]string

var yes = []string{"yes"}

// nameAttributes are those of entries that are names. Nothing reads abbr: it is there for people.
var nameAttributes = attributes{"iso": anyValue, "kind": anyValue, "base": anyValue, "unit": anyValue, "abbr": anyValue,
	"abroad": yes}

// lexiconAttributes are those of the lexicons that the engine knows by name.
var lexiconAttributes = map[string]attributes{
	"clause.word":   {"class": {"light", "prep", "and", "saying", "closing", "linking", "mark"}},
	"modality":      {"reads": {"actual", "planned", "negated", "none", "deny", "invites", "neutral"}, "wide": yes, "behind": yes, "cancels": yes, "near": anyValue},
	"group":         {"point": {"group", "leader", "nobody", "none", "peer", "pronoun", "self", "troupe"}, "count": {"3"}, "iso": anyValue},
	"attend.cue":    {"role": {"chair", "witness"}},
	"award":         {"open": yes},
	"congress.year": {"year": anyValue},
	"document.kind": {"alone": yes, "central": anyValue},
	"body.head":     {"class": anyValue, "alone": yes, "full": anyValue},
	"office":        {"owner": owners, "body": anyValue, "class": anyValue, "owner_name": anyValue, "quiet": yes},
	"office.head":   {"never": yes},
	"honorific":     {"gender": {"f", "m"}},
	"rank":          {"kind": anyValue},
	"party.ruling":  {"iso": anyValue},
	"country":       {"president": {"no", "Chủ tịch nước"}},
	"country.pair":  {"iso": anyValue},
	"roster":        {"iso": anyValue},
	"surname":       {"common": yes},
}

// engineLexicons are the lexicons without attributes or a type that the engine looks words up in by name.
var engineLexicons = []string{"abbreviation.body", "abbreviation.cue", "abbreviation.none", "block", "body.word", "clause.group", "eponym", "ministry", "nonname", "office.status", "particle", "person.cue",
	"place.cue", "schedule", "spouse", "surname.korean", "unit"}

// askedFor returns the attributes that mention rules ask of what they capture, as in {field.full}.
func (x *Extractor) askedFor() attributes {
	asked := attributes{}
	note := func(t rules.Template) {
		for _, p := range t.Parts {
			if p.Attr != "" {
				asked[p.Attr] = anyValue
			}
		}
	}
	for i := range x.set.Mentions {
		note(x.set.Mentions[i].Name)
		for _, p := range x.set.Mentions[i].Set {
			note(p.Value)
		}
	}
	return asked
}

// checkLexicon reports a type and attributes that nothing reads.
func checkLexicon(lex *rules.Lexicon, asked attributes, faults *rules.Errors) {
	if lex.Type != "" && !slices.Contains(lexiconTypes, lex.Type) {
		faults.Add(lex.Pos, "lexicon %s: type %s has no effect: lexicons name things of the types %s", lex.Name, lex.Type, strings.Join(lexiconTypes, ", "))
	}
	known := maps.Clone(asked)
	maps.Copy(known, lexiconAttributes[lex.Name])
	if lex.Type != "" {
		for name, values := range nameAttributes {
			if _, ok := known[name]; !ok {
				known[name] = values
			}
		}
	}
	for _, e := range lex.Entries {
		for name, value := range e.Attrs { // in any order: faults are sorted in the end
			switch values, ok := known[name]; {
			case !ok:
				faults.Add(e.Pos, "entry %q: nothing reads %s in lexicon %s%s", e.Name, name, lex.Name, rules.Suggest(name, slices.Collect(maps.Keys(known))))
			case values != nil && !slices.Contains(values, value):
				faults.Add(e.Pos, "entry %q: unknown %s %q%s", e.Name, name, value,
					cmp.Or(rules.Suggest(value, values), ": write "+strings.Join(values, ", ")+", or leave it out"))
			case name == "near" && !isNumber(value):
				faults.Add(e.Pos, "entry %q: near takes a number of words, not %q", e.Name, value)
			}
		}
	}
}

func isNumber(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}
