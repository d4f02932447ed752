package extract

import (
	"slices"

	"quanhe/extract/date"
)

// toldAgain returns the encounter told before that an application tells once more by another word for it: trao đổi với (exchanged views
// with) of two who spoke by telephone, tại hội đàm (at the talks) of a host and his guest. It returns nil when there is none.
func (a *application) toldAgain(d *draft) *draft {
	first, also := "", ""
	switch {
	case d.relation == "exchange_messages" && a.w.noun:
		first, also = "congratulate", "condolence" // trong điện gửi B, A …: of the message told before
	case d.relation == "meet" && a.exchangesViews():
		first = "phone_call"
	case d.relation == "talks" && a.t.First > 0 && (a.s.Chunks[a.t.First-1].Word == "tại" || a.s.Chunks[a.t.First-1].Word == "trong"):
		first = "meet"
	default:
		return nil
	}
	for k := len(a.r.claims) - 1; k >= 0; k-- {
		c := a.r.claims[k]
		if c.relation != first && c.relation != also || c.modality != d.modality || len(c.args) < 2 || d.own && !date.Compatible(c.date, d.date) {
			continue
		}
		if !slices.ContainsFunc(d.args, func(f filled) bool {
			return f.who.person == nil || f.role != "attendee" && !slices.ContainsFunc(c.args, func(g filled) bool { return g.role != "attendee" && g.who.same(f.who) })
		}) {
			return c
		}
	}
	return nil
}

// exchangesViews reports whether the trigger is trao đổi với (exchange views with), which is also said of talk by telephone.
func (a *application) exchangesViews() bool {
	return a.r.in.Key(a.w.first) == "trao" && a.r.in.Key(a.w.first+1) == "đổi"
}
