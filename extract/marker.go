package extract

import (
	"maps"
	"slices"
	"strings"

	"quanhe/extract/text"
)

// A marker gives words their diacritics back. It is not changed once built.
type marker struct {
	phrases  map[string]string // of two words or more, by their key without diacritics
	longest  map[string]int    // most words of the phrases that begin with a word
	words    map[string]string // of one word, for beside a phrase: Bộ (ministry), nguyên (former)
	owners   map[string]string // countries of one word, for behind a phrase: Pháp (France)
	surnames map[string]string
	leaders  map[string]string // ISO codes of the countries of leaders, by their names
}

// beside are the lexicons whose words of one syllable count beside a phrase, small those that count where the others have
// none: of có (has) and cố (late) nothing is certain.
var (
	beside = []string{"office", "office.head", "body.head", "unit"}
	small  = []string{"clause.word", "clause.group", "office.status"}
)

// unhelpful are the lexicons whose phrases would only hide others: nguyên thủ (head of state) in nguyên Thủ tướng (former
// prime minister), and names, which stay as they are.
var unhelpful = []string{"group", "roster", "eponym"}

// newMarker gathers the words of the lexicons and of the mention rules. Those that could be two different things without
// their diacritics are left out, as nha trang: Nha Trang, Nhà Trắng (the White House).
func newMarker(x *Extractor) *marker {
	m := &marker{longest: map[string]int{}, surnames: map[string]string{}, leaders: map[string]string{}}
	phrases, words, little, owners := choices{}, choices{}, choices{}, choices{}
	for i := range x.set.Lexicons {
		lex := &x.set.Lexicons[i]
		if lex.Name == "roster" {
			for _, e := range lex.Entries {
				for _, form := range e.Forms {
					m.leaders[text.Fold(form)] = e.Attrs["iso"]
				}
			}
		}
		if slices.Contains(unhelpful, lex.Name) {
			continue
		}
		for j := range lex.Entries {
			for _, form := range lex.Entries[j].Forms {
				bare := bareWords(form)
				switch one := !strings.Contains(bare, " "); {
				case !one:
					phrases.add(bare, form, lex.Entries[j].Name)
				case lex.Name == "surname" && m.surnames[bare] == "":
					m.surnames[bare] = form // any will do: the name keeps its own letters
				case lex.Name == "country":
					owners.add(bare, form, lex.Entries[j].Name)
				case slices.Contains(small, lex.Name):
					little.add(bare, form, lex.Entries[j].Name)
				case slices.Contains(beside, lex.Name):
					words.add(bare, form, lex.Entries[j].Name)
				}
			}
		}
	}
	for i := range x.set.Mentions {
		for _, p := range x.set.Mentions[i].Patterns {
			for _, run := range parsed(p).Runs() {
				if bare := bareWords(run); strings.Contains(bare, " ") {
					phrases.add(bare, run, run)
				} else {
					words.add(bare, run, run)
				}
			}
		}
	}
	m.phrases, m.words, m.owners = phrases.sure(), little.sure(), owners.sure()
	maps.Copy(m.words, words.sure())
	for bare := range m.phrases {
		first, _, _ := strings.Cut(bare, " ")
		m.longest[first] = max(m.longest[first], strings.Count(bare, " ")+1)
	}
	return m
}

// choices are what words without diacritics may stand for.
type choices map[string]*choice

type choice struct {
	form, name string
	several    bool
}

func (c choices) add(bare, form, name string) {
	switch have := c[bare]; {
	case have == nil:
		c[bare] = &choice{form: form, name: name}
	case text.Key(have.form) != text.Key(form) && have.name != name: // Đà Nẳng is another spelling of Đà Nẵng
		have.several = true
	}
}

// sure returns the words that stand for one thing only.
func (c choices) sure() map[string]string {
	sure := make(map[string]string, len(c))
	for bare, have := range c {
		if !have.several {
			sure[bare] = have.form
		}
	}
	return sure
}

// bareWords returns the words of a form without case and diacritics, with one space between them.
func bareWords(form string) string {
	var words []string
	for _, tok := range text.Tokens(form) {
		words = append(words, text.Fold(form[tok.Start:tok.End]))
	}
	return strings.Join(words, " ")
}
