package extract

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"quanhe/extract/source"
	"quanhe/rules"
)

// corpus returns the articles and the examples of the claim rules.
func corpus(t testing.TB, x *Extractor) []source.Document {
	docs := articles(t)
	for _, rule := range x.set.Claims {
		for i, e := range rule.Tests {
			docs = append(docs, source.Document{ID: fmt.Sprintf("%s#%d", rule.ID, i+1), Date: e.Date, Text: []byte(e.Say)})
		}
	}
	return docs
}

func extractAll(t testing.TB, x *Extractor, docs []source.Document) []*Facts {
	t.Helper()
	var all []*Facts
	for _, d := range docs {
		f, err := x.Extract(d)
		if err != nil {
			t.Fatalf("%s: %v", d.ID, err)
		}
		all = append(all, f)
	}
	return all
}

// told is what a document says, without the places where it says it: the claims with evidence, and the entities with
// the words that name them. Words are as spell makes them.
func told(d source.Document, f *Facts, spell func(string) string) []string {
	points := []rune(string(d.Text))
	clean := func(s string) string { return strings.Join(strings.Fields(spell(s)), " ") }
	var out []string
	for _, c := range f.Claims {
		line := clean(c.String())
		for _, e := range c.Evidence {
			line += "\n\t" + e.Rule + ": " + clean(e.Text)
		}
		out = append(out, line)
	}
	for _, e := range f.Entities {
		names := []string{clean(e.Name)} // aliases that are the name in another spelling do not count
		for _, a := range e.Aliases {
			if a = clean(a); !slices.Contains(names, a) {
				names = append(names, a)
			}
		}
		line := e.ID + " " + strings.Join(names, " = ")
		for _, m := range e.Mentions {
			line += "\n\t" + clean(string(points[m.Start:m.End]))
		}
		out = append(out, line)
	}
	return out
}

// The same text in another spelling tells the same.
func TestSpellingDoesNotMatter(t *testing.T) {
	x := embedded(t)
	docs := corpus(t, x)
	for _, law := range []struct {
		name   string
		change func(string) string
		spell  func(string) string
	}{
		{"letters in parts", norm.NFD.String, norm.NFC.String},
		{"composed letters", norm.NFC.String, norm.NFC.String},
		{"new tone placement", func(s string) string { return newTones(norm.NFC.String(s)) }, newTones},
		{"old tone placement", func(s string) string { return oldTones(norm.NFC.String(s)) }, newTones},
		{"line ends of Windows", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, norm.NFC.String},
		{"blank lines at the end", func(s string) string { return s + "\n\n \n\n" }, norm.NFC.String},
		{"blank lines at the beginning", func(s string) string { return "\n\n" + s }, norm.NFC.String},
		{"two spaces for one", func(s string) string { return strings.ReplaceAll(s, " ", "  ") }, norm.NFC.String},
	} {
		t.Run(law.name, func(t *testing.T) {
			for _, d := range docs {
				changed := d
				changed.Text = []byte(law.change(string(d.Text)))
				fs := extractAll(t, x, []source.Document{d, changed})
				spell := func(s string) string { return law.spell(norm.NFC.String(s)) }
				if diff := cmp.Diff(told(d, fs[0], spell), told(changed, fs[1], spell)); diff != "" {
					t.Errorf("%s (-as given +changed):\n%s", d.ID, diff)
				}
			}
		})
	}
}

// tonePairs are the open syllables whose tone mark the old and the new spelling put on different letters.
var tonePairs = func() (pairs [][2]string) {
	for _, p := range [][2]string{
		{"òa óa ỏa õa ọa", "oà oá oả oã oạ"}, {"òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"}, {"ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"},
	} {
		old, young := strings.Fields(p[0]), strings.Fields(p[1])
		for i := range old {
			upper := func(s string) string { // Ủy, at the head of a word
				r := []rune(s)
				return strings.ToUpper(string(r[0])) + string(r[1])
			}
			pairs = append(pairs, [2]string{old[i], young[i]}, [2]string{upper(old[i]), upper(young[i])},
				[2]string{strings.ToUpper(old[i]), strings.ToUpper(young[i])})
		}
	}
	return pairs
}()

func newTones(s string) string { return moveTones(s, 0, 1) }
func oldTones(s string) string { return moveTones(s, 1, 0) }

