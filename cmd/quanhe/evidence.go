package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) evidenceCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
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
						return a.orEmpty(evidenceAnswer(nil, 0), err)
					}
					id = c.ID
				}
				list, err := q.Evidence(cmd.Context(), id)
				if err != nil {
					return err
				}
				return a.print(evidenceAnswer(list, limit),
					fmt.Sprintf("no sentence stands behind %s; search, and met with -o json, tell ids", id))
			})
		},
	}
	limitFlag(cmd, &limit, 100, "sentences")
	return a.answers(cmd)
}

func evidenceAnswer(list []query.Citation, limit int) *answer {
	t := &answer{kind: "evidence", header: []string{"claim", "date", "sentence", "document", "url", "rule"}, under: 2}
	list, t.more = firsts(list, limit)
	for _, c := range list {
		t.add(c, c.Line, c.Document.Date, c.Text, c.Document.Path, c.Document.URL, c.Rule)
	}
	return t
}
