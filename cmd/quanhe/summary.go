package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/ledger"
	"quanhe/graph/query"
)

// maxNames bounds each list of a summary: a run of any length takes so much memory and no more. Whoever comes later is not
// counted, and does not become the example of what to ask.
const maxNames = 50_000

// A summary counts what one extraction found.
type summary struct {
	names              map[string]string // that are kept, by themselves
	persons            map[string]bool   // ids
	claims, encounters int
	holds              int
	met                map[string]int // encounters that were held, by name
	pairs              map[[2]string]int
	offices            map[string]int // holders, by office
}

func newSummary() *summary {
	return &summary{
		names: map[string]string{}, persons: map[string]bool{}, met: map[string]int{}, pairs: map[[2]string]int{}, offices: map[string]int{},
	}
}

func (s *summary) add(f *extract.Facts) {
	s.claims += len(f.Claims)
	person := map[string]bool{}
	for _, e := range f.Entities {
		if e.Type == "person" && !e.Byline {
			person[s.one(e.ID)] = true
		}
	}
	if len(s.persons) < maxNames {
		maps.Copy(s.persons, person)
	}
	for _, c := range f.Claims {
		switch {
		case c.Relation == "holds":
			s.holds++
			for _, a := range c.Args {
				if a.Role == "office" {
					tick(s.offices, s.one(a.Name))
				}
			}
		case slices.Contains(query.Encounters(), c.Relation) && c.Modality == extract.Actual:
			s.encounter(c, person)
		}
	}
}

func (s *summary) encounter(c extract.Claim, person map[string]bool) {
	pairs := query.Pairs(c.Relation, c.Args, nil)
	if len(pairs) > 0 {
		s.encounters++
	}
	who := map[string]bool{}
	for _, p := range pairs {
		if person[p[0].Entity] && person[p[1].Entity] {
			a, b := s.one(min(p[0].Name, p[1].Name)), s.one(max(p[0].Name, p[1].Name))
			tick(s.pairs, [2]string{a, b})
			who[a], who[b] = true, true
		}
	}
	for name := range who {
		tick(s.met, name)
	}
}

// one is the copy of a name that is kept. Names are cut from the texts of documents, which would stay with them.
func (s *summary) one(name string) string {
	kept, known := s.names[name]
	if !known {
		kept = strings.Clone(name)
		if len(s.names) < 4*maxNames { // of as many lists
			s.names[kept] = kept
		}
	}
	return kept
}

// tick counts one more of something, unless the list is full and it is not in it.
func tick[K comparable](counts map[K]int, k K) {
	if n := counts[k]; n > 0 || len(counts) < maxNames {
		counts[k] = n + 1
	}
}

// print says what was found and what to ask next, with names that will have an answer.
func (s *summary) print(a *app, c ledger.Counts) {
	same := c.Unchanged + c.Spared
	switch {
	case c.Written() > 0:
		persons := count(len(s.persons), "person")
		if len(s.persons) >= maxNames {
			persons = "more than " + persons
		}
		a.say("%s read into %s: %s, %s; %s, %s.", count(c.Written(), "document"), a.dir, persons,
			count(s.claims, "claim"), count(s.encounters, "encounter"), count(s.holds, "office holding"))
		if same > 0 {
			a.say("%s had not changed.", count(same, "document"))
		}
	case same > 0 && c.Dropped == 0:
		a.say("Nothing changed: %s in %s, as they were.", count(same, "document"), a.dir)
	}
	if c.Spared > 0 {
		a.say("The rules have changed, but nothing that bears on %d of these.", c.Spared)
	}
	if c.Dropped > 0 {
		a.say("%s dropped from %s: gone from where they came from.", count(c.Dropped, "document"), a.dir)
	}
	if next := s.next(a.dir); len(next) > 0 {
		a.say("Try:")
		for _, c := range next {
			a.say("  %s", c)
		}
	}
}

// next returns up to three commands.
func (s *summary) next(dir string) []string {
	db := ""
	if dir != defaultStore {
		db = " -d " + shell(dir)
	}
	var list []string
	if name, ok := most(s.met, strings.Compare); ok {
		list = append(list, fmt.Sprintf("quanhe met %s%s", shell(name), db))
	}
	pairs := map[[2]string]int{} // among pairs that met as often, those come first who met others too
	for p, n := range s.pairs {
		pairs[p] = n*len(s.met) + s.met[p[0]] + s.met[p[1]]
	}
	if p, ok := most(pairs, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }); ok {
		list = append(list, fmt.Sprintf("quanhe met %s %s%s", shell(p[0]), shell(p[1]), db))
	}
	if office, ok := most(s.offices, strings.Compare); ok {
		list = append(list, fmt.Sprintf("quanhe holders %s%s", shell(office), db))
	}
	return list
}

// most returns the key with the highest count, the first in order among equals.
func most[K comparable](counts map[K]int, compare func(a, b K) int) (best K, ok bool) {
	for k, n := range counts {
		if !ok || n > counts[best] || n == counts[best] && compare(k, best) < 0 {
			best, ok = k, true
		}
	}
	return best, ok
}

// shell quotes an argument for a shell.
func shell(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(s) + `"`
}

// count returns "1 document", "2 documents".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
