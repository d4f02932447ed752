package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quanhe/graph"
	"quanhe/graph/ledger"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

func (a *app) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "What the store holds, and what the last runs did",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.status(cmd.Context())
		},
	}
	return a.answers(cmd)
}

// status says what the store holds.
func (a *app) status(ctx context.Context) (err error) {
	s, err := store.Open(a.dir, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	sizes, err := s.Sizes()
	if err != nil {
		return err
	}
	v, err := s.View()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if err := a.unresolved(v); err != nil {
		return err
	}
	totals, err := query.New(v, s.Base()).Status(ctx)
	if err != nil {
		return err
	}
	runs, err := ledger.Runs(v)
	if err != nil {
		return err
	}
	base := graph.NewVocabulary(s.Base()).Base()
	st := status{Store: a.dir, Base: base, Layout: sizes.Layout, Bytes: sizes.Disk, Totals: totals, Runs: runs}
	return a.print(st.table(), "")
}

// A status is all that is said of a store.
type status struct {
	Store  string `json:"store"`
	Base   string `json:"base"`
	Layout int    `json:"layout"` // version of how it lies on disk
	Bytes  uint64 `json:"bytes"`  // on disk
	query.Totals
	Runs []ledger.Run `json:"runs"` // the newest first
}

func (s *status) table() *answer {
	type row struct {
		Kind string `json:"kind"`
		query.Count
	}
	t := &answer{kind: "status", header: []string{"what", "how many"}, above: s.heading(), whole: s}
	add := func(kind, name string, n int) {
		t.add(row{kind, query.Count{Name: name, N: n}}, name, strconv.Itoa(n))
	}
	add("total", "documents", s.Documents)
	add("total", "quads", s.Quads)
	for _, c := range s.Entities {
		add("entity", c.Name, c.N)
	}
	for _, c := range s.Claims {
		add("claim", c.Name, c.N)
	}
	for _, c := range s.Events {
		add("event", c.Name+" events", c.N)
	}
	return t
}

// heading introduces the store to people.
func (s *status) heading() string {
	var b strings.Builder
	fmt.Fprintf(&b, "store %s, layout %d, %.1f MB, names under %s\n\n", s.Store, s.Layout, float64(s.Bytes)/1e6, s.Base)
	for i, r := range s.Runs {
		if i == 0 {
			b.WriteString("last runs\n")
		}
		fmt.Fprintf(&b, "  %s  %s after %.1f s: %s\n", r.Started.Local().Format(time.DateTime), r.End, r.Seconds, r.Counts)
	}
	if len(s.Runs) > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}
