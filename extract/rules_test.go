package extract

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"quanhe/extract/source"
	"quanhe/extract/text"
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
