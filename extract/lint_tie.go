package extract

import (
	"slices"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
	"quanhe/rules"
)

// ties reports two rules that read the same words with nothing that decides between them.
func (l *linter) ties() {
	claims := l.x.set.Claims
	for i := range claims {
		for j := range claims[:i] {
			if l.alike(&claims[i], &claims[j]) {
				l.tie(&claims[i], &claims[j])
			}
		}
	}
	mentions := l.x.set.Mentions
	for i := range mentions {
		for j := range mentions[:i] {
			l.mentionTie(&mentions[i], &mentions[j])
		}
	}
}

// alike reports whether two rules would claim the same of the same clause: one relation, no condition of their own, and
// for each role slots that the other tries for it too.
func (l *linter) alike(a, b *rules.ClaimRule) bool {
	if a.Relation != b.Relation || a.Kind != b.Kind || len(a.When)+len(b.When) > 0 {
		return false
	}
	return meetInRoles(a, b) && meetInRoles(b, a)
}

// meetInRoles reports whether each role of a is one of b with a slot in common.
func meetInRoles(a, b *rules.ClaimRule) bool {
	for _, role := range a.Roles {
		k := slices.IndexFunc(b.Roles, func(e rules.RoleExpr) bool { return e.Role == role.Role })
		if k < 0 {
			return false
		}
		shared := slices.ContainsFunc(role.Slots, func(s rules.Slot) bool {
			return slices.ContainsFunc(b.Roles[k].Slots, func(t rules.Slot) bool { return s.Name == t.Name && s.Index == t.Index })
		})
		if !shared {
			return false
		}
	}
	return true
}

// tie reports the first trigger of a that has words in common with one of b, unless an unless tells them apart.
func (l *linter) tie(a, b *rules.ClaimRule) {
	for _, s := range a.Trigger {
		for _, t := range b.Trigger {
			words, ok := l.language.Common(l.x.prog(parsed(s)), l.x.prog(parsed(t)))
			if !ok || l.forbids(a.Unless, words) || l.forbids(b.Unless, words) {
				continue
			}
			l.faults.Add(s.Pos, "claim rules %s and %s (%s) both tell %s of %q from the same slots, and nothing decides: take the words from one, or tell them apart by when, unless or slots",
				a.ID, b.ID, b.Pos, a.Relation, words)
			return
		}
	}
}

// forbids reports whether one of the patterns matches in the words.
func (l *linter) forbids(unless []rules.Text, words string) bool {
	doc, err := text.Parse([]byte(words))
	if err != nil {
		return false
	}
	var in pattern.Input
	in.Reset(doc, l.x.trie)
	var m pattern.Match
	return slices.ContainsFunc(unless, func(t rules.Text) bool { return l.x.prog(parsed(t)).Find(&in, 0, len(doc.Tokens), &m) })
}

// mentionTie reports two mention rules that match the same words, as literally, and make different offices of them.
func (l *linter) mentionTie(a, b *rules.MentionRule) {
	for _, s := range a.Patterns {
		for _, t := range b.Patterns {
			words, ok := l.language.Common(l.x.prog(parsed(s)), l.x.prog(parsed(t)))
			if !ok {
				continue
			}
			l.faults.Add(s.Pos, "mention rules %s and %s (%s) both match %q, and neither is longer or more literal: take the words from one", a.ID, b.ID, b.Pos, words)
			return
		}
	}
}
