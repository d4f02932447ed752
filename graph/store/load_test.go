package store

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func loader(t rapid.TB, s *Store, memory int) *Loader {
	t.Helper()
	l, err := s.Load(LoadOptions{Memory: memory})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// dump is every key of the store with its value.
func dump(t rapid.TB, s *Store) map[string]string {
	t.Helper()
	it, err := s.db.NewIter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	keys := make(map[string]string)
	for ok := it.First(); ok; ok = it.Next() {
		keys[string(it.Key())] = string(it.Value())
	}
	if err := it.Error(); err != nil {
		t.Fatal(err)
	}
	return keys
}

// loadedDocs draws documents of distinct labels with few values, some of them
// large, so that values and quads repeat within documents and across them.
func loadedDocs(t *rapid.T, prefix string) []Labelled {
	docs := make([]Labelled, rapid.IntRange(0, 8).Draw(t, "documents"))
	for i := range docs {
		docs[i] = Labelled{Label: quad.IRI(fmt.Sprint(prefix, i)), Quads: anyQuads(t)}
		for j := range docs[i].Quads {
			q := &docs[i].Quads[j]
			if q.Label != nil {
				q.Label = docs[i].Label
			}
			if rapid.IntRange(0, 9).Draw(t, "large") == 0 {
				q.Object = quad.String(strings.Repeat("Việt Nam ", rapid.IntRange(1, 3000).Draw(t, "length")))
			}
		}
		if n := len(docs[i].Quads); n > 0 && rapid.Bool().Draw(t, "repeat") {
			docs[i].Quads = append(docs[i].Quads, docs[i].Quads[n/2])
		}
	}
	return docs
}

func drawnStore(t *rapid.T) *Store {
	s, err := OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLoadEqualsReplace loads documents into a filled store, in several
// commits, from several goroutines and with so little memory that it sorts in
// files. The store must have the keys that ReplaceAll writes, each of them.
func TestLoadEqualsReplace(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		slow, fast := drawnStore(rt), drawnStore(rt)
		defer slow.Close()
		defer fast.Close()
		before := loadedDocs(rt, "before")
		unlabelled := []graph.Delta{{Quad: q("a", "p", "b", ""), Action: graph.Add}}
		for _, s := range []*Store{slow, fast} {
			if _, err := s.ReplaceAll(before); err != nil {
				rt.Fatal(err)
			}
			if err := s.ApplyDeltas(unlabelled, graph.IgnoreOpts{}); err != nil {
				rt.Fatal(err)
			}
		}
		l := loader(rt, fast, rapid.SampledFrom([]int{1, 20_000, 0}).Draw(rt, "memory"))
		for commit := range rapid.IntRange(1, 3).Draw(rt, "commits") {
			docs := loadedDocs(rt, fmt.Sprintf("commit %d, ", commit))
			want, err := slow.ReplaceAll(docs)
			if err != nil {
				rt.Fatal(err)
			}
			var adding sync.WaitGroup
			for half := range 2 {
				adding.Go(func() {
					for i := half; i < len(docs); i += 2 {
						if err := l.Add(docs[i]); err != nil {
							t.Error(err)
						}
					}
				})
			}
			adding.Wait()
			how := rapid.SampledFrom([]func(*Loader) (Delta, error){(*Loader).Commit, (*Loader).CommitAside}).Draw(rt, "how")
			if got, err := how(l); got != want || err != nil {
				rt.Fatalf("commit %d: %+v, error %v, want %+v", commit, got, err, want)
			}
			if diff := gocmp.Diff(dump(rt, slow), dump(rt, fast)); diff != "" {
				rt.Fatalf("commit %d: keys (-replaced +loaded):\n%s", commit, diff)
			}
		}
		if err := l.Close(); err != nil {
			rt.Fatal(err)
		}
		check(rt, fast)
	})
}

