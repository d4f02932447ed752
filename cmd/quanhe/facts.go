package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/graph/query"
)

// factsAnswer shows what happened, by date. What stands beyond the limit is only told of.
func factsAnswer(kind string, facts []query.Fact, limit int) *answer {
	t := &answer{kind: kind, header: []string{"date", "type", "who", "place", "sentence", "document"}, under: 4}
	facts, t.more = firsts(facts, limit)
	for _, f := range facts {
		t.fact(f)
	}
	return t
}

// fact adds a row for a fact, and one for each report that is cited.
func (t *answer) fact(f query.Fact) {
	t.add(f, dateCell(f), typeCell(f), whoCell(f), placeCell(f), f.Sentence, reportsCell(f))
	for _, c := range f.Evidence {
		t.rows = append(t.rows, []string{"", "", "", "", c.Text, c.Document.Path})
	}
}

// limitFlag adds the flag --limit.
func limitFlag(cmd *cobra.Command, value *int, standard int, what string) {
	*value = standard
	cmd.Flags().Var((*amount)(value), "limit", "most "+what+" to print, 0 for all")
}

// An amount is a flag that takes how many.
type amount int

// String returns the number.
func (n *amount) String() string { return strconv.Itoa(int(*n)) }

// Set reads a number.
func (n *amount) Set(s string) error {
	i, err := strconv.Atoi(s)
	if err != nil || i < 0 {
		return errors.New("not a number from 0 on")
	}
	*n = amount(i)
	return nil
}

// Type names the flag's values in the help.
func (*amount) Type() string { return "int" }

// beyond is the limit to ask with, to know whether there is more.
func beyond(limit int) int {
	if limit <= 0 {
		return 0
	}
	return limit + 1
}

// firsts cuts what was asked for with beyond to the limit.
func firsts[T any](list []T, limit int) ([]T, bool) {
	if limit > 0 && len(list) > limit {
		return list[:limit], true
	}
	return list, false
}

// periodFlags adds --from and --to.
func periodFlags(cmd *cobra.Command, from, to *string) {
	cmd.Flags().StringVar(from, "from", "", "first date, as 2021, 2021-09 or 2021-09-05")
	cmd.Flags().StringVar(to, "to", "", "last date")
}

// reportsFlag adds the flag --reports.
func reportsFlag(cmd *cobra.Command, value *bool) {
	cmd.Flags().BoolVar(value, "reports", false, "list every report of an event under it")
}

// dateCell marks a date that may lie outside the time asked for, and one that reports contradict.
func dateCell(f query.Fact) string {
	s := f.Date
	if !f.Certain && s != "" {
		s += "?"
	}
	if slices.Contains(f.Conflicts, "date") {
		s += " (or " + strings.Join(f.OtherDates, ", ") + ")"
	}
	return s
}

// placeCell marks a place that reports contradict.
func placeCell(f query.Fact) string {
	if slices.Contains(f.Conflicts, "place") {
		return f.Place + " (or " + strings.Join(f.OtherPlaces, ", ") + ")"
	}
	return f.Place
}

// reportsCell names the document that speaks for a fact and says how many report it.
func reportsCell(f query.Fact) string {
	if f.Reports < 2 {
		return f.Document.Path
	}
	return fmt.Sprintf("%s (%s)", f.Document.Path, count(f.Reports, "report"))
}

func typeCell(f query.Fact) string {
	s := f.Relation
	if f.Count > 1 {
		s += fmt.Sprintf(" ×%d", f.Count)
	}
	if f.Modality != extract.Actual {
		s += " (" + string(f.Modality) + ")"
	}
	if f.Relation == "holds" && f.Status != "current" && f.Status != "" { // who held an office holds it no more
		s += " (" + f.Status + ")"
	}
	return s
}

// whoCell puts who acts or receives before the dash, the others behind it. What an encounter was about takes no part
// in it. What has a name is called by it.
func whoCell(f query.Fact) string {
	var sides [2][]string
	for _, a := range f.Who {
		switch a.Role {
		case "agent", "chair", "person", "appointee":
			sides[0] = append(sides[0], a.Name)
		case "guest", "host":
			side := 0
			if (a.Role == "guest") != (f.Relation == "visit") { // who travels, but who receives
				side = 1
			}
			sides[side] = append(sides[side], a.Name)
		case "topic":
			if !slices.Contains(query.Encounters(), f.Relation) {
				sides[1] = append(sides[1], a.Name)
			}
		case "inviter", "part":
		default:
			sides[1] = append(sides[1], a.Name)
		}
	}
	var parts []string
	for _, side := range sides {
		if len(side) > 0 {
			parts = append(parts, strings.Join(side, ", "))
		}
	}
	who := strings.Join(parts, " – ")
	if f.Label != "" && who != "" {
		return f.Label + ": " + who
	}
	return f.Label + who
}

// more names a document and how many others say the same.
func more(document string, reports int) string {
	if reports > 1 {
		return fmt.Sprintf("%s (+%d)", document, reports-1)
	}
	return document
}
