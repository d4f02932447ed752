package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func sample() *answer {
	t := &answer{header: []string{"ngày", "người", "câu"}, under: 2}
	t.add(map[string]string{"who": "Tô Lâm"}, "2024", "Tô Lâm", "Hai bên <hội đàm>,\nsáng 19/8")
	t.add(map[string]string{"who": "Đỗ | Ý"}, "", "Đỗ | Ý", `nói "có"`)
	return t
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		reason, format string
		style          style
		want           string
	}{
		{"columns are as wide as what is seen", "table", style{}, `
ngày  người   câu
2024  Tô Lâm  Hai bên <hội đàm>, sáng 19/8
      Đỗ | Ý  nói "có"
`},
		{"sentences go under their rows on a narrow terminal, cut to it", "table", style{width: 30}, `
ngày  người
2024  Tô Lâm
    Hai bên <hội đàm>, sáng 1…
      Đỗ | Ý
    nói "có"
`},
		{"a terminal shows the header in bold", "table", style{bold: true}, "\n\x1b[1mngày  người   câu\x1b[0m" + `
2024  Tô Lâm  Hai bên <hội đàm>, sáng 19/8
      Đỗ | Ý  nói "có"
`},
		{"one list of values", "json", style{}, `
[
  {
    "who": "Tô Lâm"
  },
  {
    "who": "Đỗ | Ý"
  }
]
`},
		{"one value a line", "ndjson", style{}, `
{"who":"Tô Lâm"}
{"who":"Đỗ | Ý"}
`},
		{"fields are quoted where they must be", "csv", style{}, `
ngày,người,câu
2024,Tô Lâm,"Hai bên <hội đàm>,
sáng 19/8"
,Đỗ | Ý,"nói ""có"""
`},
		{"no tab or line end inside a field", "tsv", style{}, "\nngày\tngười\tcâu\n2024\tTô Lâm\tHai bên <hội đàm>, sáng 19/8\n\tĐỗ | Ý\tnói \"có\"\n"},
		{"bars are escaped", "md", style{}, `
| ngày | người | câu |
| --- | --- | --- |
| 2024 | Tô Lâm | Hai bên <hội đàm>, sáng 19/8 |
|  | Đỗ \| Ý | nói "có" |
`},
	} {
		var b strings.Builder
		if err := sample().write(&b, c.format, c.style); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), b.String()); diff != "" {
			t.Errorf("%s: %s (-want +got)\n%s", c.format, c.reason, diff)
		}
	}
}

func TestNarrowTable(t *testing.T) {
	table := &answer{header: []string{"a", "b"}}
	table.add(nil, "Chủ tịch Hội đồng nhân dân", "Sở Ngoại vụ thành phố Hà Nội")
	for width, want := range map[int]string{
		60: "a                           b\nChủ tịch Hội đồng nhân dân  Sở Ngoại vụ thành phố Hà Nội\n",
		50: "a                           b\nChủ tịch Hội đồng nhân dân  Sở Ngoại vụ thành phố…\n",
		30: "a                 b\nChủ tịch Hội đồ…  Sở Ngoại vụ…\n",
		10: "a           b\nChủ tịch …  Sở Ngoại …\n",
	} {
		var b strings.Builder
		if err := table.write(&b, "table", style{width: width}); err != nil || b.String() != want {
			t.Errorf("%d columns: error %v\n%swant\n%s", width, err, b.String(), want)
		}
	}
}

// People are not told again what goes on; whoever reads a line at a time is.
func TestRowsThatGoOn(t *testing.T) {
	a := &answer{header: []string{"about", "says"}}
	a.add(nil, "x", "1")
	a.goOn()
	a.add(nil, "x", "2")
	a.add(nil, "x", "2")
	for format, want := range map[string]string{
		"table": "about  says\nx      1\n       2\nx      2\n",
		"md":    "| about | says |\n| --- | --- |\n| x | 1 |\n|  | 2 |\n| x | 2 |\n",
		"csv":   "about,says\nx,1\nx,2\nx,2\n",
		"tsv":   "about\tsays\nx\t1\nx\t2\nx\t2\n",
	} {
		var b strings.Builder
		if err := a.write(&b, format, style{}); err != nil || b.String() != want {
			t.Errorf("%s: %q, error %v; want %q", format, b.String(), err, want)
		}
	}
}

