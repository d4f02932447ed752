package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/rules"
)

func (a *app) checkCommand() *cobra.Command {
	var other string
	var cover, slow bool
	cmd := &cobra.Command{
		Use:   "check [DIR] | check --diff OTHER | --coverage | --slow PATH…",
		Short: "Check rules and run the examples they carry; show what they do to documents",
		Long: `check reads the rules built in, with those in DIR laid over them, reports every fault with its file, line and
column, and runs the examples that the rules carry. The exit status is 1 when something is wrong.

With one of the flags it reads the documents of PATH… instead, as extract does:
  --diff OTHER  claims gained, lost and changed if the rules in the folder OTHER were used instead of those in use
  --coverage    rules, alternatives of patterns and slots that no document puts to use
  --slow        the rules whose patterns take longest; without PATH on the examples of the rules
For these --rules names the rules in use.`,
		Example: `  quanhe check my-rules
  quanhe check --diff my-rules articles/
  quanhe check --rules my-rules --coverage articles/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case other != "" && (cover || slow), cover && slow:
				return usage("--diff, --coverage and --slow are separate questions: ask one at a time")
			case other != "" || cover:
				if len(args) == 0 {
					return usage("name the documents to read: files, folders, or - for standard input")
				}
			case !slow && len(args) > 1, !slow && len(args) == 1 && a.rulesDir != "":
				return usage("check takes one folder of rules; documents need --diff, --coverage or --slow")
			case !slow && len(args) == 1:
				a.rulesDir = args[0]
			}
			if other != "" {
				return a.diff(cmd.Context(), other, args)
			}
			x, _, err := a.extractor()
			switch {
			case err != nil:
				return err
			case cover:
				return a.coverage(cmd.Context(), x, args)
			case slow:
				return a.slowest(cmd.Context(), x, args)
			}
			return a.check(x)
		},
	}
	f := cmd.Flags()
	f.StringVar(&other, "diff", "", "folder of other rules to compare those in use with")
	f.BoolVar(&cover, "coverage", false, "list what of the rules no document puts to use")
	f.BoolVar(&slow, "slow", false, "list the slowest rules")
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
