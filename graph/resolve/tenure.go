package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A tenure is what the documents say of one person in one post. First and last are sightings; start and end stand only
// where an event says so.
type tenure struct {
	ID     string
	Person string // node
	Post   post
	First  string // EDTF
	Last   string
	Former string // earliest date at which somebody calls it past
	Start  string
	End    string
	Docs   int
}

// tenures lists what is known of the posts of a person, by desk.
func (o *outcome) tenures(p *person) []tenure {
	by := map[string]*tenure{}
	dates := map[string]map[string]int{}
	former := map[string]map[string]int{}
	for _, n := range p.nodes {
		key := n.desk()
		if by[key] == nil {
			by[key] = &tenure{ID: tenurePrefix + hashOf(p.node+"\n"+key), Person: p.node, Post: n.post}
			dates[key], former[key] = map[string]int{}, map[string]int{}
		}
		by[key].Docs += n.Docs
		maps.Copy(dates[key], n.Seen)
		maps.Copy(former[key], n.Former)
	}
	o.begunOnly(p, by)
	var list []tenure
	for _, key := range slices.Sorted(maps.Keys(by)) {
		t := by[key]
		t.First, t.Last = firstLast(dates[key])
		t.Former, _ = firstLast(former[key])
		t.Start, t.End = o.term(p, t, by)
		list = append(list, *t)
	}
	return list
}

// begunOnly adds posts that only an event tells of, such as an appointment.
func (o *outcome) begunOnly(p *person, by map[string]*tenure) {
	for _, n := range p.names {
		if n.node != n.id {
			continue
		}
		for _, m := range slices.Sorted(maps.Keys(o.names[n.id].Marks)) {
			what, office, _ := readMark(m)
			if what != "start" || known(by, office) {
				continue
			}
			t := &tenure{Person: p.node, Post: post{Office: office, Country: most(o.names[n.id].Countries)}}
			key := t.Post.desk()
			t.ID = tenurePrefix + hashOf(p.node+"\n"+key)
			by[key] = t
		}
	}
}

func known(by map[string]*tenure, office string) bool {
	for _, t := range by {
		if t.Post.Office == office {
			return true
		}
	}
	return false
}

// term finds the first start and the last end that events give a tenure; no end when it began anew after that. An event
// names the office alone, so of two posts of one name it says nothing; who dies leaves both.
func (o *outcome) term(p *person, t *tenure, by map[string]*tenure) (start, end string) {
	owners := 0
	for _, other := range by {
		if other.Post.Office == t.Post.Office {
			owners++
		}
	}
	again := "" // the last start
	for _, n := range p.names {
		if n.node != n.id {
			continue
		}
		for m := range o.names[n.id].Marks {
			what, office, date := readMark(m)
			switch {
			case office != "*" && (office != t.Post.Office || owners > 1):
			case what == "start":
				start, again = earlier(start, date), later(again, date)
			default:
				end = later(end, date)
			}
		}
	}
	if end != "" && again != "" && byDay(again, end) > 0 {
		end = ""
	}
	return start, end
}

// readMark takes a mark of a spelling apart. The name of an office that is no entity may hold the sign between the parts.
func readMark(m string) (what, office, date string) {
	what, rest, _ := strings.Cut(m, "|")
	at := strings.LastIndexByte(rest, '|')
	return what, rest[:max(at, 0)], rest[at+1:]
}

// earlier and later choose of two dates; "" is none.
func earlier(a, b string) string {
	if a == "" || byDay(b, a) < 0 {
		return b
	}
	return a
}

func later(a, b string) string {
	if a == "" || byDay(b, a) > 0 {
		return b
	}
	return a
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

// undated reports whether a date has no year.
func undated(d string) bool {
	_, _, ok := bounds(d)
	return !ok
}

// byDay orders dates by the first day they can mean, exact ones first; those without a year come last.
func byDay(a, b string) int {
	day := func(d string) (string, string) {
		first, last, _ := bounds(d)
		return cmp.Or(first, last, "~"), cmp.Or(last, "~")
	}
	f1, l1 := day(a)
	f2, l2 := day(b)
	return cmp.Or(strings.Compare(f1, f2), strings.Compare(l1, l2), strings.Compare(a, b))
}

// sole reports whether a post is held by one at a time, so that two holders at once contradict each other.
func (p *post) sole() bool { return p.Org != "" && !p.shared() }

// atOnce lists for each of some tenures of one post those of others who were seen in it at one time: one between two
// sightings of the other, or both on one day. Of many it lists a few, so that a post that hundreds held at once, as
// namesakes and faults of reading make it, does not weigh the square of them: the next one in time, and of those before
// the one seen last. Each tenure that contradicts any is listed with one of them.
func atOnce(tenures []*tenure) map[string][]string {
	type stay struct {
		span
		*tenure
	}
	var list []stay
	for _, t := range tenures {
		if s := t.seen(); s.first != "" {
			list = append(list, stay{s, t})
		}
	}
	slices.SortFunc(list, func(a, b stay) int { return cmp.Or(strings.Compare(a.first, b.first), strings.Compare(a.ID, b.ID)) })
	rivals := map[string][]string{}
	clash := func(a, b stay) {
		if b.first <= a.last && !slices.Contains(rivals[a.ID], b.ID) {
			rivals[a.ID] = append(rivals[a.ID], b.ID)
			rivals[b.ID] = append(rivals[b.ID], a.ID)
		}
	}
	for i, seenLast := 1, 0; i < len(list); i++ { // each is of another person
		clash(list[i-1], list[i])
		clash(list[seenLast], list[i])
		if list[i].last > list[seenLast].last {
			seenLast = i
		}
	}
	return rivals
}

// seen is the time that must lie between the first and the last sighting, none when they are too vague. Who is given the
// office before an event began it or after one ended it, as in articles that look back, is not in it.
func (t *tenure) seen() span {
	first, last := whenOf(t.First), whenOf(t.Last)
	if !first.known() || !last.known() {
		return span{}
	}
	s := span{first.last, last.first}
	if start := whenOf(t.Start); start.known() {
		s.first = max(s.first, start.first)
	}
	if end := whenOf(t.End); end.known() {
		s.last = min(s.last, end.last)
	}
	if s.first > s.last {
		return span{}
	}
	return s
}
