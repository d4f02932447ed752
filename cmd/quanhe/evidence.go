package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) evidenceCommand() *cobra.Command {
	return a.answers(&cobra.Command{
		Use:   "evidence ID|NAME",
		Short: "The sentences behind a claim, a document or an entity",
		Long: `evidence lists the sentences behind a claim (claim/…), behind all claims of a document (doc/…), or behind all
claims about an entity, given by id or name. The formats json and ndjson tell also where in the document each
stands, in code points.`,
		Example: `  quanhe evidence "Tô Lâm"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				id := args[0]
				if kind, _, ok := strings.Cut(id, "/"); !ok || kind != "claim" && kind != "doc" {
					c, err := entity(cmd.Context(), q, id)
					if err != nil {
						return a.orEmpty(citationTable(nil), err)
					}
					id = c.ID
				}
				list, err := q.Evidence(cmd.Context(), id)
				if err != nil {
					return err
				}
				return a.print(citationTable(list),
					fmt.Sprintf("no sentence stands behind %s; search, and met with -o json, tell ids", id))
			})
		},
	})
}

func citationTable(list []query.Citation) *answer {
	t := &answer{header: []string{"claim", "sentence", "document", "rule"}, under: 1}
	for _, c := range list {
		t.add(c, c.Line, c.Text, c.Document.Path, c.Rule)
	}
	return t
}
