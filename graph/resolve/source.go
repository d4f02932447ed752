package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quanhe/extract"
)

// sourcesOf numbers the independent sources of reports from 0, in their order: one that is near-verbatim the text of the
// first report of a source is of that source, and so is a copy of that first report's copies as far as it is still like it.
func sourcesOf(reports []*record) []int {
	source := make([]int, len(reports))
	var first []sketch // of each source
	known := map[string]int{}
	by := map[uint32][]int{} // sources by the first hashes of their sketches
	for i, r := range reports {
		text := r.Sketch.key()
		if at, ok := known[text]; ok && text != "" {
			source[i] = at
			continue
		}
		at := len(first)
		for _, h := range r.Sketch[:min(len(r.Sketch), telling)] {
			for _, s := range by[h][max(0, len(by[h])-rivals):] {
				if s < at && copies(first[s], r.Sketch) {
					at = s
				}
			}
		}
		if at == len(first) {
			first = append(first, r.Sketch)
			for _, h := range r.Sketch[:min(len(r.Sketch), telling)] {
				by[h] = append(by[h], at)
			}
		}
		known[text], source[i] = at, at
	}
	return source
}

const (
	// telling is how many of its smallest hashes a sketch is found by. Of the sketchSize smallest of two texts together,
	// copies have all but four in common, so the smallest that they share is among the first five of both.
	telling = 5
	// rivals is how many of the sources that share one shingle a text is compared with, the last ones: what more have is a
	// phrase that the whole press uses.
	rivals = 64
)

// key is equal for equal sketches, "" for an empty one.
func (s sketch) key() string {
	b := make([]byte, 0, 4*len(s))
	for _, h := range s {
		b = append(b, byte(h), byte(h>>8), byte(h>>16), byte(h>>24))
	}
	return string(b)
}

// reconcileDate chooses, of those with a year if any has one, the date that most independent sources support, themselves or by a vaguer date that holds it;
// then the most precise; then one told in the body of an article; then one told of what was held, not planned; then the
// earliest. dates are all that were told. Of what lasts for days, a day is no more precise than the days from first to last
// but a part of them, and supports them.
func reconcileDate(reports []*record, sources []int) (dates []string, best string) {
	type support struct {
		when
		sources map[int]bool // of the date itself
		body    bool
		held    bool
		votes   int // independent sources
	}
	by := map[string]*support{}
	for i, r := range reports {
		if r.Date == "" {
			continue
		}
		s := by[r.Date]
		if s == nil {
			s = &support{when: r.when, sources: map[int]bool{}}
			by[r.Date] = s
		}
		s.sources[sources[i]] = true
		s.body = s.body || !r.Caption
		s.held = s.held || r.Modality != extract.Planned
	}
	dates = slices.Sorted(maps.Keys(by))
	if len(dates) < 2 {
		return dates, strings.Join(dates, "")
	}
	for _, s := range by {
		all := maps.Clone(s.sources)
		for _, t := range by {
			if t != s && t.known() && s.known() && t.supports(s.when, lasting(reports[0].Relation)) {
				maps.Copy(all, t.sources)
			}
		}
		s.votes = len(all)
	}
	return dates, slices.MinFunc(dates, func(a, b string) int {
		x, y := by[a], by[b]
		return cmp.Or(cmp.Compare(rank(!x.known()), rank(!y.known())), cmp.Compare(y.votes, x.votes), cmp.Compare(x.days, y.days), cmp.Compare(rank(y.body), rank(x.body)),
			cmp.Compare(rank(y.held), rank(x.held)), strings.Compare(a, b))
	})
}

// lasting reports whether an event of the relation may take several days.
func lasting(relation string) bool {
	switch relation {
	case "visit", "conference", "congress", "seminar":
		return true
	}
	return false
}

// supports reports whether who tells the date of an event that lasts, or does not, also supports another one.
func (w when) supports(v when, lasts bool) bool {
	if lasts && v.stretch() && w.days == 1 {
		return v.first <= w.first && w.last <= v.last
	}
	return w.first <= v.first && v.last <= w.last && !(lasts && w.stretch())
}

// stretch reports whether the date is told as the days from first to last.
func (w when) stretch() bool { return w.days > 1 && w.days <= longest && strings.Contains(w.edtf, "/") }
