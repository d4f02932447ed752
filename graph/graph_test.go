package graph

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"quanhe/extract"
)

// The graph loses nothing: reading back what Quads wrote gives the same facts.
func TestFactsUndoesQuads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawFacts(t)
		base := rapid.SampledFrom([]string{"", "http://localhost/tin#"}).Draw(t, "base")
		quads := rapid.Permutation(Quads(want, base)).Draw(t, "order")
		got, err := Facts(quads, base)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("Facts(Quads(f)) (-f +got):\n%s", diff)
		}
	})
}

// Quads come sorted, each once, all under the document's label, with ASCII IRIs and never an empty value.
func TestQuadsForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		quads := Quads(f, "")
		if !slices.IsSortedFunc(quads, Compare) {
			t.Fatal("quads are not sorted")
		}
		seen := map[quad.Quad]bool{}
		for _, q := range quads {
			if seen[q] {
				t.Fatalf("%v stands twice", q)
			}
			seen[q] = true
			if q.Label != NewVocabulary("").Node(DocumentID(f.SHA256)) {
				t.Fatalf("%v has another label than its document", q)
			}
			for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
				checkValue(t, v)
			}
		}
	})
}

func checkValue(t *rapid.T, v quad.Value) {
	switch v := v.(type) {
	case quad.IRI:
		u, err := url.Parse(string(v))
		if err != nil || !u.IsAbs() || strings.ContainsFunc(string(v), func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Fatalf("IRI %q is not absolute ASCII (%v)", string(v), err)
		}
	case quad.String:
		if v == "" {
			t.Fatal("an empty string became a quad")
		}
	case quad.Int, quad.Bool:
	default:
		t.Fatalf("value %v of type %T", v, v)
	}
}

// The order of entities, claims and arguments, and repeated claims, change no quad.
func TestQuadsIgnoreOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		want := Quads(f, "")
		shuffled := *f
		shuffled.Entities = rapid.Permutation(f.Entities).Draw(t, "entities")
		shuffled.Claims = slices.Concat(f.Claims, rapid.Permutation(f.Claims).Draw(t, "claims"))
		for i := range shuffled.Claims {
			args := &shuffled.Claims[i].Args
			*args = rapid.Permutation(*args).Draw(t, "args")
		}
		if diff := gocmp.Diff(want, Quads(&shuffled, "")); diff != "" {
			t.Fatalf("-in order +shuffled:\n%s", diff)
		}
	})
}

