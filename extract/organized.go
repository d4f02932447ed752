package extract

import (
	"slices"
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// told returns the body of the session that the text named last, when the trigger only has kỳ họp (the session) or its number.
func (a *application) told() *mention.Mention {
	first, end := a.w.label[0], a.w.label[1]
	if a.r.in.Key(first) != "kỳ" || end-first > 2 || !a.w.noun {
		return nil
	}
	number := ""
	if a.r.numberedAt(a.s, end) {
		number = a.r.in.Key(end + 1)
	}
	for k := a.s.index - 1; k >= 0; k-- {
		s := a.r.sentences[k]
		for t := int(s.span.End) - 2; t >= int(s.span.First); t-- {
			if a.r.in.Key(t) == "kỳ" && a.r.in.Key(t+1) == "họp" && a.r.numberedAt(s, t+2) && (number == "" || a.r.in.Key(t+3) == number) {
				b := *a
				b.s = s
				if m := b.bodyOf(t, t+2); m != nil {
					return m
				}
			}
		}
	}
	return nil
}

// numberedAt reports whether a number stands at a token or behind thứ there: thứ 4, lần thứ hai.
func (r *reading) numberedAt(s *sentence, t int) bool {
	return t < int(s.span.End) && (r.in.Key(t) == "thứ" || r.in.Key(t) == "lần")
}

// byName stands for the slot of whoever holds a gathering by its name alone.
const byName = "name"

// organized adds to a gathering that nobody is told to hold the body whose it is by its name: Kỳ họp thứ 4, Quốc hội khóa XV (the
// fourth session of the National Assembly); Hội nghị Cấp cao ASEAN; Phiên họp thứ 9 của Ủy ban Pháp luật.
func (a *application) organized() {
	switch a.w.rule.Relation {
	case "conference", "congress":
	default:
		return
	}
	if a.w.label[1] == 0 || a.has("organizer") {
		return
	}
	at := fillerOf{}
	ms := a.hosts(a.w.label[1])
	if len(ms) == 0 {
		m := a.bodyOf(a.w.label[0], a.w.label[1])
		if m == nil {
			m, at.first, at.end = a.told(), a.w.first, a.w.end // the session itself is what mentions its body
		}
		ms = append(ms, m)
	}
	var fs []fillerOf
	for _, m := range ms {
		if m == nil {
			continue
		}
		for _, w := range a.r.resolve(m, a) {
			if !a.taken(w) {
				if at.end > 0 {
					w.first, w.end = at.first, at.end
				}
				fs = append(fs, fillerOf{who: w})
			}
		}
	}
	if len(fs) > 0 {
		a.roles = append(a.roles, roleFill{"organizer", fs, byName})
	}
}

// hosts returns the bodies that a gathering is of which its name goes on with at a token as between them, nil when it does not: Hội nghị
// giữa Bộ A và Bộ B is of both, Hội nghị giữa Đảng A với các chính đảng of A.
func (a *application) hosts(end int) (ms []*mention.Mention) {
	from := a.s.ChunkAt(end)
	rest := a.s.Chunks[from:min(from+12, len(a.s.Chunks))]
	i := slices.IndexFunc(rest, func(k clause.Chunk) bool { return k.Word == "giữa" || k.Kind != clause.Word })
	if i < 0 || rest[i].Word != "giữa" {
		return nil
	}
	for _, k := range rest[i+1:] {
		switch {
		case k.Kind == clause.Noun && (a.s.Mentions[k.Index].Kind == mention.Body || a.s.Mentions[k.Index].Kind == mention.Party):
			ms = append(ms, &a.s.Mentions[k.Index])
		case k.Word != "với" && k.Word != "và" && k.Word != "," && a.r.doc.Tokens[k.First].Flags&text.Cap == 0, k.Kind == clause.Noun:
			return ms
		}
	}
	return ms
}

// purposes are words that begin what a gathering is for, whose bodies do not hold it: hội nghị công bố quyết định của Bộ Chính trị.
var purposes = map[string]bool{"công": true, "trao": true, "triển": true, "quán": true, "tổng": true, "sơ": true, "về": true, "bàn": true, "góp": true,
	"lấy": true, "giới": true, "nghe": true, "cho": true, "học": true, "phổ": true, "thông": true, "kiểm": true, "đánh": true, "gặp": true, "báo": true, "trước": true,
	"xúc": true, "giữa": true, "với": true, "giao": true, "lấy ý kiến": true, "thông báo": true}

// bodyOf returns the body in whose name that of a gathering at tokens [first, end) ends, or which của (of) or a comma joins to it, nil
// when there is none.
func (a *application) bodyOf(first, end int) *mention.Mention {
	var found *mention.Mention
	for i := a.s.ChunkAt(end-1) + 1; i < len(a.s.Chunks) && i < a.s.ChunkAt(end-1)+12; i++ {
		k := &a.s.Chunks[i]
		switch {
		case k.Kind == clause.Noun:
			m := &a.s.Mentions[k.Index]
			if m.Kind != mention.Body && m.Kind != mention.Party {
				return found
			}
			found = m
		case k.Kind == clause.Time, k.Kind == clause.Mark && k.Word != "-" && k.Word != "–" && !(k.Word == "," && found == nil && a.numbered(i)):
			return found
		case k.Word == "của" && found == nil, k.Word == ",", k.Kind == clause.Mark:
		case k.Class == clause.Saying || k.Class == clause.Closing || a.r.stopsLabel(*k) || purposes[k.Word]:
			return found
		}
	}
	return found
}

// sits reports whether a gathering is a sitting of the body that holds it by its name, and not a congress or a conference, which may
// be of others.
func (d *draft) sits() bool {
	return d.relation == "conference" && (strings.HasPrefix(d.labelled(), "kỳ họp") || strings.HasPrefix(d.labelled(), "phiên họp"))
}

// numbered reports whether the number of a session ends right before chunk i, so that a comma there joins its body: Kỳ họp thứ 4, Quốc
// hội khóa XV.
func (a *application) numbered(i int) bool {
	k := &a.s.Chunks[i-1]
	return k.Kind == clause.Word && i+1 < len(a.s.Chunks) && a.s.Chunks[i+1].Kind == clause.Noun
}
