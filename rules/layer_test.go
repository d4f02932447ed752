package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// overBase lays files over a small rule set.
func overBase(t *testing.T, files map[string]string) (*Set, error) {
	t.Helper()
	base := ruleSet(t, map[string]string{
		"lexicon/a.yaml": goodLexicons, "mention/a.yaml": goodMentions, "claim/a.yaml": "claims:" + phoneRule + bearerRule,
	})
	return load(layer{files: base}, layer{over(files), "mine/"})
}

func over(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, src := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	return fsys
}

const ownPhoneRule = `
claims:
  - id: phone_call
    doc: A gọi B (A calls B).
    relation: phone_call
    trigger: gọi
    roles: {agent: subject}
    tests:
      - {say: A gọi., want: [phone_call agent="A"]}
      - {say: A nói., want: []}
`

func TestLayerReplacesAndDisablesRules(t *testing.T) {
	set, err := overBase(t, map[string]string{
		"claim/phone.yaml": ownPhoneRule + "  - {id: bearer, disable: true}\n",
		"mention/off.yaml": "mentions: [{id: office.minister, doc: Nobody needs it here., disable: true}]",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Mentions) != 0 || len(set.Claims) != 1 {
		t.Fatalf("%d mention rules and %d claim rules are left, want 0 and 1", len(set.Mentions), len(set.Claims))
	}
	if c := set.Claims[0]; c.ID != "phone_call" || len(c.Require) != 0 || c.Pos.String() != "mine/claim/phone.yaml:3:5" {
		t.Errorf("%s at %s requires %v: want the rule of the layer alone", c.ID, c.Pos, c.Require)
	}
}

func TestLayerGrowsLexicons(t *testing.T) {
	set, err := overBase(t, map[string]string{"lexicon/own.yaml": `
lexicon: country
remove: [Hoa-kỳ]
entries:
  - {name: Mỹ, forms: [Huê Kỳ], seat: Washington}
  - Lào
---
lexicon: office.head
remove: [Trưởng Ban]
entries: [{name: Trưởng ban, form: false, forms: [Trưởng BAN]}]
---
lexicon: village
doc: A list of its own.
entries: [làng]
`})
	if err != nil {
		t.Fatal(err)
	}
	type entry struct {
		Name, Forms, ISO, Seat, File string
	}
	got := map[string][]entry{}
	for _, lex := range set.Lexicons {
		for _, e := range lex.Entries {
			got[lex.Name] = append(got[lex.Name], entry{e.Name, strings.Join(e.Forms, ", "), e.Attrs["iso"], e.Attrs["seat"], e.Pos.File})
		}
	}
	const own = "mine/lexicon/own.yaml"
	want := map[string][]entry{
		"country": {
			{"Mỹ", "Mỹ, Hoa Kỳ", "US", "Washington", "lexicon/a.yaml"},
			{"Thụy Điển", "Thụy Điển", "", "", "lexicon/a.yaml"},
			{"Mỹ", "Huê Kỳ", "US", "Washington", own},
			{"Lào", "Lào", "", "", own},
		},
		"office.head": {{"Trưởng ban", "Trưởng BAN", "", "", own}},
		"village":     {{"làng", "làng", "", "", own}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if lex, _ := set.Lexicon("country"); lex.Type != "country" || !lex.Cap || lex.Doc != "States." {
		t.Errorf("the lexicon itself is changed: type %s, cap %t, doc %s", lex.Type, lex.Cap, lex.Doc)
	}
}

func TestLayerReportsFaultsInItsFiles(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"claim/a.yaml", "claims: [{id: bearers, disable: true}]",
			`mine/claim/a.yaml:1:15: no claim rule "bearers" to disable; did you mean "bearer"?`},
		{"claim/a.yaml", "claims: [{id: bearer, disable: false}]",
			"mine/claim/a.yaml:1:32: disable takes true only: leave the field out to keep the rule"},
		{"claim/a.yaml", "claims: [{id: bearer, disable: true, trigger: gọi}]",
			`mine/claim/a.yaml:1:38: a disabled claim rule has no field "trigger"`},
		{"claim/a.yaml", "claims: [{id: bearer, disable: true}, {id: bearer, disable: true}]",
			"mine/claim/a.yaml:1:44: claim rule bearer is already used at mine/claim/a.yaml:1:15"},
		{"lexicon/a.yaml", "lexicon: country\nremove: [Hoa Ky]",
			`mine/lexicon/a.yaml:2:10: lexicon country has no form "Hoa Ky" to remove; did you mean "Hoa Kỳ"?`},
		{"lexicon/a.yaml", "lexicon: country\ntype: place\nentries: [Lào]",
			"mine/lexicon/a.yaml:2:7: lexicon country has another type at lexicon/a.yaml:2:1: leave the field out, or give the list a name of its own"},
		{"lexicon/a.yaml", "lexicon: country\nentries: [{name: Anh, forms: [Hoa Kỳ]}]",
			`mine/lexicon/a.yaml:2:11: form "Hoa Kỳ" of "Anh" is already a form of "Mỹ" at lexicon/a.yaml:7:5`},
		{"lexicon/a.yaml", "lexicon: country\nentries: [Mỹ]",
			`mine/lexicon/a.yaml:2:11: entry "Mỹ" adds nothing to lexicon country: it stands there already`},
		{"lexicon/a.yaml", "lexicon: contry\nentries: [Lào]",
			`mine/lexicon/a.yaml:1:1: a lexicon needs the field "doc"`},
		{"lexicon/a.yaml", "lexicon: village\ndoc: A new list.\nremove: [làng]\nentries: [xóm]",
			`mine/lexicon/a.yaml:3:1: a lexicon has no field "remove"`},
		{"banquet.yaml", "claims: []",
			"mine/banquet.yaml: not a rule file: rules are lexicon/*.yaml, mention/*.yaml and claim/*.yaml"},
		{"notes.txt", "nothing here",
			"mine/: no rules here: write lexicon/NAME.yaml, mention/NAME.yaml or claim/NAME.yaml"},
	} {
		_, err := overBase(t, map[string]string{tt.name: tt.src})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s\nreports %v\nwant    %s", tt.src, err, tt.want)
		}
	}
}

