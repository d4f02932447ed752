package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) searchCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:     "search TEXT",
		Short:   "Names and sentences that hold some words, with or without diacritics",
		Example: `  quanhe search "phu trong"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				hits, err := q.Search(cmd.Context(), args[0], limit)
				if err != nil {
					return err
				}
				return a.print(hitTable(hits), fmt.Sprintf("no name and no sentence behind a claim holds %q", args[0]))
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "most names, and most sentences, to print; 0 for all")
	return a.answers(cmd)
}

func hitTable(hits query.Hits) *answer {
	t := &answer{header: []string{"id", "text", "where"}, under: 1, whole: hits}
	for _, c := range hits.Entities {
		t.add(c, c.ID, c.Name, count(c.Documents, "document"))
	}
	for _, c := range hits.Sentences {
		t.add(c, c.Claim, c.Text, c.Document.Path)
	}
	return t
}
