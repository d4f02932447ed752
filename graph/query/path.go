package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"quanhe/extract"
	"quanhe/graph/index"
)

// PathOptions say which ways Path looks for.
type PathOptions struct {
	From, To string   // EDTF, both included: only what can have happened then
	Types    []string // relations instead of the encounter family
	Max      int      // most steps; 0 is 6
	Limit    int      // most chains; 0 is 1
}

// A Chain leads from one person to another over persons who met.
type Chain struct {
	Steps []Step `json:"steps"`
}

// A Step says that two met.
type Step struct {
	From   extract.Ref `json:"from"`
	To     extract.Ref `json:"to"`
	Events int         `json:"events"` // at which they met
	Fact   Fact        `json:"fact"`   // the first of them; one that is certain before those that are possible
}

// farthest is how long a chain may be if nobody says so: beyond that it tells nothing of the two at its ends.
const farthest = 6

// A PathError says why there can be no way.
type PathError struct{ Reason string }

// Error tells the reason.
func (e *PathError) Error() string { return e.Reason }

// Path lists shortest chains of encounters between two persons, given by id: nobody on the way but persons, and each step
// an event at which the two met, by the rules of Met. Chains with more events on each step come first. None is no error.
//
// It searches from both ends, always on the side with fewer persons to ask, so that somebody whom all have met is asked
// only when he is on the way. The error is a [*DateError] when From or To is no date, a [*PathError] when the two are one or
// no persons.
func (a *Asker) Path(ctx context.Context, from, to string, opt PathOptions) ([]Chain, error) {
	p, err := newPeriod(opt.From, opt.To)
	if err != nil {
		return nil, err
	}
	r := a.read(ctx)
	defer r.close()
	chains, err := r.path(from, to, opt, p)
	return chains, wrap("path", err)
}

func (r *reading) path(from, to string, opt PathOptions, p period) ([]Chain, error) {
	w := wayfinder{
		r: r, kinds: MetOptions{Types: opt.Types}, p: p, counts: map[string]int{}, ahead: map[string][]index.Entry{},
	}
	for i, id := range []string{from, to} {
		if kindOf(id) != "person" {
			return nil, &PathError{fmt.Sprintf("%s is no person; a path leads over persons who met", id)}
		}
		ids, err := r.everybody([]string{id})
		if err != nil {
			return nil, err
		}
		w.sides[i] = newSide(ids)
	}
	for id := range w.sides[0].depth {
		if _, same := w.sides[1].depth[id]; same {
			return nil, &PathError{"both names mean the same person"}
		}
	}
	middle, err := w.search(cmp.Or(opt.Max, farthest))
	if err != nil {
		return nil, err
	}
	chains := []Chain{}
	for _, ids := range w.chains(middle, cmp.Or(opt.Limit, 1)) {
		c, err := w.chain(ids)
		if err != nil {
			return nil, err
		}
		chains = append(chains, c)
	}
	return chains, nil
}

// A wayfinder searches from two sides at once.
type wayfinder struct {
	r     *reading
	kinds MetOptions
	p     period
	sides [2]*side

	counts map[string]int           // by person, how many events there are to read
	ahead  map[string][]index.Entry // by person, events that were read to count them
	claim  extract.Claim            // what the entry in hand says, in memory that is used again
	lands  lands
}

// A side is what has been found from one end.
type side struct {
	depth map[string]int      // person -> steps from the end
	via   map[string][]string // person -> those one step nearer to the end who met them
	edges map[[2]string]*edge // by the nearer and the farther person
	front []string            // who is farthest, sorted
	steps int
}

// An edge sums up at which events two met.
type edge struct {
	entry  *index.Entry // the first
	sure   bool         // it is certain that it lies in the period
	events int
}

func newSide(ids []string) *side {
	s := &side{depth: map[string]int{}, via: map[string][]string{}, edges: map[[2]string]*edge{}, front: ids}
	for _, id := range ids {
		s.depth[id] = 0
	}
	return s
}

// search widens the sides until they meet and returns the persons in whom they do, sorted; none when they do not within
// so many steps.
func (w *wayfinder) search(most int) ([]string, error) {
	for w.sides[0].steps+w.sides[1].steps < most {
		near, far, err := w.cheaper()
		if err != nil {
			return nil, err
		}
		if len(near.front) == 0 {
			return nil, nil
		}
		if err := w.widen(near); err != nil {
			return nil, err
		}
		var middle []string
		for _, id := range near.front {
			if _, met := far.depth[id]; met {
				middle = append(middle, id)
			}
		}
		if len(middle) > 0 {
			return middle, nil
		}
	}
	return nil, nil
}

