package extract

import (
	"slices"

	"quanhe/extract/clause"
)

// denied takes back the news that a sentence denies and the one before it told: Một tờ báo đưa tin A gặp B. Người phát ngôn nói thông tin
// này không đúng (a newspaper reports that A met B; the spokesperson says that this is not true).
func (r *reading) denied(news, s *sentence) {
	if !s.DeniesIt() || !news.reports() || slices.ContainsFunc(r.claimsOf(s), func(d *draft) bool { return d.modality == Negated }) {
		return
	}
	for _, d := range r.claims[min(news.earlier, len(r.claims)):min(s.earlier, len(r.claims))] {
		rel, _ := r.x.relation(d.relation)
		if d.modality != Negated && (rel.Encounter || d.relation == "visit" || d.relation == "resign" || personnel(d.relation)) &&
			!slices.ContainsFunc(d.evidence, func(p proof) bool { return p.s != news && p.s != s }) {
			d.modality = Negated
			r.undate(s, d)
		}
	}
}

// undate takes the day of what did not happen from the story, and from what a sentence tells as of that day.
func (r *reading) undate(s *sentence, no *draft) {
	if r.last.dated != no {
		return
	}
	r.last.dated, r.last.date = nil, ""
	for _, d := range r.claimsOf(s) {
		if !d.own && d.date == no.date {
			d.date = ""
		}
	}
}

// reports reports whether a sentence tells what others reported: một tờ báo đưa tin … (a newspaper reports).
func (s *sentence) reports() bool {
	return slices.ContainsFunc(s.Chunks, func(k clause.Chunk) bool {
		switch k.Word {
		case "tin", "thông tin", "tin đồn", "đưa tin", "loan tin", "tin tức":
			return true
		}
		return false
	})
}
