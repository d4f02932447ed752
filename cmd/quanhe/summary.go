package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph/query"
)

// A summary counts what one extraction found.
type summary struct {
	documents, unchanged int
	persons              map[string]bool // ids
	claims, encounters   int
	holds                int
	met                  map[string]int // encounters that were held, by name
	pairs                map[[2]string]int
	offices              map[string]int // holders, by office
}

func newSummary() *summary {
	return &summary{
		persons: map[string]bool{}, met: map[string]int{}, pairs: map[[2]string]int{}, offices: map[string]int{},
	}
}

func (s *summary) add(f *extract.Facts) {
	s.documents++
	s.claims += len(f.Claims)
	person := map[string]bool{}
	for _, e := range f.Entities {
		if e.Type == "person" && !e.Byline {
			person[e.ID] = true
		}
	}
	maps.Copy(s.persons, person)
	for _, c := range f.Claims {
		switch {
		case c.Relation == "holds":
			s.holds++
			for _, a := range c.Args {
				if a.Role == "office" {
					s.offices[a.Name]++
				}
			}
		case slices.Contains(query.Encounters(), c.Relation) && c.Modality == extract.Actual:
			s.encounter(c, person)
		}
	}
}

func (s *summary) encounter(c extract.Claim, person map[string]bool) {
	pairs := query.Pairs(c.Args)
	if len(pairs) > 0 {
		s.encounters++
	}
	who := map[string]bool{}
	for _, p := range pairs {
		if person[p[0].Entity] && person[p[1].Entity] {
			a, b := min(p[0].Name, p[1].Name), max(p[0].Name, p[1].Name)
			s.pairs[[2]string{a, b}]++
			who[a], who[b] = true, true
		}
	}
	for name := range who {
		s.met[name]++
	}
}

// print says what was found and what to ask next, with names that will have an answer.
func (s *summary) print(r *extraction) {
	if s.documents == 0 {
		if s.unchanged > 0 {
			r.say("Nothing changed: %s in %s, as they were.", count(s.unchanged, "document"), r.dir)
		}
		return
	}
	r.say("%s read into %s: %s, %s; %s, %s.", count(s.documents, "document"), r.dir, count(len(s.persons), "person"),
		count(s.claims, "claim"), count(s.encounters, "encounter"), count(s.holds, "office holding"))
	if s.unchanged > 0 {
		r.say("%s had not changed.", count(s.unchanged, "document"))
	}
	if next := s.next(r.dir); len(next) > 0 {
		r.say("Try:")
		for _, c := range next {
			r.say("  %s", c)
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
