package query_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"quanhe/extract"
	"quanhe/extract/date"
	"quanhe/graph"
	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// drawn is a small world: a store that holds what some documents say and what was resolved of it, with the index, and the
// same quads without an index.
type drawn struct {
	stored, plain *query.Asker
	persons       []string // ids
}

var (
	lawPersons = []string{"Nguyễn Văn An", "Trần Bình", "Thoong Xavan", "Lê Chi", "Đỗ Ý"}
	lawDates   = []string{"", "2021", "2021-09", "2021-09-05", "2021-09-30", "2021-10-01", "2021-09-04/2021-09-06", "2022-02-28",
		"2020/2021", "XXXX-09-05", "../2021-09-04", "2010-03-04", "2015-06"}
	lawRelations = []string{"meet", "talks", "phone_call", "visit", "conference"}
)

func drawWorld(t *rapid.T) *drawn {
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	v := graph.NewVocabulary("")
	for n := range rapid.IntRange(1, 5).Draw(t, "documents") {
		f := &extract.Facts{ID: fmt.Sprintf("%d.txt", n), SHA256: fmt.Sprintf("%064x", n), Date: fmt.Sprintf("2021-1%d-01", n%3)}
		for i := range rapid.IntRange(0, 5).Draw(t, "claims") {
			f.Claims = append(f.Claims, drawClaim(t, f, n, i))
		}
		doc := store.Labelled{Label: v.Node(graph.DocumentID(f.SHA256)), Quads: graph.Quads(f, "")}
		if err := s.Update(func(tx *store.Tx) error {
			if rapid.Bool().Draw(t, "waits") {
				_, err := tx.ReplaceAll([]store.Labelled{doc})
				return errors.Join(err, resolve.Outdate(tx))
			}
			_, err := resolve.Replace(tx, "", []resolve.Document{{Labelled: doc}})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := resolve.CatchUp(s, nil); err != nil {
		t.Fatal(err)
	}
	view, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	d := &drawn{stored: query.New(view, ""), plain: query.New(struct{ query.Graph }{view}, "")}
	for _, name := range lawPersons {
		d.persons = append(d.persons, idOf(name))
	}
	return d
}

func drawClaim(t *rapid.T, f *extract.Facts, n, i int) extract.Claim {
	pick := func(what string, list []string) string { return rapid.SampledFrom(list).Draw(t, what) }
	c := extract.Claim{Modality: extract.Actual, Date: pick("date", lawDates),
		Evidence: []extract.Evidence{{Start: 100 * i, End: 100*i + 50, Rule: "law", Text: fmt.Sprintf("Câu %d của bài %d.", i, n)}}}
	add := func(role, name string) {
		c.Args = append(c.Args, extract.Arg{Role: role, Entity: entity(f, name), Name: name})
	}
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		c.Relation = pick("change", []string{"dismiss", "elect"})
		add("appointee", pick("person", lawPersons[:2]))
		add("office", "Chủ tịch Quốc hội")
		return c
	case 1, 2:
		c.Relation = "holds"
		add("person", pick("person", lawPersons))
		add("office", "Chủ tịch Quốc hội")
		add("org", pick("org", []string{"Việt Nam", "Lào"}))
		c.Status = pick("status", []string{"current", "former"})
		return c
	}
	c.Relation = pick("relation", lawRelations)
	a := rapid.IntRange(0, len(lawPersons)-1).Draw(t, "a")
	b := (a + rapid.IntRange(1, len(lawPersons)-1).Draw(t, "b")) % len(lawPersons)
	add("agent", lawPersons[a])
	add("counterpart", lawPersons[b])
	if rapid.Bool().Draw(t, "third") {
		add("agent", pick("c", lawPersons))
	}
	if rapid.IntRange(0, 3).Draw(t, "crowd") == 0 { // more than the index says in the diary of each
		c.Args = append(c.Args, extract.Arg{Role: "attendee", Name: "đoàn " + strings.Repeat("đại biểu ", 300)})
	}
	c.Modality = extract.Modality(pick("modality", []string{"actual", "actual", "actual", "planned", "negated"}))
	switch pick("place", []string{"", "Hà Nội", "Bến Tre"}) {
	case "Hà Nội":
		c.Place = &extract.Ref{Entity: entity(f, "Hà Nội"), Name: "Hà Nội"}
	case "Bến Tre":
		c.Place = &extract.Ref{Name: "Bến Tre"} // no entity
	}
	return c
}

// drawMet draws a question about encounters.
func drawMet(t *rapid.T, d *drawn) query.MetOptions {
	opt := query.MetOptions{Planned: rapid.Bool().Draw(t, "planned")}
	for range rapid.IntRange(0, 3).Draw(t, "sides") {
		opt.With = append(opt.With, []string{rapid.SampledFrom(d.persons).Draw(t, "side")})
	}
	bound := []string{"", "", "2020", "2021", "2021-09", "2021-09-05", "2021-10"}
	opt.From, opt.To = rapid.SampledFrom(bound).Draw(t, "from"), rapid.SampledFrom(bound).Draw(t, "to")
	opt.Place = rapid.SampledFrom([]string{"", "", "ha noi", "ben tre"}).Draw(t, "at")
	if rapid.Bool().Draw(t, "typed") {
		opt.Types = []string{rapid.SampledFrom(lawRelations).Draw(t, "type")}
	}
	return opt
}

func askMet(t *rapid.T, a *query.Asker, opt query.MetOptions) []query.Fact {
	facts, err := a.Met(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// What the index tells is what the quads tell, whatever is asked.
func TestIndexTellsWhatTheQuadsTell(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		d := drawWorld(rt)
		same := func(what string, ask func(a *query.Asker) (any, error)) {
			want, err := ask(d.plain)
			if err != nil {
				rt.Fatalf("%s of the quads: %v", what, err)
			}
			got, err := ask(d.stored)
			if err != nil {
				rt.Fatalf("%s with the index: %v", what, err)
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(query.Candidate{})); diff != "" {
				rt.Fatalf("%s (-quads +index):\n%s", what, diff)
			}
		}
		opt := drawMet(rt, d)
		if opt.From > opt.To && opt.To != "" {
			opt.From = ""
		}
		opt.Limit = rapid.IntRange(0, 4).Draw(rt, "limit")
		same(fmt.Sprintf("met %+v", opt), func(a *query.Asker) (any, error) { return a.Met(ctx, opt) })
		id := rapid.SampledFrom(append(slices.Clone(d.persons), idOf("Lào"), idOf("Hà Nội"), idOf("Chủ tịch Quốc hội"))).Draw(rt, "about")
		line := query.TimelineOptions{From: opt.From, To: opt.To, Planned: opt.Planned, Limit: opt.Limit}
		same("timeline of "+id, func(a *query.Asker) (any, error) { return a.Timeline(ctx, []string{id, d.persons[0]}, line) })
		same("profile of "+id, func(a *query.Asker) (any, error) {
			p, err := a.Show(ctx, id, query.ShowOptions{Limit: opt.Limit})
			if err != nil {
				return err.Error(), nil // unknown in this world
			}
			return p, nil
		})
		same("holders", func(a *query.Asker) (any, error) {
			return a.Holders(ctx, query.HoldersOptions{Offices: []string{idOf("Chủ tịch Quốc hội")}, On: opt.From, Limit: opt.Limit})
		})
		words := rapid.SampledFrom([]string{"nguyen", "x", "an ng", "do y"}).Draw(rt, "words")
		same("search "+words, func(a *query.Asker) (any, error) { return a.Search(ctx, words, query.SearchOptions{}) })
		same("path", func(a *query.Asker) (any, error) {
			return a.Path(ctx, d.persons[0], d.persons[1], query.PathOptions{From: opt.From, To: opt.To, Limit: 5})
		})
		what := rapid.SampledFrom([]string{query.Met, query.Events, query.Holders}).Draw(rt, "what")
		by := rapid.SampledFrom([]string{query.ByPerson, query.ByCountry, query.ByMonth}).Draw(rt, "by")
		same("top "+what+" by "+by, func(a *query.Asker) (any, error) {
			return a.Top(ctx, query.TopOptions{What: what, By: by, From: opt.From, To: opt.To})
		})
	})
}

// Whom the first met met the first; a limit gives the beginning of the whole.
func TestMetLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawWorld(rt)
		opt := drawMet(rt, d)
		opt.From, opt.To = "", ""
		all := askMet(rt, d.stored, opt)
		turned := opt
		turned.With = slices.Clone(opt.With)
		slices.Reverse(turned.With)
		if diff := cmp.Diff(all, askMet(rt, d.stored, turned)); diff != "" {
			rt.Fatalf("met %v and the other way round (-one +other):\n%s", opt.With, diff)
		}
		limited := opt
		limited.Limit = rapid.IntRange(1, 5).Draw(rt, "limit")
		if diff := cmp.Diff(all[:min(limited.Limit, len(all))], askMet(rt, d.stored, limited)); diff != "" {
			rt.Fatalf("the first %d of met %v (-all +limited):\n%s", limited.Limit, opt.With, diff)
		}
	})
}

