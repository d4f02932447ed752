package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) showCommand() *cobra.Command {
	var reports bool
	cmd := &cobra.Command{
		Use:   "show NAME|ID",
		Short: "All that is known of a person, office, country, organization or place",
		Example: `  quanhe show "Tô Lâm"
  quanhe show country/viet-nam`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				c, err := entity(cmd.Context(), q, args[0])
				if err != nil {
					return a.orEmpty(factTable(nil), err)
				}
				p, err := q.Show(cmd.Context(), c.ID, reports)
				if err != nil {
					return err
				}
				var facts []query.Fact
				for _, s := range p.Sections {
					facts = append(facts, s.Facts...)
				}
				t := factTable(facts)
				t.whole = p
				t.above = heading(p.Candidate)
				return a.print(t, "nothing else is known of "+p.Name)
			})
		},
	}
	reportsFlag(cmd, &reports)
	return a.answers(cmd)
}

// heading introduces an entity.
func heading(c query.Candidate) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s, in %s\n", c.Name, c.ID, count(c.Documents, "document"))
	if len(c.Aliases) > 0 {
		fmt.Fprintf(&b, "also %s\n", strings.Join(c.Aliases, ", "))
	}
	return b.String() + "\n"
}
