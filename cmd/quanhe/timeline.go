package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) timelineCommand() *cobra.Command {
	var opt query.TimelineOptions
	var limit int
	cmd := &cobra.Command{
		Use:   "timeline X…",
		Short: "What somebody or something took part in, by date; several together",
		Long: `timeline lists by date what a person, office, party, organization, place or country took part in; several are told
together. For a country that is also what its people, parties and organizations did; for a person, an office, a party and an
organization also from when to when the news saw whom in which office. A date followed by "?" may lie outside the time asked for.`,
		Example: `  quanhe timeline Lào --from 2021
  quanhe timeline "Tô Lâm" "Tổng Bí thư"`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				if err := checkTypes(cmd.Context(), q, opt.Types, "holds"); err != nil {
					return err
				}
				var ids []string
				for _, name := range args {
					c, err := entity(cmd.Context(), q, name)
					if err != nil {
						return a.orEmpty(factsAnswer("timeline", nil, 0), err)
					}
					ids = append(ids, c.ID)
				}
				opt.Limit = beyond(limit)
				facts, err := q.Timeline(cmd.Context(), ids, opt)
				if err != nil {
					return err
				}
				near := ""
				if len(facts) == 0 {
					if near, err = nearNames(cmd.Context(), q, args); err != nil {
						return err
					}
				}
				return a.print(factsAnswer("timeline", facts, limit), fmt.Sprintf("nothing that %s took part in is known%s%s",
					strings.Join(args, " or "), within(opt.From, opt.To), near))
			})
		},
	}
	periodFlags(cmd, &opt.From, &opt.To)
	typesFlag(cmd, &opt.Types, "only these relations, such as visit,talks; holds are tenures", "holds")
	cmd.Flags().BoolVar(&opt.Planned, "planned", false, "also what was only planned")
	reportsFlag(cmd, &opt.Reports)
	limitFlag(cmd, &limit, 100, "events")
	return a.answers(cmd)
}
