package query

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/index"
)

// stands returns the id of the entity that stands for another one: itself unless spellings were found to be one.
func (r *reading) stands(id string) (string, error) {
	if to, known := r.same[id]; known {
		return to, nil
	}
	c, err := r.card(id)
	if err != nil || c.Same == "" {
		return id, err
	}
	return c.Same, nil
}

// standing reads which entities stand for some others, each once, who are taken to stand for themselves: of many at once that
// costs little, as of most nobody else does.
func (r *reading) standing(ids []string) error {
	if err := r.ready(); err != nil || len(ids) == 0 {
		return err
	}
	type other struct{ note, id string }
	list := make([]other, len(ids))
	for i, id := range ids {
		list[i] = other{index.SameNote(id), id}
	}
	slices.SortFunc(list, func(a, b other) int { return strings.Compare(a.note, b.note) })
	err := r.src.Leap(index.Same, list[0].note, func(name, data []byte) (to string, more bool) {
		for len(list) > 0 && list[0].note < string(name) {
			list = list[1:]
		}
		if len(list) > 0 && list[0].note == string(name) {
			r.same[list[0].id], list = string(data), list[1:]
		}
		if len(list) == 0 {
			return "", false
		}
		return list[0].note, r.ctx.Err() == nil
	})
	return errors.Join(err, r.ready())
}

// everybody lists the ids under which documents and events speak of some entities: those that stand for them, all their
// spellings, and, for a name that several bear, the namesakes. It is sorted.
func (r *reading) everybody(ids []string) ([]string, error) {
	var all []string
	for _, id := range ids {
		to, err := r.stands(id)
		if err != nil {
			return nil, err
		}
		is, err := r.card(id)
		if err != nil {
			return nil, err
		}
		stand, err := r.card(to)
		if err != nil {
			return nil, err
		}
		all = append(all, id, to)
		all = append(append(all, is.Namesakes...), stand.Spellings...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// kindOf is the part of an id that says what it names: person, country, claim, event …
func kindOf(id string) string {
	kind, _, _ := strings.Cut(id, "/")
	return kind
}

// namesake reports whether an id is of one of several who bear a name.
func namesake(id string) bool { return strings.Contains(id, "~") }

// several reports whether the name of an entity is borne by several, none of whom it stands for.
func (r *reading) several(id string) (bool, error) {
	c, err := r.card(id)
	return err == nil && len(c.Namesakes) > 1, err
}

// posts names what a person was seen in, by tenure: enough to tell namesakes apart.
func (r *reading) posts(id string) ([]string, error) {
	tenures, err := r.tenures(id)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, t := range tenures {
		name, err := r.officeName(t.Office, t.Org)
		if err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// tenures reads what was resolved of the posts of a person.
func (r *reading) tenures(person string) ([]graph.Tenure, error) {
	if list, ok := r.tenure[person]; ok {
		return list, nil
	}
	var ids []string
	if r.indexed {
		err := r.src.Notes(index.Diary(person, index.Terms), "", func(name, data []byte) bool {
			_, _, e := index.Parse(string(name), string(data))
			ids = append(ids, e.ID)
			return true
		})
		if err != nil {
			return nil, err
		}
	} else {
		pattern := quad.Quad{Predicate: r.v.Role("person"), Object: r.v.Node(person), Label: r.v.Derived}
		nodes, err := r.subjects(pattern, nil)
		if err != nil {
			return nil, err
		}
		for _, iri := range nodes {
			ids = append(ids, r.v.ID(iri))
		}
	}
	var list []graph.Tenure
	for _, id := range ids {
		n, err := r.node(r.v.Node(id))
		if err != nil {
			return nil, err
		}
		if n.Class() == r.v.Tenure {
			list = append(list, n.Tenure())
		}
	}
	r.tenure[person] = list
	return list, nil
}

// A Spelling is an entity as documents name it, whoever it was found to be.
type Spelling struct {
	ID   string
	Name string
}

// Spellings lists the entities that are called name, by itself and not by those that stand for them: with the same
// diacritics if there are any, else without regard to them. An id finds its entity; that of an event finds the event.
func (a *Asker) Spellings(ctx context.Context, name string) ([]Spelling, error) {
	r := a.read(ctx)
	defer r.close()
	nodes, err := r.named(r.v.Key, quad.String(text.Fold(name)))
	if err != nil {
		return nil, wrap("spellings", err)
	}
	if len(nodes) == 0 {
		nodes = []quad.IRI{r.v.Node(name)}
	}
	var exact, all []Spelling
	for _, iri := range nodes {
		e, _, err := r.entity(iri)
		if err != nil {
			return nil, wrap("spellings", err)
		}
		s := Spelling{ID: e.ID, Name: e.Name}
		if kindOf(e.ID) == "event" {
			h, err := r.happening(iri)
			if err != nil {
				return nil, wrap("spellings", err)
			}
			if h.Relation != "" {
				s.Name = about(&h.Claim)
			}
		}
		if s.Name == "" {
			continue
		}
		all = append(all, s)
		if text.Key(s.Name) == text.Key(name) {
			exact = append(exact, s)
		}
	}
	if len(exact) > 0 {
		return exact, nil
	}
	return all, nil
}
