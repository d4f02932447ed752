package main

import (
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// columns measures text. Vietnamese letters are one column wide whatever the locale says of ambiguous ones.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// gap stands between two columns of a table.
const gap = "  "

// narrowest is what a cut column keeps, first where there is room and then however narrow the terminal is.
var narrowest = [2]int{16, 10}

// table writes aligned columns. An empty table is not even a header: the message on standard error says it all.
// Where a table is too wide for the terminal, its sentences go under the rows.
func (t *answer) table(w io.Writer, s style) error {
	rows := [][]string{slices.Clone(t.header)}
	for n := range t.rows {
		cells := t.shown(n)
		for i, c := range cells {
			cells[i] = plain(c)
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
	for _, least := range narrowest {
		for i := len(widths) - 1; i >= 0; i-- {
			if less := min(over, widths[i]-least); less > 0 {
				widths[i] -= less
				over -= less
			}
		}
	}
	for i, row := range rows {
		if title := t.titles[i-1]; title != "" {
			b.WriteString("\n" + s.heading(title) + "\n")
		}
		switch head := line(row, widths); {
		case i == 0 && (s.headless || len(t.rows) == 0):
		case i == 0:
			b.WriteString(s.heading(head) + "\n")
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

// heading makes a line stand out where the terminal can.
func (s style) heading(line string) string {
	if s.bold {
		return "\x1b[1m" + line + "\x1b[0m"
	}
	return line
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
