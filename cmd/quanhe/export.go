package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/export"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

func (a *app) exportCommand() *cobra.Command {
	var opt export.Options
	var format, projection, out string
	var persons, countries []string
	cmd := &cobra.Command{
		Use:   "export -f FORMAT",
		Short: "Write the graph for Gephi, Graphviz, Neo4j, Obsidian, Aleph, an RDF store …",
		Long: `export writes the graph in one of the formats, seen through a projection that says what becomes a node: events
(events and who took part), actors (persons who met), offices (who held what) or full (the graph as it is).
A file or folder is written as a whole or not at all; formats of several files (gephi-csv, neo4j-csv, markdown) are a
folder with --out and a zip archive on standard output.`,
		Example: `  quanhe export -f dot -p actors | dot -Tsvg > actors.svg
  quanhe export -f gexf -p actors --person "Tô Lâm" --depth 2 --out to-lam.gexf
  quanhe export -f claims --out graph.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format == "" {
				return usage("say which format with -f: %s", either(words(export.Formats())))
			}
			opt.Format, opt.Projection = export.Format(format), export.Projection(projection)
			return a.viewCached(exportCache, func(v *store.View, base string) error {
				opt.Base = base
				var err error
				q := query.New(v, base)
				if err := checkTypes(cmd.Context(), q, opt.Types); err != nil {
					return err
				}
				if opt.Persons, err = entities(cmd, q, persons, "person"); err != nil {
					return err
				}
				if opt.Countries, err = entities(cmd, q, countries, "country"); err != nil {
					return err
				}
				if out != "" && opt.Format.Several() {
					n, err := export.WriteDir(cmd.Context(), out, v, opt)
					if err == nil {
						a.say("%s: %s", out, sizes(n))
					}
					return err
				}
				return a.writeOut(out, func(w io.Writer) (export.Counts, error) {
					return export.Write(cmd.Context(), w, v, opt)
				})
			})
		},
	}
	f := cmd.Flags()
	choose(cmd, &format, "format", "f", "", words(export.Formats()))
	choose(cmd, &projection, "projection", "p", "what becomes a node: ", words(export.Projections()))
	choose(cmd, &opt.GEXFVersion, "gexf-version", "", "version of gexf, for old readers: ", []string{"1.2", "1.3"})
	choose(cmd, &opt.Flavor, "flavor", "", "graphml with labels for: ", []string{"yed"})
	f.StringVar(&out, "out", "", "file or folder to write, instead of standard output")
	f.StringVar(&opt.From, "from", "", "only what happened since this date, as 2021, 2021-09 or 2021-09-05")
	f.StringVar(&opt.To, "to", "", "only what happened until this date")
	typesFlag(cmd, &opt.Types, "only these relations, such as talks,phone_call")
	f.BoolVar(&opt.Planned, "planned", false, "also events that were only planned, marked as such")
	f.StringArrayVar(&persons, "person", nil, "only what concerns this person; again for several")
	f.IntVar(&opt.Depth, "depth", 0, "with --person: also what concerns persons this many encounters away (default 1: none)")
	f.StringArrayVar(&countries, "country", nil, "only what this country, or somebody of it, takes part in; again for several")
	f.IntVar(&opt.MinReports, "min-reports", 0, "only what at least this many documents report")
	return cmd
}

// exportCache is the memory for what an export has read of the store, which it reads once, in bytes.
const exportCache = 16 << 20

// pictures lists the formats in which answers can be written.
func pictures() []export.Format {
	return slices.DeleteFunc(export.Formats(), func(f export.Format) bool { return !f.Answers() })
}

// exportFacts writes an answer to standard output.
func (a *app) exportFacts(cmd *cobra.Command, facts []query.Fact, f export.Format) error {
	_, err := export.WriteFacts(cmd.Context(), a.stdout, facts, export.Options{Format: f})
	return err
}

// entities finds the ids of names, each of which must mean one entity of a type.
func entities(cmd *cobra.Command, q *query.Asker, names []string, typ string) ([]string, error) {
	var ids []string
	for _, name := range names {
		c, err := entity(cmd.Context(), q, name, typ)
		if err != nil {
			return nil, fmt.Errorf("--%s: %w", typ, err)
		}
		ids = append(ids, c.ID)
	}
	return ids, nil
}

// writeOut writes an export to a file, or to standard output when out is "".
func (a *app) writeOut(out string, write func(io.Writer) (export.Counts, error)) error {
	if out == "" {
		_, err := write(a.stdout)
		return err
	}
	var n export.Counts
	err := writeFile(out, func(w io.Writer) (err error) {
		n, err = write(w)
		return err
	})
	if err == nil {
		a.say("%s: %s", out, sizes(n))
	}
	return err
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
	switch {
	case n.Documents > 0:
		return count(n.Documents, "document") + ", " + count(n.Quads, "quad")
	case n.Quads > 0:
		return count(n.Quads, "quad")
	case n.Entities > 0:
		return strings.Replace(count(n.Entities, "entity"), "entitys", "entities", 1)
	case n.Events > 0:
		return count(n.Events, "event")
	}
	return count(n.Nodes, "node") + ", " + count(n.Edges, "edge")
}

// writeFile writes a file beside path and puts it there, with the mode of the one that was, only when all of it is on disk. A
// link stays one; what is no plain file, such as a pipe or /dev/stderr, is written to as it is.
func writeFile(path string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(path); {
	case err != nil: // a new one; what else is wrong shows below
	case info.IsDir():
		return fmt.Errorf("%s is a folder; name a file in it", path)
	case !info.Mode().IsRegular():
		return writeInto(path, write)
	default:
		mode = info.Mode().Perm()
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no folder %s; make it first, or name another file", path, filepath.Dir(path))
	}
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close() // what is wrong is known
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// writeInto writes to what is there.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
