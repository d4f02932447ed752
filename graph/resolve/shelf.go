package resolve

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Records stand on shelves, each on one or a few, by what two reports of one event have in common: kind, participants
// and time. Whoever stands on no shelf with another is never compared with it. shelves lists those of a prepared record;
// rep gives the key that stands for a name in every spelling.
//
// A shelf holds the people of one meeting in one month of whatever year, so that it stays small for those whom half of
// all documents name, and a report without a year stands where it can find what it repeats.
func (r *record) shelves(rep func(*part) string) []string {
	kind := family(r.Relation)
	if r.Count > 1 {
		kind += " ×" + strconv.Itoa(r.Count)
	}
	var who []string
	for i := range r.Who {
		if p := &r.Who[i]; principalRole(r.Relation, p.Role) && p.ID != "" {
			who = append(who, rep(p))
		}
	}
	slices.Sort(who)
	who = slices.Compact(who)
	name := strings.Join(r.label.words[:min(4, len(r.label.words))], " ")
	year := "|" + r.when.year()
	var list []string
	switch {
	case r.Relation == "congress" && r.label.ordinal != "":
		if p := r.first("organizer"); p != nil {
			list = append(list, r.label.ordinal+"|"+rep(p))
		}
	case r.gathering():
		if r.label.special {
			list = append(list, name+year)
		}
	case documentEvent(r.Relation):
		for _, w := range who {
			list = append(list, w+year)
		}
	case r.Relation == "visit":
		if p := r.first("guest"); p != nil {
			list = each(rep(p), r.months())
		}
	case once(r.Relation):
		list = each(year, groups(who))
	case r.Relation == "speech" && r.label.special && len(who) > 0:
		list = append(list, name+"|"+strings.Join(who, "|")+year)
		fallthrough
	case r.Relation == "speech" || len(who) == 1:
		if day := r.monthDay(); day != "" && len(who) > 0 {
			list = append(list, strings.Join(who, "|")+"|"+day)
		}
	default:
		for _, pair := range groups(who) {
			list = append(list, each(pair, r.months())...)
		}
	}
	list = append(list, r.sameText()...)
	for i, key := range list {
		list[i] = hashOf(kind + "|" + key)
	}
	for _, d := range r.decided {
		if strings.HasPrefix(d, "same|") {
			list = append(list, d)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// each puts a word behind each of a list.
func each(word string, list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s + "|" + word
	}
	return out
}

// groups are the pairs of the first of some participants, or the only one: two reports of an event share two of them.
func groups(who []string) []string {
	if len(who) == 1 {
		return who
	}
	const most = 6
	who = who[:min(len(who), most)]
	var list []string
	for i, a := range who {
		for _, b := range who[i+1:] {
			list = append(list, a+"|"+b)
		}
	}
	return list
}

// months are those that the date touches, without their year, and for the first of a month also the one before, as a
// text that is used again may be a day off. There are none for what is longer than any event whose time tells it.
func (r *record) months() []string {
	if !r.when.known() {
		if day := r.monthDay(); day != "" {
			return []string{day[:2]}
		}
		return nil
	}
	if r.when.days > longest {
		return nil
	}
	first, last := number2(r.when.first[5:7]), number2(r.when.last[5:7])
	if r.when.days == 1 && r.when.first[8:] == "01" {
		first--
	}
	if first > last {
		last += 12
	}
	var list []string
	for m := first; m <= last; m++ {
		list = append(list, string([]byte{'0' + byte((m+11)%12+1)/10, '0' + byte((m+11)%12+1)%10}))
	}
	return list
}

// number2 reads two digits.
func number2(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// longest is how many days a meeting or visit lasts at most, and so a date that tells one from others.
const longest = 31

// sameText are the shelves of what no word dates: those of its own words.
func (r *record) sameText() []string {
	if r.when.known() || len(r.Sketch) < longProof {
		return nil
	}
	var list []string
	for _, h := range r.Sketch[:2] {
		list = append(list, "#"+strconv.FormatUint(uint64(h), 16)+"|"+r.Date)
	}
	return list
}

// monthDay is the day of a date without its year, "" when it has none.
func (r *record) monthDay() string {
	d := r.Date
	if len(d) == len("2021-12-23") && d[4] == '-' && d[7] == '-' {
		return d[5:]
	}
	return ""
}

// gathering reports whether the record tells of something that has a name of its own.
func (r *record) gathering() bool {
	switch r.Relation {
	case "conference", "seminar", "congress":
		return true
	}
	return r.Relation == "ceremony" && r.label.special
}

// first is the first participant in a role, nil for none.
func (r *record) first(role string) *part {
	for i := range r.Who {
		if r.Who[i].Role == role {
			return &r.Who[i]
		}
	}
	return nil
}

// moves are the records that come to shelves, or are taken from them, in this order.
type moves map[string][]move

type move struct {
	ref   string
	there bool
}

func (m moves) move(r *record, there bool) {
	for _, key := range r.keys {
		m[key] = append(m[key], move{r.ref, there})
	}
}

// write brings the shelves up to date.
func (m moves) write(s State) error {
	for key, list := range m {
		old, err := standing(s, key)
		if err != nil {
			return err
		}
		refs := map[string]bool{}
		for _, ref := range old {
			refs[ref] = true
		}
		for _, mv := range list {
			refs[mv.ref] = mv.there
		}
		maps.DeleteFunc(refs, func(_ string, there bool) bool { return !there })
		now := slices.Sorted(maps.Keys(refs))
		if slices.Equal(old, now) {
			continue
		}
		var note []byte
		if len(now) > 0 {
			note = []byte(strings.Join(now, "\n"))
		}
		if err := s.Set(shelfKind+key, note); err != nil {
			return err
		}
	}
	return nil
}

// standing lists the refs of the records on a shelf, sorted.
func standing(s State, key string) ([]string, error) {
	note, err := s.Get(shelfKind + key)
	if err != nil || note == nil {
		return nil, err
	}
	return strings.Split(string(note), "\n"), nil
}
