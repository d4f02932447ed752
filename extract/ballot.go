package extract

import (
	"cmp"
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/rules"
)

// A ballot is an election as the text speaks of it: what it is for, and when it took place.
type ballot struct {
	office string
	iso    string // country of the office
	day    string
}

// ballots keeps the election that a sentence speaks of: bầu cử đại biểu Quốc hội (the election of deputies), cuộc bầu cử ngày 22/5.
func (r *reading) ballots(s *sentence) {
	for k := range s.Mentions {
		if o := r.stoodFor(&s.Mentions[k]); o != nil {
			r.last.ballot.office, r.last.ballot.iso = o.Title, cmp.Or(o.OwnerISO, homeISO)
		}
	}
	for k := range s.Dates {
		e := &s.Dates[k]
		if i := s.ChunkAt(e.First) - 1; i > 0 && s.Chunks[i].Kind == clause.Word && e.Dates() && r.in.Key(e.First-1) == "cử" && r.in.Key(e.First-2) == "bầu" {
			r.last.ballot.day = s.resolved(e)
		}
	}
}

// stoodFor returns the office that a mention names as what somebody stands for or is voted on: bầu cử O, ứng cử O, được giới thiệu bầu bổ
// sung O; nil when it names none.
func (r *reading) stoodFor(m *mention.Mention) *mention.Office {
	if m.Kind != mention.Person || m.Figure.Point != mention.Titled || len(m.Figure.Offices) == 0 || m.First < 3 {
		return nil
	}
	last, before := r.in.Key(m.First-1), r.in.Key(m.First-2)
	if last == "cử" && (before == "bầu" || before == "ứng" || before == "tranh") || last == "sung" && before == "bổ" && r.in.Key(m.First-3) == "bầu" {
		return &m.Figure.Offices[0]
	}
	return nil
}

// contested returns the office that the election is for which somebody is told to have won or lost, by what stands before in the sentence,
// else by the election told last.
func (a *application) contested() []fillerOf {
	told := a.r.last.ballot
	for k := range a.s.Mentions {
		if m := &a.s.Mentions[k]; m.End <= a.w.first {
			if o := a.r.stoodFor(m); o != nil {
				told.office, told.iso = o.Title, cmp.Or(o.OwnerISO, homeISO)
			}
		}
	}
	for _, p := range a.subject {
		if told.office == "" || p.iso != "" && p.iso != told.iso {
			return nil
		}
	}
	if told.office == "" {
		return nil
	}
	return []fillerOf{{who: who{name: told.office, office: true}}}
}

// polled returns the day of the election that somebody is told to have won or lost a seat in, "" when the text told none: the day its
// result is made known is another.
func (a *application) polled() string {
	if day := a.r.last.ballot.day; a.w.rule.Relation == "elect" && a.modality != Planned && slices.ContainsFunc(a.w.rule.Roles, func(e rules.RoleExpr) bool {
		return slices.ContainsFunc(e.Slots, func(slot rules.Slot) bool { return slot.Name == "contested" })
	}) {
		return day
	}
	return ""
}
