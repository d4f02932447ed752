package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) holdersCommand() *cobra.Command {
	var org, on string
	cmd := &cobra.Command{
		Use:   "holders OFFICE",
		Short: "Who held an office, and when the news saw them in it",
		Long: `holders lists who held an office by what the documents say. "first" and "last" are the earliest and the latest
date at which a document says so: sightings, not a term of office. With --on, "how" says how sure it is: seen in
office on the date, possibly (a vague date), between two sightings, or disputed, as somebody else was seen meanwhile.`,
		Example: `  quanhe holders "Trưởng ban Đối ngoại Trung ương"
  quanhe holders "Thủ tướng" --org Lào --on 2024-01`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				opt := query.HoldersOptions{On: on}
				office, err := entity(cmd.Context(), q, args[0], "office")
				if err != nil {
					return a.orEmpty(holdingTable(nil, on != ""), err)
				}
				opt.Offices = []string{office.ID}
				if org != "" {
					owner, err := entity(cmd.Context(), q, org, "country", "party", "organization", "place")
					if err != nil {
						return a.orEmpty(holdingTable(nil, on != ""), err)
					}
					opt.Orgs = []string{owner.ID}
				}
				list, err := q.Holders(cmd.Context(), opt)
				if err != nil {
					return err
				}
				return a.print(holdingTable(list, on != ""),
					fmt.Sprintf("nobody is known to have held the office %s then and there", office.Name))
			})
		},
	}
	cmd.Flags().StringVar(&org, "org", "", "country, party or body that the office belongs to")
	cmd.Flags().StringVar(&on, "on", "", "who held it on this date, as 2021, 2021-09 or 2021-09-05")
	return a.answers(cmd)
}

func holdingTable(list []query.Holding, on bool) *answer {
	t := &answer{header: []string{"person", "of", "status", "first", "last", "sentence", "document"}, under: 5}
	if on {
		t.header = append([]string{"how"}, t.header...)
		t.under++
	}
	for _, h := range list {
		var sentence, document string
		if len(h.Evidence) > 0 {
			sentence, document = h.Evidence[0].Text, h.Evidence[0].Document.Path
		}
		cells := []string{h.Person.Name, h.Org.Name, h.Status, h.First, h.Last, sentence, more(document, h.Reports)}
		if on {
			cells = append([]string{string(h.How)}, cells...)
		}
		t.add(h, cells...)
	}
	return t
}
