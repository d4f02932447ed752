package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/extract/source"
	"quanhe/graph"
	"quanhe/graph/ledger"
)

func (a *app) extractCommand() *cobra.Command {
	r := &extraction{app: a}
	cmd := &cobra.Command{
		Use:   "extract PATH…",
		Short: "Read documents into the store, or print their facts (-o json, -o claims)",
		Long: `extract reads text, web pages, JSONL, CSV and TSV tables, RSS and Atom feeds, PDF, DOCX and EPUB files: single ones,
folders, patterns such as 'a/**/*.html', archives (zip, tar, gzip, zstd, WARC) and standard input ("-"). What a file is its content
says. Records are {id, title, date, url, text}; --columns says how a table calls them. Documents that are in the store already and have not changed, read with the same rules, are skipped.
A document that cannot be read is reported and the others go on; the exit status is then 3.`,
		Example: `  quanhe extract articles/
  quanhe extract 'crawl/*.warc.gz' news.zip
  quanhe extract --columns text=noidung news.csv
  quanhe extract -o claims news.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if r.jobs < 1 {
				return usage("--jobs %d: at least one worker is needed", r.jobs)
			}
			if r.base != "" {
				if err := graph.CheckBase(r.base); err != nil {
					return usage("--base: %v", err)
				}
			}
			if err := r.from.Check(); err != nil {
				return usage("--columns: %v", err)
			}
			r.ctx, r.paths = cmd.Context(), args
			if a.format != "" {
				return r.print()
			}
			return r.store()
		},
	}
	cmd.Flags().IntVarP(&r.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents worked on at a time")
	cmd.Flags().StringToStringVar(&r.from.Columns, "columns", nil, "columns of tables, by field: text=noidung,title=td,date=ngay")
	cmd.Flags().BoolVar(&r.again, "again", false, "also documents that have not changed")
	cmd.Flags().StringVar(&r.base, "base", "", "IRI above all names of a new store (default "+graph.DefaultBase+")")
	choose(cmd, &a.format, "output", "o", "print and touch no store: ", []string{"json", "claims"})
	return a.rulesFlag(cmd)
}

// An extraction is one run of the command.
type extraction struct {
	*app
	ctx   context.Context
	from  source.Options
	paths []string
	jobs  int
	again bool
	base  string

	failed int
	bar    *progress
}

// A writer takes the facts of a document, nil when it was skipped.
type writer func(source.Document, *extract.Facts) error

// run sends every document through the extractor, but for those that skip holds for, and the facts of the good ones
// to write; skipped documents have none.
func (r *extraction) run(x *extract.Extractor, skip func(source.Document) bool, write writer) error {
	r.bar = r.progress("documents")
	err := pipeline(r.ctx, r.from, r.paths, r.stdin, r.jobs, func(d source.Document) (*extract.Facts, error) {
		if skip(d) {
			return nil, nil
		}
		return x.Extract(d)
	}, func(res result) error {
		defer r.bar.step()
		if res.err != nil {
			r.failed++
			r.bar.clear()
			r.lost(res)
			return nil
		}
		return write(res.doc, res.facts)
	})
	r.bar.end()
	return err
}

// lost reports a document that could not be read or extracted.
func (a *app) lost(r result) {
	if r.doc.ID == "" {
		fmt.Fprintln(a.stderr, "quanhe:", r.err) // names the path itself
	} else {
		fmt.Fprintf(a.stderr, "quanhe: %s: %v\n", r.doc.ID, r.err)
	}
}

// someFailed returns the error for the documents that failed beside those that were read.
func someFailed(failed, read int) error {
	if failed == 0 {
		return nil
	}
	msg := fmt.Sprintf("%d of %s failed, see above; the others are done", failed, count(read+failed, "document"))
	return &statusError{exitSomeFailed, msg}
}

// print writes facts or claim lines to standard output.
func (r *extraction) print() error {
	x, _, err := r.extractor()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(r.stdout)
	enc := encoder(w)
	read := 0
	err = r.run(x, func(source.Document) bool { return false }, func(d source.Document, f *extract.Facts) error {
		read++
		if r.format == "json" {
			if err := enc.Encode(f); err != nil {
				return err
			}
			return w.Flush()
		}
		fmt.Fprintf(w, "# %s\n", d.ID)
		for _, c := range f.Claims {
			fmt.Fprintln(w, c)
		}
		return w.Flush()
	})
	if err != nil {
		return err
	}
	return someFailed(r.failed, read)
}

// store writes what has changed into the store and ends with what was found.
func (r *extraction) store() (err error) {
	x, set, err := r.extractor() // first: broken rules shall not leave a new store behind
	if err != nil {
		return err
	}
	s, err := r.openWritable(r.base)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	l, err := ledger.Open(s, set.Hash())
	if err != nil {
		return err
	}
	sum := newSummary()
	current := func(d source.Document) bool { return !r.again && l.Current(d.ID, d.SHA256) }
	err = r.run(x, current, func(_ source.Document, f *extract.Facts) error {
		if f == nil {
			sum.unchanged++
			return nil
		}
		sum.add(f)
		return l.Replace(f)
	})
	if err := errors.Join(err, l.Flush()); err != nil {
		return err
	}
	sum.print(r)
	return someFailed(r.failed, sum.documents+sum.unchanged)
}
