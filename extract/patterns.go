package extract

import (
	"quanhe/extract/pattern"
	"quanhe/rules"
)

// A rulePattern is a trigger of a claim rule or a pattern of a mention rule.
type rulePattern struct {
	rule    string // id
	text    rules.Text
	prog    *pattern.Prog
	frame   *frame // of a trigger; nil for a mention rule
	claim   int    // number of the claim rule in the set, or -1
	mention int    // number of the mention rule, or -1
}

// patterns returns the patterns that wake rules, and an index of them.
func (x *Extractor) patterns() ([]rulePattern, *pattern.Index) {
	var all []rulePattern
	var progs []*pattern.Prog
	add := func(p rulePattern) {
		p.prog = x.prog(parsed(p.text))
		all, progs = append(all, p), append(progs, p.prog)
	}
	for i := range x.set.Claims {
		for _, t := range x.set.Claims[i].Trigger {
			add(rulePattern{rule: x.set.Claims[i].ID, text: t, frame: x.frames[len(all)], claim: i, mention: -1})
		}
	}
	for i := range x.set.Mentions {
		for _, t := range x.set.Mentions[i].Patterns {
			add(rulePattern{rule: x.set.Mentions[i].ID, text: t, claim: -1, mention: i})
		}
	}
	return all, pattern.NewIndex(progs)
}

// prog compiles a pattern, or a part of one, that has been compiled before; nil for a part that may match nothing, as a?
// in (a? | b).
func (x *Extractor) prog(e *pattern.Expr) *pattern.Prog {
	p, err := pattern.Compile(e, x.env)
	if err != nil {
		return nil
	}
	return p
}

// parsed parses a pattern that has been compiled before.
func parsed(t rules.Text) *pattern.Expr {
	e, err := pattern.Parse(t.Value)
	if err != nil {
		panic("extract: a compiled pattern does not parse: " + t.Value)
	}
	return e
}
