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
		for _, e := range c.Evidence {
			if e.Start < 0 || e.End <= e.Start || e.End > len(points) {
				fail(c, "evidence at %d-%d of a text of %d code points", e.Start, e.End, len(points))
			} else if got := normalised(string(points[e.Start:e.End])); got != e.Text {
				fail(c, "evidence is %q, the source at %d-%d has %q", e.Text, e.Start, e.End, got)
			}
		}
		for _, a := range c.Args {
			if fault := unnamed(x, f, c, a.Role, a.Entity, a.Name); fault != "" {
				fail(c, "%s", fault)
			}
		}
		if c.Place != nil {
			if fault := unnamed(x, f, c, "place", c.Place.Entity, c.Place.Name); fault != "" {
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

// unnamed complains of an argument that the document does not name. An office and its owner are canonical and need no
// words of their own: Tổng Bí thư (general secretary) says by itself which party is meant.
func unnamed(x *Extractor, f *Facts, c Claim, role, id, name string) string {
	if c.Relation == "holds" && role != "person" || role == "office" {
		return ""
	}
	if name == "" {
		return role + " has no name"
	}
	for _, e := range c.Evidence {
		if strings.Contains(bareKey(e.Text), bareKey(name)) {
			return ""
		}
	}
	if id == "" {
		return fmt.Sprintf("%s %q is no entity and does not stand in the evidence", role, name)
	}
	i := slices.IndexFunc(f.Entities, func(e Entity) bool { return e.ID == id })
	if i < 0 {
		return fmt.Sprintf("%s %q: no entity %s", role, name, id)
	}
	if len(f.Entities[i].Mentions) == 0 {
		return fmt.Sprintf("%s %q is named nowhere", role, name)
	}
	return ""
}

// bareKey is the matching key without quotation marks, which names of awards and documents drop.
func bareKey(s string) string {
	return text.Key(strings.Map(func(c rune) rune {
		if strings.ContainsRune(`"“”'‘’«»`, c) {
			return -1
		}
		return c
	}, s))
}

// normalised reads a piece of the source as the engine reads a document.
func normalised(s string) string {
	doc, err := text.Parse([]byte(s))
	if err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(doc.Text), " ")
}
