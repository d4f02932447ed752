package main

import (
	"bufio"
	"context"
	"fmt"
	"time"

	"quanhe/extract"
	"quanhe/extract/source"
)

// coverage prints what of the rules no document puts to use.
func (a *app) coverage(ctx context.Context, x *extract.Extractor, paths []string) error {
	c := x.NewCoverage()
	read, failed, err := a.documents(ctx, paths, c.Read)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.stdout)
	gaps, used := c.Gaps()
	for _, g := range gaps {
		fmt.Fprintln(w, g)
	}
	fmt.Fprintf(w, "%s put %s to use; %s\n", count(read, "document"), count(used, "rule"), count(len(gaps), "gap"))
	if err := w.Flush(); err != nil {
		return err
	}
	return someFailed(failed, read)
}

// slowRules is how many rules the table of the slowest shows.
const slowRules = 10

// slowest prints the rules whose patterns take longest on the documents, or on the examples of the rules.
func (a *app) slowest(ctx context.Context, x *extract.Extractor, paths []string) error {
	docs := x.Examples()
	failed := 0
	if len(paths) > 0 {
		var err error
		docs = nil
		_, failed, err = a.documents(ctx, paths, func(d source.Document) error { docs = append(docs, d); return nil })
		if err != nil {
			return err
		}
	}
	times := x.Times(docs, time.Now)
	var all time.Duration
	for _, t := range times {
		all += t.Time
	}
	w := bufio.NewWriter(a.stdout)
	fmt.Fprintf(w, "%10s %6s %8s %8s  rule\n", "time", "share", "tried", "matched")
	for _, t := range times[:min(slowRules, len(times))] {
		share := 0.0
		if all > 0 {
			share = 100 * float64(t.Time) / float64(all)
		}
		fmt.Fprintf(w, "%10s %5.1f%% %8d %8d  %s\n", t.Time.Round(10*time.Nanosecond), share, t.Tried, t.Matched, t.Rule)
	}
	fmt.Fprintf(w, "%s for the patterns of %s in %s\n", all.Round(time.Microsecond), count(len(times), "rule"), count(len(docs), "document"))
	if err := w.Flush(); err != nil {
		return err
	}
	return someFailed(failed, len(docs))
}

// documents calls fn with each document of paths and counts those it read; one that fails is reported.
func (a *app) documents(ctx context.Context, paths []string, fn func(source.Document) error) (read, failed int, err error) {
	err = source.Read(ctx, paths, a.stdin, func(d source.Document, err error) error {
		if err == nil {
			err = fn(d)
		}
		if err != nil {
			failed++
			a.lost(result{doc: d, err: err})
			return nil
		}
		read++
		return nil
	})
	return read, failed, err
}
