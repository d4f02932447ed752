package query

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/graph/index"
)

// A sight is a claim that somebody holds an office, the first of a chapter if there is one.
type sight struct {
	*index.Entry
	of *chapter
}

// diaries reads the posts of some entities. Of those with thousands of sightings it reads the first and the last.
func (s *sighting) diaries(owners []string) error {
	most := firstAlone
	if s.on != (period{}) || s.opt.Reports {
		most = firstStretch
	}
	var all []sight
	for _, owner := range owners {
		short, long, err := s.r.diary(owner, index.Posts, most)
		if err != nil {
			return err
		}
		for i := range short {
			all = append(all, sight{&short[i], nil})
		}
		for _, c := range long {
			all = append(all, sight{&c.list[0], c})
		}
	}
	slices.SortFunc(all, func(a, b sight) int { return compareEntries(a.Entry, b.Entry) })
	s.expect(min(len(all), cmp.Or(s.opt.first, len(all))))
	if s.opt.first == 0 {
		if err := s.r.meet(all); err != nil {
			return err
		}
	}
	if err := s.look(all); err != nil {
		return err
	}
	for _, of := range s.seen {
		if err := s.rest(of); err != nil {
			return err
		}
	}
	return nil
}

// look adds sights, which come in order, to the holdings that they are of. Where only the first of these are asked for, of
// the sights behind their beginnings it takes those of the same persons alone.
func (s *sighting) look(all []sight) error {
	n, day := 0, "" // of the last that was taken
	for ; n < len(all) && (s.opt.first == 0 || len(s.seen) < s.opt.first || all[n].Day == day); n++ {
		if err := s.take(all[n]); err != nil {
			return err
		}
		day = all[n].Day
	}
	if n == len(all) {
		return nil
	}
	holders, err := s.holders()
	if err != nil {
		return err
	}
	for _, e := range all[n:] {
		for role, ref := range e.Parts {
			if role == "person" && holders[ref] {
				if err := s.take(e); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// holders are the references by which claims speak of those of whom there are holdings.
func (s *sighting) holders() (map[string]bool, error) {
	refs := map[string]bool{}
	for key := range s.seen {
		if key.person.Entity == "" {
			refs[index.Ref("", key.person.Name)] = true
			continue
		}
		c, err := s.r.card(key.person.Entity)
		if err != nil {
			return nil, err
		}
		refs[key.person.Entity] = true
		for _, id := range c.Spellings {
			refs[id] = true
		}
	}
	return refs, nil
}

// take adds a sight to the holding that it is of.
func (s *sighting) take(e sight) error {
	of, err := s.of(e.Entry)
	switch {
	case of == nil || err != nil:
		return err
	case e.of != nil:
		of.chapters = append(of.chapters, e.of)
	default:
		of.add(e.Entry, s.on, s.opt.Reports)
	}
	return nil
}

// meet reads the cards of those who take part in what is seen, in the order in which they stand.
func (r *reading) meet(all []sight) error {
	var ids []string
	for _, e := range all {
		for _, id := range e.Parts {
			if !strings.HasPrefix(id, "=") && r.cards[id] == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if _, err := r.card(id); err != nil {
			return err
		}
	}
	return nil
}
