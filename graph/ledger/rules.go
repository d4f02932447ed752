package ledger

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph/store"
)

// rulesNote begins the names of the notes of manifests: JSON, deflated, as most of one is like the one before.
const rulesNote = "rules/"

// announce writes the note of the rules unless it is there. The caller holds l.writing.
func (l *Ledger) announce() error {
	if l.known || l.now == nil {
		return nil
	}
	name := rulesNote + l.now.Name
	note, err := l.view.Note(name) // only writers change the view
	if err == nil && note == nil {
		note, err = packed(l.now)
		if err == nil {
			err = l.store.Update(func(tx *store.Tx) error { return tx.SetNote(name, note) })
		}
	}
	l.known = err == nil
	return wrap(err)
}

func packed(m *extract.Manifest) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	err = errors.Join(json.NewEncoder(w).Encode(m), w.Close())
	return b.Bytes(), err
}

func unpacked(note []byte) (*extract.Manifest, error) {
	m := &extract.Manifest{}
	if err := json.NewDecoder(flate.NewReader(bytes.NewReader(note))).Decode(m); err != nil {
		return nil, fmt.Errorf("note of rules: %w", err)
	}
	return m, nil
}

// compared returns which documents read by old rules the rules of the ledger may read otherwise; nil when the store does not
// know the old rules.
func (l *Ledger) compared(name string) (*extract.Affected, error) {
	l.comparing.Lock()
	defer l.comparing.Unlock()
	if a, ok := l.affected[name]; ok {
		return a, nil
	}
	l.mu.RLock()
	note, err := l.view.Note(rulesNote + name)
	l.mu.RUnlock()
	if err != nil {
		return nil, wrap(err)
	}
	l.affected[name] = nil
	if note != nil {
		old, err := unpacked(note)
		if err != nil {
			return nil, wrap(err)
		}
		l.affected[name] = extract.NewAffected(old, l.now)
	}
	return l.affected[name], nil
}

// forget deletes the notes of rules that no document was read by any more.
func (l *Ledger) forget(tx *store.Tx) error {
	var old []string
	err := tx.Notes(rulesNote, func(name string, _ []byte) error {
		rules := strings.TrimPrefix(name, rulesNote)
		if rules == l.now.Name {
			return nil
		}
		used := false
		err := tx.Each(quad.Quad{Predicate: l.ruleSet(), Object: quad.String(rules)}, func(quad.Quad) error {
			used = true
			return io.EOF // one is enough
		})
		if err == io.EOF {
			err = nil
		}
		if !used {
			old = append(old, name)
		}
		return err
	})
	for _, name := range old {
		if err == nil {
			err = tx.SetNote(name, nil)
		}
	}
	return err
}
