package resolve

import "testing"

// Of a shelf with many shapes not all ties are kept, but given again, and what is in a component is tied no more.
func TestTies(t *testing.T) {
	s := newShelf()
	r := &record{Relation: "meet", Date: "2024-03-05", when: whenOf("2024-03-05"),
		Who: []part{{Role: "agent", ID: "a"}, {Role: "counterpart", ID: "b"}}, nodes: []string{"a", "b"}, principal: []string{"a", "b"}}
	const shapes = 500
	for i := range shapes {
		at := *r
		at.shape = &shape{i, r}
		s.put(&at)
	}
	compared := 0
	for range 2 {
		for _, of := range s.shapes {
			if n := len(s.ties(of, &compared)); n != shapes {
				t.Fatalf("a shape of %d has %d ties", shapes, n)
			}
		}
	}
	kept := 0
	for _, list := range s.near {
		kept += len(list)
	}
	if kept != s.kept || kept > neededAtOnce || kept == 0 {
		t.Errorf("%d ties are kept, of which it counts %d; want %d at most", kept, s.kept, neededAtOnce)
	}
	clear(s.near)
	s.left[s.shapes[0]] = nil
	if n := len(s.ties(s.shapes[1], &compared)); n != shapes-1 {
		t.Errorf("with one of %d shapes in a component there are %d ties", shapes, n)
	}
}

// The same of what two shapes need.
func TestNeeds(t *testing.T) {
	compared := 0
	d := newReading(nil, nil, &compared)
	r := &record{Relation: "meet"}
	const shapes = 600
	for a := range shapes {
		for b := range a {
			d.need(&shape{a, r}, &shape{b, r})
		}
	}
	if n := len(d.needs); n == 0 || n > neededAtOnce {
		t.Errorf("what %d pairs need is kept, want %d at most", n, neededAtOnce)
	}
}
