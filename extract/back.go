package extract

import (
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/mention"
)

// pointBack adds evidence to the event told last when a noun without participants points to it: Tại buổi tiếp …
func (r *reading) pointBack(a *application) {
	d := r.latest(a.w.rule.Relation)
	if d == nil && a.w.rule.Relation == "talks" && a.modality == Actual && a.t.First > 0 && len(a.roles) == 0 {
		r.talksThen(a)
		return
	}
	if d != nil && d.modality == a.modality && a.nominal() && a.pointsTo(d) {
		if e := a.timeBehind(); d.relation == "visit" && e != nil && e.Kind == date.DayRange {
			if days := a.resolveDate(e); len(d.date) <= len("2006-01-02") && date.Compatible(d.date, days) {
				d.date, d.own = days, true // thăm hôm 1/11. Chuyến thăm diễn ra từ ngày 1 đến 5/11: all of its days
			}
		}
		d.evidence = append(d.evidence, proof{a.s, a.w.rule.ID})
		r.trace.evidence(d)
	}
}

// talksThen tells the talks that a sentence is at, of those who came together at the ceremony of welcome told right before: A chủ trì lễ đón
// B. Tại hội đàm ngay sau đó, hai bên ….
func (r *reading) talksThen(a *application) {
	switch a.s.Chunks[a.t.First-1].Word {
	case "tại", "trong", "bước vào", "tiến hành":
	default:
		return
	}
	c := r.latestActual("ceremony")
	if c == nil || c.evidence[0].s.index+2 < a.s.index {
		return
	}
	chair, guest := c.arg("chair"), c.arg("guest")
	if len(chair) != 1 || len(guest) != 1 || chair[0].person == nil || guest[0].person == nil || chair[0].person.iso == guest[0].person.iso {
		return
	}
	a.roles = append(a.roles, roleFill{"agent", []fillerOf{{who: chair[0]}}, "context"}, roleFill{"counterpart", []fillerOf{{who: guest[0]}}, "context"})
	r.join(a.draft("", fillerOf{}))
}

// pointsTo reports whether nothing that the sentence says of its event tells another than that of a draft: somebody who took no
// part in it, whether the text gives his name or only his office, or another name of a gathering.
func (a *application) pointsTo(d *draft) bool {
	for _, rf := range a.roles {
		for _, f := range rf.fillers {
			if !slices.ContainsFunc(d.args, func(arg filled) bool { return arg.who.same(f.who) }) {
				return false
			}
		}
	}
	if a.w.label != [2]int{} {
		label := gatheringKey(a.r.labelAt(a.s, a.w.label[0], a.w.label[1]))
		if !generic(label) && !goesOn(label, d.labelled()) {
			return false
		}
	}
	for _, role := range a.w.rule.Roles {
		for _, slot := range role.Slots {
			if slices.ContainsFunc(a.found(slot), a.unnamed) {
				return false
			}
		}
	}
	return true
}

// nominal reports whether the words of a trigger stand as a noun: a verb tells an event of its own, whose participants were not found.
func (a *application) nominal() bool {
	if a.w.noun {
		return true
	}
	word := a.r.in.Key(a.w.first)
	if a.t.First > 0 && !slices.Contains(nounSigns, word) {
		word = a.s.Chunks[a.t.First-1].Word
	}
	return slices.Contains(nounSigns, word)
}

// nounSigns are words that a noun stands behind, or begins with: tại hội đàm (at the talks), lễ đón (the welcome ceremony).
var nounSigns = []string{"tại", "trong", "sau", "ngay sau", "kết thúc", "trước", "lễ", "cuộc", "các cuộc", "buổi", "dự", "cùng dự"}

// unnamed reports whether a noun phrase names somebody by an office who the text does not name.
func (a *application) unnamed(f clause.Filler) bool {
	e := f.Mention.Figure
	return e != nil && e.Point == mention.Titled && len(e.Offices) > 0 && len(a.r.resolve(f.Mention, a)) == 0
}

// opens reports whether the trigger only says when the rest of the sentence happened, at an event told before: Kết thúc
// hội đàm, A và B ký ….
func (a *application) opens() bool {
	if a.t.End >= len(a.s.Chunks) || a.s.Chunks[a.t.End].Word != "," || a.t.First > 3 {
		return false
	}
	d := a.r.latestActual(a.w.rule.Relation)
	if d == nil || a.w.label != [2]int{} && d.relation == "ceremony" && len(d.arg("topic")) > 0 && !sameGathering(gatheringKey(a.r.labelAt(a.s, a.w.label[0], a.w.label[1])), d.labelled()) {
		return false // tại lễ truy điệu: another rite than lễ viếng told before
	}
	for i := 0; i < a.t.First; i++ {
		switch a.s.Chunks[i].Word {
		case "kết thúc", "sau", "ngay sau", "tại", "trong", "trước", "cuộc", "buổi", "khi", "sau khi", "ngay":
		default:
			return false
		}
	}
	return a.t.First > 0
}
