package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// pause is how many months pass at least from one sighting in a post to the next before the two are different stays. Who
// is seen in it soon after an event ended it is seen late, and not in it again.
const pause = 6

// leave is how many months somebody is not seen in a post at least before something other than an event can end it in
// between: that one person leaves an office, another takes it and the first is back within a year is rarer than a fault.
const leave = 12

// absence reports whether so much time lies between two days.
func absence(after, before string) bool { return months(after, before) >= leave }

// months are how many whole ones lie between two days, 0 when one is no day.
func months(from, to string) int {
	if len(from) != len("2006-01-02") || len(to) != len(from) {
		return 0
	}
	n := 0
	for _, part := range []struct{ at, end, months int }{{0, 4, 12}, {5, 7, 1}} {
		a, err := strconv.Atoi(from[part.at:part.end])
		b, err2 := strconv.Atoi(to[part.at:part.end])
		if err != nil || err2 != nil {
			return 0
		}
		n += part.months * (b - a)
	}
	if to[8:] < from[8:] {
		n--
	}
	return n
}

// A stay is a part of an incumbency without a pause.
type stay struct {
	First, Last string // EDTF: sightings
	Former      string // the earliest date at which somebody calls it past
	Start       string // the first and the last that events tell
	Again       string
	End         string // the last
	Till        string // the last day that any of the sightings and events can mean, but for Former
	Docs        int    // by date: documents that tell of several count for each
	Anew        bool   // something says that the post was left since the stay before
}

// from is the first day that a stay can mean.
func (s *stay) from() string { return firstDay(cmp.Or(earlier(s.First, s.Start), s.End)) }

// firstDay and lastDay are the ends of a date, of one with an open end both the other one; "" of one without a year.
func firstDay(edtf string) string {
	first, last, _ := bounds(edtf)
	return cmp.Or(first, last)
}

func lastDay(edtf string) string {
	first, last, _ := bounds(edtf)
	return cmp.Or(last, first)
}

// A service collects what is known of an incumbency.
type service struct {
	incumbency
	seen, former map[string]int // documents by date
	starts, ends []string       // of the post, as events tell
	death        string         // EDTF
	away         []string       // dates at which an event put the person in a post that nobody holds beside this one
}

func newService(p *person, desk string, of post) *service {
	return &service{incumbency: incumbency{ID: tenurePrefix + hashOf(p.node+"\n"+desk), Person: p.node, Post: of},
		seen: map[string]int{}, former: map[string]int{}}
}

func (s *service) add(n *node) {
	s.Docs += n.Docs
	for d, docs := range n.Seen {
		s.seen[d] += docs
	}
	for d, docs := range n.Former {
		s.former[d] += docs
	}
}

// told takes what events tell of the post. An event names the office alone, so of two posts of one name it says nothing;
// who dies leaves both. An end of no office is one of the only post, for whom was seen in it before.
func (s *service) told(marks []mark, owners map[string]int, only bool) {
	for _, m := range marks {
		switch {
		case m.office == anyOffice && only && s.sighted("", lastDay(m.date)):
			s.ends = append(s.ends, m.date)
		case m.office == allOffices:
			s.death = earlier(s.death, m.date)
		case m.office != s.Post.Office || owners[m.office] > 1:
		case m.what == "start":
			s.starts = append(s.starts, m.date)
		default:
			s.ends = append(s.ends, m.date)
		}
	}
	if s.death != "" {
		s.ends = append(s.ends, s.death)
	}
}

// transfers are when events put the person in posts that nobody holds beside this one, unless documents see them in both at
// one time. Who chairs an association may hold any post.
func (s *service) transfers(by map[string]*service) []string {
	var list []string
	seat := s.Post.seat()
	for _, other := range by {
		of := other.Post.seat()
		if seat == "" || of == "" || of == seat || strings.HasPrefix(of, "organization/") || len(other.starts) == 0 {
			continue
		}
		if first, last := firstLast(other.seen); s.sighted(firstDay(first), lastDay(last)) {
			continue
		}
		list = append(list, other.starts...)
	}
	return list
}

// sighted reports whether a document sees the person in the post between two days.
func (s *service) sighted(first, last string) bool {
	for d := range s.seen {
		if day := firstDay(d); day >= first && day <= last && day != "" {
			return true
		}
	}
	return false
}

