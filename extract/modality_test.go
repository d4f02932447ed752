package extract

import (
	"slices"
	"strings"
	"testing"

	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/rules"
)

// unmoved are the verbs that dự kiến (is expected to) or không (not) does not make a plan or a denial of, by the word, the
// text and the rule, with the reason.
var unmoved = map[string]string{
	"dự kiến discipline-inspection-session.txt conference.led":    chairless,
	"không discipline-inspection-session.txt conference.led":      chairless,
	"dự kiến conference.led#1 conference.led":                     chairless,
	"không conference.led#1 conference.led":                       chairless,
	"dự kiến receive.delegation#1 receive.delegation":             "the trigger begins a list of hosts: dự kiến Tiếp đoàn có is no Vietnamese",
	"không receive.delegation#1 receive.delegation":               "as with dự kiến",
	"không page-furniture.txt visit":                              "as with dự kiến",
	"dự kiến page-furniture.txt visit":                            "the subject is not found across an office in apposition when an adverb stands before the verb",
	"không personnel-prime-minister-decisions.txt dismiss.leaves": "who is replaced is not found as the subject when an adverb follows his name",
}

// chairless is why the chair of a session takes no modality.
const chairless = "the session itself was held: whoever is only expected to chair it, or does not, is no chair"

// phrases are the rules whose trigger opens a phrase of place or time, or begins with its subject: dự kiến tại cuộc gặp is no Vietnamese.
var phrases = map[string]bool{"adopt_document.passive": true, "adopt_document.passive.session": true, "ceremony.funeral.at": true, "condolence.opens": true, "conference.at": true, "issue_document.approves": true, "meet.at": true, "meet.private": true, "report.at": true, "report.telling": true}

// What a verb tells as held is a plan with dự kiến before the verb and denied with không, in every example of a rule and
// every sentence of the articles where a verb alone tells a claim. Whoever is said not to attend is no attendee: the
// event itself is not denied.
func TestModalityLaws(t *testing.T) {
	x := embedded(t)
	held, seen := map[string]int{}, map[string]bool{}
	for _, d := range corpus(t, x) {
		for _, v := range verbs(t, x, d) {
			for word, modality := range map[string]Modality{"dự kiến": Planned, "không": Negated} {
				changed := d
				changed.Text = []byte(v.before + word + " " + v.behind)
				f, err := x.Extract(changed)
				if err != nil {
					t.Fatal(err)
				}
				if v.obeys(f, word, modality) {
					held[word]++
					continue
				}
				key := word + " " + d.ID + " " + v.rule.ID
				seen[key] = true
				if unmoved[key] == "" {
					t.Errorf("%s: not %s: … %s %s …", key, modality, word, v.words)
				}
			}
		}
	}
	for key, reason := range unmoved {
		if !seen[key] {
			t.Errorf("%s obeys now: take it off the list (%s)", key, reason)
		}
	}
	t.Logf("obeyed: %v", held)
	if held["dự kiến"] < 200 || held["không"] < 200 {
		t.Errorf("only %v verbs were tried", held)
	}
}

// A verb is the trigger of a rule that alone in its sentence tells a claim of a relation as held.
type verb struct {
	rule           *rules.ClaimRule
	before, behind string // the text around the place where an adverb goes
	words          string // of the trigger
}

// verbs finds the verbs of a document.
func verbs(t *testing.T, x *Extractor, d source.Document) []verb {
	t.Helper()
	r, err := x.read(d)
	if err != nil {
		t.Fatal(err)
	}
	facts := extractAll(t, x, []source.Document{d})[0]
	var out []verb
	var m pattern.Match
	for _, s := range r.sentences {
		ws := r.wake(s, &m)
		for _, w := range ws {
			same := func(k woken) bool { return k.rule.Relation == w.rule.Relation && k.first != w.first }
			if w.noun || w.rule.Kind != rules.Verb || w.rule.Modality != "" || phrases[w.rule.ID] || slices.ContainsFunc(ws, same) {
				continue
			}
			start, _ := r.doc.Source(int(r.doc.Tokens[s.span.First].Start), int(r.doc.Tokens[s.span.First].End))
			here := func(e Evidence) bool { return e.Rule == w.rule.ID && e.Start == start }
			held := func(c Claim) bool {
				return c.Relation == w.rule.Relation && c.Modality == Actual && slices.ContainsFunc(c.Evidence, here)
			}
			if !slices.ContainsFunc(facts.Claims, held) || x.tally(d, w.rule.ID).made[s.index] == 0 {
				continue // it only points back to what was told before
			}
			at := int(r.doc.Tokens[w.first].Start)
			before := strings.TrimSuffix(strings.TrimSuffix(r.doc.Text[:at], "đã "), "vừa ")
			out = append(out, verb{w.rule, before, r.doc.Text[at:], r.words(w.first, w.end)})
		}
	}
	return out
}

// obeys reports whether the facts of the text with an adverb before the verb have the modality that it asks for.
func (v verb) obeys(f *Facts, word string, want Modality) bool {
	here := func(e Evidence) bool { return e.Rule == v.rule.ID && strings.Contains(e.Text, word+" "+v.words) }
	has := func(m Modality) bool {
		return slices.ContainsFunc(f.Claims, func(c Claim) bool {
			return c.Relation == v.rule.Relation && c.Modality == m && slices.ContainsFunc(c.Evidence, here)
		})
	}
	if want == Negated && slices.Contains(v.rule.Require, "attendee") {
		return !has(Actual)
	}
	return has(want)
}
