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
	var away []post
	for i := range list {
		if how := list[i].left(list, on); how != "" {
			list[i].How = how
			away = append(away, list[i])
			list[i].How = ""
		}
	}
	return append(slices.DeleteFunc(list, func(h post) bool { return h.How == "" }), away...)
}

// left says how sure it is that the period lies between the term of a post and the next one; "" when it does not.
func (p *post) left(list []post, on period) How {
	if p.How != "" || p.seen.tenure == nil {
		return ""
	}
	next := p.key
	next.term++
	at := slices.IndexFunc(list, func(other post) bool { return other.key == next })
	if at < 0 || list[at].How != "" {
		return ""
	}
	_, last := p.stretch()
	first, _ := list[at].stretch()
	switch end, start := p.Finish, list[at].Start; {
	case last >= on.first || first <= on.last:
		return ""
	case end != "" && lastDayOf(end) < on.first && start != "" && dayOf(start) > on.last:
		return Away
	}
	return Absent
}

// held says how sure it is that the office was held in the period; "" when nothing says so.
func (h *Holding) held(on period) How {
	if !inOffice(h.Status) {
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
