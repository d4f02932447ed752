package query_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/extract/text"
	"quanhe/graph"
	"quanhe/graph/index"
	"quanhe/graph/store"
)

// A news is a made-up world: documents that report events of people, some of whom are in most of them, and the events as
// resolving them would give, with the index.
type news struct {
	rng     *rand.Rand
	v       graph.Vocabulary
	names   []string    // of persons
	hub     int         // in how many of a thousand events the first person takes part
	told    []int       // who takes part in something, sorted
	met     map[int]int // somebody with whom they do
	derived []quad.Quad
	notes   noted
	listed  *index.Bulk
}

var (
	newsSurnames  = strings.Fields("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý")
	newsSyllables = strings.Fields("An Ánh Bảo Bình Cường Chi Dũng Đạt Đức Giang Hà Hải Hạnh Hiền Hòa Hùng Huy Khánh Lâm Lan " +
		"Linh Long Mai Minh Nam Nga Ngọc Phong Phúc Phương Quân Quang Sơn Tâm Thanh Thảo Trung Tuấn Việt Vinh")
	newsRelations = strings.Fields("meet talks phone_call working_session visit conference speech sign")
)

// newNews makes a world with so many persons.
func newNews(persons, hub int) *news {
	w := &news{rng: rand.New(rand.NewPCG(1, 2)), v: graph.NewVocabulary(""), hub: hub, met: map[int]int{}, notes: noted{}}
	w.listed = index.NewBulk("", w.notes, &sums{}, nil)
	for i := range persons {
		n := len(newsSyllables)
		w.names = append(w.names, strings.Join([]string{newsSurnames[i%len(newsSurnames)], newsSyllables[i%n],
			newsSyllables[i/n%n], newsSyllables[(i*7+i/n/n)%n]}, " "))
	}
	return w
}

func personID(i int, name string) string {
	return fmt.Sprintf("person/%s-%d", strings.ReplaceAll(text.Fold(name), " ", "-"), i)
}

// someone picks a person, few often and most seldom.
func (w *news) someone() int {
	x := w.rng.Float64()
	return int(x * x * x * float64(len(w.names)))
}

// document makes one that tells of so many events, a fifth of them told before by others, too.
func (w *news) document(n, events int) *extract.Facts {
	f := &extract.Facts{
		ID: fmt.Sprintf("bai/%07d.txt", n), Title: fmt.Sprintf("Bài số %d", n), SHA256: fmt.Sprintf("%064x", n),
		Date: fmt.Sprintf("20%02d-%02d-%02d", n%24, n%12+1, n%28+1), URL: fmt.Sprintf("https://bao.example/%d", n),
	}
	seen := map[string]bool{}
	ref := func(typ, id, name string) string {
		if !seen[id] {
			seen[id] = true
			e := extract.Entity{ID: id, Type: typ, Name: name, Mentions: []extract.Mention{{Start: n % 100, End: n%100 + 12}}}
			if typ == "country" {
				e.ISO = strings.ToUpper(id[len("country/"):])
			}
			f.Entities = append(f.Entities, e)
		}
		return id
	}
	person := func(role string, i int) extract.Arg {
		return extract.Arg{Role: role, Entity: ref("person", personID(i, w.names[i]), w.names[i]), Name: w.names[i]}
	}
	for i := range events {
		x, y := w.someone(), w.someone()
		if w.rng.IntN(1000) < w.hub {
			x = 0
		}
		w.met[x], w.met[y] = y, x
		a, b := person("agent", x), person("counterpart", y)
		f.Claims = append(f.Claims, extract.Claim{
			Relation: newsRelations[w.rng.IntN(len(newsRelations))], Modality: extract.Actual,
			Date: fmt.Sprintf("20%02d-%02d-%02d", w.rng.IntN(24), w.rng.IntN(12)+1, w.rng.IntN(28)+1), Args: []extract.Arg{a, b},
			Evidence: []extract.Evidence{{Start: 200 * i, End: 200*i + 120, Rule: "made.up",
				Text: fmt.Sprintf("Sáng nay, %s đã gặp %s để bàn về hợp tác giữa hai bên, bài %d câu %d.", a.Name, b.Name, n, i)}},
		})
		if i%4 == 0 {
			office, country := n%max(1, len(w.names)/100), n%max(1, len(w.names)/150)
			a.Role = "person"
			f.Claims = append(f.Claims, extract.Claim{Relation: "holds", Modality: extract.Actual, Args: []extract.Arg{a,
				{Role: "office", Entity: ref("office", fmt.Sprintf("office/bo-truong-%d", office), fmt.Sprintf("Bộ trưởng %d", office))},
				{Role: "org", Entity: ref("country", fmt.Sprintf("country/c%d", country), fmt.Sprintf("Nước %d", country))}},
				Evidence: []extract.Evidence{{Start: 200 * i, End: 200*i + 120, Rule: "made.up", Text: a.Name + " phát biểu."}}})
		}
	}
	return f
}

