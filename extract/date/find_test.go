package date

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quanhe/extract/text"
)

// A reading is one case of the tables in this package: what Find reads in a sentence and what it resolves to.
//
// want lists the expressions as `words = kind edtf flags`, joined by "; ". Flags: > From, < Until, () Bracketed, § Citation.
// The document is of Thursday 10 March 2022 unless in says otherwise; "-" means that its date is unknown.
type reading struct {
	say  string
	want string
	why  string
	in   Context
}

const thursday = "2022-03-10"

func checkReadings(t *testing.T, cases []reading) {
	t.Helper()
	for _, c := range cases {
		switch c.in.Document {
		case "":
			c.in.Document = thursday
		case "-":
			c.in.Document = ""
		}
		if diff := cmp.Diff(c.want, read(t, c.say, c.in)); diff != "" {
			t.Errorf("%s\n%s\n(-want +got)\n%s", c.say, c.why, diff)
		}
	}
}

// read finds and resolves the expressions of say, in the notation of a reading.
func read(t *testing.T, say string, c Context) string {
	t.Helper()
	doc := parseText(t, say)
	var list []string
	for _, e := range findAll(doc) {
		edtf := e.Resolve(c)
		c.Tell(e, edtf)
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s = %s %s", words(doc, e), e.Kind, strings.TrimSpace(edtf+" "+flags(e)))))
	}
	return strings.Join(list, "; ")
}

func parseText(t testing.TB, say string) *text.Document {
	t.Helper()
	doc, err := text.Parse([]byte(say))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// findAll runs Find on each sentence.
func findAll(doc *text.Document) []Expr {
	var list []Expr
	for _, s := range doc.Sentences {
		list = Find(doc, int(s.First), int(s.End), list)
	}
	return list
}

func words(doc *text.Document, e Expr) string {
	return doc.Text[doc.Tokens[e.First].Start:doc.Tokens[e.End-1].End]
}

func flags(e Expr) string {
	s := ""
	for _, f := range []struct {
		on   bool
		sign string
	}{{e.From, ">"}, {e.Until, "<"}, {e.Bracketed, "()"}, {e.Citation, "§"}} {
		if f.on {
			s += f.sign
		}
	}
	return s
}

// A vocabulary is Words that know what they were asked to number.
type vocabulary struct{ keys []string }

func (n *vocabulary) Number(key []byte) uint32 { return uint32(slices.Index(n.keys, string(key)) + 1) }
func (n *vocabulary) Key(number uint32) string { return n.keys[number-1] }
func (n *vocabulary) Len() int                 { return len(n.keys) }

// TestFinder states that a finder finds the same in documents that its words number, also in capitals, as Find without.
func TestFinder(t *testing.T) {
	words := &vocabulary{}
	f := NewFinder(words, func(key []byte) uint32 {
		if n := words.Number(key); n > 0 {
			return n
		}
		words.keys = append(words.keys, string(key))
		return uint32(len(words.keys))
	})
	docs, _ := pages(t)
	capitals, err := text.Parse([]byte("SÁNG NGÀY 5/3, ĐẾN NĂM 2030. Đến ngày 3-4; KHOÁ XIII (2021)."))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, doc := range append(docs, capitals) {
		numbered, err := (&text.Parser{Words: words}).Parse([]byte(doc.Text))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Sentences {
			want := Find(doc, int(s.First), int(s.End), nil)
			if diff := cmp.Diff(want, f.Find(numbered, int(s.First), int(s.End), nil)); diff != "" {
				t.Errorf("%q (-without numbers +with):\n%s", doc.Text[doc.Tokens[s.First].Start:doc.Tokens[s.End-1].End], diff)
			}
			found += len(want)
		}
	}
	if found < 100 {
		t.Errorf("%d expressions in all, want some hundreds", found)
	}
}
