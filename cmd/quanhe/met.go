package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/graph/export"
	"quanhe/graph/query"
)

func (a *app) metCommand() *cobra.Command {
	var opt query.MetOptions
	var format string
	cmd := &cobra.Command{
		Use:   "met A [B]",
		Short: "Who met whom and when",
		Long: `met lists the meetings, talks, phone calls, working sessions and visits of somebody, or of two with each other,
and for each the sentence that says so. Names are looked up without regard to case and diacritics. A date followed
by "?" may lie outside the time asked for.`,
		Example: `  quanhe met "nguyen phu trong" --from 2021-09 --to 2021-09
  quanhe met "Tô Lâm" "Tập Cận Bình" --type talks`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				sides := []*[]string{&opt.A, &opt.B}
				for i, name := range args {
					c, err := entity(cmd.Context(), q, name, parties...)
					if err != nil {
						return a.orEmpty(factTable(nil), err)
					}
					*sides[i] = []string{c.ID}
				}
				facts, err := q.Met(cmd.Context(), opt)
				if err != nil {
					return err
				}
				if format != "" {
					return a.exportFacts(cmd, facts, export.Format(format))
				}
				return a.print(factTable(facts), fmt.Sprintf("no encounter of %s is known; quanhe show NAME tells what is",
					strings.Join(args, " and ")))
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.From, "from", "", "first date, as 2021, 2021-09 or 2021-09-05")
	f.StringVar(&opt.To, "to", "", "last date")
	f.StringVar(&opt.Place, "place", "", "only at this place")
	f.StringSliceVar(&opt.Types, "type", nil, "only these relations, such as talks,phone_call")
	f.BoolVar(&opt.Planned, "planned", false, "also what was only planned")
	choose(cmd, &format, "export", "", "write the answer as a picture: ", words(pictures()))
	reportsFlag(cmd, &opt.Reports)
	return a.answers(cmd)
}

// reportsFlag adds the flag --reports.
func reportsFlag(cmd *cobra.Command, value *bool) {
	cmd.Flags().BoolVar(value, "reports", false, "list every report of an event under it")
}

// orEmpty prints an empty answer when err is a *notFound; other errors it returns.
func (a *app) orEmpty(empty *answer, err error) error {
	if missing := (*notFound)(nil); errors.As(err, &missing) {
		return a.print(empty, missing.message)
	}
	return err
}

// factTable shows what happened, by date.
func factTable(facts []query.Fact) *answer {
	t := &answer{header: []string{"date", "type", "who", "place", "sentence", "document"}, under: 4}
	for _, f := range facts {
		t.add(f, dateCell(f), typeCell(f), whoCell(f), f.Place, f.Sentence, reportsCell(f))
		for _, c := range f.Evidence {
			t.rows = append(t.rows, []string{"", "", "", "", c.Text, c.Document.Path})
		}
	}
	return t
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

// reportsCell names the document that speaks for a fact and says how many report it.
func reportsCell(f query.Fact) string {
	if f.Event == "" || f.Reports < 2 {
		return more(f.Document.Path, f.Reports)
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
	return s
}

// whoCell puts who acts or receives before the dash, the others behind it. What an encounter was about takes no part
// in it.
func whoCell(f query.Fact) string {
	var sides [2][]string
	for _, a := range f.Who {
		switch a.Role {
		case "agent", "host", "chair", "person":
			sides[0] = append(sides[0], a.Name)
		case "topic":
			if !slices.Contains(query.Encounters(), f.Relation) {
				sides[1] = append(sides[1], a.Name)
			}
		case "inviter", "part":
		default:
			sides[1] = append(sides[1], a.Name)
		}
	}
	left, right := strings.Join(sides[0], ", "), strings.Join(sides[1], ", ")
	if left == "" || right == "" {
		return left + right
	}
	return left + " – " + right
}

// more names a document and how many others say the same.
func more(document string, reports int) string {
	if reports > 1 {
		return fmt.Sprintf("%s (+%d)", document, reports-1)
	}
	return document
}
