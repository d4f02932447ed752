package extract

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"quanhe/extract/source"
)

// TestRemedy compares what Explain says of a rule that makes no claim with testdata/remedy.txtar, whose sections are
// named by the rule and the sentence.
func TestRemedy(t *testing.T) {
	const path = "testdata/remedy.txtar"
	want, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x := embedded(t)
	for i, f := range want.Files {
		rule, say, ok := strings.Cut(f.Name, ": ")
		if !ok {
			t.Fatalf("section %q: want rule: sentence", f.Name)
		}
		got := explained(t, x, rule, say)
		if diff := cmp.Diff(strings.Split(string(f.Data), "\n"), strings.Split(got, "\n")); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		want.Files[i].Data = []byte(got)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// explained returns what Explain says of a rule in one sentence.
func explained(t *testing.T, x *Extractor, rule, say string) string {
	t.Helper()
	var b bytes.Buffer
	d := source.Document{ID: "say", Date: "2024-03-06", Text: []byte(say)}
	if err := x.Explain(&b, d, ExplainOptions{Rule: rule}); err != nil {
		t.Fatal(err)
	}
	_, out, _ := strings.Cut(b.String(), say+"\n")
	out, _, _ = strings.Cut(out, "\nclaims\n")
	return out
}

// What remedies say is true: a rule that lacks something has it with the words that the remedy asks for.
func TestRemediesHold(t *testing.T) {
	x := embedded(t)
	for _, c := range []struct{ rule, before, remedy, after string }{
		{"phone_call", "Chiều 5/3, Thủ tướng Trần Văn B điện đàm.", `a person stood behind "điện đàm"`, "Chiều 5/3, Thủ tướng Trần Văn B điện đàm ông Lê Văn Chính."},
		{"talks", "Thủ tướng Trần Văn B đề nghị hội đàm với Tổng thống Pháp Jean Martin.", `the clause stood without "đề nghị"`, "Thủ tướng Trần Văn B hội đàm với Tổng thống Pháp Jean Martin."},
		{"receive", "Thủ tướng Trần Văn B tiếp đó Tổng thống Pháp Jean Martin.", `"đó" did not stand there`, "Thủ tướng Trần Văn B tiếp Tổng thống Pháp Jean Martin."},
	} {
		if got := explained(t, x, c.rule, c.before); !strings.Contains(got, "it would match if "+c.remedy) || strings.Contains(got, "  claim ") {
			t.Errorf("%s: want the remedy %s in\n%s", c.before, c.remedy, got)
		}
		if got := explained(t, x, c.rule, c.after); !strings.Contains(got, "  claim ") {
			t.Errorf("%s: no claim after the remedy\n%s", c.after, got)
		}
	}
}
