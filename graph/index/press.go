package index

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"quanhe/extract"
	"quanhe/graph"
)

// leafOf makes the leaf of a document: its head, the texts that its claims use, and the claims by id, each behind its
// length. all are the ids of the claims.
func leafOf(f *extract.Facts, all []string) Listing {
	w := leafWriter{at: make(map[string]int, 4*len(f.Claims))}
	claims, ids := united(f, all)
	bodies := make(Listing, 0, 64*len(f.Claims))
	for _, id := range ids {
		w.body = w.body[:0]
		w.claim(claims[id])
		bodies = graph.AppendClaim(bodies, id)
		bodies = append(bodies.count(len(w.body)), w.body...)
	}
	l := make(Listing, 0, len(f.ID)+len(f.Title)+len(f.Date)+len(f.URL)+len(w.texts)+len(bodies)+32)
	l = l.put(f.ID).put(f.Title).put(f.Date).put(f.URL).putAll(w.texts)
	return append(l.count(len(ids)), bodies...)
}

// united are the claims of a document by id, sorted. Those that are one in the graph share their evidence.
func united(f *extract.Facts, all []string) (claims map[string]*extract.Claim, ids []string) {
	claims = make(map[string]*extract.Claim, len(f.Claims))
	for i := range f.Claims {
		c := f.Claims[i]
		id := all[i]
		if same := claims[id]; same != nil {
			same.Evidence = slices.Concat(same.Evidence, c.Evidence)
			continue
		}
		claims[id] = &c
		ids = append(ids, id)
	}
	for _, c := range claims {
		if len(c.Evidence) < 2 {
			continue
		}
		c.Evidence = slices.Clone(c.Evidence)
		slices.SortFunc(c.Evidence, func(a, b extract.Evidence) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Rule, b.Rule),
				strings.Compare(a.Text, b.Text))
		})
		c.Evidence = slices.Compact(c.Evidence)
	}
	slices.Sort(ids)
	return claims, ids
}

// A leafWriter writes claims, and texts once, in the order of their first use.
type leafWriter struct {
	at    map[string]int // in texts
	texts Listing
	body  []byte
}

func (w *leafWriter) number(n int) { w.body = binary.AppendUvarint(w.body, uint64(n)) }

func (w *leafWriter) word(s string) {
	at, ok := w.at[s]
	if !ok {
		at = len(w.texts)
		w.at[s] = at
		w.texts = w.texts.put(s)
	}
	w.number(at)
}

func (w *leafWriter) claim(c *extract.Claim) {
	for _, s := range []string{c.Relation, c.Subtype, c.Label, string(cmp.Or(c.Modality, extract.Actual)), c.Date, c.Status} {
		w.word(s)
	}
	w.number(c.Count)
	parts := make([]Part, 0, 8)
	for _, a := range c.Args {
		parts = append(parts, Part{a.Role, Ref(a.Entity, a.Name)})
	}
	slices.SortFunc(parts, func(a, b Part) int { return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Ref, b.Ref)) })
	parts = slices.Compact(parts)
	w.number(len(parts))
	for _, p := range parts {
		w.word(p.Role)
		w.word(p.Ref)
	}
	if c.Place == nil {
		w.number(0)
	} else {
		w.number(1)
		w.word(Ref(c.Place.Entity, c.Place.Name))
	}
	w.number(len(c.Evidence))
	for _, e := range c.Evidence {
		w.number(e.Start)
		w.number(e.End)
		w.word(e.Rule)
		w.word(e.Text)
	}
}
