package mention

import (
	"strings"

	"quanhe/extract/text"
)

// authorised cuts the offices off a stack that belong to whoever gave the authority: Thừa ủy quyền của Chủ tịch nước, Bộ
// trưởng A trao …. A stack behind của that a comma follows is one person's: theo lời mời của Tổng Bí thư, Chủ tịch nước A, …
func (s *scan) authorised(chain []int, end int) []int {
	last := len(chain) - 1
	if last < 0 {
		return chain
	}
	if o := &s.offices[chain[last]]; last == 0 {
		if s.is(o.End, ",") && s.behalf(o.First) {
			return chain[:0] // Thừa ủy quyền của Chủ tịch nước, Thượng tướng A trao …
		}
		return chain
	}
	if strings.HasPrefix(s.offices[chain[last]].Title, "Đại sứ") && leader(s.offices[chain[last-1]].Title) {
		return chain[:last] // Tiếp Đại sứ Pháp, Chủ tịch nước A …
	}
	first := s.offices[chain[last]].First
	if s.sent(first) {
		return chain[:1]
	}
	if (s.is(first-1, "của") || s.behalf(first)) && s.speaks(end) && !s.is(end, "và") && !s.is(end, "tới") && !s.is(end, "đến") {
		return chain[:1]
	}
	if s.speaks(end) && s.spokenTo(first) || s.under(first) && s.acts(end) {
		return chain[:1]
	}
	if s.accompanied(first) && leader(s.offices[chain[last]].Title) && !leader(s.offices[chain[last-1]].Title) {
		return chain[:last]
	}
	return chain
}

// behalf reports whether words stand before token i that say for whom somebody acts: Thay mặt O, Thừa lệnh O, Thừa ủy quyền của O, Thừa ủy nhiệm O.
func (s *scan) behalf(i int) bool {
	if s.is(i-1, "mặt") || s.is(i-1, "lệnh") {
		return true
	}
	if s.is(i-1, "của") {
		return s.is(i-2, "quyền") || s.is(i-2, "nhiệm")
	}
	return s.is(i-1, "nhiệm") && (s.is(i-3, "thừa") || s.is(i-3, "Thừa"))
}

// sent reports whether words stand before token i that say whose envoy somebody is: Đại diện đặc biệt của Chủ tịch nước, Phó Thủ tướng A.
func (s *scan) sent(i int) bool {
	if !s.is(i-1, "của") {
		return false
	}
	if i--; s.is(i-1, "biệt") && s.is(i-2, "đặc") {
		i -= 2
	}
	return s.is(i-1, "diện") || s.is(i-1, "phái") || s.is(i-1, "viên") && s.is(i-2, "phái")
}

// accompanied reports whether words stand before token i that say with whom somebody goes: Tháp tùng Chủ tịch nước, Bộ trưởng A đã ….
func (s *scan) accompanied(i int) bool {
	return s.is(i-1, "tùng") && (s.is(i-2, "tháp") || s.is(i-2, "Tháp")) ||
		s.is(i-1, "với") && s.is(i-2, "đi") && (s.is(i-3, "cùng") || s.is(i-3, "Cùng"))
}

// under reports whether somebody's witness or lead is told before token i: dưới sự chứng kiến của, trước sự chứng kiến của.
func (s *scan) under(i int) bool {
	return s.is(i-1, "của") && (s.is(i-4, "sự") || s.is(i-5, "sự"))
}

// acts reports whether whoever a name that ends at a token is coordinated with does something, so that no comma ends the phrase that he
// stands in: A và Bộ trưởng Tư pháp Lào B ký ….
func (s *scan) acts(end int) bool {
	for k := range s.persons {
		n := &s.persons[k]
		if n.First < end {
			continue
		}
		if s.is(n.End, ",") || s.is(n.End, "và") || s.is(end, ",") || !s.is(end, "và") && !s.is(end, "cùng") {
			return false
		}
		return s.speaks(n.End)
	}
	return false
}

// issued reports whether an office before a comma, a rank and a name is of whoever issued something, as the name has its own office behind
// it: Quyết định của Bộ trưởng Bộ Quốc phòng, Đại tá A, Tư lệnh Vùng 3, thôi giữ chức.
func (s *scan) issued(o *Office, first, end int) bool {
	return o.End+1 == first && s.is(o.End, ",") && s.is(o.First-1, "của") && s.is(end, ",") && s.officeStarting(end+1) >= 0
}

// ranked reports whether a comma and a rank or a form of address stand between an office and the name that ends at token end, and
// the name has an office behind it.
func (s *scan) ranked(o *Office, first, end int) bool {
	return o.End+1 == first && s.is(o.End, ",") && s.tok(first).Kind == text.Word && s.titledBehind(end)
}

