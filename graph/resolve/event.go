package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/date"
)

// An event is what one or several documents report as one.
type event struct {
	id      string // event/ and the hash of its first claim
	reports []*record
	groups  int // independent sources: a text that is used again counts once

	relation, subtype, label string
	modality                 extract.Modality
	date, place              string
	dates, places, labels    []string // all that were reported, sorted
	count                    int
	who                      []part // with the node of each in ID
	conflicts                []string
}

// alone is the short name of the document that tells of an event if there is one only, else "".
func (e *event) alone() string {
	if len(e.reports) > 1 {
		return ""
	}
	short, _, _ := strings.Cut(e.reports[0].ref, ".")
	return short
}

// eventID is the id of an event by its first claim.
func eventID(claim string) string { return eventPrefix + strings.TrimPrefix(claim, claimPrefix) }

const eventPrefix = "event/"

// gather makes events of records that matches links into one component. What was held comes first, the exact before the
// vague; a record joins an event when it matches each of its reports, and stays alone when it could join several. Before
// all come the documents that tell of several, so that others choose between what these tell apart, and after all who leaves
// the year out, so that nobody else must fit it.
func (d *reading) gather(component []*record) []*event {
	if len(component) == 1 {
		return []*event{newEvent(component)}
	}
	told := map[string]int{}
	for _, r := range component {
		told[r.Doc]++
	}
	slices.SortFunc(component, func(a, b *record) int {
		return cmp.Or(cmp.Compare(rank(!a.when.known()), rank(!b.when.known())),
			cmp.Compare(rank(told[a.Doc] < 2), rank(told[b.Doc] < 2)), compareRecords(a, b))
	})
	var groups []*group
	for _, r := range component {
		var fits []*group
		for _, g := range groups {
			if d.joins(r, g) {
				fits = append(fits, g)
			}
		}
		g := choose(r, fits)
		if g == nil {
			g = &group{of: map[*shape][]*record{}, docs: map[string]bool{}}
			groups = append(groups, g)
		}
		g.add(r)
	}
	var events []*event
	for _, g := range united(groups) {
		slices.SortFunc(g.reports, compareRecords)
		events = append(events, newEvent(g.reports))
	}
	slices.SortFunc(events, func(a, b *event) int { return strings.Compare(a.id, b.id) })
	return events
}

// A group is an event in the making.
type group struct {
	reports []*record
	shapes  []*shape
	of      map[*shape][]*record
	docs    map[string]bool
}

func (g *group) add(r *record) {
	if g.of[r.shape] == nil {
		g.shapes = append(g.shapes, r.shape)
	}
	g.of[r.shape] = append(g.of[r.shape], r)
	g.docs[r.Doc] = true
	g.reports = append(g.reports, r)
}

// witnesses is with how many reports of one shape another is compared word by word before it joins them: more would add
// nothing, and events that the whole press tells of would cost their square.
const witnesses = 32

// joins reports whether a record tells of the same as all of a group, and nobody says otherwise.
func (d *reading) joins(r *record, g *group) bool {
	if len(r.decided) > 0 && slices.ContainsFunc(g.reports, func(s *record) bool { _, different := r.decision(s); return different }) {
		return false
	}
	if g.docs[r.Doc] {
		return false
	}
	same := false
	for _, shape := range g.shapes {
		if r.passes(shape.record) {
			continue
		}
		same = true
		n := d.need(r.shape, shape)
		if n == anyText {
			continue
		}
		list := g.of[shape]
		if slices.ContainsFunc(list[:min(len(list), witnesses)], func(s *record) bool { *d.compared++; return !r.meets(s, n) }) {
			return false
		}
	}
	return same
}

// passes reports whether another record is too vague to say whether one that leaves out the year is of the same day: it may
// be, and others must say it.
func (r *record) passes(s *record) bool {
	return !r.when.known() && s.when.known() && s.when.days > 1 && r.monthDay() != "" && date.Overlap(r.Date, s.Date)
}

// choose picks the one group that a record fits, or the one of several that calls the event by the same name; nil for none.
// Of what has no year the name does not tell the year.
func choose(r *record, fits []*group) *group {
	if len(fits) > 1 && r.when.known() {
		fits = slices.DeleteFunc(fits, func(g *group) bool {
			return !slices.ContainsFunc(g.reports, func(s *record) bool { return s.Relation == r.Relation })
		})
	}
	if len(fits) != 1 {
		return nil
	}
	return fits[0]
}

// united makes one of the groups of which people said so of a report of each, unless somebody says otherwise of others.
func united(groups []*group) []*group {
	for i := 0; i < len(groups); i++ {
		for j := i + 1; j < len(groups); j++ {
			if g := groups[i]; g.said(groups[j]) {
				for _, r := range groups[j].reports {
					g.add(r)
				}
				groups = slices.Delete(groups, j, j+1)
				j = i // what nobody said of the one they may have said of the other
			}
		}
	}
	return groups
}

