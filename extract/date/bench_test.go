package date

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quanhe/extract/text"
)

// pages parses the articles of the repository; size is that of their texts in bytes.
func pages(tb testing.TB) (docs []*text.Document, size int64) {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "articles", "*.txt"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no articles: %v", err)
	}
	docs = make([]*text.Document, len(files))
	for i, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		if docs[i], err = text.Parse(raw); err != nil {
			tb.Fatal(err)
		}
		size += int64(len(docs[i].Text))
	}
	return docs, size
}

// BenchmarkDates reads and resolves every date of the articles, the whole share of this package in an extraction:
// the document's date, the year the text is about, the expressions of each sentence and what they mean.
func BenchmarkDates(b *testing.B) {
	docs, size := pages(b)
	b.SetBytes(size)
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
	docs, size := pages(b)
	b.SetBytes(size)
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

// Matching allocates nothing, with dates or without: the expressions go into the caller's slice.
func TestFindAllocatesNothing(t *testing.T) {
	for _, say := range []string{
		"Hai bên nhất trí mở rộng hợp tác, THÚC ĐẨY giao lưu nhân dân và hoan nghênh Chủ tịch Quốc hội trong chuyến thăm.",
		"Từ ngày 28/12 đến 3/1/2022, sáng qua (4/1), quý I/2021, 6 tháng đầu năm, nhiệm kỳ 2021-2026, Thứ Hai ngày 5/3, mùng 3 Tết.",
	} {
		doc := parseText(t, say)
		out := make([]Expr, 0, 16)
		if n := testing.AllocsPerRun(100, func() { out = Find(doc, 0, len(doc.Tokens), out[:0]) }); n != 0 {
			t.Errorf("%v allocations in %s", n, say)
		}
	}
}

// Every opener is found in small letters, with a capital and in capitals, and nothing else is.
func TestOpeners(t *testing.T) {
	for i := range openers.list {
		o := &openers.list[i]
		capital := strings.ToUpper(o.word[:1]) + o.word[1:]
		if strings.HasPrefix(o.word, "đ") {
			capital = "Đ" + strings.TrimPrefix(o.word, "đ")
		}
		for word, flags := range map[string]text.Flags{o.word: 0, capital: text.Cap, strings.ToUpper(o.word): text.Cap | text.Upper} {
			if openers.lookup(word, flags) != o || !openers.may(word, flags) {
				t.Errorf("%s is not found", word)
			}
		}
	}
	for _, word := range []string{"và", "ngàn", "Nga", "x", "Đảng", "nghiêng"} {
		if openers.lookup(word, 0) != nil || openers.lookup(word, text.Cap) != nil {
			t.Errorf("%s is an opener", word)
		}
	}
}
