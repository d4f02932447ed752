package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
	"quanhe/graph/store"
)

func (a *app) evidenceCommand() *cobra.Command {
	var limit, context int
	cmd := &cobra.Command{
		Use:   "evidence ID|NAME",
		Short: "The sentences behind a claim, an event, a document or an entity",
		Long: `evidence lists the sentences behind a claim (claim/…), behind all reports of an event (event/…), behind all
claims of a document (doc/…), or behind all claims about an entity, given by id or name. The formats json and ndjson tell also where in the document each
stands, in code points. --context shows what stands around each, where the file that it was read from is still there.`,
		Example: `  quanhe evidence "Tô Lâm"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(func(v *store.View, base string) error {
				q := query.New(v, base)
				id := args[0]
				if kind, _, ok := strings.Cut(id, "/"); !ok || !slices.Contains([]string{"claim", "event", "doc"}, kind) {
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
				if context > 0 && len(list) > 0 {
					shown, _ := firsts(list, limit)
					n, err := surround(cmd.Context(), v, shown, context)
					if err != nil {
						return err
					}
					if n < len(shown) {
						a.say("quanhe: what stands around %d of %d is not known: their files are gone or not as they were", len(shown)-n, len(shown))
					}
				}
				return a.print(evidenceAnswer(list, limit),
					fmt.Sprintf("no sentence stands behind %s; search, and met with -o json, tell ids", id))
			})
		},
	}
	limitFlag(cmd, &limit, 100, "sentences")
	cmd.Flags().IntVar(&context, "context", 0, "so many characters before and after each sentence")
	return a.answers(cmd)
}

func evidenceAnswer(list []query.Citation, limit int) *answer {
	t := &answer{kind: "evidence", header: []string{"claim", "date", "sentence", "document", "url", "rule"}, under: 2}
	list, t.more = firsts(list, limit)
	for _, c := range list {
		t.add(c, c.Line, c.Document.Date, around(c), c.Document.Path, c.Document.URL, c.Rule)
	}
	return t
}

// around is a sentence, in brackets among what stands around it if that is known.
func around(c query.Citation) string {
	if c.Before+c.After == "" {
		return c.Text
	}
	return c.Before + "[" + c.Text + "]" + c.After
}
