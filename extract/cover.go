package extract

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"quanhe/extract/pattern"
	"quanhe/extract/source"
	"quanhe/rules"
)

// A Coverage notes which rules documents put to use, and which alternatives of their patterns and slots. It belongs to
// one goroutine.
type Coverage struct {
	x        *Extractor
	patterns []coveredPattern
	index    *pattern.Index
	told     map[string]int // claims told, by rule
	slots    map[rules.Pos]bool
	probe    pattern.Match
}

// A coveredPattern is a pattern with the number of its matches.
type coveredPattern struct {
	rulePattern
	matches int
	ways    []way
}

// A way is one alternative within a pattern.
type way struct {
	pattern.Way
	only  *pattern.Prog // matches where the pattern does, gone this way
	taken bool
}

// NewCoverage returns a Coverage of no documents.
func (x *Extractor) NewCoverage() *Coverage {
	c := &Coverage{x: x, told: map[string]int{}, slots: map[rules.Pos]bool{}}
	var all []rulePattern
	all, c.index = x.patterns()
	for _, p := range all {
		covered := coveredPattern{rulePattern: p}
		for _, choice := range parsed(p.text).Choices() {
			for _, w := range choice.Ways {
				if w.Only != nil {
					covered.ways = append(covered.ways, way{Way: w, only: x.prog(w.Only)})
				}
			}
		}
		c.patterns = append(c.patterns, covered)
	}
	return c
}

// Read reads a document. The error is the text's, as of Extract.
func (c *Coverage) Read(d source.Document) error {
	r, err := c.x.read(d)
	if err != nil {
		return err
	}
	var m pattern.Match
	for _, s := range r.sentences {
		c.index.Each(r.in, int(s.span.First), int(s.span.End), &m, func(n int, m *pattern.Match) { c.matched(&c.patterns[n], r.in, m) })
	}
	r.identify()
	r.cover = c
	r.frames()
	r.holdings()
	r.aliases()
	for _, claim := range r.facts().Claims {
		for _, e := range claim.Evidence {
			c.told[e.Rule]++
		}
	}
	return nil
}

// matched notes which ways a match may have gone.
func (c *Coverage) matched(p *coveredPattern, in *pattern.Input, m *pattern.Match) {
	p.matches++
	for i := range p.ways {
		w := &p.ways[i]
		w.taken = w.taken || w.only.Match(in, m.First, m.End, &c.probe) && c.probe.End == m.End
	}
}

// filled notes the slots that fill the roles of a claim about to be made. The reading calls it; a nil Coverage sees
// nothing.
func (c *Coverage) filled(a *application) {
	if c == nil {
		return
	}
	again := *a
	again.roles = nil
	for _, role := range a.w.rule.Roles {
		for k := range role.Slots {
			fs, slot := again.role(rules.RoleExpr{Role: role.Role, Slots: role.Slots[k : k+1]})
			if len(fs) > 0 {
				c.slots[role.Slots[k].Pos] = true
				again.roles = append(again.roles, roleFill{role.Role, fs, slot})
				break
			}
		}
	}
}

// Gaps lists what no document put to use, as faults with the place in the rules: rules that nothing woke, rules that
// woke and told nothing, and of the others the alternatives never taken and the slots never filled. The second result
// is the number of rules put to use.
func (c *Coverage) Gaps() (gaps rules.Errors, used int) {
	for i := range c.x.set.Claims {
		rule := &c.x.set.Claims[i]
		matches := c.matches(func(p *coveredPattern) bool { return p.claim == i })
		switch {
		case c.told[rule.ID] > 0:
			used++
			c.claimGaps(i, &gaps)
		case rule.Kind == rules.Construct:
			gaps.Add(rule.Pos, "claim rule %s tells nothing", rule.ID)
		case matches == 0:
			gaps.Add(rule.Pos, "claim rule %s never wakes", rule.ID)
		default:
			gaps.Add(rule.Pos, "claim rule %s tells nothing, though its trigger matches %s", rule.ID, times(matches))
		}
	}
	for i := range c.x.set.Mentions {
		mine := func(p *coveredPattern) bool { return p.mention == i }
		if rule := &c.x.set.Mentions[i]; c.matches(mine) == 0 {
			gaps.Add(rule.Pos, "mention rule %s never matches", rule.ID)
			continue
		}
		used++
		c.patternGaps(mine, &gaps)
	}
	_ = gaps.Err() // sorts them
	return gaps, used
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// matches counts the matches of some patterns.
func (c *Coverage) matches(of func(*coveredPattern) bool) int {
	n := 0
	for i := range c.patterns {
		if of(&c.patterns[i]) {
			n += c.patterns[i].matches
		}
	}
	return n
}

// claimGaps lists what of a rule that told something was never put to use.
func (c *Coverage) claimGaps(i int, gaps *rules.Errors) {
	c.patternGaps(func(p *coveredPattern) bool { return p.claim == i }, gaps)
	rule := &c.x.set.Claims[i]
	for _, role := range rule.Roles {
		for _, slot := range role.Slots {
			if !c.slots[slot.Pos] {
				gaps.Add(slot.Pos, "rule %s: %s is never filled from %s", rule.ID, role.Role, slotName(slot))
			}
		}
	}
}

// patternGaps lists patterns that never match, and alternatives that are never taken; of one within another only the
// outer one.
func (c *Coverage) patternGaps(of func(*coveredPattern) bool, gaps *rules.Errors) {
	for i := range c.patterns {
		p := &c.patterns[i]
		switch {
		case !of(p):
		case p.matches == 0:
			gaps.Add(p.text.Pos, "rule %s: %s never matches", p.rule, p.text.Value)
		default:
			var outer [][2]int // alternatives never taken
			for _, w := range p.ways {
				inside := slices.ContainsFunc(outer, func(o [2]int) bool { return o[0] <= w.Offset && w.Offset < o[1] })
				if w.taken || inside {
					continue
				}
				way := w.Expr.String()
				outer = append(outer, [2]int{w.Offset, w.Offset + utf8.RuneCountInString(way)})
				gaps.Add(p.text.At(w.Offset), "rule %s: alternative %s is never taken", p.rule, way)
			}
		}
	}
}
