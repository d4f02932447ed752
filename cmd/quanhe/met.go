package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/export"
	"quanhe/graph/query"
)

func (a *app) metCommand() *cobra.Command {
	var opt query.MetOptions
	var format string
	var countries []string
	var limit int
	cmd := &cobra.Command{
		Use:   "met A [B…]",
		Short: "Who met whom and when",
		Long: `met lists the meetings, talks, phone calls, working sessions and visits of somebody, of two with each other, or of
several together, and for each the sentence that says it best. With --country one side is a country and all who act
for it. Who receives or is received together is on one side and did not meet there, unless documents give them different
countries. Being at one conference is no meeting; --type conference lists it. Names are looked up without regard to case
and diacritics. A date followed by "?" may lie outside the time asked for.`,
		Example: `  quanhe met "nguyen phu trong" --from 2021-09 --to 2021-09
  quanhe met "Tô Lâm" "Tập Cận Bình" --type talks
  quanhe met "Phạm Minh Chính" --country "Nhật Bản"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args)+len(countries) == 0 {
				return usage("say who: a name or several, or --country")
			}
			return a.ask(func(q *query.Asker) error {
				if err := checkTypes(cmd.Context(), q, opt.Types); err != nil {
					return err
				}
				var meant []string
				for _, name := range args {
					c, err := entity(cmd.Context(), q, name, parties...)
					if err != nil {
						return a.orEmpty(factsAnswer("met", nil, 0), err)
					}
					if slices.ContainsFunc(opt.With, func(side []string) bool { return side[0] == c.ID }) {
						return usage("met %s: two of the names mean %s", strings.Join(args, ", "), c.ID)
					}
					opt.With = append(opt.With, []string{c.ID})
					meant = append(meant, c.Name)
				}
				for _, name := range countries {
					c, err := entity(cmd.Context(), q, name, "country")
					if err != nil {
						return a.orEmpty(factsAnswer("met", nil, 0), err)
					}
					opt.Countries = append(opt.Countries, c.ID)
					meant = append(meant, c.Name)
				}
				if opt.Limit = beyond(limit); format != "" && !cmd.Flags().Changed("limit") {
					opt.Limit, limit = 0, 0 // a picture is of all
				}
				facts, err := q.Met(cmd.Context(), opt)
				if err != nil {
					return err
				}
				t := factsAnswer("met", facts, limit)
				if format != "" {
					facts, _ = firsts(facts, limit)
					return a.exportFacts(cmd, facts, export.Format(format))
				}
				var message string
				if len(facts) == 0 {
					if message, err = notMet(cmd.Context(), q, opt, meant); err != nil {
						return err
					}
				}
				return a.print(t, message)
			})
		},
	}
	periodFlags(cmd, &opt.From, &opt.To)
	f := cmd.Flags()
	f.StringVar(&opt.Place, "place", "", "only at this place")
	f.StringArrayVar(&countries, "country", nil, "with this country, or somebody of it; again for several")
	typesFlag(cmd, &opt.Types, "only these relations, such as talks,phone_call")
	f.BoolVar(&opt.Planned, "planned", false, "also what was only planned")
	choose(cmd, &format, "export", "", "write the answer as a picture: ", words(pictures()))
	reportsFlag(cmd, &opt.Reports)
	limitFlag(cmd, &limit, 100, "events")
	return a.answers(cmd)
}

// notMet says what was searched in vain, what there would be without the bounds, and which names are near.
func notMet(ctx context.Context, q *query.Asker, opt query.MetOptions, names []string) (string, error) {
	what := "encounter (" + either(query.Encounters()) + ")"
	if len(opt.Types) > 0 {
		what = either(opt.Types)
	}
	msg := fmt.Sprintf("no %s of %s is known%s", what, strings.Join(names, " and "), within(opt.From, opt.To))
	if opt.Place != "" {
		msg += " at " + opt.Place
	}
	free := query.MetOptions{With: opt.With, Countries: opt.Countries, Types: opt.Types, Planned: true}
	all, err := q.Met(ctx, free)
	if err != nil {
		return "", err
	}
	planned := 0
	for _, f := range all {
		if f.Modality != "actual" {
			planned++
		}
	}
	if held := len(all) - planned; held > 0 {
		msg += fmt.Sprintf("; %d without time and place", held)
	}
	if planned > 0 {
		msg += fmt.Sprintf("; %d only planned, which --planned lists", planned)
	}
	if len(all) == 0 {
		msg += "; quanhe show NAME tells what is"
	}
	for _, say := range []func(context.Context, *query.Asker, query.MetOptions) (string, error){onOneSide, forCountry, noPlace} {
		more, err := say(ctx, q, opt)
		if err != nil {
			return "", err
		}
		msg += more
	}
	near, err := nearNames(ctx, q, names)
	return msg + near, err
}

// forCountry says how often those who act for a country met somebody, where it was asked for by itself.
func forCountry(ctx context.Context, q *query.Asker, opt query.MetOptions) (string, error) {
	var persons [][]string
	countries := slices.Clone(opt.Countries)
	for _, ids := range opt.With {
		if strings.HasPrefix(ids[0], "country/") {
			countries = append(countries, ids[0])
		} else {
			persons = append(persons, ids)
		}
	}
	if len(countries) == len(opt.Countries) {
		return "", nil
	}
	opt.With, opt.Countries, opt.Limit, opt.Reports = persons, countries, 0, false
	list, err := q.Met(ctx, opt)
	if len(list) == 0 || err != nil {
		return "", err
	}
	return fmt.Sprintf("; those who act for it had %s: --country in place of the name", count(len(list), "encounter")), nil
}

// noPlace says that no place has a name, and which are near.
func noPlace(ctx context.Context, q *query.Asker, opt query.MetOptions) (string, error) {
	if opt.Place == "" {
		return "", nil
	}
	list, err := q.Find(ctx, opt.Place, "place", "country", "organization")
	if len(list) > 0 || err != nil {
		return "", err
	}
	near, err := q.Near(ctx, opt.Place, 3)
	if err != nil || len(near) == 0 {
		return fmt.Sprintf("; no place with an id is called %q", opt.Place), err
	}
	return fmt.Sprintf("; no place with an id is called %q, near it:\n%s", opt.Place, strings.TrimSuffix(candidates(near), "\n")), nil
}

// onOneSide says at what all were who did not meet there, as they were on one side.
func onOneSide(ctx context.Context, q *query.Asker, opt query.MetOptions) (string, error) {
	if len(opt.With)+len(opt.Countries) < 2 {
		return "", nil
	}
	opt.OneSide, opt.Limit, opt.Reports = true, 0, false
	list, err := q.Met(ctx, opt)
	if len(list) == 0 || err != nil {
		return "", err
	}
	f := list[0]
	return fmt.Sprintf("; they were on one side of %s: the first is a %s, quanhe evidence %s", count(len(list), "encounter"),
		strings.TrimSpace(f.Relation+" "+f.Date), cmp.Or(f.Event, f.Claim)), nil
}

// within says a period in words.
func within(from, to string) string {
	switch {
	case from != "" && to != "":
		return fmt.Sprintf(" from %s to %s", from, to)
	case from != "":
		return " since " + from
	case to != "":
		return " until " + to
	}
	return ""
}

// nearNames lists names near those that were asked for and understood: perhaps another one was meant.
func nearNames(ctx context.Context, q *query.Asker, names []string) (string, error) {
	var lines string
	for _, name := range names {
		list, err := q.Near(ctx, name, 3)
		if err != nil {
			return "", err
		}
		lines += candidates(list)
	}
	if lines == "" {
		return "", nil
	}
	return "; names near it:\n" + strings.TrimSuffix(lines, "\n"), nil
}
