package main

import (
	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

// conflictKinds are what documents can contradict each other in.
var conflictKinds = []string{"date", "place", "holder", "country", "namesakes", "abbreviation"}

func (a *app) conflictsCommand() *cobra.Command {
	var kind string
	cmd := &cobra.Command{
		Use:   "conflicts",
		Short: "Where documents contradict each other",
		Long: `conflicts lists the dates and places that reports of one event give, the two who are seen at once in an office for
one, the countries that one person is given, the names that several bear, and the abbreviations that documents explain
as several bodies, each side with a sentence that says so.
Nothing is decided: "quanhe same" and "quanhe different" do that.`,
		Example: `  quanhe conflicts --kind holder`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var kinds []string
			if kind != "" {
				kinds = []string{kind}
			}
			return a.ask(func(q *query.Asker) error {
				list, err := q.Conflicts(cmd.Context(), kinds)
				if err != nil {
					return err
				}
				return a.print(conflictTable(list), "no contradictions are known")
			})
		},
	}
	choose(cmd, &kind, "kind", "", "only these: ", conflictKinds)
	return a.answers(cmd)
}

// conflictTable has a row for each side of a contradiction.
func conflictTable(list []query.Conflict) *answer {
	t := &answer{kind: "conflicts", header: []string{"kind", "about", "says", "sentence", "document", "id"}, under: 3}
	for _, c := range list {
		for i, s := range c.Sides {
			var sentence, document string
			if len(s.Evidence) > 0 {
				sentence, document = s.Evidence[0].Text, more(s.Evidence[0].Document.Path, documentsOf(s.Evidence))
			}
			if i > 0 {
				t.goOn()
			}
			id := c.IDs[min(i, len(c.IDs)-1)]
			t.rows = append(t.rows, []string{c.Kind, c.About, s.Value, sentence, document, id})
		}
		t.values = append(t.values, c)
	}
	return t
}

// documentsOf counts the documents that sentences stand in.
func documentsOf(list []query.Citation) int {
	docs := map[string]bool{}
	for _, c := range list {
		docs[c.Document.ID] = true
	}
	return len(docs)
}
