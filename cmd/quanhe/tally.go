package main

import (
	"context"
	"encoding/json"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"quanhe/graph/ledger"
)

// maxFailures is how many failures a report lists. All are counted, and all are printed.
const maxFailures = 10_000

// A tally is what a run did so far.
type tally struct {
	run ledger.Run

	mu     sync.Mutex
	stages map[string]time.Duration // in all workers together
}

func newTally() *tally {
	run := ledger.Run{Started: time.Now().UTC(), Version: version(), Formats: map[string]int{}, Encodings: map[string]int{}}
	return &tally{run: run, stages: map[string]time.Duration{}}
}

// version names the program: its module version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && (v == "" || v == "(devel)"):
			v = s.Value
		case s.Key == "vcs.modified" && s.Value == "true" && v != "" && v != "(devel)":
			v += "+modified"
		}
	}
	return v
}

// time adds the time that fn takes to a stage. It may be called by several goroutines.
func (t *tally) time(stage string, fn func() error) error {
	start := time.Now()
	defer func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.stages[stage] += time.Since(start)
	}()
	return fn()
}

// add counts a document that was read or skipped.
func (t *tally) add(r result) {
	t.run.Add(r.standing)
	t.run.Bytes += int64(len(r.doc.Text))
	t.run.Formats[string(r.doc.Format)]++
	if r.doc.Encoding != "" {
		t.run.Encodings[r.doc.Encoding]++
	}
}

// fail counts a document that could not be read.
func (t *tally) fail(r result) {
	t.run.Failed++
	if len(t.run.Failures) < maxFailures {
		t.run.Failures = append(t.run.Failures, ledger.Failure{Document: r.doc.ID, Reason: r.err.Error()})
	}
}

// end notes how the run ended.
func (t *tally) end(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
		t.run.End = "interrupted"
	case err != nil:
		t.run.End = err.Error()
	default:
		t.run.End = "done"
	}
	t.run.Seconds = time.Since(t.run.Started).Seconds()
	t.run.Stages = map[string]float64{}
	for stage, d := range t.stages {
		t.run.Stages[stage] = d.Seconds()
	}
}

// write writes the report, as a whole or not at all.
func (t *tally) write(path string) error {
	return writeFile(path, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(t.run)
	})
}
