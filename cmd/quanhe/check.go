package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check rules and run the examples they carry",
		Long: `check reads the rules in DIR, or those built in, reports every fault with its file, line and column,
and runs the examples that the rules carry. The exit status is 1 when something is wrong.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.rulesDir = args[0]
			}
			x, _, err := a.extractor()
			if err != nil {
				return err
			}
			r, err := x.Check(a.stdout)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s, %s: %d failed, %s\n",
				count(r.Rules, "rule"), count(r.Tests, "example"), r.Failed, count(r.Todo, "known gap"))
			if r.Failed > 0 {
				return errors.New("some examples failed; quanhe explain shows what a rule sees in a sentence")
			}
			return nil
		},
	}
}
