package ledger

import (
	"encoding/json"
	"fmt"
	"time"

	"quanhe/graph/store"
)

// A Run is what one run did with documents. It is kept as JSON.
type Run struct {
	Started time.Time `json:"started"` // UTC
	Seconds float64   `json:"seconds"`
	Version string    `json:"version"` // of the program
	Rules   string    `json:"rules"`   // name of the rules and the engine, as a Manifest has it
	End     string    `json:"end"`     // done, interrupted, or the error that ended it
	Counts

	Bytes     int64              `json:"bytes"`               // of the documents read
	Formats   map[string]int     `json:"formats,omitempty"`   // documents by the format they came in
	Encodings map[string]int     `json:"encodings,omitempty"` // and by their encoding
	Stages    map[string]float64 `json:"stages"`              // seconds that each stage took, in all workers together
	Failures  []Failure          `json:"failures,omitempty"`  // the first ones
}

// Counts are how many documents of a run met which fate.
type Counts struct {
	New       int `json:"new"`
	Changed   int `json:"changed"`   // written in the place of another version
	Outdated  int `json:"outdated"`  // read again by other rules
	Spared    int `json:"spared"`    // not read again: other rules would say the same
	Unchanged int `json:"unchanged"` // nor these
	Dropped   int `json:"dropped"`   // gone from where they came from
	Failed    int `json:"failed"`    // could not be read
}

// Read is how many documents there were, without those that failed.
func (c Counts) Read() int { return c.New + c.Changed + c.Outdated + c.Spared + c.Unchanged }

// Written is how many documents were read into the store.
func (c Counts) Written() int { return c.New + c.Changed + c.Outdated }

// String lists the counts, as "3 new, 1 changed, …".
func (c Counts) String() string {
	return fmt.Sprintf("%d new, %d changed, %d outdated, %d spared, %d unchanged, %d dropped, %d failed",
		c.New, c.Changed, c.Outdated, c.Spared, c.Unchanged, c.Dropped, c.Failed)
}

// Add counts a document by its standing.
func (c *Counts) Add(s Standing) {
	switch s {
	case New:
		c.New++
	case Changed:
		c.Changed++
	case Outdated:
		c.Outdated++
	case Spared:
		c.Spared++
	case Current:
		c.Unchanged++
	}
}

// A Failure is a document that could not be read.
type Failure struct {
	Document string `json:"document"` // its id, or the path where there is no document
	Reason   string `json:"reason"`
}

const (
	runNote      = "run/" // begins the names of the notes of runs, which sort by time
	keptRuns     = 10
	keptFailures = 20 // of a run in its note
)

// Record notes a run and forgets all but the last ones, and with them the rules that no document was read by any more.
func (l *Ledger) Record(r Run) error {
	r.Failures = r.Failures[:min(len(r.Failures), keptFailures)]
	note, err := json.Marshal(r)
	if err != nil {
		return wrap(err)
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	err = l.store.Update(func(tx *store.Tx) error {
		name := runNote + r.Started.UTC().Format("2006-01-02T15:04:05.000000000Z")
		if err := tx.SetNote(name, note); err != nil {
			return err
		}
		var names []string
		err := tx.Notes(runNote, func(name string, _ []byte) error { names = append(names, name); return nil })
		for _, name := range names[:max(0, len(names)-keptRuns)] {
			if err == nil {
				err = tx.SetNote(name, nil)
			}
		}
		if err != nil {
			return err
		}
		return l.forget(tx)
	})
	return wrap(err)
}

// Runs returns the last runs, the newest first.
func Runs(v *store.View) ([]Run, error) {
	var runs []Run
	err := v.Notes(runNote, func(name string, note []byte) error {
		var r Run
		if err := json.Unmarshal(note, &r); err != nil {
			return fmt.Errorf("note %s: %w", name, err)
		}
		runs = append([]Run{r}, runs...)
		return nil
	})
	return runs, wrap(err)
}
