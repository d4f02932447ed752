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
	Exact     bool     `json:"exact"`     // a name of it has the same diacritics as the name asked for
	Documents int      `json:"documents"` // that speak of it
	byline    bool
	rank      int // smaller is nearer
}

// The ranks of a name, the nearest first. Entities found under several names take the best.
const (
	rankName        = iota // the name with its diacritics
	rankAlias              // another name with its diacritics
	rankFoldedName         // the name but for diacritics
	rankFoldedAlias        // another name but for diacritics
	rankPrefix             // a name that begins with what was asked
	rankSyllables          // a name with its syllables in any order
)

// Find lists the entities that name can mean, of the given types or of any: by name or alias, without regard to case,
// tone placement and diacritics. Those with the same diacritics come first, then those in most documents, then by id.
// An id such as person/to-lam finds its entity. Nothing found is no error.
func (a *Asker) Find(ctx context.Context, name string, types ...string) ([]Candidate, error) {
	r := a.read(ctx)
	nodes, err := r.subjects(quad.Quad{Predicate: r.v.Key, Object: quad.String(text.Fold(name))}, nil)
	if err != nil {
		return nil, wrap("find", err)
	}
	if len(nodes) == 0 {
		nodes = []quad.IRI{r.v.Node(name)}
	}
	list := []Candidate{}
	for _, iri := range nodes {
		c, err := r.candidate(iri, name)
		if err != nil {
			return nil, wrap("find", err)
		}
		if c.Type != "" && (len(types) == 0 || slices.Contains(types, c.Type)) {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, nearest)
	return list, nil
}

// Unique picks the one entity that the candidates of a name leave: the only one, or the only exact one. ok is false
// when there is none or several, and somebody has to choose.
func Unique(list []Candidate) (c Candidate, ok bool) {
	if len(list) == 1 {
		return list[0], true
	}
	if len(list) > 1 && list[0].Exact && !list[1].Exact {
		return list[0], true
	}
	return Candidate{}, false
}

// candidate reads an entity and ranks its names against the one asked for. A node that is no entity has no type.
func (r *reading) candidate(iri quad.IRI, asked string) (Candidate, error) {
	n, err := r.node(iri)
	if err != nil {
		return Candidate{}, err
	}
	e := n.Entity()
	c := Candidate{
		ID: e.ID, Type: e.Type, Name: e.Name, Aliases: e.Aliases, ISO: e.ISO, byline: e.Byline,
		Documents: len(documents(n)), rank: rankSyllables,
	}
	if n.Class() == r.v.Article || n.Class() == r.v.Evidence {
		c.Type = ""
	}
	if asked == e.ID {
		c.rank = rankName
	}
	c.rank = min(c.rank, rankOf(e.Name, asked, rankName, rankFoldedName))
	for _, alias := range e.Aliases {
		c.rank = min(c.rank, rankOf(alias, asked, rankAlias, rankFoldedAlias))
	}
	c.Exact = c.rank <= rankAlias
	return c, nil
}

func rankOf(name, asked string, exact, folded int) int {
	key, want := text.Fold(name), text.Fold(asked)
	switch {
	case text.Key(name) == text.Key(asked):
		return exact
	case key == want:
		return folded
	case strings.HasPrefix(key, want):
		return rankPrefix
	}
	return rankSyllables
}

// nearest orders candidates; authors of articles come after everybody of the news.
func nearest(a, b Candidate) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), compareBool(a.byline, b.byline),
		cmp.Compare(b.Documents, a.Documents), strings.Compare(a.ID, b.ID))
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
