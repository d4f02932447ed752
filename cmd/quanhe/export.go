package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"quanhe/graph/export"
	"quanhe/graph/store"
)

func (a *app) exportCommand() *cobra.Command {
	var opt export.Options
	var format, projection, out string
	cmd := &cobra.Command{
		Use:   "export -f FORMAT",
		Short: "Write the graph for Gephi, Graphviz or an RDF store",
		Long: `export writes the graph in one of the formats, seen through a projection that says what becomes a node: events
(events and who took part), actors (persons who met), offices (who held what) or full (the graph as it is).
A file is written as a whole or not at all.`,
		Example: `  quanhe export -f dot -p actors | dot -Tsvg > actors.svg
  quanhe export -f nquads --out graph.nq`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format == "" {
				return usage("say which format with -f: %s", either(words(export.Formats())))
			}
			opt.Format, opt.Projection = export.Format(format), export.Projection(projection)
			return a.view(func(v *store.View, base string) error {
				opt.Base = base
				var n export.Counts
				write := func(w io.Writer) (err error) {
					n, err = export.Write(cmd.Context(), w, v, opt)
					return err
				}
				if out == "" {
					return write(a.stdout)
				}
				if err := writeFile(out, write); err != nil {
					return err
				}
				a.say("%s: %s", out, sizes(n))
				return nil
			})
		},
	}
	f := cmd.Flags()
	choose(cmd, &format, "format", "f", "", words(export.Formats()))
	choose(cmd, &projection, "projection", "p", "what becomes a node: ", words(export.Projections()))
	f.StringVar(&out, "out", "", "file to write, instead of standard output")
	f.StringVar(&opt.From, "from", "", "only events since this date, as 2021, 2021-09 or 2021-09-05")
	f.StringVar(&opt.To, "to", "", "only events until this date")
	f.StringSliceVar(&opt.Types, "type", nil, "only these relations, such as talks,phone_call")
	f.BoolVar(&opt.Planned, "planned", false, "also events that were only planned, marked as such")
	return cmd
}

func words[S ~string](list []S) []string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}

// sizes says how large an export is.
func sizes(n export.Counts) string {
	if n.Quads > 0 {
		return count(n.Quads, "quad")
	}
	return count(n.Nodes, "node") + ", " + count(n.Edges, "edge")
}

// writeFile writes a file beside path and puts it there only when all of it is on disk.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync()); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
