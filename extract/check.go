package extract

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"quanhe/extract/mention"
	"quanhe/extract/source"
	"quanhe/rules"
)

// A CheckReport counts what the examples of the rules did.
type CheckReport struct {
	Rules, Tests, Failed, Todo int
}

// Check runs the examples of all rules, each against the whole rule set, and writes what failed to w: the place of the
// example, what was wanted and what came. An example marked todo must fail. The error is w's.
func (x *Extractor) Check(w io.Writer) (CheckReport, error) {
	report := CheckReport{Rules: len(x.set.Claims) + len(x.set.Mentions)}
	var failures []string
	run := func(e rules.Example, complaint string) {
		report.Tests++
		switch {
		case e.Todo != "" && complaint == "":
			report.Failed++
			failures = append(failures, fmt.Sprintf("%s: the example passes: drop its todo (%s)", e.Pos, e.Todo))
		case e.Todo != "":
			report.Todo++
		case complaint != "":
			report.Failed++
			failures = append(failures, fmt.Sprintf("%s: %s\n\tsay:  %s%s", e.Pos, "the example fails", e.Say, complaint))
		}
	}
	for i := range x.set.Mentions {
		for _, e := range x.set.Mentions[i].Tests {
			run(e, x.tryMention(e))
		}
	}
	for i := range x.set.Claims {
		for _, e := range x.set.Claims[i].Tests {
			run(e, x.tryClaim(&x.set.Claims[i], e))
		}
	}
	for _, f := range failures {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return report, err
		}
	}
	return report, nil
}

// tryClaim returns what is wrong with an example of a claim rule, empty when nothing is.
func (x *Extractor) tryClaim(rule *rules.ClaimRule, e rules.Example) string {
	facts, err := x.Extract(source.Document{ID: "example", Date: e.Date, Text: []byte(e.Say)})
	if err != nil {
		return "\n\t" + err.Error()
	}
	var got []Claim
	for _, c := range facts.Claims {
		if (c.Relation == "holds") == (rule.Relation == "holds") {
			got = append(got, c)
		}
	}
	var out strings.Builder
	for _, t := range e.Want {
		want, err := ParseClaim(t.Value)
		if err != nil {
			fmt.Fprintf(&out, "\n\t%s: %v", t.Pos, err)
			continue
		}
		i := slices.IndexFunc(got, want.Covers)
		if i < 0 {
			fmt.Fprintf(&out, "\n\twant: %s", t.Value)
			continue
		}
		got = slices.Delete(got, i, i+1)
	}
	for _, c := range got {
		fmt.Fprintf(&out, "\n\tgot:  %s  (%s)", c, c.Evidence[0].Rule)
	}
	return out.String()
}

// tryMention returns what is wrong with an example of a mention rule. Its lines read `type "canonical name"`.
func (x *Extractor) tryMention(e rules.Example) string {
	r, err := x.read(source.Document{ID: "example", Text: []byte(e.Say)})
	if err != nil {
		return "\n\t" + err.Error()
	}
	var got []string
	for _, s := range r.sentences {
		for k := range s.Mentions {
			if m := &s.Mentions[k]; m.Kind == mention.Person {
				for _, o := range m.Figure.Offices {
					got = append(got, fmt.Sprintf("office %q", o.Title))
				}
			}
		}
	}
	var out strings.Builder
	for _, t := range e.Want {
		if i := slices.Index(got, t.Value); i >= 0 {
			got = slices.Delete(got, i, i+1)
			continue
		}
		fmt.Fprintf(&out, "\n\twant: %s", t.Value)
	}
	for _, g := range got {
		fmt.Fprintf(&out, "\n\tgot:  %s", g)
	}
	return out.String()
}
