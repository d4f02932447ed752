package resolve

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"quanhe/graph"
)

// documentsVariable names the environment variable that sets how many documents the evaluation resolves.
const documentsVariable = "QUANHE_RESOLVE_DOCUMENTS"

// A score compares a clustering with the truth.
type score struct {
	items                        int
	pairPrecision, pairRecall    float64
	cubedPrecision, cubedRecall  float64
	pairs, wanted, rightlyPaired int
}

func (s score) String() string {
	return fmt.Sprintf("%d items; pairwise precision %.4f recall %.4f; B-cubed precision %.4f recall %.4f",
		s.items, s.pairPrecision, s.pairRecall, s.cubedPrecision, s.cubedRecall)
}

// compare scores pairs of predicted and true cluster, one for each item. Pairwise: of the pairs that were joined, how
// many belong together, and the other way round. B-cubed (Bagga and Baldwin 1998): the same for the cluster of each
// item, averaged over items, so that one large cluster does not hide the small ones.
func compare(items [][2]string) score {
	s := score{items: len(items)}
	both, got, want := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for _, i := range items {
		both[i]++
		got[i[0]]++
		want[i[1]]++
	}
	pairs := func(n int) int { return n * (n - 1) / 2 }
	for i, n := range both {
		s.rightlyPaired += pairs(n)
		s.cubedPrecision += float64(n) * float64(n) / float64(got[i[0]])
		s.cubedRecall += float64(n) * float64(n) / float64(want[i[1]])
	}
	for _, n := range got {
		s.pairs += pairs(n)
	}
	for _, n := range want {
		s.wanted += pairs(n)
	}
	s.pairPrecision = float64(s.rightlyPaired) / float64(max(1, s.pairs))
	s.pairRecall = float64(s.rightlyPaired) / float64(max(1, s.wanted))
	s.cubedPrecision /= float64(len(items))
	s.cubedRecall /= float64(len(items))
	return s
}

// events scores the events of a state, persons who is who among the bearers of all documents.
//
// Reports without a year are scored apart: nothing but their own words may date them, or the one day on which two met.
func (w *synthetic) events(t testing.TB, m memory) (dated, all score) {
	events := map[string]string{} // by claim
	for _, f := range w.docs {
		for _, r := range contribute(f).records {
			events[r.Claim] = string(m[eventKind][eventKind+r.ref])
		}
	}
	var items, known [][2]string
	for _, f := range w.docs {
		for i := range f.Claims {
			c := &f.Claims[i]
			if isState(c.Relation) {
				continue
			}
			claim := graph.ClaimID(f.SHA256, c)
			item := [2]string{cmp.Or(events[claim], eventID(claim)), fmt.Sprint(w.event[f.SHA256+c.String()])}
			items = append(items, item)
			if whenOf(c.Date).known() {
				known = append(known, item)
			}
		}
	}
	return compare(known), compare(items)
}

func (w *synthetic) people(t testing.TB, m memory) score {
	n := newNames(m)
	var items [][2]string
	for _, f := range w.docs {
		for _, b := range contribute(f).bearers {
			true_, ok := w.bearer[[2]string{f.SHA256, b.ID}]
			if !ok {
				continue
			}
			c, err := n.component(b.Key)
			if err != nil {
				t.Fatal(err)
			}
			node, _ := c.of(b.ID, b.keys)
			items = append(items, [2]string{node, fmt.Sprint(true_)})
		}
	}
	return compare(items)
}

func TestEvaluation(t *testing.T) {
	documents := 3000
	if n, err := strconv.Atoi(os.Getenv(documentsVariable)); err == nil {
		documents = n
	}
	w := newSynthetic(1, documents)
	m := memory{}
	start, busy := time.Now(), processor()
	compared, records := 0, 0
	const batch = 1000
	for i := 0; i < len(w.docs); i += batch {
		u := newUpdate(m, "")
		if err := u.change(Change{Add: said(w.docs[i:min(i+batch, len(w.docs))]...)}); err != nil {
			t.Fatal(err)
		}
		compared += u.compared
	}
	took, worked := time.Since(start), processor()-busy
	for _, f := range w.docs {
		for _, c := range f.Claims {
			if !isState(c.Relation) {
				records++
			}
		}
	}
	events, all := w.events(t, m)
	people := w.people(t, m)
	t.Logf("%d documents, %d persons, %d reports; %v, %v of processors; %d pairs compared, %.1f for each report, of %d possible",
		documents, len(w.persons), records, took.Round(time.Millisecond), worked.Round(time.Millisecond), compared, float64(compared)/float64(records),
		records*(records-1)/2)
	t.Logf("events:  %v", events)
	t.Logf("… with those of undated reports: %v", all)
	t.Logf("persons: %v", people)
	for name, s := range map[string]struct {
		score
		recall float64 // at least
	}{"events": {events, 0.95}, "events with undated reports": {all, 0.945}, "persons": {people, 0.95}} {
		if s.pairPrecision < 0.99 || s.cubedPrecision < 0.99 || s.pairRecall < s.recall || s.cubedRecall < s.recall {
			t.Errorf("%s: %v; want precision 0.99 and recall %v at least", name, s.score, s.recall)
		}
	}
}

// BenchmarkUpdateOne adds a document to a state of 10,000 and drops it again, without a store.
func BenchmarkUpdateOne(b *testing.B) {
	const documents = 10_000
	w := newSynthetic(1, documents+200)
	s := newWorld()
	for batch := range slices.Chunk(w.docs[:documents], 1000) {
		s.update(b, Change{Add: said(batch...)})
	}
	b.ResetTimer()
	i, start := 0, processor()
	for b.Loop() {
		f := w.docs[documents+i%200 : documents+i%200+1]
		s.update(b, Change{Add: said(f...)})
		s.update(b, Change{Drop: ids(f...)})
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(2*i), "ms/update")
	b.ReportMetric(float64((processor()-start).Microseconds())/1000/float64(2*i), "cpu-ms/update")
}

// processor is the time that this process has spent on processors: on a machine that others use too it says more than
// a clock.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