// cheaper tells the side with less to read from the other: somebody with tens of thousands of events is asked last, as
// those at the other end have met him too.
func (w *wayfinder) cheaper() (near, far *side, err error) {
	var costs [2]int
	for i, s := range w.sides {
		if costs[i], err = w.cost(s); err != nil {
			return nil, nil, err
		}
	}
	if costs[1] < costs[0] {
		return w.sides[1], w.sides[0], nil
	}
	return w.sides[0], w.sides[1], nil
}

// cost counts the events that a step of a side has to read, as far as counting is cheap.
func (w *wayfinder) cost(s *side) (n int, err error) {
	const few = 16
	for i, id := range s.front {
		if i == few || !w.r.indexed {
			return n + len(s.front) - i, nil
		}
		events, err := w.count(id)
		if err != nil {
			return 0, err
		}
		n += events
	}
	return n, nil
}

// ahead is how many events of a person are kept until they are needed.
const ahead = 256

// count counts the events of a person. Unless there are many they are kept for widen.
func (w *wayfinder) count(id string) (n int, err error) {
	if n, known := w.counts[id]; known {
		return n, nil
	}
	list, err := w.r.events(id, w.kinds.types(), w.p, ahead)
	switch n = len(list); {
	case err != nil:
		return 0, err
	case n < ahead:
		w.ahead[id] = list
	default:
		n = 0
		for _, kind := range w.kinds.types() {
			some, err := w.r.tally(index.Chapter(id, index.Events, kind))
			if err != nil {
				return 0, err
			}
			n += some
		}
	}
	w.counts[id] = n
	return n, nil
}

// widen makes a step from everybody at the front of a side.
func (w *wayfinder) widen(s *side) error {
	var next []string
	s.steps++
	for _, id := range s.front {
		list, kept := w.ahead[id]
		if delete(w.ahead, id); !kept {
			var err error
			if list, err = w.r.events(id, w.kinds.types(), w.p, 0); err != nil {
				return err
			}
		}
		for i := range list {
			if w.p.meets(&list[i]) {
				w.meet(s, id, &list[i], &next)
			}
		}
	}
	slices.Sort(next)
	s.front = slices.Compact(next)
	return w.lands.err
}

// meet takes whom one person met at an event.
func (w *wayfinder) meet(s *side, id string, e *index.Entry, next *[]string) {
	if !w.kinds.kind(e.Relation, extract.Modality(e.Modality)) || !w.leads(s, e) {
		return
	}
	w.claim.Relation, w.claim.Args = e.Relation, appendArgs(w.claim.Args[:0], e)
	if w.claim.Modality = extract.Modality(e.Modality); !w.kinds.fits(&w.claim, nil) {
		return
	}
	_, sure := w.p.holds(e.Date)
	eachTogether(&w.claim, w.lands.of(w.r), func(a, b *extract.Arg) {
		switch id {
		case a.Entity:
			w.reach(s, id, b.Entity, e, sure, next)
		case b.Entity:
			w.reach(s, id, a.Entity, e, sure, next)
		}
	})
}

// reach takes one whom a person met at an event.
func (w *wayfinder) reach(s *side, id, other string, e *index.Entry, sure bool, next *[]string) {
	if depth, known := s.depth[other]; kindOf(other) != "person" || known && depth < s.steps {
		return
	}
	key := [2]string{id, other}
	of := s.edges[key]
	if of == nil {
		of = &edge{entry: e, sure: sure}
		s.edges[key], s.depth[other] = of, s.steps
		s.via[other] = append(s.via[other], id)
		*next = append(*next, other)
	} else if sure && !of.sure || sure == of.sure && compareEntries(e, of.entry) < 0 {
		of.entry, of.sure = e, sure
	}
	of.events++
}

// leads reports whether somebody took part in an entry who was not reached in fewer steps.
func (w *wayfinder) leads(s *side, e *index.Entry) bool {
	for _, ref := range e.Parts {
		if depth, known := s.depth[ref]; kindOf(ref) == "person" && (!known || depth == s.steps) {
			return true
		}
	}
	return false
}
