package index

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
	"quanhe/graph"
)

// noted is a set of notes.
type noted map[string]string

func (n noted) Set(name string, data []byte) error {
	if data == nil {
		delete(n, name)
	} else {
		n[name] = string(data)
	}
	return nil
}

func (n noted) Get(name string) ([]byte, error) {
	if data, ok := n[name]; ok {
		return []byte(data), nil
	}
	return nil, nil
}

func (n noted) Kept(prefix string, fn func(name string, data []byte) bool) error {
	for _, name := range slices.Sorted(maps.Keys(n)) {
		if strings.HasPrefix(name, prefix) && !fn(name, []byte(n[name])) {
			break
		}
	}
	return nil
}

// show prints the notes as a reader sees them.
func (n noted) show() (list []string) {
	for name, data := range n {
		switch {
		case strings.HasPrefix(name, wordKind):
			id, key := Word([]byte(name))
			list = append(list, strings.Split(name, sep)[1]+": "+string(id)+" "+string(key))
		case strings.HasPrefix(name, All):
			owner, class, e := Parse(name, data)
			list = append(list, line(owner, string(class), &e))
		case strings.HasPrefix(name, AllHeads):
			if h, err := ReadHead(name, data); err != nil {
				list = append(list, err.Error())
			} else {
				list = append(list, line(h.Owner(), fmt.Sprintf("head of %d+%d", h.Documents, h.More), &h.Entry))
			}
		}
	}
	slices.Sort(list)
	return list
}

func line(owner, class string, e *Entry) string {
	line := owner + " " + class + " " + e.Day + " " + e.Relation + " " + e.Modality
	for role, ref := range e.Parts {
		line += " " + role + "=" + ref
	}
	return line
}

// check counts what is in chapters and compares it with what the notes tell.
func (n noted) check(t *testing.T) {
	t.Helper()
	in, tallies := map[string]map[string]bool{}, 0
	for name, data := range n {
		if strings.HasPrefix(name, tallyKind) {
			tallies++
		}
		if !strings.HasPrefix(name, All) {
			continue
		}
		_, class, e := Parse(name, data)
		what := e.ID
		if class != Events && class != Spans {
			continue
		}
		chapter := string(ChapterOf([]byte(name)))
		if in[chapter] == nil {
			in[chapter] = map[string]bool{}
		}
		in[chapter][what] = true
	}
	if len(in) != tallies {
		t.Errorf("%d tallies of %d chapters", tallies, len(in))
	}
	for chapter, all := range in {
		if got, err := Counted([]byte(n[Tally(chapter)])); err != nil || got != len(all) {
			t.Errorf("%q holds %d, the tally says %d, error %v", chapter, len(all), got, err)
		}
	}
}

func document() *extract.Facts {
	return &extract.Facts{SHA256: "00", Date: "2021-09-10",
		Entities: []extract.Entity{{ID: "person/an", Type: "person", Name: "Đỗ Ân", Aliases: []string{"Bác Ân"}}},
		Claims: []extract.Claim{
			{Relation: "holds", Modality: extract.Actual, Args: []extract.Arg{
				{Role: "person", Entity: "person/an", Name: "Đỗ Ân"}, {Role: "office", Name: "Thủ tướng"}}},
			{Relation: "meet", Args: []extract.Arg{{Role: "agent", Entity: "person/an", Name: "Đỗ Ân"}}},
		}}
}

// event are the derived quads of a meeting on a date at a place that is no entity.
func event(v graph.Vocabulary, edtf string) (quad.IRI, []quad.Quad) {
	node := v.Node("event/1")
	q := func(p quad.IRI, o quad.Value) quad.Quad {
		return quad.Quad{Subject: node, Predicate: p, Object: o, Label: v.Derived}
	}
	return node, []quad.Quad{q(graph.Type, v.Event), q(v.Kind, v.Relation("meet")), q(v.Date, quad.String(edtf)),
		q(v.Modality, quad.String("planned")), q(v.Role("agent"), v.Node("person/an")), q(v.Place, quad.String("Bến Tre")),
		q(v.OtherPlace, v.Node("place/hue"))}
}

