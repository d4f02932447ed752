package store

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// search finds how people are linked by the claims that name them: breadth
// first from both ends, the one that knows fewer next.
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

// naming is a claim that names a person, and the role of those it links to.
type naming struct{ claim, other ID }

// distance is the number of encounters between two people, -1 for none.
func (s *search) distance(a, b ID) (int, error) {
	if a == b {
		return 0, nil
	}
	from, to := newHalf(a), newHalf(b)
	if found, err := s.near(from, to); found >= 0 || err != nil {
		return found, err
	}
	for len(from.edge) > 0 && len(to.edge) > 0 {
		if len(to.edge) < len(from.edge) {
			from, to = to, from
		}
		if found, err := s.expand(from, to); found >= 0 || err != nil {
			return found, err
		}
	}
	return -1, nil
}

// near is the first round of both ends. A claim that names both is the only
// encounter between them; else the first person whom both met is on a shortest
// path, so the ends take turns, and most often soon meet.
func (s *search) near(from, to *half) (int, error) {
	ends := [2]*half{from, to}
	var namings [2][]naming
	for i, end := range ends {
		var err error
		if namings[i], err = s.namings(end.edge[0]); err != nil {
			return -1, err
		}
		end.edge, end.round = nil, 1
	}
	named := make(map[naming]bool, len(namings[0]))
	for _, n := range namings[0] {
		named[n] = true
	}
	for _, n := range namings[1] {
		if named[naming{n.claim, s.opposite(n.other)}] {
			return 1, nil
		}
	}
	for turn := 0; len(namings[0])+len(namings[1]) > 0; turn++ {
		i := turn % 2
		if len(namings[i]) == 0 {
			continue
		}
		n := namings[i][0]
		namings[i] = namings[i][1:]
		var err error
		if s.others, err = s.walk.Ends(s.others[:0], n.claim, n.other, ID{}, quad.Object); err != nil {
			return -1, err
		}
		for _, other := range s.others {
			if _, known := ends[i].steps[other]; known {
				continue
			}
			ends[i].steps[other] = 1
			ends[i].edge = append(ends[i].edge, other)
			if steps, meets := ends[1-i].steps[other]; meets && steps == 1 {
				return 2, nil
			}
		}
	}
	return -1, nil
}

func (s *search) opposite(role ID) ID {
	if role == s.agent {
		return s.with
	}
	return s.agent
}

// namings lists the claims that name a person.
func (s *search) namings(person ID) (list []naming, err error) {
	for _, role := range []ID{s.agent, s.with} {
		if s.claims, err = s.walk.Ends(s.claims[:0], ID{}, role, person, quad.Subject); err != nil {
			return nil, err
		}
		for _, claim := range s.claims {
			list = append(list, naming{claim, s.opposite(role)})
		}
	}
	return list, nil
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
