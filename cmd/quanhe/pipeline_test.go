package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quanhe/extract"
)

// records is n JSONL records d0, d1, …
func records(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"d%d\",\"text\":\"x\"}\n", i)
	}
	return b.String()
}

func TestPipelineKeepsOrder(t *testing.T) {
	const n = 50
	for _, jobs := range []int{1, 2, 8} {
		next := 0
		work := func(_ context.Context, r *result) {
			if strings.HasSuffix(r.doc.ID, "3") {
				time.Sleep(time.Millisecond) // others overtake it
			}
			r.facts = &extract.Facts{ID: r.doc.ID}
		}
		p := pipeline{paths: []string{"-"}, stdin: strings.NewReader(records(n)), jobs: jobs}
		err := p.run(context.Background(), work, func(r result) error {
			if want := fmt.Sprint("d", next); r.err != nil || r.facts.ID != want {
				t.Errorf("%d jobs: got %v, %v; want %s", jobs, r.facts, r.err, want)
			}
			next++
			return nil
		})
		if err != nil || next != n {
			t.Errorf("%d jobs: %d documents, error %v", jobs, next, err)
		}
	}
}

func TestPipelineGoesOnAfterFailures(t *testing.T) {
	var got []string
	in := records(2) + "{}\n" + `{"id":"z","text":"x"}`
	work := func(ctx context.Context, r *result) {
		switch r.doc.ID {
		case "d0":
			panic("boom")
		case "d1": // runs away
			<-ctx.Done()
			r.err = ctx.Err()
		}
	}
	p := pipeline{paths: []string{"missing", "-"}, stdin: strings.NewReader(in), jobs: 2, timeout: time.Millisecond}
	err := p.run(context.Background(), work, func(r result) error {
		what := r.doc.ID
		if r.err != nil {
			what += " " + r.err.Error()
		}
		got = append(got, what[:min(len(what), 22)])
		return nil
	})
	want := "[ missing: no such file d0 panic: boom; this i d1 given up after 1ms;  -:3: record without \" z]"
	if fmt.Sprint(got) != want || err != nil {
		t.Errorf("got %v, error %v; want %s", got, err, want)
	}
}

func TestPipelineEndsWithItsWriter(t *testing.T) {
	full := errors.New("disk full")
	n := 0
	p := pipeline{paths: []string{"-"}, stdin: strings.NewReader(records(50)), jobs: 2}
	err := p.run(context.Background(), func(context.Context, *result) {}, func(result) error { n++; return full })
	if err != full || n != 1 {
		t.Errorf("error %v after %d writes, want %v after 1", err, n, full)
	}
}

// An interrupted reads lines one by one and interrupts the program instead of the last, and then hangs, as a terminal
// does.
type interrupted struct {
	lines  []string
	cancel func()
}

// Read returns the next line.
func (r *interrupted) Read(p []byte) (int, error) {
	if len(r.lines) == 0 {
		r.cancel()
		select {}
	}
	n := copy(p, r.lines[0])
	r.lines = r.lines[1:]
	return n, nil
}

func TestInterrupt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	// With one worker at most four documents are between the reader and the writer, so that the first must have been
	// written.
	in := &interrupted{lines: strings.SplitAfter(strings.TrimSuffix(records(6), "\n"), "\n"), cancel: cancel}
	in.lines[5] += "\n"
	var out, stderr bytes.Buffer
	if code := run(ctx, []string{"extract", "-d", dir, "--jobs", "1", "-"}, in, &out, &stderr); code != exitInterrupted {
		t.Fatalf("exit status %d, want %d\n%s", code, exitInterrupted, &stderr)
	}
	ask := []string{"query", "-d", dir, `g.V("d0").in().all()`}
	if code := run(context.Background(), ask, in, &out, &stderr); code != 0 || out.Len() == 0 {
		t.Errorf("exit status %d: the first document is not in the store\n%s%s", code, &out, &stderr)
	}
}

func TestSummarySuggestsWhatHasAnAnswer(t *testing.T) {
	person := func(id, name string) extract.Entity { return extract.Entity{ID: id, Type: "person", Name: name} }
	arg := func(role, id, name string) extract.Arg { return extract.Arg{Role: role, Entity: id, Name: name} }
	claim := func(relation string, m extract.Modality, args ...extract.Arg) extract.Claim {
		return extract.Claim{Relation: relation, Modality: m, Args: args}
	}
	f := &extract.Facts{
		Entities: []extract.Entity{person("p/a", "An"), person("p/b", "Bình"), person("p/c", "Chi"),
			{ID: "p/x", Type: "person", Name: "X", Byline: true}},
		Claims: []extract.Claim{
			claim("meet", extract.Actual, arg("host", "p/c", "Chi"), arg("guest", "p/a", "An")),
			claim("talks", extract.Actual, arg("agent", "p/c", "Chi"), arg("counterpart", "p/b", "Bình")),
			claim("meet", extract.Planned, arg("host", "p/a", "An"), arg("guest", "p/b", "Bình")),
			claim("holds", extract.Actual, arg("person", "p/a", "An"), arg("office", "o/1", "Thủ tướng")),
		},
	}
	s := newSummary()
	s.add(f)
	if len(s.persons) != 3 || s.claims != 4 || s.encounters != 2 || s.holds != 1 {
		t.Errorf("counted %+v", s)
	}
	want := `[quanhe met "Chi" -d "x.db" quanhe met "An" "Chi" -d "x.db" quanhe holders "Thủ tướng" -d "x.db"]`
	if got := fmt.Sprint(s.next("x.db")); got != want {
		t.Errorf("suggests %s\nwant %s", got, want)
	}
}
