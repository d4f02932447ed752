package query

import (
	"cmp"
	"strings"

	"quanhe/extract"
	"quanhe/extract/text"
)

// A leader is the report that speaks for a fact, with its best sentence.
type leader struct {
	record
	document Document
	sentence string
	start    int
	place    string // that the first of the reports gives that gives one
}

// mostRead is how many reports of a fact are read for the best sentence: a thousand would tell it no better.
const mostRead = 12

// lead finds the report and sentence that tell a fact best, and how many documents those read are. What was held comes
// before what was planned, then the sentence that names most of the persons and what it is called, then what is no caption, then one that
// can be read at a glance, then the earliest document.
func (r *reading) lead(h *happening) (best leader, documents int, err error) {
	most := mostRead
	if h.event == nil {
		most = 0 // they have to be counted
	}
	records, err := r.reports(h, most)
	if err != nil {
		return best, 0, err
	}
	seen := map[string]bool{}
	var worth []int
	place := ""
	for i, rec := range records {
		doc, err := r.document(rec.doc)
		if err != nil {
			return best, 0, err
		}
		seen[rec.doc] = true
		if h.event == nil {
			if err := r.canonical(&rec); err != nil {
				return best, 0, err
			}
		}
		if place == "" && rec.Place != nil {
			place = rec.Place.Name
		}
		evidence, err := r.evidence(r.v.Node(rec.id))
		if err != nil {
			return best, 0, err
		}
		if len(evidence) == 0 {
			evidence = append(evidence, extract.Evidence{})
		}
		for j, e := range evidence {
			l := leader{record: rec, document: doc, sentence: e.Text, start: e.Start}
			var w []int
			if len(records) > 1 || len(evidence) > 1 {
				w = h.worth(&l)
			}
			if i+j == 0 || better(&l, w, &best, worth) {
				best, worth = l, w
			}
		}
	}
	best.place = place
	return best, len(seen), nil
}

// worth ranks a sentence: greater numbers are better, the first counts most.
func (h *happening) worth(l *leader) []int {
	said := " " + text.Fold(l.sentence) + " "
	names := 0
	for _, a := range h.Args {
		if isPerson(a) && present(a) && strings.Contains(said, text.Fold(a.Name)) {
			names++
		}
	}
	if h.Label != "" && strings.Contains(said, text.Fold(h.Label)) {
		names += 2 // which conference it was tells more than who was there
	}
	glance, told := 0, 0
	if n := len([]rune(l.sentence)); n >= 40 && n <= 320 {
		glance = 1
	}
	if l.Modality == h.Modality {
		told = 1
	}
	caption := 0
	if strings.Contains(l.sentence, "Ảnh:") || strings.Contains(l.sentence, "(Ảnh") {
		caption = 1
	}
	return []int{told, names, -caption, glance}
}

func better(l *leader, worth []int, best *leader, than []int) bool {
	for i := range worth {
		if worth[i] != than[i] {
			return worth[i] > than[i]
		}
	}
	return cmp.Or(byDate(l.document.Date, best.document.Date), strings.Compare(l.document.Path, best.document.Path),
		strings.Compare(l.id, best.id), cmp.Compare(l.start, best.start)) < 0
}