// Of all that is known, a period keeps what has a day in common with it, and calls certain what has no day outside.
func TestIntervalLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawWorld(rt)
		opt := drawMet(rt, d)
		opt.From, opt.To = "", ""
		all := askMet(rt, d.stored, opt)
		opt.From = rapid.SampledFrom([]string{"2020", "2021", "2021-09", "2021-09-05"}).Draw(rt, "first")
		opt.To = rapid.SampledFrom([]string{"2020", "2021-09-05", "2021-09", "2021", "2022-02-28"}).Draw(rt, "last")
		first, _, _ := date.Bounds(opt.From)
		_, last, _ := date.Bounds(opt.To)
		if first > last {
			rt.Skip()
		}
		got := map[string]bool{}
		for _, f := range askMet(rt, d.stored, opt) {
			got[f.Event] = f.Certain
		}
		for _, f := range all {
			from, to, ok := date.Bounds(f.Date)
			if !ok { // without a year: possible, if some year has the day
				continue
			}
			possible := (to == "" || to >= first) && (from == "" || from <= last)
			certain := from != "" && to != "" && from >= first && to <= last
			if sure, found := got[f.Event]; found != possible || sure != (certain && possible) {
				rt.Fatalf("%s from %s to %s: found %v, certain %v; want %v, %v", f.Date, opt.From, opt.To, found, sure, possible, certain)
			}
		}
	})
}

