package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"quanhe/rules"
)

// A Manifest says what an extractor reads by, in parts small enough that two extractors can be compared: see Affected. It
// is kept as JSON beside what was extracted.
type Manifest struct {
	Name  string          `json:"name"`  // of the engine and all rules, in hexadecimal: equal names give equal facts
	Parts map[string]Part `json:"parts"` // by the hash of what they say
}

// A Part is a form of a lexicon, a rule, or something else that facts depend on. Only documents that hold one of the
// words can tell whether there is such a part; any document can when there are none.
type Part struct {
	Lexicon string   `json:"lexicon,omitempty"` // of a form
	Words   []string `json:"words,omitempty"`   // as the rules write them; @name stands for all forms of a lexicon
}

// Lexicons of which the engine knows more than where in a text their forms stand.
const (
	countryLexicon = "country"      // names of countries whose ISO codes other words carry
	rulingLexicon  = "party.ruling" // their parties
	groupLexicon   = "clause.group" // also single words of its forms
	rosterLexicon  = "roster"       // whole names, whatever stands between their words
)

// Manifest returns what the extractor reads by. The words of form stand for what becomes of the facts afterwards: facts
// that are kept in another form are others.
func (x *Extractor) Manifest(form string) *Manifest {
	m := &Manifest{Parts: map[string]Part{}}
	name := sha256.New()
	fmt.Fprintln(name, Engine(), form, x.set.Hash())
	m.Name = hex.EncodeToString(name.Sum(nil)[:12])
	m.add(Part{}, "engine", Engine(), form)
	m.add(Part{}, "schema", x.set.Schema)
	for i := range x.set.Lexicons {
		m.lexicon(&x.set.Lexicons[i])
	}
	for i := range x.set.Mentions {
		rule := &x.set.Mentions[i]
		m.rule(rule.Patterns, "mention", rule)
	}
	for i := range x.set.Claims {
		rule := &x.set.Claims[i]
		m.rule(rule.Trigger, "claim", rule)
	}
	return m
}

// add adds a part by what it says.
func (m *Manifest) add(p Part, says ...any) {
	h := sha256.New()
	for _, s := range says {
		digest(h, reflect.ValueOf(s))
	}
	m.Parts[hex.EncodeToString(h.Sum(nil)[:8])] = p
}

// lexicon adds a part for each form, and one for what the engine knows of the lexicon beyond where its forms stand.
func (m *Manifest) lexicon(lex *rules.Lexicon) {
	var known []any
	for i := range lex.Entries {
		e := &lex.Entries[i]
		for k := range e.Forms {
			m.add(Part{lex.Name, e.Forms[k : k+1]}, "form", lex.Name, e.Name, e.Attrs, e.Forms[k])
		}
		switch lex.Name {
		case countryLexicon, rulingLexicon:
			known = append(known, e.Name, e.Attrs)
		case groupLexicon:
			known = append(known, e.Forms)
		}
	}
	m.add(Part{}, "lexicon", lex.Name, lex.Type, lex.Cap, known)
}

// rule adds the part of a rule, which does something only where one of its patterns matches.
func (m *Manifest) rule(patterns []rules.Text, kind string, rule any) {
	var words []string
	for _, p := range patterns {
		needs := parsed(p).Needs()
		if len(needs) == 0 {
			words = nil
			break
		}
		for _, n := range needs {
			if n.Lexicon != "" {
				n.Words = "@" + n.Lexicon
			}
			words = append(words, n.Words)
		}
	}
	slices.Sort(words)
	m.add(Part{Words: slices.Compact(words)}, kind, rule)
}

// silent are the fields of rules that bear on no facts.
var silent = []string{"Doc", "Tests", "Pos"}

// digest writes a value made of structs, lists, maps and scalars to h, so that different values give different bytes. What
// silent names is left out, so that a field which is added to the rules counts unless somebody says that it does not.
func digest(h io.Writer, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			fmt.Fprint(h, "nil ")
			return
		}
		digest(h, v.Elem())
	case reflect.Struct:
		fmt.Fprintf(h, "%s{", v.Type().Name())
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains(silent, name) {
				fmt.Fprintf(h, "%s:", name)
				digest(h, v.Field(i))
			}
		}
		fmt.Fprint(h, "}")
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(h, "%d[", v.Len())
		for i := range v.Len() {
			digest(h, v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		fmt.Fprintf(h, "%d{", len(keys))
		for _, k := range keys {
			digest(h, k)
			digest(h, v.MapIndex(k))
		}
	case reflect.String:
		fmt.Fprintf(h, "%d %s ", v.Len(), v.String())
	case reflect.Bool:
		fmt.Fprintf(h, "%t ", v.Bool())
	case reflect.Int, reflect.Int64:
		fmt.Fprintf(h, "%d ", v.Int())
	case reflect.Uint8:
		fmt.Fprintf(h, "%d ", v.Uint())
	default:
		panic("extract: rules hold a " + v.Type().String() + ", which digest does not know")
	}
}
