package rules

import (
	"slices"
	"strings"
)

// A Schema lists what claims can be made of: entity types, roles, relations, modalities and statuses.
// Each list keeps the order of schema.yaml.
type Schema struct {
	Types      []Type
	Roles      []Role
	Relations  []Relation
	Modalities []Term
	Statuses   []Term
}

// A Term is a word of a closed list with its meaning.
type Term struct {
	Name string
	Doc  string
	Pos  Pos
}

// A Type is a type of entity, or a kind of mention that only rules see.
type Type struct {
	Term
	Any   []string // the types this one stands for, when it is a union such as body; else nil
	Inner bool     // rules use it, but no fact carries an entity of this type
}

// A Role is a part that an entity plays in a relation.
type Role struct {
	Term
	Literal bool // filled by words of the text rather than by an entity
}

// A Relation is what a claim says of its arguments.
type Relation struct {
	Term
	Event      bool     // has a date and a place; the others are lasting relations
	Encounter  bool     // counts for "who met whom"
	Required   []string // roles without which there is no claim
	Optional   []string // further roles
	Distribute []string // several fillers of such a role make one claim each; of any other role, one claim together
	Symmetric  bool     // agent and counterpart may change places
	Over       []string // weaker relations that give way when the same meeting is told with both
}

// Type returns the type of that name.
func (s *Schema) Type(name string) (*Type, bool) {
	return find(s.Types, func(t *Type) bool { return t.Name == name })
}

// Role returns the role of that name.
func (s *Schema) Role(name string) (*Role, bool) {
	return find(s.Roles, func(r *Role) bool { return r.Name == name })
}

// Relation returns the relation of that name.
func (s *Schema) Relation(name string) (*Relation, bool) {
	return find(s.Relations, func(r *Relation) bool { return r.Name == name })
}

// Is reports whether a mention of type typ may stand where want is asked for: they are the same type, or want is a
// union that holds typ.
func (s *Schema) Is(typ, want string) bool {
	if typ == want {
		return true
	}
	t, ok := s.Type(want)
	return ok && slices.Contains(t.Any, typ)
}

// Allows reports whether the relation has the role.
func (r *Relation) Allows(role string) bool {
	return slices.Contains(r.Required, role) || slices.Contains(r.Optional, role)
}

// Distributes reports whether several fillers of the role make one claim each.
func (r *Relation) Distributes(role string) bool { return slices.Contains(r.Distribute, role) }

func find[T any](list []T, is func(*T) bool) (*T, bool) {
	for i := range list {
		if is(&list[i]) {
			return &list[i], true
		}
	}
	return nil, false
}

// typeOfWord returns the schema's spelling of a type name as patterns write it: Person for person.
func typeOfWord(word string) string { return strings.ToLower(word) }
