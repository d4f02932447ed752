package query_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

// Diaries that are read in several stretches, and leapt through, tell what the quads tell.
func TestLongDiaries(t *testing.T) {
	w := newNews(5, 600)
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
	}
	if most < 80 {
		t.Errorf("nobody has more than %d encounters: nothing was long", most)
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
