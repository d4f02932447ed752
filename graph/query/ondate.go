package query

import (
	"cmp"
	"slices"
)

// onDate keeps those who were in office in the period as far as is known, with how sure that is.
func onDate(list []post, on period) []post {
	for i := range list {
		h := &list[i]
		if h.How = h.held(on); h.How == Between && disputed(h, list) {
			h.How = Disputed
		}
	}
	return slices.DeleteFunc(list, func(h post) bool { return h.How == "" })
}

// held says how sure it is that the office was held in the period; "" when nothing says so.
func (h *Holding) held(on period) How {
	if h.Status != "current" && h.Status != "acting" {
		return ""
	}
	first, last := h.stretch()
	possibleFirst, _ := on.holds(h.First)
	possibleLast, _ := on.holds(h.Last)
	switch {
	case h.Start != "" && dayOf(h.Start) > on.last || h.Finish != "" && lastDayOf(h.Finish) < on.first:
		return ""
	case h.Certain:
		return Seen
	case h.First != "" && (possibleFirst || possibleLast):
		return Possible
	case first <= on.last && on.first <= last:
		return Between
	}
	return ""
}

// stretch is the time between the first and the last day that sightings and events put somebody in office.
func (h *Holding) stretch() (first, last string) {
	first, last = dayOf(h.First), ""
	if h.Start != "" {
		first = min(first, dayOf(h.Start))
	}
	for _, d := range []string{h.Start, h.Last, h.Finish} {
		if day := dayOf(d); day != dayOf("") {
			last = max(last, day)
		}
	}
	return first, last
}

// disputed reports whether somebody else was seen in the same office of the same owner between the two sightings, or
// events, that are next to the date on either side. An office that several hold at once nobody disputes.
func disputed(h *post, list []post) bool {
	of := h.seen
	from, to := of.before, cmp.Or(of.after, "~")
	if h.Start != "" {
		from = max(from, dayOf(h.Start))
	}
	if h.Finish != "" {
		to = min(to, lastDayOf(h.Finish))
	}
	return of.contested && slices.ContainsFunc(list, func(other post) bool {
		if o, k := other.key, h.key; o.person == k.person || o.office != k.office || o.org != k.org || o.status != k.status {
			return false
		}
		also := other.seen
		return also.certain != nil || also.before > from || also.after != "" && also.after < to
	})
}
