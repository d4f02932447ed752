package query_test

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"

	"quanhe/extract"
	"quanhe/graph"
	"quanhe/graph/query"
)

func ExampleAsker_Find() {
	list, err := asker().Find(context.Background(), "nguyen van an", "person")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range list {
		fmt.Println(c.Name, c.Documents)
	}
	if _, ok := query.Unique(list); !ok {
		fmt.Println("which one?")
	}
	// Output:
	// Nguyễn Văn An 4
	// Nguyễn Văn Ân 1
	// which one?
}

func ExampleAsker_Met() {
	facts, err := asker().Met(context.Background(), query.MetOptions{
		With: [][]string{{idOf("Nguyễn Văn An")}}, From: "2021-09", To: "2021-09",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range facts {
		fmt.Println(f.Date, f.Relation, "certain:", f.Certain, "reports:", f.Reports)
	}
	// Output:
	// 2021 phone_call certain: false reports: 1
	// 2021-09-04/2021-09-06 visit certain: true reports: 1
	// 2021-09-05 meet certain: true reports: 2
	// XXXX-09-23 talks certain: false reports: 1
}

func ExampleAsker_Holders() {
	list, err := asker().Holders(context.Background(), query.HoldersOptions{Offices: []string{idOf("Chủ tịch Quốc hội")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range list {
		fmt.Printf("%s (%s, %s): seen %s to %s\n", h.Person.Name, h.Org.Name, h.Status, h.First, h.Last)
	}
	// Output:
	// Nguyễn Văn Ân (Việt Nam, former): seen 2018 to 2018
	// Trần Bình (Lào, current): seen 2019 to 2019
	// Nguyễn Văn An (Việt Nam, current): seen 2021-09-10 to 2023-02-01
}

func ExampleAsker_Show() {
	p, err := asker().Show(context.Background(), idOf("Lào"), query.ShowOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range p.Posts {
		fmt.Println(h.Person.Name, "was", h.Office.Name, "in", h.First)
	}
	for _, s := range p.Sections {
		fmt.Println(s.Relation, s.Total, s.Facts[0].Date, s.Facts[0].Modality)
	}
	// Output:
	// Trần Bình was Chủ tịch Quốc hội in 2019
	// visit 1 2021-12 planned
}

func ExampleAsker_Evidence() {
	list, err := asker().Evidence(context.Background(), idOf("Hà Nội"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range list {
		fmt.Printf("%s:%d-%d %s\n%s\n", c.Document.Path, c.Start, c.End, c.Text, c.Line)
	}
	// Output:
	// a.txt:0-50 Câu 1 của a.txt.
	// meet agent="Nguyễn Văn An" counterpart="Thoong Xavan" place="Hà Nội" date=2021-09-05
}

func ExampleAsker_Search() {
	hits, err := asker().Search(context.Background(), "xavan", query.SearchOptions{Limit: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range hits.Entities {
		fmt.Println(c.ID, c.Name)
	}
	// Output: person/thoong-xavan Thoong Xavan
}

func ExampleAsker_Status() {
	totals, err := asker().Status(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(totals.Documents, "documents,", totals.Entities[2].N, "of", totals.Entities[2].Name)
	// Output: 4 documents, 4 of person
}

func ExampleAsker_Met_together() {
	facts, err := asker().Met(context.Background(), query.MetOptions{
		With: [][]string{{idOf("Thoong Xavan")}, {idOf("Nguyễn Văn An")}, {idOf("Trần Bình")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range facts {
		fmt.Println(f.Date, f.Relation, len(f.Who))
	}
	// Output: 2020 meet 3
}

func ExampleAsker_Timeline() {
	facts, err := asker().Timeline(context.Background(), []string{idOf("Trần Bình")}, query.TimelineOptions{From: "2019", To: "2021"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range facts {
		fmt.Println(f.Date, f.Relation, f.Who[len(f.Who)-1].Name)
	}
	// Output:
	// 2019 holds Lào
	// 2020 meet Thoong Xavan
	// 2021 phone_call Trần Bình
}

func ExampleAsker_Path() {
	chains, err := asker().Path(context.Background(), idOf("Nguyễn Văn Ân"), idOf("Thoong Xavan"), query.PathOptions{Max: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range chains {
		for _, s := range c.Steps {
			fmt.Printf("%s – %s, %d times: %s\n", s.From.Name, s.To.Name, s.Events, s.Fact.Relation)
		}
	}
	// Output:
	// Nguyễn Văn Ân – Trần Bình, 2 times: meet
	// Trần Bình – Thoong Xavan, 1 times: meet
}

func ExampleAsker_Top() {
	list, err := asker().Top(context.Background(), query.TopOptions{What: query.Met, By: query.ByPerson, From: "2021", Limit: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range list {
		fmt.Println(r.Name, r.N, "of which certain", r.Certain)
	}
	// Output:
	// Nguyễn Văn An 4 of which certain 3
	// Thoong Xavan 3 of which certain 2
}

func ExampleAsker_Near() {
	list, err := asker().Near(context.Background(), "Nguyen Van Em", 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range list {
		fmt.Println(c.Name)
	}
	// Output:
	// Nguyễn Văn An
	// Nguyễn Văn Ân
}

func ExampleAsker_Conflicts() {
	v := graph.NewVocabulary("")
	event := v.Node("event/00")
	derived := query.Slice{
		{Subject: event, Predicate: graph.Type, Object: v.Event, Label: v.Derived},
		{Subject: event, Predicate: v.Kind, Object: v.Relation("meet"), Label: v.Derived},
		{Subject: event, Predicate: v.Conflict, Object: quad.String("date"), Label: v.Derived},
	}
	for n, day := range []string{"2021-09-05", "2021-09-06"} {
		f := &extract.Facts{ID: day + ".txt", SHA256: fmt.Sprint(n)}
		c := extract.Claim{Relation: "meet", Date: day, Evidence: []extract.Evidence{{End: 20, Text: "Hai bên gặp nhau."}}}
		f.Claims = append(f.Claims, c)
		claim := v.Node(graph.ClaimID(f.SHA256, &c))
		derived = append(derived, quad.Quad{Subject: event, Predicate: v.ReportedBy, Object: claim, Label: v.Derived})
		derived = append(derived, graph.Quads(f, "")...)
	}
	list, err := query.New(derived, "").Conflicts(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range list {
		for _, s := range c.Sides {
			fmt.Println(c.Kind, s.Value, s.Evidence[0].Document.Path)
		}
	}
	// Output:
	// date 2021-09-05 2021-09-05.txt
	// date 2021-09-06 2021-09-06.txt
}

func ExampleAsker_Relations() {
	relations, err := asker().Relations(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(relations)
	// Output: [conference holds meet phone_call talks visit]
}

func ExampleAsker_Spellings() {
	list, err := asker().Spellings(context.Background(), "nguyen van an")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range list {
		fmt.Println(s.Name)
	}
	// Output:
	// Nguyễn Văn Ân
	// Nguyễn Văn An
}
