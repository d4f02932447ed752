package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
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
	c, err := r.candidate(r.v.Node(id), askFor(id))
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
	wait := r.beside(func(r *reading) error { return r.allSections(profile, id, opt) })
	profile.Posts, profile.Held, err = r.holders(holders, period{})
	if err := errors.Join(err, wait()); err != nil {
		return nil, err
	}
	slices.SortFunc(profile.Sections, func(a, b Section) int { return compareRelations(a.Relation, b.Relation) })
	return profile, nil
}

// allSections adds what is known of an entity besides its posts.
func (r *reading) allSections(profile *Profile, id string, opt ShowOptions) error {
	ids, err := r.everybody([]string{id})
	if err != nil {
		return err
	}
	for _, class := range []index.Class{index.States, index.Events} {
		if err := r.sections(profile, ids, class, opt); err != nil {
			return err
		}
	}
	return nil
}

// sections adds what the diaries of some ids hold of one class.
func (r *reading) sections(profile *Profile, ids []string, class index.Class, opt ShowOptions) error {
	c := counts{total: map[string]int{}, firsts: map[string][]index.Entry{}, limit: opt.Limit}
	counted := false
	if class == index.Events && r.indexed && opt.Limit > 0 {
		var err error
		if counted, err = r.count(&c, ids); err != nil {
			return err
		}
	}
	if !counted {
		s, err := r.during(ids, period{}, nil)
		if class == index.States {
			if s, err = r.stream(ids, class, nil); err == nil {
				s, err = r.states(s)
			}
		}
		if err != nil {
			return err
		}
		if err := drain(s, c.take); err != nil {
			return err
		}
	}
	var entries []index.Entry // of all sections, which are read together
	relations := slices.Collect(maps.Keys(c.firsts))
	for _, relation := range relations {
		entries = append(entries, c.firsts[relation]...)
	}
	facts, err := r.facts(entries, period{}, opt.Reports)
	if err != nil {
		return err
	}
	for _, relation := range relations {
		n := len(c.firsts[relation])
		profile.Sections = append(profile.Sections, Section{relation, c.total[relation], facts[:n:n]})
		facts = facts[n:]
	}
	return nil
}

// counts are how many entries of each relation there are, and the first of them.
type counts struct {
	total  map[string]int
	firsts map[string][]index.Entry
	limit  int
}

// take counts an entry, which is not before others of its relation.
func (c *counts) take(e *index.Entry) error {
	if c.total[e.Relation]++; c.limit == 0 || len(c.firsts[e.Relation]) < c.limit {
		c.firsts[e.Relation] = append(c.firsts[e.Relation], *e)
	}
	return nil
}

// count counts events as drain does, of long chapters by their tallies. It does so for one entity alone, whatever its ids:
// events of several can be the same, and done is false.
func (r *reading) count(c *counts, ids []string) (done bool, err error) {
	owner, owners := "", 0
	for _, id := range ids {
		n := 0
		for _, class := range []index.Class{index.Events, index.Spans} {
			err := r.src.Notes(index.Diary(id, class), "", func(_, _ []byte) bool { n++; return false })
			if err != nil {
				return false, err
			}
		}
		if n > 0 {
			owner, owners = id, owners+1
		}
	}
	if owners > 1 {
		return false, nil
	}
	for _, class := range []index.Class{index.Events, index.Spans} {
		if err := r.countIn(c, owner, class); err != nil {
			return false, err
		}
	}
	return true, nil
}

// countIn counts the events of one class.
func (r *reading) countIn(c *counts, owner string, class index.Class) error {
	of := counts{total: c.total, firsts: map[string][]index.Entry{}, limit: c.limit}
	short, long, err := r.diary(owner, class)
	if err != nil {
		return err
	}
	sorted := listed{short}
	sorted.sort()
	if err := drain(&sorted, of.take); err != nil {
		return err
	}
	for _, chapter := range long {
		n, err := r.tally(chapter.name)
		if err != nil {
			return err
		}
		relation := chapter.list[0].Relation
		of.total[relation] += n
		of.firsts[relation], err = collect(chapter, period{}, c.limit, func(*index.Entry) bool { return true })
		if err != nil {
			return err
		}
	}
	for relation, list := range of.firsts {
		both := listed{append(c.firsts[relation], list...)}
		both.sort()
		c.firsts[relation] = both.list[:min(c.limit, len(both.list))]
	}
	return nil
}

// states puts claims of states together that say the same, whatever their dates: the first of each speaks for all.
func (r *reading) states(s stream) (stream, error) {
	type says struct{ relation, modality, status, who string }
	at := map[says]string{} // id of the first
	claims := map[string][]index.Entry{}
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
		claims[at[key]] = append(claims[at[key]], *e)
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
