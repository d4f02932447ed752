package store

import (
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/quad"
)

// Environment of a process of its own in which a store is loaded, to see how
// much memory that takes: the way of loading and the directory.
const (
	loadEnv    = "QUANHE_STORE_LOAD"
	loadDirEnv = "QUANHE_STORE_LOAD_DIR"
)

// deltaBatch is how many quads a write through ApplyDeltas takes.
const deltaBatch = 10_000

// news is a document of as many quads as an article, but of people who meet as
// people in the news do: few of them often, most of them seldom, any two of them
// now and then.
func news(n int) Labelled {
	d := article(n)
	rng := rand.New(rand.NewPCG(uint64(n), 7))
	agent := somebody(rng)
	for i := range d.Quads {
		switch d.Quads[i].Predicate {
		case quad.IRI("agent"):
			d.Quads[i].Object = agent
		case quad.IRI("counterpart"):
			d.Quads[i].Object = somebody(rng)
		}
	}
	return d
}

const people = 5_000

func somebody(rng *rand.Rand) quad.IRI {
	x := rng.Float64()
	return quad.IRI(fmt.Sprintf("https://quanhe.example/person/%d", int(x*x*people)))
}

// made makes documents before the time of loading them is taken.
func made(n int) []Labelled {
	docs := make([]Labelled, n)
	for i := range docs {
		docs[i] = news(i)
	}
	return docs
}

// making makes documents while they are loaded, so that they take no memory.
func making(n int) iter.Seq[Labelled] {
	return func(yield func(Labelled) bool) {
		for i := 0; i < n && yield(news(i)); i++ {
		}
	}
}

// loadDeltas writes documents through Cayley's interface, each batch synced.
func loadDeltas(qs graph.QuadStore, docs iter.Seq[Labelled]) error {
	batch := make([]graph.Delta, 0, deltaBatch)
	for d := range docs {
		for _, q := range d.Quads {
			q.Label = d.Label
			if batch = append(batch, graph.Delta{Quad: q, Action: graph.Add}); len(batch) == deltaBatch {
				if err := qs.ApplyDeltas(batch, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
					return err
				}
				batch = batch[:0]
			}
		}
	}
	return qs.ApplyDeltas(batch, graph.IgnoreOpts{IgnoreDup: true})
}

// loadBulk writes documents with a Loader.
func loadBulk(s *Store, docs iter.Seq[Labelled]) error {
	l, err := s.Load(LoadOptions{})
	if err != nil {
		return err
	}
	for d := range docs {
		if err := l.Add(d); err != nil {
			return err
		}
	}
	if _, err := l.Commit(); err != nil {
		return err
	}
	return l.Close()
}

// openPeer opens the store that ours is measured against.
func openPeer(dir string) (graph.QuadStore, error) {
	db, err := bolt.Create(dir, nil)
	if err != nil {
		return nil, err
	}
	if err := kv.Init(db, nil); err != nil {
		return nil, err
	}
	return kv.New(db, nil)
}

// figures are two stores of a million quads, and how long loading them took.
type figures struct {
	dir      string
	ours     *Store
	peer     graph.QuadStore
	oursTime cost
	peerTime cost
	peerDisk int64 // bytes
}

// BenchmarkStore prints the figures by which the store is judged, each next to
// that of Cayley's bolt in the same run where there is one. A name that ends in
// "/bolt" is a ratio.
func BenchmarkStore(b *testing.B) {
	dir, err := os.MkdirTemp("", "figures")
	if err != nil {
		b.Fatal(err)
	}
	f := &figures{dir: dir}
	defer f.close(b)
	b.Run("Load", f.load)
	b.Run("Bulk", f.bulk)
	b.Run("RSS", f.memory)
	b.Run("WhoMet", f.whoMet)
	b.Run("Document", f.document)
	b.Run("ShortestPath", f.shortestPath)
	b.Run("Scan", f.scan)
	b.Run("Disk", f.disk)
	b.Run("ThreeMillion", f.threeMillion)
}

