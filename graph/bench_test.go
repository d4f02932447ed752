package graph

import (
	"os"
	"path/filepath"
	"testing"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/rules"
)

// BenchmarkQuads writes the facts of whole articles as quads.
func BenchmarkQuads(b *testing.B) {
	facts, size := articles(b)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	quads := 0
	for b.Loop() {
		quads = 0
		for _, f := range facts {
			quads += len(Quads(f, ""))
		}
	}
	b.ReportMetric(float64(b.N*quads)/b.Elapsed().Seconds(), "quads/s")
}

// articles returns the facts of the articles and the size of their texts in bytes.
func articles(t testing.TB) (facts []*extract.Facts, size int) {
	t.Helper()
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(set)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := source.Document{ID: filepath.Base(name), Text: text}
		d.Seal()
		f, err := x.Extract(d)
		if err != nil {
			t.Fatal(err)
		}
		facts, size = append(facts, f), size+len(text)
	}
	return facts, size
}
