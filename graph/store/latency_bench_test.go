package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// BenchmarkReadBesideWriter measures how long reads take in two readers while a
// writer replaces documents as fast as it can, through flushes and compactions.
// An operation is a view, a path of two steps with a save, the quads of a
// document and the end of the view. It reports percentiles and the worst, in
// milliseconds, and the writer's rate; ms-worst shall stay below 100 where
// ms-worst-idle, what the machine makes anybody wait, is small.
func BenchmarkReadBesideWriter(b *testing.B) {
	const readers, articles = 2, 20_000
	s := onDisk(b)
	var docs []Labelled
	for n := range articles {
		if docs = append(docs, article(n)); len(docs) == 450 {
			if _, err := s.ReplaceAll(docs); err != nil {
				b.Fatal(err)
			}
			docs = nil
		}
	}
	stop, written := make(chan struct{}), make(chan int, 1)
	go func() { written <- writeUntil(b, s, stop, articles) }()
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

// writeUntil replaces documents, each third time with a new version, and returns
// how many it wrote.
func writeUntil(b *testing.B, s *Store, stop chan struct{}, articles int) (n int) {
	for version := 0; ; version++ {
		docs := make([]Labelled, 100)
		for i := range docs {
			docs[i] = article((n + i) * 31 % articles)
			docs[i].Quads[0].Object = quad.Int(version)
		}
		select {
		case <-stop:
			return n
		default:
		}
		if _, err := s.ReplaceAll(docs); err != nil {
			b.Error(err)
			return n
		}
		n += len(docs)
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