func (f *figures) close(b *testing.B) {
	if f.ours != nil {
		if err := f.ours.Close(); err != nil {
			b.Error(err)
		}
		if err := f.peer.Close(); err != nil {
			b.Error(err)
		}
	}
	if err := os.RemoveAll(f.dir); err != nil {
		b.Error(err)
	}
}

// stores loads both stores once.
func (f *figures) stores(b *testing.B) {
	b.Helper()
	if f.ours != nil {
		return
	}
	var err error
	if f.peer, err = openPeer(filepath.Join(f.dir, "peer")); err != nil {
		b.Fatal(err)
	}
	if f.ours, err = Open(filepath.Join(f.dir, "ours"), Options{Create: true}); err != nil {
		b.Fatal(err)
	}
	docs := slices.Values(made(million))
	f.peerTime = costOf(b, func() error { return loadDeltas(f.peer, docs) })
	f.oursTime = costOf(b, func() error { return loadDeltas(f.ours, docs) })
	f.peerDisk = used(b, filepath.Join(f.dir, "peer"))
	settle(f.ours)
}

// settle waits for the merges of what was loaded, so that reads find the same
// tables whatever was measured before.
func settle(s *Store) {
	for m := s.db.Metrics(); m.Flush.NumInProgress+m.Compact.NumInProgress > 0; m = s.db.Metrics() {
		time.Sleep(10 * time.Millisecond)
	}
}

// cost is the time that something took, on the clock and of the processors. The
// second says more where other programs run on the machine.
type cost struct{ clock, cpu time.Duration }

func costOf(b *testing.B, fn func() error) cost {
	b.Helper()
	before := cpuTime(b)
	clock := timed(b, fn)
	return cost{clock, cpuTime(b) - before}
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func timed(b *testing.B, fn func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := fn(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// used is how many bytes the files below a directory have.
func used(b *testing.B, dir string) (n int64) {
	b.Helper()
	if err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	}); err != nil {
		b.Fatal(err)
	}
	return n
}

func rate(quads int, d time.Duration) float64 { return float64(quads) / d.Seconds() }

func (f *figures) load(b *testing.B) {
	f.stores(b)
	b.ReportMetric(0, "ns/op")
	f.reportLoad(b, f.oursTime)
}

func (f *figures) bulk(b *testing.B) {
	f.stores(b)
	docs := slices.Values(made(million))
	for b.Loop() {
		s := onDisk(b)
		f.reportLoad(b, costOf(b, func() error { return loadBulk(s, docs) }))
	}
}

// reportLoad reports the rate of loading the million quads that bolt loaded too.
func (f *figures) reportLoad(b *testing.B, took cost) {
	b.ReportMetric(rate(million*articleQuads, took.clock), "quads/s")
	b.ReportMetric(float64(f.peerTime.clock)/float64(took.clock), "rate/bolt")
	b.ReportMetric(float64(took.cpu)/float64(f.peerTime.cpu), "cpu/bolt")
}

// loadForMemory is what a process of its own does for the figure of memory.
func loadForMemory(way, dir string) error {
	if way == "bolt" {
		qs, err := openPeer(dir)
		if err != nil {
			return err
		}
		return loadDeltas(qs, making(million))
	}
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		return err
	}
	if way == "bulk" {
		return loadBulk(s, making(million))
	}
	return loadDeltas(s, making(million))
}

// printPeak prints the most memory that this process ever had.
func printPeak() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Println(strings.Fields(rest)[0])
	return nil
}

func (f *figures) memory(b *testing.B) {
	for b.Loop() {
		peak := make(map[string]float64) // MB
		for _, way := range []string{"bolt", "deltas", "bulk"} {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), loadEnv+"="+way, loadDirEnv+"="+filepath.Join(b.TempDir(), "db"))
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				b.Fatal(err)
			}
			kb, err := strconv.Atoi(strings.TrimSpace(string(out)))
			if err != nil {
				b.Fatal(err)
			}
			peak[way] = float64(kb) / 1024
		}
		b.ReportMetric(peak["bolt"], "bolt-MB")
		for _, way := range []string{"deltas", "bulk"} {
			b.ReportMetric(peak[way], way+"-MB")
			b.ReportMetric(peak[way]/peak["bolt"], way+"/bolt")
		}
	}
}
