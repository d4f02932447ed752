package store

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestWalk holds the ends of every pattern against a filter over all quads.
func TestWalk(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnStore(rt)
		defer s.Close()
		quads := anyQuads(rt)
		slices.SortFunc(quads, func(a, b quad.Quad) int { return strings.Compare(a.NQuad(), b.NQuad()) })
		quads = slices.Compact(quads)
		if err := s.ApplyDeltas(adds(quads), graph.IgnoreOpts{}); err != nil {
			rt.Fatal(err)
		}
		v, err := s.View()
		if err != nil {
			rt.Fatal(err)
		}
		defer v.Close()
		w := v.Walk()
		defer w.Close()
		for range 5 { // one walk, several patterns
			pattern := anyPattern(rt)
			d := rapid.SampledFrom(quad.Directions[:]).Draw(rt, "direction")
			var ids [4]ID
			for _, d := range quad.Directions[:3] {
				if x := pattern.Get(d); x != nil {
					ids[slot(d)], _ = IDOf(x)
				}
			}
			want, got := []string{}, []string{}
			for _, q := range quads {
				same := true
				for _, d := range quad.Directions[:3] {
					same = same && (pattern.Get(d) == nil || pattern.Get(d) == q.Get(d))
				}
				if same {
					want = append(want, quad.StringOf(q.Get(d)))
				}
			}
			ends, err := w.Ends(nil, ids[0], ids[1], ids[2], d)
			if err != nil {
				rt.Fatal(err)
			}
			for _, n := range ends {
				var value quad.Value
				if n != (ID{}) {
					if value, err = v.Value(n); err != nil {
						rt.Fatal(err)
					}
				}
				got = append(got, quad.StringOf(value))
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("ends of %v in direction %v (-want +got):\n%s", pattern, d, diff)
			}
		}
	})
}
