package main

import (
	"bufio"
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"quanhe/extract/source"
	"quanhe/graph"
)

// defaultTimeout is how long one document may take: hundreds of times what the largest article does.
const defaultTimeout = time.Minute

func (a *app) extractCommand() *cobra.Command {
	r := &extraction{app: a}
	cmd := &cobra.Command{
		Use:   "extract PATH…",
		Short: "Read documents into the store, or print their facts (-o json, -o claims)",
		Long: `extract reads text, web pages, JSONL, CSV and TSV tables, RSS and Atom feeds, PDF, DOCX and EPUB files: single ones,
folders, patterns such as 'a/**/*.html', archives (zip, tar, gzip, zstd, WARC) and standard input ("-"). What a file is its content
says. Records are {id, title, date, url, text}; --columns says how a table calls them. Documents that are in the store already and have not changed, read with the same rules, are skipped; of those
that other rules have read, only the ones that the change of the rules can bear on are read again.

A document that cannot be read, or takes longer than --timeout, is reported and the others go on; the exit status is then 3.
Ctrl-C finishes the documents in hand and writes what is done; the same command goes on from there. A second Ctrl-C ends at
once, which harms nothing either.

--prune drops documents that an earlier run found under one of the same paths and that are not there any more. A path below
which something could not be read, or that holds no document at all, drops nothing.`,
		Example: `  quanhe extract articles/
  quanhe extract 'crawl/*.warc.gz' news.zip
  quanhe extract --columns text=noidung news.csv
  quanhe extract --prune --report run.json articles/
  quanhe extract -o claims news.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.paths = args
			if err := r.check(); err != nil {
				return err
			}
			if a.format != "" {
				return r.print(cmd.Context())
			}
			return r.intake(cmd.Context())
		},
	}
	f := cmd.Flags()
	f.IntVarP(&r.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "documents worked on at a time")
	f.StringToStringVar(&r.from.Columns, "columns", nil, "columns of tables, by field: text=noidung,title=td,date=ngay")
	f.DurationVar(&r.timeout, "timeout", defaultTimeout, "longest time for one document, 0 for any")
	f.BoolVar(&r.again, "again", false, "also documents that have not changed")
	f.BoolVar(&r.prune, "prune", false, "drop documents that are gone from the paths")
	f.BoolVar(&r.dry, "dry-run", false, "list what would be read, replaced and dropped, and touch no store")
	f.StringVar(&r.report, "report", "", "file for a report of the run in JSON")
	f.StringVar(&r.base, "base", "", "IRI above all names of a new store (default "+graph.DefaultBase+")")
	choose(cmd, &a.format, "output", "o", "print and touch no store: ", []string{"json", "claims"})
	return a.rulesFlag(cmd)
}

// An extraction is one run of the command.
type extraction struct {
	*app
	from    source.Options
	paths   []string
	jobs    int
	timeout time.Duration
	again   bool
	prune   bool
	dry     bool
	report  string
	base    string
}

// check reports flags that make no sense.
func (r *extraction) check() error {
	switch {
	case r.jobs < 1:
		return usage("--jobs %d: at least one worker is needed", r.jobs)
	case r.timeout < 0:
		return usage("--timeout %v: give a length of time, such as 90s, or 0 for none", r.timeout)
	case r.prune && slices.Contains(r.paths, source.Stdin):
		return usage("--prune: standard input does not tell what is gone from it; give files or folders")
	case r.format != "" && (r.prune || r.dry || r.report != ""):
		return usage("-o touches no store: --prune, --dry-run and --report have no use with it")
	}
	if err := r.from.Check(); err != nil {
		return usage("--columns: %v", err)
	}
	if r.base != "" {
		if err := graph.CheckBase(r.base); err != nil {
			return usage("--base: %v", err)
		}
	}
	return nil
}

// pipeline returns the pipeline that reads the documents.
func (r *extraction) pipeline() pipeline {
	return pipeline{from: r.from, paths: r.paths, stdin: r.stdin, jobs: r.jobs, timeout: r.timeout}
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
func (r *extraction) print(ctx context.Context) error {
	x, _, err := r.extractor()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(r.stdout)
	enc := encoder(w)
	read, failed := 0, 0
	bar := r.progress(ctx, r.paths)
	err = r.pipeline().run(ctx, extracting(x), func(res result) error {
		bar.step(len(res.doc.Text))
		if res.err != nil {
			failed++
			bar.clear()
			r.lost(res)
			return nil
		}
		read++
		if r.format == "json" {
			if err := enc.Encode(res.facts); err != nil {
				return err
			}
			return w.Flush()
		}
		fmt.Fprintf(w, "# %s\n", res.doc.ID)
		for _, c := range res.facts.Claims {
			fmt.Fprintln(w, c)
		}
		return w.Flush()
	})
	bar.end()
	if err != nil {
		return err
	}
	return someFailed(failed, read)
}
