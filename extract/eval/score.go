package eval

import (
	"fmt"
	"slices"
	"strings"

	"quanhe/extract"
)

// A Score counts the facts of one kind.
type Score struct {
	Kind                 string
	Right, Extra, Missed int
	Errors               []string // one line for each extra and missed fact
}

// Precision is the share of right facts among those found; 1 when none was found.
func (s *Score) Precision() float64 { return share(s.Right, s.Right+s.Extra) }

// Recall is the share of right facts among those that stand in the text; 1 when none does.
func (s *Score) Recall() float64 { return share(s.Right, s.Right+s.Missed) }

// F1 is the harmonic mean of precision and recall.
func (s *Score) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// line prints the figures behind the kind, which is padded to width.
func (s *Score) line(width int) string {
	return fmt.Sprintf("%-*s P %.3f  R %.3f  F1 %.3f   right %d  extra %d  missed %d\n",
		width, s.Kind, s.Precision(), s.Recall(), s.F1(), s.Right, s.Extra, s.Missed)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func (s *Score) count(right, extra, missed int) {
	s.Right += right
	s.Extra += extra
	s.Missed += missed
}

// add counts facts of a document and lists those that are wrong.
func (s *Score) add(doc string, right int, extra, missed []string) {
	s.count(right, len(extra), len(missed))
	for _, x := range extra {
		s.Errors = append(s.Errors, doc+"  extra   "+x)
	}
	for _, x := range missed {
		s.Errors = append(s.Errors, doc+"  missed  "+x)
	}
}

// persons scores entities of type person that are no byline. An entity that merges two persons, or a second one for a
// person, is extra.
func (s *Score) persons(g *Gold, d *document) {
	got := map[int]bool{}
	var extra, missed []string
	for _, e := range d.Entities {
		if e.Type != "person" || e.Byline {
			continue
		}
		ids := d.persons(&e)
		switch {
		case len(ids) == 0:
			extra = append(extra, e.Name)
		case len(ids) > 1:
			extra = append(extra, fmt.Sprintf("%s (merges %d persons)", e.Name, len(ids)))
			got[ids[0]] = true
		case !got[ids[0]]:
			got[ids[0]] = true
		case !namesake(g.Facts.Persons, ids[0], &e, got):
			extra = append(extra, e.Name+" (second entity for one person)")
		}
	}
	right := 0
	for i, p := range g.Facts.Persons {
		switch {
		case p.Optional:
		case got[i]:
			right++
		default:
			missed = append(missed, p.Name)
		}
	}
	s.add(g.ID, right, extra, missed)
}

// persons returns the indexes of the gold's persons that an entity's names stand for, sorted.
func (d *document) persons(e *extract.Entity) []int {
	var ids []int
	for _, s := range append([]string{e.Name}, e.Aliases...) {
		if i, ok := d.names.person[fold(s)]; ok {
			ids = append(ids, i)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// namesake gives an entity whose person i is taken already to the next person of the same name. It reports whether
// there are such persons.
func namesake(persons []GoldPerson, i int, e *extract.Entity, got map[int]bool) bool {
	same := 0
	for _, p := range persons {
		if fold(p.Name) == fold(persons[i].Name) {
			same++
		}
	}
	if same < 2 {
		return false
	}
	for j, p := range persons {
		if fold(p.Name) == fold(e.Name) && !got[j] {
			got[j] = true
			break
		}
	}
	return true
}

// sets scores names that are right when they occur: organizations and countries. found holds the names of each entity.
func (s *Score) sets(doc string, gold, optional []string, found [][]string) {
	need, may := map[string]bool{}, map[string]bool{}
	for _, n := range gold {
		need[fold(n)] = true
	}
	for _, n := range optional {
		may[fold(n)] = true
	}
	got := map[string]bool{}
	right := 0
	var extra, missed []string
	for _, spellings := range found {
		key := fold(spellings[0])
		for _, n := range spellings {
			if k := fold(n); need[k] || may[k] {
				key = k
				break
			}
		}
		switch {
		case got[key]:
		case need[key]:
			right++
		case !may[key]:
			extra = append(extra, spellings[0])
		}
		got[key] = true
	}
	for _, n := range gold {
		if k := fold(n); !got[k] {
			missed = append(missed, n)
			got[k] = true
		}
	}
	s.add(doc, right, extra, missed)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// claimLine prints the parts of a claim that scoring looks at.
func claimLine(c *extract.Claim) string {
	var b strings.Builder
	b.WriteString(c.Relation)
	for _, a := range c.Args {
		fmt.Fprintf(&b, " %s=\"%s\"", a.Role, or(a.Name, a.Entity))
	}
	if c.Date != "" {
		b.WriteString(" date=" + c.Date)
	}
	if m := or(string(c.Modality), "actual"); m != "actual" {
		b.WriteString(" modality=" + m)
	}
	return b.String()
}
