package store

import (
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// model is a store and what it ought to hold: the quads of each label.
type model struct {
	fs    vfs.FS
	store *Store
	holds map[quad.IRI]map[quad.Quad]bool
}

// TestModel runs random replaces, drops and reopenings against a map.
func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &model{fs: vfs.NewMem(), holds: make(map[quad.IRI]map[quad.Quad]bool)}
		m.open(rt)
		defer func() { m.store.Close() }()
		rt.Repeat(map[string]func(*rapid.T){
			"replace": m.replace,
			"drop":    m.drop,
			"reopen": func(t *rapid.T) {
				if err := m.store.Close(); err != nil {
					t.Fatal(err)
				}
				m.open(t)
			},
			"": m.check,
		})
	})
}

func (m *model) open(t *rapid.T) {
	s, err := open(m.fs, "db", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	m.store = s
}

var labels = rapid.SampledFrom([]quad.IRI{"a", "b", "x"})

// replace replaces up to three documents at once.
func (m *model) replace(t *rapid.T) {
	var docs []Labelled
	before, after := m.quads(), maps.Clone(m.holds)
	for range rapid.IntRange(1, 3).Draw(t, "documents") {
		d := Labelled{Label: labels.Draw(t, "label"), Quads: anyQuads(t)}
		says := make(map[quad.Quad]bool)
		for i := range d.Quads {
			d.Quads[i].Label = d.Label
			says[d.Quads[i]] = true
		}
		after[d.Label.(quad.IRI)] = says
		docs = append(docs, d)
	}
	m.holds = after
	m.changed(t, before)(m.store.ReplaceAll(docs))
}

func (m *model) drop(t *rapid.T) {
	label := labels.Draw(t, "label")
	before := m.quads()
	delete(m.holds, label)
	m.changed(t, before)(m.store.Drop(label))
}

// changed checks a Delta against the model before and now.
func (m *model) changed(t *rapid.T, before map[string]bool) func(Delta, error) {
	return func(got Delta, err error) {
		var want Delta
		now := m.quads()
		for line := range now {
			if !before[line] {
				want.Added++
			}
		}
		want.Deleted = len(before) + want.Added - len(now)
		if got != want || err != nil {
			t.Fatalf("delta %+v, error %v, want %+v", got, err, want)
		}
	}
}

func (m *model) quads() map[string]bool {
	lines := make(map[string]bool)
	for _, says := range m.holds {
		for q := range says {
			lines[q.NQuad()] = true
		}
	}
	return lines
}

func (m *model) check(t *rapid.T) {
	check(t, m.store)
	want := slices.Sorted(maps.Keys(m.quads()))
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, all(t, m.store)); diff != "" {
		t.Fatalf("the store holds (-want +got):\n%s", diff)
	}
}
