package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const (
	goodLexicons = `
lexicon: country
type: country
doc: States.
case: cap
entries:
  - {name: Mỹ, forms: [Hoa Kỳ, Hoa-kỳ], iso: US}
  - Thụy Điển
---
lexicon: office.head
doc: Heads.
entries:
  - {name: Trưởng ban, form: false, forms: Trưởng Ban}
`
	goodMentions = `
mentions:
  - id: office.minister
    doc: Bộ trưởng X (minister of X).
    type: office
    pattern: Bộ trưởng <bo:Bộ>? <field:@ministry>
    name: "Bộ trưởng Bộ {field}"
    set: {owner: country, body: "{bo} {field.full}"}
    tests:
      - {say: Bộ trưởng Tư pháp họp., want: [office "Bộ trưởng Bộ Tư pháp"]}
      - {say: Các bộ trưởng họp., want: []}
`
	phoneRule = `
  - id: phone_call
    doc: A điện đàm với B (A phones B).
    relation: phone_call
    trigger: ["@phone", gọi điện]
    roles:
      agent: subject | giữa.1 | nhân dịp Person
      topic: về Document
    require: [agent]
    unless: điện mừng
    modality: planned
    tests:
      - say: A điện đàm với B.
        date: 2024-03-06
        want:
          - phone_call agent="A" counterpart="B"
      - {say: Hai bên điện đàm., want: [], todo: hai bên}
      - {say: A gửi điện mừng., want: [congratulate agent="A"]}
`
	bearerRule = `
  - id: bearer
    doc: An office stands before a name.
    relation: holds
    construct: office_before_name
    tests:
      - {say: Thủ tướng A, want: ['holds person="A" office="Thủ tướng"']}
      - {say: Thủ tướng nói, want: []}
`
)

func TestLoadReads(t *testing.T) {
	set, err := Load(ruleSet(t, map[string]string{
		"lexicon/a.yaml": goodLexicons, "mention/a.yaml": goodMentions, "claim/a.yaml": "claims:" + phoneRule + bearerRule,
	}))
	if err != nil {
		t.Fatal(err)
	}
	at := func(line, col int) Pos { return Pos{"claim/a.yaml", line, col} }
	want := []ClaimRule{{
		ID: "bearer", Doc: "An office stands before a name.", Relation: "holds", Construct: "office_before_name", Kind: Construct,
		Tests: []Example{
			{Say: "Thủ tướng A", Want: []Text{{`holds person="A" office="Thủ tướng"`, at(25, 36)}}, Pos: at(25, 9)},
			{Say: "Thủ tướng nói", Pos: at(26, 9)},
		},
		Pos: at(20, 5),
	}, {
		ID: "phone_call", Doc: "A điện đàm với B (A phones B).", Relation: "phone_call", Kind: Verb, Modality: "planned",
		Trigger: []Text{{"@phone", at(5, 16)}, {"gọi điện", at(5, 25)}},
		Roles: []RoleExpr{
			{Role: "agent", Pos: at(7, 7), Slots: []Slot{
				{Name: "subject", Pos: at(7, 14)},
				{Name: "giữa", Index: 1, Pos: at(7, 24)},
				{Name: "nhân dịp", Type: "person", Pos: at(7, 33)},
			}},
			{Role: "topic", Pos: at(8, 7), Slots: []Slot{{Name: "về", Type: "document", Pos: at(8, 14)}}},
		},
		Require: []string{"agent"},
		Unless:  []Text{{"điện mừng", at(10, 13)}},
		Tests: []Example{
			{Say: "A điện đàm với B.", Date: "2024-03-06", Want: []Text{{`phone_call agent="A" counterpart="B"`, at(16, 13)}}, Pos: at(13, 9)},
			{Say: "Hai bên điện đàm.", Todo: "hai bên", Pos: at(17, 9)},
			{Say: "A gửi điện mừng.", Want: []Text{{`congratulate agent="A"`, at(18, 40)}}, Pos: at(18, 9)},
		},
		Pos: at(2, 5),
	}}
	if diff := cmp.Diff(want, set.Claims); diff != "" {
		t.Errorf("claim rules (-want +got):\n%s", diff)
	}
	wantLexicons := []Lexicon{
		{Name: "country", Type: "country", Doc: "States.", Cap: true, Entries: []Entry{
			{Name: "Mỹ", Forms: []string{"Mỹ", "Hoa Kỳ", "Hoa-kỳ"}, Attrs: map[string]string{"iso": "US"}},
			{Name: "Thụy Điển", Forms: []string{"Thụy Điển"}},
		}},
		{Name: "office.head", Doc: "Heads.", Entries: []Entry{{Name: "Trưởng ban", Forms: []string{"Trưởng Ban"}}}},
	}
	if diff := cmp.Diff(wantLexicons, set.Lexicons, cmpopts.IgnoreTypes(Pos{})); diff != "" {
		t.Errorf("lexicons (-want +got):\n%s", diff)
	}
	wantMention := MentionRule{
		ID: "office.minister", Doc: "Bộ trưởng X (minister of X).", Type: "office",
		Patterns: []Text{{Value: "Bộ trưởng <bo:Bộ>? <field:@ministry>"}},
		Name:     Template{Text{Value: "Bộ trưởng Bộ {field}"}, []Part{{Literal: "Bộ trưởng Bộ "}, {Capture: "field"}}},
		Set: []Property{
			{Key: "owner", Value: Template{Text{Value: "country"}, []Part{{Literal: "country"}}}},
			{Key: "body", Value: Template{Text{Value: "{bo} {field.full}"}, []Part{{Capture: "bo"}, {Literal: " "}, {Capture: "field", Attr: "full"}}}},
		},
		Tests: []Example{
			{Say: "Bộ trưởng Tư pháp họp.", Want: []Text{{Value: `office "Bộ trưởng Bộ Tư pháp"`}}},
			{Say: "Các bộ trưởng họp."},
		},
	}
	if diff := cmp.Diff([]MentionRule{wantMention}, set.Mentions, cmpopts.IgnoreTypes(Pos{})); diff != "" {
		t.Errorf("mention rules (-want +got):\n%s", diff)
	}
}

