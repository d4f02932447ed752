package resolve

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/store"
)

// hunSen are documents of one prime minister in two spellings and another man.
func hunSen(t *testing.T) []*extract.Facts {
	return told(t,
		`holds person="Hun Sen" office="Thủ tướng" org="Campuchia" date=2010`,
		`holds person="Hun Xen" office="Thủ tướng" org="Campuchia" date=2011`,
		`meet agent="Hun Sen" counterpart="A B" date=2010-05-10`,
		`meet agent="Hun Xen" counterpart="A B" date=2010-05-10`,
	)
}

func nameSide(name string) Side { return Side{ID: entityID("person", name), Name: name} }

// TestLastDecisionCounts holds that of contradicting decisions about a pair the last one in force counts, whatever the
// order they were logged in and whichever were taken back: the store is as if nothing else had been decided.
func TestLastDecisionCounts(t *testing.T) {
	docs := hunSen(t)
	rapid.Check(t, func(rt *rapid.T) {
		s := openMemory(rt)
		replace(t, s, docs...)
		plain := derivedOf(t, s)
		var log []Entry
		for at := range rapid.IntRange(1, 4).Draw(rt, "decisions") {
			log = append(log, Entry{Decision: Decision{
				Same: rapid.Bool().Draw(rt, "same"), A: nameSide("Hun Sen"), B: nameSide("Hun Xen"), Who: "An",
				When: fmt.Sprintf("2024-01-01T00:00:0%d.%d00Z", at/2, at%2*5),
			}})
			if rapid.Bool().Draw(rt, "turned") {
				d := &log[at].Decision
				d.A, d.B = d.B, d.A
			}
		}
		for _, at := range rapid.Permutation([]int{0, 1, 2, 3}[:len(log)]).Draw(rt, "order") {
			logged(t, s, log[at])
		}
		for at := range log {
			if rapid.Bool().Draw(rt, "undone") {
				log[at].UndoneBy, log[at].UndoneWhen = "An", "2024-02-01T00:00:00Z"
				logged(t, s, log[at])
			}
		}
		want := plain
		for _, e := range log {
			switch {
			case e.Undone():
			case e.Same:
				want = plain
			default:
				want = ""
			}
		}
		switch got := derivedOf(t, s); {
		case want != "" && got != want:
			rt.Fatalf("-nothing decided +%d decisions:\n%s", len(log), cmp.Diff(want, got))
		case want == "" && strings.Contains(got, "sameAs"):
			rt.Fatalf("kept apart, but:\n%s", got)
		}
	})
}

// derivedOf is what a store has derived.
func derivedOf(t *testing.T, s *store.Store) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(dumpStore(t, s)) {
		if strings.Contains(line, "<"+string(graph.NewVocabulary("").Derived)+"> .") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// TestNobodyJoinsWhomPeopleKeepApart holds that a decision to keep two apart is not undone by way of a third.
func TestNobodyJoinsWhomPeopleKeepApart(t *testing.T) {
	w := newWorld()
	docs := told(t, `meet agent="An Ba" counterpart="Xu Yi" date=2021`, `meet agent="Chu Du" counterpart="Xu Yi" date=2021`,
		`meet agent="Em Gi" counterpart="Xu Yi" date=2021`)
	a, b, c := nameSide("An Ba"), nameSide("Chu Du"), nameSide("Em Gi")
	w.update(t, Change{Add: said(docs...), Decide: []Decision{{Same: true, A: a, B: b}, {Same: true, A: b, B: c}, {A: a, B: c}}})
	o := w.called(t, "An Ba")
	x, _ := o.of(a.ID, nil)
	y, _ := o.of(c.ID, nil)
	if x == y || len(o.persons) != 2 {
		t.Errorf("%s and %s of %d persons", x, y, len(o.persons))
	}
}

func TestReadEntries(t *testing.T) {
	const good = `{"same":true,"a":{"id":"person/a","name":"A"},"b":{"id":"person/b","name":"B"},"who":"An","when":"2024-01-01T00:00:00Z"}` + "\n"
	for _, c := range []struct{ reason, file, want string }{
		{"no JSON", good + "same A B\n", "line 2: invalid character"},
		{"an unknown field", `{"sane":true}`, `line 1: json: unknown field "sane"`},
		{"nobody who decided", strings.Replace(good, `"An"`, `""`, 1), "line 1: a decision needs"},
		{"no time", good + "\n" + strings.Replace(good, `2024-01-01T00:00:00Z`, `2024-01-01`, 1), `line 3: when: "2024-01-01" is no time like`},
		{"no time when it was undone", strings.Replace(good, `Z"}`, `Z","undoneWhen":"soon"}`, 1), `line 1: undoneWhen: "soon" is no time like`},
		{"neither same nor different", strings.Replace(good, `"same":true,`, "", 1), "line 1: a decision needs same"},
		{"two on a line", strings.TrimSpace(good) + good, "line 1: something stands behind the decision"},
		{"a line without end", good + "\n" + strings.Repeat(" ", 1<<20), "line 3: bufio.Scanner: token too long"},
		{"one side twice", strings.Replace(good, "person/b", "person/a", 1), "line 1: both are person/a"},
		{"a person and a place", strings.Replace(good, "person/b", "place/b", 1), "line 1: person/a is of another kind than place/b"},
		{"a person with an anchor", strings.Replace(good, `"name":"A"`, `"name":"A","anchor":"a.1"`, 1), "line 1: events are known by"},
		{"an event without", strings.ReplaceAll(good, "person/", "event/"), "line 1: events are known by"},
		{"an id that would end a name", strings.Replace(good, "person/a", `person/a\u0000`, 1), "line 1: an id or anchor holds"},
	} {
		_, err := ReadEntries(strings.NewReader(c.file))
		var at *LineError
		if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s…", c.reason, err, c.want)
		}
	}
	if list, err := ReadEntries(strings.NewReader(good + "\n" + good)); err != nil || len(list) != 2 {
		t.Errorf("%d entries, error %v", len(list), err)
	}
}

// TestTornDecision logs what the quads of somebody else can say: it stands in the log and counts for nothing, before which
// and behind which others are decided.
func TestTornDecision(t *testing.T) {
	for _, side := range []Side{{ID: "event/a", Anchor: "a\x00b"}, {ID: "event/a", Anchor: "a|b|c"}, {ID: "person/a\x00b"}, {ID: "person/a\nb"}} {
		s := openMemory(t)
		replace(t, s, hunSen(t)...)
		torn := Decision{Same: true, A: side, B: Side{ID: "event/b", Anchor: side.Anchor}, Who: "An", When: "2024-01-01T00:00:00Z"}
		plain := derivedOf(t, s)
		logged(t, s, Entry{Decision: torn})
		if got := derivedOf(t, s); got != plain {
			t.Errorf("%+v counts:\n%s", side, cmp.Diff(plain, got))
		}
		logged(t, s, Entry{Decision: Decision{A: nameSide("Hun Sen"), B: nameSide("Hun Xen"), Who: "An", When: "2024-01-02T00:00:00Z"}})
		if got := derivedOf(t, s); strings.Contains(got, "sameAs") {
			t.Errorf("behind %+v nothing is decided:\n%s", side, got)
		}
	}
}
