package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) holdersCommand() *cobra.Command {
	var org, on string
	var limit int
	var reports bool
	cmd := &cobra.Command{
		Use:   "holders OFFICE",
		Short: "Who held an office, and when the news saw them in it",
		Long: `holders lists who held an office by what the documents say. "first" and "last" are the earliest and the latest
date at which a document says so: sightings, not a term of office. Status says since and until when where an event, such
as an election, tells it. Who left the office and took it again has a row for each term, if anything says that the first
one ended: an event, somebody else in the office, or who calls it past. With --on, "how" says how sure it is: seen in
office on the date, possibly (a vague date), between two sightings, or disputed, as somebody else was seen meanwhile. At
the end stand those between two terms, who did not hold it, and those perhaps between two, as no event tells the days.`,
		Example: `  quanhe holders "Trưởng ban Đối ngoại Trung ương"
  quanhe holders "Thủ tướng" --org Lào --on 2024-01`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ask(func(q *query.Asker) error {
				opt := query.HoldersOptions{On: on, Limit: beyond(limit), Reports: reports}
				office, err := entity(cmd.Context(), q, args[0], "office")
				if err != nil {
					return a.orEmpty(holdersAnswer(nil, on != "", 0), err)
				}
				opt.Offices = []string{office.ID}
				if org != "" {
					owner, err := entity(cmd.Context(), q, org, "country", "party", "organization", "place")
					if err != nil {
						return a.orEmpty(holdersAnswer(nil, on != "", 0), err)
					}
					opt.Orgs = []string{owner.ID}
				}
				list, err := q.Holders(cmd.Context(), opt)
				if err != nil {
					return err
				}
				message := ""
				if len(list) == 0 {
					if message, err = noHolder(cmd.Context(), q, opt, office.Name, org, args[0]); err != nil {
						return err
					}
				}
				return a.print(holdersAnswer(list, on != "", limit), message)
			})
		},
	}
	cmd.Flags().StringVar(&org, "org", "", "country, party or body that the office belongs to")
	cmd.Flags().StringVar(&on, "on", "", "who held it on this date, as 2021, 2021-09 or 2021-09-05")
	cmd.Flags().BoolVar(&reports, "reports", false, "list every sighting under its row")
	limitFlag(cmd, &limit, 100, "rows")
	return a.answers(cmd)
}

// noHolder says whose holders were searched in vain, what there would be without the bounds, and which names are near.
func noHolder(ctx context.Context, q *query.Asker, opt query.HoldersOptions, office, org, asked string) (string, error) {
	msg := "nobody is known to have held the office " + office
	if org != "" {
		msg += " of " + org
	}
	if opt.On != "" {
		msg += " on " + opt.On
	}
	all, err := q.Holders(ctx, query.HoldersOptions{Offices: opt.Offices})
	if err != nil {
		return "", err
	}
	if len(all) > 0 {
		msg += fmt.Sprintf("; without date and owner there are %d", len(all))
	}
	near, err := nearNames(ctx, q, []string{asked})
	return msg + near, err
}

func holdersAnswer(list []query.Holding, on bool, limit int) *answer {
	t := &answer{kind: "holders", header: []string{"person", "of", "status", "first", "last", "sentence", "document"}, under: 5}
	if on {
		t.header = append([]string{"how"}, t.header...)
		t.under++
	}
	list, t.more = firsts(list, limit)
	for _, h := range list {
		cells := holdingCells(h)
		if on {
			cells = append([]string{string(h.How)}, cells...)
		}
		t.add(h, cells...)
		for _, c := range h.Evidence[min(1, len(h.Evidence)):] {
			more := make([]string, len(t.header))
			more[t.under], more[t.under+1] = c.Text, c.Document.Path
			t.rows = append(t.rows, more)
		}
	}
	return t
}

func holdingCells(h query.Holding) []string {
	var sentence, document string
	if len(h.Evidence) > 0 {
		sentence, document = h.Evidence[0].Text, h.Evidence[0].Document.Path
	}
	if h.Reports > 1 {
		document = fmt.Sprintf("%s (%s)", document, count(h.Reports, "report"))
	}
	return []string{h.Person.Name, h.Org.Name, standing(h), h.First, h.Last, sentence, document}
}

// standing says how somebody holds an office, and when events began and ended it: current since 2016-04-07, held until
// 2021-04-02.
func standing(h query.Holding) string {
	s := h.Status
	if h.Finish != "" && s == "current" {
		s = "held"
	}
	if h.Start != "" {
		s += " since " + h.Start
	}
	if h.Finish != "" {
		s += " until " + h.Finish
	}
	return s
}
