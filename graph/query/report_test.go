package query_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// An event counts the documents that report it, however often each does, and of those who tell of what was held the earliest
// speaks for it, not one that planned it.
func TestEventOutOfReports(t *testing.T) {
	report := func(id, doc, date string, m extract.Modality) query.Report {
		return query.Report{ID: id, Claim: extract.Claim{Modality: m}, Document: query.Document{ID: doc, Date: date}, Sentence: id}
	}
	choice, err := query.MetOptions{From: "2021-09", To: "2021-09"}.Choose()
	if err != nil {
		t.Fatal(err)
	}
	e := &graph.Event{Claim: extract.Claim{Relation: "meet", Date: "2021-09-05", Modality: extract.Actual, Place: &extract.Ref{Name: "Huế"}},
		Sources: 2, OtherDates: []string{"2021"}, OtherPlaces: []string{"Vinh"}, Conflicts: []string{"place"}}
	got := choice.Event("event/x", e, []query.Report{
		report("claim/4", "doc/3", "2021-09-07", extract.Actual), report("claim/1", "doc/1", "2021-09-01", extract.Planned),
		report("claim/3", "doc/2", "2021-09-06", extract.Actual), report("claim/2", "doc/2", "2021-09-06", extract.Actual),
	})
	want := query.Fact{
		Date: "2021-09-05", Certain: true, Relation: "meet", Who: []extract.Arg{}, Place: "Huế", Modality: extract.Actual,
		Reports: 3, Sources: 2, Sentence: "claim/2", Document: query.Document{ID: "doc/2", Date: "2021-09-06"}, Claim: "claim/2",
		Claims: []string{"claim/1", "claim/2", "claim/3", "claim/4"}, Event: "event/x",
		OtherDates: []string{"2021"}, OtherPlaces: []string{"Vinh"}, Conflicts: []string{"place"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
