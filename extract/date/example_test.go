package date_test

import (
	"fmt"

	"quanhe/extract/date"
	"quanhe/extract/text"
)

func ExampleFind() {
	doc, err := text.Parse([]byte("Từ ngày 28/12 đến 3/1, ông thăm Lào. Sáng qua, ông về nước."))
	if err != nil {
		fmt.Println(err)
		return
	}
	known := date.Context{Document: "2022-01-05", Tense: date.Past}
	for _, s := range doc.Sentences {
		for _, e := range date.Find(doc, int(s.First), int(s.End), nil) {
			fmt.Println(e.Kind, e.Resolve(known))
		}
	}
	// Output:
	// days 2021-12-28/2022-01-03
	// relative 2022-01-04
}