// A document brings its names and the states it claims, no events; an event stands in the diary of everybody and of every
// place, under the first day that it can mean.
func TestNotes(t *testing.T) {
	v := graph.NewVocabulary("")
	node, quads := event(v, "2021-09")
	n, w := noted{}, NewWriter("", nil)
	w.Derived(node, nil, quads, "")
	if err := errors.Join(w.Come(list(document())), w.Write(n)); err != nil {
		t.Fatal(err)
	}
	parts := " @==Bến Tre @=place/hue agent=person/an"
	want := []string{
		"=ben tre e 2021-09-01 meet planned" + parts, "an: person/an bac an", "an: person/an do an", "bac: person/an bac an",
		"do: person/an do an", "person/an e 2021-09-01 meet planned" + parts,
		"person/an head of 1+0 2021-09-10 holds actual office==Thủ tướng person=person/an", "place/hue e 2021-09-01 meet planned" + parts,
	}
	if diff := cmp.Diff(want, n.show()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	n.check(t)
	bulk := once{t, noted{}}
	b, other := newBulk(bulk), document()
	other.SHA256 = "01"
	other.Claims = nil // the same names again
	w = NewWriter("", nil)
	if err := errors.Join(w.Come(list(other)), w.Write(n)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Come(string(list(document()))), b.Come(string(list(other))), b.Derived(node, nil, quads, ""), b.End()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(n, bulk.noted); diff != "" {
		t.Errorf("in bulk (-want +got):\n%s", diff)
	}
}

// once are notes that are written once each.
type once struct {
	t *testing.T
	noted
}

func (o once) Set(name string, data []byte) error {
	if _, again := o.noted[name]; again {
		o.t.Errorf("%q was written again", name)
	}
	return o.noted.Set(name, data)
}

func list(f *extract.Facts) Listing { return List(f, graph.ClaimIDs(f)) }

// A listing that was cut off or goes on is an error, never a part of what it said.
func TestTornListing(t *testing.T) {
	whole := list(document())
	for n := range whole {
		if err := NewWriter("", nil).Come(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were read without an error", n, len(whole))
		}
	}
	if err := NewWriter("", nil).Come(append(slices.Clone(whole), 0)); err == nil {
		t.Error("a byte too many was read without an error")
	}
}

// What was withdrawn is gone, but for names that another document gives, and what did not change is not written.
func TestWriterTakesBack(t *testing.T) {
	v := graph.NewVocabulary("")
	node, quads := event(v, "2021-09")
	n, w := noted{}, NewWriter("", nil)
	w.Derived(node, nil, quads, "")
	if err := errors.Join(w.Come(list(document())), w.Write(n)); err != nil {
		t.Fatal(err)
	}
	for kept, want := range map[string][]string{"do an": {"an: person/an do an", "do: person/an do an"}, "": nil} {
		left := noted{}
		for name, data := range n {
			left[name] = data
		}
		w = NewWriter("", func(_ quad.IRI, key string) (bool, error) { return key == kept, nil })
		w.Derived(node, quads, nil, "")
		if err := errors.Join(w.Go(list(document()), false), w.Write(left)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, left.show()); diff != "" {
			t.Errorf("when %q stays (-want +got):\n%s", kept, diff)
		}
		left.check(t)
	}
	unlisted := noted{} // of a document that waits nothing is there, so it is written when it comes again
	w = NewWriter("", nil)
	if err := errors.Join(w.Go(list(document()), true), w.Come(list(document())), w.Write(unlisted)); err != nil {
		t.Fatal(err)
	}
	unlisted.check(t)
	if got := len(unlisted.show()); got != 5 {
		t.Errorf("of a document that waited there are %d notes, want 5", got)
	}
	w = NewWriter("", nil)
	w.Derived(node, quads, quads, "doc/00")
	if err := w.Write(untouched{}); err != nil {
		t.Error(err)
	}
}

func TestDamagedTally(t *testing.T) {
	for _, damaged := range []string{"-1", "x"} {
		if _, err := Counted([]byte(damaged)); err == nil {
			t.Errorf("%q counts", damaged)
		}
	}
}

// untouched takes nothing but the sign that there is an index.
type untouched struct{}

func (untouched) Get(string) ([]byte, error) { return nil, nil }

func (untouched) Kept(string, func(string, []byte) bool) error { return nil }

func (untouched) Set(name string, _ []byte) error {
	if name == Ready() {
		return nil
	}
	return errors.New(name + " was written though nothing changed")
}

// A date that can mean days more than a month apart stands with the spans, and Since is before all that stand elsewhere.
func TestSpans(t *testing.T) {
	v := graph.NewVocabulary("")
	for edtf, want := range map[string]Class{
		"2021-09-05": Events, "2021-09": Events, "2021-12": Events, "2021-12-20/2022-01-19": Events, "2021-12-20/2022-01-20": Spans,
		"2021": Spans, "../2021-09-05": Spans, "2021-09-05/..": Spans, "XXXX-09-05": Spans, "": Spans,
	} {
		node, quads := event(v, edtf)
		for name, data := range NewWriter("", nil).of(node, quads, "", 1) {
			_, class, e := Parse(name, string(data))
			if class != want {
				t.Errorf("%q stands in class %s, want %s", edtf, class, want)
			}
			if class == Events && Since(e.Last).Day > e.Day {
				t.Errorf("%q begins on %s, before %s, where a question since %s begins", edtf, e.Day, Since(e.Last).Day, e.Last)
			}
		}
	}
}

// What hundreds take part in is told once, not in the diary of each of them.
func TestCrowd(t *testing.T) {
	var parts []Part
	for i := range 500 {
		parts = append(parts, Part{"attendee", fmt.Sprintf("person/nguyen-van-%03d", i)})
	}
	e, notes, size := NewEntry(Entry{ID: "event/1", Relation: "congress"}, parts), map[string][]byte{}, 0
	e.notes(Events, func(name string, data []byte) { notes[name] = data })
	for name, data := range notes {
		size += len(name) + len(data)
		if !strings.HasPrefix(name, All) {
			continue
		}
		_, _, got := Parse(name, string(data))
		note, crowd := got.Crowd()
		if !crowd {
			t.Fatal("there is no note of a crowd")
		}
		if got.Gather(string(notes[note])); got != e {
			t.Fatalf("%s gives %+v", name, got)
		}
	}
	if len(notes) != len(parts)+1 || size > 10*len(e.Who()) {
		t.Errorf("%d notes of %d bytes for %d bytes of parts", len(notes), size, len(e.Who()))
	}
}

// Whatever is in names and roles, they come back as they were.
func TestHostileNames(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		hostile := rapid.StringMatching("[a\x00\x01 =zms]{0,6}")
		want := []Part{{hostile.Draw(rt, "role"), "=" + hostile.Draw(rt, "name")}, {Place, "=" + hostile.Draw(rt, "place")}}
		in := NewEntry(Entry{ID: "event/1", Relation: "meet", Status: hostile.Draw(rt, "status")}, want)
		notes := map[string][]byte{}
		in.notes(Events, func(name string, data []byte) { notes[name] = data })
		for name, data := range notes {
			_, _, e := Parse(name, string(data))
			chapter := string(ChapterOf([]byte(name)))
			if longer := Chapter("a", Events, "b"+mark); Past(chapter) <= name || Past(Chapter("a", Events, "b")) > longer {
				rt.Fatalf("%q is not past %q", Past(chapter), name)
			}
			got := []Part{}
			for role, ref := range e.Parts {
				got = append(got, Part{role, ref})
			}
			for _, p := range want {
				if !slices.Contains(got, p) {
					rt.Fatalf("%q gives %q", want, got)
				}
			}
			if e.Status != in.Status || len(got) > len(want) {
				rt.Fatalf("%q, status %q gives %q, status %q", want, in.Status, got, e.Status)
			}
		}
	})
}
