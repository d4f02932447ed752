package date

import (
	"fmt"
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
