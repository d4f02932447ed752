package rules

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"
)

// schema reads schema.yaml, whose lists are mappings from a name to what it means. Relations name types and roles, so
// they are read last wherever they stand.
func (r *reader) schema(n *yaml.Node, s *Schema) {
	var types, roles, relations *yaml.Node
	keep := func(dst **yaml.Node) func(*yaml.Node) { return func(n *yaml.Node) { *dst = n } }
	r.mapping(n, "the schema",
		field{"types", true, keep(&types)},
		field{"roles", true, keep(&roles)},
		field{"relations", true, keep(&relations)},
		field{"modalities", true, r.closed("modality", &s.Modalities)},
		field{"statuses", true, r.closed("status", &s.Statuses)},
	)
	if types == nil || roles == nil || relations == nil {
		return // said by mapping
	}
	unions := make([][]Text, 0, len(types.Content)/2)
	r.terms(types, "type", func(t Term, n *yaml.Node) {
		typ := Type{Term: t}
		var union []Text
		r.mapping(n, "a type",
			field{"doc", true, r.str("doc", &typ.Doc)},
			field{"any", false, r.texts("any", &union)},
			field{"inner", false, r.boolean("inner", &typ.Inner)})
		s.Types = append(s.Types, typ)
		unions = append(unions, union)
	})
	for i, union := range unions {
		s.Types[i].Any = r.names(union, "type", s.typeNames())
	}
	r.terms(roles, "role", func(t Term, n *yaml.Node) {
		role := Role{Term: t}
		r.mapping(n, "a role",
			field{"doc", true, r.str("doc", &role.Doc)},
			field{"literal", false, r.boolean("literal", &role.Literal)})
		s.Roles = append(s.Roles, role)
	})
	var over [][]Text
	r.terms(relations, "relation", func(t Term, n *yaml.Node) { over = append(over, r.relation(t, n, s)) })
	for i, weaker := range over {
		s.Relations[i].Over = r.names(weaker, "relation", s.relationNames())
	}
}

// relation reads one relation and returns the names of those it is stronger than.
func (r *reader) relation(t Term, n *yaml.Node, s *Schema) (over []Text) {
	rel := Relation{Term: t}
	var required, optional, distribute []Text
	r.mapping(n, "a relation",
		field{"doc", true, r.str("doc", &rel.Doc)},
		field{"event", false, r.boolean("event", &rel.Event)},
		field{"encounter", false, r.boolean("encounter", &rel.Encounter)},
		field{"symmetric", false, r.boolean("symmetric", &rel.Symmetric)},
		field{"required", false, r.texts("required", &required)},
		field{"optional", false, r.texts("optional", &optional)},
		field{"distribute", false, r.texts("distribute", &distribute)},
		field{"over", false, r.texts("over", &over)},
	)
	known := make([]string, len(s.Roles))
	for i := range s.Roles {
		known[i] = s.Roles[i].Name
	}
	rel.Required = r.names(required, "role", known)
	rel.Optional = r.names(optional, "role", known)
	for _, role := range optional {
		if slices.Contains(rel.Required, role.Value) {
			r.errs.Add(role.Pos, "role %q is both required and optional", role.Value)
		}
	}
	rel.Distribute = r.names(distribute, "role of "+rel.Name, slices.Concat(rel.Required, rel.Optional))
	s.Relations = append(s.Relations, rel)
	return over
}

// terms calls fn for each name of a mapping.
func (r *reader) terms(n *yaml.Node, what string, fn func(Term, *yaml.Node)) {
	r.pairs(n, what, func(key, value *yaml.Node) {
		if !isName(key.Value) {
			r.fail(key, "%s %q: use lower-case ASCII letters, digits and _", what, key.Value)
		}
		fn(Term{Name: key.Value, Pos: r.pos(key)}, value)
	})
}

// closed returns a reader of a closed list of words with their meanings.
func (r *reader) closed(what string, dst *[]Term) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.terms(n, what, func(t Term, n *yaml.Node) {
			r.str(what+" "+t.Name, &t.Doc)(n)
			*dst = append(*dst, t)
		})
	}
}

// names returns the texts that are in the list and reports the others and repeated ones.
func (r *reader) names(texts []Text, what string, list []string) []string {
	var names []string
	for _, t := range texts {
		switch {
		case !r.known(t, what, list):
		case slices.Contains(names, t.Value):
			r.errs.Add(t.Pos, "%q stands here twice", t.Value)
		default:
			names = append(names, t.Value)
		}
	}
	return names
}

// EmbeddedSchema returns the schema that is part of the program, without its rules, which take a while to read.
func EmbeddedSchema() (*Schema, error) {
	src, err := files.ReadFile(schemaFile)
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	s, errs := &Schema{}, Errors{}
	r := reader{file: schemaFile, errs: &errs}
	for _, doc := range r.documents(src) {
		r.schema(doc, s)
	}
	return s, errs.Err()
}

func (s *Schema) typeNames() []string {
	names := make([]string, len(s.Types))
	for i := range s.Types {
		names[i] = s.Types[i].Name
	}
	return names
}

func (s *Schema) relationNames() []string {
	names := make([]string, len(s.Relations))
	for i := range s.Relations {
		names[i] = s.Relations[i].Name
	}
	return names
}

func termNames(terms []Term) []string {
	names := make([]string, len(terms))
	for i := range terms {
		names[i] = terms[i].Name
	}
	return names
}
