package query_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph/query"
)

func TestMet(t *testing.T) {
	an, xavan, binh := []string{idOf("Nguyễn Văn An")}, []string{idOf("Thoong Xavan")}, []string{idOf("Trần Bình")}
	const (
		met2020  = "2020 meet agent=Nguyễn Văn An agent=Trần Bình counterpart=Thoong Xavan"
		visited  = "2021-09-04/2021-09-06 visit guest=Thoong Xavan host=Nguyễn Văn An @Việt Nam"
		met2021  = "2021-09-05 meet agent=Nguyễn Văn An counterpart=Thoong Xavan @Hà Nội (2 reports)"
		called   = "2021 phone_call agent=Nguyễn Văn An counterpart=Trần Bình ×2"
		talked   = "XXXX-09-23 talks agent=Nguyễn Văn An counterpart=Thoong Xavan"
		possible = "XXXX-09-23? talks agent=Nguyễn Văn An counterpart=Thoong Xavan"
	)
	tests := []struct {
		reason string
		opt    query.MetOptions
		want   []string
	}{
		{"all that one person met, without planned, negated and conferences", query.MetOptions{With: [][]string{an}},
			[]string{met2020, called, visited, met2021, talked}},
		{"the two of them, by date, unknown year last", query.MetOptions{With: [][]string{an, xavan}},
			[]string{met2020, visited, met2021, talked}},
		{"which of the two is A does not matter", query.MetOptions{With: [][]string{xavan, an}},
			[]string{met2020, visited, met2021, talked}},
		{"two hosts of one guest did not meet each other", query.MetOptions{With: [][]string{an, binh}}, []string{called}},
		{"B alone is as good as A", query.MetOptions{With: [][]string{binh}, From: "2020", To: "2021"}, []string{met2020, called}},
		{"a month: a year or an unknown year is possible, days inside are certain",
			query.MetOptions{With: [][]string{an}, From: "2021-09", To: "2021-09"},
			[]string{"2021? phone_call agent=Nguyễn Văn An counterpart=Trần Bình ×2", visited, met2021, possible}},
		{"a day inside a range is possible", query.MetOptions{With: [][]string{an, xavan}, From: "2021-09-06", To: "2021-09-06"},
			[]string{"2021-09-04/2021-09-06? visit guest=Thoong Xavan host=Nguyễn Văn An @Việt Nam"}},
		{"one bound alone", query.MetOptions{With: [][]string{an, xavan}, To: "2021-09-04"},
			[]string{met2020, "2021-09-04/2021-09-06? visit guest=Thoong Xavan host=Nguyễn Văn An @Việt Nam", possible}},
		{"the place without diacritics, also for the report that leaves it out", query.MetOptions{With: [][]string{an}, Place: "ha noi"},
			[]string{"2021-09-05 meet agent=Nguyễn Văn An counterpart=Thoong Xavan @Hà Nội (2 reports)"}},
		{"conferences only when asked for", query.MetOptions{With: [][]string{an, xavan}, Types: []string{"conference"}},
			[]string{"2021-09-05 conference attendee=Nguyễn Văn An attendee=Thoong Xavan"}},
		{"planned visits when asked for", query.MetOptions{With: [][]string{an}, Types: []string{"visit"}, Planned: true},
			[]string{visited, "2021-12 visit guest=Nguyễn Văn An host=Lào @Lào planned"}},
		{"visits to countries when visits are asked for", query.MetOptions{With: [][]string{xavan}, Types: []string{"visit"}},
			[]string{"2021-08 visit guest=Thoong Xavan host=Việt Nam", visited}},
		{"undated claims stay apart", query.MetOptions{With: [][]string{[]string{idOf("Nguyễn Văn Ân")}}},
			[]string{" meet agent=Nguyễn Văn Ân counterpart=Trần Bình", " meet agent=Nguyễn Văn Ân counterpart=Trần Bình"}},
		{"nobody by that id", query.MetOptions{With: [][]string{[]string{"person/khong-ai"}}}, []string{}},
	}
	for _, tt := range tests {
		for order, a := range map[string]*query.Asker{"in order": asker(), "reversed": reversed(t)} {
			got, err := a.Met(context.Background(), tt.opt)
			if err != nil {
				t.Errorf("%s: %v", tt.reason, err)
			} else if diff := cmp.Diff(tt.want, rows(got)); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", tt.reason, order, diff)
			}
		}
	}
}

