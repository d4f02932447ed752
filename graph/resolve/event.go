package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
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

// eventID is the id of an event by its first claim.
func eventID(claim string) string { return "event/" + strings.TrimPrefix(claim, "claim/") }

// gather makes events of records that matches links into one component. What was held comes first, the exact before the
// vague; a record joins an event when it matches each of its reports, and stays alone when it could join several.
func gather(component []*record) []*event {
	list := slices.Clone(component)
	slices.SortFunc(list, compareRecords)
	var groups [][]*record
	for _, r := range list {
		var fits []int
		for i, g := range groups {
			if joins(r, g) {
				fits = append(fits, i)
			}
		}
		if i := only(r, fits, groups); i >= 0 {
			groups[i] = append(groups[i], r)
		} else {
			groups = append(groups, []*record{r})
		}
	}
	var events []*event
	for _, g := range groups {
		events = append(events, newEvent(g))
	}
	slices.SortFunc(events, func(a, b *event) int { return strings.Compare(a.id, b.id) })
	return events
}

// joins reports whether a record tells of the same as all of a group, or people said so of one of them and nobody says
// otherwise of another.
func joins(r *record, g []*record) bool {
	decided, all := false, true
	for _, s := range g {
		same, different := r.decision(s)
		if different {
			return false
		}
		decided = decided || same
		all = all && r.matches(s)
	}
	return decided || all
}

// only picks the one group that a record fits, or the one of several that calls the event by the same name; -1 for none.
func only(r *record, fits []int, groups [][]*record) int {
	if len(fits) > 1 {
		fits = slices.DeleteFunc(fits, func(i int) bool {
			return !slices.ContainsFunc(groups[i], func(s *record) bool {
				same, _ := r.decision(s)
				return same || s.Relation == r.Relation
			})
		})
	}
	if len(fits) != 1 {
		return -1
	}
	return fits[0]
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

func newEvent(reports []*record) *event {
	slices.SortFunc(reports, compareRecords)
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

// sourcesOf numbers the independent sources of reports from 0: near-verbatim copies of one text are one, after
// transitive closure, as a copy of a copy is a copy.
func sourcesOf(reports []*record) []int {
	source := make([]int, len(reports))
	next := 0
	for i, r := range reports {
		source[i] = -1
		for j, s := range reports[:i] {
			if !copies(r.Sketch, s.Sketch) || source[i] == source[j] {
				continue
			}
			if source[i] < 0 {
				source[i] = source[j]
				continue
			}
			from, to := max(source[i], source[j]), min(source[i], source[j])
			for k := range source[:i+1] {
				if source[k] == from {
					source[k] = to
				}
			}
		}
		if source[i] < 0 {
			source[i] = next
			next++
		}
	}
	number := map[int]int{} // without gaps
	for i, s := range source {
		if _, ok := number[s]; !ok {
			number[s] = len(number)
		}
		source[i] = number[s]
	}
	return source
}

// reconcileDate chooses the date that most independent sources support, themselves or by a vaguer date that holds it;
// then the most precise; then one told in the body of an article; then one told of what was held, not planned; then the
// earliest. dates are all that were told.
func reconcileDate(reports []*record, sources []int) (dates []string, best string) {
	type support struct {
		when
		sources map[int]bool
		body    bool
		held    bool
	}
	by := map[string]*support{}
	for _, r := range reports {
		if r.Date == "" {
			continue
		}
		s := by[r.Date]
		if s == nil {
			s = &support{when: r.when, sources: map[int]bool{}}
			by[r.Date] = s
		}
		s.body = s.body || !r.Caption
		s.held = s.held || r.Modality != extract.Planned
		for i, t := range reports {
			if t.Date == r.Date || t.when.known() && r.when.known() && t.when.first <= r.when.first && r.when.last <= t.when.last {
				s.sources[sources[i]] = true
			}
		}
	}
	dates = slices.Sorted(maps.Keys(by))
	if len(dates) == 0 {
		return nil, ""
	}
	return dates, slices.MinFunc(dates, func(a, b string) int {
		x, y := by[a], by[b]
		return cmp.Or(cmp.Compare(len(y.sources), len(x.sources)), cmp.Compare(x.days, y.days),
			cmp.Compare(rank(y.body), rank(x.body)), cmp.Compare(rank(y.held), rank(x.held)), strings.Compare(a, b))
	})
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
	var list []string
	for i, a := range e.reports {
		for _, b := range e.reports[i+1:] {
			if a.when.known() && b.when.known() && !a.when.fits(b.when) && (e.relation != "visit" || a.when.apart(b.when) > 0) {
				list = append(list, "date")
			}
			if town(a.place) && town(b.place) && a.place != b.place {
				list = append(list, "place")
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// town reports whether a place is no country: a town lies in its country and contradicts it in nothing.
func town(place string) bool { return strings.HasPrefix(place, "place/") }
