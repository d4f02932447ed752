package extract

import (
	"slices"

	"quanhe/extract/clause"
	"quanhe/extract/text"
)

// series makes the claims of the further gatherings that one verb has, each with its own name: tổ chức Hội thảo lần thứ 16 với A và Hội
// thảo lần thứ 8 với B (held the 16th seminar with A and the 8th with B); dự Hội nghị C và Diễn đàn D. Who does it is told once; what
// else fills a role stands behind each name.
func (a *application) series() []*draft {
	if a.w.noun || a.w.label == [2]int{} || a.spread() != "" {
		return nil
	}
	var out []*draft
	for i := a.further(a.w.label[1]); i >= 0; {
		b := *a
		w := *a.w
		w.first, w.end = i, i+a.gatheringAt(i)
		w.label = [2]int{w.first, w.end}
		b.w, b.t = &w, a.s.Trigger(w.first, w.end, false)
		b.roles = a.r.room.roles.Some(len(a.roles))
		for _, rf := range a.roles {
			if rf.slot == "subject" || rf.slot == "sau" {
				b.roles = append(b.roles, rf)
			}
		}
		for _, e := range a.w.rule.Roles {
			if b.has(e.Role) || !slices.ContainsFunc(a.roles, func(rf roleFill) bool { return rf.role == e.Role }) {
				continue
			}
			if fs, slot := b.role(e); len(fs) > 0 {
				b.roles = append(b.roles, roleFill{e.Role, fs, slot})
			}
		}
		if b.complete() {
			out = append(out, b.draft("", fillerOf{}))
		}
		i = a.further(w.end)
	}
	return out
}

// further returns the token where another gathering of the relation begins that và or a comma joins to the one whose noun ends at a token,
// -1 when none does. Its name begins with a capital; no verb stands between.
func (a *application) further(end int) int {
	for i := a.s.ChunkAt(end); i+1 < len(a.s.Chunks); i++ {
		k := &a.s.Chunks[i]
		switch {
		case k.Word == "và" || k.Word == ",":
			if first := a.s.Chunks[i+1].First; a.gatheringAt(first) > 0 {
				return first
			}
		case k.Kind == clause.Mark && k.Word != "-" && k.Word != "–" && k.Word != "(" && k.Word != ")", k.Class == clause.Saying, k.Class == clause.Closing:
			return -1
		}
	}
	return -1
}

// gatheringAt returns how many tokens the noun of a gathering of the relation has that begins at a token with a capital, 0 when none does.
func (a *application) gatheringAt(i int) int { return a.r.gatheringOf(a.w.rule.Relation, i) }

// gatheringOf returns how many tokens the noun of a gathering of one relation has that begins at a token with a capital, 0 when none does.
func (r *reading) gatheringOf(relation string, i int) int {
	if r.doc.Tokens[i].Flags&text.Cap == 0 {
		return 0
	}
	n, _ := r.x.entry(r.in, i, relation+".noun")
	return n
}

// passes reports whether a gathering of another kind stands behind a comma or và between the one that ends at a token and the verb that
// ends at another, so that the verb is of that: dự Hội nghị A, Đại hội B sẽ khai mạc.
func (r *reading) passes(relation string, end, verb int) bool {
	for i := end + 1; i < verb; i++ {
		if w := r.in.Key(i - 1); w != "," && w != "và" {
			continue
		}
		for _, other := range [...]string{"conference", "congress", "seminar", "ceremony"} {
			if other != relation && r.gatheringOf(other, i) > 0 {
				return true
			}
		}
	}
	return false
}
