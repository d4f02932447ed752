package extract

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/extract/text"
)

// An Affected tells documents whose facts may be others under new rules from those whose facts cannot be. It is not
// changed once built and may be used from several goroutines.
//
// A rule or a form that came, went or changed bears on a document only where one of its words stands, in the old version
// or in the new. The words are looked for in the tokens that the engine itself would match them on: in normal form, with
// lost spaces put back, whatever the case and the place of the tone. What stands in none of the sentences that the engine
// reads counts too, and so do words across the end of one. Names of the roster are found in the names of persons, which
// the engine puts together, so that they count when the letters of each of their words stand anywhere. A document without
// diacritics is given its own by all words of the rules, so that it is always affected, unless nothing changed.
type Affected struct {
	none, all bool
	vocab     *pattern.Vocab
	trie      *pattern.Trie
	names     [][]string // words of roster names, letters only, folded
	rooms     sync.Pool
}

// NewAffected compares what documents were read by with what they would be read by now.
func NewAffected(old, now *Manifest) *Affected {
	a := &Affected{vocab: pattern.NewVocab()}
	words := pattern.NewForms(a.vocab)
	forms := [2]map[string][]string{old.forms(), now.forms()}
	changed := 0
	for i, m := range [2]*Manifest{old, now} {
		other := [2]*Manifest{now, old}[i]
		for _, hash := range slices.Sorted(maps.Keys(m.Parts)) {
			if _, same := other.Parts[hash]; same {
				continue
			}
			changed++
			a.part(words, m.Parts[hash], forms[i])
		}
	}
	a.none, a.trie = changed == 0, words.Trie()
	return a
}

// forms returns all forms of each lexicon.
func (m *Manifest) forms() map[string][]string {
	forms := map[string][]string{}
	for _, p := range m.Parts {
		if p.Lexicon != "" {
			forms[p.Lexicon] = append(forms[p.Lexicon], p.Words...)
		}
	}
	return forms
}

// part looks out for the words of a part that changed.
func (a *Affected) part(words *pattern.Forms, p Part, forms map[string][]string) {
	if len(p.Words) == 0 {
		a.all = true
	}
	for _, w := range p.Words {
		if name, ok := strings.CutPrefix(w, "@"); ok && p.Lexicon == "" {
			for _, form := range forms[name] {
				a.word(words, form)
			}
			continue
		}
		a.word(words, w)
		if p.Lexicon == rosterLexicon {
			a.names = append(a.names, letterWords(w))
		}
	}
}

func (a *Affected) word(words *pattern.Forms, w string) {
	if err := words.Add(0, 0, w); errors.As(err, new(*pattern.FormError)) {
		a.all = true // no word of ours: whoever wrote it knew more
	}
}

// letterWords returns the words of a name without case, diacritics and all that is no letter.
func letterWords(name string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(text.Fold(name), func(c rune) bool { return !unicode.IsLetter(c) }) {
		words = append(words, w)
	}
	return words
}

// A search is the room for looking at one document.
type search struct {
	parser text.Parser
	in     pattern.Input
	hits   []pattern.Hit
}

// Document reports whether the facts of a document may be others than they were. One that cannot be read may.
func (a *Affected) Document(d source.Document) bool {
	if a.none || a.all {
		return a.all
	}
	s, ok := a.rooms.Get().(*search)
	if !ok {
		s = &search{parser: text.Parser{Words: a.vocab}}
	}
	defer a.rooms.Put(s)
	return a.in(s, d.Text, true) || a.in(s, []byte(d.Title), false)
}

// in looks at the text of a document, or at its title, which is read with its marks or without.
func (a *Affected) in(s *search, raw []byte, whole bool) bool {
	doc, err := s.parser.Parse(raw)
	if err != nil || whole && doc.Unmarked() {
		return true
	}
	s.in.Reset(doc, a.trie)
	for i := range doc.Tokens {
		if s.hits = a.trie.Match(s.hits[:0], s.in.IDs, i, true); len(s.hits) > 0 {
			return true
		}
	}
	return len(a.names) > 0 && whole && a.named(doc.Text)
}

// named reports whether the letters of each word of some name stand in a text.
func (a *Affected) named(s string) bool {
	letters := strings.Join(letterWords(s), "")
	return slices.ContainsFunc(a.names, func(words []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(letters, w) })
	})
}
