package extract

import (
	"cmp"
	"slices"
	"time"

	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/rules"
)

// A RuleTime is what the patterns of one rule cost.
type RuleTime struct {
	Rule           string
	Tried, Matched int // tokens at which the index woke it, and at which it then matched
	Time           time.Duration
}

// attempts is how often each attempt is timed: one alone is shorter than a clock can tell.
const attempts = 50

// Times measures the patterns of each rule on documents by a clock such as time.Now: its triggers at the tokens where
// they wake, with unless and when behind those that match. Filling slots is not in it. The slowest rule comes first.
// Documents that cannot be read are passed over.
func (x *Extractor) Times(docs []source.Document, now func() time.Time) []RuleTime {
	patterns, index := x.patterns()
	total := map[string]*RuleTime{}
	for _, p := range patterns {
		total[p.rule] = &RuleTime{Rule: p.rule}
	}
	at := make([][]int, len(patterns)) // tokens of the sentence in hand
	var woken []int32
	for _, d := range docs {
		r, err := x.read(d)
		if err != nil {
			continue
		}
		for _, s := range r.sentences {
			for i := int(s.span.First); i < int(s.span.End); i++ {
				woken = index.At(r.in, i, woken[:0])
				for _, n := range woken {
					at[n] = append(at[n], i)
				}
			}
			for n, tokens := range at {
				if len(tokens) > 0 {
					r.clock(total[patterns[n].rule], &patterns[n], s, tokens, now)
					at[n] = tokens[:0]
				}
			}
		}
	}
	out := make([]RuleTime, 0, len(total))
	for _, t := range total {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b RuleTime) int { return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Rule, b.Rule)) })
	return out
}

// clock times one pattern at some tokens of a sentence.
func (r *reading) clock(t *RuleTime, p *rulePattern, s *sentence, tokens []int, now func() time.Time) {
	t.Tried += len(tokens)
	var m pattern.Match
	matched := 0
	start := now()
	for range attempts {
		for _, i := range tokens {
			if p.prog.Match(r.in, i, int(s.span.End), &m) {
				matched++
				if p.frame != nil {
					r.forbidden(s, &woken{frame: p.frame, first: m.First, end: m.End})
				}
			}
		}
	}
	t.Time += now().Sub(start) / attempts
	t.Matched += matched / attempts
}

// Examples returns the texts of all tests of the rules as documents.
func (x *Extractor) Examples() []source.Document {
	var docs []source.Document
	add := func(tests []rules.Example) {
		for _, e := range tests {
			docs = append(docs, source.Document{ID: e.Pos.String(), Date: e.Date, Text: []byte(e.Say)})
		}
	}
	for i := range x.set.Claims {
		add(x.set.Claims[i].Tests)
	}
	for i := range x.set.Mentions {
		add(x.set.Mentions[i].Tests)
	}
	return docs
}
