package query_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// returned are articles of an office that one person held, left and took again, twice: once events tell when, once somebody
// else was seen in it.
var returned = []article{
	{"a.txt", "2001-05-06", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"b.txt", "2005-02-03", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"c.txt", "2006-06-20", []string{`dismiss appointee="Nguyễn Văn An" office="Chủ tịch Quốc hội" date=2006-06-20`}},
	{"d.txt", "2008-03-04", []string{`holds person="Trần Bình" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"e.txt", "2011-07-25", []string{`elect appointee="Nguyễn Văn An" office="Chủ tịch Quốc hội" date=2011-07-25`}},
	{"f.txt", "2011-09-06", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"g.txt", "2012-10-11", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"h.txt", "2014-03-04", []string{`holds person="Trần Bình" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
	{"i.txt", "2016-03-04", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`,
		`holds person="Trần Bình" office="Chủ tịch Quốc hội" org="Việt Nam" status=former date=2016-02-04`}},
}

// resolved are askers of a store of some articles with its index, and of the same quads alone.
func resolved(t *testing.T, articles []article) map[string]*query.Asker {
	t.Helper()
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	byLabel, docs := map[quad.Value]int{}, []resolve.Document{}
	for _, q := range quads(articles) {
		at, known := byLabel[q.Label]
		if !known {
			at, byLabel[q.Label] = len(docs), len(docs)
			docs = append(docs, resolve.Document{Labelled: store.Labelled{Label: q.Label}})
		}
		docs[at].Quads = append(docs[at].Quads, q)
	}
	if err := s.Update(func(tx *store.Tx) error { _, err := resolve.Replace(tx, "", docs); return err }); err != nil {
		t.Fatal(err)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return map[string]*query.Asker{"index": query.New(v, ""), "quads": query.New(struct{ query.Graph }{v}, "")}
}

func holding(h query.Holding) string {
	line := fmt.Sprintf("%s %s %s to %s, %d reports", h.Person.Name, h.Status, h.First, h.Last, h.Reports)
	if h.Start != "" || h.Finish != "" {
		line += fmt.Sprintf(", from %s until %s", h.Start, h.Finish)
	}
	if h.How != "" {
		line = string(h.How) + ": " + line
	}
	for _, c := range h.Evidence {
		line += " " + strings.TrimSuffix(c.Document.Path, ".txt")
	}
	return line
}

// Who left an office and took it again held it twice; between the terms it was not held.
func TestTermsApart(t *testing.T) {
	const (
		one   = "Nguyễn Văn An current 2001-05-06 to 2005-02-03, 2 reports, from  until 2006-06-20 a"
		first = "Trần Bình current 2008-03-04 to 2008-03-04, 1 reports d"
		two   = "Nguyễn Văn An current 2011-09-06 to 2012-10-11, 2 reports, from 2011-07-25 until  f"
		again = "Trần Bình current 2014-03-04 to 2014-03-04, 1 reports h"
		three = "Nguyễn Văn An current 2016-03-04 to 2016-03-04, 1 reports i"
		past  = "Trần Bình former 2016-02-04 to 2016-02-04, 1 reports i"
	)
	office := query.HoldersOptions{Offices: []string{idOf("Chủ tịch Quốc hội")}}
	on := func(date string) query.HoldersOptions { o := office; o.On = date; return o }
	cited := strings.NewReplacer("-20 a", "-20 a b", "until  f", "until  f g")
	tests := []struct {
		reason string
		opt    query.HoldersOptions
		want   []string
	}{
		{"each term", office, []string{one, first, two, again, past, three}},
		{"of one person", query.HoldersOptions{Persons: []string{idOf("Nguyễn Văn An")}}, []string{one, two, three}},
		{"of all", query.HoldersOptions{}, []string{one, first, two, again, past, three}},
		{"the first two", query.HoldersOptions{Offices: office.Offices, Limit: 2}, []string{one, first}},
		{"the first three", query.HoldersOptions{Offices: office.Offices, Limit: 3}, []string{one, first, two}},
		{"all that is seen", query.HoldersOptions{Persons: []string{idOf("Nguyễn Văn An")}, Reports: true}, []string{cited.Replace(one), cited.Replace(two), three}},
		{"between two sightings of a term", on("2004"), []string{"between: " + one}},
		{"after the last sighting, before the end", on("2006-06-19"), []string{"between: " + one}},
		{"after the end, before anew", on("2007"), []string{"between terms: " + one}},
		{"somebody else holds it then", on("2008-03-04"), []string{"seen: " + first, "between terms: " + one}},
		{"the day before they were elected again", on("2011-07-24"), []string{"between terms: " + one, "perhaps between terms: " + first}},
		{"elected and not seen yet", on("2011-08"), []string{"between: " + two, "perhaps between terms: " + first}},
		{"no event tells the end", on("2013"), []string{"perhaps between terms: " + first, "perhaps between terms: " + two}},
		{"a day that both sides may hold", on("2012-10-11"), []string{"seen: " + strings.Replace(two, "until  f", "until  g", 1), "perhaps between terms: " + first}},
		{"after all", on("2020"), []string{}},
	}
	for how, a := range resolved(t, returned) {
		for _, tt := range tests {
			list, err := a.Holders(context.Background(), tt.opt)
			if err != nil {
				t.Fatalf("%s, %s: %v", tt.reason, how, err)
			}
			got := []string{}
			for _, h := range list {
				got = append(got, holding(h))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", tt.reason, how, diff)
			}
		}
	}
}

// Profiles, timelines and counts tell each term; of the conflicts of one the others are no part.
func TestTermsEverywhere(t *testing.T) {
	ctx := context.Background()
	clash := append(returned[:len(returned):len(returned)],
		article{"j.txt", "2001-05-06", []string{`holds person="Trần Bình" office="Chủ tịch Quốc hội" org="Việt Nam"`}})
	for how, a := range resolved(t, clash) {
		profile, err := a.Show(ctx, idOf("Nguyễn Văn An"), query.ShowOptions{Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		if len(profile.Posts) != 2 || profile.Held != 3 {
			t.Errorf("%s: the profile has %d posts of %d", how, len(profile.Posts), profile.Held)
		}
		facts, err := a.Timeline(ctx, []string{idOf("Nguyễn Văn An")}, query.TimelineOptions{})
		if err != nil {
			t.Fatal(err)
		}
		who := " person=Nguyễn Văn An office=Chủ tịch Quốc hội org=Việt Nam"
		want := []string{"2001-05-06/2005-02-03 holds" + who + " (2 reports)", "2006-06-20 dismiss appointee=Nguyễn Văn An office=Chủ tịch Quốc hội",
			"2011-07-25 elect appointee=Nguyễn Văn An office=Chủ tịch Quốc hội", "2011-09-06/2012-10-11 holds" + who + " (2 reports)", "2016-03-04 holds" + who}
		if diff := cmp.Diff(want, rows(facts)); diff != "" {
			t.Errorf("%s: timeline (-want +got):\n%s", how, diff)
		}
		top, err := a.Top(ctx, query.TopOptions{What: query.Holders, By: query.ByPerson})
		if err != nil || len(top) != 2 || top[0].N != 3 || top[1].N != 3 {
			t.Errorf("%s: holders %+v, error %v; want three terms of each", how, top, err)
		}
		conflicts, err := a.Conflicts(ctx, []string{"holder"})
		if err != nil || len(conflicts) != 1 {
			t.Fatalf("%s: conflicts %+v, error %v", how, conflicts, err)
		}
		var sides []string
		for _, s := range conflicts[0].Sides {
			line := s.Value
			for _, c := range s.Evidence {
				line += " " + c.Document.Path
			}
			sides = append(sides, line)
		}
		if diff := cmp.Diff([]string{"Nguyễn Văn An a.txt b.txt", "Trần Bình j.txt"}, sides); diff != "" {
			t.Errorf("%s: sides (-want +got):\n%s", how, diff)
		}
	}
}

// A term that an event began and of which nobody has told since stands beside the one before.
func TestTermJustBegun(t *testing.T) {
	for how, a := range resolved(t, returned[:5]) {
		list, err := a.Holders(context.Background(), query.HoldersOptions{Persons: []string{idOf("Nguyễn Văn An")}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range list {
			got = append(got, holding(h))
		}
		want := []string{"Nguyễn Văn An current 2001-05-06 to 2005-02-03, 2 reports, from  until 2006-06-20 a",
			"Nguyễn Văn An current  to , 0 reports, from 2011-07-25 until  e"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", how, diff)
		}
	}
}

// In the year in which a term ended it may have been held still.
func TestVagueEnd(t *testing.T) {
	articles := []article{{"a.txt", "2001-05-06", []string{`holds person="Nguyễn Văn An" office="Chủ tịch Quốc hội" org="Việt Nam"`}},
		{"b.txt", "2007-01-02", []string{`dismiss appointee="Nguyễn Văn An" office="Chủ tịch Quốc hội" date=2006`}}, returned[4], returned[5]}
	for how, a := range resolved(t, articles) {
		for date, want := range map[string]query.How{"2006-08": query.Absent, "2007": query.Away} {
			list, err := a.Holders(context.Background(), query.HoldersOptions{Offices: []string{idOf("Chủ tịch Quốc hội")}, On: date})
			if err != nil || len(list) != 1 || list[0].How != want {
				t.Errorf("on %s, %s: %+v, error %v; want %q", date, how, list, err, want)
			}
		}
	}
}
