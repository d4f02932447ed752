package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/graph/query"
)

// A holding is who held an office over one term, and who else was seen in it at the same time.
type holding struct {
	query.Holding
	term   int      // from 0
	rivals []string // names, sorted
}

// holdings implements source. A holding is chosen by the time from its first to its last sighting, or that events give it.
func (c *chosen) holdings(fn func(*holding) error) error {
	err := c.posts.groups(func(_ []byte, values [][]byte) error {
		terms := make([][]tenure, 1) // in time
		current := map[int]bool{}    // terms in which somebody was seen in office
		for len(values) > 0 && values[0][0] == worked {
			if t := unpackTenure(unpack(values[0][1:])); t.again {
				terms = append(terms, []tenure{t})
			} else {
				terms[0] = append(terms[0], t)
			}
			values = values[1:]
		}
		slices.SortFunc(terms[1:], func(a, b []tenure) int { return strings.Compare(begins(a), begins(b)) })
		for len(values) > 0 { // one status after the other
			status := unpack(values[0][1:]).string()
			var reports []query.Report
			for len(values) > 0 {
				u := unpack(values[0][1:])
				if u.string() != status {
					break
				}
				reports = append(reports, unpackReport(u))
				values = values[1:]
			}
			for _, h := range overTerms(terms, reports) {
				current[h.term] = current[h.term] || h.Status == "current"
				if !c.holds(&h) {
					continue
				}
				if err := fn(&h); err != nil {
					return err
				}
			}
		}
		for n := range terms {
			if h, begun := begun(terms[n], n); begun && !current[n] && c.holds(h) {
				if err := fn(h); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return cmp.Or(err, c.who.err)
}

// overTerms parts what reports say with one status by the terms of the post; those of who is not in it belong to none.
func overTerms(terms [][]tenure, reports []query.Report) (list []holding) {
	if whole := query.MergeHoldings(reports); len(terms) == 1 || !whole.InOffice() {
		h := holding{Holding: whole}
		h.work(terms[0])
		return []holding{h}
	}
	of := map[int][]query.Report{}
	for _, r := range reports {
		n := query.Term(len(terms), func(i int) string { return begins(terms[i]) }, r.Day())
		of[n] = append(of[n], r)
	}
	for _, n := range slices.Sorted(maps.Keys(of)) {
		h := holding{Holding: query.MergeHoldings(of[n]), term: n}
		h.work(terms[n])
		list = append(list, h)
	}
	return list
}

// begins is the first day that a term can mean.
func begins(term []tenure) string { return query.Beginning(term[0].first, term[0].start) }

// begun is the holding of somebody whom an event put in office for a term and whom nobody has seen there yet, if there is one.
func begun(term []tenure, n int) (h *holding, ok bool) {
	i := slices.IndexFunc(term, func(t tenure) bool { return t.first == "" && t.start != "" })
	if i < 0 {
		return nil, false
	}
	t := &term[i]
	h = &holding{Holding: query.Holding{Person: t.person, Office: t.office, Org: t.org, Status: "current"}, term: n}
	h.work(term)
	return h, true
}

// work adds what was worked out of somebody who is or was then in office.
func (h *holding) work(tenures []tenure) {
	if !h.InOffice() {
		return
	}
	for _, t := range tenures {
		h.Start, h.Finish = cmp.Or(h.Start, t.start), cmp.Or(h.Finish, t.finish)
		h.rivals = append(h.rivals, t.rivals...)
	}
	slices.Sort(h.rivals)
	h.rivals = slices.Compact(h.rivals)
}

// span is the time in which sightings and events put somebody in office. An end that nothing tells is open.
func (h *holding) span() span {
	first, last := spanOf(h.First), spanOf(h.Last)
	s := span{first.first, last.last}
	if start := spanOf(h.Start); start.first != "" && (s.first == "" || start.first < s.first) {
		s.first = start.first
	}
	if finish := spanOf(h.Finish); finish.last > s.last {
		s.last = finish.last
	}
	return s
}

// holds reports whether a holding is chosen.
func (c *chosen) holds(h *holding) bool {
	s := h.span()
	stretch := cmp.Or(h.First, h.Start)
	if s.first != "" && s.last != "" {
		stretch = s.first + "/" + s.last
	}
	dated := c.choice.Holds(h.First) || c.choice.Holds(h.Last) || c.choice.Holds(stretch)
	return dated && h.Reports >= c.opt.MinReports && c.concerns([]string{h.Person.Entity, h.Office.Entity, h.Org.Entity})
}
