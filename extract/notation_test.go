package extract

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var notationCases = []struct {
	line   string
	claim  Claim
	reason string
}{
	{
		`death`, Claim{Relation: "death", Modality: Actual},
		"a relation alone is a claim",
	},
	{
		`talks agent="Tô Lâm" counterpart="Tập Cận Bình" place="Bắc Kinh" date=2024-08-19`,
		Claim{
			Relation: "talks", Modality: Actual, Date: "2024-08-19", Place: &Ref{Name: "Bắc Kinh"},
			Args: []Arg{{Role: "agent", Name: "Tô Lâm"}, {Role: "counterpart", Name: "Tập Cận Bình"}},
		},
		"the plain case",
	},
	{
		`holds person="Lê Văn A" office="Trưởng ban \"B\"\nC:\\D" status=former modality=negated date=[2011-12-23..2015-12-23]`,
		Claim{
			Relation: "holds", Modality: Negated, Status: "former", Date: "[2011-12-23..2015-12-23]",
			Args: []Arg{{Role: "person", Name: "Lê Văn A"}, {Role: "office", Name: "Trưởng ban \"B\"\nC:\\D"}},
		},
		"escapes, and a date with brackets stands bare",
	},
	{
		`conference guest="B" guest="A" guest="B" label="Hội nghị X" subtype="hai chữ" modality=planned count=4`,
		Claim{
			Relation: "conference", Modality: Planned, Count: 4, Label: "Hội nghị X", Subtype: "hai chữ",
			Args: []Arg{{Role: "guest", Name: "B"}, {Role: "guest", Name: "A"}, {Role: "guest", Name: "B"}},
		},
		"arguments keep their order and repeats; a value with a space is quoted",
	},
}

func TestNotation(t *testing.T) {
	for _, tt := range notationCases {
		if got := tt.claim.String(); got != tt.line {
			t.Errorf("%s: String:\n got %s\nwant %s", tt.reason, got, tt.line)
		}
		got, err := ParseClaim(tt.line)
		if err != nil {
			t.Errorf("%s: ParseClaim(%s): %v", tt.reason, tt.line, err)
		} else if diff := cmp.Diff(tt.claim, got); diff != "" {
			t.Errorf("%s: ParseClaim(%s) (-want +got):\n%s", tt.reason, tt.line, diff)
		}
	}
}

func TestStringReadsZeroModalityAsActual(t *testing.T) {
	if got := (Claim{Relation: "meet"}).String(); got != "meet" {
		t.Errorf("got %q, want meet alone", got)
	}
}