// said reports whether people decided that two groups are one event.
func (g *group) said(h *group) bool {
	one := false
	for _, r := range g.reports {
		for _, s := range h.reports {
			if len(r.decided) == 0 {
				break
			}
			same, different := r.decision(s)
			if different {
				return false
			}
			one = one || same
		}
	}
	return one
}

// compareRecords puts the held before the planned, exact dates before vague ones, bodies before captions, then by
// claim.
func compareRecords(a, b *record) int {
	return cmp.Or(cmp.Compare(modalityRank(a.Modality), modalityRank(b.Modality)), cmp.Compare(a.when.days, b.when.days),
		cmp.Compare(rank(a.Caption), rank(b.Caption)), cmp.Compare(strength(b.Relation), strength(a.Relation)),
		strings.Compare(a.Date, b.Date), strings.Compare(a.Claim, b.Claim))
}

func modalityRank(m extract.Modality) int {
	switch m {
	case extract.Actual:
		return 0
	case extract.Planned:
		return 1
	}
	return 2
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newEvent makes an event of its reports, which come as compareRecords sorts them.
func newEvent(reports []*record) *event {
	lead := slices.MinFunc(reports, func(a, b *record) int {
		return cmp.Or(cmp.Compare(modalityRank(a.Modality), modalityRank(b.Modality)),
			cmp.Compare(strength(b.Relation), strength(a.Relation)), cmp.Compare(rank(a.Caption), rank(b.Caption)),
			cmp.Compare(len(b.principal), len(a.principal)), strings.Compare(a.Claim, b.Claim))
	})
	e := &event{
		reports: reports, relation: lead.Relation, subtype: lead.Subtype, modality: lead.Modality, count: lead.Count,
	}
	first := slices.MinFunc(reports, func(a, b *record) int { return strings.Compare(a.Claim, b.Claim) })
	e.id = eventID(first.Claim)
	sources := sourcesOf(reports)
	for _, s := range sources {
		e.groups = max(e.groups, s+1)
	}
	e.dates, e.date = reconcileDate(reports, sources)
	e.places, e.place = reconcile(reports, sources, func(r *record) string { return r.place })
	e.labels, e.label = reconcile(reports, sources, func(r *record) string { return r.Label })
	e.who = participants(lead, reports)
	e.conflicts = e.contradictions()
	return e
}

// reconcile chooses the value that most independent sources give, then that of the first report, which is of what was
// held and of a body.
func reconcile(reports []*record, sources []int, of func(*record) string) (all []string, best string) {
	by := map[string]map[int]bool{}
	first := map[string]int{}
	for i, r := range reports {
		v := of(r)
		if v == "" {
			continue
		}
		if by[v] == nil {
			by[v] = map[int]bool{}
			first[v] = i
		}
		by[v][sources[i]] = true
	}
	all = slices.Sorted(maps.Keys(by))
	if len(all) == 0 {
		return nil, ""
	}
	return all, slices.MinFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(by[b]), len(by[a])), cmp.Compare(first[a], first[b]), strings.Compare(a, b))
	})
}

// participants are those of the leading report, and of the others whom it leaves out.
func participants(lead *record, reports []*record) []part {
	var list []part
	seen := map[string]bool{}
	add := func(r *record) {
		var here []string
		for i := range r.Who {
			p := part{Role: r.Who[i].Role, ID: r.nodes[i], Name: r.Who[i].Name}
			if p.ID == "" || seen[p.ID] && !slices.Contains(here, p.ID) {
				continue
			}
			seen[p.ID] = true
			here = append(here, p.ID)
			list = append(list, p)
		}
	}
	add(lead)
	for _, r := range reports {
		if r != lead {
			add(r)
		}
	}
	slices.SortFunc(list, func(a, b part) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(list, func(a, b part) bool { return a.Role == b.Role && a.ID == b.ID })
}

// contradictions names what the reports are at odds about.
func (e *event) contradictions() []string {
	var dates []when
	for _, d := range e.dates {
		if w := whenOf(d); w.known() {
			dates = append(dates, w)
		}
	}
	apart := func(a when) bool {
		return slices.ContainsFunc(dates, func(b when) bool {
			return !a.fits(b) && (e.relation != "visit" || a.apart(b) > 0)
		})
	}
	var list []string
	if slices.ContainsFunc(dates, apart) {
		list = append(list, "date")
	}
	if e.elsewhere() {
		list = append(list, "place")
	}
	return list
}

// elsewhere reports whether reports name two towns, or two houses. A town lies in its country and a house in its town, so
// they contradict each other in nothing.
func (e *event) elsewhere() bool {
	var towns, venues []string
	for _, r := range e.reports {
		switch {
		case !strings.HasPrefix(r.place, "place/"):
		case r.house:
			venues = append(venues, r.place)
		default:
			towns = append(towns, r.place)
		}
	}
	several := func(list []string) bool {
		return slices.ContainsFunc(list, func(place string) bool { return place != list[0] })
	}
	return several(towns) || several(venues)
}
