package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"quanhe/extract/source"
	"quanhe/extract/text"
)

// tornApart are the articles that tell something else when their lines are broken at a width, with the reason.
var tornApart = map[string]string{
	"60 listing-tag-page.txt":     "a headline fills its line, so that the item below looks like its end",
	"80 listing-tag-page.txt":     "too few lines are broken to see that any are: La | Habana",
	"80 html-entities.txt":        "too few lines are broken to see that any are: Ted | Osius",
	"100 html-entities.txt":       "as at 80",
	"80 page-furniture.txt":       "the short lines of the page hide that those of the article are broken",
	"100 page-furniture.txt":      "as at 80",
	"100 typos-doubled-words.txt": "too few lines are broken to see that any are: Phan Anh | Sơn",
}

// An article whose lines are broken at a width tells the same.
func TestRewrappedLines(t *testing.T) {
	x := embedded(t)
	whole := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, width := range []int{48, 60, 80, 100} {
		for _, d := range articles(t) {
			doc, err := text.Parse(d.Text) // so that a width is one of letters on the page
			if err != nil {
				t.Fatal(err)
			}
			d.Text = []byte(doc.Text)
			narrow := d
			narrow.Text = []byte(wrapped(doc.Text, width))
			fs := extractAll(t, x, []source.Document{d, narrow})
			diff := cmp.Diff(told(d, fs[0], whole), told(narrow, fs[1], whole))
			switch known := tornApart[fmt.Sprint(width, " ", d.ID)]; {
			case diff == "" && known != "":
				t.Errorf("%s at width %d tells the same now: take it off the list (%s)", d.ID, width, known)
			case diff != "" && known == "":
				t.Errorf("%s at width %d (-as given +wrapped):\n%s", d.ID, width, diff)
			}
		}
	}
}

// wrapped breaks the lines of a text before the words that do not fit into a width.
func wrapped(s string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		at := 0
		for _, w := range strings.Fields(line) {
			n := utf8.RuneCountInString(w)
			switch {
			case at > 0 && at+1+n > width:
				b.WriteByte('\n')
				at = 0
			case at > 0:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(w)
			at += n
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A document that holds its text twice tells the same claims, each with all of the evidence and no less.
func TestSaidTwice(t *testing.T) {
	x := embedded(t)
	more := 0
	for _, d := range corpus(t, x) {
		twice := d
		twice.Text = []byte(string(d.Text) + "\n\n" + string(d.Text))
		fs := extractAll(t, x, []source.Document{d, twice})
		once, again := evidenceOf(fs[0]), evidenceOf(fs[1])
		if diff := cmp.Diff(slices.Sorted(maps.Keys(once)), slices.Sorted(maps.Keys(again))); diff != "" {
			t.Errorf("%s (-once +twice):\n%s", d.ID, diff)
		}
		for claim, n := range once {
			if again[claim] < n {
				t.Errorf("%s: %d pieces of evidence instead of %d: %s", d.ID, again[claim], n, claim)
			}
			more += again[claim] - n
		}
	}
	if more < 500 {
		t.Errorf("only %d more pieces of evidence", more)
	}
}

func TestRepeats(t *testing.T) {
	const long = "Chiều 5/3, Thủ tướng Trần Văn B tiếp Đại sứ Pháp tại Hà Nội."
	for _, c := range []struct {
		reason, say string
		want        map[int]int
	}{
		{"word for word", long + "\n\n" + long, map[int]int{1: 0}},
		{"another day is another meeting", long + "\n\n" + strings.Replace(long, "5/3", "6/3", 1), map[int]int{}},
		{"short sentences are written again by chance", "Hai bên ký.\n\nHai bên ký.", map[int]int{}},
		{"but not behind a long one that repeats", long + " Hai bên ký. " + long + " Hai bên ký. Hết.", map[int]int{2: 0, 3: 1}},
		{"said three times", long + "\n\n" + long + "\n\n" + long, map[int]int{1: 0, 2: 0}},
	} {
		doc, err := text.Parse([]byte(c.say))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, repeats(doc), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.reason, diff)
		}
	}
}

// evidenceOf counts the evidence of each claim.
func evidenceOf(f *Facts) map[string]int {
	n := map[string]int{}
	for _, c := range f.Claims {
		n[c.String()] += len(c.Evidence)
	}
	return n
}

// Two articles joined by a page break tell what their sentences tell: each claim that a sentence makes by itself and
// its article makes too. Text without diacritics is left out: what it means shows only where the whole document has none.
func TestPagesJoined(t *testing.T) {
	x := embedded(t)
	docs := slices.DeleteFunc(articles(t), func(d source.Document) bool {
		doc, err := text.Parse(d.Text)
		return err == nil && doc.Unmarked()
	})
	for i := range docs {
		docs[i].Date = "2024-06-15" // of each by itself and of both together
	}
	alone := map[string][]Claim{}
	stands := func(sentence string, c Claim) bool {
		if _, ok := alone[sentence]; !ok {
			alone[sentence] = extractAll(t, x, []source.Document{{Date: docs[0].Date, Text: []byte(sentence)}})[0].Claims
		}
		return among(alone[sentence], c)
	}
	claims := 0
	for i, a := range docs {
		b := docs[(i+7)%len(docs)]
		joined := source.Document{Date: a.Date, Text: []byte(string(a.Text) + "\f" + string(b.Text))}
		fs := extractAll(t, x, []source.Document{a, b, joined})
		apart := append(stated(fs[0]), stated(fs[1])...)
		together := stated(fs[2])
		for _, law := range []struct {
			fault    string
			from, in []statement
		}{{"lost", apart, together}, {"new", together, apart}} {
			for _, s := range law.from {
				if !stands(s.sentence, s.claim) {
					continue
				}
				claims++
				if slices.ContainsFunc(law.in, func(o statement) bool { return o.sentence == s.sentence && among([]Claim{o.claim}, s.claim) }) {
					continue
				}
				t.Errorf("%s, %s: %s: %s\n\t%s", a.ID, b.ID, law.fault, s.claim, s.sentence)
			}
		}
	}
	if claims < 1000 {
		t.Errorf("only %d claims were compared", claims)
	}
}

// A statement is a claim and one of the sentences that tell it.
type statement struct {
	sentence string
	claim    Claim
}

func stated(f *Facts) []statement {
	var out []statement
	for _, c := range f.Claims {
		for _, e := range c.Evidence {
			out = append(out, statement{e.Text, c})
		}
	}
	return out
}

// among reports whether one of the claims says what c says: its relation and modality, with those who fill a role that
// other sentences cannot add to.
func among(claims []Claim, c Claim) bool {
	return slices.ContainsFunc(claims, func(o Claim) bool {
		if o.Relation != c.Relation || o.Modality != c.Modality {
			return false
		}
		for _, a := range c.Args {
			same := func(b Arg) bool { return b.Role == a.Role && b.Name == a.Name }
			if a.Role != "attendee" && !(c.Relation == "holds" && a.Role == "org") && !slices.ContainsFunc(o.Args, same) {
				return false
			}
		}
		return true
	})
}
