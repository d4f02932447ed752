package query_test

import (
	"context"
	"fmt"

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
