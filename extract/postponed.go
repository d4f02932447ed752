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
// of putting off, or the one that a clause behind it sets anew (hai bên ấn định lại vào ngày D); nil when there is none.
func (a *application) newDate() *date.Expr {
cues:
	for _, cue := range a.s.Cues {
		if !cue.Cancels {
			continue
		}
		anew := false // in a clause behind that of the cue
		for i := a.s.ChunkAt(cue.First) + 1; i < len(a.s.Chunks); i++ {
			k := a.s.Chunks[i]
			switch {
			case k.Word == ";" || k.Class == clause.Closing:
				anew = true
			case anew && a.tells(k.First):
				continue cues // another event, whose day it is
			}
			if k.Kind != clause.Time {
				continue
			}
			if e := &a.s.Dates[k.Index]; e.Dates() && (!anew && (to(a.s.text(i)) || to(a.s.Chunks[i-1].Word)) || anew && a.s.setAnew(i)) {
				return e
			}
		}
	}
	return nil
}

// tells reports whether a trigger other than a verb of holding (tổ chức) begins at a token.
func (a *application) tells(token int) bool {
	for _, w := range a.ws {
		if w.first == token && w.label == [2]int{} {
			return true
		}
	}
	return false
}

// setAnew reports whether the words before the time at chunk i set a day again or instead: ấn định lại vào ngày D, lịch mới là ngày D, hai
// bên thống nhất tổ chức ngày D.
func (s *sentence) setAnew(i int) bool {
	for j := i - 1; j >= 0 && j > i-6 && s.Chunks[j].Kind == clause.Word; j-- {
		before := ""
		if j > 0 {
			before = s.Chunks[j-1].Word
		}
		switch s.Chunks[j].Word {
		case "lại":
			switch before {
			case "định", "hẹn", "xếp", "trí", "chức", "lịch", "ấn định":
				return true
			}
		case "mới":
			switch before {
			case "lịch", "điểm", "gian", "ngày", "hẹn":
				return true
			}
		case "tổ":
			if before == "thống nhất" || before == "nhất trí" || before == "sẽ" {
				return true
			}
		}
	}
	return false
}

// to reports whether words begin with đến, tới or sang.
func to(words string) bool {
	first, _, _ := strings.Cut(text.Lower(words), " ")
	return first == "đến" || first == "tới" || first == "sang"
}
