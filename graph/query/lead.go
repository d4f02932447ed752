package query

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/text"
)

// A leader is a report that can speak for a fact, with a sentence of it.
type leader struct {
	record
	sentence string
	start    int
}

// mostRead is how many reports of a fact are read for the best sentence: a thousand would tell it no better.
const mostRead = 12

// lead finds the report and sentence that tell a fact best, and its document. What was held comes before what was planned,
// then the sentence that names most of the persons and what it is called, then what is no caption, then one that can be read
// at a glance, then the earliest document.
func (r *reading) lead(h *happening) (leader, Document, error) {
	ids := h.claims
	if h.event != nil {
		ids = ids[:min(mostRead, len(ids))]
	}
	var best []leader
	var worth []int
	for _, id := range ids {
		told, err := r.told(h, id)
		if err != nil {
			return leader{}, Document{}, err
		}
		for _, l := range told {
			var w []int
			if len(ids) > 1 || len(told) > 1 {
				w = h.worth(&l)
			}
			switch c := slices.Compare(w, worth); {
			case len(best) == 0 || c > 0:
				best, worth = []leader{l}, w
			case c == 0:
				best = append(best, l)
			}
		}
	}
	return r.earliest(best)
}

// earliest picks of some that tell a fact as well as each other.
func (r *reading) earliest(list []leader) (best leader, document Document, err error) {
	for i := range list {
		doc, err := r.document(list[i].doc)
		if err != nil {
			return best, document, err
		}
		if i == 0 || cmp.Or(byDate(doc.Date, document.Date), strings.Compare(doc.Path, document.Path),
			strings.Compare(list[i].id, best.id), cmp.Compare(list[i].start, best.start)) < 0 {
			best, document = list[i], doc
		}
	}
	return best, document, nil
}

// told reads the sentences of a report, and of the report what choosing one takes: of that of an event no more than
// whether it tells what was held.
func (r *reading) told(h *happening, claim string) ([]leader, error) {
	c, ok, err := r.said(claim)
	rec, evidence := record{id: claim, doc: c.doc, Claim: extract.Claim{Modality: c.Modality}}, c.Evidence
	if err == nil && (!ok || h.event == nil) {
		node := r.v.Node(claim)
		if rec, err = r.record(node); err == nil {
			err = r.canonical(&rec)
		}
		if err == nil {
			evidence, err = r.evidence(node)
		}
	}
	list := make([]leader, 0, max(1, len(evidence)))
	for _, e := range evidence {
		list = append(list, leader{record: rec, sentence: e.Text, start: e.Start})
	}
	if len(list) == 0 {
		list = append(list, leader{record: rec})
	}
	return list, err
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
