package query

import (
	"slices"
	"strings"

	"quanhe/graph/index"
)

// diaries reads the posts of some entities. Of those with thousands of sightings it reads the first and the last.
func (s *sighting) diaries(owners []string) error {
	var all []*index.Head
	for _, owner := range owners {
		heads, err := s.r.heads(owner)
		if err != nil {
			return err
		}
		for i := range heads {
			all = append(all, &heads[i])
		}
	}
	slices.SortFunc(all, func(a, b *index.Head) int { return compareEntries(&a.Entry, &b.Entry) })
	if s.opt.first == 0 { // else few are looked at, of whom more is asked
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
func (s *sighting) look(all []*index.Head) error {
	n, day := 0, "" // of the last that was taken
	for ; n < len(all) && (s.opt.first == 0 || len(s.seen)-s.later < s.opt.first || all[n].Day == day); n++ {
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
	for _, h := range all[n:] {
		for role, ref := range h.Parts {
			if role == "person" && holders[ref] {
				if err := s.take(h); err != nil {
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
		refs[key.person] = true
		if key.person == "" || strings.HasPrefix(key.person, "=") {
			continue
		}
		c, err := s.r.card(key.person)
		if err != nil {
			return nil, err
		}
		for _, id := range c.Spellings {
			refs[id] = true
		}
	}
	return refs, nil
}

// take adds sightings to the holding that they are of.
func (s *sighting) take(h *index.Head) error {
	of, err := s.of(&h.Entry)
	switch {
	case of == nil || err != nil:
		return err
	case h.More > 0 && of.tenure != nil: // which may be of other terms
		return drain(s.r.sightings(h), func(e *index.Entry) error {
			of, err := s.of(e)
			if err == nil {
				of.add(e, s.on, s.opt.Reports)
			}
			return err
		})
	case h.More > 0:
		of.heads = append(of.heads, h)
	default:
		of.add(&h.Entry, s.on, s.opt.Reports)
	}
	return nil
}

// meet reads who stands for those who take part in what is seen.
func (r *reading) meet(all []*index.Head) error {
	var ids []string
	for _, h := range all {
		for _, id := range h.Parts {
			if _, known := r.same[id]; !known && !strings.HasPrefix(id, "=") {
				r.same[id] = id // unless a note says otherwise
				ids = append(ids, id)
			}
		}
	}
	return r.standing(ids)
}

// sightings is the stream of all that a post was seen.
func (r *reading) sightings(h *index.Head) *chapter {
	name := h.Chapter()
	return &chapter{listed: listed{[]index.Entry{h.Entry}}, r: r, name: name, from: name, size: 1}
}
