package resolve

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// A presence is when a post of one was somebody's, whoever's.
type presence struct {
	points []when // sightings and beginnings, by the first day
	covers []span // stays, by the first day, each with the last day of it and of all before
}

// presenceOf sums up the holders of a post. Who is given it before an event began it or after one ended it does not count.
func presenceOf(list []*incumbency) *presence {
	p := &presence{}
	for _, i := range list {
		for n := range i.Stays {
			p.add(&i.Stays[n])
		}
	}
	slices.SortFunc(p.points, func(a, b when) int { return cmp.Or(strings.Compare(a.first, b.first), strings.Compare(a.last, b.last)) })
	slices.SortFunc(p.covers, func(a, b span) int { return strings.Compare(a.first, b.first) })
	for n := 1; n < len(p.covers); n++ {
		p.covers[n].last = max(p.covers[n].last, p.covers[n-1].last)
	}
	return p
}

func (p *presence) add(s *stay) {
	if of := sure(s.First, s.Last, s.Start, s.End); of.first != "" {
		p.covers = append(p.covers, of)
	}
	start, end := whenOf(s.Start), whenOf(s.End)
	for _, d := range []string{s.First, s.Last, s.Start} {
		at := whenOf(d)
		if at.known() && (!start.known() || at.first >= start.first) && (!end.known() || at.last <= end.last) {
			p.points = append(p.points, at)
		}
	}
}

// between reports whether the post was for certain somebody else's on a day between two, from the last sighting of somebody
// in it to the next one, long after.
func (p *presence) between(after, before string) bool {
	for n := sort.Search(len(p.points), func(n int) bool { return p.points[n].first > after }); n < len(p.points) && p.points[n].first < before; n++ {
		if p.points[n].last < before {
			return true
		}
	}
	n := sort.Search(len(p.covers), func(n int) bool { return p.covers[n].first > after })
	return n > 0 && p.covers[n-1].last >= before // a stay has no long pause, so they were seen in the meantime
}
