package mention

import "quanhe/extract/text"

// tail reads the words that make a head noun the name of one body, from token i on. It stops at lower-case words that
// bodies' names do not hold, at punctuation, before a person's name, and before a country or place, which own the body.
func (s *scan) tail(i int, class string, office bool) (end int, words string) {
	if s.is(i, "phối") && s.is(i+1, "hợp") && !s.has(i, text.Cap) {
		return i, "" // hai Hội phối hợp tổ chức (the two associations hold together)
	}
	j := i
	caps := 0
	lone := -1 // a capitalised syllable with no other right before it
	for j < s.end {
		if j > i && s.hyphened(j) {
			lone = j + 1
			j += 2
			continue
		}
		if n, _ := s.hit(j, s.r.words.eponym); n > 0 && class == "school" {
			j += n // Trường Đại học Tôn Đức Thắng
			continue
		}
		if s.medical(j, i, class) {
			if j++; class == "state" {
				class = "school" // Bệnh viện Đại học Y Hà Nội
			}
			continue
		}
		if s.tok(j).Kind == text.Punct || s.personAt(j) {
			break
		}
		if m := s.starting(j); m != nil {
			if m.Kind == Blocked {
				j = m.End
				continue
			}
			if m.Kind == Place && (class == "school" || class == "company") {
				j = m.End // Trường Đại học Cần Thơ
				continue
			}
			if m.Kind == Country || m.Kind == Place || m.Kind == Party {
				break
			}
		}
		if n := s.ministryAt(j); n > 0 {
			j += n // Văn phòng Bộ Công an
			break
		}
		if s.is(j, "T") && s.is(j+1, ".") || s.is(j, "Vương") && s.is(j+1, "quốc") || j > i && s.is(j, "Văn") && s.is(j+1, "phòng") && s.starting(j) != nil {
			break // Ủy ban X T.Ư, Hội đồng X Vương quốc Y, Vụ X Văn phòng Chủ tịch nước
		}
		if n, _ := s.hit(j, s.r.words.office); n > 1 {
			break
		}
		if n, _ := s.hit(j, s.r.words.nonname); n > 1 {
			break
		}
		if n, e := s.hit(j, s.r.words.bodyHead); n > 0 && j > i && s.is(j-1, "và") && s.has(j, text.Cap) && (class == "school" || e.class == "school" || class == "association" || e.class == "association") {
			break // Trường A và Trường B, Quỹ A và Hội B
		}
		if n, _ := s.hit(j, s.r.words.bodyWord); n > 0 {
			j += n
			continue
		}
		if s.tok(j).Kind == text.Number {
			if (j > i || class == "army") && s.bearsNumber(j-1) {
				j++ // Bệnh viện Trung ương Quân đội 108, Lữ đoàn 147
			}
			break
		}
		if !s.has(j, text.Cap) {
			if lone == j-1 && j > i && s.secondSyllable(j) {
				j++
				continue
			}
			break
		}
		if lone != j-1 || j == i {
			lone = j
		}
		if class == "company" && office && caps >= 1 && s.managerAt(j) {
			break
		}
		if (class == "party" || s.is(i-1, "trận")) && j > i && !s.syllable(j) && !s.syllable(j+1) && !s.has(j, text.Upper) && s.foreignRun(j) == j+2 && s.starting(j) == nil {
			break // đảng Trung tâm Mihhail Korb, Mặt trận Rộng rãi Yamandú Orsi
		}
		if class == "state" && office && j > i && !s.syllable(j) && !s.has(j, text.Upper) && s.foreignRun(j) >= j+2 {
			break // Vụ trưởng Vụ Đông Nam Á Eduardo Paes
		}
		if !s.syllable(j) {
			caps++
		}
		j++
	}
	if j-3 >= i && s.has(j-3, text.Cap) && !s.has(j-2, text.Cap) && verb(s.join(j-2, j)) {
		j -= 2 // Công ty X|tổ chức lễ …
	}
	for j > i && s.connective(j-1) {
		j--
	}
	if office && class == "state" && j > i {
		if k := s.smallRun(j); k > j && s.personAt(k) {
			j = k // Vụ trưởng Vụ Quản lý ngoại hối A: his name ends the department's
		}
	}
	if j == i {
		return i, ""
	}
	return j, s.join(i, j)
}

