package pattern

import "slices"

// A Choice is a place of a pattern where it goes one of several ways, outside negations.
type Choice struct {
	Ways  []Way
	Final bool // the pattern ends with it
}

// A Way is one alternative of a choice.
type Way struct {
	Expr   *Expr // the alternative by itself
	Only   *Expr // the whole pattern gone this way; nil within a repeat, where it may go several
	Offset int   // code points before it in the source
}

// Choices returns the choices of a pattern in the order of the source, that of the whole first.
func (e *Expr) Choices() []Choice {
	var out []Choice
	choices(e.alts, true, func(alts []seq) *Expr { return &Expr{alts} }, &out)
	return out
}

// choices gathers the choices in alts; whole returns the pattern that goes through here with other alternatives, nil
// when a repeat leaves open which one it went.
func choices(alts []seq, final bool, whole func([]seq) *Expr, out *[]Choice) {
	if len(alts) > 1 {
		c := Choice{Final: final}
		for _, s := range alts {
			one := []seq{s}
			c.Ways = append(c.Ways, Way{&Expr{one}, whole(one), s[0].at})
		}
		*out = append(*out, c)
	}
	for _, s := range alts {
		for j := range s {
			if s[j].op != groupNode {
				continue
			}
			last := final && j == len(s)-1 && s[j].max == 1
			choices(s[j].alts, last, func(inner []seq) *Expr {
				if s[j].max > 1 {
					return nil
				}
				other := slices.Clone(s)
				other[j].alts, other[j].min = inner, 1
				return whole([]seq{other})
			}, out)
		}
	}
}
