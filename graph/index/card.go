package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
)

// A Card is all that documents and what was derived say of one entity, as much as telling who it is takes, summed up: of
// somebody in fifty thousand documents it is no longer than of anybody else.
type Card struct {
	Documents int // that speak of the entity; of one of several namesakes how often it was derived, once

	// What documents say, that which most of them do first, then in order.
	Types, Names, Aliases, ISOs, Countries []string
	Byline                                 bool // a document names it as an author

	Same                 string   // id of the entity that stands for it, if that is another one
	Shown                string   // the name to show, where that is not the first of Names
	Spellings, Namesakes []string // ids of those that it stands for, and of those who bear its name; sorted
}

// What a card counts.
const (
	saidType     = 't'
	saidName     = 'n'
	saidAlias    = 'a'
	saidISO      = 'i'
	saidCountry  = 'c'
	saidByline   = 'b'
	saidSame     = 's'
	saidShown    = 'w'
	saidSpelling = 'm' // the id of another entity for which it stands
	saidNamesake = 'k' // the id of one who bears its name
)

// A count is how often one thing is said of an entity.
type count struct {
	what  byte
	n     int32
	value string
}

// Name is the name to show; "" for what no document names.
func (c *Card) Name() string {
	if c.Shown == "" && len(c.Names) > 0 {
		return c.Names[0]
	}
	return c.Shown
}

// Cards is how the names of the notes begin that hold cards.
const Cards = "resolve/card" + sep

// CardNote is the name of the note with the card of an entity. Of whom there is none nothing is known.
func CardNote(entity string) string { return Cards + escape(entity) }

// ReadCard reads such a note.
func ReadCard(note []byte) (*Card, error) {
	c := &Card{}
	return c, counted(note, c.take)
}

// CardOf sums up quads of an entity, and of others those that say that it stands for them or that they bear its name.
func CardOf(v graph.Vocabulary, entity quad.IRI, quads []quad.Quad) *Card {
	id := v.ID(entity)
	list := new([]count)
	all := cards{id: list}
	for i := range quads {
		saying(&v, &quads[i], func(of string, what byte, value string) {
			if of == id {
				all.add(of, what, value, 1)
			}
		})
	}
	c := &Card{}
	slices.SortFunc(*list, compareCounts)
	for _, said := range *list {
		c.take(said)
	}
	return c
}

// take adds what is said to a card; that which is said most comes first.
func (c *Card) take(said count) {
	switch said.what {
	case saidType:
		c.Documents += int(said.n)
		c.Types = append(c.Types, said.value)
	case saidName:
		c.Names = append(c.Names, said.value)
	case saidAlias:
		c.Aliases = append(c.Aliases, said.value)
	case saidISO:
		c.ISOs = append(c.ISOs, said.value)
	case saidCountry:
		c.Countries = append(c.Countries, said.value)
	case saidByline:
		c.Byline = true
	case saidSame:
		c.Same = said.value
	case saidShown:
		c.Shown = said.value
	case saidSpelling:
		c.Spellings = append(c.Spellings, said.value)
	case saidNamesake:
		c.Namesakes = append(c.Namesakes, said.value)
	}
}

// saying gives what a quad says of entities, if it says anything.
func saying(v *graph.Vocabulary, q *quad.Quad, yield func(entity string, what byte, value string)) {
	literal, _ := q.Object.(quad.String)
	of := func(what byte, value string) { yield(v.ID(q.Subject), what, value) }
	switch q.Predicate {
	case graph.Type:
		if typ := v.EntityType(q.Object); typ != "" {
			of(saidType, typ)
		}
	case v.Name:
		of(saidName, string(literal))
	case v.Alias:
		of(saidAlias, string(literal))
	case v.ISO:
		of(saidISO, string(literal))
	case v.Country:
		of(saidCountry, string(literal))
	case v.Byline:
		of(saidByline, "")
	}
	if q.Label != v.Derived {
		return
	}
	switch q.Predicate {
	case v.SameAs:
		of(saidSame, v.ID(q.Object))
		yield(v.ID(q.Object), saidSpelling, v.ID(q.Subject))
	case v.Preferred:
		of(saidShown, string(literal))
	case v.Namesake:
		yield(v.ID(q.Object), saidNamesake, v.ID(q.Subject))
	}
}

// cards are how much more often things are said of entities. An assignment to a map of strings puts the key that it is given
// in the place of an equal one, and with it keeps all that it is cut from: so there is one for each entity, of a copy.
type cards map[string]*[]count

// add counts one thing n times more.
func (c cards) add(entity string, what byte, value string, n int32) {
	list := c[entity]
	if list == nil {
		few := make([]count, 0, 3) // most are persons in one document
		list = &few
		c[strings.Clone(entity)] = list
	}
	add(list, count{what, n, value})
}

// add adds a count to those that there are.
func add(list *[]count, more count) {
	for i := range *list {
		if said := &(*list)[i]; said.what == more.what && said.value == more.value {
			said.n += more.n
			return
		}
	}
	more.value = strings.Clone(more.value)
	*list = append(*list, more)
}

// write brings the notes up to date.
func (c cards) write(notes Notes) error {
	for entity, list := range c {
		if err := writeCard(notes, entity, *list); err != nil {
			return err
		}
	}
	return nil
}

// writeCard brings the card of an entity up to date, of which so much more is said.
func writeCard(notes Notes, entity string, more []count) error {
	more = slices.DeleteFunc(more, func(said count) bool { return said.n == 0 })
	if len(more) == 0 {
		return nil
	}
	name := CardNote(entity)
	was, err := notes.Get(name)
	if err != nil {
		return err
	}
	var before []count
	if err := counted(was, func(said count) { before = append(before, said) }); err != nil {
		return fmt.Errorf("%s: %w", entity, err)
	}
	return notes.Set(name, pack(merged(before, more)))
}

// merged adds counts up; what is said no more is left out.
func merged(was, more []count) []count {
	for _, said := range more {
		i := slices.IndexFunc(was, func(c count) bool { return c.what == said.what && c.value == said.value })
		if i < 0 {
			was = append(was, said)
		} else {
			was[i].n += said.n
		}
	}
	was = slices.DeleteFunc(was, func(c count) bool { return c.n <= 0 })
	slices.SortFunc(was, compareCounts)
	return was
}

// compareCounts puts what is said most first.
func compareCounts(a, b count) int {
	return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(b.n, a.n), strings.Compare(a.value, b.value))
}

// pack writes sorted counts; nil for none.
func pack(list []count) []byte { return appendCounts(nil, list) }

// appendCounts writes counts, of which those of a change can be below 0.
func appendCounts(to []byte, list []count) []byte {
	for _, said := range list {
		to = appendText(binary.AppendUvarint(append(to, said.what), uint64(uint32(said.n))), said.value)
	}
	return to
}

// counted undoes appendCounts. The values share the memory of one string.
func counted(note []byte, take func(count)) error {
	r := packed[string]{rest: string(note)}
	for r.rest != "" {
		what := r.rest[0]
		r.rest = r.rest[1:]
		said := count{what, int32(r.number()), r.text()}
		if r.torn {
			return errTorn
		}
		take(said)
	}
	return nil
}
