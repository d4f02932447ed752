package export

import (
	"cmp"
	"slices"

	"quanhe/graph/query"
)

// A holding is who held an office, and who else was seen in it at the same time.
type holding struct {
	query.Holding
	rivals []string // names, sorted
}

// holdings implements source. A holding is chosen by the time from its first to its last sighting, or that events give it.
func (c *chosen) holdings(fn func(*holding) error) error {
	err := c.posts.groups(func(_ []byte, values [][]byte) error {
		var tenures []tenure
		current := false // somebody was seen in office
		for len(values) > 0 && values[0][0] == worked {
			tenures = append(tenures, unpackTenure(unpack(values[0][1:])))
			values = values[1:]
		}
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
			h := holding{Holding: query.MergeHoldings(reports)}
			h.work(tenures)
			current = current || h.Status == "current"
			if !c.holds(&h) {
				continue
			}
			if err := fn(&h); err != nil {
				return err
			}
		}
		if h, begun := begun(tenures); begun && !current && c.holds(h) {
			return fn(h)
		}
		return nil
	})
	return cmp.Or(err, c.who.err)
}

// begun is the holding of somebody whom an event put in office and nobody has seen there yet, if there is one.
func begun(tenures []tenure) (h *holding, ok bool) {
	i := slices.IndexFunc(tenures, func(t tenure) bool { return t.first == "" && t.start != "" })
	if i < 0 {
		return nil, false
	}
	t := &tenures[i]
	h = &holding{Holding: query.Holding{Person: t.person, Office: t.office, Org: t.org, Status: "current"}}
	h.work(tenures)
	return h, true
}

// work adds what was worked out of somebody who is or was then in office.
func (h *holding) work(tenures []tenure) {
	if h.Status != "current" && h.Status != "acting" {
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
