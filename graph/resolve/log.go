package resolve

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"quanhe/graph"
	"quanhe/graph/store"
)

// An Entry is a decision in the log, which keeps every one: an undone decision counts no more and stays to be read.
// Entries are quads with the label curated, so they outlive the documents they speak of and every re-extraction.
type Entry struct {
	ID string `json:"id"` // decision/<hash>
	Decision
	UndoneBy   string `json:"undoneBy,omitempty"`
	UndoneWhen string `json:"undoneWhen,omitempty"` // RFC 3339
}

// Undone reports whether the decision counts no more.
func (e *Entry) Undone() bool { return e.UndoneWhen != "" }

// compare orders entries by when they were decided.
func (e *Entry) compare(f *Entry) int {
	a, _ := time.Parse(time.RFC3339, e.When) // some have fractions of a second
	b, _ := time.Parse(time.RFC3339, f.When)
	return cmp.Or(a.Compare(b), strings.Compare(e.When, f.When), strings.Compare(e.ID, f.ID))
}

// decisionID names a decision by all that it says.
func decisionID(d *Decision) string {
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings and booleans only
	}
	return "decision/" + hashOf(string(data))
}

// fields are the properties of the entry's node, by name below the base.
func (e *Entry) fields() []struct {
	name  string
	value *string
} {
	return []struct {
		name  string
		value *string
	}{
		{"a", &e.A.ID}, {"aName", &e.A.Name}, {"aAnchor", &e.A.Anchor}, {"b", &e.B.ID}, {"bName", &e.B.Name}, {"bAnchor", &e.B.Anchor},
		{"who", &e.Who}, {"when", &e.When}, {"why", &e.Why}, {"undoneBy", &e.UndoneBy}, {"undoneWhen", &e.UndoneWhen},
	}
}

func kindOf(same bool) string {
	if same {
		return "same"
	}
	return "different"
}

// quads writes an entry.
func (e *Entry) quads(v graph.Vocabulary) []quad.Quad {
	node := v.Node(e.ID)
	quads := []quad.Quad{
		{Subject: node, Predicate: graph.Type, Object: v.Decision, Label: v.Curated},
		{Subject: node, Predicate: v.Kind, Object: quad.String(kindOf(e.Same)), Label: v.Curated},
	}
	for _, f := range e.fields() {
		if *f.value != "" {
			quads = append(quads, quad.Quad{Subject: node, Predicate: v.Property(f.name), Object: quad.String(*f.value), Label: v.Curated})
		}
	}
	return quads
}

// A reader is what the log can be read from: a view of a store or an update of it.
type reader interface {
	Each(pattern quad.Quad, fn func(quad.Quad) error) error
}