func TestParseClaimAcceptsAnyOrder(t *testing.T) {
	got, err := ParseClaim("  meet\tdate=2021  modality=actual agent=\"A\"\r\n")
	want := Claim{Relation: "meet", Modality: Actual, Date: "2021", Args: []Arg{{Role: "agent", Name: "A"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v, diff (-want +got):\n%s", err, diff)
	}
}

func TestParseClaimErrors(t *testing.T) {
	tests := []struct {
		line   string
		col    int
		reason string
	}{
		{``, 1, "nothing there"},
		{`Meet agent="A"`, 1, "relations are lower case"},
		{`meet agent`, 11, "a key without a value"},
		{`meet agent="Tô Lâm`, 12, "the quote stays open: its column, not the end's"},
		{`meet agent="Tô \`, 12, "the quote stays open after a backslash"},
		{`meet agent="Tô Lâm"place="X"`, 20, "columns count code points, not bytes"},
		{`meet agent=Tô Lâm`, 12, "names need quotes"},
		{`meet place=Hà_Nội`, 12, "so do places"},
		{`meet agent="T\ô"`, 14, "an escape nobody knows"},
		{`meet date=20"21`, 13, "a quote inside a bare value"},
		{`meet date=`, 11, "an empty bare value"},
		{`meet agent=""`, 12, "an empty name"},
		{`meet date=2021 date=2022`, 16, "a field twice"},
		{`meet modality=maybe`, 15, "a modality nobody knows"},
		{`meet count=0`, 12, "no such number of events"},
		{`meet Agent="A"`, 6, "roles are lower case"},
	}
	for _, tt := range tests {
		_, err := ParseClaim(tt.line)
		var notation *NotationError
		if !errors.As(err, &notation) {
			t.Errorf("%s: ParseClaim(%s): error %v, want a NotationError", tt.reason, tt.line, err)
		} else if notation.Col != tt.col {
			t.Errorf("%s: ParseClaim(%s): %v, want column %d", tt.reason, tt.line, err, tt.col)
		}
	}
}

func TestCovers(t *testing.T) {
	const got = `meet agent="A" counterpart="B" place="Hà Nội" label="L" subtype=tiep status=x count=2 date=2021-09-05`
	tests := []struct {
		want   string
		covers bool
		reason string
	}{
		{`meet counterpart="B" agent="A"`, true, "order and fields left out do not matter"},
		{got, true, "a claim covers itself"},
		{`talks agent="A" counterpart="B"`, false, "another relation"},
		{`meet agent="A"`, false, "an argument that nobody asked for"},
		{`meet agent="A" counterpart="B" guest="C"`, false, "an argument is missing"},
		{`meet agent="B" counterpart="A"`, false, "roles changed"},
		{`meet agent="A" counterpart="B" modality=planned`, false, "modality always counts"},
		{`meet agent="A" counterpart="B" date=2021-09`, false, "a coarser date is another date"},
		{`meet agent="A" counterpart="B" place="Huế"`, false, "another place"},
		{`meet agent="A" counterpart="B" count=3`, false, "another count"},
		{`meet agent="A" counterpart="B" label="M"`, false, "another label"},
		{`meet agent="A" counterpart="B" subtype=gap`, false, "another subtype"},
		{`meet agent="A" counterpart="B" status=y`, false, "another status"},
	}
	claim := mustClaim(t, got)
	for _, tt := range tests {
		if covers := mustClaim(t, tt.want).Covers(claim); covers != tt.covers {
			t.Errorf("%s: %s: Covers = %v, want %v", tt.reason, tt.want, covers, tt.covers)
		}
	}
	if mustClaim(t, `meet place="Huế"`).Covers(mustClaim(t, `meet`)) {
		t.Error("a wanted place covers a claim without place")
	}
}

func mustClaim(t *testing.T, line string) Claim {
	t.Helper()
	c, err := ParseClaim(line)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Printing then parsing is the identity on claims without entity ids and evidence.
func TestPrintThenParse(t *testing.T) {
	word := rapid.StringMatching(`[a-z][a-z0-9_]{0,8}`)
	text := rapid.StringN(1, 12, -1)
	role := word.Filter(func(s string) bool { return !isField(s) })
	rapid.Check(t, func(t *rapid.T) {
		want := Claim{
			Relation: word.Draw(t, "relation"),
			Modality: rapid.SampledFrom([]Modality{Actual, Planned, Negated}).Draw(t, "modality"),
			Count:    rapid.IntRange(0, 99).Draw(t, "count"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "args") {
			want.Args = append(want.Args, Arg{Role: role.Draw(t, "role"), Name: text.Draw(t, "name")})
		}
		if rapid.Bool().Draw(t, "has place") {
			want.Place = &Ref{Name: text.Draw(t, "place")}
		}
		for _, field := range []*string{&want.Label, &want.Subtype, &want.Status, &want.Date} {
			*field = rapid.OneOf(rapid.Just(""), text).Draw(t, "field")
		}
		got, err := ParseClaim(want.String())
		if err != nil {
			t.Fatalf("ParseClaim(%s): %v", want, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("ParseClaim(%s) (-want +got):\n%s", want, diff)
		}
	})
}

// Whatever line parses, its printed claim parses to the same claim and prints the same again.
func FuzzParseClaim(f *testing.F) {
	for _, tt := range notationCases {
		f.Add(tt.line)
	}
	f.Add(`meet date="a b" count=07 agent="\"" place="\n"`)
	f.Fuzz(func(t *testing.T, line string) {
		c, err := ParseClaim(line)
		if err != nil {
			return
		}
		again, err := ParseClaim(c.String())
		if err != nil {
			t.Fatalf("ParseClaim(%q) prints %q: %v", line, c, err)
		}
		if diff := cmp.Diff(c, again); diff != "" {
			t.Fatalf("ParseClaim(%q) prints %q (-first +again):\n%s", line, c, diff)
		}
	})
}
