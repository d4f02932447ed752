package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"quanhe/graph/store"
)

func (a *app) compactCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Make the store as small and as fast as it can be",
		Long: `compact rewrites the store without what was deleted or written twice. It needs free disk of about the size of the
store. Interrupted, it leaves the store as sound as it was.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.compact(cmd.Context()) },
	}
}

// compact compacts the store and says what came of it.
func (a *app) compact(ctx context.Context) (err error) {
	s, err := store.Open(a.dir, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	before, err := s.Sizes()
	if err != nil {
		return err
	}
	if err := s.Compact(ctx); err != nil {
		return err
	}
	after, err := s.Sizes()
	if err != nil {
		return err
	}
	a.say("%s: %.1f MB, %.1f MB before.", a.dir, float64(after.Disk)/1e6, float64(before.Disk)/1e6)
	return nil
}
