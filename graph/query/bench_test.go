package query_test

import (
	"context"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"quanhe/extract/text"
	"quanhe/graph/query"
)

// BenchmarkMillion asks questions of a store of a million quads on disk, each as the command does, from the name as typed
// to the first page, of other people each time. It reports percentiles in milliseconds.
func BenchmarkMillion(b *testing.B) {
	const persons, documents, events = 6000, 3500, 8
	w := newNews(persons, 0)
	v, quads := w.stored(b, documents, events)
	b.Logf("%d quads", quads)
	q := query.New(v, "")
	questions(b, q, w, func(i int) int { return w.told[i*7919%len(w.told)] })
}

// BenchmarkHub asks the same about somebody who took part in fifty thousand events.
func BenchmarkHub(b *testing.B) {
	const persons, documents, events = 6000, 2500, 21
	w := newNews(persons, 960)
	v, quads := w.stored(b, documents, events)
	b.Logf("%d quads", quads)
	questions(b, query.New(v, ""), w, func(int) int { return 0 })
}

// questions measures each question about the persons that pick gives.
func questions(b *testing.B, q *query.Asker, w *news, pick func(i int) int) {
	ctx := context.Background()
	find := func(b *testing.B, i int) string {
		b.Helper()
		list, err := q.Find(ctx, text.Fold(w.names[i]), "person")
		if err != nil || len(list) == 0 {
			b.Fatal(w.names[i], err)
		}
		return personID(i, w.names[i]) // one of several namesakes perhaps
	}
	measure := func(name string, ask func(b *testing.B, i int) error) {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			before := processor()
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if err := ask(b, i); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric((processor()-before).Seconds()*1000/float64(len(took)), "cpu-ms/op") // the same on a busy machine
			slices.Sort(took)
			at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
			b.ReportMetric(at(0.5), "ms-p50")
			b.ReportMetric(at(0.99), "ms-p99")
		})
	}
	measure("met", func(b *testing.B, i int) error {
		_, err := q.Met(ctx, query.MetOptions{With: [][]string{{find(b, pick(i))}}, Limit: 20})
		return err
	})
	measure("met-two", func(b *testing.B, i int) error {
		two := [][]string{{find(b, pick(i))}, {personID(w.met[pick(i)], w.names[w.met[pick(i)]])}}
		_, err := q.Met(ctx, query.MetOptions{With: two, Limit: 20})
		return err
	})
	measure("met-since", func(b *testing.B, i int) error {
		_, err := q.Met(ctx, query.MetOptions{With: [][]string{{find(b, pick(i))}}, From: "2020-09", Limit: 20})
		return err
	})
	measure("show", func(b *testing.B, i int) error {
		_, err := q.Show(ctx, find(b, pick(i)), query.ShowOptions{Limit: 3})
		return err
	})
	measure("timeline", func(b *testing.B, i int) error {
		_, err := q.Timeline(ctx, []string{find(b, pick(i))}, query.TimelineOptions{Limit: 20})
		return err
	})
	measure("holders", func(b *testing.B, i int) error {
		office, err := q.Find(ctx, "bo truong "+strings.Repeat("1", i%2)+"1", "office")
		if err != nil || len(office) != 1 {
			b.Fatal(office, err)
		}
		_, err = q.Holders(ctx, query.HoldersOptions{Offices: []string{office[0].ID}, Limit: 20})
		return err
	})
	measure("search", func(b *testing.B, i int) error {
		words := strings.Fields(text.Fold(w.names[pick(i)]))
		hits, err := q.Search(ctx, words[3]+" "+words[1]+" "+words[2][:1], query.SearchOptions{Limit: 20})
		if err == nil && len(hits.Entities) == 0 {
			b.Fatal(words)
		}
		return err
	})
	measure("path", func(b *testing.B, i int) error {
		from, to := pick(i), (i*104729+1)%len(w.names)
		if from == to {
			to++
		}
		_, err := q.Path(ctx, personID(from, w.names[from]), personID(to, w.names[to]), query.PathOptions{Limit: 3})
		return err
	})
}

// processor is what the process has used of all processors.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
