package date

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The corpus in testdata/corpus says which words mean which date: many phrasings for each value, as newspapers write them,
// and for each kind what looks like it and is none. A file is a category:
//
//	@ 2022-03-10 past       the document's date ("-" when unknown) and the tense of the clauses from here on
//	= 2022-03-09            what the marked words of the sentences from here on mean; - for no date
//	[Hôm qua], ông tới Huế. the words marked with square brackets are all that may date an event
//	{Ngày 5/3}, ông tới Huế. [Cùng ngày], ông về.   curly brackets: read and told too, the value not compared
//
// A value may begin with the kind (holiday, lunar, term, …), which kinds without a date must; ! behind it says that the
// weekday told is not that day's. Lines with # are comments. What is a length of time or a mere direction (35 năm,
// vừa qua) may stand unmarked anywhere.
type corpusCase struct {
	file     string
	line     int
	in       Context
	want     string
	sentence string
}

// The least number of sentences of each category, and the categories there must be.
var categories = map[string]int{
	"bugs": 35, "days": 80, "weekdays": 70, "same-day": 50, "weeks": 40, "months": 90, "quarters": 45, "parts": 70,
	"terms": 40, "ranges": 80, "lunar": 55, "holidays": 75, "no-date": 70,
}

func TestCorpus(t *testing.T) {
	for name, least := range categories {
		t.Run(name, func(t *testing.T) {
			cases := readCorpus(t, filepath.Join("testdata", "corpus", name+".txt"))
			if len(cases) < least {
				t.Errorf("%d sentences; the category wants %d", len(cases), least)
			}
			for _, c := range cases {
				c.check(t)
			}
		})
	}
}

var tenses = map[string]Tense{"": Unknown, "past": Past, "future": Future, "near": Near}

func readCorpus(t *testing.T, file string) []corpusCase {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []corpusCase
	c := corpusCase{file: file}
	for n, line := range strings.Split(string(raw), "\n") {
		c.line = n + 1
		head, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch head {
		case "", "#":
		case "@":
			day, tense, _ := strings.Cut(rest, " ")
			known, ok := tenses[tense]
			if !ok {
				t.Fatalf("%s:%d: no tense %q", file, c.line, tense)
			}
			c.in = Context{Document: strings.TrimPrefix(day, "-"), Tense: known}
		case "=":
			c.want = rest
		default:
			c.sentence = line
			cases = append(cases, c)
		}
	}
	return cases
}

func (c corpusCase) check(t *testing.T) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s:%d: %s\n%s", c.file, c.line, c.sentence, fmt.Sprintf(format, args...))
	}
	plain := strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(c.sentence)
	doc := parseText(t, plain)
	marked := plain
	shift, in, seen := 0, c.in, 0
	for _, e := range findAll(doc) {
		edtf := e.Resolve(in)
		in.Tell(e, edtf)
		first, end := int(doc.Tokens[e.First].Start)+shift, int(doc.Tokens[e.End-1].End)+shift
		open, shut := "[", "]"
		switch {
		case strings.HasPrefix(c.sentence[min(first, len(c.sentence)):], "{"):
			open, shut = "{", "}"
		case e.Kind == Duration || e.Kind == Vague:
			if kind, _, _ := strings.Cut(c.want, " "); kind != e.Kind.String() {
				continue
			}
			fallthrough
		default:
			seen++
			if got := c.value(e, edtf); got != c.want {
				fail("%s is %s, want %s", words(doc, e), got, c.want)
			}
		}
		marked = marked[:first] + open + marked[first:end] + shut + marked[end:]
		shift += len(open) + len(shut)
	}
	if marked != c.sentence {
		fail("read as\n%s", marked)
	}
	if none := c.want == "-"; none != (seen == 0) {
		fail("%d expressions marked for %q", seen, c.want)
	}
}

// value writes what e means in the form of the corpus: as precisely as the want of the case asks.
func (c corpusCase) value(e Expr, edtf string) string {
	got := edtf
	if lo, hi := e.Ends(); edtf == "" && strings.Contains(c.want, " ") {
		got = join(lo, hi)
	}
	if e.Mismatch(edtf) {
		got += " !"
	}
	if kind, _, two := strings.Cut(c.want, " "); kind == e.Kind.String() && (two || edtf == "") || edtf == "" {
		got = strings.TrimSpace(e.Kind.String() + " " + got)
	}
	return got
}
