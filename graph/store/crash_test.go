package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// version is a document whose n quads all carry the number of its version.
func version(number, n int) []quad.Quad {
	quads := doc("d", n)
	for i := range quads {
		quads[i].Object = quad.Int(number)
	}
	return quads
}

// holdsVersion fails unless the store holds one whole version, and returns it.
func holdsVersion(t *testing.T, s *Store, n int) int {
	t.Helper()
	check(t, s)
	number, count := 0, 0
	v := view(t, s)
	if err := v.Each(quad.Quad{Label: quad.IRI("d")}, func(q quad.Quad) error {
		this := int(q.Object.(quad.Int))
		if count++; count > 1 && this != number {
			return fmt.Errorf("quads of versions %d and %d", number, this)
		}
		number = this
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if count != n && number != 0 {
		t.Fatalf("version %d has %d quads of %d", number, count, n)
	}
	return number
}

// TestCrash takes the power away while a writer replaces a document again and
// again. What is on disk must be one whole version: none that was not yet
// written, none older than the last one confirmed.
func TestCrash(t *testing.T) {
	const quads, crashes = 50, 20
	fs := vfs.NewCrashableMem()
	s := reopen(t, fs)
	var started, confirmed atomic.Int64
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		for number := 1; ; number++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			started.Store(int64(number))
			if _, err := s.Replace(quad.IRI("d"), version(number, quads)); err != nil {
				done <- err
				return
			}
			confirmed.Store(int64(number))
		}
	}()
	rng := rand.New(rand.NewPCG(1, 2))
	seen := make(map[int]bool)
	for crash := range crashes {
		for target := confirmed.Load() + 1; confirmed.Load() < target && len(done) == 0; {
		}
		oldest := confirmed.Load()
		disk := fs.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: crash * 100 / crashes, RNG: rng})
		newest := started.Load()
		after := reopen(t, disk)
		got := holdsVersion(t, after, quads)
		if int64(got) < oldest || int64(got) > newest {
			t.Errorf("crash %d: version %d on disk, want %d to %d", crash, got, oldest, newest)
		}
		seen[got] = true
		if _, err := after.Replace(quad.IRI("d"), version(-1, quads)); err != nil {
			t.Errorf("crash %d: write after it: %v", crash, err)
		}
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if len(seen) < crashes/2 {
		t.Errorf("%d crashes met only %d versions: the writer hardly moved", crashes, len(seen))
	}
}

// TestReadersSeeWholeVersions reads through views while a writer replaces.
func TestReadersSeeWholeVersions(t *testing.T) {
	const quads, reads = 20, 30
	s := memory(t)
	replace(t, s, "d", version(1, quads))
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		for number := 2; ; number++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if _, err := s.Replace(quad.IRI("d"), version(number, quads)); err != nil {
				done <- err
				return
			}
		}
	}()
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for range reads {
				v, err := s.View()
				if err != nil {
					t.Error(err)
					return
				}
				objects := map[quad.Value]int{}
				err = v.Each(quad.Quad{Label: quad.IRI("d")}, func(q quad.Quad) error { objects[q.Object]++; return nil })
				if len(objects) != 1 || err != nil {
					t.Errorf("a view holds quads of the versions %v, error %v", objects, err)
				}
				if err := v.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	readers.Wait()
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	check(t, s)
}

// TestFullDisk lets writes to the log fail. The store must say so, take no more
// writes, and hold whole documents when it is opened again.
func TestFullDisk(t *testing.T) {
	disk := vfs.NewMem()
	var full atomic.Bool
	s := reopen(t, errorfs.Wrap(disk, errorfs.InjectorFunc(func(op errorfs.Op) error {
		isWrite := op.Kind == errorfs.OpFileWrite || op.Kind == errorfs.OpFileSync || op.Kind == errorfs.OpFileSyncData
		if full.Load() && isWrite && strings.HasSuffix(op.Path, ".log") {
			return errorfs.ErrInjected
		}
		return nil
	})))
	replace(t, s, "d", version(1, 10))
	full.Store(true)
	for attempt := range 2 {
		_, err := s.Replace(quad.IRI("d"), version(2, 10))
		if err == nil || !strings.Contains(err.Error(), "open the store again") {
			t.Errorf("attempt %d on a full disk: error %v", attempt, err)
		}
	}
	full.Store(false)
	if _, err := s.Replace(quad.IRI("d"), version(3, 10)); err == nil {
		t.Error("the store went on after a failure whose extent it does not know")
	}
	_ = s.Close() // it may report the failure
	if got := holdsVersion(t, reopen(t, disk), 10); got != 1 && got != 2 {
		t.Errorf("version %d after the failure, want 1 or 2", got)
	}
}

// TestNameOfManifestLasts takes the power away as soon as a manifest was made.
// Nothing in it need last, but its name.
func TestNameOfManifestLasts(t *testing.T) {
	disk := vfs.NewCrashableMem()
	if err := disk.MkdirAll("db", 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := disk.OpenDir("")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(root.Sync(), root.Close()); err != nil {
		t.Fatal(err)
	}
	f, err := newGuard(disk, &failure{}).Create(disk.PathJoin("db", "MANIFEST-000001"), vfs.WriteCategoryUnspecified)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, err := disk.CrashClone(vfs.CrashCloneCfg{}).List("db")
	if err != nil || !slices.Contains(names, "MANIFEST-000001") {
		t.Errorf("after the crash the directory holds %v, %v", names, err)
	}
}
