package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"quanhe/graph/language"
	"quanhe/graph/store"
)

func (a *app) queryCommand() *cobra.Command {
	var (
		lang    string
		limit   int
		timeout time.Duration
	)
	cmd := &cobra.Command{
		Use:   "query QUERY",
		Short: "Ask Cayley in Gizmo, GraphQL or MQL; read-only, bounded in time and rows",
		Long: `query asks Cayley in one of its languages. It reads one state of the store, writes nothing, and ends after
--timeout or --limit rows. What brings Cayley down is an error like any other. The package comment of graph lists the
names of nodes and predicates.`,
		Example: `  quanhe query 'g.V().has("<https://quanhe.example/property/name>", "Tô Lâm").all()'
  quanhe query -l graphql '{ nodes(first: 3) { id } }'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(language.Names(), lang) {
				return usage("-l %s: there is %s", lang, either(language.Names()))
			}
			if a.canPart() {
				return a.apart(cmd.Context())
			}
			if lang == "graphql" && !cmd.Flags().Changed("output") {
				a.format = "json" // its answer is a tree
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), timeout)
			defer cancel()
			return a.view(func(v *store.View, _ string) error {
				var rows []any
				err := language.Run(ctx, v, lang, args[0], limit, func(row any) error {
					rows = append(rows, row)
					return nil
				})
				switch {
				case errors.Is(err, language.ErrLimit):
					fmt.Fprintf(a.stderr, "quanhe: only the first %s; --limit allows more\n", count(limit, "row"))
				case errors.Is(err, context.DeadlineExceeded):
					return fmt.Errorf("the query took longer than %v; narrow it, or allow more with --timeout", timeout)
				case err != nil:
					return err
				}
				return a.print(rowTable(rows), "no rows")
			})
		},
	}
	f := cmd.Flags()
	f.StringVarP(&lang, "lang", "l", "gizmo", either(language.Names()))
	limitFlag(cmd, &limit, 1000, "rows")
	f.DurationVar(&timeout, "timeout", 30*time.Second, "longest time to run")
	return a.answers(cmd)
}

// rowTable shows rows of any shape: a column for each key of the maps among them, and one for all else.
func rowTable(rows []any) *answer {
	const other = "value"
	keys := map[string]bool{}
	for _, r := range rows {
		if m, ok := r.(map[string]any); ok {
			for k := range m {
				keys[k] = true
			}
		} else {
			keys[other] = true
		}
	}
	t := &answer{header: slices.Sorted(maps.Keys(keys))}
	for _, r := range rows {
		m, ok := r.(map[string]any)
		if !ok {
			m = map[string]any{other: r}
		}
		cells := make([]string, len(t.header))
		for i, k := range t.header {
			cells[i] = cell(m[k])
		}
		t.add(r, cells...)
	}
	return t
}

// cell prints a JSON value; strings stand without quotes, nothing is empty.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}