// What a path holds does nothing to a terminal.
func TestControlCharacters(t *testing.T) {
	a := &answer{header: []string{"a", "b"}}
	a.add(nil, "x\x1b[2J\r\n\u009b1m", "\a\x7f.")
	for _, format := range []string{"table", "tsv", "md"} {
		var b strings.Builder
		if err := a.write(&b, format, style{}); err != nil {
			t.Fatal(err)
		}
		found := strings.IndexFunc(b.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
		if found >= 0 || !strings.Contains(b.String(), "x [2J   1m") {
			t.Errorf("%s: %q", format, b.String())
		}
	}
}

func TestEmptyAnswer(t *testing.T) {
	for format, want := range map[string]string{"table": "", "json": "[]\n", "ndjson": "", "csv": "a\n", "tsv": "a\n", "md": "| a |\n| --- |\n"} {
		var b strings.Builder
		if err := (&answer{header: []string{"a"}}).write(&b, format, style{}); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s: %q, want %q", format, b.String(), want)
		}
	}
}

func TestShell(t *testing.T) {
	if got, want := shell("a\"b$`\\"), "\"a\\\"b\\$\\`\\\\\""; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Every format holds the same rows, whatever is in the cells.
func TestFormatsHoldTheSameRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cell := rapid.StringMatching(`[a-zđ|\\"ấ, <]{0,12}`)
		a := &answer{kind: "met", header: []string{"b", "a"}}
		for range rapid.IntRange(0, 4).Draw(rt, "rows") {
			x, y := "x"+cell.Draw(rt, "b"), cell.Draw(rt, "a")+"."
			a.add(map[string]string{"b": x, "a": y}, x, y)
		}
		out := map[string]string{}
		for _, f := range formats {
			var b strings.Builder
			if err := a.write(&b, f, style{}); err != nil {
				rt.Fatal(err)
			}
			out[f] = b.String()
		}
		records, err := csv.NewReader(strings.NewReader(out["csv"])).ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		want := append([][]string{a.header}, a.rows...)
		if diff := cmp.Diff(want, records); diff != "" {
			rt.Fatalf("csv (-rows +csv):\n%s", diff)
		}
		var whole struct{ Answer []map[string]string }
		if err := json.Unmarshal([]byte(out["json"]), &whole); err != nil {
			rt.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out["ndjson"], "\n"), "\n")
		tsv := strings.Split(strings.TrimSuffix(out["tsv"], "\n"), "\n")
		md := strings.Split(strings.TrimSuffix(out["md"], "\n"), "\n")
		table := strings.Split(strings.TrimSuffix(out["table"], "\n"), "\n")
		if len(whole.Answer) != len(a.rows) || len(tsv) != len(want) || len(md) != len(want)+1 {
			rt.Fatalf("%d rows: %d in json, %d in tsv, %d in md", len(a.rows), len(whole.Answer), len(tsv)-1, len(md)-2)
		}
		for i, row := range a.rows {
			var line struct {
				Schema int
				A, B   string
			}
			if err := json.Unmarshal([]byte(lines[i]), &line); err != nil {
				rt.Fatal(err)
			}
			of := whole.Answer[i]
			if line.Schema != schemaVersion || line.B != row[0] || line.A != row[1] || of["b"] != row[0] || of["a"] != row[1] {
				rt.Fatalf("row %q is %+v in ndjson, %v in json", row, line, of)
			}
			bars := strings.NewReplacer("|", `\|`)
			if tsv[i+1] != strings.Join(row, "\t") || md[i+2] != "| "+bars.Replace(row[0])+" | "+bars.Replace(row[1])+" |" {
				rt.Fatalf("row %q is %q in tsv, %q in md", row, tsv[i+1], md[i+2])
			}
			if !strings.HasPrefix(table[i+1], row[0]) || !strings.HasSuffix(table[i+1], row[1]) {
				rt.Fatalf("row %q is %q in the table", row, table[i+1])
			}
		}
	})
}
