package query

import (
	"cmp"
	"errors"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
)

// sightings are the claims that somebody holds an office, summed up: those of a prime minister are as many as articles.
type sightings struct {
	earliest    *index.Entry
	first, last *index.Entry    // of those with a date; the last one has a year if any has
	certain     *index.Entry    // the first that sees them in office on the date asked for
	before      string          // day of the last sighting that lies before that date, "" for none
	after       string          // and of the first that lies after it
	start       string          // EDTF: when an event began it, where nobody saw them in it
	contested   bool            // it is an office for one, in which somebody else was seen at once
	tenure      *graph.Tenure   // of several that the post was held over; nil where there is one
	all         []*index.Entry  // if they are asked for
	doc         string          // that says so, before others do
	docs        map[string]bool // that say so, where there are several
	heads       []*index.Head   // of which more than that is still to be read
	skimmed     *index.Head     // whose last sighting is still to be read; see skim
	unread      int             // documents, where not all sightings were read
}

// says counts a document.
func (s *sightings) says(doc string) {
	switch {
	case s.docs != nil:
		s.docs[doc] = true
	case s.earliest == nil:
		s.doc = doc
	case s.doc != doc:
		s.docs = map[string]bool{s.doc: true, doc: true}
	}
}

// documents are how many say so, of what was read.
func (s *sightings) documents() int {
	if s.docs == nil && s.earliest != nil {
		return 1
	}
	return len(s.docs)
}

// A found is a holding as it was seen.
type found struct {
	holdingKey
	*sightings
}

// A sighting reads who held which office.
type sighting struct {
	r      *reading
	opt    *HoldersOptions
	on     period
	seen   map[holdingKey]*sightings
	list   []found                  // what is in seen, as it came: mostly in order
	same   map[[3]string]*sightings // by what claims say, where several say the same; nil for what does not fit
	parted parted
	later  int         // of seen, those of later terms
	room   []sightings // for those to come
}

// sighted sums up the sightings that fit, by holding. Names are not read yet.
func (r *reading) sighted(opt *HoldersOptions, on period) ([]found, error) {
	s := &sighting{r: r, opt: opt, on: on, seen: map[holdingKey]*sightings{}, same: map[[3]string]*sightings{}}
	var owners []string
	for _, ids := range [][]string{opt.Orgs, opt.Offices, opt.Persons} { // persons have the narrowest diaries
		if len(ids) > 0 {
			owners = ids
		}
	}
	var err error
	if s.parted, err = r.parted(owners); err != nil {
		return nil, err
	}
	if owners != nil && r.indexed {
		err := errors.Join(s.diaries(owners), s.begun(owners))
		return s.list, err
	}
	all, err := r.everything(index.Posts)
	if owners != nil {
		all, err = r.stream(owners, index.Posts, nil)
	}
	if err != nil {
		return nil, err
	}
	err = drain(all, func(e *index.Entry) error {
		says := [3]string{e.Modality, e.Status, e.Who()}
		of, known := s.same[says]
		if !known {
			if of, err = s.of(e); err != nil {
				return err
			}
			if of == nil || of.tenure == nil {
				s.same[says] = of
			}
		}
		if of != nil {
			of.add(e, s.on, s.opt.Reports)
		}
		return nil
	})
	err = errors.Join(err, s.begun(owners))
	return s.list, err
}

