package extract

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"quanhe/extract/source"
	"quanhe/rules"
)

var update = flag.Bool("update", false, "rewrite the sections of the golden files")

// TestGolden reads articles and compares each stage with testdata/golden. A file begins with the reason why it is there
// and says in -- input -- which article it is about; of the stages it has the sections that matter for that reason:
//
//	-- input --        the file name in testdata/articles
//	-- sentences --    kind, offsets and borders of every sentence
//	-- mentions --     what each sentence names, after the document's persons were identified
//	-- dates --        time expressions, resolved as in a sentence that tells of the past
//	-- claims --       claim lines in the order of the text, with the rules that made them
//	-- explain --      the whole output of Explain; with a rule id behind it, for that rule
func TestGolden(t *testing.T) {
	x := embedded(t)
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, x, file) })
	}
}

func golden(t *testing.T, x *Extractor, file string) {
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Comment) == 0 || len(want.Files) < 2 || want.Files[0].Name != "input" {
		t.Fatal("want a reason, -- input -- and at least one stage")
	}
	name, _, _ := strings.Cut(string(want.Files[0].Data), "\n")
	d := article(t, name)
	got := txtar.Archive{Comment: want.Comment, Files: want.Files[:1:1]}
	for _, f := range want.Files[1:] {
		out, err := x.stage(f.Name, d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(f.Data), "\n"), strings.Split(out, "\n")); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		got.Files = append(got.Files, txtar.File{Name: f.Name, Data: []byte(out)})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// stage writes one section for a document.
func (x *Extractor) stage(name string, d source.Document) (string, error) {
	var out bytes.Buffer
	name, rule, _ := strings.Cut(name, " ")
	if name == "explain" {
		err := x.Explain(&out, d, ExplainOptions{Rule: rule})
		return out.String(), err
	}
	r, err := x.read(d)
	if err != nil {
		return "", err
	}
	r.identify()
	switch name {
	case "sentences":
		for i, s := range r.doc.Sentences {
			words := r.sentenceText(i)
			if fields := strings.Fields(words); len(fields) > 8 {
				words = strings.Join(fields[:4], " ") + " … " + strings.Join(fields[len(fields)-3:], " ")
			}
			read := ""
			if !s.Kind.Facts() {
				read = " (not read)"
			}
			fmt.Fprintf(&out, "%s%s: %s\n", strings.TrimPrefix(r.heading(i), "sentence "), read, words)
		}
	case "mentions":
		for _, s := range r.sentences {
			for k := range s.Mentions {
				fmt.Fprintf(&out, "%d: %s\n", s.index+1, r.mentionLine(&s.Mentions[k]))
			}
		}
	case "dates":
		for _, s := range r.sentences {
			r.tell(s)
			for k := range s.Dates {
				fmt.Fprintf(&out, "%d: %s\n", s.index+1, r.timeLine(s, k))
			}
		}
	case "claims":
		facts, err := x.Extract(d)
		if err != nil {
			return "", err
		}
		for _, c := range facts.Claims {
			fmt.Fprintf(&out, "%s\n\t%s\n", c, strings.Join(ruleIDs(c), " "))
		}
	default:
		return "", fmt.Errorf("no stage %q", name)
	}
	return out.String(), nil
}

func ruleIDs(c Claim) []string {
	var ids []string
	for _, e := range c.Evidence {
		ids = append(ids, e.Rule)
	}
	return ids
}

// embedded returns the extractor of the embedded rules.
func embedded(t testing.TB) *Extractor {
	t.Helper()
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(set)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

const articleDir = "../testdata/articles"

func article(t testing.TB, name string) source.Document {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(articleDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return source.Document{ID: name, Text: raw}
}

// articles returns all articles in the order of their names.
func articles(t testing.TB) []source.Document {
	t.Helper()
	files, err := filepath.Glob(articleDir + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	var docs []source.Document
	for _, f := range files {
		docs = append(docs, article(t, filepath.Base(f)))
	}
	return docs
}

func TestExplainUnknownRule(t *testing.T) {
	x := embedded(t)
	d := source.Document{Text: []byte("Thủ tướng tiếp Đại sứ Pháp.")}
	for rule, want := range map[string]string{
		"recieve":         `no rule "recieve"; did you mean "receive"?`,
		"zzz":             `no rule "zzz": the claim files of the rules list the ids`,
		"office.minister": `rule "office.minister" finds names, not claims: explain without a rule shows the names of each sentence`,
	} {
		if err := x.Explain(new(bytes.Buffer), d, ExplainOptions{Rule: rule}); err == nil || err.Error() != want {
			t.Errorf("Explain of rule %q: %v\nwant %s", rule, err, want)
		}
	}
}
