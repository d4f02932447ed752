package extract

import (
	"fmt"
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/rules"
)

// trigger writes how a trigger is read and how its roles are filled.
func (e *explainer) trigger(a *application) {
	if e != nil && e.count != nil && e.rule == a.w.rule.ID {
		e.count.woke[a.s.index]++
	}
	if !e.writes(a.w.rule.ID) {
		return
	}
	e.line(1, "rule %s woke at %q, a %s", a.w.rule.ID, e.label(a.w.first, a.w.end), kindOf(a.w))
	e.line(2, "reads %s%s", a.modality, e.cause(a))
	switch {
	case a.s.question():
		e.line(2, "no claim: a question tells nothing")
		e.remedy(a.s, 2, e.stated(a.s))
	case a.modality == clause.ReadsNone:
		e.line(2, "no claim: no event is told")
		e.remedy(a.s, 2, e.affirmed(a))
	case a.absent():
		e.line(2, "no claim: who stays away takes no part in what is held")
	case a.opens():
		e.line(2, "no claim: it only says when the rest of the sentence happened")
	default:
		copied := *a
		e.roles(&copied)
	}
}

func kindOf(w *woken) rules.Kind {
	if w.noun {
		return rules.Noun
	}
	return w.rule.Kind
}

// cause names the cue that decides a modality: the one without which the trigger reads otherwise.
func (e *explainer) cause(a *application) string {
	if a.modality == Actual {
		return ""
	}
	for k, c := range a.s.Cues {
		without := *a.s.Sentence
		without.Cues = slices.Delete(slices.Clone(a.s.Cues), k, k+1)
		if without.Modality(a.t) != a.s.Modality(a.t) {
			return fmt.Sprintf(" by the cue %q", e.label(c.First, c.End))
		}
	}
	if a.s.Modality(a.t) == clause.ReadsActual && a.r.schedule {
		return ", as the document is a programme of work"
	}
	if a.s.Modality(a.t) == clause.ReadsActual {
		return ", as the rule says"
	}
	var all []string // each would do alone
	for _, c := range a.s.Cues {
		if c.Reads == string(a.modality) {
			all = append(all, fmt.Sprintf("%q", e.label(c.First, c.End)))
		}
	}
	return " by the cues " + strings.Join(all, ", ")
}

// roles fills the roles of an application and writes the way of each through its slots, and what is missing.
func (e *explainer) roles(a *application) {
	seen := *a
	seen.subject = e.spoken(a)
	for _, role := range a.w.rule.Roles {
		fs, slot := seen.role(role)
		var tried []string
		for _, slot := range role.Slots {
			said, filled := e.slot(&seen, slot)
			tried = append(tried, slotName(slot)+": "+said)
			if filled {
				break
			}
		}
		if len(fs) > 0 {
			seen.roles = append(seen.roles, roleFill{role.Role, fs, slot})
		}
		e.line(2, "%s from %s", role.Role, strings.Join(tried, "; "))
	}
	a.fill()
	for _, rf := range a.roles[min(len(seen.roles), len(a.roles)):] {
		if rf.slot == byName {
			e.line(2, "organizer from the name of the gathering: %s", e.label(rf.fillers[0].first, rf.fillers[0].end))
		} else {
			e.line(2, "counterpart from the rest of the agents")
		}
	}
	if a.complete() {
		return
	}
	rel, _ := e.x.set.Schema.Relation(a.w.rule.Relation)
	var missing []string
	for _, role := range append(slices.Clone(a.w.rule.Require), rel.Required...) {
		if !a.has(role) && !slices.Contains(missing, role) {
			missing = append(missing, role)
		}
	}
	if len(missing) == 0 {
		e.line(2, "no claim: none of its roles is filled")
		return
	}
	e.line(2, "no claim: missing %s", strings.Join(missing, ", "))
	e.supplied(a, missing)
}

// spoken returns the persons that the clause speaks of.
func (e *explainer) spoken(a *application) []*person {
	filled := *a
	filled.fill()
	return filled.subject
}

func slotName(s rules.Slot) string {
	name := s.Name
	if s.Index > 0 {
		name = fmt.Sprintf("%s.%d", name, s.Index)
	}
	return strings.TrimSpace(name + " " + s.Type)
}

