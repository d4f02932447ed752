package export

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
)

// Identities tell who is who: which spellings are one, and what an entity is called. They wait in a sorter and an index; of
// those asked for lately memory keeps some thousands.
type identities struct {
	spelt  *sorter // spellings, those of one entity together, the one that stands for it first
	index  *index
	sorter *sorter             // of the index
	young  map[string]identity // by the id of a spelling
	old    map[string]identity // young before it was full
	err    error               // the first; what is told after it is of no use
}

// An identity is an entity that stands for all its spellings.
type identity struct {
	id, name string
	country  string   // ISO code: of a country its own, of others that of the country they belong to
	others   []string // other names, sorted
	known    bool     // the graph says something of it
}

// keptIdentities is how many identities memory keeps of each generation.
const keptIdentities = 1 << 13

// A spelling is an entity as the quads of one node tell of it.
type spelling struct {
	id, kind, name, country string
	shown                   string   // name of all spellings, where it is another one
	namesake                string   // of one of several who bear a name the id of that name
	others                  []string // aliases, sorted
}

func newIdentities(b *bench) *identities {
	return &identities{spelt: b.sorter(true), sorter: b.sorter(true), young: map[string]identity{}}
}

// add takes a spelling of the entity that stands for it.
func (w *identities) add(stands string, s *spelling) error {
	rank := "1"
	if stands == s.id {
		rank = "0"
	}
	value := appendStrings(nil, s.kind, s.name, s.country, s.shown, s.namesake)
	return w.spelt.add(w.spelt.bench.key(stands, rank, s.id), appendList(value, s.others))
}

// each calls fn with the spellings of each entity, good until fn returns; the first one stands for all.
func (w *identities) each(fn func(id string, spellings []spelling) error) error {
	var id string
	var list []spelling
	err := w.spelt.each(func(key, value []byte) error {
		stands, rest := cutKey(key)
		if stands != id && len(list) > 0 {
			if err := fn(id, list); err != nil {
				return err
			}
			list = list[:0]
		}
		id = stands
		_, rest = cutKey(rest)
		u := unpack(value)
		s := spelling{kind: u.string(), name: u.string(), country: u.string(), shown: u.string(), namesake: u.string(), others: u.list()}
		s.id, _ = cutKey(rest)
		list = append(list, s)
		return nil
	})
	if err == nil && len(list) > 0 {
		err = fn(id, list)
	}
	return err
}

// finish ends the adding.
func (w *identities) finish() error {
	err := w.each(func(id string, spellings []spelling) error {
		one := oneOf(id, spellings)
		value := appendList(appendStrings(nil, one.id, one.name, one.country), one.others)
		for i := range spellings {
			if err := w.sorter.add(w.sorter.bench.key(spellings[i].id), value); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		w.index, err = w.sorter.index()
	}
	return err
}

// oneOf is the entity of some spellings.
func oneOf(id string, spellings []spelling) identity {
	one := identity{id: id, name: cmp.Or(spellings[0].shown, spellings[0].name)}
	for i := range spellings {
		one.country = cmp.Or(one.country, spellings[i].country)
		one.others = append(append(one.others, spellings[i].name), spellings[i].others...)
	}
	slices.Sort(one.others)
	one.others = slices.DeleteFunc(slices.Compact(one.others), func(s string) bool { return s == one.name })
	return one
}

// of is the identity of a spelling, which stands for itself where nothing is known of it.
func (w *identities) of(id string) identity {
	if one, ok := w.young[id]; ok {
		return one
	}
	one, ok := w.old[id]
	if !ok {
		one = w.lookUp(id)
	}
	if len(w.young) == keptIdentities {
		w.young, w.old = map[string]identity{}, w.young
	}
	w.young[id] = one
	return one
}

func (w *identities) lookUp(id string) identity {
	value, ok, err := w.index.get(w.sorter.bench.key(id))
	if !ok {
		w.err = cmp.Or(w.err, err)
		return identity{id: id}
	}
	u := unpack(value)
	return identity{id: u.string(), name: u.string(), country: u.string(), others: u.list(), known: true}
}

// ref names the entity that stands for one; a name that is no entity stays.
func (w *identities) ref(r extract.Ref) extract.Ref {
	if r.Entity == "" {
		return r
	}
	one := w.of(r.Entity)
	return extract.Ref{Entity: one.id, Name: one.name}
}

// named names the participants of a claim and sorts them by role, then name; canonical ones are those that stand for them.
func (w *identities) named(c *extract.Claim) {
	if c.Place != nil && c.Place.Entity != "" {
		c.Place.Name = w.of(c.Place.Entity).name
	}
	for i := range c.Args {
		r := w.ref(extract.Ref{Entity: c.Args[i].Entity, Name: c.Args[i].Name})
		c.Args[i].Entity, c.Args[i].Name = r.Entity, r.Name
	}
	slices.SortFunc(c.Args, func(a, b extract.Arg) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Name, b.Name), strings.Compare(a.Entity, b.Entity))
	})
	c.Args = slices.Compact(c.Args)
}
