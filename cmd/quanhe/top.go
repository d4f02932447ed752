package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) topCommand() *cobra.Command {
	var opt query.TopOptions
	var limit int
	whats := []string{query.Met, query.Events, query.Holders}
	cmd := &cobra.Command{
		Use:   "top met|events|holders",
		Short: "Who, which country or which month has most encounters, events or holders of offices",
		Long: `top counts events, not reports: encounters (met), all that happened (events), or who was seen in which office
(holders). An event counts once for each person who was there, and once for each country of theirs. "certain" is how
many of them lie in the time asked for whatever their dates mean.`,
		Example: `  quanhe top met --from 2021 --to 2021
  quanhe top events --by month`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: whats,
		RunE: func(cmd *cobra.Command, args []string) error {
			if opt.What = args[0]; !slices.Contains(whats, opt.What) {
				return usage("top %s: there is %s", opt.What, either(whats))
			}
			if opt.What == query.Holders && len(opt.Types) > 0 {
				return usage("top holders: --type is for events; top events counts those")
			}
			return a.ask(func(q *query.Asker) error {
				if err := checkTypes(cmd.Context(), q, opt.Types); err != nil {
					return err
				}
				opt.Limit = beyond(limit)
				list, err := q.Top(cmd.Context(), opt)
				if err != nil {
					return err
				}
				t := &answer{kind: "top", header: []string{opt.By, opt.What, "certain", "id"}}
				list, t.more = firsts(list, limit)
				for _, r := range list {
					t.add(r, r.Name, strconv.Itoa(r.N), strconv.Itoa(r.Certain), r.ID)
				}
				return a.print(t, fmt.Sprintf("there is nothing to count%s", within(opt.From, opt.To)))
			})
		},
	}
	opt.By = query.ByPerson
	choose(cmd, &opt.By, "by", "", "count by ", []string{query.ByPerson, query.ByCountry, query.ByMonth})
	periodFlags(cmd, &opt.From, &opt.To)
	typesFlag(cmd, &opt.Types, "only these relations, such as talks,phone_call")
	limitFlag(cmd, &limit, 20, "rows")
	return a.answers(cmd)
}
