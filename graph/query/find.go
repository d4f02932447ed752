package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract/text"
)

// A Candidate is an entity that a name can mean.
type Candidate struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	Aliases   []string `json:"aliases,omitempty"`
	ISO       string   `json:"iso,omitempty"`
	Exact     bool     `json:"exact"`           // a name of it has the same diacritics as the name asked for
	Documents int      `json:"documents"`       // that speak of it; of one of several namesakes unknown
	Posts     []string `json:"posts,omitempty"` // of one of several namesakes: what tells it from the others
	byline    bool
	rank      int // smaller is nearer
}

// The ranks of a name, the nearest first. Entities found under several names take the best.
const (
	rankName         = iota // the name with its diacritics
	rankAlias               // another name with its diacritics
	rankFoldedName          // the name but for diacritics
	rankFoldedAlias         // another name but for diacritics
	rankPrefix              // a name that begins with what was asked
	rankSyllables           // a name with its syllables in any order
	rankFoldedPrefix        // the same two but for diacritics: of who asks for Đặng the Đảng are not the first
	rankFoldedSyllables
)

// An asked is a name that was asked for, made ready to be compared with thousands.
type asked struct {
	id, key, folded string
	syllables       []string // with diacritics, the longest first
}

func askFor(name string) *asked {
	a := &asked{id: name, key: text.Key(name), folded: text.Fold(name)}
	a.syllables = longestFirst(strings.Fields(a.key))
	return a
}

// Find lists the entities that name can mean, of the given types or of any: by name or alias, without regard to case,
// tone placement and diacritics. Those with the same diacritics come first, then those in most documents, then by name.
// An id such as person/to-lam finds its entity. Nothing found is no error.
func (a *Asker) Find(ctx context.Context, name string, types ...string) ([]Candidate, error) {
	r := a.read(ctx)
	defer r.close()
	nodes, err := r.named(r.v.Key, quad.String(text.Fold(name)))
	if err != nil {
		return nil, wrap("find", err)
	}
	if len(nodes) == 0 {
		nodes = []quad.IRI{r.v.Node(name)}
	}
	list, err := r.candidates(nodes, name)
	if err != nil {
		return nil, wrap("find", err)
	}
	return slices.DeleteFunc(list, func(c Candidate) bool {
		return c.Type == "" || len(types) > 0 && !slices.Contains(types, c.Type)
	}), nil
}

