package index

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	gocmp "github.com/google/go-cmp/cmp"

	"quanhe/graph"
)

// newBulk is a bulk that sorts in memory.
func newBulk(n Notes) *Bulk { return NewBulk("", n, &sorted{}, nil) }

// A sorted is entries in memory.
type sorted struct{ list [][2]string }

func (s *sorted) Add(key, value []byte) error {
	s.list = append(s.list, [2]string{string(key), string(value)})
	return nil
}

func (s *sorted) Each(fn func(key, value []byte) error) error {
	slices.SortStableFunc(s.list, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	for _, e := range s.list {
		if err := fn([]byte(e[0]), []byte(e[1])); err != nil {
			return err
		}
	}
	return nil
}

// A bulk that may hold hardly anything writes what one writes that holds everything, each note once, and memory holds no
// more than it may, however many documents come.
func TestBulkInLittleMemory(t *testing.T) {
	const docs, entities = 200, 30
	v, want := graph.NewVocabulary(""), noted{}
	for _, memory := range []int{bulkMemory, 20 * bytesPerPost, 1} {
		n := once{t, noted{}}
		b := newBulk(n)
		b.memory = memory
		for i := range docs {
			f := document()
			f.SHA256, f.Date = fmt.Sprintf("%02x", i), fmt.Sprintf("2021-09-%02d", 1+i*7%28)
			who := fmt.Sprint("person/", i%entities)
			f.Entities[0].ID, f.Entities[0].Name = who, fmt.Sprint("Đỗ Ân ", i%7)
			for c := range f.Claims {
				for a := range f.Claims[c].Args {
					if f.Claims[c].Args[a].Entity != "" {
						f.Claims[c].Args[a].Entity = who
					}
				}
			}
			event := v.Node(fmt.Sprint("event/", i))
			is := func(p quad.IRI, o quad.Value) quad.Quad {
				return quad.Quad{Subject: event, Predicate: p, Object: o, Label: v.Derived}
			}
			quads := []quad.Quad{is(graph.Type, v.Event), is(v.Kind, v.Relation("meet")), is(v.Date, quad.String(f.Date)),
				is(v.Role("agent"), v.Node(who))}
			if err := errors.Join(b.Come(string(list(f))), b.Derived(event, nil, quads, "")); err != nil {
				t.Fatal(err)
			}
			if held := len(b.posts) + len(b.cards) + len(b.w.cards) + len(b.w.tally); memory < bulkMemory && held > memory/bytesPerTally+8 {
				t.Fatalf("%d bytes of memory: %d things are held", memory, held)
			}
		}
		node, namesake := v.Node("person/1~ff"), quad.String("Đỗ Ân 1")
		quads := []quad.Quad{{Subject: node, Predicate: v.Name, Object: namesake, Label: v.Derived},
			{Subject: node, Predicate: v.Key, Object: quad.String("do an 1"), Label: v.Derived}}
		if err := errors.Join(b.Derived(node, nil, quads, ""), b.End()); err != nil {
			t.Fatal(err)
		}
		if memory == bulkMemory {
			want = n.noted
			continue
		}
		if diff := gocmp.Diff(want, n.noted); diff != "" {
			t.Errorf("%d bytes of memory (-all +little):\n%s", memory, diff)
		}
	}
	if len(want) < docs {
		t.Errorf("only %d notes were written", len(want))
	}
}

// A damaged sum is an error.
func TestTornSums(t *testing.T) {
	for _, e := range [][2]string{{"pa", "\x05a"}, {"ca", ""}, {"ca", "dn\x01\x05a"}} {
		s := &sorted{list: [][2]string{e}}
		if err := NewBulk("", noted{}, s, nil).End(); err == nil {
			t.Errorf("%q was read without an error", e)
		}
	}
}
