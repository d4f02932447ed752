package extract

import (
	"fmt"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/rules"
)

// supplied writes what would fill the missing roles of an application: a name in one of their slots, or a slot that the
// rule does not look into.
func (e *explainer) supplied(a *application, missing []string) {
	if e.rule == "" {
		return
	}
	var each [][]change
	for _, role := range missing {
		var all []change
		for _, re := range a.w.rule.Roles {
			if re.Role == role {
				all = append(all, e.fillings(a, re, len(each))...)
			}
		}
		each = append(each, all)
	}
	switch len(each) {
	case 1:
		e.remedy(a.s, 2, each[0])
		e.otherSlot(a, missing[0])
	case 2: // one change may fill both: giữa A và B
		e.remedy(a.s, 2, slices.Concat(each[0], each[1], both(each[0], each[1])))
	}
}

// both combines the changes that fill one role with those that fill another.
func both(as, bs []change) []change {
	var out []change
	for _, a := range as {
		for _, b := range bs {
			c := change{a.say + " and " + b.say, slices.Concat(a.edits, b.edits)}
			out = append(out, c.sortEdits())
		}
	}
	return out
}

// fillings are the changes that put a name into the slots of a role, the n-th stand-in of its type.
func (e *explainer) fillings(a *application, role rules.RoleExpr, n int) []change {
	trigger := e.label(a.w.first, a.w.end)
	var out []change
	for _, slot := range role.Slots {
		name := standIn(slot.Type, n)
		switch {
		case slot.Name == "subject":
			at := a.s.Chunks[a.t.First].First
			for i := a.t.First - 1; i >= 0 && a.s.Chunks[i].Class == clause.Light; i-- {
				at = a.s.Chunks[i].First
			}
			out = append(out, change{fmt.Sprintf("%s stood before %q", name.say, trigger), []edit{{at, at, name.words}}})
		case slot.Name == "object" || slot.Name == "award" || slot.Name == "nơi":
			out = append(out, e.behind(trigger, a.w.end, name))
			if i := a.t.End; i < len(a.s.Chunks) && a.s.Chunks[i].Kind == clause.Noun {
				k := a.s.Chunks[i]
				out = append(out, e.behind(e.label(k.First, k.End), k.End, name))
			}
		case slot.Name == "giữa":
			one, two := standIn(slot.Type, 0), standIn(slot.Type, 1)
			out = append(out, change{fmt.Sprintf(`%q were followed by "giữa", %s, "và" and %s`, trigger, one.say, two.say),
				[]edit{{a.w.end, a.w.end, "giữa " + one.words + " và " + two.words}}})
		case slices.Contains(slots, slot.Name):
			// no word marks it
		default:
			out = append(out, e.marked(a, slot, name)...)
		}
	}
	return out
}

// behind is the change that puts a name at a token, behind some words.
func (e *explainer) behind(words string, at int, name stand) change {
	return change{fmt.Sprintf("%s stood behind %q", name.say, words), []edit{{at, at, name.words}}}
}

// marked are the changes that put a name behind a marking word: one that stands behind the trigger, or a new one.
func (e *explainer) marked(a *application, slot rules.Slot, name stand) []change {
	trigger := e.label(a.w.first, a.w.end)
	var out []change
	for i := a.t.End; i < len(a.s.Chunks); i++ {
		if k := a.s.Chunks[i]; k.Word == slot.Name {
			out = append(out, e.behind(e.label(k.First, k.End), k.End, name))
			break
		}
	}
	return append(out, change{fmt.Sprintf("%q were followed by %q and %s", trigger, slot.Name, name.say),
		[]edit{{a.w.end, a.w.end, slot.Name + " " + name.words}}})
}

// otherSlot writes which slot that the rule does not try for the missing role holds somebody who would fill it.
func (e *explainer) otherSlot(a *application, role string) {
	var tried []string
	typ := ""
	for _, re := range a.w.rule.Roles {
		if re.Role != role {
			continue
		}
		for _, s := range re.Slots {
			tried = append(tried, s.Name)
			if typ == "" {
				typ = s.Type
			}
		}
	}
	if tried == nil {
		return
	}
	names := []string{"subject", "object"}
	for _, k := range a.s.Chunks {
		if k.Kind == clause.Word && k.Class == clause.Prep && !slices.Contains(names, k.Word) {
			names = append(names, k.Word)
		}
	}
	for _, name := range names {
		if slices.Contains(tried, name) {
			continue
		}
		var found []string
		for _, f := range a.slot(rules.Slot{Name: name, Type: typ}) {
			if !a.taken(f.who) {
				found = append(found, e.whoLine([]who{f.who}))
			}
		}
		if len(found) > 0 {
			e.line(2, "it would match if the rule took %s from %s too: %s", role, strings.TrimSpace(name+" "+typ), strings.Join(found, " and "))
			return
		}
	}
}
