package extract

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"quanhe/extract/source"
	"quanhe/extract/text"
	"quanhe/rules"
)

// What a claim says can be looked up: its relation and roles in the schema, its names in the text, its evidence at its
// place in the source; and its line reads back.
func TestClaimsAreSound(t *testing.T) {
	x := embedded(t)
	docs := corpus(t, x)
	for i, f := range extractAll(t, x, docs) {
		for _, fault := range faults(x, docs[i], f) {
			t.Errorf("%s: %s", docs[i].ID, fault)
		}
	}
}

// faults lists what is wrong with facts as such, whatever the document says.
func faults(x *Extractor, d source.Document, f *Facts) []string {
	var out []string
	fail := func(c Claim, format string, args ...any) {
		out = append(out, fmt.Sprintf(format, args...)+"\n\t"+c.String())
	}
	points := []rune(string(d.Text))
	for _, c := range f.Claims {
		if back, err := ParseClaim(c.String()); err != nil {
			fail(c, "its line does not parse: %v", err)
		} else if diff := cmp.Diff(c, back, notInNotation...); diff != "" {
			fail(c, "its line reads back as another claim (-claim +read):\n%s", diff)
		}
		for _, fault := range schemaFaults(x.set.Schema, c) {
			fail(c, "%s", fault)
		}
		if len(c.Evidence) == 0 {
			fail(c, "no evidence")
		}
		for k, e := range c.Evidence {
			if slices.Contains(c.Evidence[:k], e) {
				fail(c, "the same evidence twice: %q", e.Text)
			}
			if e.Start < 0 || e.End <= e.Start || e.End > len(points) {
				fail(c, "evidence at %d-%d of a text of %d code points", e.Start, e.End, len(points))
			} else if got := normalised(string(points[e.Start:e.End])); got != e.Text {
				fail(c, "evidence is %q, the source at %d-%d has %q", e.Text, e.Start, e.End, got)
			}
		}
		for _, a := range c.Args {
			if fault := unnamed(f, c, a.Role, a.Entity, a.Name); fault != "" {
				fail(c, "%s", fault)
			}
		}
		if c.Place != nil {
			if fault := unnamed(f, c, "place", c.Place.Entity, c.Place.Name); fault != "" {
				fail(c, "%s", fault)
			}
		}
	}
	for _, e := range f.Entities {
		for _, m := range e.Mentions {
			if m.Start < 0 || m.End <= m.Start || m.End > len(points) {
				out = append(out, fmt.Sprintf("%s is mentioned at %d-%d of %d code points", e.ID, m.Start, m.End, len(points)))
			}
		}
	}
	return out
}

// Whatever the words of the articles are put together to, the facts are sound, and Explain can follow.
func TestAnyWordsAreSound(t *testing.T) {
	x := embedded(t)
	var words, lines []string
	for _, d := range corpus(t, x) {
		words = append(words, strings.Fields(string(d.Text))...)
		lines = append(lines, strings.Split(string(d.Text), "\n")...)
	}
	phrase := rapid.Custom(func(t *rapid.T) string { // a few words in their order
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		return strings.Join(words[from:min(len(words), from+rapid.IntRange(1, 12).Draw(t, "length"))], " ")
	})
	piece := rapid.OneOf(phrase, rapid.SampledFrom(lines), rapid.SampledFrom([]string{"\n", ".", ",", "(", ")", ";", "và", "với"}))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "pieces"), " ")
		d := source.Document{ID: "words", Text: []byte(s)}
		f, err := x.Extract(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(x, d, f) {
			t.Errorf("%s\n%q", fault, s)
		}
		if err := x.Explain(io.Discard, d, ExplainOptions{}); err != nil {
			t.Error(err)
		}
	})
}

// notInNotation are the parts of a claim that its line leaves out.
var notInNotation = cmp.Options{cmpopts.IgnoreFields(Claim{}, "Evidence"), cmpopts.IgnoreFields(Arg{}, "Entity"),
	cmpopts.IgnoreFields(Ref{}, "Entity"), cmpopts.EquateEmpty()}