var word = regexp.MustCompile(`[\pL\pM]+`)

func moveTones(s string, from, to int) string {
	return word.ReplaceAllStringFunc(s, func(w string) string {
		for _, p := range tonePairs {
			if rest, ok := strings.CutSuffix(w, p[from]); ok && !strings.HasSuffix(strings.ToLower(rest), "q") {
				return rest + p[to] // qu is a consonant: quý has no other spelling
			}
		}
		return w
	})
}

func TestMoveTones(t *testing.T) {
	const old, young = "Hòa Bình, UBND TP HÒA Lạc, Thúy Ủy hóa hoàn quý", "Hoà Bình, UBND TP HOÀ Lạc, Thuý Uỷ hoá hoàn quý"
	if got := newTones(old); got != young {
		t.Errorf("newTones(%q) = %q", old, got)
	}
	if got := oldTones(young); got != old {
		t.Errorf("oldTones(%q) = %q", young, got)
	}
}

// The same document gives the same facts: again, from another extractor of the same rules, and from eight at once.
func TestSameDocumentSameFacts(t *testing.T) {
	x := embedded(t)
	docs := corpus(t, x)
	want := extractAll(t, x, docs)
	if diff := cmp.Diff(want, extractAll(t, x, docs)); diff != "" {
		t.Errorf("a second time (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(want, extractAll(t, embedded(t), docs)); diff != "" {
		t.Errorf("another extractor (-one +other):\n%s", diff)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, d := range docs {
				f, err := x.Extract(d)
				if err != nil {
					t.Errorf("%s: %v", d.ID, err)
				} else if diff := cmp.Diff(want[i], f); diff != "" {
					t.Errorf("%s among eight (-alone +among eight):\n%s", d.ID, diff)
				}
			}
		})
	}
	wg.Wait()
}

// Neither the names of the rule files nor the order of what they hold has any effect.
func TestOrderOfRulesDoesNotMatter(t *testing.T) {
	x := embedded(t)
	docs := corpus(t, x)
	want := extractAll(t, x, docs)
	asIs := func(data []byte) []byte { return data }
	for name, set := range map[string]*rules.Set{
		"files renamed": renamed(t, asIs), "rules upside down": renamed(t, lastRuleFirst), "lexicons upside down": upsideDown(t),
	} {
		t.Run(name, func(t *testing.T) {
			other, err := New(set)
			if err != nil {
				t.Fatal(err)
			}
			for i, f := range extractAll(t, other, docs) {
				if diff := cmp.Diff(want[i], f); diff != "" {
					t.Errorf("%s (-as given +reordered):\n%s", docs[i].ID, diff)
				}
			}
		})
	}
}

// renamed loads the rules from files whose names sort the other way round, with changed contents.
func renamed(t *testing.T, change func([]byte) []byte) *rules.Set {
	t.Helper()
	from, to := os.DirFS("../rules"), fstest.MapFS{}
	for _, glob := range []string{"schema.yaml", "lexicon/*.yaml", "mention/*.yaml", "claim/*.yaml"} {
		names, err := fs.Glob(from, glob)
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			data, err := fs.ReadFile(from, name)
			if err != nil {
				t.Fatal(err)
			}
			if dir, file := path.Split(name); dir != "" {
				name = fmt.Sprintf("%s%03d-%s", dir, 999-i, file)
			}
			to[name] = &fstest.MapFile{Data: change(data)}
		}
	}
	set, err := rules.Load(to)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

var ruleStart = regexp.MustCompile(`(?m)^  - id: `)

// lastRuleFirst reverses the rules of a claim or mention file.
func lastRuleFirst(data []byte) []byte {
	starts := ruleStart.FindAllIndex(data, -1)
	if len(starts) == 0 {
		return data
	}
	out := slices.Clone(data[:starts[0][0]])
	end := len(data)
	for _, at := range slices.Backward(starts) {
		out = append(append(out, bytes.TrimRight(data[at[0]:end], "\n")...), '\n')
		end = at[0]
	}
	return out
}

// upsideDown reverses the entries of every lexicon.
func upsideDown(t *testing.T) *rules.Set {
	t.Helper()
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i := range set.Lexicons {
		slices.Reverse(set.Lexicons[i].Entries)
	}
	return set
}
