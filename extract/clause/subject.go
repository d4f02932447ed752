package clause

import "quanhe/extract/mention"

// Subject returns the subject of the trigger in this sentence.
func (c *Sentence) Subject(t Trigger) []Filler {
	if i := c.honoured(t.First); i >= 0 {
		return c.listTo(i).members
	}
	if c.others(t) {
		return nil
	}
	if i, local := c.before(t.First - 1); i >= 0 {
		if c.kin(i) {
			return nil
		}
		l := c.listTo(i)
		switch {
		case local && len(l.members) > 0 && c.noun(i).Kind == mention.Person && c.is(i+1, ",", "-", "–") && c.is(i+2, "người"): // đơn của A, người bị B khai trừ: A was expelled
			return l.members[len(l.members)-1:]
		case c.is(l.first-1, "nhân dịp", "nhân") && c.is(i+1, ",") && c.Doc.Word(t.Token) == "được": // nhân dịp A, nguyên O, được bầu làm P, B gửi điện: A is elected
			return l.members
		case !local && c.is(l.first-1, "tin", "thông tin", "tin đồn"): // bác tin A, Đại sứ tại Lào, đã từ chức
			return l.members
		case local && c.standsIn(l.first, t):
			if m, ok := c.main(l.first); ok {
				return m.members
			}
			return nil
		case !local && (!c.opens(l.first) || c.is(l.first-1, ";") && c.bracketDate(i+1) != nil): // A thăm Hungary, hội đàm với B: who travels talks, too
			if m, ok := c.main(l.first); ok {
				return m.members
			}
			if !c.governed(l.first) {
				return l.members
			}
		case (c.is(l.first-1, "phối hợp") || c.is(l.first-1, "hợp") && c.is(l.first-2, "phối")) && c.noun(i).Kind != mention.Person: // A phối hợp B tổ chức, the same without với
			if m, ok := c.main(l.first); ok {
				return append(m.members, l.members...)
			}
			return l.members
		case !c.governed(l.first):
			return l.members
		case c.is(l.first-1, "của") && (c.kind(l.first-2, Word) && c.Chunks[l.first-2].Class == Other && !c.leads(l.first-2) || c.Titled(l.first-2)): // hàng loạt bộ trưởng của A từ chức: not A
			return nil
		case c.owned(l.first): // người đồng cấp A của B đã gặp C: A met C
			return c.listTo(l.first - 2).members
		case c.is(l.first-1, "với") && c.is(l.first-2, "phối hợp", "hợp"): // A phối hợp với B tổ chức: both do it
			if m, ok := c.main(l.first - 1); ok {
				return append(m.members, l.members...)
			}
			return l.members
		case local && !c.is(l.first-1, "trong", "thay mặt", "tại", "về", "cho", "theo đề nghị của", "từ", "theo lời mời của", "nhận lời mời của", "lời mời của", "thừa ủy quyền của", "được ủy quyền của", "được sự ủy quyền của"):
			return l.members
		}
	}
	return c.Main(t)
}

// standsIn reports whether another does what the trigger tells in place of whoever is named at chunk i: A thay B dự lễ (A attended instead
// of B), not bổ nhiệm A thay B nghỉ hưu (B retired).
func (c *Sentence) standsIn(i int, t Trigger) bool {
	if !c.is(i-1, "thay") && !c.is(i-1, "thay cho") {
		return false
	}
	switch c.Doc.Word(t.Token) {
	case "dự", "tham", "chủ", "đọc", "trao", "ký", "dẫn", "phát", "trình", "thăm", "tiếp", "gặp", "hội":
		return true
	}
	return false
}

// honoured returns the person before the occasion of a message to him that begins right before chunk i, -1 when none does: A gửi điện mừng
// B nhân dịp được bầu làm Thủ tướng (on being elected Prime Minister), which B was.
func (c *Sentence) honoured(i int) int {
	i--
	for i > 0 && c.class(i, Light) {
		i--
	}
	if i < 2 || !c.is(i, "nhân dịp", "nhân") {
		return -1
	}
	if i--; c.is(i, ",") {
		i--
	}
	if m := c.noun(i); m == nil || m.Kind != mention.Person {
		return -1
	}
	return i
}

