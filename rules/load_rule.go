package rules

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// mention reads one mention rule.
func (l *loader) mention(r *reader, n *yaml.Node) {
	if key(n, "disable") != nil {
		id := l.disabled(r, n, "mention rule")
		l.set.Mentions = slices.DeleteFunc(l.set.Mentions, func(m MentionRule) bool { return m.ID == id })
		return
	}
	rule := MentionRule{Pos: r.pos(n)}
	var id, typ Text
	r.mapping(n, "a mention rule",
		field{"id", true, r.key("id", isDotted, &id)},
		field{"doc", true, r.str("doc", &rule.Doc)},
		field{"type", true, r.text("type", &typ)},
		field{"pattern", true, r.texts("pattern", &rule.Patterns)},
		field{"name", false, r.template("name", &rule.Name)},
		field{"set", false, func(n *yaml.Node) {
			r.pairs(n, "set", func(key, value *yaml.Node) {
				p := Property{Key: key.Value, Pos: r.pos(key)}
				if !isName(p.Key) {
					r.fail(key, "attribute %q: use lower-case ASCII letters, digits and _", p.Key)
				}
				r.template(p.Key, &p.Value)(value)
				rule.Set = append(rule.Set, p)
			})
		}},
		field{"tests", true, r.examples(&rule.Tests)},
	)
	l.unique(r, "mention rule", id)
	l.schemaName(r, typ, "type", l.set.Schema.typeNames())
	rule.ID, rule.Type = id.Value, typ.Value
	if rule.Type != "" {
		r.covered(rule.Pos, "mention rule "+rule.ID, rule.Type, rule.Tests)
	}
	if _, ok := l.below["mention rule "+rule.ID]; ok {
		l.set.Mentions = slices.DeleteFunc(l.set.Mentions, func(m MentionRule) bool { return m.ID == rule.ID })
	}
	l.set.Mentions = append(l.set.Mentions, rule)
}

// claim reads one claim rule.
func (l *loader) claim(r *reader, n *yaml.Node) {
	if key(n, "disable") != nil {
		id := l.disabled(r, n, "claim rule")
		l.set.Claims = slices.DeleteFunc(l.set.Claims, func(c ClaimRule) bool { return c.ID == id })
		return
	}
	rule := ClaimRule{Pos: r.pos(n)}
	var id, relation, construct, modality Text
	var kind string
	var require []Text
	r.mapping(n, "a claim rule",
		field{"id", true, r.key("id", isDotted, &id)},
		field{"doc", true, r.str("doc", &rule.Doc)},
		field{"relation", true, r.text("relation", &relation)},
		field{"subtype", false, r.str("subtype", &rule.Subtype)},
		field{"trigger", false, r.texts("trigger", &rule.Trigger)},
		field{"construct", false, r.key("construct", isDotted, &construct)},
		field{"kind", false, r.oneOf("kind", kindNames[:], &kind)},
		field{"roles", false, func(n *yaml.Node) {
			r.pairs(n, "roles", func(key, value *yaml.Node) {
				rule.Roles = append(rule.Roles, r.role(key, value))
			})
		}},
		field{"require", false, r.texts("require", &require)},
		field{"unless", false, r.texts("unless", &rule.Unless)},
		field{"when", false, r.texts("when", &rule.When)},
		field{"modality", false, r.text("modality", &modality)},
		field{"label", false, r.oneOf("label", labelNames, &rule.Label)},
		field{"date", false, r.oneOf("date", dateNames, &rule.Date)},
		field{"tests", true, r.examples(&rule.Tests)},
	)
	l.unique(r, "claim rule", id)
	rule.ID, rule.Relation, rule.Construct, rule.Modality = id.Value, relation.Value, construct.Value, modality.Value
	r.triggered(&rule, kind)
	l.schemaName(r, modality, "modality", termNames(l.set.Schema.Modalities))
	if l.schemaName(r, relation, "relation", l.set.Schema.relationNames()) {
		l.rolesKnown(r, &rule, require)
	}
	if rule.Relation != "" {
		r.covered(rule.Pos, "claim rule "+rule.ID, rule.Relation, rule.Tests)
	}
	if _, ok := l.below["claim rule "+rule.ID]; ok {
		l.set.Claims = slices.DeleteFunc(l.set.Claims, func(c ClaimRule) bool { return c.ID == rule.ID })
	}
	l.set.Claims = append(l.set.Claims, rule)
}

