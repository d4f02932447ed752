package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
)

func (a *app) pathCommand() *cobra.Command {
	var opt query.PathOptions
	cmd := &cobra.Command{
		Use:   "path A B",
		Short: "The shortest chains of encounters between two persons",
		Long: `path lists shortest chains of persons who met, from one to another, with the first event at which the two of each
step met and how many there were. --max bounds the steps, --limit the chains.`,
		Example: `  quanhe path "Lê Hoài Trung" "Hun Xen" --to 2021`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if opt.Max < 1 {
				return usage("--max: a chain has at least one step")
			}
			if opt.Limit < 1 {
				return usage("--limit: there are many chains; ask for one or some")
			}
			return a.ask(func(q *query.Asker) error {
				if err := checkTypes(cmd.Context(), q, opt.Types); err != nil {
					return err
				}
				var ends [2]query.Candidate
				for i, name := range args {
					var err error
					if ends[i], err = entity(cmd.Context(), q, name, "person"); err != nil {
						return a.orEmpty(pathAnswer(nil), err)
					}
				}
				chains, err := q.Path(cmd.Context(), ends[0].ID, ends[1].ID, opt)
				if err != nil {
					return err
				}
				message := ""
				if len(chains) == 0 {
					near, err := nearNames(cmd.Context(), q, args)
					if err != nil {
						return err
					}
					hint, err := otherwise(cmd.Context(), q, ends, opt)
					if err != nil {
						return err
					}
					message = fmt.Sprintf("no chain of at most %s leads from %s to %s%s%s%s", count(opt.Max, "encounter"),
						ends[0].Name, ends[1].Name, within(opt.From, opt.To), hint, near)
				}
				return a.print(pathAnswer(chains), message)
			})
		},
	}
	periodFlags(cmd, &opt.From, &opt.To)
	cmd.Flags().IntVar(&opt.Max, "max", farthest, "most steps")
	typesFlag(cmd, &opt.Types, "only these relations, such as talks,phone_call")
	cmd.Flags().IntVar(&opt.Limit, "limit", 3, "most chains to print")
	return a.answers(cmd)
}

// farthest is how many steps a chain has at most if --max does not say so.
const farthest = 6

// otherwise says whether there would be a longer chain, or one if being at one conference counted.
func otherwise(ctx context.Context, q *query.Asker, ends [2]query.Candidate, opt query.PathOptions) (string, error) {
	if opt.Max < farthest {
		longer := opt
		longer.Max = farthest
		chains, err := q.Path(ctx, ends[0].ID, ends[1].ID, longer)
		if err != nil {
			return "", err
		}
		if len(chains) > 0 {
			return fmt.Sprintf("; there is one of %s: --max %[2]d", count(len(chains[0].Steps), "step"), len(chains[0].Steps)), nil
		}
	}
	if len(opt.Types) > 0 {
		return "", nil
	}
	opt.Types = append(query.Encounters(), "conference", "congress", "ceremony")
	chains, err := q.Path(ctx, ends[0].ID, ends[1].ID, opt)
	if len(chains) == 0 || err != nil {
		return "", err
	}
	return fmt.Sprintf("; over conferences there is one of %s: --type %s", count(len(chains[0].Steps), "step"),
		strings.Join(opt.Types, ",")), nil
}

// pathAnswer has a row for each step of each chain.
func pathAnswer(chains []query.Chain) *answer {
	t := &answer{kind: "path", header: []string{"step", "from", "to", "date", "type", "events", "sentence", "document"}, under: 6}
	for i, c := range chains {
		if len(chains) > 1 {
			t.title(fmt.Sprintf("chain %d", i+1))
		}
		for n, s := range c.Steps {
			f := s.Fact
			t.rows = append(t.rows, []string{strconv.Itoa(n + 1), s.From.Name, s.To.Name, dateCell(f), typeCell(f),
				strconv.Itoa(s.Events), f.Sentence, reportsCell(f)})
		}
		t.values = append(t.values, c)
	}
	return t
}