// rest reads what a holding was seen besides first sightings. The documents of several chapters can be the same, so these
// are read whole.
func (s *sighting) rest(of *sightings) error {
	if len(of.heads) == 1 && of.earliest == nil && s.on == (period{}) && !s.opt.Reports {
		if h := of.heads[0]; h.Day != index.Undated {
			of.add(&h.Entry, s.on, false)
			of.skimmed = h
			return nil
		}
	}
	for _, h := range of.heads {
		err := drain(s.r.sightings(h), func(e *index.Entry) error { of.add(e, s.on, s.opt.Reports); return nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// skim reads the last of the sightings of a holding with a year, where only the first was read. The holding is told that,
// and how many documents there are.
func (r *reading) skim(h *Holding, of *sightings) error {
	head := of.skimmed
	if head == nil {
		return nil
	}
	var last index.Entry
	chapter := head.Chapter()
	before := index.At(chapter, &index.Entry{Day: index.Undated})
	err := r.src.NoteBefore(chapter, before, func(name, data []byte) {
		_, _, last = index.Parse(string(name), string(data))
	})
	if err != nil {
		return err
	}
	if last.ID != "" {
		of.add(&last, period{}, false)
	}
	of.unread, of.skimmed = head.Documents, nil
	h.sum(of)
	return nil
}

// sum tells a holding when and how often it was seen.
func (h *Holding) sum(of *sightings) {
	if h.Certain, h.Start = of.certain != nil, of.start; of.first != nil {
		h.First, h.Last = of.first.Date, of.last.Date
	}
	h.Reports = max(of.documents(), of.unread)
}

// drain gives all that is left of a stream.
func drain(s stream, fn func(*index.Entry) error) error {
	for {
		e, err := s.peek()
		if e == nil || err != nil {
			return err
		}
		if err := fn(e); err != nil {
			return err
		}
		if err := s.pop(); err != nil {
			return err
		}
	}
}

// of finds or begins the holding that a claim is of; nil when it does not fit.
func (s *sighting) of(e *index.Entry) (*sightings, error) {
	key, err := s.r.keyOf(e)
	if err != nil || e.Modality != string(extract.Actual) || !s.opt.fits(&key) {
		return nil, err
	}
	tenures := s.parted.of(&key)
	key.term = termOf(tenures, e.Day)
	of := s.seen[key]
	if of == nil {
		if len(s.room) == 0 {
			s.room = make([]sightings, 32)
		}
		of, s.room = &s.room[0], s.room[1:]
		s.find(key, of)
		if tenures != nil {
			of.tenure = &tenures[key.term]
		}
	}
	return of, nil
}

func (s *sighting) find(key holdingKey, of *sightings) {
	s.seen[key] = of
	s.list = append(s.list, found{key, of})
	if key.term > 0 {
		s.later++
	}
}

// add takes a sighting, which it keeps.
func (s *sightings) add(e *index.Entry, on period, all bool) {
	before := func(to **index.Entry) {
		if *to == nil || compareEntries(e, *to) < 0 {
			*to = e
		}
	}
	s.says(e.Doc)
	before(&s.earliest)
	if all {
		s.all = append(s.all, e)
	}
	if e.Date == "" {
		return
	}
	before(&s.first)
	switch dated := e.Day != index.Undated; {
	case s.last == nil || dated && (s.last.Day == index.Undated || compareEntries(e, s.last) > 0):
		s.last = e
	case !dated && s.last.Day == index.Undated:
		before(&s.last)
	}
	if _, certain := on.holds(e.Date); certain {
		before(&s.certain)
	}
	if on != (period{}) {
		s.beside(e, on)
	}
}

// beside takes a sighting that lies before or after the date asked for.
func (s *sightings) beside(e *index.Entry, on period) {
	first, last := dayOf(e.Date), lastDayOf(e.Date)
	switch {
	case e.Day == index.Undated:
	case last < on.first:
		s.before = max(s.before, first)
	case first > on.last && (s.after == "" || last < s.after):
		s.after = last
	}
}

// day is that of the first sighting with a date.
func (s *sightings) day() string {
	if s.first == nil {
		return index.Undated
	}
	return s.first.Day
}

// keyOf says which holding a claim is of, by ids of those who stand for them.
func (r *reading) keyOf(e *index.Entry) (holdingKey, error) {
	key := holdingKey{status: cmp.Or(e.Status, "current")}
	for role, ref := range e.Parts {
		if !strings.HasPrefix(ref, "=") {
			var err error
			if ref, err = r.stands(ref); err != nil {
				return key, err
			}
		}
		switch role {
		case "person":
			key.person = ref
		case "office":
			key.office = ref
		case "org":
			key.org = ref
		}
	}
	return key, nil
}
