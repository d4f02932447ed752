package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quanhe/graph/query"
	"quanhe/rules"
)

// typesFlag adds --type, which takes relations that are events, and others that a command knows what to do with.
func typesFlag(cmd *cobra.Command, types *[]string, help string, others ...string) {
	cmd.Flags().StringSliceVar(types, "type", nil, help)
	complete := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		known, err := eventTypes()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return append(known, others...), cobra.ShellCompDirectiveNoFileComp
	}
	_ = cmd.RegisterFlagCompletionFunc("type", complete) // fails for unknown flags only
}

// eventTypes lists the relations of the schema that are events, sorted.
func eventTypes() ([]string, error) {
	schema, err := rules.EmbeddedSchema()
	if err != nil {
		return nil, err
	}
	var known []string
	for i := range schema.Relations {
		if r := &schema.Relations[i]; r.Event {
			known = append(known, r.Name)
		}
	}
	slices.Sort(known)
	return known, nil
}

// checkTypes says what there is in place of what no event is called, spaces about it aside. A store made with a schema of its
// own has others.
func checkTypes(ctx context.Context, q *query.Asker, types []string, others ...string) error {
	if len(types) == 0 {
		return nil
	}
	for i, typ := range types {
		types[i] = strings.TrimSpace(typ)
	}
	known, err := eventTypes()
	if err != nil {
		return err
	}
	known = append(known, others...)
	is := func(typ string) bool { return slices.Contains(known, typ) }
	if i := slices.IndexFunc(types, func(typ string) bool { return !is(typ) }); i >= 0 {
		more, err := q.Relations(ctx)
		if err != nil {
			return err
		}
		known = append(known, slices.DeleteFunc(more, func(r string) bool { return !query.IsEvent(r) })...)
	}
	for _, typ := range types {
		if is(typ) {
			continue
		}
		slices.Sort(known)
		known = slices.Compact(known)
		return usage("--type %s: no event is called so%s\nthere are %s", typ, rules.Suggest(typ, known), strings.Join(known, ", "))
	}
	return nil
}
