package extract

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

// TestRules runs the examples that stand in the rules.
func TestRules(t *testing.T) {
	x := embedded(t)
	var out bytes.Buffer
	report, err := x.Check(&out)
	if err != nil {
		t.Fatal(err)
	}
	if report.Rules == 0 || report.Tests < report.Rules {
		t.Errorf("%d rules with %d examples", report.Rules, report.Tests)
	}
	if report.Failed > 0 {
		t.Errorf("%d of %d examples fail:\n%s", report.Failed, report.Tests, out.String())
	}
}

// FuzzExtract states that any bytes are either refused as no text or give sound facts, and that Explain
// can follow.
func FuzzExtract(f *testing.F) {
	x := embedded(f)
	for _, d := range articles(f) {
		f.Add(string(d.Text))
	}
	for _, rule := range x.set.Claims {
		for _, e := range rule.Tests {
			f.Add(e.Say)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := source.Document{ID: "fuzz", Text: []byte(s)}
		facts, err := x.Extract(d)
		if err != nil {
			var binary *text.BinaryError
			var invalid *text.InvalidError
			if !errors.As(err, &binary) && !errors.As(err, &invalid) {
				t.Fatal(err)
			}
			return
		}
		for _, fault := range faults(x, d, facts) {
			t.Error(fault)
		}
		if err := x.Explain(io.Discard, d, ExplainOptions{}); err != nil {
			t.Error(err)
		}
	})
}

// FuzzRules states that a file of claim rules is either refused with the place of each fault, or reads an article to
// sound facts, and that Explain can follow each of its rules.
func FuzzRules(f *testing.F) {
	full, err := rules.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	// The first words of each lexicon are enough, and are compiled fast.
	few := *full
	few.Mentions = nil
	few.Lexicons = slices.Clone(full.Lexicons)
	for i := range few.Lexicons {
		lex := &few.Lexicons[i]
		lex.Entries = lex.Entries[:min(len(lex.Entries), 8)]
	}
	fsys := os.DirFS("../rules")
	schema, err := fs.ReadFile(fsys, "schema.yaml")
	if err != nil {
		f.Fatal(err)
	}
	files, err := fs.Glob(fsys, "claim/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no claim rules: %v", err)
	}
	for _, name := range files {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			f.Fatal(err)
		}
		for _, rule := range strings.SplitAfter(string(src), "\n  - id: ")[1:] { // each rule is a seed
			f.Add("claims:\n  - id: " + strings.TrimSuffix(rule, "\n  - id: "))
		}
	}
	d := source.Document{ID: "fuzz", Date: "2024-03-06", Text: []byte("Sáng 5/3, Tổng thống Mỹ Joe Biden tiếp và điện đàm với Tổng Bí thư Nguyễn Phú Trọng tại Hà Nội.\n\nHai bên ký 3 văn kiện.")}
	f.Fuzz(func(t *testing.T, src string) {
		fuzzed, err := rules.Load(fstest.MapFS{"schema.yaml": {Data: schema}, "claim/fuzz.yaml": {Data: []byte(src)}})
		set := few
		var x *Extractor
		if err == nil {
			set.Claims = fuzzed.Claims
			x, err = New(&set)
		}
		if err != nil {
			var faults rules.Errors
			if !errors.As(err, &faults) {
				t.Fatalf("%v is not Errors", err)
			}
			return
		}
		facts, err := x.Extract(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(x, d, facts) {
			t.Error(fault)
		}
		for _, rule := range set.Claims {
			if err := x.Explain(io.Discard, d, ExplainOptions{Rule: rule.ID}); err != nil {
				t.Errorf("explain %s: %v", rule.ID, err)
			}
		}
	})
}

// Faults of lexicons and patterns carry the place in the file of each, and all come in one go.
func TestNewPlacesFaults(t *testing.T) {
	set, err := rules.Load(fstest.MapFS{
		"schema.yaml": {Data: []byte("types: {}\nroles: {}\nrelations: {r: {doc: d}}\nmodalities: {}\nstatuses: {}\n")},
		"lexicon/a.yaml": {Data: []byte(`lexicon: visit
doc: Journeys.
entries:
  - thăm
  - {name: đến thăm, forms: [Thăm]}
`)},
		"claim/a.yaml": {Data: []byte(`claims:
  - id: a
    doc: Two faults.
    relation: r
    trigger: "(thăm | @visti)"
    unless: ["đến", "thăm ~99"]
    tests: [{say: A thăm., want: [r]}, {say: A nói., want: []}]
`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = New(set)
	want := `claim/a.yaml:5:23: pattern: unknown lexicon @visti; did you mean "visit"?
claim/a.yaml:6:28: pattern: a gap is written ~1 to ~40
lexicon/a.yaml:5:5: lexicon visit: form "Thăm" reads the same as one of "thăm" at lexicon/a.yaml:4:5: drop one of them`
	if err == nil || err.Error() != want {
		t.Errorf("New reports\n%v\nwant\n%s", err, want)
	}
}
