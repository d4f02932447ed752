package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func memory(t testing.TB) *Store {
	t.Helper()
	return reopen(t, vfs.NewMem())
}

// reopen opens the store on fs, which it creates at first.
func reopen(t testing.TB, fs vfs.FS) *Store {
	t.Helper()
	s, err := open(fs, "db", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func view(t testing.TB, s *Store) *View {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

// q is a quad of IRIs; without label if it is empty.
func q(subject, predicate, object, label string) quad.Quad {
	return quad.MakeIRI(subject, predicate, object, label)
}

// doc is n quads that only this label says, but whose predicate and object every
// document shares.
func doc(label quad.IRI, n int) []quad.Quad {
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = q(fmt.Sprintf("%s/%d", string(label), i), "type", "claim", "")
	}
	return quads
}

// all is every quad of the store in N-Quads, sorted.
func all(t rapid.TB, s *Store) []string {
	t.Helper()
	return match(t, s, quad.Quad{})
}

func match(t rapid.TB, s *Store, pattern quad.Quad) []string {
	t.Helper()
	lines := []string{}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if err := v.Each(pattern, func(q quad.Quad) error {
		lines = append(lines, q.NQuad())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

// check reads every key of the store and fails unless the four orders hold the
// same quads and the dictionary exactly their values.
func check(t rapid.TB, s *Store) {
	t.Helper()
	it, err := s.db.NewIter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	inOrder := make(map[byte]map[quadID]bool)
	for _, o := range orders {
		inOrder[o.tag] = make(map[quadID]bool)
	}
	dict := make(map[nodeID]bool)
	for ok := it.First(); ok; ok = it.Next() {
		checkKey(t, it, dict, inOrder)
	}
	if err := it.Error(); err != nil {
		t.Fatal(err)
	}
	used := make(map[nodeID]bool)
	for quad := range inOrder['S'] {
		for _, n := range quad {
			used[n] = true
		}
		if !inOrder['P'][quad] || !inOrder['O'][quad] || inOrder['L'][quad] != (quad[slotLabel] != nodeID{}) {
			t.Errorf("quad %x is not in every order", quad)
		}
	}
	delete(used, nodeID{})
	for _, o := range orders {
		for quad := range inOrder[o.tag] {
			if !inOrder['S'][quad] {
				t.Errorf("quad %x is only in order %c", quad, o.tag)
			}
		}
	}
	for n := range used {
		if !dict[n] {
			t.Errorf("value %x has no dictionary entry", n)
		}
	}
	if len(dict) > len(used) {
		t.Errorf("the dictionary holds %d values, %d are used", len(dict), len(used))
	}
}

func checkKey(t rapid.TB, it *pebble.Iterator, dict map[nodeID]bool, inOrder map[byte]map[quadID]bool) {
	t.Helper()
	key := it.Key()
	switch key[0] {
	case tagMeta, tagNote:
	case tagDict:
		n := nodeID(key[1:])
		dict[n] = true
		if v, err := parseValue(it.Value()); err != nil || idOf(it.Value()) != n {
			t.Errorf("dictionary entry %x: value %v, error %v", n, v, err)
		}
	default:
		i := slices.IndexFunc(orders[:], func(o order) bool { return o.tag == key[0] })
		var quad quadID
		if i < 0 || !orders[i].decode(key, &quad) || !bytes.Equal(orders[i].appendPrefix(nil, &quad, 4), key) {
			t.Fatalf("strange key %x", key)
		}
		inOrder[key[0]][quad] = true
	}
}

// TestBlindAdds adds batches of quads, some of them there already or more than
// once in the batch, and holds the keys against those of a store that takes the
// quads one by one and looks for each first.
func TestBlindAdds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		blind, strict := drawnStore(rt), drawnStore(rt)
		defer blind.Close()
		defer strict.Close()
		for range rapid.IntRange(1, 3).Draw(rt, "batches") {
			quads := anyQuads(rt)
			for i, q := range quads {
				if rapid.Bool().Draw(rt, "number") { // of a kind that is not remembered
					q.Object = quad.Int(i % 3)
					quads[i] = q
				}
				if rapid.IntRange(0, 3).Draw(rt, "repeat") == 0 {
					quads = append(quads, q)
				}
			}
			if err := blind.ApplyDeltas(adds(quads), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
				rt.Fatal(err)
			}
			for _, q := range quads {
				if err := strict.ApplyDeltas(adds([]quad.Quad{q}), graph.IgnoreOpts{}); err != nil && !graph.IsQuadExist(err) {
					rt.Fatal(err)
				}
			}
			if diff := cmp.Diff(dump(rt, strict), dump(rt, blind)); diff != "" {
				rt.Fatalf("keys (-one by one +at once):\n%s", diff)
			}
		}
		bad := append(adds(anyQuads(rt)), graph.Delta{Quad: quad.Quad{Subject: quad.IRI("s")}, Action: graph.Add})
		var which *graph.DeltaError
		if err := blind.ApplyDeltas(bad, graph.IgnoreOpts{IgnoreDup: true}); !errors.As(err, &which) || which.Delta.Quad.Subject != quad.IRI("s") {
			rt.Fatalf("error %v does not name the quad without an object", err)
		}
		if diff := cmp.Diff(dump(rt, strict), dump(rt, blind)); diff != "" {
			rt.Fatalf("keys after an error (-before +after):\n%s", diff)
		}
	})
}

// TestKeyFilter: a filter hides no key that it was given, and most of those that
// are asked for one by one and that it was not given.
func TestKeyFilter(t *testing.T) {
	f := keyFilter{bloom.FilterPolicy(10)}
	key := func(tag byte, i int) []byte { return fmt.Appendf([]byte{tag}, "key %d", i) }
	w := f.NewWriter(pebble.TableFilter)
	const n = 1000
	for _, tag := range tags() {
		for i := range n {
			w.AddKey(key(tag, i))
		}
	}
	filter := w.Finish(nil)
	for _, tag := range tags() {
		hidden := 0
		for i := range 2 * n {
			may := f.MayContain(pebble.TableFilter, filter, key(tag, i))
			if !may && i < n {
				t.Fatalf("key %s is hidden", key(tag, i))
			}
			if !may {
				hidden++
			}
		}
		if one := tag == tagDict || tag == 'S'; one != (hidden > n*9/10) {
			t.Errorf("%d of %d keys that begin with %c are hidden", hidden, n, tag)
		}
	}
	if size := len(filter); size > 2*n*12/8 {
		t.Errorf("a filter for %d keys has %d bytes", 2*n, size)
	}
}
