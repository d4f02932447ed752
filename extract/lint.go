package extract

import (
	"cmp"
	"slices"

	"quanhe/extract/pattern"
	"quanhe/rules"
)

// Lint finds what no rule can have been meant to say, although the engine can work with it: captures and lexicons that
// nothing uses, alternatives that make no difference, patterns that cannot match or wake everywhere, and rules between
// which nothing decides. Its error is a rules.Errors, nil when all is well.
func (x *Extractor) Lint() error {
	l := &linter{x: x, language: pattern.NewLanguage(x.trie, x.forms())}
	l.captures()
	l.lexicons()
	for i := range x.set.Claims {
		l.claim(&x.set.Claims[i])
	}
	for i := range x.set.Mentions {
		l.alternatives(x.set.Mentions[i].Patterns)
	}
	l.ties()
	l.wakes()
	return l.faults.Err()
}

// A linter is one run of Lint.
type linter struct {
	x        *Extractor
	language *pattern.Language
	faults   rules.Errors
}

// forms returns all forms of each lexicon, by number.
func (x *Extractor) forms() [][]string {
	forms := make([][]string, len(x.set.Lexicons))
	for i := range x.set.Lexicons {
		for _, e := range x.set.Lexicons[i].Entries {
			forms[i] = append(forms[i], e.Forms...)
		}
	}
	return forms
}

// captures reports captures that nothing asks for.
func (l *linter) captures() {
	unused := func(texts []rules.Text, advice string, used ...string) {
		for _, t := range texts {
			for _, p := range partsIn(t) {
				if p.Kind == pattern.CaptureName && !slices.Contains(used, p.Name) {
					l.faults.Add(t.At(p.Offset), "nothing uses the capture <%s:…>: %s", p.Name, advice)
				}
			}
		}
	}
	for i := range l.x.set.Claims {
		rule := &l.x.set.Claims[i]
		unused(rule.Trigger, "a trigger captures only <event:…>, the name of a gathering; leave the capture out", "event")
		unused(slices.Concat(rule.Unless, rule.When), "unless and when capture nothing; leave the capture out")
	}
	for i := range l.x.set.Mentions {
		rule := &l.x.set.Mentions[i]
		var used []string
		note := func(t rules.Template) {
			for _, p := range t.Parts {
				used = append(used, p.Capture)
			}
		}
		note(rule.Name)
		for _, p := range rule.Set {
			note(p.Value)
			if p.Key == "owner_name" || p.Key == "owner" && p.Value.Text.Value == "body" {
				used = append(used, "body", "head") // the engine puts the title together from these
			}
		}
		unused(rule.Patterns, "use it in name or set, or leave the capture out", used...)
	}
}

// lexicons reports lexicons that neither a rule nor the engine uses.
func (l *linter) lexicons() {
	used := slices.Clone(engineLexicons)
	note := func(texts []rules.Text) {
		for _, t := range texts {
			for _, p := range partsIn(t) {
				if p.Kind == pattern.LexiconName {
					used = append(used, p.Name)
				}
			}
		}
	}
	for i := range l.x.set.Claims {
		rule := &l.x.set.Claims[i]
		note(slices.Concat(rule.Trigger, rule.Unless, rule.When))
	}
	var names []string
	for i := range l.x.set.Mentions {
		note(l.x.set.Mentions[i].Patterns)
	}
	for i := range l.x.set.Lexicons {
		names = append(names, l.x.set.Lexicons[i].Name)
	}
	for i := range l.x.set.Lexicons {
		lex := &l.x.set.Lexicons[i]
		if _, known := lexiconAttributes[lex.Name]; lex.Type == "" && !known && !slices.Contains(used, lex.Name) {
			others := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == lex.Name })
			l.faults.Add(lex.Pos, "nothing uses lexicon %s%s", lex.Name, cmp.Or(rules.Suggest(lex.Name, others), ": refer to it as @"+lex.Name+" in a pattern, or drop it"))
		}
	}
}
