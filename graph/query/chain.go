package query

import (
	"cmp"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/index"
)

// chains lists the ways over the middle, those with most events first, at most so many.
func (w *wayfinder) chains(middle []string, most int) [][]string {
	const enough = 200 // to choose the best of
	var all [][]string
	for _, id := range middle {
		for _, head := range w.sides[0].ways(id, enough) {
			for _, tail := range w.sides[1].ways(id, enough) {
				slices.Reverse(tail)
				all = append(all, append(slices.Clone(head), tail[1:]...))
				slices.Reverse(tail)
			}
		}
		if len(all) > enough {
			break
		}
	}
	slices.SortFunc(all, func(a, b []string) int {
		return cmp.Or(cmp.Compare(w.weakest(b), w.weakest(a)), slices.Compare(a, b))
	})
	return all[:min(most, len(all))]
}

// ways lists the ways from the end of a side to a person, at most so many.
func (s *side) ways(id string, most int) [][]string {
	if s.depth[id] == 0 {
		return [][]string{{id}}
	}
	var all [][]string
	before := slices.Clone(s.via[id])
	slices.SortFunc(before, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.edges[[2]string{b, id}].events, s.edges[[2]string{a, id}].events), strings.Compare(a, b))
	})
	for _, prev := range before {
		for _, way := range s.ways(prev, most-len(all)) {
			all = append(all, append(slices.Clone(way), id))
		}
		if len(all) >= most {
			break
		}
	}
	return all
}

// edge finds what was seen of two neighbours on a way.
func (w *wayfinder) edge(a, b string) *edge {
	if e := w.sides[0].edges[[2]string{a, b}]; e != nil {
		return e
	}
	return w.sides[1].edges[[2]string{b, a}]
}

// weakest is the least number of events between two neighbours on a way.
func (w *wayfinder) weakest(ids []string) int {
	least := w.edge(ids[0], ids[1]).events
	for i := 1; i+1 < len(ids); i++ {
		least = min(least, w.edge(ids[i], ids[i+1]).events)
	}
	return least
}

// chain reads the names and events of a way.
func (w *wayfinder) chain(ids []string) (Chain, error) {
	var c Chain
	for i := range len(ids) - 1 {
		e := w.edge(ids[i], ids[i+1])
		facts, err := w.r.facts([]index.Entry{*e.entry}, w.p, false)
		if err != nil {
			return c, err
		}
		step := Step{From: extract.Ref{Entity: ids[i]}, To: extract.Ref{Entity: ids[i+1]}, Events: e.events, Fact: facts[0]}
		for _, ref := range []*extract.Ref{&step.From, &step.To} {
			if ref.Name, err = w.r.name(ref.Entity); err != nil {
				return c, err
			}
		}
		c.Steps = append(c.Steps, step)
	}
	return c, nil
}
