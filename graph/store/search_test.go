package store

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// search finds how people are linked by the claims that name them: breadth
// first from both ends, the cheaper one next.
type search struct {
	walk        *Walk
	agent, with ID
	claims      []ID
	others      []ID
}

// half is what is known from one end: how far people are from it, and those of
// the last round.
type half struct {
	steps map[ID]int
	edge  []ID
	round int
}

func newHalf(n ID) *half { return &half{steps: map[ID]int{n: 0}, edge: []ID{n}} }

// distance is the number of encounters between two people, -1 for none.
func (s *search) distance(a, b ID) (int, error) {
	if a == b {
		return 0, nil
	}
	from, to := newHalf(a), newHalf(b)
	if cheaper, err := s.quieter(b, a); err != nil {
		return -1, err
	} else if cheaper {
		from, to = to, from
	}
	for len(from.edge) > 0 && len(to.edge) > 0 {
		if found, err := s.expand(from, to); found >= 0 || err != nil {
			return found, err
		}
		if len(to.edge) < len(from.edge) {
			from, to = to, from
		}
	}
	return -1, nil
}

// quieter reports whether fewer claims name a than b.
func (s *search) quieter(a, b ID) (bool, error) {
	counts := [2]int{}
	for i, person := range []ID{a, b} {
		for _, role := range []ID{s.agent, s.with} {
			var err error
			if s.claims, err = s.walk.Ends(s.claims[:0], ID{}, role, person, quad.Subject); err != nil {
				return false, err
			}
			counts[i] += len(s.claims)
		}
	}
	return counts[0] < counts[1], nil
}

// expand goes one round further, until it meets somebody the other end knows. As
// none was met before, that is a shortest path, and the way to the other end as
// long as that end has rounds. It returns -1 if it meets nobody.
func (s *search) expand(from, to *half) (int, error) {
	from.round++
	var next []ID
	found := -1
	for _, person := range from.edge {
		err := s.met(person, func(other ID) (enough bool) {
			if _, known := from.steps[other]; known {
				return false
			}
			from.steps[other] = from.round
			next = append(next, other)
			steps, meets := to.steps[other]
			if meets {
				found = from.round + steps
			}
			return meets
		})
		if found >= 0 || err != nil {
			return found, err
		}
	}
	from.edge = next
	return -1, nil
}

// met calls fn for whom the claims name that name the person, until it has
// enough.
func (s *search) met(person ID, fn func(other ID) (enough bool)) (err error) {
	for _, roles := range [][2]ID{{s.agent, s.with}, {s.with, s.agent}} {
		if s.claims, err = s.walk.Ends(s.claims[:0], ID{}, roles[0], person, quad.Subject); err != nil {
			return err
		}
		for _, claim := range s.claims {
			if s.others, err = s.walk.Ends(s.others[:0], claim, roles[1], ID{}, quad.Object); err != nil {
				return err
			}
			for _, other := range s.others {
				if fn(other) {
					return nil
				}
			}
		}
	}
	return nil
}

// shortestPath searches between people as often as the news names them.
func (f *figures) shortestPath(b *testing.B) {
	f.stores(b)
	v, err := f.ours.View()
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	s := &search{walk: v.Walk()}
	defer s.walk.Close()
	s.agent, _ = IDOf(quad.IRI("agent"))
	s.with, _ = IDOf(quad.IRI("counterpart"))
	rng := rand.New(rand.NewPCG(5, 6))
	steps := make(map[int]int)
	before := cpuTime(b)
	for b.Loop() {
		from, _ := IDOf(somebody(rng))
		to, _ := IDOf(somebody(rng))
		n, err := s.distance(from, to)
		if err != nil {
			b.Fatal(err)
		}
		steps[n]++
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "mean-ms")
	b.ReportMetric((cpuTime(b)-before).Seconds()*1e3/float64(b.N), "cpu-ms")
	b.Logf("lengths: %v", steps)
}

// TestSearch holds the search against one that knows all encounters.
func TestSearch(t *testing.T) {
	s := memory(t)
	l := loader(t, s, 0)
	near := map[ID][]ID{}
	for i := range 300 {
		d := news(i)
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
		with := map[quad.Value][]ID{}
		for _, q := range d.Quads {
			if q.Predicate == quad.IRI("agent") || q.Predicate == quad.IRI("counterpart") {
				n, _ := IDOf(q.Object)
				with[q.Subject] = append(with[q.Subject], n)
			}
		}
		for _, pair := range with {
			near[pair[0]] = append(near[pair[0]], pair[1])
			near[pair[1]] = append(near[pair[1]], pair[0])
		}
	}
	if _, err := l.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	v := view(t, s)
	search := &search{walk: v.Walk()}
	defer search.walk.Close()
	search.agent, _ = IDOf(quad.IRI("agent"))
	search.with, _ = IDOf(quad.IRI("counterpart"))
	rng := rand.New(rand.NewPCG(5, 6))
	people := make([]ID, 0, len(near))
	for n := range near {
		people = append(people, n)
	}
	slices.SortFunc(people, compareNodes)
	seen := map[int]bool{}
	for range 300 {
		from, to := people[rng.IntN(len(people))], people[rng.IntN(len(people))]
		got, err := search.distance(from, to)
		if err != nil {
			t.Fatal(err)
		}
		if want := distance(near, from, to); got != want {
			t.Errorf("from %x to %x: %d encounters, want %d", from, to, got, want)
		}
		seen[got] = true
	}
	if len(seen) < 5 {
		t.Errorf("only the distances %v were seen", seen)
	}
}

// distance is a plain breadth-first search.
func distance(near map[ID][]ID, from, to ID) int {
	steps := map[ID]int{from: 0}
	for queue := []ID{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == to {
			return steps[to]
		}
		for _, n := range near[queue[0]] {
			if _, known := steps[n]; !known {
				steps[n] = steps[queue[0]] + 1
				queue = append(queue, n)
			}
		}
	}
	return -1
}