// drawFacts draws well-formed facts in the order that Facts gives: distinct ids, distinct claims, names as the entities
// have them.
func drawFacts(t *rapid.T) *extract.Facts {
	text := rapid.OneOf(rapid.StringN(1, 8, -1), rapid.SampledFrom([]string{"Tô Lâm", "Đỗ Mười", `"\` + "\n", "<x>", "2021"}))
	maybe := rapid.OneOf(rapid.Just(""), text)
	number := rapid.IntRange(0, 5000)
	f := &extract.Facts{
		ID: text.Draw(t, "id"), Title: maybe.Draw(t, "title"), Date: maybe.Draw(t, "date"),
		SHA256: rapid.StringMatching(`[0-9a-f]{64}`).Draw(t, "sha256"), URL: maybe.Draw(t, "url"),
	}
	f.Entities = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) extract.Entity {
		typ := rapid.SampledFrom([]string{"person", "country", "office"}).Draw(t, "type")
		e := extract.Entity{
			ID: typ + "/" + text.Draw(t, "slug"), Type: typ, Name: text.Draw(t, "name"),
			ISO: maybe.Draw(t, "iso"), Country: maybe.Draw(t, "country"), Within: maybe.Draw(t, "within"), Byline: rapid.Bool().Draw(t, "byline"),
		}
		e.Aliases = rapid.SliceOfNDistinct(text, 0, 3, rapid.ID).Draw(t, "aliases")
		e.Aliases = slices.DeleteFunc(e.Aliases, func(s string) bool { return s == e.Name })
		slices.Sort(e.Aliases)
		for range rapid.IntRange(0, 3).Draw(t, "mentions") {
			e.Mentions = append(e.Mentions, extract.Mention{Start: number.Draw(t, "start"), End: number.Draw(t, "end")})
		}
		return e
	}), 0, 4, func(e extract.Entity) string { return e.ID }).Draw(t, "entities")

	ref := rapid.Custom(func(t *rapid.T) extract.Ref {
		if n := len(f.Entities); n > 0 && rapid.Bool().Draw(t, "is entity") {
			e := f.Entities[rapid.IntRange(0, n-1).Draw(t, "entity")]
			return extract.Ref{Entity: e.ID, Name: e.Name}
		}
		return extract.Ref{Name: text.Draw(t, "name")}
	})
	f.Claims = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) extract.Claim {
		c := extract.Claim{
			Relation: rapid.SampledFrom([]string{"meet", "holds"}).Draw(t, "relation"),
			Subtype:  maybe.Draw(t, "subtype"), Label: maybe.Draw(t, "label"), Status: maybe.Draw(t, "status"),
			Modality: rapid.SampledFrom([]extract.Modality{extract.Actual, extract.Planned, extract.Negated}).Draw(t, "modality"),
			Date:     rapid.SampledFrom([]string{"", "2021", "2021-09-05", "../2022-01-28", "XXXX-12-23"}).Draw(t, "date"),
			Count:    rapid.IntRange(0, 3).Draw(t, "count"),
		}
		for range rapid.IntRange(0, 3).Draw(t, "args") {
			r := ref.Draw(t, "arg")
			role := rapid.SampledFrom([]string{"agent", "counterpart"}).Draw(t, "role")
			c.Args = append(c.Args, extract.Arg{Role: role, Entity: r.Entity, Name: r.Name})
		}
		slices.SortFunc(c.Args, compareArgs)
		c.Args = slices.Compact(c.Args)
		if rapid.Bool().Draw(t, "has place") {
			r := ref.Draw(t, "place")
			c.Place = &r
		}
		c.Evidence = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) extract.Evidence {
			return extract.Evidence{
				Start: number.Draw(t, "start"), End: number.Draw(t, "end"),
				Rule: maybe.Draw(t, "rule"), Text: maybe.Draw(t, "text"),
			}
		}), 0, 3, rapid.ID).Draw(t, "evidence")
		slices.SortFunc(c.Evidence, compareEvidence)
		return c
	}), 0, 4, func(c extract.Claim) string { return claimKey(&c) }).Draw(t, "claims")

	slices.SortFunc(f.Entities, compareEntities)
	slices.SortFunc(f.Claims, compareClaims)
	return f
}

// small is a document in which every part of the vocabulary stands once.
var small = &extract.Facts{
	ID: "tin/a.txt", Title: "Hội đàm", Date: "2024-08-19", SHA256: "ab12", URL: "https://vidu.example/a",
	Entities: []extract.Entity{
		{ID: "person/to-lam", Type: "person", Name: "Tô Lâm", Aliases: []string{"ông Lâm"}, Country: "VN",
			Mentions: []extract.Mention{{Start: 0, End: 6}, {Start: 40, End: 46}}},
		{ID: "country/lao", Type: "country", Name: "Lào", ISO: "LA"},
		{ID: "person/an", Type: "person", Name: "An", Byline: true},
	},
	Claims: []extract.Claim{{
		Relation: "talks", Subtype: "hoi_dam", Modality: extract.Planned, Label: "L", Status: "s", Count: 2, Date: "2024-08",
		Args:     []extract.Arg{{Role: "agent", Entity: "person/to-lam", Name: "Tô Lâm"}, {Role: "counterpart", Name: "B"}},
		Place:    &extract.Ref{Entity: "country/lao", Name: "Lào"},
		Evidence: []extract.Evidence{{Start: 0, End: 30, Rule: "talks.with", Text: "Tô Lâm hội đàm với B tại Lào."}},
	}},
}

func TestVocabulary(t *testing.T) {
	const want = `
<claim/#> type <relation/talks>
<claim/#> <property/count> 2
<claim/#> <property/date> "2024-08"
<claim/#> <property/label> "L"
<claim/#> <property/modality> "planned"
<claim/#> <property/place> <country/lao>
<claim/#> <property/status> "s"
<claim/#> <property/subtype> "hoi_dam"
<claim/#> <role/agent> <person/to-lam>
<claim/#> <role/counterpart> "B"
<claim/#> <rule/talks.with> <sentence/ab12/0-30/#>
<country/lao> type <class/country>
<country/lao> <property/iso> "LA"
<country/lao> <property/key> "lao"
<country/lao> <property/name> "Lào"
<doc/ab12> type <class/article>
<doc/ab12> <property/date> "2024-08-19"
<doc/ab12> <property/mentions> "person/to-lam 0-6 40-46"
<doc/ab12> <property/path> "tin/a.txt"
<doc/ab12> <property/title> "Hội đàm"
<doc/ab12> <property/url> "https://vidu.example/a"
<person/an> type <class/person>
<person/an> <property/byline> true
<person/an> <property/key> "an"
<person/an> <property/name> "An"
<person/to-lam> type <class/person>
<person/to-lam> <property/alias> "ông Lâm"
<person/to-lam> <property/country> "VN"
<person/to-lam> <property/key> "ong lam"
<person/to-lam> <property/key> "to lam"
<person/to-lam> <property/name> "Tô Lâm"
<sentence/ab12/0-30/#> type <class/sentence>
<sentence/ab12/0-30/#> <property/text> "Tô Lâm hội đàm với B tại Lào."
`
	var got bytes.Buffer
	got.WriteByte('\n')
	for _, q := range Quads(small, "") {
		fmt.Fprintf(&got, "%s %s %s\n", brief(q.Subject), brief(q.Predicate), brief(q.Object))
	}
	if diff := gocmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// brief prints a value without the base and its hash.
func brief(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		if v == Type {
			return "type"
		}
		id := NewVocabulary("").ID(v)
		if strings.HasPrefix(id, "claim/") {
			id = "claim/#"
		} else if strings.HasPrefix(id, "sentence/") {
			id = path.Dir(id) + "/#"
		}
		return "<" + id + ">"
	case quad.String:
		return v.String()
	default:
		return fmt.Sprint(v.Native())
	}
}

func TestFactsErrors(t *testing.T) {
	other := *small
	other.SHA256 = "cd34"
	broken := slices.Clone(Quads(small, ""))
	for i, q := range broken {
		if q.Predicate == NewVocabulary("").Mentions {
			broken[i].Object = quad.String("person/to-lam 0-6 4o-46")
		}
	}
	tests := []struct {
		reason string
		quads  []quad.Quad
		base   string
		want   string
	}{
		{"nothing there", nil, "", "no node of a document"},
		{"another base", Quads(small, ""), "https://other.example/", "no node of a document"},
		{"two documents", slices.Concat(Quads(small, ""), Quads(&other, "")), "", "give those of one document"},
		{"a span that is none", broken, "", `"4o-46" is no span`},
	}
	for _, tt := range tests {
		if _, err := Facts(tt.quads, tt.base); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.reason, err, tt.want)
		}
	}
}

func TestCheckBase(t *testing.T) {
	for base, want := range map[string]string{
		DefaultBase:                "",
		"http://localhost/tin#":    "",
		"quanhe/":                  "not absolute",
		"https://quanhe.example":   "must end",
		"https://quan-hệ.example/": "cannot hold",
		"http://a b/":              "base",
	} {
		if err := CheckBase(base); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("CheckBase(%q) = %v, want %q", base, err, want)
		}
	}
}

// Facts that were written by hand may tell several texts of one place: none takes the place of another.
func TestTwoTextsOfOnePlace(t *testing.T) {
	want := *small
	want.Claims = slices.Clone(small.Claims)
	want.Claims[0].Evidence = []extract.Evidence{{End: 30, Rule: "a", Text: "Một."}, {End: 30, Rule: "a", Text: "Hai."}}
	got, err := Facts(Quads(&want, ""), "")
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(want.Claims[0].Evidence, compareEvidence)
	if diff := gocmp.Diff(want.Claims[0].Evidence, got.Claims[0].Evidence); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An id survives the way into an IRI and back, whatever it holds.
func TestNodeUndoesID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.String().Draw(t, "id")
		v := NewVocabulary("")
		if got := v.ID(v.Node(id)); got != id {
			t.Fatalf("ID(Node(%q)) = %q", id, got)
		}
	})
}

// An entity that documents spell in two ways has the name that most of them use.
func TestNodeTakesTheCommonName(t *testing.T) {
	var quads []quad.Quad
	for i, name := range []string{"Hun Xen", "Hun Sen", "Hun Sen"} {
		f := &extract.Facts{SHA256: fmt.Sprint(i), Entities: []extract.Entity{{ID: "person/hun-sen", Type: "person", Name: name}}}
		quads = append(quads, Quads(f, "")...)
	}
	v := NewVocabulary("")
	n := v.NewNode(v.Node("person/hun-sen"), quads)
	want := extract.Entity{ID: "person/hun-sen", Type: "person", Name: "Hun Sen", Aliases: []string{"Hun Xen"}}
	if diff := gocmp.Diff(want, n.Entity()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := len(n.Labels()); got != 3 {
		t.Errorf("%d labels, want 3", got)
	}
}