// spokenTo reports whether only a verb that somebody speaks to another with stands before token i in its clause: Báo cáo
// Thủ tướng, Chủ tịch tỉnh A cho biết … (reporting to the Prime Minister, …); or one of going with him: tháp tùng Chủ tịch nước, Bộ
// trưởng A gặp ….
func (s *scan) spokenTo(i int) bool {
	if s.is(i-1, "với") || s.is(i-1, "cùng") {
		i--
	}
	first := i
	for first > s.first && i-first < 3 && !s.is(first-1, ",") && s.tok(first-1).Kind == text.Word {
		first--
	}
	if first == i || first > s.first && s.tok(first-1).Kind == text.Word {
		return false
	}
	switch text.Lower(s.join(first, i)) {
	case "tháp tùng", "cùng đi", "đi cùng", "thay mặt":
		return true
	case "báo cáo", "trả lời", "tiếp", "đón", "đón tiếp", "trao đổi", "cảm ơn", "chúc mừng", "phát biểu", "hội kiến", "gặp", "gặp gỡ", "làm việc",
		"yết kiến", "chào", "hội đàm", "điện đàm", "chia buồn":
		return first == s.first || !s.is(first-1, ",") // behind a comma somebody else does so: A yết kiến B, hội đàm với O, P C
	}
	return false
}

// leader reports whether an office is one of those at the head of a state, which no ambassador holds besides.
func leader(title string) bool {
	switch title {
	case "Chủ tịch nước", "Phó Chủ tịch nước", "Thủ tướng", "Phó Thủ tướng", "Chủ tịch Quốc hội", "Phó Chủ tịch Quốc hội", "Tổng Bí thư", "Tổng thống":
		return true
	}
	return false
}

// address walks back over ranks and forms of address before token i and returns where they begin.
func (s *scan) address(f *Figure, i int) int {
	for {
		if n := s.ending(i, s.r.words.honorific); n > 0 {
			if s.officeAt(i-1) != nil || s.is(i-1, "vị") && s.is(i-2, "cương") {
				return i
			}
			f.Honorific = text.Lower(s.span(i-n, i))
			if _, e := s.hit(i-n, s.r.words.honorific); e != nil && e.Attrs["gender"] != "" {
				f.Gender = e.Attrs["gender"][0]
			}
			i -= n
			continue
		}
		if n := s.ending(i, s.r.words.rank); n > 0 && s.officeAt(i-1) == nil {
			i -= n
			if s.is(i-1, "Phó") || s.is(i-1, "PGS") {
				i--
			}
			for s.is(i-1, ".") || s.is(i-1, ",") && s.ending(i-1, s.r.words.rank) > 0 {
				i--
			}
			continue
		}
		if n := s.ending(i, s.r.words.spouse); n > 0 {
			f.Spouse = true
			return i - n
		}
		if k := s.covering(i - 1); i > s.first && k >= 0 && s.found[k].Kind == Country && s.is(s.found[k].First-1, "cấp") && s.is(s.found[k].First-2, "đồng") {
			f.Point, f.Head = Peer, s.found[k].ISO
			s.found[k].Attrs = nil
			return s.peerStart(s.found[k].First)
		}
		if s.is(i-1, "cấp") && s.is(i-2, "đồng") || s.is(i-1, "nhiệm") && s.is(i-2, "đồng") {
			f.Point = Peer
			return s.peerStart(i)
		}
		return i
	}
}

// peerStart returns where `người đồng cấp` (the counterpart) before token i begins.
func (s *scan) peerStart(i int) int {
	i -= 2
	if s.is(i-1, "người") {
		i--
	}
	return i
}

// chain returns the offices that stand before token i and belong to one stack, nearest first: nothing, a comma, or a
// word such as kiêm stands between them.
func (s *scan) chain(i, low int) []int {
	var chain []int
	for {
		o := s.officeIndexEnding(i)
		if o < 0 && len(chain) == 0 && s.is(i-1, ",") && s.rankAt(i) {
			o = s.officeIndexEnding(i - 1)
		}
		if o < 0 && len(chain) == 0 {
			if j := s.thenHolder(i); j < i {
				o = s.officeIndexEnding(j)
			}
		}
		if o < 0 && len(chain) == 0 {
			o = s.apart(i)
		}
		if o < 0 && len(chain) > 0 {
			switch {
			case s.is(i-1, ",") || s.is(i-1, "kiêm") || s.is(i-1, "-") || s.is(i-1, "–"):
				o = s.officeIndexEnding(i - 1)
				if o < 0 && s.is(i-2, ",") {
					o = s.officeIndexEnding(i - 2)
				}
			case s.is(i-1, "là") && s.is(i-2, "thời"):
				o = s.officeIndexEnding(i - 3)
				if o < 0 && s.is(i-4, ",") {
					o = s.officeIndexEnding(i - 4)
				}
			}
			if o < 0 {
				if j := s.overRank(i); j < i {
					if o = s.officeIndexEnding(j); o < 0 && s.is(j-1, ",") {
						o = s.officeIndexEnding(j - 1)
					}
				}
			}
		}
		if o < 0 || s.offices[o].First < low || len(chain) > 0 && s.announced(s.offices[o].First) {
			return chain
		}
		chain = append(chain, o)
		i = s.offices[o].First
	}
}