// triggered settles the kind of a rule and reports a rule that nothing or two things would wake.
func (r *reader) triggered(rule *ClaimRule, kind string) {
	for k, name := range kindNames {
		if name == kind {
			rule.Kind = Kind(k)
		}
	}
	switch {
	case len(rule.Trigger) == 0 && rule.Construct == "":
		r.errs.Add(rule.Pos, "claim rule %s needs a trigger or a construct", rule.ID)
	case len(rule.Trigger) > 0 && rule.Construct != "":
		r.errs.Add(rule.Pos, "claim rule %s has both a trigger and a construct: keep one", rule.ID)
	case (kind == "construct") && rule.Construct == "":
		r.errs.Add(rule.Pos, "claim rule %s is of kind construct: name it with construct instead of trigger", rule.ID)
	case rule.Construct != "" && kind != "" && kind != "construct":
		r.errs.Add(rule.Pos, "claim rule %s names a construct, so its kind cannot be %s", rule.ID, kind)
	case rule.Construct != "":
		rule.Kind = Construct
	}
}

// rolesKnown checks the roles of a rule against its relation, and the types its slots ask for.
func (l *loader) rolesKnown(r *reader, rule *ClaimRule, require []Text) {
	for _, name := range require {
		rule.Require = append(rule.Require, name.Value)
	}
	if !l.strict {
		return
	}
	rel, _ := l.set.Schema.Relation(rule.Relation)
	allowed := append(append([]string(nil), rel.Required...), rel.Optional...)
	what := "role of " + rel.Name
	for _, role := range rule.Roles {
		r.known(Text{role.Role, role.Pos}, what, allowed)
		for _, s := range role.Slots {
			if _, ok := l.set.Schema.Type(s.Type); s.Type != "" && !ok {
				r.errs.Add(s.Pos, "unknown type %q%s", s.Type, Suggest(s.Type, l.set.Schema.typeNames()))
			}
		}
	}
	for _, name := range require {
		r.known(name, what, allowed)
	}
}

// template returns a reader of a text with captures.
func (r *reader) template(what string, dst *Template) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := r.scalar(n, what)
		if !ok {
			return
		}
		tmpl, err := parseTemplate(t)
		if err != nil {
			*r.errs = append(*r.errs, err)
		}
		*dst = tmpl
	}
}

// examples returns a reader of the tests of a rule.
func (r *reader) examples(dst *[]Example) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.each(n, "tests", func(n *yaml.Node) {
			ex := Example{Pos: r.pos(n)}
			r.mapping(n, "a test",
				field{"say", true, r.str("say", &ex.Say)},
				field{"date", false, r.str("date", &ex.Date)},
				field{"want", true, func(n *yaml.Node) {
					r.each(n, "want", func(n *yaml.Node) {
						if t, ok := r.scalar(n, "want"); ok {
							ex.Want = append(ex.Want, t)
						}
					})
				}},
				field{"todo", false, r.str("todo", &ex.Todo)},
			)
			*dst = append(*dst, ex)
		})
	}
}

// covered reports a rule without an example of what it finds or of what it must not find. An example for later
// (todo) shows neither. The first word of a wanted line says what it is: a relation, or the type of a mention.
func (r *reader) covered(pos Pos, what, finds string, tests []Example) {
	var positive, negative bool
	for _, ex := range tests {
		hit := false
		for _, want := range ex.Want {
			word, _, _ := strings.Cut(want.Value, " ")
			hit = hit || word == finds
		}
		if ex.Todo == "" {
			positive = positive || hit
			negative = negative || !hit
		}
	}
	if !positive {
		r.errs.Add(pos, "%s needs a test that wants %s", what, finds)
	}
	if !negative {
		r.errs.Add(pos, "%s needs a test that wants no %s, such as a look-alike with want: []", what, finds)
	}
}
