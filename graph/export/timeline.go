package export

import (
	"bufio"
	"cmp"
	"fmt"
	"html"
	"strconv"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// writeTimeline writes events by date as TimelineJS reads them; its texts are HTML. Events without a year, for which a
// timeline has no place, stand under "undated", which TimelineJS passes over.
func writeTimeline(b *bench, out sink, src source) (Counts, error) {
	dated, undated := b.sorter(false), b.sorter(false)
	err := src.facts(func(f *query.Fact) error {
		s := spanOf(f.Date)
		to, first := dated, cmp.Or(s.first, s.last)
		if first == "" {
			to = undated
		}
		return to.add(keyOf(first, eventID(f)), timelineEvent(f, s))
	})
	if err != nil {
		return Counts{}, err
	}
	n, err := dated.count()
	if err != nil {
		return Counts{}, err
	}
	rest, err := undated.count()
	if err != nil {
		return Counts{}, err
	}
	w, err := out.file("timeline.json")
	if err != nil {
		return Counts{}, err
	}
	said := fmt.Sprintf("%d events, and %d without a year", n, rest)
	w.WriteString(`{"title":` + string(jsonValue(map[string]any{"text": map[string]string{"headline": "quanhe", "text": said}})))
	w.WriteString(`,"events":`)
	if err := timelineList(w, dated); err != nil {
		return Counts{}, err
	}
	w.WriteString(`,"undated":`)
	err = timelineList(w, undated)
	w.WriteString("}\n")
	return Counts{Events: n + rest}, err
}

func timelineList(w *bufio.Writer, events *sorter) error {
	return jsonList(w, func(next func()) error {
		return events.each(func(_, value []byte) error {
			next()
			_, err := w.Write(value)
			return err
		})
	})
}

// A timelineSlide is an event as TimelineJS has it.
type timelineSlide struct {
	ID    string        `json:"unique_id"`
	Start *timelineDate `json:"start_date,omitempty"`
	End   *timelineDate `json:"end_date,omitempty"`
	Text  timelineText  `json:"text"`
	Group string        `json:"group"`
	Fact  *query.Fact   `json:"quanhe"` // reports, other dates, document …
}

type timelineText struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

// A timelineDate leaves out what is not known; Display is the date as the graph has it.
type timelineDate struct {
	Year    int    `json:"year"`
	Month   int    `json:"month,omitempty"`
	Day     int    `json:"day,omitempty"`
	Display string `json:"display_date,omitempty"`
}

func timelineEvent(f *query.Fact, s span) []byte {
	slide := timelineSlide{
		ID: eventID(f), Group: f.Relation,
		Text: timelineText{Headline: html.EscapeString(eventName(f)), Text: html.EscapeString(f.Sentence)},
		Fact: f,
	}
	if first := cmp.Or(s.first, s.last); first != "" {
		first, last := first, cmp.Or(s.last, first)
		if isoPrefix(f.Date) { // a month stays a month
			first, last = f.Date, f.Date
		}
		slide.Start = timelineDay(first)
		slide.Start.Display = f.Date
		if last != first {
			slide.End = timelineDay(last)
		}
	}
	return jsonValue(slide)
}

// timelineDay reads a year, month or day.
func timelineDay(iso string) *timelineDate {
	var d timelineDate
	for i, part := range strings.SplitN(iso, "-", 3) {
		n, _ := strconv.Atoi(part)
		switch i {
		case 0:
			d.Year = n
		case 1:
			d.Month = n
		case 2:
			d.Day = n
		}
	}
	return &d
}

// isoPrefix reports whether a date is a plain year, month or day.
func isoPrefix(edtf string) bool {
	if len(edtf) != 4 && len(edtf) != 7 && len(edtf) != 10 {
		return false
	}
	for i := 0; i < len(edtf); i++ {
		dash := i == 4 || i == 7
		if dash != (edtf[i] == '-') || !dash && (edtf[i] < '0' || edtf[i] > '9') {
			return false
		}
	}
	return true
}

// eventName says who did what with whom, for formats where an event stands alone: "talks Tô Lâm – Tập Cận Bình, 2024-08-19".
func eventName(f *query.Fact) string {
	var who []string
	for _, a := range f.Who {
		if a.Role != "topic" && a.Name != "" {
			who = append(who, a.Name)
		}
	}
	name := cmp.Or(f.Label, f.Relation)
	if len(who) > 0 {
		name += " " + strings.Join(who, " – ")
	}
	return name + eventSuffix(f)
}

// eventSuffix is what every name of an event ends with: its date, and that it was only planned.
func eventSuffix(f *query.Fact) (suffix string) {
	if f.Date != "" {
		suffix = ", " + f.Date
	}
	if f.Modality == extract.Planned {
		suffix += " (planned)"
	}
	return suffix
}