// others reports whether a passive speaks of several whom the text does not name there: A chúc mừng các cán bộ vừa được bầu
// (congratulates the officials just elected).
func (c *Sentence) others(t Trigger) bool {
	if w := c.Doc.Word(t.Token); w != "được" && w != "bị" {
		return false
	}
	i := t.First - 1
	for c.class(i, Light) {
		i--
	}
	for first := i; c.kind(i, Word) && i > first-6; i-- {
		if i < first && c.is(i, "các", "những", "nhiều") {
			return !c.class(i-1, And)
		}
		if !c.class(i, Other) {
			return false
		}
	}
	return false
}

// relative returns whom the relative clause speaks of that chunk i stands in, nil when it stands in none: gọi điện cho A, người trở lại
// ghế Ngoại trưởng sau khi được B bổ nhiệm (phoned A, who returned as minister after B had appointed him).
func (c *Sentence) relative(i int) []Filler {
	for i--; i > 1 && !c.kind(i, Mark) && !c.class(i, Closing); i-- {
		if c.is(i, "người") && c.is(i-1, ",", "-", "–") && c.party(i-2) && c.noun(i-2).Kind == mention.Person && !c.is(i+1, "dân", "lao") {
			members := c.listTo(i - 2).members
			return members[len(members)-1:]
		}
	}
	return nil
}

// Titled reports whether chunk i is an office without its holder's name.
func (c *Sentence) Titled(i int) bool {
	m := c.noun(i)
	return m != nil && m.Kind == mention.Person && m.Figure.Name == "" && m.Figure.Point == mention.Titled
}

// leads reports whether the word at chunk i is of a group that acts by its leader: đoàn của A thăm.
func (c *Sentence) leads(i int) bool {
	return c.is(i, "đoàn", "các", "phủ", "quyền", "dẫn đầu") || c.is(i-1, "nội")
}

// owned reports whether của (of) ties the noun phrase at chunk i to a person named right before it.
func (c *Sentence) owned(i int) bool {
	if !c.is(i-1, "của") {
		return false
	}
	m := c.noun(i - 2)
	return m != nil && m.Kind == mention.Person && m.Figure.Name != ""
}

// Main returns the subject of the clause that the trigger stands in, leaving aside the noun phrase right before it.
func (c *Sentence) Main(t Trigger) []Filler {
	if c.ofKin(t) || c.others(t) {
		return nil
	}
	if who := c.relative(t.First); who != nil {
		return who
	}
	if l, ok := c.main(t.First); ok {
		return l.members
	}
	if f := c.fronted(t); len(f) > 0 {
		return f
	}
	for j := t.First - 1; j >= 0; j-- { // … là sự kiện Đoàn A sang thăm, trao tặng …
		if m := c.noun(j); m != nil && m.Kind == mention.Person && !c.governed(j) && c.predicate(j+1, t.First) && j+1 < t.First {
			return c.listTo(j).members
		}
	}
	return nil
}

// before steps left from chunk i over light words, times and phrases of place and returns the noun phrase that stands
// there, or -1. Local is true when no comma was crossed, so that a relative clause may speak of it.
func (c *Sentence) before(i int) (noun int, local bool) {
	local = true
	for i >= 0 {
		switch {
		case c.party(i):
			if c.governedByPlace(i) {
				i -= 2
				continue
			}
			if c.is(i-1, "thuộc", "trực thuộc") && c.party(i-2) {
				i -= 2 // Vụ Lễ tân thuộc Bộ Ngoại giao tổ chức …: the department does
				continue
			}
			return i, local
		case c.kind(i, Noun) && c.noun(i).Kind == mention.Place && c.class(i-1, Prep):
			i -= 2
		case c.kind(i, Time):
			i--
		case c.class(i, Light):
			i--
		case c.termed(i): // HĐND tỉnh khóa XV sáng nay đã bầu: which one it is
			i -= 2
		case c.is(i, "người") && c.is(i-1, ",", "-", "–") && c.party(i-2): // B, người đã từ chức: a relative clause
			return i - 2, true
		case c.is(i, ")"):
			j := i
			for j >= 0 && !c.is(j, "(") {
				j--
			}
			i = j - 1
		case c.is(i, ",") && c.authority(i) >= 0: // A, thừa ủy quyền của B, trình bày …
			i, local = c.authority(i)-1, false
		case c.is(i, ",") && c.insertion(i):
			m := c.noun(i - 1)
			local = local && (c.is(i+1, "đang") || // B, đang thăm …: a relative clause
				m != nil && m.Kind == mention.Person && (c.is(i+1, "đến", "sang", "tới") || // A tiếp B, đến thăm tỉnh: the guest
					c.is(i+1, "từ") && c.is(i+2, "trần") || c.is(i+1, "qua") && c.is(i+2, "đời"))) // A viếng B, từ trần ngày D: B died
			i--
		default:
			j := c.unnamed(i)
			if j < 0 {
				return -1, false
			}
			i = j
		}
	}
	return -1, false
}

