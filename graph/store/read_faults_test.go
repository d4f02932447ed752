package store

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
	"github.com/google/go-cmp/cmp"
)

// aRead fails one read of a file, and no other.
type aRead struct{ left atomic.Int64 }

func (r *aRead) inject(op errorfs.Op) error {
	if (op.Kind == errorfs.OpFileRead || op.Kind == errorfs.OpFileReadAt) && r.left.Add(-1) == 0 {
		return errorfs.ErrInjected
	}
	return nil
}

// fail lets the n-th read from now on fail, counted from 1.
func (r *aRead) fail(n int) { r.left.Store(int64(n)) }

// failed ends it and reports whether there were so many reads.
func (r *aRead) failed() bool { return r.left.Swap(0) <= 0 }

// open opens a store that keeps next to nothing in memory.
func (r *aRead) open(t *testing.T, disk vfs.FS) *Store {
	t.Helper()
	s, err := open(errorfs.Wrap(disk, errorfs.InjectorFunc(r.inject)), "db", modelOptions)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const faultArticles = 20

// articlesOnDisk are articles with a note for each, and quads alike, in two tables of which one lies above the other.
func articlesOnDisk(t *testing.T, alike int) *vfs.MemFS {
	t.Helper()
	disk, fault := vfs.NewMem(), &aRead{}
	for first := range 2 { // the log becomes a table when the store is opened again
		s := fault.open(t, disk)
		if err := s.Update(func(tx *Tx) error {
			for i := first; i < faultArticles; i += 2 {
				d := article(i)
				if _, err := tx.Replace(d.Label, d.Quads); err != nil {
					return err
				}
				if err := tx.SetNote(fmt.Sprintf("note %03d", i), make([]byte, 300)); err != nil {
					return err
				}
			}
			label := quad.IRI(fmt.Sprint("alike ", first))
			quads := doc(label, alike/2)
			for i := range quads {
				quads[i].Object = label
			}
			_, err := tx.Replace(label, quads)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return disk
}

// A question returns its answer.
type question func() (string, error)

// questions are asked of a view by all that reads with one iterator after the other, and by what reads once.
func questions(v *View, l *Lookup, w *Walk) (list []question) {
	ask := func(what string, fn func(tell func(...any)) error) {
		list = append(list, func() (string, error) {
			answer := what + ":"
			err := fn(func(part ...any) { answer += fmt.Sprintln(part...) })
			return answer, err
		})
	}
	iri := func(kind string, i int) quad.IRI {
		return quad.IRI(fmt.Sprintf("https://quanhe.example/%s/%d", kind, i))
	}
	for i := 0; i < faultArticles; i += faultArticles / 2 {
		claims := quad.Quad{Predicate: quad.IRI("type"), Object: iri("relation", i%20)}
		claim := quad.Quad{Subject: iri("claim", 4*i)}
		ask("each", func(tell func(...any)) error {
			return l.Each(claim, func(q quad.Quad) error { tell(q.NQuad()); return nil })
		})
		ask("distinct", func(tell func(...any)) error {
			return l.Distinct(claims, quad.Subject, func(v quad.Value) error { tell(v); return nil })
		})
		ask("skip", func(tell func(...any)) error {
			types := quad.Quad{Predicate: quad.IRI("type")}
			return l.Distinct(types, quad.Object, func(v quad.Value) error { tell(v); return nil })
		})
		ask("notes", func(tell func(...any)) error {
			return l.Notes("note", fmt.Sprintf("note %03d", i), func(name, data []byte) bool { tell(name, data); return true })
		})
		ask("note", func(tell func(...any)) error {
			return l.Note(fmt.Sprintf("note %03d", i), func(data []byte) { tell(data) })
		})
		ask("ends", func(tell func(...any)) error {
			p, _ := IDOf(claims.Predicate)
			o, _ := IDOf(claims.Object)
			ends, err := w.Ends(nil, ID{}, p, o, quad.Subject)
			tell(ends)
			return err
		})
		ask("scan", func(tell func(...any)) error {
			return v.Each(claims, func(q quad.Quad) error { tell(q.NQuad()); return nil })
		})
		ask("has", func(tell func(...any)) error {
			d := article(i)
			d.Quads[0].Label = d.Label
			has, err := v.Has(d.Quads[0])
			tell(has)
			return err
		})
	}
	ask("labels", func(tell func(...any)) error { return v.Labels(func(v quad.Value) error { tell(v); return nil }) })
	return list
}

// TestLookupReadFaults asks many questions one after the other while the first read of a file fails, then the second,
// and so on: each answer is right or an error, also those that come after the error.
func TestLookupReadFaults(t *testing.T) {
	fault := &aRead{}
	s := fault.open(t, articlesOnDisk(t, 2000)) // over which a lookup skips into another block
	defer s.Close()
	var want []string
	told := 0
	for read := 0; ; read++ {
		v := view(t, s)
		l, w := v.Lookup(), v.Walk()
		fault.fail(read)
		for i, ask := range questions(v, l, w) {
			got, err := ask()
			switch {
			case read == 0 && err != nil:
				t.Fatal(err)
			case read == 0:
				want = append(want, got)
			case err != nil && !errors.Is(err, errorfs.ErrInjected):
				t.Errorf("read %d: %v", read, err)
			case err != nil:
				told++
			case got != want[i]:
				t.Fatalf("after read %d failed, without an error (-want +got):\n%s", read, cmp.Diff(want[i], got))
			}
		}
		over := !fault.failed()
		l.Close()
		w.Close()
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		if read > 0 && over {
			t.Logf("%d reads, %d answers were errors", read-1, told)
			break
		}
	}
	if told < 100 {
		t.Errorf("only %d answers were errors: the test shows little", told)
	}
}

// TestLoadReadFaults lets one read fail during a load of documents and notes that sorts in files and meets labels the
// store has.
func TestLoadReadFaults(t *testing.T) {
	const loaded = 5
	wholeOrNothing(t, 20, func(s *Store) (err error) {
		l, err := s.Load(LoadOptions{Memory: 20_000})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, l.Close()) }()
		for i := range loaded {
			if err := l.Add(article(i)); !errors.Is(err, ErrLabelTaken) && !errors.Is(err, errorfs.ErrInjected) {
				t.Errorf("document %d, which the store has: error %v", i, err)
			}
			if err := errors.Join(l.Add(article(faultArticles+i)), l.AddNote(fmt.Sprintf("note %03d", i), nil),
				l.AddNote(fmt.Sprint("new ", i), make([]byte, 500)), l.AddTo(quad.IRI("derived"), doc("derived", i))); err != nil {
				return err
			}
		}
		d, err := l.Commit()
		if want := loaded*articleQuads + loaded - 1; err == nil && d.Added != want {
			t.Errorf("%d quads added, want %d", d.Added, want)
		}
		return err
	})
}

// TestUpdateReadFaults lets one read fail during an update that replaces a document, of whose values others have some
// and nobody has the rest, and reads what it wrote.
func TestUpdateReadFaults(t *testing.T) {
	wholeOrNothing(t, 20, func(s *Store) error {
		return s.Update(func(tx *Tx) error {
			if _, err := tx.Replace(article(0).Label, article(faultArticles).Quads); err != nil {
				return err
			}
			var quads []quad.Quad
			if err := tx.Each(quad.Quad{Predicate: quad.IRI("title"), Label: article(1).Label}, func(q quad.Quad) error {
				quads = append(quads, q)
				return nil
			}); err != nil {
				return err
			}
			n, err := tx.Count(quad.Quad{Predicate: quad.IRI("type")})
			if err != nil {
				return err
			}
			if want := int64(4 * faultArticles); n != want {
				t.Errorf("%d claims counted, want %d", n, want)
			}
			d, err := tx.Apply(doc("derived", 3), quads)
			if want := (Delta{Added: 3, Deleted: 1}); err == nil && d != want {
				t.Errorf("%v, want %v", d, want)
			}
			return errors.Join(err, tx.SetNote("note 001", nil))
		})
	})
}

// wholeOrNothing lets the first read of a file during a change fail, then the second, and so on: all of the change is
// in the store then, or an error was told and nothing is. The change must have failed a number of times.
func wholeOrNothing(t *testing.T, failures int, change func(*Store) error) {
	t.Helper()
	filled, fault := articlesOnDisk(t, 0), &aRead{}
	var before, after content
	refused := 0
	for at := 0; ; at++ {
		disk := vfs.NewMem()
		if ok, err := vfs.Clone(filled, disk, "db", "db"); !ok || err != nil {
			t.Fatal(err)
		}
		s := fault.open(t, disk)
		if at == 0 {
			before = holds(t, s)
		}
		fault.fail(at)
		failed := change(s)
		over := !fault.failed()
		got := holds(t, s)
		switch {
		case at == 0 && failed != nil:
			t.Fatal(failed)
		case at == 0:
			after = got
		case failed != nil:
			if refused++; !slices.Equal(got, before) {
				t.Fatalf("read %d: error %v, and the store holds (-before +after):\n%s", at, failed, cmp.Diff(before, got))
			}
		case !slices.Equal(got, after):
			t.Fatalf("read %d: no error, and the store holds (-want +got):\n%s", at, cmp.Diff(after, got))
		}
		if err := s.Close(); err != nil {
			t.Errorf("read %d: close: %v", at, err)
		}
		if at > 0 && over {
			t.Logf("%d reads, %d changes failed", at-1, refused)
			break
		}
	}
	if refused < failures {
		t.Errorf("only %d changes failed: the test shows little", refused)
	}
}

// holds is what a store holds, whose keys must be sound.
func holds(t *testing.T, s *Store) content {
	t.Helper()
	check(t, s)
	if left := temporary(t, s); len(left) > 0 {
		t.Errorf("temporary files %v", left)
	}
	v := view(t, s)
	defer v.Close()
	got, err := read(v)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
