package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

func (a *app) sameCommand() *cobra.Command {
	return a.decide(true, "same A B", "Decide that two names mean one, or that two reports tell of one event",
		`same writes a decision: it wins over what quanhe finds by itself and changes nothing that a source said. A and B are
names or ids; ids of events come from "quanhe met -o json" and "quanhe conflicts".`,
		`  quanhe same "Hun Sen" "Hun Xen" --why "old spelling"`)
}

func (a *app) differentCommand() *cobra.Command {
	return a.decide(false, "different A B", "Decide that two names, or two reports of events, are not the same",
		`different writes a decision that keeps two apart, as "quanhe same" writes one that joins them.`,
		`  quanhe different "Lê Minh Hoan" "Lê Minh Hoàn"`)
}

func (a *app) decide(same bool, use, short, long, example string) *cobra.Command {
	var who, why string
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d := resolve.Decision{Same: same, Who: who, Why: why, When: now()}
			if err := named(who); err != nil {
				return err
			}
			err := a.view(func(v *store.View, base string) (err error) {
				q := query.New(v, base)
				if d.A, err = side(cmd.Context(), q, v, base, args[0]); err == nil {
					d.B, err = side(cmd.Context(), q, v, base, args[1])
				}
				return err
			})
			if err != nil {
				return err
			}
			if err := d.Check(); err != nil {
				return err
			}
			return a.log([]resolve.Entry{{Decision: d}})
		},
	}
	whoFlag(cmd, &who, "who decides")
	cmd.Flags().StringVar(&why, "why", "", "for what reason")
	return cmd
}

// whoFlag adds the flag --who.
func whoFlag(cmd *cobra.Command, value *string, what string) {
	cmd.Flags().StringVar(value, "who", cmp.Or(os.Getenv("USER"), os.Getenv("USERNAME")), what)
}

// named reports a decision with nobody behind it.
func named(who string) error {
	if who == "" {
		return usage("--who: a decision needs a name behind it; $USER is empty")
	}
	return nil
}

// now is the time as decisions note it: to the millisecond, as of two about one pair the later counts.
func now() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000Z07:00") }

// side reads one side of a decision: an event by its id, or the one spelling that a name means.
func side(ctx context.Context, q *query.Asker, v *store.View, base, name string) (resolve.Side, error) {
	list, err := q.Spellings(ctx, name)
	if err != nil {
		return resolve.Side{}, err
	}
	switch {
	case len(list) == 0:
		return resolve.Side{}, &notFound{fmt.Sprintf("nothing is called %q; quanhe search finds names", name)}
	case len(list) > 1:
		var b strings.Builder
		for _, s := range list {
			fmt.Fprintf(&b, "  %s  %s\n", s.ID, s.Name)
		}
		return resolve.Side{}, fmt.Errorf("%q can mean:\n%suse the id in place of the name", name, &b)
	case strings.HasPrefix(list[0].ID, "event/"):
		return resolve.EventSide(v, base, list[0].ID, list[0].Name)
	}
	return resolve.Side{ID: list[0].ID, Name: list[0].Name}, nil
}

// log writes entries into the log of the store.
func (a *app) log(entries []resolve.Entry) (err error) {
	s, err := store.Open(a.dir, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var n int
	err = s.Update(func(tx *store.Tx) error {
		n, err = resolve.Log(tx, s.Base(), entries)
		return err
	})
	if err == nil {
		a.say("%s written to the log of %s.", count(n, "decision"), a.dir)
	}
	return err
}

// entries reads the log of the store.
func (a *app) entries() (list []resolve.Entry, err error) {
	err = a.view(func(v *store.View, base string) error {
		list, err = resolve.Entries(v, base)
		return err
	})
	return list, err
}

func (a *app) undoCommand() *cobra.Command {
	var who string
	cmd := &cobra.Command{
		Use:   "undo [ID]",
		Short: "Take back a decision, the last one if none is named",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := named(who); err != nil {
				return err
			}
			list, err := a.entries()
			if err != nil {
				return err
			}
			for i := len(list) - 1; i >= 0; i-- {
				e := list[i]
				if e.Undone() || len(args) > 0 && e.ID != args[0] {
					continue
				}
				e.UndoneBy, e.UndoneWhen = who, now()
				return a.log([]resolve.Entry{e})
			}
			return errors.New("no such decision is in force; quanhe decisions lists them")
		},
	}
	whoFlag(cmd, &who, "who takes it back")
	return cmd
}

func (a *app) decisionsCommand() *cobra.Command {
	cmd := a.answers(&cobra.Command{
		Use:   "decisions",
		Short: "What people decided to be the same or different",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := a.entries()
			if err != nil {
				return err
			}
			t := &answer{kind: "decisions", header: []string{"when", "who", "decision", "a", "b", "why", "undone", "id"}}
			for _, e := range list {
				kind := "different"
				if e.Same {
					kind = "same"
				}
				t.add(e, e.When, e.Who, kind, e.A.Name, e.B.Name, e.Why, e.UndoneWhen, e.ID)
			}
			return a.print(t, "nothing was decided")
		},
	})
	cmd.AddCommand(&cobra.Command{
		Use:   "export",
		Short: "Print the log, a JSON object a line, for a file under version control",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := a.entries()
			if err != nil {
				return err
			}
			w := bufio.NewWriter(a.stdout)
			return cmp.Or(resolve.WriteEntries(w, list), w.Flush())
		},
	}, &cobra.Command{
		Use:   "import FILE|-",
		Short: "Add the decisions of a file that export wrote; those that the log has are passed over",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			in := a.stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer f.Close()
				in = f
			}
			list, err := resolve.ReadEntries(in)
			if err != nil {
				return fmt.Errorf("%s: %w; quanhe decisions export writes such files", args[0], err)
			}
			return a.log(list)
		},
	})
	return cmd
}