// TestLoadInManySizes sorts in one chunk, of more values than one digit of the
// sort can tell apart, and in more runs than are merged at once.
func TestLoadInManySizes(t *testing.T) {
	var docs []Labelled
	for i := range 4 * fanIn {
		docs = append(docs, article(i))
	}
	slow := memory(t)
	if _, err := slow.ReplaceAll(docs); err != nil {
		t.Fatal(err)
	}
	want := dump(t, slow)
	if len(want) < 2<<digitBits {
		t.Fatalf("only %d keys", len(want))
	}
	for _, bytes := range []int{0, 300_000, 1} {
		s := memory(t)
		l := loader(t, s, bytes)
		for _, d := range docs {
			if err := l.Add(d); err != nil {
				t.Fatal(err)
			}
		}
		if l.spilling.Wait(); bytesPerID*(len(l.chunk.ids.list)-1) > l.memory {
			t.Errorf("%d bytes of memory: there are %d ids", bytes, len(l.chunk.ids.list)-1)
		}
		if _, err := l.Commit(); err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, dump(t, s)); diff != "" {
			t.Errorf("%d bytes of memory: keys (-replaced +loaded):\n%s", bytes, diff)
		}
		if left := temporary(t, s); len(left) != 1 {
			t.Errorf("after the commit the store holds %v, want the empty directory only", left)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestMergeRuns merges two runs more than are merged at once: three of them become
// one, the others stay as they are, and no entry is lost.
func TestMergeRuns(t *testing.T) {
	fs := vfs.NewMem()
	var runs []string
	for i := range fanIn + 2 {
		runs = append(runs, fmt.Sprintf("%03d.run", i))
		err := writeRun(fs, runs[i], func(fn func(key, value []byte) error) error {
			return fn(fmt.Appendf(nil, "%03d", fanIn-i+2), []byte{byte(i)})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var keys []string
	left, err := mergeRuns(fs, runs, func(key, _ []byte) error { keys = append(keys, string(key)); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(keys) != fanIn+2 || !slices.IsSorted(keys) {
		t.Errorf("merged keys %v", keys)
	}
	if want := append(slices.Clone(runs[3:]), "002.run.merged"); !slices.Equal(left, want) {
		t.Errorf("the runs %v are left, want %v", left, want)
	}
}

// TestInParallel runs jobs on no, one, some and more processors than there are
// jobs: each once, and never more at a time than asked for.
func TestInParallel(t *testing.T) {
	const jobs = 5
	for processors := range jobs + 2 {
		var mu sync.Mutex
		done, running, most := 0, 0, 0
		err := inParallel(jobs, processors, func(i int) error {
			mu.Lock()
			done |= 1 << i
			running++
			most = max(most, running)
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			defer mu.Unlock()
			running--
			if i == 3 {
				return errInParallel
			}
			return nil
		})
		if !errors.Is(err, errInParallel) || done != 1<<jobs-1 || most > max(1, processors) {
			t.Errorf("%d processors: jobs %b done, %d at a time, error %v", processors, done, most, err)
		}
	}
}

var errInParallel = errors.New("job 3")

// TestSortIDs sorts ids of which many have their first bits in common, as no
// hashes do.
func TestSortIDs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 7, 8, 9, 1000} {
		ids := make([]nodeID, n+1)
		for i := range ids {
			binary.BigEndian.PutUint64(ids[i][:], rng.Uint64()>>(rng.IntN(4)*21))
			binary.BigEndian.PutUint64(ids[i][8:], rng.Uint64())
		}
		want := make([]uint32, n)
		for i := range want {
			want[i] = uint32(i + 1)
		}
		slices.SortFunc(want, func(a, b uint32) int { return compareNodes(ids[a], ids[b]) })
		var got []uint32
		for _, e := range sortIDs(nil, ids) {
			got = append(got, e.at)
		}
		if !slices.Equal(got, want) {
			t.Errorf("of %d ids the order is %v, want %v", n, got, want)
		}
	}
}

// TestBins sorts more quads than a bin has: of a number that needs bins of its own,
// and of many others, more than one digit of the sort can tell apart.
func TestBins(t *testing.T) {
	const numbers = 3 << digitBits
	rng := rand.New(rand.NewPCG(1, 2))
	want, counts := make([]quadAt, 4*binQuads), make([]uint32, numbers)
	for i := range want {
		want[i] = quadAt{uint32(rng.IntN(numbers)), 5, uint32(i)}
		if i%2 == 0 {
			want[i][0] = 7
		}
		counts[want[i][0]]++
	}
	b, err := newBins(vfs.NewMem(), "bins", 0, counts)
	if err != nil {
		t.Fatal(err)
	}
	b.limit = len(want)
	for _, q := range want {
		if err := b.put(&q); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	if len(b.list) < 4 {
		t.Errorf("there are %d bins only", len(b.list))
	}
	for _, bin := range b.list {
		if bin.quads > binQuads && bin.first != bin.last {
			t.Errorf("the bin of the numbers %d to %d holds %d quads", bin.first, bin.last, bin.quads)
		}
	}
	slices.SortStableFunc(want, func(a, b quadAt) int { return cmp.Compare(a[0], b[0]) })
	for range 2 { // so that a bin can be read again
		got := make([]quadAt, 0, len(want))
		if err := b.each(func(quads []quadAt) error { got = append(got, quads...); return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Error("the quads are not those that came, sorted")
		}
	}
	if err := errors.Join(b.remove(), b.remove()); err != nil {
		t.Error(err)
	}
}

// TestLoadLargeSubject loads a subject with more quads than are sorted in memory,
// some of them twice, among others.
func TestLoadLargeSubject(t *testing.T) {
	s := memory(t)
	l := loader(t, s, 0)
	const quads = mostInMemory + 1000
	var some []quad.Quad
	for i := range quads {
		i = i * 7919 % quads // a prime number, so that all come, in another order
		some = append(some, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI(fmt.Sprint("p", i%3)), Object: quad.Int(i)})
		if i%100 == 0 {
			some = append(some, some[len(some)-1], q(fmt.Sprint("s", i%700), "p", "o", ""))
		}
		if len(some) > 10_000 || i == quads-1 {
			if err := l.AddTo(quad.IRI("d"), some); err != nil {
				t.Fatal(err)
			}
			some = some[:0]
		}
	}
	if err := l.AddTo(quad.IRI("d"), some); err != nil {
		t.Fatal(err)
	}
	if d, err := l.Commit(); d.Added != quads+7 || err != nil {
		t.Fatalf("%+v, error %v, want %d quads", d, err, quads+7)
	}
	if report, faults := verify(t, s, VerifyOptions{}); report.Quads != quads+7 || len(faults) > 0 {
		t.Errorf("%+v, faults %v", report, faults[:min(len(faults), 5)])
	}
}

// temporary lists what lies in the directories of loaders, and these.
func temporary(t testing.TB, s *Store) []string {
	t.Helper()
	names, err := s.fs.List(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, name := range names {
		if strings.HasPrefix(name, temporaryPrefix) {
			found = append(found, name)
			inside, err := s.fs.List(s.fs.PathJoin(s.dir, name))
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, inside...)
		}
	}
	return found
}

// TestLoadSplitsTables loads enough for several tables of an order, with keys
// that do not compress.
func TestLoadSplitsTables(t *testing.T) {
	s := memory(t)
	l := loader(t, s, 0)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 25 {
		d := Labelled{Label: quad.IRI(fmt.Sprint("d", i))}
		for range 10 {
			noise := make([]byte, 100_000)
			for j := 0; j < len(noise); j += 8 {
				binary.LittleEndian.PutUint64(noise[j:], rng.Uint64())
			}
			d.Quads = append(d.Quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String(noise)})
		}
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Commit(); err != nil {
		t.Fatal(err)
	}
	tables, err := s.db.SSTables()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, level := range tables {
		for _, table := range level {
			n++
			if table.Size > 2*tableSize {
				t.Errorf("a table of %d bytes, want about %d", table.Size, tableSize)
			}
		}
	}
	if n < noteStream+2 { // there are no notes
		t.Errorf("25 MB lie in %d tables", n)
	}
	check(t, s)
}

func TestLoadRefuses(t *testing.T) {
	s := memory(t)
	replace(t, s, "held", doc("held", 2))
	l := loader(t, s, 0)
	add := func(label quad.Value, quads ...quad.Quad) error { return l.Add(Labelled{label, quads}) }
	if err := add(quad.IRI("new"), q("s", "p", "o", "")); err != nil {
		t.Fatal(err)
	}
	for reason, c := range map[string]struct {
		err   error
		taken bool
	}{
		"label in the store":   {add(quad.IRI("held"), q("x1", "p", "o", "")), true},
		"label in the load":    {add(quad.IRI("new"), q("x2", "p", "o", "")), true},
		"another label":        {add(quad.IRI("e"), q("x3", "p", "o", ""), q("s", "p", "o", "d")), false},
		"no object":            {add(quad.IRI("f"), q("x4", "p", "o", ""), quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p")}), false},
		"no label":             {add(nil, q("x5", "p", "o", "")), false},
		"a value of no kind":   {add(quad.IRI("g"), quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: oddValue{}}), false},
		"a label without name": {add(quad.IRI(""), q("x6", "p", "o", "")), false},
	} {
		if c.err == nil || errors.Is(c.err, ErrLabelTaken) != c.taken {
			t.Errorf("%s: error %v", reason, c.err)
		}
	}
	if d, err := l.Commit(); err != nil || d != (Delta{Added: 1}) {
		t.Errorf("commit: %+v, error %v, want the one document that was taken", d, err)
	}
	if err := add(quad.IRI("new"), q("x7", "p", "o", "")); !errors.Is(err, ErrLabelTaken) {
		t.Errorf("label of the commit before: error %v, want ErrLabelTaken", err)
	}
	check(t, s)
	if got := all(t, s); len(got) != 3 {
		t.Errorf("the store holds %v", got)
	}
	if err := errors.Join(l.Close(), l.Close()); err != nil {
		t.Error(err)
	}
	if err := add(quad.IRI("late")); err == nil {
		t.Error("a closed loader took a document")
	}
	if left := temporary(t, s); len(left) > 0 {
		t.Errorf("temporary files after Close: %v", left)
	}
}

// oddValue is a value of a type that the store does not know, and no map key.
type oddValue struct{ parts []string }

func (oddValue) String() string { return "odd" }
func (oddValue) Native() any    { return nil }

// TestLoadMeetsAnotherWriter writes a label between its Add and the commit.
func TestLoadMeetsAnotherWriter(t *testing.T) {
	s := memory(t)
	l := loader(t, s, 0)
	for _, label := range []quad.IRI{"a", "b"} {
		if err := l.Add(Labelled{label, doc(label, 2)}); err != nil {
			t.Fatal(err)
		}
	}
	replace(t, s, "b", doc("b", 5))
	want := all(t, s)
	if _, err := l.Commit(); !errors.Is(err, ErrLabelTaken) || !strings.Contains(err.Error(), "<b>") {
		t.Errorf("commit: error %v, want ErrLabelTaken of <b>", err)
	}
	check(t, s)
	if diff := gocmp.Diff(want, all(t, s)); diff != "" {
		t.Errorf("the store changed (-want +got):\n%s", diff)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}
