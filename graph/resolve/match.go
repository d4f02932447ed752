package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/date"
)

// keys lists the blocks of a prepared record: two records that tell of one event share one. rep gives the key that
// stands for a name in every spelling.
func (r *record) keys(rep func(*part) string) []string {
	kind := family(r.Relation)
	if r.Count > 1 {
		kind += fmt.Sprint(" ×", r.Count)
	}
	var list, who []string
	for i := range r.Who {
		if p := &r.Who[i]; principalRole(r.Relation, p.Role) && p.ID != "" {
			who = append(who, rep(p))
		}
	}
	slices.Sort(who)
	who = slices.Compact(who)
	switch {
	case r.Relation == "congress" && r.label.ordinal != "":
		list = append(list, kind+"|"+r.label.ordinal)
	case r.gathering():
		if len(r.label.words) > 0 {
			list = append(list, kind+"|"+strings.Join(r.label.words[:min(4, len(r.label.words))], " ")+"|"+r.when.year())
		}
	case documentEvent(r.Relation):
		for _, w := range who {
			list = append(list, kind+"|"+w)
		}
	case r.Relation == "visit", once(r.Relation):
		for _, w := range who {
			list = append(list, kind+"|"+w+"|"+r.when.year())
		}
	default:
		list = append(list, r.groupKeys(kind, who)...)
	}
	for _, h := range r.Sketch[:min(2, len(r.Sketch))] {
		if len(r.Sketch) >= longProof && !r.when.known() || r.when.known() && r.when.days == 1 && len(who) > 0 {
			list = append(list, fmt.Sprintf("%s|#%08x|%s", kind, h, r.monthDay()))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// groupKeys are one for each pair of the first participants, so that one whom half of all documents name makes no block
// of his own; somebody alone has one for each month.
func (r *record) groupKeys(kind string, who []string) []string {
	if len(who) == 1 {
		return []string{kind + "|" + who[0] + "|" + r.when.month()}
	}
	const most = 6
	who = who[:min(len(who), most)]
	var list []string
	for i, a := range who {
		for _, b := range who[i+1:] {
			list = append(list, kind+"|"+a+"|"+b+"|"+r.when.year())
		}
	}
	return list
}

// gathering reports whether the record tells of something that has a name of its own.
func (r *record) gathering() bool {
	switch r.Relation {
	case "conference", "seminar", "congress":
		return true
	}
	return r.Relation == "ceremony" && r.label.special
}

// monthDay is the day of a date without its year, "" when it has none.
func (r *record) monthDay() string {
	d := r.Date
	if len(d) == len("2021-12-23") && d[4] == '-' {
		return d[5:]
	}
	return ""
}

// matches reports whether two prepared records tell of one event. It looks at nothing but the two, so that whatever else
// the graph holds changes nothing between them.
func (r *record) matches(s *record) bool {
	if same, different := r.decision(s); same || different {
		return same
	}
	switch {
	case r.Doc == s.Doc: // a document tells apart what it tells
		return false
	case family(r.Relation) != family(s.Relation) || r.Count != s.Count && (r.Count > 1 || s.Count > 1):
		return false
	case (r.Modality == extract.Negated) != (s.Modality == extract.Negated):
		return false
	case !r.when.known() || !s.when.known():
		return r.dated(s)
	case r.gathering() || s.gathering():
		return r.sameGathering(s)
	case documentEvent(r.Relation):
		return meets(r.principal, s.principal) && r.Relation == s.Relation && r.when.year() == s.when.year() && !r.otherSide(s, "agent")
	case r.Relation == "speech":
		return r.sameSpeech(s)
	case r.Relation == "visit":
		return r.sameVisit(s)
	}
	return r.sameParties(s) && r.sameTime(s) && r.samePlace(s)
}

// dated reports whether a record without a year is the text of the other again. Nothing less dates it: who works with
// whom on a 23 December may do so every year.
func (r *record) dated(s *record) bool {
	if r.Relation == "congress" || documentEvent(r.Relation) && !r.when.known() && !s.when.known() {
		return r.Relation == s.Relation && r.sameCongress(s)
	}
	if r.when.known() == s.when.known() && r.Date != s.Date {
		return false
	}
	if r.Date != "" && s.Date != "" && !date.Overlap(r.Date, s.Date) {
		return false
	}
	return len(r.Sketch) >= longProof && len(s.Sketch) >= longProof && resemblance(r.Sketch, s.Sketch) >= verbatim &&
		maps.Equal(r.principal, s.principal)
}

func (r *record) sameGathering(s *record) bool {
	if r.Relation != s.Relation {
		return false
	}
	if r.Relation == "congress" && (r.label.ordinal != "" || s.label.ordinal != "") {
		return r.sameCongress(s)
	}
	if !r.label.names(s.label) {
		return false
	}
	return r.when.fits(s.when) || r.when.days == 1 && s.when.days == 1 && r.when.apart(s.when) <= near
}

// near is how many days two reports of one named event may be at odds.
const near = 3

// sameCongress compares congresses by who holds them and their number.
func (r *record) sameCongress(s *record) bool {
	return r.Relation == "congress" && r.label.ordinal != "" && r.label.ordinal == s.label.ordinal &&
		!r.otherSide(s, "organizer") && r.nodeOf("organizer") != "" && s.nodeOf("organizer") != "" &&
		(!r.when.known() || !s.when.known() || r.when.year() == s.when.year())
}

// otherSide reports whether both records name somebody in a role, and not the same.
func (r *record) otherSide(s *record, role string) bool {
	a, b := r.nodeOf(role), s.nodeOf(role)
	return a != "" && b != "" && a != b
}

// sameSpeech compares speeches of one speaker: at one event by its name, else on one day in like words.
func (r *record) sameSpeech(s *record) bool {
	if !maps.Equal(r.principal, s.principal) || len(r.principal) == 0 {
		return false
	}
	if r.label.names(s.label) {
		return r.when.fits(s.when) || r.when.apart(s.when) <= near && r.when.days == 1 && s.when.days == 1
	}
	return !(r.label.special && s.label.special) && r.sameDay(s) && resemblance(r.Sketch, s.Sketch) >= likely
}

// likely is the resemblance of two reports of one thing by one person on one day.
const likely = 0.4

func (r *record) sameDay(s *record) bool { return r.when.days == 1 && r.Date == s.Date }

// sameVisit compares visits of one guest: to one host or country, at times that overlap.
func (r *record) sameVisit(s *record) bool {
	if r.nodeOf("guest") == "" || r.nodeOf("guest") != s.nodeOf("guest") {
		return false
	}
	there := func(r *record) map[string]bool {
		m := map[string]bool{}
		for _, x := range []string{r.nodeOf("host"), r.place} {
			if x != "" {
				m[x] = true
			}
		}
		return m
	}
	const long = 31 // days
	return meets(there(r), there(s)) && r.when.days <= long && s.when.days <= long && r.when.apart(s.when) == 0
}

// sameParties reports whether the records share their principals: two of them, or the only one. Somebody who can be one
// of several namesakes counts as the one whom the other names.
func (r *record) sameParties(s *record) bool {
	shared := 0
	for p := range r.principal {
		if s.principal[p] {
			shared++
		}
	}
	for _, x := range [][2]*record{{r, s}, {s, r}} {
		for id := range x[0].unsure {
			for node := range x[1].principal {
				if strings.HasPrefix(node, id+"~") {
					shared++
				}
			}
		}
	}
	fewest := min(len(r.principal), len(s.principal))
	return fewest > 0 && shared >= min(2, fewest) && (fewest > 1 || len(r.principal) == len(s.principal)) &&
		(!once(r.Relation) || r.Relation == s.Relation && !r.otherSide(s, "office"))
}

// sameTime compares dates: what a party does once by whatever both say, a meeting by month and day, what somebody does
// alone by the day and its words. Days apart are two events, but for the same text with another day.
func (r *record) sameTime(s *record) bool {
	switch {
	case once(r.Relation):
		return r.when.fits(s.when)
	case len(r.principal) < 2:
		return r.sameDay(s) && resemblance(r.Sketch, s.Sketch) >= likely
	case r.when.month() == "" && r.when.days > 31 || s.when.month() == "" && s.when.days > 31:
		return false
	case r.when.fits(s.when):
		return true
	}
	return r.when.apart(s.when) == 1 && r.when.days == 1 && s.when.days == 1 && copies(r.Sketch, s.Sketch)
}

// samePlace reports whether the places are no reason to take the records apart: on one day they are a contradiction to
// show, but two meetings of one month in two towns are two.
func (r *record) samePlace(s *record) bool {
	return r.place == "" || s.place == "" || r.place == s.place || r.sameDay(s)
}
