package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"quanhe/graph/export"
	"quanhe/graph/ledger"
	"quanhe/graph/resolve"
	"quanhe/graph/store"
)

func (a *app) importCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read back what export -f claims wrote",
		Long: `import reads a file of "quanhe export -f claims", or standard input ("-"), into the store, which it makes when there is
none. Of a document that the store has in another version the file's takes the place; other documents stay. A new store
holds the same graph as the one that was exported. A line that cannot be read is reported and the others go on; the
exit status is then 3.`,
		Example: `  quanhe -d old.db export -f claims --out graph.jsonl
  quanhe -d new.db import graph.jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in := &importing{app: a, name: args[0], stop: cmd.Context().Err}
			if args[0] == "-" {
				return in.run(a.stdin)
			}
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			return errors.Join(in.run(f), f.Close())
		},
	}
}

// An importing is one run of the command.
type importing struct {
	*app
	name string
	stop func() error // the reason to stop, if there is one

	documents, quads, failed int
}

func (in *importing) run(r io.Reader) (err error) {
	lines, err := export.NewClaimsReader(r)
	if err != nil {
		return fmt.Errorf("%s: %w", in.name, err)
	}
	s, err := in.openWritable(lines.Base)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	l, err := ledger.Open(s, nil) // the file says which rules read a document
	if err != nil {
		return err
	}
	err = in.lines(lines, s, l)
	if err := errors.Join(err, l.Flush(), l.Close()); err != nil {
		return err
	}
	if _, err := resolve.CatchUp(s, func(int) error { return in.stop() }); err != nil {
		return err
	}
	in.say("%s: %s, %s", in.name, count(in.documents, "document"), count(in.quads, "quad"))
	return someFailed(in.failed, in.documents)
}

func (in *importing) lines(lines *export.ClaimsReader, s *store.Store, l *ledger.Ledger) error {
	for {
		if err := in.stop(); err != nil {
			return err
		}
		line, quads, err := lines.Next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, io.ErrUnexpectedEOF) && in.failed > 0:
			return nil // what is missing has been told
		case errors.Is(err, io.ErrUnexpectedEOF) || err != nil && !errors.As(err, new(*export.LineError)):
			return fmt.Errorf("%s: %w", in.name, err)
		case err != nil:
			in.failed++
			fmt.Fprintf(in.stderr, "quanhe: %s: %v\n", in.name, err)
			continue
		}
		if line.Facts != nil {
			in.documents++
			err = l.Restore(line.Facts, quads)
		} else if quads[0].Label != nil {
			err = s.Update(func(tx *store.Tx) error { // of no document, such as what people decided
				_, err := tx.Replace(quads[0].Label, quads)
				return errors.Join(err, resolve.Outdate(tx))
			})
		} else {
			err = errors.New("quads without a label cannot be imported")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", in.name, err)
		}
		in.quads += len(quads)
	}
}
