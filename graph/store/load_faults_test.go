package store

import (
	"bytes"
	gocmp "cmp"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// TestLoadLeftOver opens a store after a load that nobody ended.
func TestLoadLeftOver(t *testing.T) {
	fs := vfs.NewCrashableMem()
	s := reopen(t, fs)
	replace(t, s, "d", doc("d", 3))
	l := loader(t, s, 1)
	if err := l.Add(article(1)); err != nil {
		t.Fatal(err)
	}
	l.spilling.Wait()
	disk := fs.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 100, RNG: rand.New(rand.NewPCG(1, 2))})
	names, err := disk.List("db/" + temporaryPrefix + "1")
	if len(names) != streams-1 || err != nil {
		t.Fatalf("the crash left %v, error %v, want a run for each stream but that of notes", names, err)
	}
	after := reopen(t, disk)
	if left := temporary(t, after); len(left) > 0 {
		t.Errorf("temporary files after opening: %v", left)
	}
	if got := all(t, after); len(got) != 3 {
		t.Errorf("the store holds %v", got)
	}
}

// TestLoadOnAFullDisk lets the disk be full from the first write of a load on,
// from the second, and so on until the load is done. The store must hold the
// loaded documents whole or not at all, as the commit said, and be usable: at
// once if only temporary files were concerned, else when it is opened again.
func TestLoadOnAFullDisk(t *testing.T) {
	atOnce, afterOpening := 0, 0
	for room := 0; ; room++ {
		disk := vfs.NewMem()
		left := &atomic.Int64{}
		left.Store(1 << 40)
		full := errorfs.InjectorFunc(func(op errorfs.Op) error {
			if op.Kind.ReadOrWrite() == errorfs.OpIsWrite && op.Kind != errorfs.OpRemove && op.Kind != errorfs.OpRemoveAll &&
				left.Add(-1) < 0 {
				return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
			}
			return nil
		})
		filled := reopen(t, disk)
		replace(t, filled, "before", doc("before", 3))
		if err := filled.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := open(errorfs.Wrap(disk, full), "db", Options{}) // with no keys in memory
		if err != nil {
			t.Fatal(err)
		}
		left.Store(int64(room))
		failed := loadArticles(s, 10)
		left.Store(1 << 40)
		if failed != nil && !errors.Is(failed, syscall.ENOSPC) && s.failure.check() == nil {
			t.Errorf("room %d: error %v does not say that the disk is full", room, failed)
		}
		if failed != nil && (!strings.Contains(failed.Error(), "make room") || strings.Contains(failed.Error(), "\n")) {
			t.Errorf("room %d: error %v does not say once what to do", room, failed)
		}
		_, err = s.Replace(quad.IRI("after"), doc("after", 2))
		switch {
		case err == nil && failed != nil:
			atOnce++
		case err != nil:
			afterOpening++
		}
		written := err == nil
		_ = s.Close() // it may report the failure
		s = reopen(t, disk)
		if _, faults := verify(t, s, VerifyOptions{}); len(faults) > 0 {
			t.Errorf("room %d: faults %v", room, faults)
		}
		if left := temporary(t, s); len(left) > 0 {
			t.Errorf("room %d: temporary files %v", room, left)
		}
		loaded := len(match(t, s, quad.Quad{Predicate: quad.IRI("title")}))
		if loaded != 10 && (failed == nil || loaded != 0) {
			t.Errorf("room %d: %d of 10 documents after the error %v", room, loaded, failed)
		}
		if got := len(match(t, s, quad.Quad{Label: quad.IRI("before")})); got != 3 {
			t.Errorf("room %d: %d of 3 quads of before", room, got)
		}
		if got := len(match(t, s, quad.Quad{Label: quad.IRI("after")})); written && got != 2 {
			t.Errorf("room %d: %d of 2 quads confirmed after the failure", room, got)
		}
		if failed == nil && written {
			t.Logf("room for %d writes was needed; usable at once %d times, after opening again %d times", room, atOnce, afterOpening)
			break
		}
	}
	if atOnce < 2*streams || afterOpening == 0 {
		t.Errorf("usable at once after %d failures, after opening again after %d: too few to tell", atOnce, afterOpening)
	}
}

// smallDisk has a number of bytes left.
type smallDisk struct {
	vfs.FS
	left uint64
}

func (d *smallDisk) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: d.left}, nil
}

