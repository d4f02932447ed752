package text_test

import (
	"fmt"
	"log"
	"strings"

	"quanhe/extract/text"
)

// Sentences are runs of tokens, and every span leads back to the source.
func ExampleParse() {
	source := "Tổng Bíthư gặp ông V.&nbsp;Petrov ngày 14.12.Hai bên nhất trí."
	d, err := text.Parse([]byte(source))
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range d.Sentences {
		var words []string
		for i := s.First; i < s.End; i++ {
			words = append(words, d.Word(int(i)))
		}
		fmt.Println(strings.Join(words, " "))
		start, end := d.SourceBytes(int(d.Tokens[s.First].Start), int(d.Tokens[s.End-1].End))
		fmt.Printf("  from %q\n", source[start:end])
	}
	// Output:
	// Tổng Bí thư gặp ông V . Petrov ngày 14 . 12 .
	//   from "Tổng Bíthư gặp ông V.&nbsp;Petrov ngày 14.12."
	// Hai bên nhất trí .
	//   from "Hai bên nhất trí."
}

// Keys make spellings of one word equal.
func ExampleKey() {
	fmt.Println(text.Key("Uỷ ban  HOÀ BÌNH"), "|", text.Fold("Võ Thị Đào"))
	// Output: ủy ban hòa bình | vo thi dao
}