// A path is as long from either end, each of its steps is an encounter of the two, and who met is one step apart.
func TestPathLaws(t *testing.T) {
	ctx := context.Background()
	found := 0
	rapid.Check(t, func(rt *rapid.T) {
		d := drawWorld(rt)
		a, b := d.persons[0], d.persons[1+rapid.IntRange(0, len(d.persons)-2).Draw(rt, "b")]
		path := func(from, to string) []query.Chain {
			chains, err := d.stored.Path(ctx, from, to, query.PathOptions{Limit: 50})
			if err != nil {
				rt.Fatal(err)
			}
			return chains
		}
		there, back := path(a, b), path(b, a)
		if len(there) != len(back) {
			rt.Fatalf("%d chains there, %d back", len(there), len(back))
		}
		for i, c := range there {
			if len(c.Steps) != len(back[0].Steps) {
				rt.Fatalf("%d steps there, %d back", len(c.Steps), len(back[0].Steps))
			}
			at := a
			for _, s := range c.Steps {
				met := askMet(rt, d.stored, query.MetOptions{With: [][]string{{s.From.Entity}, {s.To.Entity}}})
				if s.From.Entity != at || len(met) != s.Events || !slices.ContainsFunc(met, func(f query.Fact) bool { return f.Event == s.Fact.Event }) {
					rt.Fatalf("chain %d: step %+v from %s, where they met %d times", i, s, at, len(met))
				}
				at = s.To.Entity
			}
			if at != b {
				rt.Fatalf("chain %d ends at %s, not %s", i, at, b)
			}
			found = max(found, len(c.Steps))
		}
		met := askMet(rt, d.stored, query.MetOptions{With: [][]string{{a}, {b}}})
		if (len(there) > 0 && len(there[0].Steps) == 1) != (len(met) > 0) {
			rt.Fatalf("they met %d times, and %d chains lead from one to the other", len(met), len(there))
		}
	})
	if found < 2 {
		t.Errorf("no chain had more than %d step: the worlds are too small", found)
	}
}

// Top counts for each person what Met lists.
func TestTopCountsWhatMetLists(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawWorld(rt)
		list, err := d.stored.Top(context.Background(), query.TopOptions{What: query.Met, By: query.ByPerson, From: "2021", To: "2021"})
		if err != nil {
			rt.Fatal(err)
		}
		n := map[string][2]int{}
		for _, r := range list {
			n[r.ID] = [2]int{r.N, r.Certain}
		}
		for _, id := range d.persons {
			var want [2]int
			for _, f := range askMet(rt, d.stored, query.MetOptions{With: [][]string{{id}}, From: "2021", To: "2021"}) {
				if want[0]++; f.Certain {
					want[1]++
				}
			}
			if n[id] != want {
				rt.Fatalf("top counts %v for %s, met lists %v", n[id], id, want)
			}
		}
	})
}
