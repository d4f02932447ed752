package slab

import "testing"

// Values keep their places however many follow, and the second document takes the room of the first.
func TestOf(t *testing.T) {
	var s Of[int]
	fill := func() (places []*int, lists [][]int) {
		for i := range 100 {
			places = append(places, s.One(i))
			lists = append(lists, append(s.Some(2), i, i))
		}
		return places, lists
	}
	places, lists := fill()
	for i, p := range places {
		if *p != i || lists[i][0] != i || lists[i][1] != i {
			t.Fatalf("place %d holds %d, its list %v", i, *p, lists[i])
		}
	}
	lists[0] = append(lists[0], -1) // beyond its room: a copy
	if *places[1] != 1 || lists[1][0] != 1 {
		t.Error("a list that grew wrote into its neighbour")
	}
	last := places[len(places)-1]
	s.Reset()
	if *last != 0 {
		t.Error("what was taken back keeps its value, and what that holds")
	}
	if n := testing.AllocsPerRun(3, func() {
		s.Reset()
		s.One(1)
		s.Some(3)
	}); n != 0 {
		t.Errorf("the second document allocates %v times, want 0", n)
	}
	s.Grow(1 << 10)
	if got := cap(s.Some(1 << 10)); got != 1<<10 {
		t.Errorf("room for %d values, want 1024", got)
	}
}
