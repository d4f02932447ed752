package extract

import (
	"testing"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

func BenchmarkExtract(b *testing.B) {
	x := embedded(b)
	docs := articles(b)
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := x.Extract(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkStages is what each step of reading a document costs by itself.
func BenchmarkStages(b *testing.B) {
	x := embedded(b)
	sources := articles(b)
	size := 0
	for _, d := range sources {
		size += len(d.Text)
	}
	stage := func(name string, run func(source.Document, *text.Document, *pattern.Input)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			var ins []*pattern.Input
			for _, d := range sources {
				doc, err := text.Parse(d.Text)
				if err != nil {
					b.Fatal(err)
				}
				in := &pattern.Input{}
				in.Reset(doc, x.trie)
				ins = append(ins, in)
			}
			for b.Loop() {
				for i, d := range sources {
					run(d, ins[i].Doc, ins[i])
				}
			}
		})
	}
	sentences := func(doc *text.Document, fn func(first, end int)) {
		for _, s := range doc.Sentences {
			if s.Kind.Facts() && s.Kind != text.Capitals {
				fn(int(s.First), int(s.End))
			}
		}
	}
	stage("text", func(d source.Document, _ *text.Document, _ *pattern.Input) { text.Parse(d.Text) })
	stage("lexicons", func(_ source.Document, doc *text.Document, in *pattern.Input) { in.Reset(doc, x.trie) })
	stage("mentions", func(_ source.Document, doc *text.Document, in *pattern.Input) {
		in.Reset(doc, x.trie)
		var scanner mention.Scanner
		scanner.Reset(x.mentions, in)
		sentences(doc, func(first, end int) { scanner.Find(first, end) })
	})
	stage("dates", func(_ source.Document, doc *text.Document, _ *pattern.Input) {
		sentences(doc, func(first, end int) { date.Find(doc, first, end, nil) })
	})
	stage("read", func(d source.Document, _ *text.Document, _ *pattern.Input) { x.read(d) })
	stage("identify", func(d source.Document, _ *text.Document, _ *pattern.Input) {
		r, _ := x.read(d)
		r.identify()
	})
	stage("claims", func(d source.Document, _ *text.Document, _ *pattern.Input) {
		r, _ := x.read(d)
		r.identify()
		r.frames()
		r.holdings()
		r.aliases()
	})
	stage("all", func(d source.Document, _ *text.Document, _ *pattern.Input) { x.Extract(d) })
}

// BenchmarkNew is the start-up of every command: reading and compiling the rules.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		set, err := rules.Embedded()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := New(set); err != nil {
			b.Fatal(err)
		}
	}
}
