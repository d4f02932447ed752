// Package language runs Cayley's query languages over one state of a store: Gizmo (a JavaScript), GraphQL and MQL, as
// they are.
//
// A query is bounded in time by its context and in rows by a limit. Panics of Cayley become errors, but for Gizmo,
// which evaluates in a goroutine of its own, where nobody can recover: the one known there, on a union of nothing,
// the store prevents, but a script that emits what refers to itself overflows the stack. Who must outlive that runs a
// query in a process of its own, as the command does.
package language

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/gizmo" // registers itself, as do the other two
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"

	"quanhe/graph/store"
)

// Names returns the names of the languages.
func Names() []string { return []string{"gizmo", "graphql", "mql"} }

// ErrLimit says that there were more rows than the limit.
var ErrLimit = errors.New("more rows than the limit")

// Run evaluates a query and calls fn with each row: maps, lists, strings, numbers and booleans that encode to JSON.
// Gizmo and MQL give a row for each result, GraphQL a single tree, which only its own "first" bounds. After limit
// rows (0: any number) it ends with ErrLimit if there are more. It ends with the context's error when ctx is done,
// and with fn's error, as it is, when fn returns one.
func Run(ctx context.Context, v *store.View, name, q string, limit int, fn func(row any) error) (err error) {
	if !slices.Contains(Names(), name) {
		return fmt.Errorf("no query language %q; there are %s", name, strings.Join(Names(), ", "))
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: cayley cannot evaluate this query: %v; say it in another way", name, p)
		}
	}()
	more := 0
	if limit > 0 {
		more = limit + 1 // one beyond, to know that there are more
	}
	it, err := query.Execute(ctx, v, name, q, query.Options{Limit: more, Collation: query.JSON})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer it.Close()
	for n := 0; it.Next(ctx); {
		row := it.Result()
		if row == nil { // Gizmo's own value of a script, which is no result
			continue
		}
		if n++; limit > 0 && n > limit {
			return ErrLimit
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil { // GraphQL and MQL end early without a word
		return err
	}
	if err := it.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
