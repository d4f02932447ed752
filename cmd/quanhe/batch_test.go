package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"quanhe/extract/source"
)

// BenchmarkBatch reads files into a new store, in a process of its own: 20 MB of articles, or as many as $QUANHE_MB says. It
// reports the time of each stage in all workers together, the most memory the process had, and what the store takes.
func BenchmarkBatch(b *testing.B) {
	dir := b.TempDir()
	size, files := variedArticles(b, filepath.Join(dir, "in"), megabytes(20)<<20)
	b.SetBytes(int64(size))
	stages := map[string]float64{}
	peak, stored := int64(0), int64(0)
	for b.Loop() {
		p := extracted(b, dir, "in")
		for stage, seconds := range ran(b, filepath.Join(dir, "run.json")).Stages {
			stages[stage] += seconds
		}
		peak = max(peak, mostMemory(p))
		stages["user"] += p.ProcessState.UserTime().Seconds()
		stages["system"] += p.ProcessState.SystemTime().Seconds()
		stored = onDisk(b, filepath.Join(dir, defaultStore))
	}
	for stage, seconds := range stages {
		b.ReportMetric(seconds/float64(b.N), "s-"+strings.ReplaceAll(stage, " ", "-"))
	}
	b.ReportMetric(float64(peak)/1e6, "MB-rss")
	b.ReportMetric(float64(stored)/1e6, "MB-disk")
	b.ReportMetric(float64(files), "docs")
}

// BenchmarkBatchMemory reads 20 MB of articles and several times as many, 60 MB or as many as $QUANHE_MB says, and reports the
// most memory that each takes and how many times as much the larger one does.
func BenchmarkBatchMemory(b *testing.B) {
	dir, more := b.TempDir(), megabytes(60)
	variedArticles(b, filepath.Join(dir, "few"), 20<<20)
	variedArticles(b, filepath.Join(dir, "many"), more<<20)
	for b.Loop() {
		few, many := mostMemory(extracted(b, dir, "few")), mostMemory(extracted(b, dir, "many"))
		b.ReportMetric(float64(few)/1e6, "MB-rss-20")
		b.ReportMetric(float64(many)/1e6, fmt.Sprintf("MB-rss-%d", more))
		b.ReportMetric(float64(many)/float64(few), "rss-ratio")
	}
}

// megabytes is what $QUANHE_MB says, or else usual.
func megabytes(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("QUANHE_MB")); err == nil {
		return n
	}
	return usual
}

// extracted reads a folder into a new store of dir, in the place of the one before.
func extracted(b *testing.B, dir, in string) *process {
	b.Helper()
	if err := os.RemoveAll(filepath.Join(dir, defaultStore)); err != nil {
		b.Fatal(err)
	}
	p := start(b, dir, "extract", "--report", "run.json", in)
	if code, _ := p.end(); code != 0 {
		b.Fatalf("exit status %d\n%s", code, p.said())
	}
	return p
}

// mostMemory is how many bytes of memory a process had at most.
func mostMemory(p *process) int64 { return p.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10 }

// onDisk returns the bytes of the files in a folder.
func onDisk(t testing.TB, dir string) (total int64) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		if info, statErr := os.Stat(f); statErr != nil {
			err = statErr
		} else {
			total += info.Size()
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return total
}

// variedArticles fills a folder with articles of so many bytes, which are those of testdata with other persons, days and
// provinces in them, and returns how many bytes and files there are. They are the same every time.
func variedArticles(t testing.TB, dir string, bytes int) (size, files int) {
	t.Helper()
	v := newVariety(t)
	for size < bytes {
		text := v.article()
		name := filepath.Join(dir, fmt.Sprintf("%03d", files/1000), fmt.Sprintf("%06d.txt", files))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		size, files = size+len(text), files+1
	}
	return size, files
}

// A variety makes articles out of articles.
type variety struct {
	*rand.Rand
	texts   []string
	persons []*regexp.Regexp // of each text
	next    int
}

func newVariety(t testing.TB) *variety {
	t.Helper()
	v := &variety{Rand: rand.New(rand.NewPCG(1, 2))}
	x, _, err := compile("")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := x.Extract(source.Document{ID: name, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{regexp.QuoteMeta("nobody is called so"): true}
		for _, e := range f.Entities {
			if e.Type == "person" && slices.Contains(surnames, strings.Fields(e.Name)[0]) {
				names[regexp.QuoteMeta(e.Name)] = true
			}
		}
		v.texts = append(v.texts, string(text))
		v.persons = append(v.persons, regexp.MustCompile(strings.Join(slices.Sorted(maps.Keys(names)), "|")))
	}
	return v
}

var (
	surnames  = []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Võ", "Bùi", "Đỗ", "Trương", "Phan", "Đinh", "Ngô", "Tô"}
	given     = []string{"An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam", "Phúc", "Quang", "Sơn", "Tâm", "Vinh", "Hải", "Thanh", "Tuấn"}
	provinces = []string{"Hà Nội", "Nghệ An", "Thanh Hóa", "Quảng Ninh", "Lào Cai", "Đà Nẵng", "Cần Thơ", "Kiên Giang", "Bắc Ninh"}
	aProvince = regexp.MustCompile(strings.Join(provinces, "|"))
	aDay      = regexp.MustCompile(`\b[1-9]/[1-9]\b`)
)

func (v *variety) of(words []string) string { return words[v.IntN(len(words))] }

// article returns the next article.
func (v *variety) article() string {
	text, persons := v.texts[v.next], v.persons[v.next]
	v.next = (v.next + 1) % len(v.texts)
	called := map[string]string{}
	text = persons.ReplaceAllStringFunc(text, func(name string) string {
		if called[name] == "" {
			called[name] = v.of(surnames) + " " + v.of(given) + " " + v.of(given)
		}
		return called[name]
	})
	text = aProvince.ReplaceAllStringFunc(text, func(string) string { return v.of(provinces) })
	return aDay.ReplaceAllStringFunc(text, func(string) string { return fmt.Sprintf("%d/%d", 1+v.IntN(28), 1+v.IntN(12)) })
}
