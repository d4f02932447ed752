package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/rules"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check rules and run the examples they carry",
		Long: `check reads the rules built in, with those in DIR laid over them, reports every fault with its file, line and
column, and runs the examples that the rules carry. The exit status is 1 when something is wrong.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.rulesDir = args[0]
			}
			x, _, err := a.extractor()
			if err != nil {
				return err
			}
			return a.check(x)
		},
	}
	return a.rulesFlag(cmd)
}

// check prints what lint finds and which examples fail.
func (a *app) check(x *extract.Extractor) error {
	var faults rules.Errors
	if err := x.Lint(); err != nil && !errors.As(err, &faults) {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(a.stdout, f)
	}
	r, err := x.Check(a.stdout)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s, %s: %d failed, %s; %s\n", count(r.Rules, "rule"), count(r.Tests, "example"), r.Failed,
		count(r.Todo, "known gap"), count(len(faults), "fault"))
	switch {
	case r.Failed > 0:
		return errors.New("some examples failed; quanhe explain shows what a rule sees in a sentence")
	case len(faults) > 0:
		return errors.New("the rules work, but not as somebody meant them: see the faults above")
	}
	return nil
}
