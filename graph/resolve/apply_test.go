package resolve

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/index"
	"quanhe/graph/store"
)

// A run is a test, or one of the many of a property.
type run interface {
	rapid.TB
	Cleanup(func())
}

func openMemory(t run) *store.Store {
	t.Helper()
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// labelledFacts is a document as a store takes it; facts without entities and claims drop it.
func labelledFacts(f *extract.Facts) store.Labelled {
	d := store.Labelled{Label: graph.NewVocabulary("").Node(graph.DocumentID(f.SHA256))}
	if len(f.Entities) > 0 {
		d.Quads = graph.Quads(f, "")
	}
	return d
}

func replace(t testing.TB, s *store.Store, docs ...*extract.Facts) {
	t.Helper()
	var list []Document
	for _, f := range docs {
		list = append(list, Document{Labelled: labelledFacts(f)})
	}
	err := s.Update(func(tx *store.Tx) error {
		_, err := Replace(tx, "", list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// dumpStore writes all quads and notes of a store.
func dumpStore(t testing.TB, s *store.Store) string {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	var lines []string
	err = v.Each(quad.Quad{}, func(q quad.Quad) error {
		lines = append(lines, q.NQuad())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = v.Notes("resolve/", func(name string, data []byte) error {
		lines = append(lines, fmt.Sprintf("%q %s", name, data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestReplaceInStore holds for a store what TestOrderAndBatchesDoNotMatter holds for a state: whatever came, was replaced
// and went, and however it came, the store is in the end the same, quads and notes.
func TestReplaceInStore(t *testing.T) {
	w := newSynthetic(2, 120)
	w.docs = append(w.docs, busy())
	atOnce, stepwise, loaded, mixed := openMemory(t), openMemory(t), openMemory(t), openMemory(t)
	replace(t, atOnce, w.docs...)
	guests := guests(w.docs[:20]) // who come before all and go after all
	replace(t, stepwise, guests...)
	replace(t, mixed, guests...)
	backward := slices.Clone(w.docs)
	slices.Reverse(backward)
	for some := range slices.Chunk(backward, 3) {
		replace(t, stepwise, some...)
		if f := some[0]; strings.HasSuffix(f.ID, "7") {
			replace(t, stepwise, &extract.Facts{SHA256: f.SHA256})
			replace(t, stepwise, f, f)
		}
	}
	bring(t, loaded, w.docs)
	for _, want := range []int{len(w.docs) - empty(w.docs), 0} {
		if n, all := waits(t, loaded); n != want || all {
			t.Errorf("%d documents wait, all: %v; want %d, false", n, all, want)
		}
		if n, err := CatchUp(loaded, nil); err != nil || n != want {
			t.Fatalf("caught up with %d documents, error %v; want %d", n, err, want)
		}
	}
	replace(t, mixed, w.docs[:40]...)
	bring(t, mixed, w.docs[40:])
	for before := range 2 { // the names are in, the records are
		stop, calls := errors.New("stop"), 0
		_, err := CatchUp(mixed, func(int) error {
			if calls++; calls > before {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			t.Fatalf("error %v, want that of progress", err)
		}
		gone := w.docs[60+10*before:]
		replace(t, mixed, &extract.Facts{SHA256: gone[0].SHA256}, &extract.Facts{SHA256: gone[1].SHA256}) // while they wait
		replace(t, mixed, gone[2], gone[3], gone[0], gone[1])
	}
	if _, err := CatchUp(mixed, nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range guests {
		replace(t, stepwise, &extract.Facts{SHA256: f.SHA256})
		replace(t, mixed, &extract.Facts{SHA256: f.SHA256})
	}
	want := dumpStore(t, atOnce)
	if diff := cmp.Diff(want, dumpStore(t, stepwise)); diff != "" {
		t.Errorf("stepwise (-at once +stepwise):\n%s", diff[:min(len(diff), 3000)])
	}
	if !strings.Contains(want, "reportedBy") || !strings.Contains(want, "sameAs") || !strings.Contains(want, "namesake") {
		t.Error("the world is too small: nothing was resolved")
	}
	for name, s := range map[string]*store.Store{"caught up": loaded, "caught up in part": mixed} {
		if diff := cmp.Diff(want, dumpStore(t, s)); diff != "" {
			t.Errorf("%s (-at once +%s):\n%s", name, name, diff[:min(len(diff), 3000)])
		}
	}
	for _, f := range w.docs {
		replace(t, stepwise, &extract.Facts{SHA256: f.SHA256})
	}
	if left := dumpStore(t, stepwise); left != fmt.Sprintf("%q %s\n%q %s", formatName, format, index.Ready(), index.Version) {
		t.Errorf("after all documents were dropped there is left:\n%s", left[:min(len(left), 3000)])
	}
}

// busy is a document that tells of more than ten meetings of two people in one month.
func busy() *extract.Facts {
	f := &extract.Facts{ID: "busy", SHA256: strings.Repeat("b", 64)}
	var who []extract.Arg
	for i, name := range []string{"Đỗ Thị Ân", "Lý Văn Bảo"} {
		id := entityID("person", name)
		f.Entities = append(f.Entities, extract.Entity{ID: id, Type: "person", Name: name})
		who = append(who, extract.Arg{Role: []string{"agent", "counterpart"}[i], Entity: id, Name: name})
	}
	for day := range 12 {
		f.Claims = append(f.Claims, extract.Claim{Relation: "meet", Date: fmt.Sprintf("2021-09-%02d", 2*day+1), Args: who,
			Evidence: []extract.Evidence{{Start: day, End: 90, Rule: "r", Text: fmt.Sprintf("Hôm đó là ngày %d.", day)}}})
	}
	return f
}

// guests are documents that name and tell what others do.
func guests(docs []*extract.Facts) []*extract.Facts {
	list := make([]*extract.Facts, len(docs))
	for i, f := range docs {
		guest := *f
		guest.ID, guest.SHA256 = f.ID+".guest", fmt.Sprintf("%064x", 1<<40+i)
		list[i] = &guest
	}
	return list
}

// TestNaming holds that a name is given where any quads but those left out give it.
func TestNaming(t *testing.T) {
	s := openMemory(t)
	v := graph.NewVocabulary("")
	given := quad.Quad{Subject: v.Node("person/an"), Predicate: v.Key, Object: quad.String("do an"), Label: v.Node("doc/1")}
	derived := quad.Quad{Subject: v.Node("person/an~1"), Predicate: v.Key, Object: quad.String("do an"), Label: v.Derived}
	err := s.Update(func(tx *store.Tx) error {
		if _, err := tx.Apply([]quad.Quad{given, derived}, nil); err != nil {
			return err
		}
		for _, c := range []struct {
			of   quad.Quad
			key  string
			but  quad.IRI
			want bool
		}{
			{given, "do an", "", true}, {given, "do an", v.Derived, true}, {given, "do", "", false},
			{derived, "do an", "", true}, {derived, "do an", v.Derived, false},
		} {
			entity, _ := c.of.Subject.(quad.IRI)
			if got, err := naming(tx, "", c.but)(entity, c.key); err != nil || got != c.want {
				t.Errorf("%s is named %q but for %q: %v, error %v; want %v", entity, c.key, c.but, got, err, c.want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// bring brings documents into a store that wait to be resolved.
func bring(t *testing.T, s *store.Store, docs []*extract.Facts) {
	t.Helper()
	l, err := s.Load(store.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range docs {
		if d := labelledFacts(f); len(d.Quads) > 0 {
			err = errors.Join(err, l.Add(d), Contribute(f).Await(l.AddNote))
		}
	}
	_, commitErr := l.Commit()
	if err := errors.Join(err, commitErr, l.Close()); err != nil {
		t.Fatal(err)
	}
}

// waits is Waiting of a store as it is.
func waits(t *testing.T, s *store.Store) (n int, all bool) {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	n, all, err = Waiting(v)
	if err := errors.Join(err, v.Close()); err != nil {
		t.Fatal(err)
	}
	return n, all
}

// empty counts the documents without facts.
func empty(docs []*extract.Facts) (n int) {
	for _, f := range docs {
		if len(f.Entities) == 0 {
			n++
		}
	}
	return n
}

// BenchmarkAddOne adds a document to a store of 10,000 and drops it again, each in a write of its own; the documents are
// those of the people whom most documents name as well as others.
func BenchmarkAddOne(b *testing.B) {
	const documents = 10_000
	w := newSynthetic(1, documents+200)
	s := openMemory(b)
	for batch := range slices.Chunk(w.docs[:documents], 500) {
		replace(b, s, batch...)
	}
	b.ResetTimer()
	i, start := 0, processor()
	for b.Loop() {
		f := w.docs[documents+i%200]
		replace(b, s, f)
		replace(b, s, &extract.Facts{SHA256: f.SHA256})
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(2*i), "ms/update")
	b.ReportMetric(float64((processor()-start).Microseconds())/1000/float64(2*i), "cpu-ms/update")
}
