package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// formats are what -o takes for answers.
var formats = []string{"table", "json", "ndjson", "csv", "tsv", "md"}

// An answer is rows under a header. The values are what the JSON formats print, one for each row.
type answer struct {
	header []string
	rows   [][]string
	values []any
	under  int    // column that goes under its row when the table is wider than the terminal; 0 for none
	whole  any    // what the format json prints instead of a list of the values
	above  string // lines that stand over a table for people
}

func (t *answer) add(value any, cells ...string) {
	t.rows = append(t.rows, cells)
	t.values = append(t.values, value)
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
		if t.whole != nil {
			return enc.Encode(t.whole)
		}
		if t.values == nil {
			return enc.Encode([]any{})
		}
		return enc.Encode(t.values)
	case "ndjson":
		enc := encoder(w)
		for _, v := range t.values {
			if err := enc.Encode(v); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		c := csv.NewWriter(w)
		return c.WriteAll(append([][]string{t.header}, t.rows...))
	case "tsv":
		return t.lines(w, "", "\t", "", strings.NewReplacer("\t", " ", "\n", " ", "\r", " "))
	case "md":
		return t.markdown(w)
	}
	return t.table(w, s)
}

// encoder writes JSON that people can read: < > & as they are.
func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func (t *answer) lines(w io.Writer, before, between, after string, clean *strings.Replacer) error {
	for _, row := range append([][]string{t.header}, t.rows...) {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = clean.Replace(c)
		}
		if _, err := io.WriteString(w, before+strings.Join(cells, between)+after+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func (t *answer) markdown(w io.Writer) error {
	clean := strings.NewReplacer("|", `\|`, "\n", " ", "\r", " ")
	head := &answer{header: t.header, rows: [][]string{}}
	rule := make([]string, len(t.header))
	for i := range rule {
		rule[i] = "---"
	}
	head.rows = append([][]string{rule}, t.rows...)
	return head.lines(w, "| ", " | ", " |", clean)
}

// columns measures text. Vietnamese letters are one column wide whatever the locale says of ambiguous ones.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// gap stands between two columns of a table.
const gap = "  "

// narrowest is what a cut column keeps, however narrow the terminal.
const narrowest = 16

// table writes aligned columns. An empty table is not even a header: the message on standard error says it all.
// Where a table is too wide for the terminal, its sentences go under the rows.
func (t *answer) table(w io.Writer, s style) error {
	clean := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")
	rows := [][]string{slices.Clone(t.header)}
	for _, row := range t.rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = clean.Replace(c)
		}
		rows = append(rows, cells)
	}
	var b strings.Builder
	b.WriteString(t.above)
	widths, over := measure(rows, s.width)
	under := make([]string, len(rows))
	if over > 0 && t.under > 0 {
		for i, row := range rows {
			if i > 0 && row[t.under] != "" { // a sentence needs no header
				under[i] = columns.Truncate("    "+row[t.under], s.width, "…")
			}
			rows[i] = slices.Delete(row, t.under, t.under+1)
		}
		widths, over = measure(rows, s.width)
	}
	for i := len(widths) - 1; i >= 0; i-- {
		if less := min(over, widths[i]-narrowest); less > 0 {
			widths[i] -= less
			over -= less
		}
	}
	for i, row := range rows {
		switch head := line(row, widths); {
		case i == 0 && (s.headless || len(t.rows) == 0):
		case i == 0 && s.bold:
			b.WriteString("\x1b[1m" + head + "\x1b[0m\n")
		default:
			b.WriteString(head + "\n")
		}
		if under[i] != "" {
			b.WriteString(under[i] + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// measure returns the width of each column and how much wider than the terminal (0 columns: any) all of them are.
func measure(rows [][]string, terminal int) (widths []int, over int) {
	widths = make([]int, len(rows[0]))
	for _, row := range rows {
		for i, c := range row {
			widths[i] = max(widths[i], columns.StringWidth(c))
		}
	}
	if terminal == 0 {
		return widths, 0
	}
	over = (len(widths)-1)*len(gap) - terminal
	for _, n := range widths {
		over += n
	}
	return widths, over
}

// line pads and cuts cells to their columns; nothing follows the last letter.
func line(cells []string, widths []int) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(columns.FillRight(columns.Truncate(c, widths[i], "…"), widths[i]))
	}
	return strings.TrimRight(b.String(), " ")
}
