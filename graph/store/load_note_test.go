package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// notesOf lists the notes of a store.
func notesOf(t *testing.T, s *Store) (list []string) {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	err = v.Notes("", func(name string, data []byte) error { list = append(list, name+"="+string(data)); return nil })
	if err := errors.Join(err, v.Close()); err != nil {
		t.Fatal(err)
	}
	return list
}

// A load brings notes and takes others away, at once with its quads, whether it sorts them in memory or in files, and
// whether the store has them in memory still or on disk. It may add to a label that has quads.
func TestLoadNotes(t *testing.T) {
	for _, budget := range []int{1, 64 << 20} {
		for _, flushed := range []bool{false, true} {
			s := memory(t)
			var want []string
			err := s.Update(func(tx *Tx) error {
				for i := range 20 {
					if err := tx.SetNote(fmt.Sprintf("old %02d", i), []byte{'1'}); err != nil {
						return err
					}
				}
				_, err := tx.Replace(quad.IRI("d"), doc("d", 3))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if flushed {
				if err := s.db.Flush(); err != nil {
					t.Fatal(err)
				}
			}
			l := loader(t, s, budget)
			for i := range 20 {
				var data []byte
				if i%2 == 0 {
					data = []byte(fmt.Sprint(i))
					want = append(want, fmt.Sprintf("old %02d=%d", i, i))
				}
				if err := l.AddNote(fmt.Sprintf("old %02d", i), data); err != nil {
					t.Fatal(err)
				}
				if err := l.AddTo(quad.IRI("d"), doc("d", i)); err != nil {
					t.Fatal(err)
				}
			}
			if got := notesOf(t, s); len(got) != 20 || got[1] != "old 01=1" {
				t.Errorf("notes before the commit: %v", got)
			}
			if err := errors.Join(l.AddNote("new", []byte{}), commit(l)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]string{"new="}, want...), notesOf(t, s)); diff != "" {
				t.Errorf("budget %d, flushed %v: notes (-want +got):\n%s", budget, flushed, diff)
			}
			if got := len(all(t, s)); got != 19 {
				t.Errorf("%d quads, want 19", got)
			}
			check(t, s)
		}
	}
}

func commit(l *Loader) error {
	_, err := l.Commit()
	return err
}
