package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// records lists what a sorter gives.
func records(t interface{ Fatal(...any) }, s *sorter) []string {
	var list []string
	err := s.each(func(key, value []byte) error {
		list = append(list, string(key)+"\n"+string(value))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Whatever fits into memory, a sorter gives the records that it was given, in order, as often as asked.
func TestSorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &bench{ctx: context.Background(), budget: rapid.IntRange(1, 200).Draw(t, "budget")}
		defer b.close()
		unique := rapid.Bool().Draw(t, "unique")
		s := b.sorter(unique)
		// Keys of few letters share beginnings, end in each other and come again.
		keys := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("ab\x00")), 0, 24, -1), 0, 300).Draw(t, "keys")
		var want []string
		for i, key := range keys {
			if i%3 > 0 { // so that keys differ late, too
				key = "aaaaaaaa" + key
			}
			value := fmt.Sprint(i % 7)
			want = append(want, key+"\n"+value)
			if err := s.add([]byte(key), []byte(value)); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortFunc(want, func(a, b string) int {
			ka, va, _ := strings.Cut(a, "\n")
			kb, vb, _ := strings.Cut(b, "\n")
			return bytes.Compare([]byte(ka+"\x00\x00"+va), []byte(kb+"\x00\x00"+vb))
		})
		slices.SortStableFunc(want, func(a, b string) int {
			ka, _, _ := strings.Cut(a, "\n")
			kb, _, _ := strings.Cut(b, "\n")
			return strings.Compare(ka, kb)
		})
		if unique {
			want = slices.CompactFunc(want, func(a, b string) bool {
				ka, _, _ := strings.Cut(a, "\n")
				kb, _, _ := strings.Cut(b, "\n")
				return ka == kb
			})
		}
		if got := records(t, s); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		if n, err := s.count(); err != nil || n != len(want) {
			t.Fatalf("count %d, %v; want %d", n, err, len(want))
		}
		if got := records(t, s); !slices.Equal(got, want) {
			t.Fatalf("the second time got %q, want %q", got, want)
		}
	})
}

// An index finds each key that a sorter was given, with the least of its values, and no other, in memory as in a file; and
// memory that another sorter has used changes nothing.
func TestIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &bench{ctx: context.Background(), budget: rapid.SampledFrom([]int{500, 1 << 20}).Draw(t, "budget")}
		defer b.close()
		used, s := b.sorter(false), b.sorter(true)
		want := map[string]string{}
		keys := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("abc")), 0, 6, -1), 0, 60).Draw(t, "keys")
		for i, key := range keys {
			value := strings.Repeat(fmt.Sprint(i%10), rapid.SampledFrom([]int{1, 3000}).Draw(t, "length")) // a block holds few or many
			if old, ok := want[key]; !ok || value < old {
				want[key] = value
			}
			for _, to := range []*sorter{used, s} {
				if err := to.add([]byte(key), []byte(value)); err != nil {
					t.Fatal(err)
				}
			}
			if i == len(keys)/2 {
				if err := used.last(func(_, _ []byte) error { return nil }); err != nil {
					t.Fatal(err)
				}
				used = b.sorter(false)
			}
		}
		x, err := s.index()
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range append(keys, "", "a", "ab", "abc", "b", "cccccc", "d") {
			value, ok, err := x.get([]byte(key))
			if wanted, there := want[key]; err != nil || ok != there || ok && string(value) != wanted {
				t.Fatalf("%q: %.20q %v %v, want %.20q %v", key, value, ok, err, wanted, there)
			}
		}
	})
}

// Many files are merged in steps, and nothing stays in the folder for temporary files.
func TestSorterMergesManyFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := &bench{ctx: t.Context(), budget: 1}
	s := b.sorter(false)
	const n = 3*fanIn + 5
	for i := range n {
		if err := s.add([]byte(fmt.Sprintf("%04d", (i*7919)%n)), nil); err != nil {
			t.Fatal(err)
		}
	}
	got := records(t, s)
	if len(got) != n || !slices.IsSorted(got) {
		t.Errorf("%d records, sorted: %v", len(got), slices.IsSorted(got))
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := b.close(); err != nil {
		t.Error(err)
	}
}

// A folder that cannot be written to is an error that names it.
func TestSorterWithoutTemporaryFolder(t *testing.T) {
	t.Setenv("TMPDIR", "/nowhere")
	b := &bench{ctx: t.Context(), budget: 1}
	s := b.sorter(false)
	var err error
	for i := 0; i < 3 && err == nil; i++ {
		err = s.add([]byte{byte(i)}, nil)
	}
	if err = errors.Join(err, b.close()); err == nil || !strings.Contains(err.Error(), "/nowhere") {
		t.Errorf("error %v", err)
	}
}

// Keys compare as their parts do, and give the parts back.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringOf(rapid.SampledFrom([]rune("a\x00\x01\uffff")))
		a, b := rapid.SliceOfN(part, 2, 2).Draw(t, "a"), rapid.SliceOfN(part, 2, 2).Draw(t, "b")
		if got, want := bytes.Compare(keyOf(a...), keyOf(b...)), slices.Compare(a, b); got != want {
			t.Fatalf("keys of %q and %q compare %d, parts %d", a, b, got, want)
		}
		first, rest := cutKey(keyOf(a...))
		second, rest := cutKey(rest)
		if first != a[0] || second != a[1] || len(rest) > 0 {
			t.Fatalf("%q reads %q %q and %q", a, first, second, rest)
		}
		for _, known := range []string{a[0], b[0], a[0] + "\x00\x01" + a[1]} {
			if again, rest := cutKeyAs(keyOf(a...), known); again != first || !bytes.Equal(rest, keyOf(a[1])) {
				t.Fatalf("%q reads %q and %q where %q is known", a, again, rest, known)
			}
		}
	})
}
