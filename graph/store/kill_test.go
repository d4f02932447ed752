package store

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// Environment variables of the kill test. The first sets how often it kills; the
// others tell the test binary that it is the writer to be killed.
const (
	killsEnv  = "QUANHE_STORE_KILLS"
	writerEnv = "QUANHE_STORE_WRITER"
	seedEnv   = "QUANHE_STORE_SEED"
)

const (
	defaultKills = 20 // in some seconds
	openKills    = 5  // of which one is timed from the start, others from the first write
	killsOfOne   = 25 // after which a new store begins, so that checks stay fast
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerEnv); dir != "" {
		if err := writeForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if way := os.Getenv(loadEnv); way != "" {
		if err := cmp.Or(loadForMemory(way, os.Getenv(loadDirEnv)), printPeak()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// phases are what the writer does in a random order. All but the last write some
// documents in one step, with the number of that step.
var phases = []string{"replace", "update", "load", "bulk", "compact"}

// writeForever writes step after step until it is killed and tells on standard
// output what it is at: "phase NAME STEP" before a step and "did STEP" after it.
func writeForever(dir string) error {
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		return err
	}
	seed, err := strconv.ParseUint(os.Getenv(seedEnv), 10, 64)
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	l, err := s.Load(LoadOptions{Memory: 200_000})
	if err != nil {
		return err
	}
	for step := int(seed) * 1_000_000; ; step++ {
		phase := phases[rng.IntN(len(phases))]
		fmt.Printf("phase %s %d\n", phase, step)
		if err := write(s, l, phase, step); err != nil {
			return fmt.Errorf("%s %d: %w", phase, step, err)
		}
		fmt.Printf("did %d\n", step)
	}
}

const (
	sharedDocs = 5  // that replaces and updates write over again
	loadDocs   = 20 // new ones, through the log
	bulkDocs   = 40 // new ones, in bulk: more than the loader keeps in memory
)

func write(s *Store, l *Loader, phase string, step int) error {
	switch phase {
	case "replace":
		var docs []Labelled
		for i := range sharedDocs {
			docs = append(docs, stepDoc(fmt.Sprintf("shared/%d", i), step, 100))
		}
		_, err := s.ReplaceAll(docs)
		return err
	case "update":
		return s.Update(func(tx *Tx) error {
			for i := range sharedDocs {
				d := stepDoc(fmt.Sprintf("shared/%d", i), step, 30)
				if _, err := tx.Replace(d.Label, d.Quads); err != nil {
					return err
				}
			}
			return tx.SetNote("step", []byte(strconv.Itoa(step)))
		})
	case "compact":
		return s.Compact(context.Background())
	case "load":
		var docs []Labelled
		for i := range loadDocs {
			docs = append(docs, stepDoc(fmt.Sprintf("new/%d/%d", step, i), step, 50))
		}
		_, err := s.ReplaceAll(docs)
		return err
	}
	for i := range bulkDocs { // bulk
		if err := l.Add(stepDoc(fmt.Sprintf("new/%d/%d", step, i), step, 50)); err != nil {
			return err
		}
	}
	_, err := l.Commit()
	return err
}

// stepDoc is a document of n quads that all name the step, and each of n.
func stepDoc(label string, step, n int) Labelled {
	d := Labelled{Label: quad.IRI(label)}
	for i := range n {
		d.Quads = append(d.Quads, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("%s/%d", label, i)),
			Predicate: quad.IRI("of"),
			Object:    quad.Int(n),
		}, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("%s/%d", label, i)),
			Predicate: quad.IRI("step"),
			Object:    quad.Int(step),
		})
	}
	return d
}

// TestKill kills a process that writes, with SIGKILL at random moments, again
// and again on one store. Each time the store must open without temporary
// files, verify as sound, and hold whole documents: every step confirmed, and of
// the step under way all or nothing.
func TestKill(t *testing.T) {
	kills := defaultKills
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		kills = n
	}
	rng := rand.New(rand.NewPCG(5, 8))
	var (
		dir    string
		stores []*watch
		in     = make(map[string]int)
		pace   = time.Millisecond // longer where the writer is slow, so that it gets somewhere
	)
	confirmed := func() (steps int) {
		for _, w := range stores {
			steps += len(w.steps)
		}
		return steps
	}
	for kill := range kills {
		if kill > 0 && kill%3 == 0 && confirmed() < kill {
			pace *= 2
		}
		if kill%killsOfOne == 0 {
			dir = filepath.Join(t.TempDir(), "db")
			stores = append(stores, &watch{steps: make(map[int]string)})
		}
		w := stores[len(stores)-1]
		phase := w.runAndKill(t, dir, kill+1, time.Duration(20+rng.IntN(250))*pace)
		in[phase]++
		w.check(t, dir)
		if t.Failed() {
			t.Fatalf("after kill %d, in phase %s", kill+1, phase)
		}
	}
	steps := confirmed()
	t.Logf("%d kills, by what the writer was at: %v; %d steps confirmed", kills, in, steps)
	if steps < kills/2 {
		t.Errorf("%d kills met only %d confirmed steps: the writer hardly moved", kills, steps)
	}
}

