package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quanhe/graph/index"
)

// A Profile is everything the graph says of one entity.
type Profile struct {
	Candidate
	Posts    []Holding `json:"posts"`      // that a person held; of an office or its owner, who held it
	Held     int       `json:"postsTotal"` // how many there are
	Sections []Section `json:"sections"`
}

// A Section holds the facts of one relation.
type Section struct {
	Relation string `json:"relation"`
	Total    int    `json:"total"` // how many there are
	Facts    []Fact `json:"facts"` // the first of them by date
}

// ShowOptions say how much Show tells.
type ShowOptions struct {
	Reports bool // cite every report
	Limit   int  // most posts, and most facts of each section; 0 is all
}

// NotFoundError reports an id that names no entity of the graph.
type NotFoundError struct{ ID string }

// Error names the id and the way to find one.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("nothing is known of %q; search finds ids by name", e.ID)
}

// Show tells everything known of an entity: offices, then in sections by relation memberships and the like, encounters
// and the rest. Facts of every modality stand there, each with its modality. The error is a [*NotFoundError] when the id
// names no entity.
func (a *Asker) Show(ctx context.Context, id string, opt ShowOptions) (*Profile, error) {
	r := a.read(ctx)
	defer r.close()
	profile, err := r.show(id, opt)
	return profile, wrap("show", err)
}

func (r *reading) show(id string, opt ShowOptions) (*Profile, error) {
	id, err := r.stands(id)
	if err != nil {
		return nil, err
	}
	c, err := r.candidate(r.v.Node(id), id)
	if err != nil {
		return nil, err
	}
	if c.Type == "" {
		return nil, &NotFoundError{ID: id}
	}
	profile := &Profile{Candidate: c, Sections: []Section{}}
	holders := HoldersOptions{Reports: opt.Reports, Limit: opt.Limit}
	switch c.Type {
	case "person":
		holders.Persons = []string{id}
	case "office":
		holders.Offices = []string{id}
	default:
		holders.Orgs = []string{id}
	}
	if profile.Posts, profile.Held, err = r.holders(holders, period{}); err != nil {
		return nil, err
	}
	ids, err := r.everybody([]string{id})
	if err != nil {
		return nil, err
	}
	for _, class := range []index.Class{index.States, index.Events} {
		if err := r.sections(profile, ids, class, opt); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(profile.Sections, func(a, b Section) int { return compareRelations(a.Relation, b.Relation) })
	return profile, nil
}

// sections adds what the diaries of some ids hold of one class.
func (r *reading) sections(profile *Profile, ids []string, class index.Class, opt ShowOptions) error {
	s, err := r.during(ids, period{})
	if class == index.States {
		if s, err = r.stream(ids, class); err == nil {
			s, err = r.states(s)
		}
	}
	if err != nil {
		return err
	}
	c := counts{total: map[string]int{}, firsts: map[string][]index.Entry{}, limit: opt.Limit}
	if fast := class == index.Events && r.indexed && len(ids) == 1 && opt.Limit > 0; fast {
		err = r.count(&c, ids[0])
	} else {
		err = c.all(s)
	}
	if err != nil {
		return err
	}
	for relation, entries := range c.firsts {
		facts, err := r.facts(entries, period{}, opt.Reports)
		if err != nil {
			return err
		}
		profile.Sections = append(profile.Sections, Section{relation, c.total[relation], facts})
	}
	return nil
}

// counts are how many entries of each relation there are, and the first of them.
type counts struct {
	total  map[string]int
	firsts map[string][]index.Entry
	limit  int
}

// all counts a stream.
func (c *counts) all(s stream) error {
	for {
		e, err := s.peek()
		if e == nil || err != nil {
			return err
		}
		if c.total[e.Relation]++; c.limit == 0 || c.total[e.Relation] <= c.limit {
			c.firsts[e.Relation] = append(c.firsts[e.Relation], *e)
		}
		if err := s.pop(); err != nil {
			return err
		}
	}
}

// count counts the events of one entity as all does, and reads no more of those beyond the limit than their relation.
func (r *reading) count(c *counts, owner string) error {
	for _, class := range []index.Class{index.Events, index.Spans} {
		seen := map[string]*int{}
		err := r.src.Notes(index.Diary(owner, class), "", func(name, data []byte) bool {
			relation := index.RelationOf(data)
			n := seen[string(relation)] // for which no string is made
			if n == nil {
				n = new(int)
				seen[string(relation)] = n
			}
			if *n++; *n <= c.limit {
				_, _, e := index.Parse(string(name), string(data))
				c.firsts[e.Relation] = append(c.firsts[e.Relation], e)
			}
			return true
		})
		for relation, n := range seen {
			c.total[relation] += *n
		}
		if err != nil {
			return err
		}
	}
	for relation, list := range c.firsts {
		slices.SortFunc(list, func(a, b index.Entry) int { return compareEntries(&a, &b) })
		c.firsts[relation] = list[:min(c.limit, len(list))]
	}
	return nil
}

// states puts claims of states together that say the same, whatever their dates: the first of each speaks for all.
func (r *reading) states(s stream) (stream, error) {
	type says struct{ relation, modality, status, who string }
	at := map[says]string{} // id of the first
	claims := map[string][]string{}
	list := []index.Entry{}
	for {
		e, err := s.peek()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		key := says{e.Relation, e.Modality, e.Status, e.Who()}
		if at[key] == "" {
			at[key] = e.ID
			list = append(list, *e)
		}
		claims[at[key]] = append(claims[at[key]], e.ID)
		if err := s.pop(); err != nil {
			return nil, err
		}
	}
	r.claims = claims
	return &listed{list}, nil
}

// compareRelations orders states first, then encounters, then other events, each by name.
func compareRelations(a, b string) int {
	return cmp.Or(cmp.Compare(relationRank(a), relationRank(b)), strings.Compare(a, b))
}

func relationRank(relation string) int {
	switch {
	case relation == "holds":
		return 0
	case !IsEvent(relation):
		return 1
	case slices.Contains(Encounters(), relation):
		return 2
	}
	return 3
}