// The order of files and of rules inside them must not show in the set.
func TestLoadIgnoresOrder(t *testing.T) {
	one, err := Load(ruleSet(t, map[string]string{"claim/a.yaml": "claims:" + phoneRule + bearerRule, "lexicon/a.yaml": goodLexicons}))
	if err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(goodLexicons, "---")
	other, err := Load(ruleSet(t, map[string]string{
		"claim/z.yaml": "claims:" + phoneRule, "claim/b.yaml": "claims:" + bearerRule,
		"lexicon/z.yaml": first, "lexicon/b.yaml": second,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, other, cmpopts.IgnoreTypes(Pos{}), cmpopts.IgnoreUnexported(Set{})); diff != "" {
		t.Errorf("another order of files and rules gives another set:\n%s", diff)
	}
	if one.Hash() == other.Hash() || len(one.Hash()) != 64 {
		t.Errorf("hashes %s and %s: want one for each content of files", one.Hash(), other.Hash())
	}
}

func TestLoadNeedsASchema(t *testing.T) {
	_, err := Load(fstest.MapFS{})
	if err == nil || err.Error() != "schema.yaml: missing: a rule set needs its schema" {
		t.Errorf("Load of an empty folder: %v", err)
	}
	if _, err := LoadDir("no such folder"); err == nil || !strings.Contains(err.Error(), "read rules") {
		t.Errorf("LoadDir of no folder: %v", err)
	}
}

func TestSchema(t *testing.T) {
	set, err := Load(ruleSet(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	s := set.Schema
	elect, ok := s.Relation("elect")
	if !ok || !elect.Event || !elect.Distributes("appointee") || elect.Distributes("agent") || !elect.Allows("office") || elect.Allows("host") {
		t.Errorf("elect: %+v", elect)
	}
	for _, tt := range []struct {
		typ, want string
		is        bool
	}{{"party", "body", true}, {"party", "party", true}, {"person", "body", false}, {"body", "party", false}, {"x", "y", false}} {
		if got := s.Is(tt.typ, tt.want); got != tt.is {
			t.Errorf("Is(%s, %s) = %t", tt.typ, tt.want, got)
		}
	}
	// A role that no relation has is a slip of the pen.
	for _, role := range s.Roles {
		used := false
		for i := range s.Relations {
			used = used || s.Relations[i].Allows(role.Name)
		}
		if !used {
			t.Errorf("no relation has the role %s", role.Name)
		}
	}
}

func TestTemplateExpand(t *testing.T) {
	tmpl, fault := parseTemplate(Text{Value: "Thứ trưởng {perm} Bộ {field.full}"})
	if fault != nil {
		t.Fatal(fault)
	}
	got := tmpl.Expand(func(capture, attr string) string {
		return map[string]string{"field.full": "Ngoại giao"}[capture+"."+attr]
	})
	if want := "Thứ trưởng Bộ Ngoại giao"; got != want {
		t.Errorf("Expand = %q, want %q: an empty capture leaves no double space", got, want)
	}
	if tmpl, _ = parseTemplate(Text{Value: " Bộ  trưởng "}); tmpl.Expand(nil) != "Bộ trưởng" {
		t.Errorf("Expand = %q: words without a capture have no double space either", tmpl.Expand(nil))
	}
}
