package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) searchCommand() *cobra.Command {
	var opt query.SearchOptions
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Names and sentences that hold some words, with or without diacritics",
		Long: `search finds names whose syllables begin with those asked for, in any order, without regard to case and diacritics:
those with the same diacritics first, then those that begin so, then those in most documents. Where no name fits, or
with --sentences, it looks through the sentences behind claims too.`,
		Example: `  quanhe search "phu trong"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				hits, err := q.Search(cmd.Context(), args[0], opt)
				if err != nil {
					return err
				}
				near := ""
				if len(hits.Entities)+len(hits.Sentences) == 0 {
					if near, err = nearNames(cmd.Context(), q, args); err != nil {
						return err
					}
				}
				return a.print(searchAnswer(hits), fmt.Sprintf("no name and no sentence behind a claim holds %q%s", args[0], near))
			})
		},
	}
	cmd.Flags().BoolVar(&opt.Sentences, "sentences", false, "sentences also where names are found")
	limitFlag(cmd, &opt.Limit, 20, "names, and most sentences,")
	return a.answers(cmd)
}

func searchAnswer(hits query.Hits) *answer {
	t := &answer{kind: "search", header: []string{"id", "text", "where"}, under: 1, whole: hits}
	for _, c := range hits.Entities {
		t.add(c, c.ID, c.Name, count(c.Documents, "document"))
	}
	for _, c := range hits.Sentences {
		t.add(c, c.Claim, c.Text, c.Document.Path)
	}
	return t
}
