package extract

import (
	"quanhe/extract/clause"
	"quanhe/extract/mention"
)

// neighbour returns the foreign country of the figure that only a comma or và separates from the mention: addressees of one
// message come from one country.
func (sc *scene) neighbour(s *sentence, m *mention.Mention) string {
	i := s.ChunkAt(m.First) - 1
	if sc.iso == "" || sc.iso == homeISO || m.First-sc.end > 2 || m.First <= sc.end || i < 0 {
		return ""
	}
	if w := s.Chunks[i].Word; w == "," && (m.Figure.Foreign || sinic(sc.iso) && !s.host(m)) || w == "và" && m.Figure.Foreign {
		return sc.iso
	}
	return ""
}

// host reports whether a mention is the subject behind a verb that opens its clause with the object: Tiếp Bộ trưởng Vương Nghị, Thủ
// tướng A nêu …; ông B thông báo: “Nhận lời mời của Chủ tịch C, Tổng Bí thư A sẽ thăm …”.
func (s *sentence) host(m *mention.Mention) bool {
	i := s.ChunkAt(m.End)
	if i >= len(s.Chunks) || s.Chunks[i].Kind != clause.Word || s.Chunks[i].Class == clause.And {
		return false
	}
	first := 0
	for j := s.ChunkAt(m.First) - 1; j > 0; j-- {
		if w := s.Chunks[j].Word; w == ":" || w == ";" || quotes(w) || w == "," && s.Chunks[j-1].Kind == clause.Time {
			first = j + 1
			break
		}
	}
	return s.Chunks[first].Kind == clause.Word
}
