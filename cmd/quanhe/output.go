package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
)

// formats are what -o takes for answers.
var formats = []string{"table", "json", "ndjson", "csv", "tsv", "md"}

// schemaVersion is the version of what the JSON formats print. It is raised when a field goes or changes its meaning, not
// when one comes.
const schemaVersion = 1

// An answer is rows under a header. The values are what the JSON formats print, one for each row.
type answer struct {
	kind   string // what was asked, in JSON; "" for rows whose shape is not ours
	header []string
	rows   [][]string
	values []any
	under  int            // column that goes under its row when the table is wider than the terminal; 0 for none
	whole  any            // what the format json prints instead of a list of the values
	above  string         // lines that stand over a table for people
	titles map[int]string // that stand over the row with the index, in a table or markdown
	goesOn map[int]bool   // rows that tell more of what the one above tells
	more   bool           // there are more rows than the limit
}

func (t *answer) add(value any, cells ...string) {
	t.rows = append(t.rows, cells)
	t.values = append(t.values, value)
}

// title puts a line over the rows to come.
func (t *answer) title(text string) {
	if t.titles == nil {
		t.titles = map[int]string{}
	}
	t.titles[len(t.rows)] = text
}

// goOn makes the row to come tell more of what the last one tells.
func (t *answer) goOn() {
	if t.goesOn == nil {
		t.goesOn = map[int]bool{}
	}
	t.goesOn[len(t.rows)] = true
}

// shown are the cells for people, who need not read again what goes on.
func (t *answer) shown(row int) []string {
	cells := slices.Clone(t.rows[row])
	for i := range cells {
		if t.goesOn[row] && cells[i] == t.rows[row-1][i] {
			cells[i] = ""
		}
	}
	return cells
}

// print writes an answer to standard output in the format of -o. An empty one says message on standard error,
// and is an error if --fail-empty asks so.
func (a *app) print(t *answer, message string) error {
	w := bufio.NewWriter(a.stdout)
	s := style{width: width(a.stdout), bold: terminal(a.stdout) && os.Getenv("NO_COLOR") == ""}
	if err := t.write(w, a.format, s); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(t.rows) > 0 {
		if t.more {
			a.say("quanhe: only the first %d; --limit allows more, 0 all", len(t.values))
		}
		return nil
	}
	if a.failEmpty {
		return &statusError{exitNothing, message}
	}
	a.say("%s", message)
	return nil
}

// A style is what a table may do on the terminal at hand.
type style struct {
	width int // columns; 0 for any
	bold  bool

	headless bool // no header
}

func (t *answer) write(w io.Writer, format string, s style) error {
	switch format {
	case "json":
		enc := encoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(t.envelope())
	case "ndjson":
		return t.ndjson(w)
	case "csv":
		c := csv.NewWriter(w)
		return c.WriteAll(append([][]string{t.header}, t.rows...))
	case "tsv":
		return t.lines(w, "", "\t", "", plain)
	case "md":
		return t.markdown(w)
	}
	return t.table(w, s)
}

// envelope is what the format json prints.
func (t *answer) envelope() any {
	content := t.whole
	if content == nil {
		content = t.values
	}
	if t.whole == nil && t.values == nil {
		content = []any{}
	}
	if t.kind == "" {
		return content
	}
	return struct {
		Schema int    `json:"schema"`
		Kind   string `json:"kind"`
		More   bool   `json:"more,omitempty"` // than the limit
		Answer any    `json:"answer"`
	}{schemaVersion, t.kind, t.more, content}
}

// ndjson prints a value a line, each with the version of the schema.
func (t *answer) ndjson(w io.Writer) error {
	var line bytes.Buffer
	for _, v := range t.values {
		line.Reset()
		if err := encoder(&line).Encode(v); err != nil {
			return err
		}
		b := line.Bytes()
		if t.kind != "" && bytes.HasPrefix(b, []byte(`{"`)) {
			if _, err := fmt.Fprintf(w, `{"schema":%d,`, schemaVersion); err != nil {
				return err
			}
			b = b[1:]
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// encoder writes JSON that people can read: < > & as they are.
func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func (t *answer) lines(w io.Writer, before, between, after string, clean func(string) string) error {
	for _, row := range append([][]string{t.header}, t.rows...) {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = clean(c)
		}
		if _, err := io.WriteString(w, before+strings.Join(cells, between)+after+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// plain is a text on one line, and without what would make a terminal do something: a path can hold anything.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// markdown writes a table, or one under each title.
func (t *answer) markdown(w io.Writer) error {
	clean := func(s string) string { return strings.ReplaceAll(plain(s), "|", `\|`) }
	rule := slices.Repeat([]string{"---"}, len(t.header))
	for from := 0; from == 0 || from < len(t.rows); {
		to := from + 1
		for to < len(t.rows) && t.titles[to] == "" {
			to++
		}
		if title := t.titles[from]; title != "" {
			before := "\n"
			if from == 0 {
				before = ""
			}
			if _, err := fmt.Fprintf(w, "%s### %s\n\n", before, title); err != nil {
				return err
			}
		}
		part := &answer{header: t.header, rows: [][]string{rule}}
		for n := from; n < min(to, len(t.rows)); n++ {
			part.rows = append(part.rows, t.shown(n))
		}
		if err := part.lines(w, "| ", " | ", " |", clean); err != nil {
			return err
		}
		from = to
	}
	return nil
}