// TestNearlyFullDisk must refuse writes before Pebble cannot begin a log.
func TestNearlyFullDisk(t *testing.T) {
	const reserve = 96 << 20
	disk := &smallDisk{vfs.NewMem(), reserve}
	s := reopen(t, disk)
	replace(t, s, "d", doc("d", 3))
	l := loader(t, s, 0)
	if err := l.Add(article(1)); err != nil {
		t.Fatal(err)
	}
	disk.left--
	_, commitErr := l.Commit()
	_, replaceErr := s.Replace(quad.IRI("d"), nil)
	for what, err := range map[string]error{"commit": commitErr, "replace": replaceErr} {
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "95 MB left, writes need 96") ||
			strings.Count(err.Error(), "store ") != 1 {
			t.Errorf("%s: error %v", what, err)
		}
	}
	disk.left = reserve
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	replace(t, s, "d", doc("d", 1))
	if got := all(t, s); len(got) != 1 {
		t.Errorf("the store holds %v", got)
	}
}

// loadArticles loads articles with several spills and removes its temporary
// files as far as it can.
func loadArticles(s *Store, n int) error {
	l, err := s.Load(LoadOptions{Memory: 20_000})
	if err != nil {
		return err
	}
	for i := range n {
		if err == nil {
			err = l.Add(article(i))
		}
	}
	if err == nil {
		_, err = l.Commit()
	}
	return gocmp.Or(err, l.Close())
}

// TestDamagedRun cuts a run off at every byte: reading it must end with an
// error, unless the cut is between two entries.
func TestDamagedRun(t *testing.T) {
	fs := vfs.NewMem()
	keys := []string{"a", "ab", "abc", "b"}
	ends := map[int]bool{0: true}
	err := writeRun(fs, "run", func(fn func(key, value []byte) error) error {
		for _, k := range keys {
			if err := fn([]byte(k), []byte("value of "+k)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := fs.Open("run")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	at, last := 0, ""
	for _, k := range keys {
		at += 3 + len(k) - sharedPrefix([]byte(last), []byte(k)) + len("value of "+k)
		ends[at], last = true, k
	}
	if at != len(data) {
		t.Fatalf("the run has %d bytes, want %d", len(data), at)
	}
	for n := range data {
		cut, err := fs.Create("cut", vfs.WriteCategoryUnspecified)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cut.Write(bytes.Clone(data[:n])); err != nil { // which a file in memory may scribble over
			t.Fatal(err)
		}
		if err := cut.Close(); err != nil {
			t.Fatal(err)
		}
		got := 0
		err = mergeFiles(fs, []string{"cut"}, func(key, value []byte) error {
			if string(key) != keys[got] || string(value) != "value of "+keys[got] {
				t.Errorf("cut at %d: entry %q %q", n, key, value)
			}
			got++
			return nil
		})
		if (err == nil) != ends[n] {
			t.Errorf("cut at %d: %d entries, error %v", n, got, err)
		}
	}
}

// TestDamagedBins cuts the file of bins off at every byte, and lets it name a
// value that there is not: reading it must end with an error.
func TestDamagedBins(t *testing.T) {
	fs := vfs.NewMem()
	quads := []quadAt{{2, 1, 1, 3}, {1, 1, 2, 0}, {1, 2, 3, 3}}
	read := func(limit, size int) (got []quadAt, err error) {
		b, err := newBins(fs, "bins", 0, []uint32{0, 2, 1})
		if err != nil {
			t.Fatal(err)
		}
		b.limit = limit
		for _, q := range quads {
			if err := b.put(&q); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.end(); err != nil {
			t.Fatal(err)
		}
		b.f = &cutFile{b.f, int64(size)}
		err = b.each(func(quads []quadAt) error {
			got = append(got, quads...)
			return nil
		})
		return got, errors.Join(err, b.remove())
	}
	whole := len(quads) * quadLen
	want := []quadAt{quads[1], quads[2], quads[0]}
	if got, err := read(4, whole); !slices.Equal(got, want) || err != nil {
		t.Errorf("%v, error %v, want %v", got, err, want)
	}
	for n := range whole {
		if _, err := read(4, n); !errors.Is(err, errTorn) {
			t.Errorf("cut at %d: error %v", n, err)
		}
	}
	if _, err := read(3, whole); !errors.Is(err, errTorn) {
		t.Errorf("a value that there is not: error %v", err)
	}
}

// A cutFile is a file of which only the first bytes are there.
type cutFile struct {
	vfs.File
	size int64
}

func (f *cutFile) ReadAt(p []byte, at int64) (int, error) {
	n, err := f.File.ReadAt(p[:max(0, min(int64(len(p)), f.size-at))], at)
	if n < len(p) && err == nil {
		err = io.EOF
	}
	return n, err
}
