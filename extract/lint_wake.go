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

// wakes reports patterns that the index tries nearly everywhere: those without a word to begin with, and those that begin
// with a word which stands in every other sentence.
func (l *linter) wakes() {
	var texts []rules.Text
	for i := range l.x.set.Claims {
		texts = append(texts, l.x.set.Claims[i].Trigger...)
	}
	for i := range l.x.set.Mentions {
		texts = append(texts, l.x.set.Mentions[i].Patterns...)
	}
	progs := make([]*pattern.Prog, len(texts))
	for i, t := range texts {
		progs[i] = l.prog(l.parse(t))
	}
	tried, sentences := l.tried(pattern.NewIndex(progs))
	for i, t := range texts {
		switch w := progs[i].Wake(); {
		case w.Shape || w.Types != 0 && w.Types != pattern.Types(typeBody): // bodies are few enough to try at each
			l.faults.Add(t.Pos, "pattern %s has no word to wake at, and is tried at every name or capital: begin it with a word or a lexicon", t.Value)
		case sentences >= minSentences && tried[i]*maxShare > sentences:
			l.faults.Add(t.Pos, "pattern %s wakes in %d of the %d sentences of the examples: begin it with a rarer word", t.Value, tried[i], sentences)
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