// candidates reads entities, the nearest to the name asked for first. Spellings of one come as the one that stands for
// them; a name that only namesakes bear leaves the place to them.
func (r *reading) candidates(nodes []quad.IRI, name string) ([]Candidate, error) {
	list, asked := []Candidate{}, askFor(name)
	at := map[string]int{}
	for _, iri := range nodes {
		c, err := r.candidate(iri, asked)
		if err != nil {
			return nil, err
		}
		borne, err := r.several(c.ID)
		if err != nil {
			return nil, err
		}
		if borne && c.ID != asked.id {
			continue
		}
		to, err := r.stands(c.ID)
		if err != nil {
			return nil, err
		}
		if to != c.ID {
			spelt := c
			if c, err = r.candidate(r.v.Node(to), asked); err != nil {
				return nil, err
			}
			c.rank = min(c.rank, spelt.rank)
			c.Exact = c.Exact || spelt.Exact
		}
		if i, again := at[c.ID]; again {
			list[i].rank = min(list[i].rank, c.rank)
			list[i].Exact = list[i].Exact || c.Exact
			continue
		}
		at[c.ID] = len(list)
		list = append(list, c)
	}
	order := newOrder()
	slices.SortFunc(list, func(a, b Candidate) int {
		return cmp.Or(nearest(a, b), order.compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return list, nil
}

// Near lists entities with names near one, but for those who bear it: with all its syllables or their beginnings, else
// with most of them, at least half. It looks at syllables alone, so a slip in every one finds nothing.
func (a *Asker) Near(ctx context.Context, name string, limit int) ([]Candidate, error) {
	r := a.read(ctx)
	defer r.close()
	list, err := r.near(strings.Fields(text.Fold(name)), name)
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list, wrap("near", err)
}

func (r *reading) near(want []string, name string) ([]Candidate, error) {
	shared := map[string]int{}
	for _, syllable := range want {
		if len(syllable) < 2 {
			continue
		}
		err := r.words(syllable, func(id, key []byte) {
			n := 0
			for _, w := range want {
				if slices.ContainsFunc(strings.Fields(string(key)), func(s string) bool { return strings.HasPrefix(s, w) }) {
					n++
				}
			}
			shared[string(id)] = max(shared[string(id)], n)
		})
		if err != nil {
			return nil, err
		}
	}
	most := 0
	for _, n := range shared {
		most = max(most, n)
	}
	var nodes []quad.IRI
	for id, n := range shared {
		if n == most && 2*n >= len(want) {
			nodes = append(nodes, r.v.Node(id))
		}
	}
	slices.Sort(nodes)
	const enough = 100 // who shares a common surname is no help
	list, err := r.candidates(nodes[:min(enough, len(nodes))], name)
	return slices.DeleteFunc(list, func(c Candidate) bool { return c.rank <= rankFoldedAlias }), err
}

// Unique picks the one entity that the candidates of a name leave: the only one, or the only exact one, unless that is one
// without any diacritics and another is in more documents, which somebody who types none may well mean. ok is false when
// there is none or several, and somebody has to choose.
func Unique(list []Candidate) (c Candidate, ok bool) {
	if len(list) == 1 {
		return list[0], true
	}
	if len(list) > 1 && list[0].Exact && !list[1].Exact {
		plain := text.Key(list[0].Name) == text.Fold(list[0].Name)
		more := func(o Candidate) bool { return o.Documents > list[0].Documents }
		if !plain || !slices.ContainsFunc(list, more) {
			return list[0], true
		}
	}
	return Candidate{}, false
}

// candidate reads an entity and ranks its names against the one asked for. A node that is no entity has no type.
func (r *reading) candidate(iri quad.IRI, asked *asked) (Candidate, error) {
	e, docs, err := r.entity(iri)
	if err != nil {
		return Candidate{}, err
	}
	c := Candidate{
		ID: e.ID, Type: e.Type, Name: e.Name, Aliases: e.Aliases, ISO: e.ISO, byline: e.Byline,
		Documents: docs, rank: rankFoldedSyllables,
	}
	if err := r.spellings(&c); err != nil {
		return Candidate{}, err
	}
	if asked.id == e.ID {
		c.rank = rankName
	}
	c.rank = min(c.rank, asked.rank(e.Name, rankName, rankFoldedName))
	for _, alias := range c.Aliases {
		c.rank = min(c.rank, asked.rank(alias, rankAlias, rankFoldedAlias))
	}
	c.Exact = c.rank <= rankAlias
	return c, nil
}

// spellings adds the names of the other spellings of a candidate, and of a namesake what tells it from the others.
func (r *reading) spellings(c *Candidate) (err error) {
	if namesake(c.ID) {
		c.Posts, err = r.posts(c.ID)
		return err
	}
	known, err := r.card(c.ID)
	if err != nil {
		return err
	}
	others, docs := known.Spellings, 0
	for _, id := range others {
		e, n, err := r.entity(r.v.Node(id))
		if err != nil {
			return err
		}
		docs += n
		c.Aliases = append(append(c.Aliases, e.Name), e.Aliases...)
	}
	if c.Documents += docs; len(others) == 0 {
		return nil
	}
	shown, err := r.name(c.ID)
	c.Aliases = append(c.Aliases, c.Name)
	c.Name = shown
	slices.Sort(c.Aliases)
	c.Aliases = slices.DeleteFunc(slices.Compact(c.Aliases), func(a string) bool { return a == shown })
	return err
}

// rank says how near a name is; exact and folded are for those that are the same.
func (a *asked) rank(name string, exact, folded int) int {
	key, fold := text.Key(name), text.Fold(name)
	switch {
	case key == a.key:
		return exact
	case fold == a.folded:
		return folded
	case strings.HasPrefix(key, a.key):
		return rankPrefix
	}
	begins := strings.HasPrefix(fold, a.folded)
	switch plain := a.key == a.folded; {
	case plain && begins: // without diacritics nobody says which are meant
		return rankPrefix
	case plain || new(syllables).all([]byte(key), a.syllables):
		return rankSyllables
	case begins:
		return rankFoldedPrefix
	}
	return rankFoldedSyllables
}

// nearest orders candidates; authors of articles come after everybody of the news.
func nearest(a, b Candidate) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), compareBool(a.byline, b.byline), cmp.Compare(b.Documents, a.Documents))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
