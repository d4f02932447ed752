package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// claimsAt returns facts with claims in the notation, each with the offset of its sentence before it.
func claimsAt(t *testing.T, lines ...string) *Facts {
	t.Helper()
	f := &Facts{}
	for _, line := range lines {
		var at int
		if _, err := fmt.Sscan(line, &at); err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(line, " ")
		c, err := ParseClaim(rest)
		if err != nil {
			t.Fatal(err)
		}
		c.Evidence = []Evidence{{Start: at, End: at + 10, Rule: "r"}}
		f.Claims = append(f.Claims, c)
	}
	return f
}

func TestDiff(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		old, now []string
		want     []string
	}{
		{"the same claims in another order",
			[]string{`0 meet host="A" guest="B"`, `20 visit guest="A" host="C"`}, []string{`20 visit guest="A" host="C"`, `0 meet host="A" guest="B"`}, nil},
		{"the same claim of another sentence",
			[]string{`0 meet host="A" guest="B"`}, []string{`20 meet host="A" guest="B"`}, nil},
		{"one of two that are written alike is lost",
			[]string{`0 meet host="A" guest="B"`, `20 meet host="A" guest="B"`}, []string{`0 meet host="A" guest="B"`}, []string{`- meet host="A" guest="B"`}},
		{"another relation is another claim",
			[]string{`0 meet host="A" guest="B"`}, []string{`0 talks agent="A" counterpart="B"`}, []string{`- meet host="A" guest="B"`, `+ talks agent="A" counterpart="B"`}},
		{"another date",
			[]string{`0 meet host="A" guest="B" date=2024`}, []string{`0 meet host="A" guest="B" date=2024-03`}, []string{`meet host="A" guest="B" date=2024 > meet host="A" guest="B" date=2024-03`}},
		{"the roles are swapped, and told elsewhere",
			[]string{`0 meet host="A" guest="B"`}, []string{`50 meet host="B" guest="A"`}, []string{`meet host="A" guest="B" > meet host="B" guest="A"`}},
		{"another participant in the same sentence",
			[]string{`0 meet host="A" guest="B"`}, []string{`5 meet host="A" guest="C"`}, []string{`meet host="A" guest="B" > meet host="A" guest="C"`}},
		{"another participant in another sentence",
			[]string{`0 meet host="A" guest="B"`}, []string{`50 meet host="A" guest="C"`}, []string{`- meet host="A" guest="B"`, `+ meet host="A" guest="C"`}},
		{"the nearest are put together, in the order of the text",
			[]string{`0 holds person="A" office="X"`, `0 holds person="B" office="Y"`, `90 speech agent="A"`},
			[]string{`0 holds person="B" office="Z"`, `0 holds person="A" office="X" status=former`, `40 speech agent="B"`},
			[]string{`holds person="A" office="X" > holds person="A" office="X" status=former`, `holds person="B" office="Y" > holds person="B" office="Z"`, `+ speech agent="B"`, `- speech agent="A"`}},
	} {
		var got []string
		for _, c := range Diff(claimsAt(t, tt.old...), claimsAt(t, tt.now...)) {
			switch {
			case c.Old == nil:
				got = append(got, "+ "+c.New.String())
			case c.New == nil:
				got = append(got, "- "+c.Old.String())
			default:
				got = append(got, c.Old.String()+" > "+c.New.String())
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}
