package export_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/export"
	"quanhe/graph/ledger"
	"quanhe/graph/store"
)

// newspaper makes documents as extraction does: each tells of one meeting, of the office of one who met and of a visit.
// Persons are as many as documents are twenty, and 200 at least, each in a post of their own; every tenth meeting is told
// by two documents, and days are as many as in 24 years.
func newspaper(n, documents int) *extract.Facts {
	persons := max(200, documents/20)
	f := &extract.Facts{ID: fmt.Sprintf("bai/%07d.txt", n), Title: fmt.Sprintf("Bài số %d", n), SHA256: fmt.Sprintf("%064x", n),
		Date: dayNumber(n), URL: fmt.Sprintf("https://bao.example/%d", n)}
	same := n - n%10/9 // the tenth tells what the ninth has told
	arg := func(role, typ, name string) extract.Arg {
		id := typ + "/" + strings.ReplaceAll(text.Fold(name), " ", "-")
		known := slices.ContainsFunc(f.Entities, func(e extract.Entity) bool { return e.ID == id })
		if !known {
			f.Entities = append(f.Entities, extract.Entity{ID: id, Type: typ, Name: name,
				Mentions: []extract.Mention{{Start: n % 100, End: n%100 + 12}}})
		}
		return extract.Arg{Role: role, Entity: id, Name: name}
	}
	x, y := same*7919%persons, same*104729%persons
	a, b := "Nguyễn "+syllables(x), "Trần "+syllables(y)
	claim := func(relation, date string, args ...extract.Arg) {
		f.Claims = append(f.Claims, extract.Claim{Relation: relation, Modality: extract.Actual, Date: date, Args: args,
			Evidence: []extract.Evidence{{Start: 0, End: 120, Rule: relation + ".with",
				Text: fmt.Sprintf("Sáng %s, tại Hà Nội, Thủ tướng %s đã hội đàm với Thủ tướng Lào %s, theo bài %d.", dayNumber(same), a, b, n)}}})
	}
	claim("talks", dayNumber(same), arg("agent", "person", a), arg("counterpart", "person", b))
	claim("holds", "", arg("person", "person", a), arg("office", "office", "Giám đốc"), arg("org", "organization", "Sở "+syllables(x)))
	claim("visit", dayNumber(same), arg("guest", "person", b), arg("host", "country", "Việt Nam"))
	return f
}

// dayNumber is one of the days of 24 years, another for each of some thousand numbers.
func dayNumber(n int) string {
	n = n * 31 % (24 * 12 * 28)
	return fmt.Sprintf("20%02d-%02d-%02d", n/(12*28), n/28%12+1, n%28+1)
}

// syllables spells a number as a name of three syllables.
func syllables(n int) string {
	var parts []string
	for range 3 {
		onset, rhyme := "b c d g h k l m n p r s t v x"[n%15*2], strings.Fields("an inh ong uyen eo ai oan uc iet")[n/15%9]
		parts = append(parts, strings.ToUpper(string(onset))+rhyme)
		n /= 135
	}
	return strings.Join(parts, " ")
}

// archiveEnv names a folder in which the stores of benchmarks are kept from run to run: to make one of a million quads takes
// minutes. Without it they are made in the folder for temporary files.
const archiveEnv = "QUANHE_EXPORT_ARCHIVE"