// Below the rules of a program there is nothing to take out.
func TestLowestLayerDisablesNothing(t *testing.T) {
	_, err := Load(ruleSet(t, map[string]string{"claim/a.yaml": "claims: [{id: bearer, disable: true}]"}))
	if err == nil || err.Error() != `claim/a.yaml:1:15: no claim rule "bearer" to disable` {
		t.Errorf("Load: %v", err)
	}
}

// The hash names what both layers say, wherever the upper one lies.
func TestHashOfLayers(t *testing.T) {
	hash := func(files map[string]string, name string) string {
		set, err := load(layer{files: ruleSet(t, map[string]string{"claim/a.yaml": "claims:" + phoneRule + bearerRule, "lexicon/a.yaml": goodLexicons})},
			layer{over(files), name})
		if err != nil {
			t.Fatal(err)
		}
		return set.Hash()
	}
	one := map[string]string{"claim/b.yaml": "claims: [{id: bearer, disable: true}]"}
	if hash(one, "mine/") != hash(one, "elsewhere/") {
		t.Error("the same files in another folder have another hash")
	}
	hashes := []string{hash(one, "mine/"), hash(map[string]string{"claim/c.yaml": one["claim/b.yaml"]}, "mine/"),
		hash(map[string]string{"claim/b.yaml": "claims: [{id: phone_call, disable: true}]"}, "mine/")}
	if slices.Sort(hashes); len(slices.Compact(hashes)) != 3 {
		t.Errorf("different layers have the hashes %v", hashes)
	}
}

func TestLoadDir(t *testing.T) {
	builtIn, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, src string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("claim/own.yaml", "claims: [{id: phone_call, disable: true}]")
	set, err := LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(builtIn.Claims) - 1; len(set.Claims) != want || set.Hash() == builtIn.Hash() {
		t.Errorf("%d claim rules, want %d and another hash than the built-in rules", len(set.Claims), want)
	}
	schema, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	write(schemaFile, string(schema))
	write("claim/own.yaml", "claims: []")
	if set, err = LoadDir(dir); err != nil || len(set.Claims) != 0 || len(set.Lexicons) != 0 {
		t.Errorf("a folder with its own schema does not stand alone: %d claim rules, %v", len(set.Claims), err)
	}
}

// A rule that is no YAML hides no fault of the others.
func TestBrokenYAMLHidesNothing(t *testing.T) {
	_, err := overBase(t, map[string]string{"claim/a.yaml": `claims:
  - id: first
    doc: "never closed
    relation: meet
  - id: second
    doc: This one is YAML.
    relation: met
    trigger: gặp
    tests: []
  - id: third
    trigger: @meet
`, "lexicon/a.yaml": `lexicon: one
doc: no list in sight: none
---
lexicon: two
doc: Two.
colour: red
entries:
  - {name: một
  - {name: hai, forms: [hai]
  - ba
`})
	want := `mine/claim/a.yaml:3: not YAML: found unexpected end of stream
mine/claim/a.yaml:5:5: claim rule second needs a test that wants met
mine/claim/a.yaml:5:5: claim rule second needs a test that wants no met, such as a look-alike with want: []
mine/claim/a.yaml:7:15: unknown relation "met"; did you mean "meet"?
mine/claim/a.yaml:11: not YAML: found character that cannot start any token
mine/lexicon/a.yaml:2: not YAML: mapping values are not allowed in this context
mine/lexicon/a.yaml:6:1: a lexicon has no field "colour"
mine/lexicon/a.yaml:8: not YAML: did not find expected ',' or '}'
mine/lexicon/a.yaml:9: not YAML: did not find expected ',' or '}'`
	if err == nil {
		t.Fatal("no fault")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
