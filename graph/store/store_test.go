package store

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
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
