package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// BenchmarkReadBesideWriter measures how long reads take in two readers while a
// writer writes as fast as it can, through flushes and merges: replaces documents,
// adds new ones through Cayley's interface, or loads new ones in bulk. An
// operation is a view, a path of two steps with a save, the quads of a
// document and the end of the view. It reports percentiles and the worst, in
// milliseconds, and the writer's rate; ms-worst shall stay below 100 where
// ms-worst-idle, what the machine makes anybody wait, is small.
func BenchmarkReadBesideWriter(b *testing.B) {
	b.Run("replace", func(b *testing.B) {
		readBesideWriter(b, func(s *Store) func(n int) (int, error) {
			return func(n int) (int, error) {
				docs := make([]Labelled, 100)
				for i := range docs {
					docs[i] = article((n + i) * 31 % readArticles)
					docs[i].Quads[0].Object = quad.Int(n)
				}
				_, err := s.ReplaceAll(docs)
				return len(docs), err
			}
		})
	})
	b.Run("deltas", func(b *testing.B) {
		readBesideWriter(b, func(s *Store) func(n int) (int, error) {
			return func(n int) (int, error) {
				const docs = 450
				return docs, s.ApplyDeltas(deltasOf(docs, func(i int) Labelled { return elsewhere(n + i) }), graph.IgnoreOpts{IgnoreDup: true})
			}
		})
	})
	b.Run("bulk", func(b *testing.B) {
		readBesideWriter(b, func(s *Store) func(n int) (int, error) {
			l, err := s.Load(LoadOptions{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() {
				if err := l.Close(); err != nil {
					b.Error(err)
				}
			})
			return func(n int) (int, error) {
				const docs = 10_000
				for i := range docs {
					if err := l.Add(elsewhere(n + i)); err != nil {
						return 0, err
					}
				}
				_, err := l.Commit()
				return docs, err
			}
		})
	})
}

// readArticles is how many documents a store has before others are written.
const readArticles = 20_000

// elsewhere is a new document, of people whom none is asked about, so that answers
// stay as long as they are.
func elsewhere(n int) Labelled {
	d := article(readArticles + n)
	for i := range d.Quads {
		if q := &d.Quads[i]; q.Predicate == quad.IRI("agent") || q.Predicate == quad.IRI("counterpart") {
			q.Object = quad.IRI(fmt.Sprintf("https://quanhe.example/person/%d", 5000+n%50_000))
		}
	}
	return d
}

// readBesideWriter measures reads beside what writer makes, which is told how many
// documents it has written and returns how many more these are.
func readBesideWriter(b *testing.B, writer func(*Store) func(n int) (int, error)) {
	const readers, articles = 2, readArticles
	s := onDisk(b)
	for n := 0; n < articles; n += 400 {
		if err := s.ApplyDeltas(deltasOf(400, func(i int) Labelled { return article(n + i) }), graph.IgnoreOpts{}); err != nil {
			b.Fatal(err)
		}
	}
	stop, written := make(chan struct{}), make(chan int, 1)
	write := writer(s)
	go func() { written <- writeUntil(b, write, stop) }()
	idle := make(chan time.Duration, 1)
	go func() { idle <- worstIdle(stop) }()
	b.ResetTimer()
	var (
		mu   sync.Mutex
		took []time.Duration
		wg   sync.WaitGroup
	)
	for r := range readers {
		wg.Go(func() {
			mine := make([]time.Duration, 0, b.N/readers+1)
			for i := r; i < b.N; i += readers {
				start := time.Now()
				if err := readOnce(b, s, i*7919%articles); err != nil {
					b.Error(err)
					return
				}
				mine = append(mine, time.Since(start))
			}
			mu.Lock()
			took = append(took, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	b.StopTimer()
	close(stop)
	n := <-written
	m := s.db.Metrics()
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
	for name, share := range map[string]float64{"ms-p50": 0.5, "ms-p99": 0.99, "ms-p99.9": 0.999, "ms-worst": 1} {
		b.ReportMetric(at(share), name)
	}
	b.ReportMetric((<-idle).Seconds()*1000, "ms-worst-idle")
	b.ReportMetric(float64(n*articleQuads)/b.Elapsed().Seconds(), "quads-written/s")
	b.ReportMetric(float64(m.Flush.Count+m.Compact.Count), "flushes+compactions")
}

// worstIdle sleeps for milliseconds and returns by how much the worst one was
// too long: what the machine, and not the store, makes everybody wait.
func worstIdle(stop chan struct{}) (worst time.Duration) {
	for {
		start := time.Now()
		select {
		case <-stop:
			return worst
		case <-time.After(time.Millisecond):
			worst = max(worst, time.Since(start)-time.Millisecond)
		}
	}
}

// writeUntil writes documents and returns how many it wrote.
func writeUntil(b *testing.B, write func(n int) (int, error), stop chan struct{}) (n int) {
	for {
		select {
		case <-stop:
			return n
		default:
		}
		docs, err := write(n)
		if err != nil {
			b.Error(err)
			return n
		}
		n += docs
	}
}

// readOnce asks what one query asks.
func readOnce(b *testing.B, s *Store, n int) error {
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	person := quad.IRI(fmt.Sprintf("https://quanhe.example/person/%d", n*7919%5000))
	p := path.StartPath(v, person).In(quad.IRI("agent")).Save(quad.IRI("date"), "date").Out(quad.IRI("counterpart"))
	if _, err := p.Iterate(b.Context()).All(); err != nil {
		return err
	}
	return v.Each(quad.Quad{Label: article(n).Label}, func(quad.Quad) error { return nil })
}
