package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// filled is a store on disk of some tables, closed.
func filled(t *testing.T) (dir string, labels []quad.Value) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "db")
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	l := loader(t, s, 0)
	for i := range 500 {
		d := article(i)
		labels = append(labels, d.Label)
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	return dir, labels
}

// TestDamagedTable damages one table after the other. What meets the damage must
// say which file it is; the documents that lie elsewhere must stay readable.
func TestDamagedTable(t *testing.T) {
	dir, labels := filled(t)
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) < noteStream { // there are no notes
		t.Fatalf("tables %v, error %v", tables, err)
	}
	for _, table := range tables {
		sound, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		flipped := append([]byte{}, sound...)
		flipped[len(flipped)/3] ^= 4
		for reason, data := range map[string][]byte{"flipped": flipped, "cut off": sound[:len(sound)/2], "gone": nil} {
			if err := os.Remove(table); err != nil {
				t.Fatal(err)
			}
			if data != nil {
				if err := os.WriteFile(table, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			err := useDamaged(t, dir, labels)
			if damage := (*TableError)(nil); !errors.As(err, &damage) || damage.Path != table ||
				!strings.Contains(err.Error(), "extract the documents again") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s is %s: error %v", table, reason, err)
			}
			if err := os.WriteFile(table, sound, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := useDamaged(t, dir, labels); err != nil {
		t.Errorf("with all files as they were: %v", err)
	}
}

// useDamaged returns the first error of opening, reading and verifying a store.
func useDamaged(t *testing.T, dir string, labels []quad.Value) error {
	t.Helper()
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Verify(t.Context(), VerifyOptions{}, nil); err != nil {
		read := 0
		for _, label := range labels {
			if n, err := view(t, s).Count(quad.Quad{Label: label}); err == nil && n == articleQuads {
				read++
			}
		}
		if read < len(labels)/2 {
			t.Errorf("of %d documents only %d can be read after: %v", len(labels), read, err)
		}
		if _, writeErr := s.Drop(labels[0]); !errors.As(writeErr, new(*TableError)) {
			t.Errorf("a write after the damage was met: error %v", writeErr)
		}
		return err
	}
	_, err = s.Drop(quad.IRI("nobody"))
	return err
}
