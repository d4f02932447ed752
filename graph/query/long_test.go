package query_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// Diaries that are read in several stretches, leapt through and counted by their tallies tell what the quads tell.
func TestLongDiaries(t *testing.T) {
	w := newNews(5, 600)
	one, other := w.v.Node(personID(0, w.names[0])), w.v.Node(personID(1, w.names[1]))
	alike := []quad.Quad{{Subject: other, Predicate: w.v.SameAs, Object: one, Label: w.v.Derived}}
	w.derived = append(w.derived, alike...)
	if err := w.listed.Derived(other, nil, alike, ""); err != nil {
		t.Fatal(err)
	}
	v, _ := w.stored(t, 25, 10)
	stored, plain := query.New(v, ""), query.New(struct{ query.Graph }{v}, "") // of which nobody knows that it is a view
	ctx := context.Background()
	most := 0
	for i := range w.names {
		for _, opt := range []query.MetOptions{
			{With: [][]string{{personID(i, w.names[i])}}},
			{With: [][]string{{personID(0, w.names[0])}, {personID(i, w.names[i])}}},
			{With: [][]string{{personID(i, w.names[i])}, {personID(0, w.names[0])}}, From: "2012-05"},
			{With: [][]string{{personID(i, w.names[i])}}, From: "2012-05-05", Limit: 7},
			{With: [][]string{{personID(0, w.names[0]), personID(1, w.names[1])}, {personID(i, w.names[i])}}, To: "2015"},
		} {
			want, err := plain.Met(ctx, opt)
			if err != nil {
				t.Fatal(err)
			}
			got, err := stored.Met(ctx, opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("met %+v (-quads +index):\n%s", opt, diff)
			}
			most = max(most, len(got))
		}
		next := (i + 2) % len(w.names)
		same(t, stored, plain, personID(i, w.names[i]), personID(next, w.names[next]))
	}
	same(t, stored, plain, "office/bo-truong-0", "")
	same(t, stored, plain, "country/c0", "")
	if most < 80 {
		t.Errorf("nobody has more than %d encounters: nothing was long", most)
	}
}

// same asks two askers all else about an entity and another person.
func same(t *testing.T, stored, plain *query.Asker, id, other string) {
	t.Helper()
	ctx := context.Background()
	questions := map[string]func(a *query.Asker) (any, error){
		"show":     func(a *query.Asker) (any, error) { return a.Show(ctx, id, query.ShowOptions{Limit: 3}) },
		"show all": func(a *query.Asker) (any, error) { return a.Show(ctx, id, query.ShowOptions{}) },
		"timeline page": func(a *query.Asker) (any, error) {
			return a.Timeline(ctx, []string{id}, query.TimelineOptions{Limit: 9})
		},
		"timeline of a time": func(a *query.Asker) (any, error) {
			return a.Timeline(ctx, []string{id}, query.TimelineOptions{From: "2012-05", To: "2013", Types: []string{"holds", "visit"}})
		},
		"holders": func(a *query.Asker) (any, error) {
			return a.Holders(ctx, query.HoldersOptions{Persons: []string{id}})
		},
		"holders on": func(a *query.Asker) (any, error) {
			return a.Holders(ctx, query.HoldersOptions{Offices: []string{id}, On: "2012-05", Reports: true})
		},
		"holders of": func(a *query.Asker) (any, error) {
			return a.Holders(ctx, query.HoldersOptions{Orgs: []string{id}, Limit: 3})
		},
		"top": func(a *query.Asker) (any, error) {
			return a.Top(ctx, query.TopOptions{What: query.Holders, By: query.ByPerson})
		},
	}
	if other != "" {
		questions["path"] = func(a *query.Asker) (any, error) {
			return a.Path(ctx, id, other, query.PathOptions{From: "2004", Limit: 3})
		}
	}
	for name, ask := range questions {
		want, err := ask(plain)
		if err != nil {
			t.Fatalf("%s %s: %v", name, id, err)
		}
		got, err := ask(stored)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(query.Candidate{})); err != nil || diff != "" {
			t.Errorf("%s %s, error %v (-quads +index):\n%s", name, id, err, diff)
		}
	}
}

// The sentence that speaks for an event is of what was held, names those who met, and can be read at a glance.
func TestBestSentence(t *testing.T) {
	long := "Thoong Xavan và Nguyễn Văn An, " + fmt.Sprintf("%0400d", 1)
	for _, c := range []struct {
		reason    string
		sentences []string // of one claim in documents of their own, from the earliest
		want      string
	}{
		{"who is named counts", []string{"Hai bên hội đàm.", "Nguyễn Văn An hội đàm.", "Nguyễn Văn An hội đàm với Thoong Xavan."},
			"Nguyễn Văn An hội đàm với Thoong Xavan."},
		{"a caption only for want of others", []string{"Nguyễn Văn An và Thoong Xavan. Ảnh: TTX", "Nguyễn Văn An gặp Thoong Xavan."},
			"Nguyễn Văn An gặp Thoong Xavan."},
		{"short before long", []string{long, "Nguyễn Văn An đã tiếp Thoong Xavan tại trụ sở."}, "Nguyễn Văn An đã tiếp Thoong Xavan tại trụ sở."},
		{"then the earliest document", []string{"Hai bên hội đàm sáng nay.", "Hai bên hội đàm chiều nay."}, "Hai bên hội đàm sáng nay."},
	} {
		var all query.Slice
		for n, sentence := range c.sentences {
			f := &extract.Facts{ID: fmt.Sprint(n), SHA256: fmt.Sprintf("%02d", n), Date: fmt.Sprintf("2021-09-%02d", n+6)}
			claim, err := extract.ParseClaim(`talks agent="Nguyễn Văn An" counterpart="Thoong Xavan" date=2021-09-05`)
			if err != nil {
				t.Fatal(err)
			}
			for i := range claim.Args {
				claim.Args[i].Entity = entity(f, claim.Args[i].Name)
			}
			claim.Evidence = []extract.Evidence{{Start: 0, End: len(sentence), Text: sentence}}
			f.Claims = []extract.Claim{claim}
			all = append(all, graph.Quads(f, "")...)
		}
		facts, err := query.New(all, "").Met(context.Background(), query.MetOptions{With: [][]string{{idOf("Thoong Xavan")}}})
		if err != nil || len(facts) != 1 || facts[0].Sentence != c.want || facts[0].Reports != len(c.sentences) {
			t.Errorf("%s: %+v, error %v; want %q", c.reason, facts, err, c.want)
		}
	}
}