// unnamed steps left over a group that the text does not name and that và or cùng joins to the noun phrase before it: A và
// lãnh đạo nhiều bộ, ngành. It returns that noun phrase's chunk, or -1.
func (c *Sentence) unnamed(i int) int {
	for j := i; j > 0; j-- {
		switch {
		case c.is(j, "và", "cùng", "cùng với") && c.party(j-1):
			if j < i {
				return j - 1
			}
			return -1
		case j < len(c.Chunks) && (c.is(j, ",", "và") || c.groups[c.Chunks[j].Word]):
		default:
			return -1
		}
	}
	return -1
}

// insertion reports whether the comma at chunk i closes an inserted phrase of time or place: A, sáng 5/3, đã gặp B; or về phần mình
// (for his part).
func (c *Sentence) insertion(i int) bool {
	j := i - 1
	if c.is(j, "về phần mình") && c.is(j-1, ",") {
		return true
	}
	for j >= 0 && (c.kind(j, Time) || c.kind(j, Noun) && c.noun(j).Kind == mention.Place || c.class(j, Prep)) {
		j--
	}
	return j < i-1 && c.is(j, ",") || c.party(i-1) || c.termed(i-1)
}

// termed reports whether the number at chunk i says of which term a body is: HĐND tỉnh khóa XV.
func (c *Sentence) termed(i int) bool {
	return c.kind(i, Word) && c.is(i-1, "khóa", "khoá") && c.party(i-2)
}

// authority returns the comma that opens the insertion closed at chunk i which says for whom somebody acts: , thừa ủy quyền của
// B, (by authority of B), , thay mặt B, (on behalf of B). It returns -1 when there is none.
func (c *Sentence) authority(i int) int {
	for j := i - 1; j > 0 && i-j < 14 && !c.kind(j, Mark) && !c.kind(j, Time); j-- {
		if j < i-1 && c.is(j, "thừa ủy quyền của", "được ủy quyền của", "thay mặt", "thừa") && c.is(j-1, ",") {
			return j - 1
		}
	}
	return -1
}

// governed reports whether a preposition stands before chunk i, so that it is no subject.
func (c *Sentence) governed(i int) bool {
	j := i - 1
	for c.is(j, "các", "những", "cả", "là", "chính", "riêng") {
		j--
	}
	return c.class(j, Prep)
}

// ofKin reports whether what stands before the trigger says whose relative its subject is.
func (c *Sentence) ofKin(t Trigger) bool {
	i, _ := c.before(t.First - 1)
	return i >= 0 && c.kin(i)
}

// kin reports whether a word of kinship stands before chunk i, so that somebody of the family is meant: chồng bà A (A's husband).
func (c *Sentence) kin(i int) bool {
	switch c.form(i - 1) {
	case "chồng", "vợ", "cha", "mẹ", "bố":
		return true
	case "trai", "gái", "rể", "ruột", "dâu":
		return c.is(i-2, "con", "em", "anh", "chị", "cháu")
	case "phụ", "mẫu":
		return c.is(i-2, "thân", "nhạc")
	}
	return false
}

func (c *Sentence) governedByPlace(i int) bool {
	return c.is(i-1, "tại", "ở", "đến", "tới", "sang", "từ") && c.noun(i).Kind != mention.Person
}

// main returns the subject of the clause that chunk i stands in: the last noun phrase before it that begins a clause
// and has a verb behind it.
func (c *Sentence) main(i int) (list, bool) {
	for j := i - 1; j >= 0; j-- {
		if !c.party(j) {
			continue
		}
		l := c.listTo(j)
		if c.opens(l.first) && c.predicate(j+1, i) {
			return l, true
		}
		j = l.first
	}
	return list{}, false
}

// opener reports whether the word or mark at chunk i may stand before the subject that a clause begins with.
func (c *Sentence) opener(i int) bool {
	switch c.form(i) {
	case "các", "cả", "chính", "\"", "“", "-", "–", "*", "cũng", "dự kiến", "nhân dịp này", "sau đó", "trước đó":
		return true
	}
	return false
}

