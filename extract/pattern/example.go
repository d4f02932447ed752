package pattern

import (
	"slices"
	"strings"
)

// maxExamples is how many wordings Examples keeps of a pattern and of each of its parts.
const maxExamples = 64

// Examples returns wordings that the pattern matches, as far as words alone decide: the shortest ones, at most 64. What
// may be left out is left out, gaps are closed and negations not looked at. stand gives the wordings that stand for an
// item that is no words itself, as it prints: @phone, <Person>, [Cap].
func (e *Expr) Examples(stand func(item string) []string) []string {
	return alternativeExamples(e.alts, stand)
}

func alternativeExamples(alts []seq, stand func(string) []string) []string {
	var out []string
	for _, s := range alts {
		out = append(out, seqExamples(s, stand)...)
	}
	return shortest(out)
}

func seqExamples(s seq, stand func(string) []string) []string {
	out := []string{""}
	for i := range s {
		n := &s[i]
		for range n.min {
			var next []string
			for _, begun := range out {
				for _, more := range n.examples(stand) {
					next = append(next, strings.TrimSpace(begun+" "+more))
				}
			}
			out = shortest(next)
		}
	}
	return out
}

// examples returns the wordings of a node, taken once.
func (n *node) examples(stand func(string) []string) []string {
	switch n.op {
	case wordNode, exactNode:
		return []string{n.text}
	case groupNode:
		return alternativeExamples(n.alts, stand)
	case gapNode, notNode:
		return []string{""}
	}
	bare := *n
	bare.name, bare.min, bare.max = "", 1, 1
	if bare.op == listNode {
		bare.op = mentionNode
	}
	var b strings.Builder
	bare.print(&b)
	return stand(b.String())
}

// shortest sorts wordings by length, drops what is there twice and keeps the first.
func shortest(all []string) []string {
	slices.SortStableFunc(all, func(a, b string) int { return len(a) - len(b) })
	var out []string
	for _, s := range all {
		if !slices.Contains(out, s) && len(out) < maxExamples {
			out = append(out, s)
		}
	}
	return out
}
