package extract

import (
	"slices"
)

// A Change is one difference between two readings of a document: a claim gained (Old is nil), lost (New is nil), or
// told differently.
type Change struct {
	Old, New *Claim
}

// Diff compares the claims of two readings of one document, each as its rules read it. Claims that are written alike are
// the same. Of the rest, two are one claim that changed if they have the relation and either the participants, in
// whatever roles, or a sentence of evidence in common; those with most in common are put together first. Changes come
// in the order of the text.
func Diff(old, now *Facts) []Change {
	gone, come := unlike(old.Claims, now.Claims), unlike(now.Claims, old.Claims)
	var changes []Change
	for len(gone) > 0 && len(come) > 0 {
		i, j, most := 0, 0, 0
		for k, a := range gone {
			for n, b := range come {
				if in := inCommon(a, b); in > most {
					i, j, most = k, n, in
				}
			}
		}
		if most == 0 {
			break
		}
		changes = append(changes, Change{gone[i], come[j]})
		gone, come = slices.Delete(gone, i, i+1), slices.Delete(come, j, j+1)
	}
	for _, c := range gone {
		changes = append(changes, Change{Old: c})
	}
	for _, c := range come {
		changes = append(changes, Change{New: c})
	}
	slices.SortStableFunc(changes, func(a, b Change) int { return a.start() - b.start() })
	return changes
}

// start is the offset at which the document tells what changed.
func (c Change) start() int {
	claim := c.New
	if claim == nil {
		claim = c.Old
	}
	if len(claim.Evidence) == 0 {
		return 0
	}
	return claim.Evidence[0].Start
}

// unlike returns the claims that others has no counterpart for, written alike.
func unlike(claims, others []Claim) []*Claim {
	left := map[string]int{}
	for _, c := range others {
		left[c.String()]++
	}
	var out []*Claim
	for i := range claims {
		if s := claims[i].String(); left[s] > 0 {
			left[s]--
			continue
		}
		out = append(out, &claims[i])
	}
	return out
}

// inCommon says how near two claims are, 0 when they are not one: for each participant that both have 2, 1 for a
// sentence of evidence.
func inCommon(a, b *Claim) int {
	if a.Relation != b.Relation {
		return 0
	}
	shared := 0
	for _, x := range a.Args {
		if slices.ContainsFunc(b.Args, func(y Arg) bool { return x.Name == y.Name }) {
			shared++
		}
	}
	sentence := 0
	for _, e := range a.Evidence {
		if slices.ContainsFunc(b.Evidence, func(f Evidence) bool { return e.Start < f.End && f.Start < e.End }) {
			sentence = 1
		}
	}
	if sentence == 0 && (shared < len(a.Args) || shared < len(b.Args)) {
		return 0
	}
	return 2*shared + sentence
}
