package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// role reads `agent: subject | giữa.1 | của Person`.
func (r *reader) role(key, value *yaml.Node) RoleExpr {
	expr := RoleExpr{Role: key.Value, Pos: r.pos(key)}
	t, ok := r.scalar(value, "role "+key.Value)
	if !ok {
		return expr
	}
	at := 0 // code points before the alternative
	for alternative := range strings.SplitSeq(t.Value, "|") {
		lead := len(alternative) - len(strings.TrimLeft(alternative, " "))
		slot, fault := parseSlot(strings.Fields(alternative))
		slot.Pos = t.At(at + lead)
		if fault != "" {
			r.errs.Add(slot.Pos, "role %s: %s", key.Value, fault)
		} else {
			expr.Slots = append(expr.Slots, slot)
		}
		at += utf8.RuneCountInString(alternative) + 1
	}
	return expr
}

// parseSlot reads the words of one alternative, such as "giữa.1 Person", and says what is wrong with them.
func parseSlot(words []string) (slot Slot, fault string) {
	if n := len(words); n > 0 && startsUpper(words[n-1]) {
		slot.Type = typeOfWord(words[n-1])
		words = words[:n-1]
	}
	name := strings.Join(words, " ")
	if base, number, ok := strings.Cut(name, "."); ok {
		if len(number) != 1 || number[0] < '1' || number[0] > '9' {
			return slot, "a slot is numbered from .1 to .9, as in giữa.1"
		}
		name, slot.Index = base, int(number[0]-'0')
	}
	slot.Name = name
	switch {
	case name == "":
		return slot, "a slot is missing: write slots as in `subject | giữa.1 | của Person`"
	case strings.ContainsFunc(name, func(c rune) bool { return c != ' ' && c != '_' && !unicode.IsLower(c) && !unicode.IsMark(c) }):
		return slot, "slot \"" + name + "\": a slot is written in lower case, a type with a capital after it"
	}
	return slot, ""
}

func startsUpper(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(c)
}
