package query_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

// Who asks for the first holders alone is told of the sightings of these under other names too, however late.
func TestFirstHoldersUnderOtherNames(t *testing.T) {
	s, err := store.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v := graph.NewVocabulary("")
	var docs []resolve.Document
	for n, name := range []string{"Miguel Diaz-Canel", "Raúl Castro", "Miguel Díaz-Canel", "Fidel Castro"} {
		f := &extract.Facts{ID: fmt.Sprint(n), SHA256: fmt.Sprintf("%064x", n)}
		add := func(role, typ, name string) extract.Arg {
			id := fmt.Sprintf("%s/%x", typ, name)
			f.Entities = append(f.Entities, extract.Entity{ID: id, Type: typ, Name: name})
			return extract.Arg{Role: role, Entity: id, Name: name}
		}
		f.Claims = []extract.Claim{{Relation: "holds", Modality: extract.Actual, Date: fmt.Sprintf("2019-01-%02d", n+1),
			Args:     []extract.Arg{add("person", "person", name), add("office", "office", "Chủ tịch nước"), add("org", "country", "Cuba")},
			Evidence: []extract.Evidence{{End: 10, Text: name + " phát biểu."}}}}
		docs = append(docs, resolve.Document{Labelled: store.Labelled{
			Label: v.Node(graph.DocumentID(f.SHA256)), Quads: graph.Quads(f, "")}})
	}
	if err := s.Update(func(tx *store.Tx) error { _, err := resolve.Replace(tx, "", docs); return err }); err != nil {
		t.Fatal(err)
	}
	view, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	opt := query.HoldersOptions{Offices: []string{fmt.Sprintf("office/%x", "Chủ tịch nước")}, Limit: 1}
	want, err := query.New(struct{ query.Graph }{view}, "").Holders(context.Background(), opt)
	if err != nil || len(want) != 1 || want[0].Last != "2019-01-03" || want[0].Reports != 2 {
		t.Fatalf("by the quads %+v, error %v", want, err)
	}
	got, err := query.New(view, "").Holders(context.Background(), opt)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v (-quads +index):\n%s", err, diff)
	}
}
