package date

import (
	"os"
	"path/filepath"
	"testing"

	"quanhe/extract/text"
)

// pages parses the articles of the repository.
func pages(tb testing.TB) []*text.Document {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "articles", "*.txt"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no articles: %v", err)
	}
	docs := make([]*text.Document, len(files))
	for i, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		if docs[i], err = text.Parse(raw); err != nil {
			tb.Fatal(err)
		}
	}
	return docs
}

// BenchmarkDates reads and resolves every date of the articles, the whole share of this package in an extraction:
// the document's date, the year the text is about, the expressions of each sentence and what they mean.
func BenchmarkDates(b *testing.B) {
	docs := pages(b)
	size := 0
	for _, doc := range docs {
		size += len(doc.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	out, ends := make([]Expr, 0, 256), make([]int, 0, 256)
	for b.Loop() {
		for _, doc := range docs {
			out, ends = out[:0], ends[:0]
			for _, s := range doc.Sentences {
				if s.Kind.Facts() {
					out = Find(doc, int(s.First), int(s.End), out)
				}
				ends = append(ends, len(out))
			}
			d := DocumentDate(doc, "", "", func(yield func(text.Sentence, []Expr) bool) {
				first := 0
				for i, s := range doc.Sentences {
					if !yield(s, out[first:ends[i]]) {
						return
					}
					first = ends[i]
				}
			})
			c := Context{Document: d.Date, Year: d.Year, Tense: Past}
			for _, e := range out {
				c.Tell(e, e.Resolve(c))
			}
		}
	}
}

// BenchmarkFind is the matching alone, of the articles.
func BenchmarkFind(b *testing.B) {
	docs := pages(b)
	size := 0
	for _, doc := range docs {
		size += len(doc.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	out := make([]Expr, 0, 64)
	for b.Loop() {
		for _, doc := range docs {
			for _, s := range doc.Sentences {
				out = Find(doc, int(s.First), int(s.End), out[:0])
			}
		}
	}
}
