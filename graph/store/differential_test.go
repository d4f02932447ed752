package store

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// TestWalks puts random walks to Cayley in Go and in Gizmo and compares the rows
// with those of an evaluator that knows no index. Rows are compared as sets:
// Cayley does not promise how often it returns one. QUANHE_WALKS says how many.
func TestWalks(t *testing.T) {
	count := 4000
	if n, err := strconv.Atoi(os.Getenv("QUANHE_WALKS")); err == nil {
		count = n
	}
	classes := classesOfWalks()
	g := &generator{Rand: rand.New(rand.NewPCG(1, 2)), ops: slices.Sorted(maps.Keys(moves()))}
	inGizmo, answers := 0, 0
	const perGraph = 25
	for n := 0; n < count && !t.Failed(); n += perGraph {
		quads := g.graph()
		s := stored(t, quads)
		plain := newNaive(quads)
		for range perGraph {
			w := g.walk(5, 2)
			want := plain.rows(w)
			answers += min(1, len(want))
			ask := pathRows
			of := classOf(classes, w)
			if _, ok := w.gizmo(); ok && of == nil && g.IntN(2) == 0 {
				ask = gizmoRows
				inGizmo++
			}
			got, err := ask(s, w)
			if err == nil && maps.Equal(want, got) {
				continue
			}
			if of == nil {
				t.Fatal(shrink(t, quads, w, ask))
			}
			of.wrong++
		}
	}
	if inGizmo < count/4 || answers < count/3 {
		t.Errorf("of %d walks %d were written in Gizmo and %d had an answer: the test shows little", count, inGizmo, answers)
	}
	example := stored(t, exampleQuads)
	for _, c := range classes {
		t.Logf("%s: %d wrong answers", c.name, c.wrong)
		got, err := pathRows(example, c.example)
		if of := classOf(classes, c.example); of != c || err == nil && maps.Equal(newNaive(exampleQuads).rows(c.example), got) {
			t.Errorf("%s: Cayley answers right now, or the class is another one: take it away (%s)", c.name, c.cause)
		}
	}
}

// TestAbandonedWalks leaves random queries after their first answer, closed or
// not. Whatever they held is given back when the store closes: Pebble does not
// close while an iterator is open, and the cleanup fails then.
func TestAbandonedWalks(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(7, 8)), ops: slices.Sorted(maps.Keys(moves()))}
	classes := classesOfWalks()
	left := 0
	for range 20 {
		v := stored(t, g.graph())
		for range 20 {
			w := g.walk(5, 2)
			if classOf(classes, w) != nil {
				continue
			}
			it, _ := w.path(v).BuildIterator(t.Context()).Optimize(t.Context())
			if scan := it.Iterate(); scan.Next(t.Context()) && g.IntN(3) == 0 {
				if err := scan.Close(); err != nil {
					t.Error(err)
				}
			}
			ok := true
			if in := w.gizmoAll(&ok); ok {
				it, err := query.Execute(t.Context(), v, gizmo.Name, in+".All()", query.Options{Collation: query.Raw, Limit: 1})
				if err != nil {
					t.Fatal(err)
				}
				it.Next(t.Context())
				it.Close()
			}
		}
		v.mu.Lock() // Gizmo's goroutines may still be giving back theirs
		left += len(v.iters)
		v.mu.Unlock()
	}
	if left == 0 {
		t.Error("nothing was left open: the test shows nothing")
	}
}

// shrink takes moves and quads away as long as the answer stays wrong, and
// describes what is left.
func shrink(t *testing.T, quads []quad.Quad, w *walk, ask func(*View, *walk) (map[row]bool, error)) string {
	t.Helper()
	wrong := func(quads []quad.Quad, w *walk) string {
		want := newNaive(quads).rows(w)
		got, err := ask(stored(t, quads), w)
		if err == nil && maps.Equal(want, got) {
			return ""
		}
		return fmt.Sprintf("%v\nover %v\nerror %v, rows (-want +got):\n%s", w, quads, err, cmp.Diff(sorted(want), sorted(got)))
	}
	said := wrong(quads, w)
	for again := true; again; {
		again = false
		for _, fewer := range w.fewer() {
			if s := wrong(quads, fewer); s != "" {
				w, said, again = fewer, s, true
				break
			}
		}
		for i := 0; i < len(quads); i++ {
			fewer := slices.Delete(slices.Clone(quads), i, i+1)
			if s := wrong(fewer, w); s != "" {
				quads, said, again = fewer, s, true
			}
		}
	}
	return said
}

func stored(t testing.TB, quads []quad.Quad) *View {
	t.Helper()
	s := memory(t)
	if err := s.ApplyDeltas(adds(quads), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
		t.Fatal(err)
	}
	return view(t, s)
}

// pathRows asks through Cayley's Go interface.

func pathRows(qs *View, w *walk) (got map[row]bool, err error) {
	defer recovered(&err)
	ctx := context.Background()
	it, _ := w.path(qs).BuildIterator(ctx).Optimize(ctx)
	scan := it.Iterate()
	defer scan.Close()
	got = map[row]bool{}
	for scan.Next(ctx) {
		for ok := true; ok; ok = scan.NextPath(ctx) {
			if err := addRow(got, qs, scan); err != nil {
				return nil, err
			}
		}
	}
	return got, scan.Err()
}

func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v", r)
	}
}

func addRow(rows map[row]bool, qs graph.QuadStore, scan iterator.Scanner) error {
	tags := map[string]graph.Ref{}
	scan.TagResults(tags)
	tags["id"] = scan.Result()
	return addTags(rows, qs, tags)
}

// addTags adds the row that tags tell, of which "id" is the node.
func addTags(rows map[row]bool, qs graph.QuadStore, tags map[string]graph.Ref) error {
	var r row
	var saved []string
	for tag, ref := range tags {
		v, err := qs.NameOf(ref)
		if err != nil {
			return err
		}
		if tag == "id" {
			r.Node = quad.StringOf(v)
		} else {
			saved = append(saved, tag+"="+quad.StringOf(v))
		}
	}
	slices.Sort(saved)
	r.Saved = strings.Join(saved, " ")
	rows[r] = true
	return nil
}

// gizmoRows asks in Gizmo.
func gizmoRows(v *View, w *walk) (got map[row]bool, err error) {
	defer recovered(&err)
	ctx := context.Background()
	ok := true
	it, err := query.Execute(ctx, v, gizmo.Name, w.gizmoAll(&ok)+".All()", query.Options{Collation: query.Raw})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	got = map[row]bool{}
	for it.Next(ctx) {
		r, ok := it.Result().(*gizmo.Result)
		if !ok || r.Meta {
			continue
		}
		if err := addTags(got, v, r.Tags); err != nil {
			return nil, err
		}
	}
	return got, it.Err()
}

func sorted(set map[row]bool) []row {
	return slices.SortedFunc(maps.Keys(set), func(a, b row) int {
		return slices.Compare([]string{a.Node, a.Saved}, []string{b.Node, b.Saved})
	})
}