// archive gives the folder of a store on disk with about as many quads, resolved.
func archive(t testing.TB, quads int) string {
	t.Helper()
	parent := cmp.Or(os.Getenv(archiveEnv), t.TempDir())
	dir := filepath.Join(parent, strconv.Itoa(quads))
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	making := dir + "-making"
	if err := os.RemoveAll(making); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(making, store.Options{Create: true, Base: graph.DefaultBase})
	if err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(s, &extract.Manifest{Name: "rules"})
	if err != nil {
		t.Fatal(err)
	}
	documents := quads / 83 // which is what one makes, with what is derived
	for n := range documents {
		if err := l.Replace("", newspaper(n, documents)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(l.Flush(), l.Resolve(nil)); err != nil {
		t.Fatal(err)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	n, err := v.Count(quad.Quad{Predicate: graph.Type, Object: graph.NewVocabulary("").Event})
	if err != nil || n < int64(documents) {
		t.Fatalf("%d events were resolved of %d documents: %v", n, documents, err)
	}
	if err := errors.Join(v.Close(), l.Close(), s.Close(), os.Rename(making, dir)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened opens a store for reading.
func opened(t testing.TB, dir string) *store.View {
	t.Helper()
	s, err := store.Open(dir, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return view(t, s)
}

// BenchmarkMillion reads a store of a million quads on disk: as a mere scan, through Cayley's own exporter, and into each of
// our formats.
func BenchmarkMillion(b *testing.B) {
	v := opened(b, archive(b, 1_000_000))
	measure := func(name string, fn func(w io.Writer) error) {
		b.Run(name, func(b *testing.B) {
			n, err := v.Count(quad.Quad{})
			if err != nil {
				b.Fatal(err)
			}
			bytes, before := 0, processorTime(b)
			for b.Loop() {
				w := &countingWriter{}
				if err := fn(w); err != nil {
					b.Fatal(err)
				}
				bytes = w.n
			}
			b.SetBytes(int64(bytes))
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
			b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "cpu-s/op") // the same on a machine that others use
		})
	}
	measure("scan", func(io.Writer) error { return v.Each(quad.Quad{}, func(quad.Quad) error { return nil }) })
	measure("cayley", func(w io.Writer) error {
		out := nquads.NewWriter(w)
		r := cayley.NewQuadStoreReader(v)
		defer r.Close()
		_, err := quad.Copy(out, r)
		return err
	})
	for _, f := range export.Formats() {
		if f == export.Mermaid {
			continue // refuses so much
		}
		measure(string(f), func(w io.Writer) error {
			_, err := export.Write(context.Background(), w, v, export.Options{Format: f})
			return err
		})
	}
	measure("gexf-full", func(w io.Writer) error {
		_, err := export.Write(context.Background(), w, v, export.Options{Format: export.GEXF, Projection: export.Full})
		return err
	})
}

// processorTime is what the process has used of all processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

type countingWriter struct{ n int }

func (w *countingWriter) Write(p []byte) (int, error) {
	w.n += len(p)
	return len(p), nil
}

// memoryEnv makes the test binary a process that writes one export: "DIR FORMAT PROJECTION".
const memoryEnv = "QUANHE_EXPORT_MEMORY"

func TestMain(m *testing.M) {
	if what := os.Getenv(memoryEnv); what != "" {
		os.Exit(exportAlone(strings.Fields(what)))
	}
	os.Exit(m.Run())
}

// exportAlone writes an export and prints the most memory that the process had, in kilobytes.
func exportAlone(what []string) int {
	s, err := store.Open(what[0], store.Options{ReadOnly: true, Cache: 8 << 20})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	v, err := s.View()
	if err == nil && what[1] == "scan" {
		err = v.Each(quad.Quad{}, func(quad.Quad) error { return nil })
	} else if err == nil {
		opt := export.Options{Format: export.Format(what[1]), Projection: export.Projection(strings.Join(what[2:], ""))}
		if opt.Format.Several() { // an archive would keep the name of each file
			_, err = export.WriteDir(context.Background(), filepath.Join(what[0], "out"), v, opt)
			err = errors.Join(err, os.RemoveAll(filepath.Join(what[0], "out")))
		} else {
			_, err = export.Write(context.Background(), io.Discard, v, opt)
		}
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	for line := range strings.Lines(string(status)) {
		if peak, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Println(strings.TrimSuffix(strings.TrimSpace(peak), " kB"))
		}
	}
	return 0
}

// BenchmarkMemory reports the peak memory of a process that exports 200,000 and 1,000,000 quads: a mere scan of the
// store, each projection, and each format.
func BenchmarkMemory(b *testing.B) {
	all := []string{"scan"}
	for _, p := range export.Projections() {
		all = append(all, string(export.GEXF)+" "+string(p))
	}
	for _, f := range export.Formats() {
		if f != export.GEXF && f != export.Mermaid { // which refuses so much
			all = append(all, string(f))
		}
	}
	for _, quads := range []int{200_000, 1_000_000} {
		dir := archive(b, quads)
		for _, what := range all {
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(what, " ", "-"), quads), func(b *testing.B) {
				for b.Loop() {
					cmd := exec.Command(os.Args[0])
					cmd.Env = append(os.Environ(), memoryEnv+"="+dir+" "+what)
					out, err := cmd.Output()
					kilobytes, err2 := strconv.Atoi(strings.TrimSpace(string(out)))
					if err != nil || err2 != nil {
						b.Fatalf("%v %v: %s", err, err2, out)
					}
					b.ReportMetric(float64(kilobytes)/1024, "MB")
				}
			})
		}
	}
}
