package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"quanhe/graph/ledger"
	"quanhe/graph/store"
)

func (a *app) verifyCommand() *cobra.Command {
	repair := false
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that the store is sound, and repair it",
		Long: `verify reads all of the store: every order must hold the same quads, and the dictionary their values. Each fault is a
line of standard output; the exit status is then 1.

--repair puts back what is missing from what the other orders hold, and takes out what has no place. A document of which a
value is lost for good is dropped, for the next extract to read again. The exit status is 0 when the store then is sound.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.verify(cmd.Context(), repair) },
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "repair what can be repaired, and drop documents of which something is lost")
	return cmd
}

// verify prints the faults of the store, and repairs them if it shall.
func (a *app) verify(ctx context.Context, repair bool) (err error) {
	s, err := store.Open(a.dir, store.Options{ReadOnly: !repair})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	v, err := ledger.Verify(ctx, s, repair, func(f store.Fault) error {
		_, err := fmt.Fprintln(a.stdout, f)
		return err
	})
	if err != nil {
		return err
	}
	faults := fmt.Sprintf("%s in %s", count(v.Count, "fault"), a.dir)
	for _, id := range v.Lost {
		what := "values of it are lost"
		if repair {
			what = "dropped, as values of it were lost; extract it again"
		}
		fmt.Fprintf(a.stdout, "%s: %s\n", id, what)
	}
	switch {
	case v.Sound() && v.Count == 0:
		a.say("%s is sound: %d quads, %d values.", a.dir, v.Quads, v.Values)
		return nil
	case v.Sound():
		a.say("%s repaired: %d quads, %d values.", faults, v.Quads, v.Values)
		return nil
	case repair:
		return fmt.Errorf("%s could not be repaired; extract the documents into a new store", faults)
	case v.Repairable():
		return fmt.Errorf("%s; quanhe verify --repair puts right what is wrong, nothing is lost", faults)
	}
	return fmt.Errorf("%s; quanhe verify --repair drops documents of which something is lost, and the next extract reads them again", faults)
}