// medical reports whether the word at token j is the medicine (y) that a school, an institute or a hospital whose name goes on at token i
// teaches, and no family name: Trường Đại học Y Hà Nội, Học viện Y Dược học cổ truyền.
func (s *scan) medical(j, i int, class string) bool {
	return s.is(j, "Y") && (j == i && (class == "school" || class == "academy") || j > i && s.is(j-1, "học") && s.is(j-2, "Đại"))
}

// managerAt reports whether the run of capitalised words from token j, behind the first word of a company's name, is the name of a
// foreign person: two words, or three behind a Korean family name. Those before belong to the company: Standard Chartered | Bill Winters.
func (s *scan) managerAt(j int) bool {
	if n, _ := s.hit(j, s.r.words.korean); n > 0 && s.foreignRun(j) == j+3 {
		return true
	}
	return s.foreignRun(j) == j+2 && s.starting(j) == nil && s.starting(j+1) == nil
}

// smallRun returns the end of a run of at most five syllables written small, from token i on, none of which is a verb or opens a
// mention.
func (s *scan) smallRun(i int) int {
	j := i
	for j < s.end && j < i+5 && s.tok(j).Kind == text.Word && !s.has(j, text.Cap) && s.syllable(j) && !s.verbal(j) && !s.connective(j) && s.starting(j) == nil &&
		!s.addressed(j+1) {
		j++
	}
	return j
}

// verb reports whether words that names of bodies hold rather go on with the clause at the end of one.
func verb(words string) bool {
	switch words {
	case "tổ chức", "báo cáo", "phối hợp", "hợp tác", "hỗ trợ", "kiểm tra", "thanh tra", "giám sát", "đầu tư":
		return true
	}
	return false
}

// secondSyllable reports whether the word at token i, written small, ends a word of two syllables that begins with a
// capital, as khoa in Đa khoa: what follows it is no verb of the clause but a comma, a capital or another unit's name.
func (s *scan) secondSyllable(i int) bool {
	if s.tok(i).Kind != text.Word || !s.has(i, text.Space) || !s.syllable(i-1) || !s.syllable(i) ||
		s.plain(i) || s.verbal(i) || s.connective(i) {
		return false
	}
	if n, _ := s.hit(i, s.r.words.unit); n > 0 {
		return false
	}
	if i+1 >= s.end || s.tok(i+1).Kind == text.Punct || s.has(i+1, text.Cap) || s.connective(i+1) ||
		s.tok(i+1).Kind == text.Number && s.bearsNumber(i) {
		return true
	}
	n, _ := s.hit(i+1, s.r.words.unit)
	m, _ := s.hit(i+1, s.r.words.bodyWord)
	return n > 0 || m > 0
}

// hyphened reports whether a hyphen at token j joins two capitalised words: Hội Hữu nghị Việt - Lào, Cục Cứu hộ - Cứu nạn.
func (s *scan) hyphened(j int) bool {
	if !s.is(j, "-") && !s.is(j, "–") || j+1 >= s.end || !s.has(j+1, text.Cap) && !s.continent(j+1) || s.tok(j+1).Kind != text.Word {
		return false
	}
	return (s.has(j-1, text.Cap) || j-2 >= s.first && s.has(j-2, text.Cap) && s.secondSyllable(j-1)) &&
		!s.officeLike(j+1) && !s.personAt(j+1)
}

// continent reports whether châu (continent) stands at token i before its name: Vụ Tây Á - châu Phi.
func (s *scan) continent(i int) bool { return s.is(i, "châu") && i+1 < s.end && s.has(i+1, text.Cap) }
