package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// verify returns the faults of a store, as lines.
func verify(t rapid.TB, s *Store, opt VerifyOptions) (Report, []string) {
	t.Helper()
	lines := []string{}
	report, err := s.Verify(context.Background(), opt, func(f Fault) error {
		lines = append(lines, f.String())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Sound() != (len(lines) == 0) {
		t.Errorf("report %+v of the faults %v", report, lines)
	}
	slices.Sort(lines)
	return report, lines
}

// set and unset change a key behind the store's back.
func set(t rapid.TB, s *Store, key, value string) {
	if err := s.db.Set([]byte(key), []byte(value), pebble.Sync); err != nil {
		t.Fatal(err)
	}
}

func unset(t rapid.TB, s *Store, key string) {
	if err := s.db.Delete([]byte(key), pebble.Sync); err != nil {
		t.Fatal(err)
	}
}

// keyIn is the key of a quad in the order of a tag.
func keyIn(t rapid.TB, tag byte, q quad.Quad) string {
	t.Helper()
	n, err := newChange().encode(q)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(orders[:], func(o order) bool { return o.tag == tag })
	return string(orders[i].appendPrefix(nil, &n, 4))
}

func dictKeyOf(t rapid.TB, v quad.Value) string {
	t.Helper()
	n, err := id(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(dictKey(n))
}

// TestVerify damages a store in one way after the other. Verify must find
// exactly that, change nothing, and with Repair bring back the keys as they
// were, except for values that are gone.
func TestVerify(t *testing.T) {
	held, bare := q("s", "p", "o", "d"), q("s", "p", "o", "")
	stray, strayBare := q("s", "p", "new", "d"), q("s", "p", "new", "")
	type damage struct {
		reason string
		do     func(t testing.TB, s *Store)
		want   []string
		lost   []string // what is left after the repair
	}
	line := func(kind Damage, key string, document quad.Value) string {
		return Fault{Damage: kind, Key: []byte(key), Document: document}.String()
	}
	var cases []damage
	for _, o := range orders {
		key := keyIn(t, o.tag, held)
		cases = append(cases,
			damage{fmt.Sprintf("%c lacks a quad", o.tag), func(t testing.TB, s *Store) { unset(t, s, key) },
				[]string{line(MissingQuad, key, held.Label)}, nil},
			damage{fmt.Sprintf("%c holds a foreign quad of known values", o.tag),
				func(t testing.TB, s *Store) { set(t, s, keyIn(t, o.tag, q("o", "s", "p", "d")), "") },
				[]string{line(ForeignQuad, keyIn(t, o.tag, q("o", "s", "p", "d")), held.Label)}, nil},
			damage{fmt.Sprintf("%c holds a foreign quad of unknown values", o.tag),
				func(t testing.TB, s *Store) { set(t, s, keyIn(t, o.tag, q("u", "v", "w", "x")), "") },
				[]string{line(ForeignQuad, keyIn(t, o.tag, q("u", "v", "w", "x")), nil)}, nil},
			damage{fmt.Sprintf("%c has a value", o.tag), func(t testing.TB, s *Store) { set(t, s, key, "value") },
				[]string{line(ForeignKey, key, nil)}, nil},
			damage{fmt.Sprintf("%c has a short key", o.tag), func(t testing.TB, s *Store) { set(t, s, key[:40], "") },
				[]string{line(ForeignKey, key[:40], nil)}, nil},
			damage{fmt.Sprintf("%c has a long key", o.tag), func(t testing.TB, s *Store) { set(t, s, key+"x", "") },
				[]string{line(ForeignKey, key+"x", nil)}, nil})
		zero := o.appendPrefix(nil, &quadID{1: {1}, 3: {3}}, 4)
		cases = append(cases, damage{fmt.Sprintf("%c has a quad without subject", o.tag),
			func(t testing.TB, s *Store) { set(t, s, string(zero), "") },
			[]string{line(ForeignKey, string(zero), nil)}, nil})
		if o.tag == 'L' {
			continue
		}
		unlabelled := keyIn(t, o.tag, bare)
		cases = append(cases, damage{fmt.Sprintf("%c lacks a quad without label", o.tag),
			func(t testing.TB, s *Store) { unset(t, s, unlabelled) }, []string{line(MissingQuad, unlabelled, nil)}, nil})
	}
	sKey, pKey, lBare := keyIn(t, 'S', held), keyIn(t, 'P', held), keyIn(t, 'L', bare)
	object, label, unused := dictKeyOf(t, quad.IRI("o")), dictKeyOf(t, held.Label), dictKeyOf(t, quad.IRI("unused"))
	first, last := string(dictKey(nodeID{idLen - 1: 1})), "D"+strings.Repeat("\xff", idLen)
	cases = append(cases,
		damage{"two orders lack a quad", func(t testing.TB, s *Store) { unset(t, s, sKey); unset(t, s, pKey) },
			[]string{line(MissingQuad, pKey, held.Label), line(MissingQuad, sKey, held.Label)}, nil},
		damage{"only one order holds it", func(t testing.TB, s *Store) { set(t, s, keyIn(t, 'S', stray), "") },
			[]string{line(ForeignQuad, keyIn(t, 'S', stray), held.Label)}, nil},
		damage{"L holds a quad without label", func(t testing.TB, s *Store) { set(t, s, lBare, "") },
			[]string{line(ForeignKey, lBare, nil)}, nil},
		damage{"an unknown tag", func(t testing.TB, s *Store) { set(t, s, "Q12", "x") },
			[]string{line(ForeignKey, "Q12", nil)}, nil},
		damage{"a second metadata key", func(t testing.TB, s *Store) { set(t, s, "M2", "x") },
			[]string{line(ForeignKey, "M2", nil)}, nil},
		damage{"a note without name", func(t testing.TB, s *Store) { set(t, s, "N", "x") },
			[]string{line(ForeignKey, "N", nil)}, nil},
		damage{"a long dictionary key", func(t testing.TB, s *Store) { set(t, s, object+"x", "io") },
			[]string{line(ForeignKey, object+"x", nil)}, nil},
		damage{"an unused value", func(t testing.TB, s *Store) { set(t, s, unused, "iunused") },
			[]string{line(UnusedValue, unused, nil)}, nil},
		damage{"unused values before and after all others", func(t testing.TB, s *Store) {
			set(t, s, first, "i")
			set(t, s, last, "i")
		}, []string{line(UnusedValue, first, nil), line(UnusedValue, last, nil)}, nil},
		damage{"an order has one quad for another", func(t testing.TB, s *Store) {
			unset(t, s, sKey)
			set(t, s, keyIn(t, 'S', stray), "")
		}, []string{line(MissingQuad, sKey, held.Label), line(ForeignQuad, keyIn(t, 'S', stray), held.Label)}, nil},
		damage{"an order has one quad without label for another", func(t testing.TB, s *Store) {
			unset(t, s, keyIn(t, 'O', bare))
			set(t, s, keyIn(t, 'O', strayBare), "")
		}, []string{line(MissingQuad, keyIn(t, 'O', bare), nil), line(ForeignQuad, keyIn(t, 'O', strayBare), nil)}, nil},
		damage{"an unused wrong value", func(t testing.TB, s *Store) { set(t, s, unused, "iother") },
			[]string{line(UnusedValue, unused, nil)}, nil},
		damage{"a lost object", func(t testing.TB, s *Store) { unset(t, s, object) },
			[]string{line(LostValue, object, nil), line(LostValue, object, quad.IRI("d")), line(LostValue, object, quad.IRI("e"))},
			[]string{line(LostValue, object, nil), line(LostValue, object, quad.IRI("d")), line(LostValue, object, quad.IRI("e"))}},
		damage{"a wrong object", func(t testing.TB, s *Store) { set(t, s, object, "iO") },
			[]string{line(WrongValue, object, nil), line(WrongValue, object, quad.IRI("d")), line(WrongValue, object, quad.IRI("e"))},
			[]string{line(LostValue, object, nil), line(LostValue, object, quad.IRI("d")), line(LostValue, object, quad.IRI("e"))}},
		damage{"a lost label", func(t testing.TB, s *Store) { unset(t, s, label) },
			[]string{line(LostValue, label, nil)}, []string{line(LostValue, label, nil)}},
		damage{"a lost object that an order lacks too", func(t testing.TB, s *Store) { unset(t, s, sKey); unset(t, s, object) },
			[]string{line(LostValue, object, nil), line(LostValue, object, quad.IRI("d")), line(LostValue, object, quad.IRI("e")),
				line(MissingQuad, sKey, held.Label)},
			[]string{line(LostValue, object, nil), line(LostValue, object, quad.IRI("d")), line(LostValue, object, quad.IRI("e"))}})

	for _, c := range cases {
		t.Run(c.reason, func(t *testing.T) {
			s := memory(t)
			replace(t, s, "d", []quad.Quad{held, q("s", "p", "p", "")})
			replace(t, s, "e", []quad.Quad{q("s", "p", "o", "")})
			if err := s.ApplyDeltas([]graph.Delta{{Quad: bare, Action: graph.Add}}, graph.IgnoreOpts{}); err != nil {
				t.Fatal(err)
			}
			update(t, s, func(tx *Tx) error { return tx.SetNote("note", []byte("kept")) })
			if report, faults := verify(t, s, VerifyOptions{}); len(faults) > 0 || report.Quads != 4 || report.Values != 5 {
				t.Fatalf("before the damage: %+v, faults %v", report, faults)
			}
			sound := dump(t, s)
			c.do(t, s)
			damaged := dump(t, s)
			if cmp.Equal(sound, damaged) {
				t.Fatal("the damage did nothing")
			}
			slices.Sort(c.want)
			for _, opt := range []VerifyOptions{{}, {Memory: 1}, {Repair: true}} {
				if opt.Repair {
					if diff := cmp.Diff(damaged, dump(t, s)); diff != "" {
						t.Errorf("verify without repair changed keys:\n%s", diff)
					}
				}
				if _, got := verify(t, s, opt); !cmp.Equal(c.want, got) {
					t.Errorf("%+v: faults (-want +got):\n%s", opt, cmp.Diff(c.want, got))
				}
			}
			_, left := verify(t, s, VerifyOptions{})
			if want := append([]string{}, c.lost...); !cmp.Equal(want, left) {
				t.Errorf("after the repair: faults (-want +got):\n%s", cmp.Diff(want, left))
			}
			if len(c.lost) == 0 {
				if diff := cmp.Diff(sound, dump(t, s)); diff != "" {
					t.Errorf("after the repair: keys (-before the damage +now):\n%s", diff)
				}
			}
			if left := temporary(t, s); len(left) > 0 {
				t.Errorf("temporary files: %v", left)
			}
		})
	}
}

// TestLostOrder loses whole orders of a larger store, then brings them back
// from the others.
func TestLostOrder(t *testing.T) {
	for _, tags := range []string{"S", "P", "O", "L", "SP", "OL"} {
		s := memory(t)
		var docs []Labelled
		for i := range 50 {
			docs = append(docs, article(i))
		}
		if _, err := s.ReplaceAll(docs); err != nil {
			t.Fatal(err)
		}
		sound := dump(t, s)
		for _, tag := range []byte(tags) {
			if err := s.db.DeleteRange([]byte{tag}, []byte{tag + 1}, pebble.Sync); err != nil {
				t.Fatal(err)
			}
		}
		report, _ := verify(t, s, VerifyOptions{Repair: true, Memory: 10_000})
		if want := int64(len(tags) * 50 * articleQuads); report.Faults[MissingQuad] != want {
			t.Errorf("without %s: %d missing quads, want %d", tags, report.Faults[MissingQuad], want)
		}
		if diff := cmp.Diff(sound, dump(t, s)); diff != "" {
			t.Errorf("without %s: keys (-before +repaired):\n%s", tags, diff)
		}
		check(t, s)
	}
}

// TestLostDocuments drops and writes again the documents that lost a value.
func TestLostDocuments(t *testing.T) {
	s := memory(t)
	docs := []Labelled{article(1), article(2), article(3)}
	if _, err := s.ReplaceAll(docs); err != nil {
		t.Fatal(err)
	}
	sound := dump(t, s)
	unset(t, s, dictKeyOf(t, quad.IRI("agent")))       // of all
	unset(t, s, dictKeyOf(t, quad.String("Bài 2")))    // of one
	set(t, s, dictKeyOf(t, quad.String("Bài 3")), "x") // of one
	concerned := map[quad.Value]bool{}
	report, err := s.Verify(t.Context(), VerifyOptions{Repair: true}, func(f Fault) error {
		concerned[f.Document] = true
		return nil
	})
	if err != nil || report.Repairable() || report.Faults[LostValue] != 4 || report.Faults[WrongValue] != 1 {
		t.Errorf("report %+v, error %v", report, err)
	}
	for label := range concerned {
		if _, err := s.Drop(label); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.ReplaceAll(docs); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sound, dump(t, s)); diff != "" {
		t.Errorf("keys (-before the damage +written again):\n%s", diff)
	}
}

// TestVerifyRandomDamage removes and adds quads in single orders at random.
func TestVerifyRandomDamage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnStore(rt)
		defer s.Close()
		if _, err := s.ReplaceAll(loadedDocs(rt, "d")); err != nil {
			rt.Fatal(err)
		}
		sound := dump(rt, s)
		want := map[string]bool{}
		touched := map[string]bool{} // quads: two faults of one could be a tie
		for _, key := range slices.Sorted(maps.Keys(sound)) {
			var n quadID
			if i := orderOf([]byte(key)); i < 0 || !orders[i].decode([]byte(key), &n) || touched[fmt.Sprint(n)] {
				continue
			}
			if rapid.IntRange(0, 9).Draw(rt, "damage") == 0 {
				touched[fmt.Sprint(n)] = true
				unset(rt, s, key)
				want[fmt.Sprintf("%s %c %x", MissingQuad, key[0], key[1:])] = true
			}
		}
		for _, foreign := range anyQuads(rt) {
			foreign.Label = quad.IRI("nobody")
			tag := rapid.SampledFrom([]byte("SPOL")).Draw(rt, "order")
			key := keyIn(rt, tag, foreign)
			if n := fmt.Sprint(foreign); !touched[n] {
				touched[n] = true
				set(rt, s, key, "")
				want[fmt.Sprintf("%s %c %x", ForeignQuad, key[0], key[1:])] = true
			}
		}
		for _, repair := range []bool{false, true} {
			_, faults := verify(rt, s, VerifyOptions{Memory: 300, Repair: repair})
			got := map[string]bool{}
			for _, f := range faults {
				f, _, _ = strings.Cut(f, " of ")
				got[f] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("faults (-want +got):\n%s", diff)
			}
		}
		if diff := cmp.Diff(sound, dump(rt, s)); diff != "" {
			rt.Fatalf("keys (-before the damage +repaired):\n%s", diff)
		}
	})
}

func TestVerifyOfOthers(t *testing.T) {
	fs := vfs.NewMem()
	s := reopen(t, fs)
	replace(t, s, "d", doc("d", 5))
	unset(t, s, keyIn(t, 'P', q("d/0", "type", "claim", "d")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Verify(t.Context(), VerifyOptions{}, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: error %v, want ErrClosed", err)
	}
	r, err := open(fs, "db", Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if report, err := r.Verify(t.Context(), VerifyOptions{}, nil); err != nil || report.Faults[MissingQuad] != 1 {
		t.Errorf("read-only: %+v, error %v", report, err)
	}
	if _, err := r.Verify(t.Context(), VerifyOptions{Repair: true}, nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("read-only: repair: error %v, want ErrReadOnly", err)
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Verify(canceled, VerifyOptions{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: error %v", err)
	}
	stop := errors.New("enough")
	if _, err := r.Verify(t.Context(), VerifyOptions{}, func(Fault) error { return stop }); err != stop {
		t.Errorf("error %v, want that of the function", err)
	}
}