func TestMetWithoutNamesListsEverybody(t *testing.T) {
	facts, err := asker().Met(context.Background(), query.MetOptions{Types: []string{"meet"}})
	if err != nil || len(facts) != 4 {
		t.Errorf("%d facts, error %v; want the 4 meetings: 2020, 2021 and two without date", len(facts), err)
	}
}

// A row names the earliest report: its claim, sentence and document.
func TestMetNamesItsSource(t *testing.T) {
	facts, err := asker().Met(context.Background(), query.MetOptions{Types: []string{"meet"}, From: "2021", To: "2021"})
	if err != nil || len(facts) != 1 {
		t.Fatalf("%d facts, error %v; want 1", len(facts), err)
	}
	f := facts[0]
	if f.Sentence != "Câu 1 của a.txt." || f.Document.Path != "a.txt" || f.Document.Date != "2021-09-10" || len(f.Claims) != 2 {
		t.Errorf("got %q of %+v with claims %v", f.Sentence, f.Document, f.Claims)
	}
	cited, err := asker().Evidence(context.Background(), f.Claim)
	if err != nil || len(cited) != 1 || cited[0].Text != f.Sentence {
		t.Errorf("evidence of %s: %+v, error %v", f.Claim, cited, err)
	}
}

func TestMetRejectsDates(t *testing.T) {
	for _, opt := range []query.MetOptions{
		{From: "tháng 9"}, {To: "2021-13"}, {From: "XXXX-12-23"}, {From: "2022", To: "2021"},
	} {
		var date *query.DateError
		if _, err := asker().Met(context.Background(), opt); !errors.As(err, &date) {
			t.Errorf("from %q to %q: error %v, want a DateError", opt.From, opt.To, err)
		}
	}
}

func TestMetStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := asker().Met(ctx, query.MetOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestPairs(t *testing.T) {
	tests := []struct {
		line   string
		want   []string
		reason string
	}{
		{`talks agent="A" counterpart="B" counterpart="C"`, []string{"A-B", "A-C"}, "one side does not meet itself"},
		{`talks agent="A" counterpart="B" counterpart="L"`, []string{"A-B", "A-L"}, "a country may be the same as one that is not known"},
		{`talks agent="A" counterpart="K" counterpart="K2"`, []string{"A-K", "A-K2"}, "two of one country are one side"},
		{`talks agent="A" counterpart="K" counterpart="L"`, []string{"A-K", "A-L", "K-L"}, "two of different countries are none"},
		{`talks agent="A" counterpart="K" attendee="B" attendee="K2"`, []string{"A-K", "A-K2", "K-B"}, "who attends is on the side of the country"},
		{`talks agent="A" counterpart="B" attendee="C"`, []string{"A-B", "A-C", "B-C"}, "at home roles alone tell"},
		{`visit guest="K" guest="L" host="A"`, []string{"K-A", "L-A"}, "visitors need not have come together"},
		{`talks agent="A" agent="B"`, []string{"A-B"}, "everybody in one role met"},
		{`talks agent="A" counterpart="B" topic="C"`, []string{"A-B"}, "a topic is not there"},
		{`meet agent="A" counterpart="A"`, nil, "nobody meets himself"},
	}
	for _, tt := range tests {
		c, err := extract.ParseClaim(tt.line)
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Args {
			c.Args[i].Entity = "person/" + c.Args[i].Name
		}
		countries := map[string]string{"person/K": "KH", "person/K2": "KH", "person/L": "LA"}
		var got []string
		for _, p := range query.Pairs(c.Relation, c.Args, func(id string) string { return countries[id] }) {
			got = append(got, p[0].Name+"-"+p[1].Name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", tt.reason, tt.line, diff)
		}
	}
}
