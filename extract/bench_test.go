package extract

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"quanhe/extract/date"
	"quanhe/extract/mention"
	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

// BenchmarkExtract reads whole articles with all rules.
func BenchmarkExtract(b *testing.B) { benchmarkExtract(b, articles(b)) }

// BenchmarkSeeds is BenchmarkExtract over texts that are no part of the repository.
func BenchmarkSeeds(b *testing.B) {
	files, err := filepath.Glob("../../shared/seeds/*.txt")
	if err != nil || len(files) == 0 {
		b.Skip("no texts in ../shared/seeds")
	}
	var docs []source.Document
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, source.Document{ID: filepath.Base(name), Text: data})
	}
	benchmarkExtract(b, docs)
}

func benchmarkExtract(b *testing.B, docs []source.Document) {
	x := embedded(b)
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		readAll(b, x, docs)
	}
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

func readAll(t testing.TB, x *Extractor, docs []source.Document) {
	t.Helper()
	for _, d := range docs {
		if _, err := x.Extract(d); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkRules compares the built-in claim rules with ten times as many. Both read the articles in turn, so that a machine
// that is busy with other work slows down both; the ratio of their times is what counts: it must stay below 2.
func BenchmarkRules(b *testing.B) {
	docs := articles(b)
	few, many := embedded(b), multiplied(b, 10)
	var of [2]time.Duration
	for b.Loop() {
		for i, x := range []*Extractor{few, many} {
			start := time.Now()
			readAll(b, x, docs)
			of[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(len(many.set.Claims))/float64(len(few.set.Claims)), "times-rules")
	b.ReportMetric(of[1].Seconds()/of[0].Seconds(), "times-time")
}

// multiplied returns an extractor of the built-in rules and of synthetic ones on other subjects, so many times as many in all.
// Each takes over the roles of a built-in rule, with a trigger of three syllables of the articles: as they are real words, the
// rules wake as often as rules do, but hardly ever match.
func multiplied(t testing.TB, times int) *Extractor {
	t.Helper()
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	words := syllables(t)
	for n, own := 0, len(set.Claims); n < own*(times-1); n++ {
		rule := set.Claims[n%own]
		rule.ID = fmt.Sprintf("synthetic.%d", n)
		if rule.Construct != "" {
			rule.Construct, rule.Kind = "", rules.Verb
			rule.Relation, rule.Roles, rule.Require = set.Claims[0].Relation, set.Claims[0].Roles, nil
		}
		trigger := words[n*7%len(words)] + " " + words[n*13%len(words)] + " " + words[n*31%len(words)]
		rule.Trigger = []rules.Text{{Value: trigger, Pos: rule.Pos}}
		set.Claims = append(set.Claims, rule)
	}
	x, err := New(set)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// syllables returns the different syllables of the articles in the order of the alphabet.
func syllables(t testing.TB) []string {
	t.Helper()
	seen := map[string]bool{}
	for _, d := range articles(t) {
		doc, err := text.Parse(d.Text)
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Tokens {
			if w := text.Key(doc.Word(i)); text.Syllable(w) {
				seen[w] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// TestMatchingAllocates states that neither the lexicons nor the triggers of all rules allocate while they are matched.
func TestMatchingAllocates(t *testing.T) {
	x := embedded(t)
	var m pattern.Match
	matches := 0
	for _, d := range articles(t) {
		doc, err := text.Parse(d.Text)
		if err != nil {
			t.Fatal(err)
		}
		var in pattern.Input
		run := func() {
			in.Reset(doc, x.trie)
			for _, s := range doc.Sentences {
				x.index.Each(&in, int(s.First), int(s.End), &m, func(int, *pattern.Match) { matches++ })
			}
		}
		if n := testing.AllocsPerRun(3, run); n != 0 {
			t.Errorf("%s: matching allocates %v times, want 0", d.ID, n)
		}
	}
	if matches == 0 {
		t.Error("no trigger matched")
	}
}

// TestMemory states that what a batch holds does not grow with the number of its documents.
func TestMemory(t *testing.T) {
	x, docs := embedded(t), articles(t)
	held := func(passes int) int64 {
		for range passes {
			readAll(t, x, docs)
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := held(2)
	if grown := held(20) - before; grown > 1<<20 {
		t.Errorf("%d documents more hold %d bytes more", 20*len(docs), grown)
	}
	runtime.KeepAlive(x)
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
	var parser text.Parser
	stage("text", func(d source.Document, _ *text.Document, _ *pattern.Input) { parser.Parse(d.Text) })
	stage("lexicons", func(_ source.Document, doc *text.Document, in *pattern.Input) { in.Reset(doc, x.trie) })
	var scanner mention.Scanner
	stage("mentions", func(_ source.Document, doc *text.Document, in *pattern.Input) {
		in.Reset(doc, x.trie)
		scanner.Reset(x.mentions, in)
		sentences(doc, func(first, end int) { scanner.Find(first, end) })
	})
	stage("dates", func(_ source.Document, doc *text.Document, _ *pattern.Input) {
		sentences(doc, func(first, end int) { date.Find(doc, first, end, nil) })
	})
	stage("read", func(d source.Document, _ *text.Document, _ *pattern.Input) {
		r, _ := x.read(d)
		x.rooms.Put(r.room)
	})
	stage("identify", func(d source.Document, _ *text.Document, _ *pattern.Input) {
		r, _ := x.read(d)
		r.identify()
		x.rooms.Put(r.room)
	})
	stage("claims", func(d source.Document, _ *text.Document, _ *pattern.Input) {
		r, _ := x.read(d)
		r.identify()
		r.frames()
		r.holdings()
		r.aliases()
		x.rooms.Put(r.room)
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
