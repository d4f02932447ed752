package store

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// A sorter gives back all that it was given, sorted, equal keys as they came, whether all of it fits in memory or hardly
// anything does; it keeps no more than it may, and leaves nothing behind.
func TestSorter(t *testing.T) {
	for _, budget := range []int{1, 2000, 1 << 20} {
		s := memory(t)
		sorter, rng := s.Sorter(budget), rand.New(rand.NewPCG(1, 2))
		type pair struct{ key, value string }
		var want, got []pair
		for i := range 3000 {
			p := pair{strings.Repeat("k", rng.IntN(3)) + fmt.Sprint(rng.IntN(200)), fmt.Sprint("value ", i)}
			want = append(want, p)
			if err := sorter.Add([]byte(p.key), []byte(p.value)); err != nil {
				t.Fatal(err)
			}
			if held := sorter.held.size(); held > budget {
				t.Fatalf("%d bytes in memory of %d", held, budget)
			}
		}
		slices.SortStableFunc(want, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
		err := sorter.Each(func(key, value []byte) error {
			got = append(got, pair{string(key), string(value)})
			return nil
		})
		if err != nil || !slices.Equal(want, got) {
			t.Errorf("%d bytes of memory: %d entries, not those %d in their order; error %v", budget, len(got), len(want), err)
		}
		if err := errors.Join(sorter.Close(), sorter.Close()); err != nil {
			t.Fatal(err)
		}
		if left := temporaries(t, s); left != 0 {
			t.Errorf("%d bytes of memory: %d temporary directories are left", budget, left)
		}
	}
}

// An error of the one who is given the entries comes back as it is.
func TestSorterStops(t *testing.T) {
	for _, budget := range []int{1, 1 << 20} {
		sorter, stop := memory(t).Sorter(budget), errors.New("stop")
		for i := range 5 {
			if err := sorter.Add([]byte{byte(i)}, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := sorter.Each(func([]byte, []byte) error { return stop }); err != stop {
			t.Errorf("%d bytes of memory: %v, want %v", budget, err, stop)
		}
		if err := sorter.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A full disk is an error that says what to do, of adding or of reading back.
func TestSorterOnAFullDisk(t *testing.T) {
	for _, budget := range []int{1, 1000} {
		var full atomic.Bool
		s, err := open(errorfs.Wrap(vfs.NewMem(), errorfs.InjectorFunc(func(op errorfs.Op) error {
			if full.Load() && op.Kind == errorfs.OpFileWrite {
				return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
			}
			return nil
		})), "db", Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		sorter := s.Sorter(budget)
		for i := 0; i < 40 && err == nil; i++ {
			full.Store(i > 30)
			err = sorter.Add([]byte{byte(i)}, nil)
		}
		if err == nil {
			err = sorter.Each(func([]byte, []byte) error { return nil })
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "make room") {
			t.Errorf("%d bytes of memory: error %v does not say what to do", budget, err)
		}
		full.Store(false)
		if err := errors.Join(sorter.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	}
}

// temporaries counts the directories for temporary files.
func temporaries(t *testing.T, s *Store) (n int) {
	t.Helper()
	names, err := s.fs.List(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, temporaryPrefix) {
			n++
		}
	}
	return n
}
