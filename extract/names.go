package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
	"quanhe/rules"
)

// slots are the names of slots that are no marking words: where package clause and the engine look for fillers.
var slots = []string{"subject", "object", "inside", "by", "gồm", "sau", "home", "troupe", "previous", "organizer", "superior", "decider", "headed",
	"deceased", "own", "borne", "contested", "vacated", "pair", "nations", "states", "context", "award", "ủy quyền", "near", "nơi", "occasion", "issuer", "receiver", "spokesperson", "counted", "opener", "addressed", "apposed"}

// slotTypes are the types that a slot may ask for: those that fits knows.
var slotTypes = []string{"person", "office", "organization", "party", "body", "country", "place", "document", "award", "actor"}

// slotHolds are the types that make sense in slots which hold one kind of thing only.
var slotHolds = map[string][]string{"award": {"award"}, "nơi": {"place", "country", "body", "actor"}, "near": {"person", "actor", "office"}}

// constructs are the shapes that the engine knows without a trigger.
var constructs = []string{"holds.before", "holds.after", "citation", "founding", "attendees", "exchange"}

// checkNames reports the names in a rule set that the files' own grammar allows and the engine would never heed.
func (x *Extractor) checkNames(faults *rules.Errors) {
	phrases := x.phrases()
	for i := range x.set.Claims {
		rule := &x.set.Claims[i]
		if rule.Construct != "" && !slices.Contains(constructs, rule.Construct) {
			faults.Add(rule.Pos, "claim rule %s: unknown construct %q; the engine has %s", rule.ID, rule.Construct, strings.Join(constructs, ", "))
		}
		for _, role := range rule.Roles {
			for _, slot := range role.Slots {
				checkSlot(slot, phrases, faults)
			}
		}
		x.checkRequired(rule, faults)
	}
	for i := range x.set.Mentions {
		checkMention(&x.set.Mentions[i], faults)
	}
	asked := x.askedFor()
	for i := range x.set.Lexicons {
		checkLexicon(&x.set.Lexicons[i], asked, faults)
	}
}

// checkSlot reports a slot that nothing would ever fill.
func checkSlot(slot rules.Slot, phrases map[string]bool, faults *rules.Errors) {
	if !slices.Contains(slots, slot.Name) && !text.Syllable(slot.Name) && !phrases[text.Key(slot.Name)] {
		faults.Add(slot.Pos, "unknown slot %q%s", slot.Name, cmp.Or(rules.Suggest(slot.Name, slots),
			": write one of "+strings.Join(slots, ", ")+", a word of one syllable that marks a phrase, or a phrase of lexicon clause.word"))
	}
	if slot.Index > 0 && slot.Name != "giữa" || slot.Index > 2 {
		faults.Add(slot.Pos, "slot %s: only giữa is numbered, and has the sides giữa.1 and giữa.2", slotName(slot))
	}
	switch held, ok := slotHolds[slot.Name]; {
	case slot.Type == "":
	case !slices.Contains(slotTypes, slot.Type):
		faults.Add(slot.Pos, "slot %s: nothing of that type fills a slot; the types that do are %s", slotName(slot), strings.Join(slotTypes, ", "))
	case ok && !slices.Contains(held, slot.Type):
		faults.Add(slot.Pos, "slot %s: it holds nothing of that type; what it holds is %s", slotName(slot), strings.Join(held, ", "))
	}
}

// checkRequired reports a role that a rule cannot do without and has no slots for, so that it never makes a claim.
func (x *Extractor) checkRequired(rule *rules.ClaimRule, faults *rules.Errors) {
	rel, ok := x.set.Schema.Relation(rule.Relation)
	if !ok || rule.Kind == rules.Construct {
		return
	}
	has := func(role string) bool {
		return slices.ContainsFunc(rule.Roles, func(e rules.RoleExpr) bool { return e.Role == role })
	}
	for _, role := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(rel.Required, rule.Require)))) {
		if !has(role) && !(role == "counterpart" && rel.Symmetric && has("agent")) {
			faults.Add(rule.Pos, "claim rule %s never makes a claim: it needs the role %s, for which it has no slots", rule.ID, role)
		}
	}
}

// phrases returns the keys of the forms of lexicon clause.word: beside single syllables, what can mark a slot.
func (x *Extractor) phrases() map[string]bool {
	keys := map[string]bool{}
	if n, ok := x.lexicon["clause.word"]; ok {
		for _, e := range x.set.Lexicons[n].Entries {
			for _, form := range e.Forms {
				keys[text.Key(form)] = true
			}
		}
	}
	return keys
}

// anyValue stands for values of an attribute that are not a closed list.
var anyValue []string

// owners say whose an office is where the text does not.
var owners = []string{"country", "party", "local", "body", "place"}

// properties are what a mention rule may set, with their values where these are closed.
var properties = map[string][]string{"owner": owners, "body": anyValue, "class": anyValue, "owner_name": anyValue,
	"unit": anyValue, "status": anyValue, "rank": anyValue}

// earlyTypes are the types that are found before offices, so that mention rules can name them.
var earlyTypes = []string{"Organization", "Party", "Country", "Place", "Body", "Actor"}

// checkMention reports what a mention rule says to no effect.
func checkMention(rule *rules.MentionRule, faults *rules.Errors) {
	if rule.Type != "office" {
		faults.Add(rule.Pos, "mention rule %s: type %s has no effect: mention rules make offices; names of other types stand in a lexicon with that type", rule.ID, rule.Type)
	}
	var captures []string
	for _, t := range rule.Patterns {
		for _, p := range partsIn(t) {
			switch {
			case p.Kind == pattern.CaptureName:
				captures = append(captures, p.Name)
			case p.Kind == pattern.TypeName && typeSets()[p.Name] != 0 && !slices.Contains(earlyTypes, p.Name):
				faults.Add(t.At(p.Offset), "<%s> matches nothing in a mention rule: only %s are found before offices", p.Name, strings.Join(earlyTypes, ", "))
			}
		}
	}
	known := func(t rules.Template) {
		for _, p := range t.Parts {
			if p.Capture != "" && !slices.Contains(captures, p.Capture) {
				faults.Add(t.Text.Pos, "no pattern of mention rule %s captures {%s}%s", rule.ID, p.Capture, rules.Suggest(p.Capture, captures))
			}
		}
	}
	known(rule.Name)
	for _, set := range rule.Set {
		values, ok := properties[set.Key]
		if !ok {
			faults.Add(set.Pos, "a mention has no property %q%s", set.Key, rules.Suggest(set.Key, slices.Collect(maps.Keys(properties))))
			continue
		}
		known(set.Value)
		value := set.Value.Text.Value
		if values != nil && !strings.Contains(value, "{") && !slices.Contains(values, value) {
			faults.Add(set.Value.Text.Pos, "unknown %s %q%s", set.Key, value, rules.Suggest(value, values))
		}
		if set.Key == "owner" && value == "body" && !slices.Contains(captures, "body") {
			faults.Add(set.Pos, "owner: body needs a capture <body:…> in the pattern: the body is the owner")
		}
	}
}

// partsIn returns the names in a pattern, none if it is broken.
func partsIn(t rules.Text) []pattern.Part {
	e, err := pattern.Parse(t.Value)
	if err != nil {
		return nil
	}
	return e.Parts()
}