// delegation steps back over what makes somebody the leader of a delegation, before token i, and over the comma before it:
// Ủy viên Bộ Chính trị, Trưởng đoàn đại biểu Đảng Nhân dân Cách mạng Lào A.
func (s *scan) delegation(f *Figure, i int) int {
	k := s.covering(i - 1)
	if i <= s.first || k < 0 || s.found[k].End != i {
		return i
	}
	j := s.found[k].First
	for s.is(j-1, "biểu") || s.is(j-1, "đại") || s.is(j-1, "cao") || s.is(j-1, "cấp") {
		j--
	}
	if !s.is(j-1, "đoàn") || !s.is(j-2, "Trưởng") && !s.is(j-2, "trưởng") {
		return i
	}
	sender := s.found[k]
	f.Leads = &sender
	if j -= 2; s.is(j-1, ",") {
		j--
	}
	return j
}

// apart returns the office that a dash or its body parts from a name at token i, or -1: Thứ trưởng Bộ Ngoại giao - ông A, Giám đốc Sở Y
// tế - B; Vụ trưởng Vụ châu Á, Bộ Ngoại giao Lào B.
func (s *scan) apart(i int) int {
	if s.dash(i - 1) {
		if o := s.officeIndexEnding(i - 1); o >= 0 && !s.behindName(&s.offices[o]) {
			return o
		}
		return -1
	}
	k := s.covering(i - 1)
	if i <= s.first || k < 0 || s.found[k].Kind != Body || s.found[k].End != i || !s.is(s.found[k].First-1, ",") {
		return -1
	}
	body := &s.found[k]
	n := s.officeIndexEnding(body.First - 1)
	if n >= 0 && s.offices[n].Owner == "country" && !s.offices[n].Explicit && body.ISO != "" {
		o := &s.offices[n]
		o.OwnerName, o.OwnerISO, o.OwnerKind, o.Explicit = s.r.countryName(body.ISO), body.ISO, Country, true
	}
	return n
}

// behindName reports whether an office stands behind a name that has none before it by a dash: ông A, Chủ tịch UBND tỉnh - but not in
// Bí thư Tỉnh ủy - ông A, Chủ tịch UBND tỉnh - ông B.
func (s *scan) behindName(o *Office) bool {
	for k := range s.persons {
		if p := &s.persons[k]; p.End == o.First-1 {
			first := s.address(new(Figure), p.First)
			return !s.dash(first-1) || s.officeIndexEnding(first-1) < 0
		}
	}
	return false
}

// thenHolder steps back over the words that say who held an office at the time: Chủ tịch Quốc hội khi đó là ông A.
func (s *scan) thenHolder(i int) int {
	if s.is(i-1, "là") {
		i--
	}
	if s.is(i-1, "đó") && (s.is(i-2, "khi") || s.is(i-2, "lúc")) {
		return i - 2
	}
	return i
}

// announced reports whether a word before token i says that an office is given there: làm, giữ chức, đắc cử.
func (s *scan) announced(i int) bool {
	return s.is(i-1, "làm") || s.is(i-1, "cử") && (s.is(i-2, "đắc") || s.is(i-2, "trúng") || s.is(i-2, "tái")) || s.is(i-1, "chức") || s.is(i-1, "vụ") && s.is(i-2, "chức")
}

func (s *scan) rankAt(i int) bool {
	n, _ := s.hit(i, s.r.words.rank)
	return n > 0
}

// overRank steps over a rank with its comma before token i: `…, Đại tướng, Bộ trưởng …`.
func (s *scan) overRank(i int) int {
	j := i
	if s.is(j-1, ",") {
		j--
	}
	if n := s.ending(j, s.r.words.rank); n > 0 {
		return j - n
	}
	return i
}

func (s *scan) officeIndexEnding(i int) int {
	if k := s.inOffice.at(i - 1); k >= 0 && s.offices[k].End == i {
		return k
	}
	return -1
}

// touches reports whether only a comma or dash stands between token end and the office.
func (s *scan) touches(end, office int) bool {
	o := s.offices[office].First
	return o == end+1 && (s.is(end, ",") || s.is(end, "-") || s.is(end, "–") || s.is(end, "("))
}

// officeEndingUsed counts the offices that stand before the k-th name.
func (s *scan) officeEndingUsed(k int, used []bool) int {
	n := 0
	low := s.first
	if k > 0 {
		low = s.persons[k-1].End
	}
	for o := range s.offices {
		if used[o] && s.offices[o].First >= low && s.offices[o].End <= s.persons[k].First {
			n++
		}
	}
	return n
}
