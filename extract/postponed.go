package extract

import (
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/date"
	"quanhe/extract/text"
)

// postponed returns the plan that an event put off becomes when the sentence gives its new date: hoãn, lùi, dời … đến D. It
// returns nil when the draft is no event put off or no new date is told.
func (a *application) postponed(d *draft) *draft {
	if d.modality != Negated {
		return nil
	}
	e := a.newDate()
	if e == nil {
		return nil
	}
	c := a.s.contextOf(e)
	c.Tense = date.Future
	on := *e
	on.Until = false
	plan := *d
	plan.modality, plan.date, plan.own = Planned, on.Resolve(c), true
	if plan.date == "" {
		return nil
	}
	return &plan
}

// newDate returns the time to which the sentence puts off its event: the one behind đến, tới or sang (to) that follows a word
// of putting off, nil when there is none.
func (a *application) newDate() *date.Expr {
	for _, cue := range a.s.Cues {
		if !cue.Cancels {
			continue
		}
		for i := a.s.ChunkAt(cue.First) + 1; i < len(a.s.Chunks); i++ {
			k := a.s.Chunks[i]
			if k.Word == ";" || k.Class == clause.Closing {
				break
			}
			if k.Kind != clause.Time {
				continue
			}
			if e := &a.s.Dates[k.Index]; e.Dates() && (to(a.s.text(i)) || to(a.s.Chunks[i-1].Word)) {
				return e
			}
		}
	}
	return nil
}

// to reports whether words begin with đến, tới or sang.
func to(words string) bool {
	first, _, _ := strings.Cut(text.Lower(words), " ")
	return first == "đến" || first == "tới" || first == "sang"
}
