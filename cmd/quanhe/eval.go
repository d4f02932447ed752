package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/extract/eval"
)

func (a *app) evalCommand() *cobra.Command {
	var (
		texts   string
		verbose bool
		least   []string
	)
	cmd := &cobra.Command{
		Use:   "eval GOLD [FACTS]",
		Short: "Measure extraction against facts that a person has written down",
		Long: `eval compares facts with gold, a JSONL file of {id, date, title, text, gold} records, and prints precision,
recall and F1 of each kind, relation and role. The facts come from FACTS, a file that "extract -o json" made; without it the texts
of the gold, or those in the folder --texts, are extracted now.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			bounds, err := parseBounds(least)
			if err != nil {
				return err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			gold, err := eval.ReadGold(f)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			var facts map[string]*extract.Facts
			switch {
			case len(args) == 2:
				facts, err = readFacts(args[1])
			case texts != "":
				facts, err = a.extractAll(cmd.Context(), []string{texts})
			default:
				facts, err = a.extractGold(cmd.Context(), gold)
			}
			if err != nil {
				return err
			}
			report := eval.Run(gold, facts)
			if err := writeReport(a.stdout, report, verbose); err != nil {
				return err
			}
			return missed(report, bounds)
		},
	}
	f := cmd.Flags()
	f.StringVar(&texts, "texts", "", "folder with the texts of the gold, named by its ids")
	f.BoolVar(&verbose, "errors", false, "list every extra, missed and near fact")
	f.StringArrayVar(&least, "min", nil, "least F1 of a kind, as persons=0.95; below it the exit status is 1")
	return a.rulesFlag(cmd)
}

// writeReport prints all figures and, when verbose, what is behind them.
func writeReport(w io.Writer, r *eval.Report, verbose bool) error {
	err := errors.Join(r.Write(w), r.WriteTables(w))
	if verbose {
		err = errors.Join(err, r.WriteErrors(w))
	}
	return err
}

func readFacts(path string) (map[string]*extract.Facts, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	facts := map[string]*extract.Facts{}
	for dec := json.NewDecoder(f); ; {
		row := &extract.Facts{}
		if err := dec.Decode(row); err == io.EOF {
			return facts, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: facts of document %d: %w", path, len(facts)+1, err)
		}
		facts[row.ID] = row
	}
}

// extractAll extracts the documents of paths. One that fails is reported and has no facts.
func (a *app) extractAll(ctx context.Context, paths []string) (map[string]*extract.Facts, error) {
	x, _, err := a.extractor()
	if err != nil {
		return nil, err
	}
	facts := map[string]*extract.Facts{}
	err = pipeline{paths: paths, stdin: a.stdin, jobs: runtime.GOMAXPROCS(0)}.run(ctx, extracting(x), func(r result) error {
		if r.err != nil {
			a.lost(r)
			return nil
		}
		facts[r.doc.ID] = r.facts
		return nil
	})
	return facts, err
}

// extractGold extracts the texts that stand in the gold itself, as extractAll does.
func (a *app) extractGold(ctx context.Context, gold []eval.Gold) (map[string]*extract.Facts, error) {
	x, _, err := a.extractor()
	if err != nil {
		return nil, err
	}
	facts := map[string]*extract.Facts{}
	for _, g := range gold {
		if len(g.Text) == 0 {
			return nil, fmt.Errorf("the gold of %s has no text; name the folder of the texts with --texts", g.ID)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := result{doc: g.Document}
		guarded(func() { r.facts, r.err = x.Extract(g.Document) }, &r.err)
		if r.err != nil {
			a.lost(r)
			continue
		}
		facts[g.ID] = r.facts
	}
	return facts, nil
}

// A bound is the least F1 of a kind.
type bound struct {
	kind string
	f1   float64
}

func parseBounds(list []string) ([]bound, error) {
	var bounds []bound
	for _, s := range list {
		kind, number, _ := strings.Cut(s, "=")
		f1, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return nil, usage("--min %s: write KIND=F1, as persons=0.95", s)
		}
		bounds = append(bounds, bound{kind, f1})
	}
	return bounds, nil
}

// missed returns an error that names the kinds below their bound.
func missed(r *eval.Report, bounds []bound) error {
	var low []string
	for _, b := range bounds {
		s := r.Score(b.kind)
		if s == nil {
			return usage("--min %s: there is no such kind", b.kind)
		}
		if s.F1() < b.f1 {
			low = append(low, fmt.Sprintf("%s %.3f (wants %.3f)", b.kind, s.F1(), b.f1))
		}
	}
	if len(low) > 0 {
		return fmt.Errorf("below: %s", strings.Join(low, ", "))
	}
	return nil
}
