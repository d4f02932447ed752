package export

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// events paints each event as a node with an edge from every participant, named by the role.
func (b *painter) events(ctx context.Context, a *query.Asker, opt Options) error {
	types := opt.Types
	if len(types) == 0 {
		all, err := a.Relations(ctx)
		if err != nil {
			return err
		}
		types = slices.DeleteFunc(all, func(relation string) bool { return !query.IsEvent(relation) })
		if len(types) == 0 {
			return nil
		}
	}
	facts, err := a.Met(ctx, query.MetOptions{From: opt.From, To: opt.To, Types: types, Planned: opt.Planned})
	if err != nil {
		return err
	}
	for _, f := range facts {
		b.node(node{
			id: f.Claim, label: eventLabel(&f), kind: "event", span: spanOf(f.Date),
			attrs: append(eventAttrs(&f), attr{"relation", f.Relation}, attr{"place", f.Place},
				attr{"sentence", f.Sentence}, attr{"document", f.Document.ID}),
		})
		for _, who := range f.Who {
			b.edges = append(b.edges, edge{
				source: b.entity(who.Entity, who.Name), target: f.Claim, kind: who.Role, weight: 1, span: spanOf(f.Date),
			})
		}
	}
	return nil
}

// eventLabel is the event's own name, or its relation, with the date.
func eventLabel(f *query.Fact) string {
	label := cmp.Or(f.Label, f.Relation)
	if f.Date != "" {
		label += ", " + f.Date
	}
	if f.Modality == extract.Planned {
		label += " (planned)"
	}
	return label
}

func eventAttrs(f *query.Fact) []attr {
	attrs := []attr{
		{"date", f.Date}, {"modality", string(f.Modality)}, {"reports", strconv.Itoa(f.Reports)},
	}
	if f.Count > 0 {
		attrs = append(attrs, attr{"count", strconv.Itoa(f.Count)})
	}
	return attrs
}

// actors paints an edge between each two persons who met, weighted by the number of distinct events. Reports of one event
// count once, and an event that was only planned is painted apart.
func (b *painter) actors(ctx context.Context, a *query.Asker, opt Options) error {
	facts, err := a.Met(ctx, query.MetOptions{From: opt.From, To: opt.To, Types: opt.Types, Planned: opt.Planned})
	if err != nil {
		return err
	}
	type pair struct {
		a, b     string
		modality extract.Modality
	}
	met := map[pair][]query.Fact{}
	for _, f := range facts {
		once := map[pair]bool{}
		for _, two := range query.Pairs(f.Who) {
			if !isPerson(two[0]) || !isPerson(two[1]) {
				continue
			}
			x, y := b.entity(two[0].Entity, two[0].Name), b.entity(two[1].Entity, two[1].Name)
			key := pair{min(x, y), max(x, y), f.Modality}
			if !once[key] {
				once[key] = true
				met[key] = append(met[key], f)
			}
		}
	}
	for key, facts := range met {
		kind := "met"
		if key.modality == extract.Planned {
			kind = "planned"
		}
		b.edges = append(b.edges, edge{
			source: key.a, target: key.b, kind: kind, weight: len(facts), span: spanOfAll(facts),
			attrs: []attr{{"modality", string(key.modality)}, {"relations", relationsOf(facts)}},
		})
	}
	return nil
}

func isPerson(a extract.Arg) bool { return strings.HasPrefix(a.Entity, "person/") }

// spanOfAll reaches from the first to the last day that the dated facts can mean; undated ones add nothing.
func spanOfAll(facts []query.Fact) span {
	var all span
	var openFirst, openLast, dated bool
	for _, f := range facts {
		s := spanOf(f.Date)
		if s == (span{}) {
			continue
		}
		openFirst, openLast = openFirst || s.first == "", openLast || s.last == ""
		if !dated || s.first < all.first {
			all.first = s.first
		}
		all.last = max(all.last, s.last)
		dated = true
	}
	if openFirst {
		all.first = ""
	}
	if openLast {
		all.last = ""
	}
	return all
}

// relationsOf counts facts by relation: "meet 2, talks 1".
func relationsOf(facts []query.Fact) string {
	counts := map[string]int{}
	for _, f := range facts {
		counts[f.Relation]++
	}
	var parts []string
	for _, relation := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, relation+" "+strconv.Itoa(counts[relation]))
	}
	return strings.Join(parts, ", ")
}

// offices paints person -> office -> owner. An office is a node for each owner: the prime ministers of two countries do
// not hold one office.
func (b *painter) offices(ctx context.Context, a *query.Asker) error {
	holdings, err := a.Holders(ctx, query.HoldersOptions{})
	if err != nil {
		return err
	}
	owned := map[string]bool{}
	for _, h := range holdings {
		office, label := cmp.Or(h.Office.Entity, h.Office.Name), h.Office.Name
		owner := cmp.Or(h.Org.Entity, h.Org.Name)
		if owner != "" {
			office, label = office+"@"+owner, label+" ("+h.Org.Name+")"
		}
		b.node(node{id: office, label: label, kind: "office"})
		first, last := spanOf(h.First), spanOf(h.Last)
		b.edges = append(b.edges, edge{
			source: b.entity(h.Person.Entity, h.Person.Name), target: office, kind: "holds", weight: 1,
			span: span{first.first, last.last},
			attrs: []attr{
				{"status", h.Status}, {"first_seen", h.First}, {"last_seen", h.Last}, {"reports", strconv.Itoa(h.Reports)},
			},
		})
		if owner != "" && !owned[office] {
			owned[office] = true
			b.edges = append(b.edges, edge{
				source: office, target: b.entity(h.Org.Entity, h.Org.Name), kind: "office_of", weight: 1,
			})
		}
	}
	return nil
}
