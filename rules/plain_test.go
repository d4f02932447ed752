package rules

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

// read is what the reader looks at in a node.
type read struct {
	Kind         yaml.Kind
	Style        yaml.Style
	Value        string
	Line, Column int
	Null, Merge  bool
	Named        bool // an anchor or alias
	Content      []read
}

func reads(nodes []*yaml.Node) (rs []read) {
	for _, n := range nodes {
		rs = append(rs, read{n.Kind, n.Style, n.Value, n.Line, n.Column, n.Tag == "!!null", n.Tag == "!!merge",
			n.Anchor != "" || n.Kind == yaml.AliasNode, reads(n.Content)})
	}
	return rs
}

// sameAsYAML holds parsePlain to what yaml.v3 reads, and reports whether it took the text.
func sameAsYAML(t rapid.TB, src string) bool {
	t.Helper()
	docs, ok := parsePlain(src)
	if !ok {
		return false
	}
	want, err := parseYAML([]byte(src))
	if err != nil {
		t.Fatalf("parsePlain took what is no YAML: %v", err)
	}
	if a, b := reads(want), reads(docs); !reflect.DeepEqual(a, b) { // cmp takes its time
		t.Errorf("nodes (-yaml.v3 +plain):\n%s", cmp.Diff(a, b))
	}
	return true
}

// TestPlainRules states that each file of the program is read without yaml.v3: one that is not costs every start.
func TestPlainRules(t *testing.T) {
	names, err := ruleFiles(files)
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if !sameAsYAML(t, string(src)) {
			t.Errorf("%s holds something that plain.go leaves to yaml.v3", name)
		}
	}
}

func TestPlain(t *testing.T) {
	tests := []struct {
		reason, src string
		taken       bool
	}{
		{"a mapping", "a: b\nc: d\n", true},
		{"no newline at the end", "a: b", true},
		{"a list in a mapping in a list", "- a: b\n  c:\n    - d\n    - e f\n- g\n", true},
		{"brackets on several lines", "a: [b, {c: d,\n    e: [f g, h]},\n  i]\nj: {}\nk: []\n", true},
		{"quotes", `a: ['b ''c'' d', "e \"f\" \\g", '']` + "\n" + `b: "c: d"`, true},
		{"columns in code points", "Ạ\n", false},
		{"columns behind letters of several bytes", "a: [Đảng, Nhà nước, {b: ở}]\n", true},
		{"comments", "# a\na: b # c\n  # d\nb: # e\n  c: d#e # f\n#", true},
		{"several documents", "a: b\n---\nc: d\n--- # e\n- f\n", true},
		{"an empty document", "a: b\n---\n", false},
		{"a colon that ends no key", "a: b:c d=12:30\n", true},
		{"a colon too many", "a: b: c\n", false},
		{"a list at the indent of its key", "a:\n- b\n", false},
		{"a key without a value", "a:\nb: c\n", false},
		{"a scalar that goes on", "a: b\n  c\n", false},
		{"a scalar of as many letters as end a document", "a: b\n  abc\nc: d\n", false},
		{"a scalar deep down that goes on", "a:\n  - b: c\n      d\n  - e\nf: g\n", false},
		{"a scalar in brackets that goes on", "a: [b\n  c]\n", false},
		{"a pair in a list", "a: [b: c]\n", false},
		{"a last comma", "a: [b, {c: d,}, ]\n", true},
		{"a comma too many", "a: [b,, c]\n", false},
		{"comments in brackets", "a: [ # b\n  # c\n  d, # e\n  f#g\n# h\n  ]\n", true},
		{"brackets that stay open", "a: [b, {c: d]\n", false},
		{"something behind brackets", "a: [b] c\n", false},
		{"nothing at all", "a: null\n", false},
		{"no key at all", "null: a\n", false},
		{"an anchor", "a: &b c\nd: *b\n", false},
		{"a merge", "a: {b: <<}\n", false},
		{"a tag", "a: !!str b\n", false},
		{"a block scalar", "a: |\n  b\n", false},
		{"a complex key", "? a\n: b\n", false},
		{"a question in brackets", "a: [b ?]\n", false},
		{"a question", "a: b ?\n", true},
		{"a tab", "a:\tb\n", false},
		{"a separator of lines", "a: b\u2028c\n", false},
		{"a byte order mark", "\ufeffa: b\n", false},
		{"a character above those of Vietnamese", "a: 😀\n", false},
		{"a control character", "a: b\u0085c\n", false},
		{"another escape", `a: "\u1ea0"`, false},
		{"quotes that stay open", "a: 'b\n  c'\n", false},
		{"an indent in between", "a:\n    b: c\n  d: e\n", false},
		{"an end of the document", "a: b\n...\n", false},
		{"nothing", "# a\n", false},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if taken := sameAsYAML(t, test.src); taken != test.taken {
				t.Errorf("parsePlain took it: %v, want %v", taken, test.taken)
			}
		})
	}
}

// TestPlainLaw states the same as FuzzPlain of texts put together from what YAML is made of.
func TestPlainLaw(t *testing.T) {
	parts := rapid.SampledFrom([]string{"a: ", "b: ", "c:", "- ", "- ", "\n", "\n", "\n  ", "\n    ", "\n---\n", " ", "[", "]", "{", "}", ", ", ",", "#", " # ",
		"'", "'d e'", "\"", `"f \" g"`, ":", "h", "i j", "Đảng", "null", "?", "0", "-", "|", "~", "&k", "*k", "<<", "\t", "...", "\\"})
	rapid.Check(t, func(t *rapid.T) { sameAsYAML(t, strings.Join(rapid.SliceOfN(parts, 1, 12).Draw(t, "parts"), "")) })
}

// FuzzPlain states that what parsePlain reads, yaml.v3 reads the same.
func FuzzPlain(f *testing.F) {
	for _, src := range []string{goodLexicons, goodMentions, "claims:" + phoneRule + bearerRule, "a: [b, {c: 'd''e', f: \"g\\\"\"}]\n# h\n---\n- i: j # k\n  l:\n    - m\n"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if utf8.ValidString(src) {
			sameAsYAML(t, src)
		}
	})
}
