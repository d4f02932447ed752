package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) showCommand() *cobra.Command {
	var opt query.ShowOptions
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
					return a.orEmpty(profileAnswer(nil), err)
				}
				p, err := q.Show(cmd.Context(), c.ID, opt)
				if err != nil {
					return err
				}
				return a.print(profileAnswer(p), "nothing else is known of "+p.Name)
			})
		},
	}
	reportsFlag(cmd, &opt.Reports)
	limitFlag(cmd, &opt.Limit, 20, "rows of a section")
	return a.answers(cmd)
}

// profileAnswer tells of an entity in sections; of none, nothing.
func profileAnswer(p *query.Profile) *answer {
	t := factsAnswer("show", nil, 0)
	if t.whole = p; p == nil {
		return t
	}
	t.above = heading(p.Candidate)
	if len(p.Posts) > 0 {
		t.title(section("holds", len(p.Posts), p.Held))
	}
	for _, h := range p.Posts {
		t.fact(h.Fact())
	}
	for _, s := range p.Sections {
		t.title(section(s.Relation, len(s.Facts), s.Total))
		for _, f := range s.Facts {
			t.fact(f)
		}
	}
	return t
}

// section is the title of a section, with how much of it is shown.
func section(relation string, shown, total int) string {
	if shown < total {
		return fmt.Sprintf("%s, the first %d of %d", relation, shown, total)
	}
	return fmt.Sprintf("%s, %d", relation, total)
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
