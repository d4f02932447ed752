package extract

import (
	"slices"

	"quanhe/extract/pattern"
	"quanhe/rules"
)

// claim reports what in the patterns and slots of a claim rule makes no difference or can never match.
func (l *linter) claim(rule *rules.ClaimRule) {
	for _, texts := range [][]rules.Text{rule.Trigger, rule.Unless, rule.When} {
		l.alternatives(texts)
	}
	l.same(rule.Trigger, "trigger")
	l.same(rule.Unless, "unless")
	l.same(rule.When, "when")
	for _, trigger := range rule.Trigger {
		p := l.x.prog(parsed(trigger))
		for _, unless := range rule.Unless {
			if l.language.Begins(l.x.prog(parsed(unless)), p) {
				l.faults.Add(unless.Pos, "unless %s forbids the trigger %s wherever it stands: the rule never tells anything", unless.Value, trigger.Value)
			}
		}
	}
	for _, role := range rule.Roles {
		l.slots(role)
	}
}

// same reports an item of a list of patterns all of whose matches another item finds too.
func (l *linter) same(list []rules.Text, what string) {
	progs := make([]*pattern.Prog, len(list))
	for i, t := range list {
		progs[i] = l.x.prog(parsed(t))
	}
	for i := range list {
		if j := l.beaten(progs, i, true); j >= 0 {
			l.faults.Add(list[i].Pos, "%s %s makes no difference: %s matches all that it does; drop it", what, list[i].Value, list[j].Value)
		}
	}
}

// alternatives reports alternatives of the patterns that make no difference, and negations that nothing can get past.
func (l *linter) alternatives(texts []rules.Text) {
	for _, t := range texts {
		e := parsed(t)
		if at, ok := l.language.Contradicts(l.x.prog(e)); ok {
			l.faults.Add(t.At(at), "nothing can match from here on: what follows is what this negation forbids")
		}
		for _, c := range e.Choices() {
			progs := make([]*pattern.Prog, len(c.Ways))
			for i, way := range c.Ways {
				progs[i] = l.x.prog(way.Expr)
			}
			for i, way := range c.Ways {
				if j := l.beaten(progs, i, c.Final); j >= 0 {
					l.faults.Add(t.At(way.Offset), "alternative %s makes no difference: %s matches all that it does; drop it", way.Expr, c.Ways[j].Expr)
				}
			}
		}
	}
}

// beaten returns the pattern of a list that matches whatever pattern i does, an earlier one if both match the same, and
// -1 when there is none.
func (l *linter) beaten(progs []*pattern.Prog, i int, final bool) int {
	for j, p := range progs {
		if j == i || p == nil || progs[i] == nil || !slices.Equal(p.Names(), progs[i].Names()) || !l.language.Covers(p, progs[i], final) {
			continue
		}
		if j < i || !l.language.Covers(progs[i], p, final) {
			return j
		}
	}
	return -1
}

// slots reports an alternative of a role that one before it always beats: what fills it would fill that one.
func (l *linter) slots(role rules.RoleExpr) {
	for i, slot := range role.Slots {
		for _, before := range role.Slots[:i] {
			if before.Name == slot.Name && before.Index == slot.Index && l.wider(before, slot) {
				l.faults.Add(slot.Pos, "role %s: %s is never reached: whatever fills it fills %s before it; drop it, or put it first", role.Role, slotName(slot), slotName(before))
				break
			}
		}
	}
}

// wider reports whether what fills slot b fills a slot of the same name. A subject that does not fit is looked for
// farther back, so that there a narrower type finds others.
func (l *linter) wider(a, b rules.Slot) bool {
	switch {
	case a.Type == b.Type:
		return true
	case a.Name == "subject":
		return false
	}
	if a.Type == "" || a.Type == "place" && b.Type == "country" {
		return true
	}
	typ, ok := l.x.set.Schema.Type(b.Type)
	if !ok {
		return false
	}
	of := typ.Any
	if of == nil {
		of = []string{b.Type}
	}
	return !slices.ContainsFunc(of, func(one string) bool { return !l.x.set.Schema.Is(one, a.Type) })
}
