package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A tenure is what the documents say of one person in one post over one term. First and last are sightings; start and
// end stand only where an event says so.
type tenure struct {
	ID     string
	Person string // node
	Post   post
	After  string // id of the tenure of the term before
	First  string // EDTF
	Last   string
	Former string // earliest date at which somebody calls it past
	Start  string
	End    string
	Docs   int
}

// An incumbency is what the documents say of one person in one post, over all terms.
type incumbency struct {
	ID     string // of the tenure of the first term
	Person string // node
	Post   post
	Docs   int
	Stays  []stay // in time; one at least
}

// equal reports whether two incumbencies say the same.
func (i *incumbency) equal(j *incumbency) bool {
	return i.ID == j.ID && i.Person == j.Person && i.Post == j.Post && i.Docs == j.Docs && slices.Equal(i.Stays, j.Stays)
}

// tenures are those of an incumbency. A stay begins a term where it tells so itself or ended says that the post was
// somebody else's in the time from the stay before to it; nil for a post that several hold at once.
func (i *incumbency) tenures(ended func(after, before string) bool) []tenure {
	var list []tenure
	till, again := "", ""
	for n := range i.Stays {
		s := &i.Stays[n]
		if n == 0 || s.Anew || ended != nil && absence(till, s.from()) && ended(till, s.from()) {
			t := tenure{ID: i.ID, Person: i.Person, Post: i.Post}
			if len(list) > 0 {
				t.ID, t.After = tenurePrefix+hashOf(i.ID+"\n"+strconv.Itoa(len(list)+1)), list[len(list)-1].ID
			}
			list = append(list, t)
		}
		again = later(again, s.Again)
		list[len(list)-1].take(s, again)
		till = max(till, s.Till)
	}
	if len(list) == 1 {
		list[0].Docs = i.Docs // a document may tell of several dates
	}
	for n := range list {
		list[n].Docs = min(list[n].Docs, i.Docs)
	}
	return list
}

// take adds a stay to its term. What ended before the last start did not end.
func (t *tenure) take(s *stay, again string) {
	t.First, t.Last, t.Former = cmp.Or(t.First, s.First), cmp.Or(s.Last, t.Last), cmp.Or(t.Former, s.Former)
	t.Docs += s.Docs
	t.Start, t.End = cmp.Or(t.Start, s.Start), later(t.End, s.End)
	if t.End != "" && again != "" && byDay(again, t.End) > 0 {
		t.End = ""
	}
}

// incumbencies lists what is known of the posts of a person, by desk.
func (o *outcome) incumbencies(p *person) []incumbency {
	by := map[string]*service{}
	for _, n := range p.nodes {
		key := n.desk()
		if by[key] == nil {
			by[key] = newService(p, key, n.post)
		}
		by[key].add(n)
	}
	told := o.told(p)
	begunOnly(p, told, by)
	owners, seats := map[string]int{}, 0 // by office
	for _, s := range by {
		owners[s.Post.Office]++
		if !s.Post.membership() {
			seats++
		}
	}
	keys := slices.Sorted(maps.Keys(by))
	for _, key := range keys {
		by[key].told(told, owners, seats == 1 && !by[key].Post.membership())
	}
	list := make([]incumbency, 0, len(by))
	for _, key := range keys {
		s := by[key]
		s.away = s.transfers(by)
		s.Stays = s.stays()
		list = append(list, s.incumbency)
	}
	return list
}

// A mark is what an event told of somebody's office.
type mark struct{ what, office, date, country string }

// told are the marks of a person, sorted.
func (o *outcome) told(p *person) []mark {
	var list []mark
	for _, n := range p.names {
		if n.node != n.id {
			continue
		}
		for _, m := range slices.Sorted(maps.Keys(o.names[n.id].Marks)) {
			what, office, date := readMark(m)
			list = append(list, mark{what, office, date, most(o.names[n.id].Countries)})
		}
	}
	return list
}

// begunOnly adds posts that only an event tells of, such as an appointment.
func begunOnly(p *person, told []mark, by map[string]*service) {
	for _, m := range told {
		if m.what != "start" || known(by, m.office) {
			continue
		}
		begun := post{Office: m.office, Country: m.country}
		by[begun.desk()] = newService(p, begun.desk(), begun)
	}
}

func known(by map[string]*service, office string) bool {
	for _, s := range by {
		if s.Post.Office == office {
			return true
		}
	}
	return false
}

// readMark takes a mark of a spelling apart. The name of an office that is no entity may hold the sign between the parts.
func readMark(m string) (what, office, date string) {
	what, rest, _ := strings.Cut(m, "|")
	at := strings.LastIndexByte(rest, '|')
	return what, rest[:max(at, 0)], rest[at+1:]
}

// earlier and later choose of two dates; "" is none.
func earlier(a, b string) string {
	if a == "" || b != "" && byDay(b, a) < 0 {
		return b
	}
	return a
}

func later(a, b string) string {
	if a == "" || b != "" && byDay(b, a) > 0 {
		return b
	}
	return a
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
func atOnce(tenures []tenure) map[string][]string {
	type stay struct {
		span
		*tenure
	}
	var list []stay
	for i := range tenures {
		if s := tenures[i].seen(); s.first != "" {
			list = append(list, stay{s, &tenures[i]})
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
	for i, seenLast := 1, 0; i < len(list); i++ {
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
func (t *tenure) seen() span { return sure(t.First, t.Last, t.Start, t.End) }

// sure is what lies for certain between two sightings and the events that began and ended a post.
func sure(first, last, start, end string) span {
	a, b := whenOf(first), whenOf(last)
	if !a.known() || !b.known() {
		return span{}
	}
	s := span{a.last, b.first}
	if start := whenOf(start); start.known() {
		s.first = max(s.first, start.first)
	}
	if end := whenOf(end); end.known() {
		s.last = min(s.last, end.last)
	}
	if s.first > s.last {
		return span{}
	}
	return s
}