// noted are notes by name.
type noted map[string][]byte

// Get implements index.Notes.
func (n noted) Get(name string) ([]byte, error) { return n[name], nil }

// Set implements index.Notes.
func (n noted) Set(name string, data []byte) error {
	n[name] = data
	return nil
}

// Kept implements index.Notes; nothing goes.
func (noted) Kept(string, func(string, []byte) bool) error { panic("looked for what stays") }

// sums are sorted in memory.
type sums struct{ list [][2]string }

func (s *sums) Add(key, value []byte) error {
	s.list = append(s.list, [2]string{string(key), string(value)})
	return nil
}

func (s *sums) Each(fn func(key, value []byte) error) error {
	slices.SortStableFunc(s.list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	for _, e := range s.list {
		if err := fn([]byte(e[0]), []byte(e[1])); err != nil {
			return err
		}
	}
	return nil
}

// resolve derives an event for each claim of one, and the notes of the index.
func (w *news) resolve(f *extract.Facts) {
	listing, doc := index.List(f, graph.ClaimIDs(f)), index.Short(graph.DocumentID(f.SHA256))
	w.notes[index.Documents+doc] = append(binary.AppendUvarint(nil, uint64(len(listing))), listing...)
	if err := w.listed.Come(string(listing)); err != nil {
		panic(err) // it was made here
	}
	for i := range f.Claims {
		c := &f.Claims[i]
		if index.ClassOf(c.Relation) != index.Events {
			continue
		}
		claim := graph.ClaimID(f.SHA256, c)
		event := w.v.Node("event/" + claim[len("claim/"):])
		var quads []quad.Quad
		add := func(p quad.IRI, o quad.Value) {
			quads = append(quads, quad.Quad{Subject: event, Predicate: p, Object: o, Label: w.v.Derived})
		}
		add(graph.Type, w.v.Event)
		add(w.v.Kind, w.v.Relation(c.Relation))
		add(w.v.ReportedBy, w.v.Node(claim))
		for _, a := range c.Args {
			add(w.v.Role(a.Role), w.v.Node(a.Entity))
		}
		for _, p := range []quad.IRI{w.v.Date, w.v.DateMin, w.v.DateMax} {
			add(p, quad.String(c.Date))
		}
		add(w.v.Modality, quad.String(string(c.Modality)))
		add(w.v.Reports, quad.Int(1))
		add(w.v.Sources, quad.Int(1))
		w.derived = append(w.derived, quads...)
		if err := w.listed.Derived(event, nil, quads, doc); err != nil {
			panic(err)
		}
	}
}

// stored loads so many documents into a store on disk, in bulk, and returns a view of it and the number of quads.
func (w *news) stored(tb testing.TB, documents, events int) (*store.View, int) {
	tb.Helper()
	s, err := store.Open(filepath.Join(tb.TempDir(), "db"), store.Options{Create: true, Base: graph.DefaultBase})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	l, err := s.Load(store.LoadOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	load := func(label quad.Value, quads []quad.Quad) {
		if err := l.Add(store.Labelled{Label: label, Quads: quads}); err != nil {
			tb.Fatal(err)
		}
	}
	for n := range documents {
		f := w.document(n, events)
		load(w.v.Node(graph.DocumentID(f.SHA256)), graph.Quads(f, ""))
		w.resolve(f)
	}
	load(w.v.Derived, w.derived)
	w.told = slices.Sorted(maps.Keys(w.met))
	delta, err := l.Commit()
	if err != nil {
		tb.Fatal(err)
	}
	if err := l.Close(); err != nil {
		tb.Fatal(err)
	}
	w.note(tb, s)
	v, err := s.View()
	if err != nil {
		tb.Fatal(err)
	}
	w.derived, w.notes, w.listed = nil, nil, nil // who asks does not hold what the store was made from, for the collector to walk
	runtime.GC()
	return v, delta.Added
}

// note writes the notes of the index.
func (w *news) note(tb testing.TB, s *store.Store) {
	tb.Helper()
	if err := w.listed.End(); err != nil {
		tb.Fatal(err)
	}
	const batch = 50_000
	for names := range slices.Chunk(slices.Sorted(maps.Keys(w.notes)), batch) {
		err := s.Update(func(tx *store.Tx) error {
			for _, name := range names {
				if err := tx.SetNote(name, w.notes[name]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	w.notes = nil
}