// Entries lists the decisions of a store, oldest first.
func Entries(r reader, base string) ([]Entry, error) {
	v := graph.NewVocabulary(base)
	by := map[quad.Value]*Entry{}
	err := r.Each(quad.Quad{Label: v.Curated}, func(q quad.Quad) error {
		id := v.ID(q.Subject)
		if !strings.HasPrefix(id, "decision/") {
			return nil
		}
		e := by[q.Subject]
		if e == nil {
			e = &Entry{ID: id}
			by[q.Subject] = e
		}
		text, _ := q.Object.(quad.String)
		if q.Predicate == v.Kind {
			e.Same = text == "same"
		}
		for _, f := range e.fields() {
			if q.Predicate == v.Property(f.name) {
				*f.value = string(text)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	list := make([]Entry, 0, len(by))
	for _, e := range by {
		list = append(list, *e)
	}
	slices.SortFunc(list, func(a, b Entry) int { return a.compare(&b) })
	return list, nil
}

// Log brings the log of a store up to date with some entries, and what is derived with it. New ones are added; of those
// that the log has, what is undone here is undone there. It returns how many entries were new or undone.
func Log(tx *store.Tx, base string, entries []Entry) (int, error) {
	known, err := Entries(tx, base)
	if err != nil {
		return 0, err
	}
	before := inForce(known)
	v, changed := graph.NewVocabulary(base), 0
	var add []quad.Quad
	for _, e := range entries {
		e.ID = decisionID(&e.Decision)
		i := slices.IndexFunc(known, func(k Entry) bool { return k.ID == e.ID })
		switch {
		case i < 0:
			known = append(known, e)
		case e.Undone() && !known[i].Undone():
			known[i] = e
		default:
			continue
		}
		add = append(add, e.quads(v)...)
		changed++
	}
	if _, err := tx.Apply(add, nil); err != nil {
		return 0, fmt.Errorf("decisions: %w", err)
	}
	return changed, Apply(tx, base, between(before, inForce(known)))
}

// inForce finds which decisions of a log count, by id: of those about one pair that are not undone, the last. Who thinks
// better of a decision may take it back or decide otherwise, with the same result. What came as quads may be of no use.
func inForce(log []Entry) map[string]Decision {
	last := map[[2]string]*Entry{}
	for i := range log {
		e := &log[i]
		if e.Undone() || e.A.torn() || e.B.torn() {
			continue
		}
		pair := e.pair()
		if l := last[pair]; l == nil || l.compare(e) < 0 {
			last[pair] = e
		}
	}
	counts := map[string]Decision{}
	for _, e := range last {
		counts[e.ID] = e.Decision
	}
	return counts
}

// between is what makes of the decisions that counted those that count.
func between(before, now map[string]Decision) Change {
	var c Change
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if _, still := now[id]; !still {
			c.Undo = append(c.Undo, before[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(now)) {
		if _, already := before[id]; !already {
			c.Decide = append(c.Decide, now[id])
		}
	}
	return c
}

// A LineError reports a line of a file of decisions that cannot be used.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error names the line.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the cause.
func (e *LineError) Unwrap() error { return e.Err }

// ReadEntries reads a file of decisions, a JSON object a line, as WriteEntries writes it. The error is a [*LineError].
func ReadEntries(r io.Reader) ([]Entry, error) {
	var list []Entry
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 1
	for ; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		e, err := readEntry(lines.Bytes())
		if err != nil {
			return nil, &LineError{n, err}
		}
		list = append(list, e)
	}
	if err := lines.Err(); err != nil {
		return nil, &LineError{n, err}
	}
	return list, nil
}

// readEntry reads a line of a file of decisions.
func readEntry(line []byte) (Entry, error) {
	var e struct {
		Entry
		Same *bool `json:"same"` // else who leaves it out would have said no
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return Entry{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return Entry{}, errors.New("something stands behind the decision; give each a line of its own")
	}
	if e.Same == nil || e.A.ID == "" || e.B.ID == "" || e.Who == "" || e.When == "" {
		return Entry{}, errors.New("a decision needs same, a.id, b.id, who and when")
	}
	for _, at := range []struct{ name, time string }{{"when", e.When}, {"undoneWhen", cmp.Or(e.UndoneWhen, e.When)}} {
		if _, err := time.Parse(time.RFC3339, at.time); err != nil {
			return Entry{}, fmt.Errorf("%s: %q is no time like 2024-03-05T09:30:00Z", at.name, at.time)
		}
	}
	e.Decision.Same = *e.Same
	return e.Entry, e.Check()
}

// WriteEntries writes decisions, a JSON object a line: a file for version control, which the same log always writes
// alike.
func WriteEntries(w io.Writer, entries []Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return fmt.Errorf("decisions: %w", err)
		}
	}
	return nil
}

// EventSide is the side of a decision that an event is, by the first of its reports. It is empty when the store does not
// know the event's claim.
func EventSide(v *store.View, base, event, name string) (Side, error) {
	vocabulary := graph.NewVocabulary(base)
	claim := claimPrefix + strings.TrimPrefix(event, eventPrefix)
	document := ""
	err := v.Each(quad.Quad{Subject: vocabulary.Node(claim), Predicate: graph.Type}, func(q quad.Quad) error {
		document = vocabulary.ID(q.Label)
		return nil
	})
	if err != nil {
		return Side{}, fmt.Errorf("decisions: %w", err)
	}
	data, err := v.Note(documentKind + shortDoc(document))
	if err != nil || data == nil {
		return Side{}, err
	}
	d, err := Contribution(data).unpack()
	if err != nil {
		return Side{}, fmt.Errorf("decisions: %w", err)
	}
	for _, r := range d.records {
		if r.Claim == claim {
			return Side{ID: event, Name: name, Anchor: r.anchor()}, nil
		}
	}
	return Side{}, nil
}
