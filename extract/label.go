package extract

import (
	"strings"

	"quanhe/extract/clause"
	"quanhe/extract/mention"
	"quanhe/extract/text"
)

// labelAt returns the name of a conference, congress or ceremony from its noun on.
func (r *reading) labelAt(s *sentence, first, end int) string {
	i := end
	for i < int(s.span.End) {
		k := s.Chunks[s.ChunkAt(i)]
		switch {
		case k.Kind == clause.Time:
			return r.label(first, i)
		case k.Kind == clause.Noun:
			m := &s.Mentions[k.Index]
			if m.Kind == mention.Person {
				return r.label(first, i)
			}
			i = k.End
			continue
		case k.Word == "“" || k.Word == "\"" && i < end+3:
			if shut := s.quotedTitle(i); shut > 0 {
				return r.label(first, shut) // Hội thảo khoa học "Bác Hồ với Nghệ An"
			}
			return r.label(first, i)
		case k.Kind == clause.Mark && k.Word != "-" && k.Word != "–" && k.Word != "&" && k.Word != "/":
			return r.label(first, i)
		case k.Word == "và" && (r.doc.Tokens[min(k.End, int(s.span.End)-1)].Flags&text.Cap == 0 || r.gatheringOf("conference", min(k.End, int(s.span.End)-1)) > 0):
			return r.label(first, i)
		case k.Class == clause.Saying || k.Class == clause.Closing || r.stopsLabel(k):
			return r.label(first, i)
		}
		i = k.End
	}
	return r.label(first, i)
}

// quotedTitle returns the token behind the quotation marks that open at a token and hold at most twenty tokens, 0 when they do not shut.
func (s *sentence) quotedTitle(i int) int {
	for j := i + 2; j < int(s.span.End) && j < i+22; j++ {
		if w := s.Doc.Word(j); w == "”" || w == "\"" {
			return j + 1
		}
	}
	return 0
}

// endsLabel are verbs of two syllables behind a name, the first to the second: khai mạc (opens), thể hiện (shows).
var endsLabel = map[string]string{
	"khai": "mạc", "bế": "mạc", "đối": "với", "thể": "hiện", "thảo": "luận", "xem": "xét", "góp": "phần", "thành": "công",
}

func (r *reading) stopsLabel(k clause.Chunk) bool {
	if r.doc.Tokens[k.First].Flags&text.Cap != 0 {
		return false
	}
	if strings.HasPrefix(k.Word, "dưới sự ") {
		return true
	}
	switch k.Word {
	case "theo lời mời của", "theo lời mời":
		return true
	case "tổ", "tổ chức", "bắt đầu":
		end := k.End
		if k.Word == "tổ" {
			end++
		}
		if end >= len(r.doc.Tokens) {
			return false
		}
		next := text.Lower(r.words(end, end+1))
		return next == "tại" || next == "ở" || next == "vào" || next == "từ" || next == "ngày"
	case "khai", "bế", "đối", "thể", "thảo", "xem", "góp", "thành":
		return k.End < len(r.doc.Tokens) && endsLabel[k.Word] == r.words(k.End, k.End+1)
	case "dưới", "tại", "do", "đã", "vốn", "nay", "ban đầu", "dời", "lùi", "dự", "dự kiến", "sắp", "vừa", "vì", "không", "chưa", "bị", "hoãn", "hủy", "sẽ", "sẽ có", "đang", "được", "diễn ra", "diễn", "vào", "từ", "ở", "nhằm", "để", "lần đầu tiên", "từng", "phải", "trước", "hôm", "khép", "cho", "thông", "thông qua", "bầu", "biểu quyết", "nhất trí", "hiệp thương", "cũng", "ngày", "theo", "là", "có", "có các", "với", "của":
		return true
	}
	return false
}

func (r *reading) label(first, end int) string {
	return strings.Join(strings.Fields(r.words(first, end)), " ")
}
