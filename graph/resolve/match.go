package resolve

import (
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/extract/date"
)

// A need is how alike the texts of two records must be for them to tell of one event, 0 to 1.
type need float64

const (
	anyText  need = 0   // who, what and when suffice
	likely   need = 0.4 // one person alone on one day
	reused   need = 0.8 // the same text again
	verbatim need = 0.9 // … of which there is enough that it may even date another
	never    need = 2
)

// only is anyText or never.
func only(ok bool) need {
	if ok {
		return anyText
	}
	return never
}

// matches reports whether two prepared records tell of one event. It looks at nothing but the two, so that whatever else
// the graph holds changes nothing between them.
func (r *record) matches(s *record) bool {
	if same, different := r.decision(s); same || different {
		return !different
	}
	return r.meets(s, r.needs(s))
}

// meets reports whether two records fulfil what they need to tell of one event.
func (r *record) meets(s *record, n need) bool {
	switch {
	case n == never || r.Doc == s.Doc: // a document tells apart what it tells
		return false
	case n == anyText:
		return true
	case n == verbatim && min(len(r.Sketch), len(s.Sketch)) < longProof:
		return false
	}
	return resemblance(r.Sketch, s.Sketch) >= float64(n)
}

// needs compares all but the texts of two records, so that it is the same for all records of two kinds.
func (r *record) needs(s *record) need {
	switch {
	case family(r.Relation) != family(s.Relation) || r.Count != s.Count && (r.Count > 1 || s.Count > 1):
		return never
	case (r.Modality == extract.Negated) != (s.Modality == extract.Negated):
		return never
	case !r.when.known() || !s.when.known():
		return r.undatedNeeds(s)
	case r.gathering() || s.gathering():
		return only(r.sameGathering(s))
	case documentEvent(r.Relation):
		return only(common(r.principal, s.principal) > 0 && r.Relation == s.Relation && r.when.year() == s.when.year() &&
			!r.otherSide(s, "agent"))
	case r.Relation == "speech":
		return r.speechNeeds(s)
	case r.Relation == "visit":
		return only(r.sameVisit(s))
	case r.sameParties(s) && r.samePlace(s):
		return r.timeNeeds(s)
	}
	return never
}

// undatedNeeds compares records of which one has no year: it must be the text of the other again. Nothing less dates it,
// as who works with whom on a 23 December may do so every year; but for two persons who met on that day of a year, of
// which [choose] makes sure that it is one year only.
func (r *record) undatedNeeds(s *record) need {
	switch {
	case r.Relation == "congress":
		return only(r.sameCongress(s))
	case r.when.known() == s.when.known() && r.Date != s.Date:
		return never
	case r.Date != "" && s.Date != "" && !date.Overlap(r.Date, s.Date):
		return never
	case r.sameDayOfYear(s) && r.sameParties(s):
		return anyText
	case slices.Equal(r.principal, s.principal):
		return verbatim
	}
	return never
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

// sameDayOfYear reports whether both records tell of two persons at least who met or talked, on one day of one month. Two
// meet on the same day of two years by chance or by custom alone; messages go out every year, and bodies work together.
func (r *record) sameDayOfYear(s *record) bool {
	for _, relation := range []string{r.Relation, s.Relation} {
		if relation != "meet" && relation != "talks" && relation != "phone_call" {
			return false
		}
	}
	persons := func(r *record) (n int) {
		for _, id := range r.principal {
			if strings.HasPrefix(id, "person/") {
				n++
			}
		}
		return n
	}
	return r.monthDay() != "" && r.monthDay() == s.monthDay() && len(r.unsure)+len(s.unsure) == 0 && persons(r) > 1 && persons(s) > 1 &&
		(r.place == "" || s.place == "" || r.place == s.place)
}

// otherSide reports whether both records name somebody in a role, and not the same.
func (r *record) otherSide(s *record, role string) bool {
	a, b := r.nodeOf(role), s.nodeOf(role)
	return a != "" && b != "" && a != b
}

// speechNeeds compares speeches of one speaker: at one event by its name, else on one day in like words.
func (r *record) speechNeeds(s *record) need {
	switch {
	case !slices.Equal(r.principal, s.principal) || len(r.principal) == 0:
		return never
	case r.label.names(s.label):
		return only(r.when.fits(s.when) || r.when.apart(s.when) <= near && r.when.days == 1 && s.when.days == 1)
	case !(r.label.special && s.label.special) && r.sameDay(s):
		return likely
	}
	return never
}

func (r *record) sameDay(s *record) bool { return r.when.days == 1 && r.Date == s.Date }

// sameVisit compares visits of one guest: to one host or country, at times that overlap.
func (r *record) sameVisit(s *record) bool {
	if guest := r.nodeOf("guest"); guest == "" || guest != s.nodeOf("guest") {
		return false
	}
	if r.when.days > longest || s.when.days > longest || r.when.apart(s.when) > 0 {
		return false
	}
	host, other := r.nodeOf("host"), s.nodeOf("host")
	return host != "" && (host == other || host == s.place) || r.place != "" && (r.place == other || r.place == s.place)
}

// sameParties reports whether the records share their principals: two of them, or the only one. Somebody who can be one
// of several namesakes counts as the one whom the other names.
func (r *record) sameParties(s *record) bool {
	shared := common(r.principal, s.principal)
	for _, x := range [][2]*record{{r, s}, {s, r}} {
		for _, id := range x[0].unsure {
			for _, node := range x[1].principal {
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

// common counts what two sorted lists share.
func common(a, b []string) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch strings.Compare(a[0], b[0]) {
		case 0:
			n++
			a, b = a[1:], b[1:]
		case -1:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// timeNeeds compares dates: what a party does once by whatever both say, a meeting by month and day, what somebody does
// alone by the day and its words. Days apart are two events, but for the same text with another day.
func (r *record) timeNeeds(s *record) need {
	switch {
	case once(r.Relation):
		return only(r.when.fits(s.when))
	case len(r.principal) < 2:
		if r.sameDay(s) {
			return likely
		}
		return never
	case r.when.days > longest || s.when.days > longest:
		return never
	case r.when.fits(s.when):
		return anyText
	case r.when.apart(s.when) == 1 && r.when.days == 1 && s.when.days == 1:
		return reused
	}
	return never
}

// samePlace reports whether the places are no reason to take the records apart: on one day they are a contradiction to
// show, but two meetings of one month in two towns are two.
func (r *record) samePlace(s *record) bool {
	return r.place == "" || s.place == "" || r.place == s.place || r.sameDay(s)
}