// opens reports whether a clause may begin at chunk i.
func (c *Sentence) opens(i int) bool {
	j := i - 1
	for c.opener(j) {
		j--
	}
	if c.kind(j, Time) {
		return true
	}
	if c.kind(j, Noun) && c.noun(j).Kind == mention.Place {
		return true
	}
	if j < 0 || c.class(j, Saying) || c.class(j, Closing) {
		return true
	}
	switch c.form(j) {
	case ",", ";", ":", ".", "và", "nhưng", "song", "còn", "rằng", "thì", "khi", "sau khi", "trước khi", "do", "trong đó", "theo đó", "đó", "”":
		return true
	}
	return false
}

// predicate reports whether the words from chunk i on are a verb phrase, before chunk end.
func (c *Sentence) predicate(i, end int) bool {
	goes := c.is(i, "tới", "đến", "sang")
	for i < end && (c.kind(i, Time) || c.is(i, "(", ")", ",") || c.kind(i, Noun) && c.noun(i).Kind == mention.Place || c.class(i, Prep) && (c.kind(i+1, Time) || c.kind(i+1, Noun) && c.noun(i+1).Kind == mention.Place)) {
		i++
	}
	if c.is(i, "thay mặt", "thừa ủy quyền", "thừa ủy quyền của") && c.kind(i+1, Noun) && i+2 <= end { // A thay mặt (on behalf of) B, C đến viếng
		for i += 2; i < end && (c.is(i, ",", "và") && c.kind(i+1, Noun) || c.kind(i, Noun)); {
			i++
		}
	}
	if i >= end {
		return i == end
	}
	if m := c.noun(i + 1); c.is(i, "thông qua") && m != nil && m.Kind == mention.Document {
		return true // Quốc hội thông qua Nghị quyết: here a verb
	}
	if goes && c.is(i, "tới", "đến", "sang") && c.is(i+1, "dự", "tham dự") {
		return true // A tới dự, tặng hoa chúc mừng
	}
	if goes && c.is(i, "để") {
		return true // A tới Paris để dự …
	}
	if c.is(i, "cùng", "cùng với") && c.kind(i+1, Word) {
		return true // A cùng gia đình thăm …
	}
	if c.kind(i, Noun) || c.kind(i, Mark) {
		return false
	}
	return c.Chunks[i].Class != Prep && c.Chunks[i].Class != And
}

// fewWords is how many words stand at most before a participle that opens the sentence: Trong khuôn khổ hội nghị, bên lề phiên họp.
const fewWords = 7

// fronted returns the subject behind a participle that opens the sentence: Phát biểu tại lễ ký, A nói …
func (c *Sentence) fronted(t Trigger) []Filler {
	words := 0
	for j := t.First - 1; j >= 0; j-- {
		if c.party(j) && !c.governed(j) {
			return nil
		}
		if c.is(j, "sẽ", "sắp") { // Hai nước sẽ ký hiệp định, A cho biết: what is said, not what A does
			return nil
		}
		if c.kind(j, Word) {
			words++
		}
	}
	if words > fewWords {
		return nil // Được tin lũ lụt làm hơn 200 người thiệt mạng, A gửi điện …: a clause with a subject of its own
	}
	for j := t.End; j < len(c.Chunks); j++ {
		if c.Chunks[j].Kind != Mark {
			continue
		}
		if c.is(j, ";", ".") {
			return nil
		}
		if !c.is(j, ",") {
			continue
		}
		k := j + 1
		for c.kind(k, Time) || c.is(k, "các", ",") {
			k++
		}
		if c.party(k) && !(c.kind(j-1, Noun) && c.noun(j-1).Kind == mention.Place && c.noun(k).Kind != mention.Person) {
			l := c.listFrom(k, participant)
			if last := l.members[len(l.members)-1].Chunk; c.verbAfter(last) || c.is(last+1, ",") && c.noun(k).Kind == mention.Person {
				return l.members
			}
		}
	}
	return nil
}

// Addressed returns whom the subject behind a participle speaks to, right behind his verb: Trong cuộc gặp riêng, A chúc B ….
func (c *Sentence) Addressed(t Trigger) []Filler {
	l := c.fronted(t)
	if len(l) == 0 {
		return nil
	}
	i := l[len(l)-1].Chunk + 1
	for c.class(i, Light) {
		i++
	}
	switch {
	case c.is(i, "cảm") && c.is(i+1, "ơn"), c.is(i, "chúc", "chào") && c.is(i+1, "mừng"), c.is(i, "nói") && c.is(i+1, "với"):
		i += 2
	case c.is(i, "chúc", "chúc mừng", "mời", "cảm ơn", "chào mừng"):
		i++
	default:
		return nil
	}
	return c.listFrom(i, participant).members
}
