package mention

import (
	"strings"

	"quanhe/extract/pattern"
	"quanhe/extract/text"
)

// documents finds official documents: by number (Chỉ thị số 32-CT/TW), by the congress that adopted them (Nghị quyết
// Đại hội XIII) and by name (Tuyên bố Đà Nẵng).
func (s *scan) documents() {
	kinds := pattern.Lexicon(int(s.r.words.documentKind))
	for i := s.first; i < s.end; i++ {
		if s.in.Starts(i)&kinds == 0 {
			continue
		}
		if k := s.covering(i); k >= 0 && s.found[k].Kind != Place {
			i = s.found[k].End - 1
			continue
		}
		n, e := s.hit(i, s.r.words.documentKind)
		if n == 0 || s.ofMinistry(i) || s.is(i-1, "thoại") && s.has(i, text.Cap) { // Đối thoại Chiến lược
			continue
		}
		end, named := s.number(i + n)
		if !named {
			if !s.has(i, text.Cap) {
				continue
			}
			end = s.documentName(i + n)
			switch {
			case treaty(e.Name):
				end = max(end, s.treatyName(i+n))
			case e.Name == "Luật" || e.Name == "Bộ luật" || e.Name == "Pháp lệnh":
				end = s.lawName(end)
			}
		}
		if end == i+n && e.Attrs["alone"] == "" && n < 2 && !s.is(i-1, "qua") && !s.is(i-1, "ra") {
			continue
		}
		if end == i+n && e.Name == "Báo cáo" && (s.officeLike(end) || s.personAt(end)) {
			continue // Báo cáo Thủ tướng, A cho biết: the verb
		}
		class := "named"
		if named {
			class = "numbered"
		}
		kind := e.Name
		if treaty(kind) {
			kind = s.join(i, i+n) // as written: Biên bản ghi nhớ, Bản ghi nhớ
		}
		name := strings.TrimSpace(kind + " " + s.join(i+n, end))
		if end == i+n {
			name = kind
		}
		s.put(Mention{Kind: Document, First: i, End: end, Name: name, Class: class, Base: kind, Attrs: e.Attrs})
		i = end - 1
	}
}

// ofMinistry reports whether the word at token i goes on with the name of a ministry: Bộ trưởng Nhà ở, Đô thị và Quy hoạch.
func (s *scan) ofMinistry(i int) bool {
	for j := max(s.first, i-7); j < i; j++ {
		if n, _ := s.hit(j, s.r.words.ministry); j+n > i {
			return true
		}
	}
	return false
}

// treaty reports whether documents of a kind bear long names in small letters.
func treaty(kind string) bool {
	switch kind {
	case "Hiệp định", "Hiệp ước", "Thỏa thuận", "Thoả thuận", "Bản ghi nhớ", "Biên bản ghi nhớ", "Kế hoạch", "Nghị định thư", "Công ước", "Ý định thư", "Biên bản", "Bản Thỏa thuận":
		return true
	}
	return false
}

// treatyName reads the name of a treaty up to punctuation or a word that names do not hold.
func (s *scan) treatyName(i int) int {
	j := i
	for j < s.end && j < i+26 && s.tok(j).Kind != text.Punct && s.officeAt(j) == nil && !s.personAt(j) {
		if n, _ := s.hit(j, s.r.words.office); n > 0 {
			break
		}
		switch s.span(j, j+1) {
		case "do", "đã", "được", "sẽ", "ngày", "tại", "trước", "nhằm", "nhân", "đúng", "để", "với", "là", "có", "cũng", "vừa", "đang", "sau", "khi", "của", "từ", "vào", "cho":
			return s.trim(i, j)
		}
		j++
	}
	return s.trim(i, j)
}

// lawName reads on in the name of a law, which goes on in small letters behind its first syllable: Luật Đất đai, Luật Căn
// cước công dân. Where the text does not say within a few syllables that the name is over, one more is read.
func (s *scan) lawName(i int) int {
	j := i
	for ; j < s.end && j < i+6 && s.tok(j).Kind == text.Word && !s.has(j, text.Cap); j++ {
		switch s.span(j, j+1) {
		case "do", "đã", "được", "sẽ", "ngày", "tại", "trước", "nhằm", "để", "với", "là", "có", "cũng", "vừa", "đang", "sau", "khi", "của", "từ", "vào", "cho", "và", "năm", "quy", "gồm", "theo":
			return j
		}
	}
	if j < i+6 || j == i {
		return j
	}
	return i + 1
}

// trim drops connectives at the end of tokens [first, end).
func (s *scan) trim(first, end int) int {
	for end > first && s.connective(end-1) {
		end--
	}
	return end
}

// number reads `số 32-CT/TW`, `32`, `30/2020/NĐ-CP`; named reports whether there is a number at all.
func (s *scan) number(i int) (end int, named bool) {
	j := i
	if s.is(j, "số") {
		j++
	}
	if j >= s.end || s.tok(j).Kind != text.Number {
		return i, false
	}
	if j == i && s.has(j, text.Space) && j+1 < s.end && s.has(j+1, text.Space) && len(s.span(j, j+1)) > 3 {
		return i, false // Hiến pháp 2013 and the like: a year
	}
	j++
	for j+1 < s.end && !s.has(j, text.Space) && (s.is(j, "-") || s.is(j, "/")) && !s.has(j+1, text.Space) {
		j += 2
		for j < s.end && !s.has(j, text.Space) && s.tok(j).Kind != text.Punct {
			j++ // QH13 is two tokens
		}
	}
	return j, true
}

// documentName reads the capitalised name of a document that has no number.
func (s *scan) documentName(i int) int {
	j := i
	for j < s.end && s.tok(j).Kind != text.Punct && j < i+14 {
		if n, _ := s.hit(j, s.r.words.office); n > 1 || s.personAt(j) {
			break
		}
		if m := s.starting(j); m != nil {
			if m.Kind == Body || m.Kind == Party {
				break
			}
			j = m.End
			continue
		}
		if n, _ := s.hit(j, s.r.words.bodyWord); n > 0 {
			if kind, _ := s.hit(j+n, s.r.words.documentKind); kind > 0 {
				break // Nghị quyết và Chương trình hành động: another document
			}
			j += n
			continue
		}
		if !s.has(j, text.Cap) {
			break
		}
		j++
	}
	for j > i && s.connective(j-1) {
		j--
	}
	return j
}