// A point is a sighting, or an event that began or ended a post. An end stands under the last day that it can mean.
type point struct {
	what        string // "", start or end
	date        string
	first, last string // days
	docs        int
}

// points are those with a year, in time.
func (s *service) points() []point {
	list := make([]point, 0, len(s.seen)+len(s.starts)+len(s.ends))
	add := func(what, date string, docs int) {
		p := point{what, date, firstDay(date), lastDay(date), docs}
		if what == "end" {
			p.first = p.last
		}
		if p.first != "" {
			list = append(list, p)
		}
	}
	for d, docs := range s.seen {
		add("", d, docs)
	}
	for _, d := range s.starts {
		add("start", d, 0)
	}
	for _, d := range s.ends {
		add("end", d, 0)
	}
	slices.SortFunc(list, func(a, b point) int {
		return cmp.Or(strings.Compare(a.first, b.first), strings.Compare(b.what, a.what), strings.Compare(a.date, b.date))
	})
	return list
}

// stays parts the sightings and events by the pauses between them. Dates without a year count to the first one.
func (s *service) stays() []stay {
	list := []stay{{}}
	now := &list[0]
	seen := []map[string]int{{}} // by stay
	dead := lastDay(s.death)
	lately := "" // day of the last sighting in the stay
	for i, p := range s.points() {
		over := dead != "" && p.first > dead
		anew := p.what == "start" && now.End != "" && lastDay(now.End) < p.first && months(lastDay(now.End), lately) < pause
		if i > 0 && p.what != "end" && !over && (anew || months(now.Till, p.first) >= pause) {
			list = append(list, stay{Anew: anew || s.left(now, p.first)})
			now, lately, seen = &list[len(list)-1], "", append(seen, map[string]int{})
		}
		switch p.what {
		case "start":
			now.Start, now.Again = earlier(now.Start, p.date), later(now.Again, p.date)
		case "end":
			now.End = later(now.End, p.date)
		default:
			seen[len(seen)-1][p.date], lately = p.docs, p.first
			now.Docs += p.docs
		}
		now.Till = max(now.Till, p.last)
	}
	s.undated(&list[0], seen[0])
	for i := range list {
		list[i].First, list[i].Last = firstLast(seen[i])
	}
	for d := range s.former {
		of := at(list, firstDay(d))
		of.Former = earlier(of.Former, d)
	}
	return list
}

// at is the last of some stays that began by a day, or the first.
func at(list []stay, day string) *stay {
	n := 0
	for n+1 < len(list) && list[n+1].from() <= day {
		n++
	}
	return &list[n]
}

// undated adds what has no year to the first stay.
func (s *service) undated(first *stay, seen map[string]int) {
	for d, docs := range s.seen {
		if firstDay(d) == "" {
			seen[d] = docs
			first.Docs += docs
		}
	}
	for _, d := range s.starts {
		if firstDay(d) == "" {
			first.Start, first.Again = earlier(first.Start, d), later(first.Again, d)
		}
	}
	for _, d := range s.ends {
		if firstDay(d) == "" {
			first.End = earlier(first.End, d)
		}
	}
}

// left reports whether something says that the post was left after a stay, before a day: an event that ended it, and when
// it was not held for long, also who calls it past, a post that nobody holds beside it, or the end of a term that a document
// tells.
func (s *service) left(stay *stay, before string) bool {
	if stay.End != "" {
		return true
	}
	if !absence(stay.Till, before) {
		return false
	}
	between := func(d string) bool {
		first, last, _ := bounds(d)
		return first > stay.Till && last != "" && last < before
	}
	for d := range s.former {
		if between(d) {
			return true
		}
	}
	if slices.ContainsFunc(s.away, between) {
		return true
	}
	for d := range s.seen {
		if first, last, _ := bounds(d); first != "" && last == stay.Till && absence(first, last) && strings.Contains(d, "/") {
			return true
		}
	}
	return false
}

// firstLast are the earliest and the latest of some dates, the more precise of two that begin on one day.
func firstLast(dates map[string]int) (first, last string) {
	list := slices.DeleteFunc(slices.Collect(maps.Keys(dates)), func(d string) bool { return d == "" })
	if len(list) == 0 {
		return "", ""
	}
	first = slices.MinFunc(list, byDay)
	if list = slices.DeleteFunc(list, func(d string) bool { return undated(d) }); len(list) == 0 {
		return first, first
	}
	return first, slices.MaxFunc(list, byDay)
}
