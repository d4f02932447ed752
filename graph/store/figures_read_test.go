package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
)

// whoMet asks both stores whom people met and when, for people as often as the
// news names them.
func (f *figures) whoMet(b *testing.B) {
	f.stores(b)
	const warm, asked = 200, 2000
	for b.Loop() {
		rng := rand.New(rand.NewPCG(1, 2))
		var ours, peer []time.Duration
		rows, peerRows := 0, 0
		for i := range warm + asked {
			person := somebody(rng)
			var n int
			peer = append(peer, timed(b, func() (err error) {
				n, err = met(f.peer, person)
				return err
			}))
			peerRows += n
			ours = append(ours, timed(b, func() error {
				v, err := f.ours.View()
				if err != nil {
					return err
				}
				n, err = met(v, person)
				return joined(err, v.Close())
			}))
			rows += n
			if i == warm-1 {
				ours, peer = ours[:0], peer[:0]
			}
		}
		if rows != peerRows {
			b.Errorf("%d rows, bolt has %d", rows, peerRows)
		}
		slices.Sort(ours)
		slices.Sort(peer)
		for _, p := range []int{50, 99} {
			at := asked * p / 100
			b.ReportMetric(ours[at].Seconds()*1e3, fmt.Sprintf("p%d-ms", p))
			b.ReportMetric(float64(ours[at])/float64(peer[at]), fmt.Sprintf("p%d/bolt", p))
		}
	}
}

func met(qs graph.QuadStore, person quad.Value) (rows int, err error) {
	p := path.StartPath(qs, person).In(quad.IRI("agent")).
		SaveOptional(quad.IRI("counterpart"), "whom").SaveOptional(quad.IRI("date"), "when")
	err = p.Iterate(context.Background()).TagValues(qs, func(map[string]quad.Value) error {
		rows++
		return nil
	})
	return rows, err
}

// document reads the quads of documents by their labels.
func (f *figures) document(b *testing.B) {
	f.stores(b)
	rng := rand.New(rand.NewPCG(3, 4))
	var peer time.Duration
	const ofPeer = 3 // it has no order by label
	for range ofPeer {
		label := news(rng.IntN(million)).Label
		peer += timed(b, func() error {
			ref, err := f.peer.ValueOf(label)
			if err != nil {
				return err
			}
			return peerQuads(f.peer, f.peer.QuadIterator(quad.Label, ref), articleQuads)
		})
	}
	var all []time.Duration
	for b.Loop() {
		label := news(rng.IntN(million)).Label
		all = append(all, timed(b, func() error {
			v, err := f.ours.View()
			if err != nil {
				return err
			}
			n := 0
			err = v.Each(quad.Quad{Label: label}, func(quad.Quad) error { n++; return nil })
			if n != articleQuads {
				b.Errorf("%d quads of %v", n, label)
			}
			return joined(err, v.Close())
		}))
	}
	slices.Sort(all)
	b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "mean-ms")
	b.ReportMetric(all[len(all)*99/100].Seconds()*1e3, "p99-ms")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/(peer.Seconds()/ofPeer), "mean/bolt")
}

func peerQuads(qs graph.QuadStore, it iterator.Shape, want int) error {
	n := 0
	err := iterator.Iterate(context.Background(), it).Each(func(ref graph.Ref) error {
		n++
		_, err := qs.Quad(ref)
		return err
	})
	if err == nil && n != want {
		err = fmt.Errorf("%d quads, want %d", n, want)
	}
	return err
}

// scan reads every quad with its values, as an export does.
func (f *figures) scan(b *testing.B) {
	f.stores(b)
	peer := timed(b, func() error { return peerQuads(f.peer, f.peer.QuadsAllIterator(), million*articleQuads) })
	runtime.GC() // what that has left
	v, err := f.ours.View()
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	const scans = 3
	n := 0
	var took cost
	for b.Loop() {
		for range scans {
			c := costOf(b, func() error { return v.Each(quad.Quad{}, func(quad.Quad) error { n++; return nil }) })
			took.clock += c.clock
			took.cpu += c.cpu
		}
	}
	if n != b.N*scans*million*articleQuads {
		b.Errorf("%d quads", n)
	}
	b.ReportMetric(rate(n, took.clock), "quads/s")
	b.ReportMetric(rate(n, took.cpu), "quads/cpu-s")
	b.ReportMetric(rate(n, took.clock)/rate(million*articleQuads, peer), "rate/bolt")
}

func (f *figures) disk(b *testing.B) {
	f.stores(b)
	dir := filepath.Join(f.dir, "ours")
	for b.Loop() {
		before := used(b, dir)
		if err := f.ours.Compact(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := f.ours.Close(); err != nil {
			b.Fatal(err)
		}
		compacted := used(b, dir)
		var err error
		if f.ours, err = Open(dir, Options{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(before)/1e6, "loaded-MB")
		b.ReportMetric(float64(compacted)/1e6, "compacted-MB")
		b.ReportMetric(float64(compacted)/float64(f.peerDisk), "compacted/bolt")
	}
}

// threeMillion loads one million and three million quads and compares the rates.
// The first store is closed then, and merges nothing beside the second.
// threeMillion loads three million quads and one by turns, three times, and reports
// the median ratios: a load that writes where nothing was before pays for pages
// that the next one finds, whatever its size.
func (f *figures) threeMillion(b *testing.B) {
	for b.Loop() {
		for _, way := range []string{"deltas", "bulk"} {
			var clocks, clock, cpu []float64
			for range 3 {
				three, one := loaded(b, way, 3*million), loaded(b, way, million)
				clocks = append(clocks, three.clock.Seconds())
				clock = append(clock, 3*one.clock.Seconds()/three.clock.Seconds())
				cpu = append(cpu, 3*one.cpu.Seconds()/three.cpu.Seconds())
			}
			b.ReportMetric(3*million*articleQuads/median(clocks), way+"-quads/s")
			b.ReportMetric(median(clock), way+"/1M")
			b.ReportMetric(median(cpu), way+"-cpu/1M")
		}
	}
}

// median sorts the values, of which there is an odd number.
func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// loaded is what it costs to load documents.
func loaded(b *testing.B, way string, docs int) cost {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "db")
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	took := costOf(b, func() error {
		if way == "bulk" {
			return loadBulk(s, making(docs))
		}
		return loadDeltas(s, making(docs))
	})
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	return took
}
