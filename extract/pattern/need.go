package pattern

import (
	"strings"

	"quanhe/extract/text"
)

// A Need is one of the things without which a text holds no match of a pattern: the words, as tokens that follow one
// another, or an entry of the lexicon. One of the two is empty.
type Need struct {
	Words, Lexicon string
}

// Needs returns words and lexicons of which every match of the pattern holds at least one, and none when a match may do
// without any, as that of `<Person> [Cap]` does. Of the items of a sequence, each of which a match must hold, it takes
// the one with most words.
func (e *Expr) Needs() []Need {
	needs, _ := needsOf(e.alts)
	return needs
}

// needsOf returns the needs of some alternatives, and the fewest words that one of them asks for.
func needsOf(alts []seq) (needs []Need, words int) {
	for i, s := range alts {
		best, most := s.needs()
		if len(best) == 0 {
			return nil, 0
		}
		needs = append(needs, best...)
		if i == 0 || most < words {
			words = most
		}
	}
	return needs, words
}

// needs is needsOf for one sequence.
func (s seq) needs() (best []Need, most int) {
	take := func(needs []Need, words int) {
		if words > most {
			best, most = needs, words
		}
	}
	var run []string
	for i := range s {
		n := &s[i]
		if n.op == wordNode && n.min == 1 && n.max == 1 {
			run = append(run, n.text)
			take([]Need{{Words: strings.Join(run, " ")}}, len(run))
			continue
		}
		run = nil
		if n.min == 0 {
			continue
		}
		switch n.op {
		case wordNode:
			take([]Need{{Words: n.text}}, 1)
		case exactNode: // as it is compared: the first token by its key, all of them by their text
			first := text.Tokens(n.text)[0]
			take([]Need{{Words: n.text[first.Start:first.End]}}, 1)
		case lexiconNode:
			take([]Need{{Lexicon: n.text}}, 1)
		case groupNode:
			take(needsOf(n.alts))
		}
	}
	return best, most
}
