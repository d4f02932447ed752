package extract

import (
	"fmt"
	"strings"

	"quanhe/extract/pattern"
)

// dropped writes of the triggers that stand in the sentence but were not taken.
func (e *explainer) dropped(s *sentence, ws []woken) {
	var m pattern.Match
	taken := make([]bool, len(ws))
	e.x.index.Each(e.in, int(s.span.First), int(s.span.End), &m, func(n int, m *pattern.Match) {
		w := woken{frame: e.x.frames[n], first: m.First, end: m.End}
		if e.rule != "" && e.rule != w.rule.ID {
			return
		}
		why, changes := e.refused(s, &w)
		if why == "" {
			for i := range ws { // joined triggers are longer than what woke them
				if k := &ws[i]; k.frame == w.frame && !taken[i] && (k.first == w.first || k.end == w.end) {
					taken[i] = true
					return
				}
			}
			why = e.covered(ws, &w)
		}
		e.line(1, "rule %s woke at %q: dropped, %s", w.rule.ID, e.label(w.first, w.end), why)
		e.remedy(s, 2, changes)
	})
}

// refused returns what keeps a trigger from counting in its sentence, empty when nothing does, and the changes that might
// remove it.
func (e *explainer) refused(s *sentence, w *woken) (why string, changes []change) {
	if s.named(w.first, w.end) {
		m := s.mentionAt(w.first)
		return fmt.Sprintf("it is part of the name %q", e.label(m.First, m.End)), nil
	}
	for k := range w.unless {
		one := woken{frame: &frame{rule: w.rule, unless: w.unless[k : k+1]}, first: w.first, end: w.end}
		if e.forbidden(s, &one) {
			return fmt.Sprintf("unless %s", w.rule.Unless[k].Value), e.withoutUnless(s, w, w.unless[k])
		}
	}
	for k := range w.when {
		one := woken{frame: &frame{rule: w.rule, when: w.when[k : k+1]}, first: w.first, end: w.end}
		if e.forbidden(s, &one) {
			return fmt.Sprintf("when %s is not met: %s", w.rule.When[k].Value, e.farthest(s, w.when[k], w.rule.When[k].Value).say), e.withWhen(s, w.rule.When[k].Value)
		}
	}
	return "", nil
}

// covered names the trigger that took over another one.
func (e *explainer) covered(ws []woken, w *woken) string {
	for i := range ws {
		if k := &ws[i]; k.first <= w.first && w.end <= k.end {
			return fmt.Sprintf("it lies in %q of rule %s", e.label(k.first, k.end), k.rule.ID)
		}
	}
	return "a longer trigger stands here"
}

// missed says why the rule in question did not wake in a sentence.
func (e *explainer) missed(s *sentence) {
	first, end := int(s.span.First), int(s.span.End)
	var m pattern.Match
	var best stopped
	n := 0
	for _, f := range e.x.frames {
		if f.rule.ID != e.rule {
			continue
		}
		if source := f.rule.Trigger[n].Value; !f.prog.Find(e.in, first, end, &m) {
			far := e.farthest(s, f.prog, source)
			e.line(1, "trigger %s: %s", source, far.say)
			if far.end-far.first > best.end-best.first {
				best = far
			}
		}
		n++
	}
	if best.end > best.first {
		e.remedy(s, 1, e.completed(best.source, best.first, best.end))
	}
}

// A stopped is how far a pattern got in a sentence: the tokens [first, end) match its beginning.
type stopped struct {
	source     string
	first, end int
	say        string
}

// farthest says how far a pattern got in a sentence where it matches nowhere.
func (e *explainer) farthest(s *sentence, p *pattern.Prog, source string) stopped {
	var m pattern.Match
	far, rest := stopped{source: source}, 0
	for i := int(s.span.First); i < int(s.span.End); i++ {
		p.Match(e.in, i, int(s.span.End), &m)
		if token, offset := m.Stopped(); token-i > far.end-far.first {
			far.first, far.end, rest = i, token, offset
		}
	}
	if far.end == far.first {
		far.say = "nothing of it stands in the sentence"
		if w := e.wordings(source); len(w) > 0 {
			far.say += fmt.Sprintf("; it would match at %q", w[0])
		}
		return far
	}
	got := e.label(far.first, far.end)
	item := firstItem(string([]rune(source)[rest:]))
	if far.end >= int(s.span.End) {
		far.say = fmt.Sprintf("%q matches, then the sentence ends before %s", got, item)
	} else {
		far.say = fmt.Sprintf("%q matches, then comes %q, not %s", got, e.doc.Word(far.end), item)
	}
	return far
}

// firstItem cuts the first item off a pattern: what stands in brackets is one.
func firstItem(source string) string {
	depth := 0
	for i, c := range source {
		switch c {
		case '(', '<', '[':
			depth++
		case ')', '>', ']':
			if depth--; depth < 0 {
				return strings.TrimSpace(source[:i])
			}
		case ' ', '|':
			if depth == 0 && i > 0 {
				return source[:i]
			}
		}
	}
	return source
}
