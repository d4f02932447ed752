package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"quanhe/graph"
	"quanhe/graph/query"
	"quanhe/graph/store"
)

func (a *app) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "What the store holds",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.view(func(v *store.View, base string) error {
				totals, err := query.New(v, base).Status(cmd.Context())
				if err != nil {
					return err
				}
				return a.print(statusTable(a.dir, graph.NewVocabulary(base).Base(), totals), "")
			})
		},
	}
	return a.answers(cmd)
}

func statusTable(dir, base string, totals query.Totals) *answer {
	type row struct {
		Kind string `json:"kind"`
		query.Count
	}
	t := &answer{header: []string{"what", "how many"}, above: "store " + dir + ", names under " + base + "\n\n"}
	t.whole = struct {
		Store string `json:"store"`
		Base  string `json:"base"`
		query.Totals
	}{dir, base, totals}
	add := func(kind, name string, n int) {
		t.add(row{kind, query.Count{Name: name, N: n}}, name, strconv.Itoa(n))
	}
	add("total", "documents", totals.Documents)
	add("total", "quads", totals.Quads)
	for _, c := range totals.Entities {
		add("entity", c.Name, c.N)
	}
	for _, c := range totals.Claims {
		add("claim", c.Name, c.N)
	}
	return t
}
