package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"runtime"
	"strings"

	"quanhe/extract"
)

// A diff is what other rules change in some documents.
type diff struct {
	*app
	w                         *bufio.Writer
	documents, differ, failed int
	gained, lost, changed     int
}

// diff prints for each document the claims that the rules in other make and those in use do not, the other way round,
// and those that they make differently.
func (a *app) diff(ctx context.Context, other string, paths []string) error {
	old, _, err := a.extractor()
	if err != nil {
		return err
	}
	now, _, err := compile(other)
	if err != nil {
		return err
	}
	d := &diff{app: a, w: bufio.NewWriter(a.stdout)}
	err = pipeline{paths: paths, stdin: a.stdin, jobs: runtime.GOMAXPROCS(0)}.run(ctx, extracting(now), func(r result) error {
		var before *extract.Facts
		if r.err == nil {
			guarded(func() { before, r.err = old.Extract(r.doc) }, &r.err)
		}
		if r.err != nil {
			d.failed++
			a.lost(r)
			return nil
		}
		d.document(r.doc.ID, extract.Diff(before, r.facts))
		return nil
	})
	if err != nil {
		return err
	}
	if d.differ == 0 {
		fmt.Fprintf(d.w, "%s instead of %s: the same claims in %s\n", other, cmp.Or(a.rulesDir, "the built-in rules"), count(d.documents, "document"))
	} else {
		fmt.Fprintf(d.w, "%s instead of %s: %s gained, %d lost, %d changed in %d of %s\n", other, cmp.Or(a.rulesDir, "the built-in rules"),
			count(d.gained, "claim"), d.lost, d.changed, d.differ, count(d.documents, "document"))
	}
	if err := d.w.Flush(); err != nil {
		return err
	}
	return someFailed(d.failed, d.documents)
}

// document prints the changes in one document.
func (d *diff) document(id string, changes []extract.Change) {
	d.documents++
	if len(changes) == 0 {
		return
	}
	d.differ++
	fmt.Fprintf(d.w, "# %s\n", id)
	for _, c := range changes {
		switch {
		case c.Old == nil:
			d.gained++
			d.claim("gained", c.New)
		case c.New == nil:
			d.lost++
			d.claim("lost", c.Old)
		default:
			d.changed++
			fmt.Fprintf(d.w, "%-7s %s\n", "changed", c.Old)
			d.claim("to", c.New)
		}
	}
	fmt.Fprintln(d.w)
}

// claim prints a claim with the rule and the sentence it comes from.
func (d *diff) claim(what string, c *extract.Claim) {
	fmt.Fprintf(d.w, "%-7s %s\n", what, c)
	for _, e := range c.Evidence[:min(1, len(c.Evidence))] {
		fmt.Fprintf(d.w, "        %s: %s\n", e.Rule, strings.Join(strings.Fields(e.Text), " "))
	}
}