// slot says what stands in a slot and whether it fills a role.
func (e *explainer) slot(a *application, slot rules.Slot) (said string, filled bool) {
	if fs := a.slot(slot); len(fs) > 0 {
		return e.fillers(a, fs)
	}
	members := a.found(slot)
	if len(members) == 0 {
		return e.absent(a, slot.Name), false
	}
	var out []string
	for _, f := range members {
		words := e.label(f.Mention.First, f.Mention.End)
		if !fits(f.Mention, slot.Type) {
			out = append(out, fmt.Sprintf("%q is of type %s", words, wordFor(mentionKinds[:], f.Mention.Kind)))
		} else {
			out = append(out, fmt.Sprintf("%q is nobody the text names", words))
		}
	}
	return strings.Join(out, " and "), false
}

// fillers names those who fill a role, and those who fill another one already.
func (e *explainer) fillers(a *application, fs []fillerOf) (said string, filled bool) {
	var out []string
	for _, f := range fs {
		name := e.whoLine([]who{f.who})
		if a.taken(f.who) {
			out = append(out, name+" (has a role already)")
			continue
		}
		filled = true
		if f.date != nil {
			name += " (" + e.label(f.date.First, f.date.End) + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, " and "), filled
}

// unmarked are the slots that no word of their name marks, with what it means that nothing fills them.
var unmarked = map[string]string{
	"context": "the text does not tell", "home": "the text does not tell", "sender": "the text does not tell",
	"troupe": "no delegation was told before", "previous": "no journey was told before in the sentence",
	"organizer": "no session was told before", "headed": "the words before name none of the offices told", "decider": "nobody was told before to have signed decisions", "superior": "nobody led or received at the event told before",
	"deceased": "no death was told before", "opener": "no one person alone is named before the trigger, at the sentence's opening", "borne": "nobody named by his one office stands right behind the trigger", "contested": "no election was told before, with what it is for", "vacated": "nobody was just told to leave an office that the clause puts another into", "pair": "no two from abroad met before", "states": "no hai nước or hai bên of two states stands before the trigger", "nations": "no meeting with somebody from abroad was told before",
	"apposed": "nobody right before the trigger or its comma", "addressed": "the subject behind a comma thanks, wishes or invites nobody", "own": "nobody spoken of holds an office", "by": "nobody is named who does it",
	"inside": "nobody stands inside the trigger", "award": "no award behind the trigger",
	"near": "nobody right before nhân or trong", "nơi": "no place behind the trigger",
	"occasion": "no occasion is named", "issuer": "the sentence cites no decision of anybody",
	"receiver": "nobody of the home country before the trigger", "spokesperson": "no spokesperson is the subject",
}

// absent says what stands where an empty slot was looked for.
func (e *explainer) absent(a *application, name string) string {
	if why := unmarked[name]; why != "" {
		return why
	}
	switch name {
	case "object", "gồm":
		return "nobody; behind the trigger stands " + e.chunk(a.s, a.t.End)
	case "subject", "sau":
		return "nobody; before the trigger stands " + e.chunk(a.s, a.t.First-1)
	}
	for i := range a.s.Chunks {
		if a.s.Chunks[i].Word != name {
			continue
		}
		switch {
		case i < a.t.First:
			return fmt.Sprintf("%s stands before the trigger only", name)
		case i < a.t.End:
			return fmt.Sprintf("%s is part of the trigger", name)
		case i+1 < len(a.s.Chunks) && a.s.Chunks[i+1].Kind != clause.Noun:
			return fmt.Sprintf("behind %s stands %s", name, e.chunk(a.s, i+1))
		}
		return fmt.Sprintf("%s stands outside the clause", name)
	}
	return "no " + name
}

// claim writes the claim that a trigger or a construct makes, or the one told before that it is evidence of.
func (e *explainer) claim(d, known *draft) {
	if e != nil && e.count != nil && e.rule == d.evidence[0].rule {
		e.count.made[e.next-1]++
	}
	if !e.writes(d.evidence[0].rule) {
		return
	}
	e.line(2, "claim %s", e.reading.claim(d, new(claimParts)))
	if known != nil {
		e.line(2, "told before as %s", e.reading.claim(known, new(claimParts)))
	}
}

// evidence writes the claim told before that the sentence only adds to.
func (e *explainer) evidence(d *draft) {
	if rule := d.evidence[len(d.evidence)-1].rule; e.writes(rule) {
		e.line(2, "added by %s to %s", rule, e.reading.claim(d, new(claimParts)))
	}
}
