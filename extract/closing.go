package extract

import (
	"time"

	"quanhe/extract/clause"
	"quanhe/extract/date"
)

// closing dates a gathering that the sentence tells the end of: sau ba ngày làm việc (after three days of work) it began as many days
// before. The story goes on from its last day.
func (a *application) closing(d *draft) {
	switch d.relation {
	case "conference", "congress", "seminar":
	default:
		return
	}
	if d.modality != Actual || !d.own {
		return
	}
	n := a.s.daysOfWork()
	_, last, ok := date.Bounds(d.date)
	switch {
	case n == 0 || !ok:
	case len(d.date) > len(time.DateOnly):
		d.day = last // sau sáu ngày làm việc (9 - 14/10)
	case len(d.date) == len(time.DateOnly):
		end, err := time.Parse(time.DateOnly, d.date)
		if err != nil {
			return
		}
		if first := end.AddDate(0, 0, 1-n).Format(time.DateOnly); first < d.date {
			d.date, d.day = first+"/"+d.date, d.date
		}
	}
}

// daysOfWork returns the N of sau N ngày làm việc (after N days of work) in a sentence, 0 when it does not say so.
func (s *sentence) daysOfWork() int {
	for i := 1; i+1 < len(s.Chunks); i++ {
		k := &s.Chunks[i]
		if k.Kind != clause.Time || s.Chunks[i-1].Word != "sau" || s.Doc.Word(s.Chunks[i+1].First) != "làm" {
			continue
		}
		if e := &s.Dates[k.Index]; e.Kind == date.Duration && e.Unit == date.Days && e.Hint == date.Unknown && e.Shift < 32 {
			return e.Shift
		}
	}
	return 0
}