func schemaFaults(schema *rules.Schema, c Claim) []string {
	rel, ok := schema.Relation(c.Relation)
	if !ok {
		return []string{"relation is not in the schema"}
	}
	var out []string
	for _, a := range c.Args {
		if !rel.Allows(a.Role) {
			out = append(out, "the relation has no role "+a.Role)
		}
	}
	for _, role := range rel.Required {
		if !slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Role == role }) {
			out = append(out, "a required role is empty: "+role)
		}
	}
	if !slices.ContainsFunc(schema.Modalities, func(m rules.Term) bool { return m.Name == string(c.Modality) }) {
		out = append(out, "modality is not in the schema")
	}
	if c.Status != "" && !slices.ContainsFunc(schema.Statuses, func(m rules.Term) bool { return m.Name == c.Status }) {
		out = append(out, "status is not in the schema")
	}
	return out
}

// unnamed complains of an argument that the evidence does not name and no identity step reaches. Such a step is recorded
// as a mention of the entity: words of the evidence, as ông (he) or hai bên (the two sides), that were read as it. An office
// and its owner are canonical and need no words of their own: Tổng Bí thư (general secretary) says by itself which party
// is meant.
func unnamed(f *Facts, c Claim, role, id, name string) string {
	if c.Relation == "holds" && role != "person" || role == "office" {
		return ""
	}
	if name == "" {
		return role + " has no name"
	}
	names := []string{name}
	var mentions []Mention
	if id != "" {
		i := slices.IndexFunc(f.Entities, func(e Entity) bool { return e.ID == id })
		if i < 0 {
			return fmt.Sprintf("%s %q: no entity %s", role, name, id)
		}
		names, mentions = append(names, f.Entities[i].Aliases...), f.Entities[i].Mentions
	}
	for _, e := range c.Evidence {
		if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(bareKey(e.Text), bareKey(n)) }) ||
			slices.ContainsFunc(mentions, func(m Mention) bool { return e.Start <= m.Start && m.End <= e.End }) {
			return ""
		}
	}
	return fmt.Sprintf("%s %q does not stand in the evidence, and no mention of it either", role, name)
}

// A claim about somebody else than its evidence names is found out.
func TestUnnamedFindsStrangers(t *testing.T) {
	x := embedded(t)
	d := source.Document{Text: []byte("Chiều 5/3, Thủ tướng Trần Văn Bình tiếp Đại sứ Pháp Jean Martin.\n\nÔng thăm Huế.\n\nBà Lê Thị Thu mỉm cười.")}
	f, err := x.Extract(d)
	if err != nil {
		t.Fatal(err)
	}
	if got := faults(x, d, f); len(got) > 0 {
		t.Fatal(got)
	}
	stranger := slices.IndexFunc(f.Entities, func(e Entity) bool { return e.Name == "Lê Thị Thu" })
	if stranger < 0 {
		t.Fatal("nobody is called Lê Thị Thu")
	}
	tried := 0
	for i, c := range f.Claims {
		for k, a := range c.Args {
			if !strings.HasPrefix(a.Entity, "person/") {
				continue
			}
			tried++
			f.Claims[i].Args[k].Entity, f.Claims[i].Args[k].Name = f.Entities[stranger].ID, f.Entities[stranger].Name
			if len(faults(x, d, f)) == 0 {
				t.Errorf("nothing is wrong with %s", f.Claims[i])
			}
			f.Claims[i].Args[k] = a
		}
	}
	if tried < 4 {
		t.Errorf("only %d arguments were tried", tried)
	}
}

// bareKey is the matching key without quotation marks, which names of awards and documents drop, and without spaces,
// which the text may have lost.
func bareKey(s string) string {
	return strings.ReplaceAll(text.Key(strings.Map(func(c rune) rune {
		if strings.ContainsRune(`"“”'‘’«»`, c) {
			return -1
		}
		return c
	}, s)), " ", "")
}

// normalised reads a piece of the source as the engine reads a document.
func normalised(s string) string {
	doc, err := text.Parse([]byte(s))
	if err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(doc.Text), " ")
}
