package extract

import (
	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/rules"
)

// A pattern is said to wake everywhere when it is tried in more than one of maxShare sentences of the claim rules'
// examples, if there are minSentences of them to judge by. Those of mention rules name offices out of all proportion.
const (
	maxShare     = 3
	minSentences = 100
)

// wakes reports patterns that the index tries nearly everywhere: those that begin with a shape, and those that begin with
// a word, entry or name of a type which stands in every other sentence.
func (l *linter) wakes() {
	patterns, index := l.x.patterns()
	tried, sentences := l.tried(index)
	for i, p := range patterns {
		switch {
		case p.prog.Wake().Shape:
			l.faults.Add(p.text.Pos, "pattern %s has no word to wake at and is tried at every token: begin it with a word or a lexicon", p.text.Value)
		case sentences >= minSentences && tried[i]*maxShare > sentences:
			l.faults.Add(p.text.Pos, "pattern %s wakes in more than 1 of %d sentences of the examples: begin it with a rarer word", p.text.Value, maxShare)
		}
	}
}

// tried counts the sentences of the examples, and for each pattern those in which the index wakes it.
func (l *linter) tried(index *pattern.Index) (tried []int, sentences int) {
	tried = make([]int, index.Len())
	last := make([]int, index.Len()) // the sentence in which a pattern was counted last
	var woken []int32
	for _, e := range l.examples() {
		r, err := l.x.read(source.Document{Date: e.Date, Text: []byte(e.Say)})
		if err != nil {
			continue // the example fails by itself
		}
		for _, s := range r.sentences {
			sentences++
			for i := int(s.span.First); i < int(s.span.End); i++ {
				woken = index.At(r.in, i, woken[:0])
				for _, p := range woken {
					if last[p] != sentences {
						last[p] = sentences
						tried[p]++
					}
				}
			}
		}
	}
	return tried, sentences
}

// examples returns the tests of all claim rules.
func (l *linter) examples() []rules.Example {
	var all []rules.Example
	for i := range l.x.set.Claims {
		all = append(all, l.x.set.Claims[i].Tests...)
	}
	return all
}