// watch is what a writer has said.
type watch struct {
	steps  map[int]string // confirmed, with their phase
	shared int            // the last confirmed step that wrote the shared documents
	begun  int            // the step under way
	phase  string         // its phase
}

// runAndKill starts a writer, kills it after a while and returns the phase in
// which it was.
func (w *watch) runAndKill(t *testing.T, dir string, seed int, after time.Duration) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+dir, fmt.Sprintf("%s=%d", seedEnv, seed))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaint strings.Builder
	cmd.Stderr = &complaint
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { _ = cmd.Process.Kill() }
	if seed%openKills == 0 {
		defer time.AfterFunc(after/4, kill).Stop()
	}
	w.begun, w.phase = 0, "open"
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if w.phase == "open" {
			defer time.AfterFunc(after, kill).Stop()
		}
		w.hear(lines.Text())
	}
	if err := cmd.Wait(); err == nil || complaint.Len() > 0 {
		t.Fatalf("the writer ended by itself: %v %s", err, complaint.String())
	}
	return w.phase
}

func (w *watch) hear(line string) {
	var step int
	if n, _ := fmt.Sscanf(line, "phase %s %d", &w.phase, &step); n == 2 {
		w.begun = step
	} else if n, _ := fmt.Sscanf(line, "did %d", &step); n == 1 && step == w.begun {
		w.did(step)
	}
}

func (w *watch) did(step int) {
	w.steps[step] = w.phase
	if w.phase == "replace" || w.phase == "update" {
		w.shared = step
	}
	w.phase = "between"
}

// check opens the store and holds it against what was confirmed.
func (w *watch) check(t *testing.T, dir string) {
	t.Helper()
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if left := temporary(t, s); len(left) > 0 {
		t.Errorf("temporary files: %v", left)
	}
	if report, err := s.Verify(context.Background(), VerifyOptions{}, func(f Fault) error {
		t.Error(f)
		return nil
	}); err != nil || !report.Sound() {
		t.Fatalf("verify: %+v, error %v", report, err)
	}
	docs := held(t, s)
	for i := range sharedDocs {
		d, step := docs[fmt.Sprintf("shared/%d", i)], docs["shared/0"].step
		if d.step != step || !d.whole() || step != w.shared && step != w.begun {
			t.Errorf("shared document %d is %+v, the first is of step %d, confirmed %d, under way %d", i, d, step, w.shared, w.begun)
		}
	}
	if step := docs["shared/0"].step; step == w.begun && step != 0 {
		w.shared = step // written, though the writer could not say so any more
	}
	w.checkNew(t, docs)
}

// checkNew checks the documents that steps added.
func (w *watch) checkNew(t *testing.T, docs map[string]heldDoc) {
	t.Helper()
	count := map[int]int{}
	for label, d := range docs {
		if !strings.HasPrefix(label, "new/") {
			continue
		}
		if count[d.step]++; !d.whole() {
			t.Errorf("document %s is not whole: %+v", label, d)
		}
	}
	sizes := map[string]int{"load": loadDocs, "bulk": bulkDocs}
	if n := count[w.begun]; n != 0 && w.phase != "between" {
		w.steps[w.begun] = w.phase // as above
	}
	for step, phase := range w.steps {
		if count[step] != sizes[phase] {
			t.Errorf("%s %d: %d documents, want %d", phase, step, count[step], sizes[phase])
		}
		delete(count, step)
	}
	if len(count) > 0 {
		t.Errorf("documents of steps nobody began: %v", count)
	}
}

// heldDoc is what a store holds of a document of stepDoc.
type heldDoc struct {
	quads, of, step int
	mixed           bool // of several steps
}

func (d heldDoc) whole() bool { return d.quads == 2*d.of && !d.mixed }

func held(t *testing.T, s *Store) map[string]heldDoc {
	t.Helper()
	docs := make(map[string]heldDoc)
	if err := view(t, s).Each(quad.Quad{}, func(q quad.Quad) error {
		label := string(q.Label.(quad.IRI))
		d, n := docs[label], int(q.Object.(quad.Int))
		field := &d.of
		if q.Predicate == quad.IRI("step") {
			field = &d.step
		}
		d.mixed = d.mixed || d.quads > 1 && *field != 0 && *field != n
		*field = n
		d.quads++
		docs[label] = d
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return docs
}
