package store

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// article is a document as extraction makes them: 22 quads, most of which tie
// its own claims to entities that other documents mention too.
func article(n int) Labelled {
	label := quad.IRI(fmt.Sprintf("https://quanhe.example/doc/%032x", n))
	d := Labelled{Label: label}
	iri := func(kind string, i int) quad.IRI {
		return quad.IRI(fmt.Sprintf("https://quanhe.example/%s/%d", kind, i))
	}
	for c := range 4 {
		claim := iri("claim", 4*n+c)
		add := func(predicate quad.IRI, object quad.Value) {
			d.Quads = append(d.Quads, quad.Quad{Subject: claim, Predicate: predicate, Object: object})
		}
		add("type", iri("relation", n%20))
		add("agent", iri("person", n*7919%5000))
		add("counterpart", iri("person", n*104729%5000))
		add("date", quad.String(fmt.Sprintf("2024-%02d-%02d", n%12+1, n%28+1)))
		add("sentence", quad.String(fmt.Sprintf("Câu thứ %d của bài %d kể ai gặp ai, ở đâu và bao giờ.", c, n)))
	}
	d.Quads = append(d.Quads,
		quad.Quad{Subject: label, Predicate: quad.IRI("title"), Object: quad.String(fmt.Sprintf("Bài %d", n))},
		quad.Quad{Subject: label, Predicate: quad.IRI("path"), Object: quad.String(fmt.Sprintf("bai/%d.txt", n))})
	return d
}

const articleQuads = 22

func onDisk(b *testing.B) *Store {
	b.Helper()
	s, err := Open(filepath.Join(b.TempDir(), "db"), Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

// BenchmarkReplace writes new documents to disk, each sync paid by one or by
// many of them, and writes documents that have not changed.
func BenchmarkReplace(b *testing.B) {
	for _, size := range []int{1, 450} {
		b.Run(fmt.Sprintf("new/%d", size), func(b *testing.B) {
			s := onDisk(b)
			n := 0
			for b.Loop() {
				docs := make([]Labelled, size)
				for i := range docs {
					docs[i] = article(n)
					n++
				}
				if _, err := s.ReplaceAll(docs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*articleQuads)/b.Elapsed().Seconds(), "quads/s")
		})
	}
	b.Run("same/450", func(b *testing.B) {
		s := onDisk(b)
		docs := make([]Labelled, 450)
		for i := range docs {
			docs[i] = article(i)
		}
		if _, err := s.ReplaceAll(docs); err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			if d, err := s.ReplaceAll(docs); err != nil || d != (Delta{}) {
				b.Fatal(d, err)
			}
			n += len(docs)
		}
		b.ReportMetric(float64(n*articleQuads)/b.Elapsed().Seconds(), "quads/s")
	})
}

// BenchmarkUpdate writes new documents and, in the same step, a quad that
// follows from each.
func BenchmarkUpdate(b *testing.B) {
	const size = 450
	s := onDisk(b)
	n := 0
	for b.Loop() {
		docs := make([]Labelled, size)
		for i := range docs {
			docs[i] = article(n)
			n++
		}
		if err := s.Update(func(tx *Tx) error {
			if _, err := tx.ReplaceAll(docs); err != nil {
				return err
			}
			var derived []quad.Quad
			for _, d := range docs {
				claims, err := tx.Count(quad.Quad{Predicate: quad.IRI("type"), Label: d.Label})
				if err != nil {
					return err
				}
				derived = append(derived, quad.Quad{Subject: d.Label, Predicate: quad.IRI("claims"),
					Object: quad.Int(claims), Label: quad.IRI("derived")})
			}
			_, err := tx.Apply(derived, nil)
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*articleQuads)/b.Elapsed().Seconds(), "quads/s")
}

// BenchmarkApplyDeltas loads through Cayley's interface.
func BenchmarkApplyDeltas(b *testing.B) {
	s := onDisk(b)
	n := 0
	for b.Loop() {
		if err := s.ApplyDeltas(deltasOf(450, func(i int) Labelled { return article(n + i) }), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			b.Fatal(err)
		}
		n += 450
	}
	b.ReportMetric(float64(n*articleQuads)/b.Elapsed().Seconds(), "quads/s")
}

// deltasOf adds so many documents.
func deltasOf(docs int, doc func(i int) Labelled) []graph.Delta {
	deltas := make([]graph.Delta, 0, docs*articleQuads)
	for i := range docs {
		d := doc(i)
		for _, q := range d.Quads {
			q.Label = d.Label
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
	}
	return deltas
}

// BenchmarkEach scans a whole store of a million quads by subject.
func BenchmarkEach(b *testing.B) {
	s := onDisk(b)
	loadMillion(b, s)
	v, err := s.View()
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		if err := v.Each(quad.Quad{}, func(quad.Quad) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
}

// million is how many documents have a million quads.
const million = 1_000_010 / articleQuads

// loadMillion loads a million quads in bulk.
func loadMillion(b *testing.B, s *Store) {
	b.Helper()
	l, err := s.Load(LoadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for i := range million {
		if err := l.Add(article(i)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := l.Commit(); err != nil {
		b.Fatal(err)
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLoad loads in bulk, from the first Add to the end of the commit.
func BenchmarkLoad(b *testing.B) {
	n := 0
	for b.Loop() {
		loadMillion(b, onDisk(b))
		n += million * articleQuads
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
}
